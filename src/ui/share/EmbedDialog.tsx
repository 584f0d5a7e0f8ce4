// "Embed…": the code that puts this run at this moment on another page, as an iframe and as a script tag. Loaded when it is
// first asked for.

import { useMessages } from '../shell/useMessages'
import './EmbedDialog.css'
import { useEffect, useId, useRef, useState } from 'react'

import { EMBED_HEIGHT, type EmbedChoices, iframeCode, scriptCode } from '../../io/embed/code'
import { pause } from '../../session/actions'
import { addressText } from '../../session/sharing'
import { showEmbed } from '../../session/sharingState'
import { icons } from '../shell/icons'

const pageFolder = (): string => new URL('.', location.href).href

/** Whether others cannot open addresses that begin like this one. */
const isLocal = (): boolean =>
  location.protocol === 'file:' || ['localhost', '127.0.0.1', '[::1]', '::1'].includes(location.hostname)

export default function EmbedDialog() {
  const m = useMessages()
  const [heightText, setHeightText] = useState(String(EMBED_HEIGHT.standard))
  const [theme, setTheme] = useState<EmbedChoices['theme']>(null)
  const [autoplay, setAutoplay] = useState(false)
  const [said, setSaid] = useState('')
  // The moment is the one at which it was opened: the page is paused.
  const [link] = useState(() => {
    pause()
    return addressText()
  })
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()

  const typed = /^\d{1,5}$/.test(heightText.trim()) ? Number(heightText) : Number.NaN
  const isHeight = typed >= EMBED_HEIGHT.min && typed <= EMBED_HEIGHT.max
  const choices: EmbedChoices = {
    base: pageFolder(),
    link,
    title: m.embedding.frame,
    height: isHeight ? typed : EMBED_HEIGHT.standard,
    theme,
    autoplay,
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className="dialog embed-dialog"
      aria-labelledby={id}
      onClose={() => showEmbed(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={id}>{m.embedding.title}</h2>
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        <p>{m.embedding.intro}</p>
        <div className="embed-choices">
          <label>
            {m.embedding.height}
            <span className="number-box" data-refused={!isHeight}>
              <input
                type="text"
                inputMode="numeric"
                value={heightText}
                aria-invalid={!isHeight}
                aria-describedby={`${id}-height`}
                onChange={(event) => setHeightText(event.target.value)}
              />
            </span>
          </label>
          <label>
            {m.embedding.theme}
            <select
              className="select"
              value={theme ?? ''}
              onChange={({ target }) => setTheme(target.value === '' ? null : (target.value as 'dark' | 'light'))}
            >
              <option value="">{m.embedding.themeSystem}</option>
              <option value="dark">{m.embedding.themeDark}</option>
              <option value="light">{m.embedding.themeLight}</option>
            </select>
          </label>
          <label>
            <input type="checkbox" checked={autoplay} onChange={(event) => setAutoplay(event.target.checked)} />
            {m.embedding.autoplay}
          </label>
        </div>
        <p id={`${id}-height`} className="refused" role="alert">
          {isHeight ? '' : m.embedding.heightWrong}
        </p>
        <Code name={m.embedding.iframeCode} code={iframeCode(choices)} onSaid={setSaid} />
        <Code name={m.embedding.scriptCode} code={scriptCode(choices)} onSaid={setSaid} />
        <p className="quiet">{m.embedding.scriptHint}</p>
        {isLocal() && <p className="embed-note">{m.embedding.localAddress}</p>}
        <p className="embed-said" role="status">
          {said}
        </p>
      </div>
    </dialog>
  )
}

function Code({ name, code, onSaid }: { name: string; code: string; onSaid: (text: string) => void }) {
  const m = useMessages()
  const field = useRef<HTMLTextAreaElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      onSaid(m.embedding.copied)
    } catch {
      // Refused, or a page without https: the reader has to do it.
      field.current?.focus()
      field.current?.select()
      onSaid(m.embedding.copyByHand)
    }
  }
  return (
    <>
      <div className="embed-code-head">
        <span>{name}</span>
        <button type="button" className="button" aria-label={`${m.embedding.copy} ${name}`} onClick={copy}>
          {m.embedding.copy}
        </button>
      </div>
      <textarea
        ref={field}
        className="embed-code"
        readOnly
        rows={4}
        spellCheck={false}
        aria-label={name}
        value={code}
        onFocus={(event) => event.currentTarget.select()}
      />
    </>
  )
}
