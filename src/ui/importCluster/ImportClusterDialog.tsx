// "Your own cluster": a box for pasted text, what was recognised in it line by line, and the button that shows it.
// Loaded when it is first asked for.

import { type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { lateText } from '../../i18n/load'
import type { Text } from '../../i18n/messages'
import { MAX_PASTE_LENGTH, type Reading, readImportedCluster } from '../../io/importCluster/importCluster'
import { ALL_TOGETHER, SAMPLES } from '../../io/importCluster/samples'
import { loadPaste, savePaste } from '../../io/storage'
import { begin, play, setSpeed } from '../../session/actions'
import { notify } from '../../session/notices'
import { showImportCluster } from '../../session/sharingState'
import { Button, LinkButton } from '../kit/Button'
import { Dialog, DialogFoot } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'

const same =
  (text: string): Text<'importCluster'> =>
  () =>
    text

const EXAMPLES: { name: Text<'importCluster'>; text: string }[] = [
  { name: same('clusterList'), text: SAMPLES.clusterList },
  { name: same('topicRoute'), text: SAMPLES.topicRoute },
  { name: same('topicStatus'), text: SAMPLES.topicStatus },
  { name: same('rocketmq-dashboard'), text: SAMPLES.dashboard },
  { name: same('rocketmq_client.log'), text: SAMPLES.clientLog },
  { name: same('broker.conf'), text: SAMPLES.brokerConf },
  { name: same('Docker Compose'), text: SAMPLES.compose },
  { name: (m) => m.importCluster.exampleJava, text: SAMPLES.java },
  { name: same('Spring properties'), text: SAMPLES.properties },
  { name: same('Spring YAML'), text: SAMPLES.yaml },
  { name: same('Spring XML'), text: SAMPLES.springXml },
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
  const m = useMessages('importCluster')
  const [text, setText] = useState(() => lastText ?? loadPaste())
  const settled = useSettled(text)
  const reading = useMemo(() => (settled.length > MAX_PASTE_LENGTH ? null : readImportedCluster(settled)), [settled])
  const box = useRef<HTMLTextAreaElement>(null)
  const boxId = useId()
  useEffect(() => {
    box.current?.focus()
  }, [])
  useEffect(() => {
    lastText = text
  }, [text])
  // With the words about it, so that whoever has read them may reload.
  useLayoutEffect(() => {
    if (settled.length <= MAX_PASTE_LENGTH) savePaste(settled)
  }, [settled])
  const close = () => showImportCluster(false)

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
    notify(
      'info',
      lateText(['importCluster'], (m) => m.importCluster.loaded),
      { undo: true },
    )
    close()
  }

  return (
    <Dialog
      title={m.importCluster.title}
      width={78}
      className="flex flex-col gap-5"
      onClose={() => showImportCluster(false)}
    >
      <p>{m.importCluster.lead}</p>
      <p className="text-muted">{m.importCluster.staysHere}</p>
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-12 h-[min(34rem,calc(100dvh_-_19rem))] min-h-170 max-[901px]:grid-cols-1 max-[901px]:h-auto">
        <div className="flex flex-col min-w-0">
          <div className="flex flex-wrap items-center gap-y-3.5 gap-x-6 [&_ul]:flex [&_ul]:flex-wrap [&_ul]:gap-3.5 [&_.button]:min-h-19 [&_.button]:px-6 [&_.button]:py-0 [&_.button]:text-small">
            <span id={`${boxId}-examples`}>{m.importCluster.examples}</span>
            <ul aria-labelledby={`${boxId}-examples`}>
              {EXAMPLES.map(({ name, text: example }) => (
                <li key={name(m)}>
                  <Button onClick={() => fill(example)}>{name(m)}</Button>
                </li>
              ))}
            </ul>
          </div>
          <label className="pt-6 pb-2.5 font-semibold" htmlFor={boxId}>
            {m.importCluster.box}
          </label>
          <textarea
            ref={box}
            id={boxId}
            className="flex-1 min-h-90 w-full px-7 py-6 border border-line-strong rounded-lg bg-inset text-text font-mono text-fine leading-[1.5] [tab-size:2] resize-none max-[901px]:min-h-130"
            value={text}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <section
          className="min-w-0 overflow-y-auto pr-4 max-[901px]:overflow-visible"
          aria-label={m.importCluster.result}
          aria-busy={settled !== text}
        >
          {reading === null ? (
            <p role="alert" className="px-7 py-5 border border-bad rounded-lg">
              {m.importCluster.tooLarge(settled.length, MAX_PASTE_LENGTH)}
            </p>
          ) : (
            <Recognised reading={reading} isEmpty={settled.trim() === ''} goTo={goTo} />
          )}
        </section>
      </div>
      <DialogFoot>
        <Button
          disabled={text === ''}
          onClick={() => {
            setText('')
            box.current?.focus()
          }}
        >
          {m.importCluster.clear}
        </Button>
        <Button tone="make" disabled={reading?.input == null || settled !== text} onClick={show}>
          {m.importCluster.show}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

interface RecognisedProps {
  reading: Reading
  isEmpty: boolean
  goTo: (line: number) => void
}

function Recognised({ reading, isEmpty, goTo }: RecognisedProps) {
  const m = useMessages('importCluster')
  const { counts, read, unread, ignored, assumptions, releases, input } = reading
  const summary = isEmpty
    ? m.importCluster.empty
    : input === null
      ? `${m.importCluster.nothingFound} ${unread.length > 0 ? m.importCluster.unreadOnly(unread.length) : ''}`
      : m.importCluster.summary(counts.brokerGroups, counts.queues, counts.settings, unread.length)
  return (
    <>
      <p role="status" className="pb-3 text-[1.08rem] font-bold">
        {summary}
      </p>
      <Found title={m.importCluster.releasesHead} tone="problem" goTo={goTo} items={releases} open>
        {({ what }) => what(m)}
      </Found>
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
  const m = useMessages('importCluster')
  if (items.length === 0) return null
  const more = items.length - MAX_ITEMS
  return (
    <details
      className="py-3.5 border-t border-line [&_summary]:min-h-18 [&_summary]:font-semibold [&_summary]:cursor-pointer data-[tone=problem]:[&_summary]:text-bad data-[tone=good]:[&_summary]:text-good [&_li]:flex [&_li]:gap-7 [&_li]:py-[0.12rem] [&_li]:pr-0 [&_li]:pl-9"
      data-tone={tone}
      open={open}
    >
      <summary>
        {title}{' '}
        <span className="ml-3 px-4.5 border border-line-strong rounded-full text-muted text-fine">{items.length}</span>
      </summary>
      <ul>
        {items.slice(0, MAX_ITEMS).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lists are made anew with every letter typed
          <li key={index}>
            {item.line !== null && <LineButton line={item.line} goTo={goTo} />}
            <span className="min-w-0 wrap-anywhere">{children(item)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">{m.importCluster.more(more)}</p>}
    </details>
  )
}

function LineButton({ line, goTo }: { line: number; goTo: (line: number) => void }) {
  const m = useMessages('importCluster')
  return (
    <LinkButton className="flex-none self-start min-w-42 text-start" onClick={() => goTo(line)}>
      {m.importCluster.line(line)}
    </LinkButton>
  )
}
