// "Embed…": the code that puts this run at this moment on another page, as an iframe and as a script tag. Loaded when it is
// first asked for.

import { useId, useRef, useState } from 'react'
import { EMBED_HEIGHT, type EmbedChoices, iframeCode, scriptCode } from '../../io/embed/code'
import { pause } from '../../session/actions'
import { addressText } from '../../session/addressText'
import { isOwnComputer } from '../../session/ownComputer'
import { showEmbed } from '../../session/sharingState'
import { Button } from '../kit/Button'
import { Dialog } from '../kit/Dialog'
import { Select } from '../kit/Select'
import { useMessages } from '../shell/useMessages'

const pageFolder = (): string => new URL('.', location.href).href

export default function EmbedDialog() {
  const m = useMessages('embedding')
  const [heightText, setHeightText] = useState(String(EMBED_HEIGHT.standard))
  const [theme, setTheme] = useState<EmbedChoices['theme']>(null)
  const [autoplay, setAutoplay] = useState(false)
  const [said, setSaid] = useState('')
  // The moment is the one at which it was opened: the page is paused.
  const [link] = useState(() => {
    pause()
    return addressText()
  })
  const id = useId()

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
    <Dialog title={m.embedding.title} width={44} onClose={() => showEmbed(false)}>
      <p>{m.embedding.intro}</p>
      <div className="flex flex-wrap items-center gap-y-6 gap-x-14 pt-8 pb-2 [&>label]:inline-flex [&>label]:items-center [&>label]:gap-5 [&>label]:min-h-22 [&_input[type='checkbox']]:size-11.5 [&_input[type='checkbox']]:accent-flight [&_.number-box_input]:w-50">
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
          <Select
            value={theme ?? ''}
            options={[
              ['', m.embedding.themeSystem],
              ['dark', m.embedding.themeDark],
              ['light', m.embedding.themeLight],
            ]}
            onChoose={(value) => setTheme(value === '' ? null : (value as 'dark' | 'light'))}
          />
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
      <p className="text-muted">{m.embedding.scriptHint}</p>
      {isOwnComputer() && <p className="pt-5 text-avoid">{m.embedding.localAddress}</p>}
      <p className="min-h-[1.5em] pt-5" role="status">
        {said}
      </p>
    </Dialog>
  )
}

function Code({ name, code, onSaid }: { name: string; code: string; onSaid: (text: string) => void }) {
  const m = useMessages('embedding')
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
      <div className="flex items-center justify-between gap-6 pt-8 font-semibold">
        <span>{name}</span>
        <Button aria-label={`${m.embedding.copy} ${name}`} onClick={copy}>
          {m.embedding.copy}
        </Button>
      </div>
      <textarea
        ref={field}
        className="w-full min-h-62 max-h-130 field-sizing-content mt-3 p-5 border border-line-strong rounded-md bg-inset text-text font-mono text-[0.88rem] leading-[1.45] wrap-anywhere resize-y"
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
