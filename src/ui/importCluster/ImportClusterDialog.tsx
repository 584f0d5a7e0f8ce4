// "Your own cluster": a box for pasted text, what was recognised in it line by line, and the button that shows it.
// Loaded when it is first asked for.

import type { Text } from '../../i18n/messages'
import { useMessages } from '../shell/useMessages'
import './ImportClusterDialog.css'
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'

import { MAX_PASTE_LENGTH, type Reading, readImportedCluster } from '../../io/importCluster/importCluster'
import { ALL_TOGETHER, SAMPLES } from '../../io/importCluster/samples'
import { loadPaste, savePaste } from '../../io/storage'
import { begin, notify, play, setSpeed } from '../../session/actions'
import { showImportCluster } from '../../session/sharingState'
import { icons } from '../shell/icons'

const same =
  (text: string): Text =>
  () =>
    text

const EXAMPLES: { name: Text; text: string }[] = [
  { name: same('clusterList'), text: SAMPLES.clusterList },
  { name: same('topicRoute'), text: SAMPLES.topicRoute },
  { name: same('topicStatus'), text: SAMPLES.topicStatus },
  { name: (m) => m.importCluster.exampleJava, text: SAMPLES.java },
  { name: same('Spring properties'), text: SAMPLES.properties },
  { name: same('Spring YAML'), text: SAMPLES.yaml },
  { name: same('Maven'), text: SAMPLES.maven },
  { name: (m) => m.importCluster.everything, text: ALL_TOGETHER },
]

/** Longer lists are cut: nobody reads on, and the page stays quick. */
const MAX_ITEMS = 80

/** What stood in the box when it was last closed; storage may be switched off. */
let lastText: string | null = null

/** ms of real time without a letter after which the text is read. */
const PAUSE_MS = 150

/** The text once nobody has typed for a moment: it is not read again in full with every letter. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

export default function ImportClusterDialog() {
  const m = useMessages()
  const [text, setText] = useState(() => lastText ?? loadPaste())
  const settled = useSettled(text)
  const reading = useMemo(() => (settled.length > MAX_PASTE_LENGTH ? null : readImportedCluster(settled)), [settled])
  const dialog = useRef<HTMLDialogElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const boxId = useId()
  useEffect(() => {
    dialog.current?.showModal()
    box.current?.focus()
  }, [])
  useEffect(() => {
    lastText = text
  }, [text])
  useEffect(() => {
    if (settled.length <= MAX_PASTE_LENGTH) savePaste(settled)
  }, [settled])
  const close = () => dialog.current?.close()

  /** An example takes the place of another one, but never of what a person has pasted. */
  const fill = (example: string) => {
    const own = text.trim() !== '' && !EXAMPLES.some((one) => one.text === text)
    setText(own ? `${text.trimEnd()}\n\n${example}` : example)
    box.current?.focus()
  }
  const goTo = (line: number) => {
    const area = box.current
    if (area === null) return
    const lines = text.split('\n')
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    area.focus()
    area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    // The browser scrolls to a selection only when something is typed.
    area.scrollTop = ((line - 3) * area.scrollHeight) / lines.length
  }
  const show = () => {
    if (reading?.input == null) return
    begin(reading.input)
    setSpeed(1)
    play()
    notify('info', (m) => m.importCluster.loaded, { undo: true })
    close()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className="dialog own"
      aria-labelledby={`${boxId}-title`}
      onClose={() => showImportCluster(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={`${boxId}-title`}>{m.importCluster.title}</h2>
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        <p>{m.importCluster.lead}</p>
        <p className="own-muted">{m.importCluster.staysHere}</p>
        <div className="own-columns">
          <div className="own-left">
            <div className="own-examples">
              <span id={`${boxId}-examples`}>{m.importCluster.examples}</span>
              <ul aria-labelledby={`${boxId}-examples`}>
                {EXAMPLES.map(({ name, text: example }) => (
                  <li key={name(m)}>
                    <button type="button" className="button" onClick={() => fill(example)}>
                      {name(m)}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
            <label className="own-label" htmlFor={boxId}>
              {m.importCluster.box}
            </label>
            <textarea
              ref={box}
              id={boxId}
              className="own-box"
              value={text}
              wrap="off"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <section className="own-result" aria-label={m.importCluster.result} aria-busy={settled !== text}>
            {reading === null ? (
              <p role="alert" className="own-problem">
                {m.importCluster.tooLarge(settled.length, MAX_PASTE_LENGTH)}
              </p>
            ) : (
              <Recognised reading={reading} isEmpty={settled.trim() === ''} goTo={goTo} />
            )}
          </section>
        </div>
        <div className="own-foot">
          <button
            type="button"
            className="button"
            disabled={text === ''}
            onClick={() => {
              setText('')
              box.current?.focus()
            }}
          >
            {m.importCluster.clear}
          </button>
          <button
            type="button"
            className="button own-show"
            disabled={reading?.input == null || settled !== text}
            onClick={show}
          >
            {m.importCluster.show}
          </button>
        </div>
      </div>
    </dialog>
  )
}

interface RecognisedProps {
  reading: Reading
  isEmpty: boolean
  goTo: (line: number) => void
}

function Recognised({ reading, isEmpty, goTo }: RecognisedProps) {
  const m = useMessages()
  const { counts, read, unread, ignored, assumptions, input } = reading
  const summary = isEmpty
    ? m.importCluster.empty
    : input === null
      ? `${m.importCluster.nothingFound} ${unread.length > 0 ? m.importCluster.unreadOnly(unread.length) : ''}`
      : m.importCluster.summary(counts.brokerGroups, counts.queues, counts.settings, unread.length)
  return (
    <>
      <p role="status" className="own-summary">
        {summary}
      </p>
      <Found title={m.importCluster.unreadHead} tone="problem" goTo={goTo} items={unread} open>
        {({ text }) => <code>{text.slice(0, 200)}</code>}
      </Found>
      <Found title={m.importCluster.readHead} tone="good" goTo={goTo} items={read} open>
        {({ what }) => what(m)}
      </Found>
      <Found
        title={m.importCluster.assumedHead}
        goTo={goTo}
        items={assumptions.map((what) => ({ line: null, what }))}
        open
      >
        {({ what }) => what(m)}
      </Found>
      <Found title={m.importCluster.ignoredHead} goTo={goTo} items={ignored} open>
        {({ why }) => why(m)}
      </Found>
    </>
  )
}

interface FoundProps<Item> {
  title: string
  tone?: 'problem' | 'good'
  items: readonly Item[]
  goTo: (line: number) => void
  open: boolean
  children: (item: Item) => ReactNode
}

function Found<Item extends { line: number | null }>({ title, tone, items, goTo, open, children }: FoundProps<Item>) {
  const m = useMessages()
  if (items.length === 0) return null
  const more = items.length - MAX_ITEMS
  return (
    <details className="own-found" data-tone={tone} open={open}>
      <summary>
        {title} <span className="own-count">{items.length}</span>
      </summary>
      <ul>
        {items.slice(0, MAX_ITEMS).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lists are made anew with every letter typed
          <li key={index}>
            {item.line !== null && <LineButton line={item.line} goTo={goTo} />}
            <span>{children(item)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="own-muted">{m.importCluster.more(more)}</p>}
    </details>
  )
}

function LineButton({ line, goTo }: { line: number; goTo: (line: number) => void }) {
  const m = useMessages()
  return (
    <button type="button" className="link own-line" onClick={() => goTo(line)}>
      {m.importCluster.line(line)}
    </button>
  )
}
