// "Embed…": the code that puts this run at this moment on another page, as an iframe and as a script tag. Loaded when it is
// first asked for.

import './EmbedDialog.css'
import { useEffect, useId, useRef, useState } from 'react'
import { embedWords } from '../../i18n/embedding'
import { EMBED_HEIGHT, type EmbedChoices, iframeCode, scriptCode } from '../../io/embed/code'
import { pause } from '../../session/actions'
import { addressText } from '../../session/sharing'
import { showEmbed } from '../../session/sharingState'
import { icons } from '../shell/icons'
import { useTexts } from '../shell/useTexts'

const pageFolder = (): string => new URL('.', location.href).href

/** Whether others cannot open addresses that begin like this one. */
const isLocal = (): boolean =>
  location.protocol === 'file:' || ['localhost', '127.0.0.1', '[::1]', '::1'].includes(location.hostname)

export default function EmbedDialog() {
  const { words, language, pick } = useTexts()
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
    title: embedWords.frame[language],
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
          <h2 id={id}>{pick(embedWords.title)}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        <p>{pick(embedWords.intro)}</p>
        <div className="embed-choices">
          <label>
            {pick(embedWords.height)}
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
            {pick(embedWords.theme)}
            <select
              className="select"
              value={theme ?? ''}
              onChange={({ target }) => setTheme(target.value === '' ? null : (target.value as 'dark' | 'light'))}
            >
              <option value="">{pick(embedWords.themeSystem)}</option>
              <option value="dark">{pick(embedWords.themeDark)}</option>
              <option value="light">{pick(embedWords.themeLight)}</option>
            </select>
          </label>
          <label>
            <input type="checkbox" checked={autoplay} onChange={(event) => setAutoplay(event.target.checked)} />
            {pick(embedWords.autoplay)}
          </label>
        </div>
        <p id={`${id}-height`} className="refused" role="alert">
          {isHeight ? '' : pick(embedWords.heightWrong)}
        </p>
        <Code name={pick(embedWords.iframeCode)} code={iframeCode(choices)} onSaid={setSaid} />
        <Code name={pick(embedWords.scriptCode)} code={scriptCode(choices)} onSaid={setSaid} />
        <p className="quiet">{pick(embedWords.scriptHint)}</p>
        {isLocal() && <p className="embed-note">{pick(embedWords.localAddress)}</p>}
        <p className="embed-said" role="status">
          {said}
        </p>
      </div>
    </dialog>
  )
}

function Code({ name, code, onSaid }: { name: string; code: string; onSaid: (text: string) => void }) {
  const { pick } = useTexts()
  const field = useRef<HTMLTextAreaElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      onSaid(pick(embedWords.copied))
    } catch {
      // Refused, or a page without https: the reader has to do it.
      field.current?.focus()
      field.current?.select()
      onSaid(pick(embedWords.copyByHand))
    }
  }
  return (
    <>
      <div className="embed-code-head">
        <span>{name}</span>
        <button type="button" className="button" aria-label={`${pick(embedWords.copy)} ${name}`} onClick={copy}>
          {pick(embedWords.copy)}
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
