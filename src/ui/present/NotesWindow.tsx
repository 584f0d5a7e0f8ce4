// The window with the speaker's notes: what is on the stage, what to say, what comes next, a clock and the controls. All of
// it comes from the stage; nothing of the run is here.

import type { Text } from '../../i18n/messages'
import { showLanguage } from '../../session/language'
import { useMessages } from '../shell/useMessages'
import '../../app.css'
import '../shell/later.css'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

import {
  type Command,
  clockText,
  hear,
  isThere,
  type Message,
  NOTHING_HEARD,
  readMessage,
  SILENCE_MS,
  type StageReport,
} from '../../io/notesProtocol'
import { openWire } from '../../io/notesWire'
import { useApp } from '../../session/appStore'
import { Button } from '../kit/Button'
import { startRefusingDrops } from '../shell/fileDrop'
import { LastResort } from '../shell/LastResort'
import { startPageAttributes } from '../shell/pageAttributes'

/** ms between two questions whether the stage is still there, and the steps of the clock. */
const ASK_MS = 2000
const TICK_MS = 250

/** What the stage of a channel says, and a way to tell it what to do. @param channel - null where the address names none */
function useStage(channel: string | null) {
  const [heard, setHeard] = useState(NOTHING_HEARD)
  const [send, setSend] = useState<((message: Message) => void) | null>(null)
  const [nowMs, setNow] = useState(() => Date.now())
  /** Nothing will ever be heard. */
  const [mute, setMute] = useState(channel === null)
  useEffect(() => {
    const wire = channel === null ? null : openWire(channel)
    setMute(wire === null)
    if (wire === null) return
    const post = (message: Message) => wire.postMessage(message)
    wire.onmessage = ({ data }) => {
      const message = readMessage(data)
      if (message) setHeard((before) => hear(before, message, Date.now()))
    }
    setSend(() => post)
    const ask = () => post({ type: 'hello' })
    const tick = () => setNow(Date.now())
    let timers: ReturnType<typeof setInterval>[] = []
    // A clock that nobody sees need not go. Whoever looks again has an answer of the stage before the clock goes on.
    const goWhileSeen = () => {
      for (const timer of timers) clearInterval(timer)
      timers = []
      if (document.hidden) return
      ask()
      timers = [setInterval(ask, ASK_MS), setInterval(tick, TICK_MS)]
    }
    goWhileSeen()
    document.addEventListener('visibilitychange', goWhileSeen)
    return () => {
      document.removeEventListener('visibilitychange', goWhileSeen)
      for (const timer of timers) clearInterval(timer)
      wire.close()
    }
  }, [channel])
  const { report } = heard
  useEffect(() => {
    if (!report) return
    useApp.setState({ theme: report.theme })
    void showLanguage(report.language)
  }, [report])
  return { report, there: isThere(heard, nowMs), nowMs, send, mute }
}

function NotesWindow({ channel }: { channel: string | null }) {
  const m = useMessages('presenting')
  const { report, there, nowMs, send, mute } = useStage(channel)
  const [startedAt] = useState(() => Date.now())
  const title = report ? `${m.presenting.notesWindow.title} · ${report.title}` : m.presenting.notesWindow.title
  useEffect(() => {
    document.title = title
  }, [title])
  const command = (name: Command) => send?.({ type: 'command', command: name })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!name || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      send?.({ type: 'command', command: name })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [send])
  if (!report) {
    // A stage that is there answers at once.
    const lost = mute || nowMs - startedAt > SILENCE_MS
    const why =
      channel === null || location.protocol !== 'file:'
        ? m.presenting.notesWindow.noTalk
        : m.presenting.notesWindow.notFound
    return (
      <p className="p-20 text-[1.2rem]" role="status">
        {lost ? why : m.presenting.notesWindow.waiting}
      </p>
    )
  }
  return (
    <main className="grid grid-rows-[auto_auto_auto_1fr_auto_auto_auto] gap-9 min-h-dvh px-13 py-10 text-large">
      <header className="notes-head flex flex-wrap justify-between gap-y-3 gap-x-10 text-muted [&_h1]:text-text [&_h1]:font-[650]">
        <h1>{report.title}</h1>
        <span>{m.presenting.placeOf(report.place, report.all)}</span>
      </header>
      {!there && (
        <p className="row-start-2 px-9 py-6 border border-bad rounded-lg text-bad" role="alert">
          {m.presenting.notesWindow.gone}
        </p>
      )}
      <Told report={report} />
      <Clock report={report} nowMs={nowMs} onCommand={command} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules */}
      <div
        className="row-start-7 grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-5 [&_.button]:gap-5 [&_.button]:min-h-30 [&_kbd]:text-muted [&_kbd]:font-[inherit] [&_kbd]:text-fine [&_[aria-pressed='true']]:border-flight [&_[aria-pressed='true']]:bg-flight-soft"
        role="group"
        aria-label={m.presenting.notesWindow.controls}
      >
        {CONTROLS.map(({ name, key, words, on }) => (
          <Button
            key={name}
            className={name === 'forward' ? 'border-flight' : ''}
            disabled={!there}
            aria-keyshortcuts={key}
            aria-pressed={on?.(report)}
            onClick={() => command(name)}
          >
            {words(m)} <kbd>{key}</kbd>
          </Button>
        ))}
      </div>
    </main>
  )
}

const CONTROLS: { name: Command; key: string; words: Text<'presenting'>; on?: (report: StageReport) => boolean }[] = [
  { name: 'back', key: 'PageUp', words: (m) => m.presenting.back },
  { name: 'forward', key: 'PageDown', words: (m) => m.presenting.forward },
  { name: 'putBack', key: 'R', words: (m) => m.presenting.putBack },
  { name: 'black', key: 'B', words: (m) => m.presenting.black, on: ({ black }) => black },
  { name: 'lock', key: 'L', words: (m) => m.presenting.lock, on: ({ locked }) => locked },
  { name: 'spotlight', key: 'S', words: (m) => m.presenting.spotlight, on: ({ spotlight }) => spotlight },
]

/** The clicker works here as well: the window with the focus gets its keys. */
const KEYS: Record<string, Command> = {
  PageDown: 'forward',
  ArrowRight: 'forward',
  ArrowDown: 'forward',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  Home: 'putBack',
  r: 'putBack',
  b: 'black',
  '.': 'black',
  l: 'lock',
  s: 'spotlight',
}

function Told({ report }: { report: StageReport }) {
  const m = useMessages('presenting')
  return (
    <>
      <section
        className="row-start-3 px-9 py-6 border border-line rounded-lg bg-inset [&_h2]:text-muted [&_h2]:text-[0.95rem]"
        aria-label={m.presenting.notesWindow.onScreen}
      >
        <h2>{m.presenting.notesWindow.onScreen}</h2>
        <p>
          {report.answer !== null && (
            <b>
              {m.presenting.notesWindow.answer} {report.answer}{' '}
            </b>
          )}
          {report.sentence}
        </p>
        {report.options.length > 0 && <p className="text-muted">{report.options.join(' · ')}</p>}
        {report.lead !== null && <p className="text-muted">{report.lead}</p>}
      </section>
      <section className="row-start-4 [&_h2]:mb-4 [&_h2]:font-[650]" aria-label={m.presenting.notesWindow.say}>
        <h2>{report.cueTitle}</h2>
        <p className="notes-text text-[1.7rem] leading-[1.55]">{report.notes ?? m.presenting.notesWindow.noNotes}</p>
      </section>
      <section
        className="row-start-5 pt-6 border-t border-line text-muted [&_b]:mr-[0.3em] [&_b]:text-text"
        aria-label={m.presenting.notesWindow.nextPress}
      >
        {report.reveals !== null && (
          <p>
            <b>{m.presenting.notesWindow.nextPress}</b> {report.reveals}
          </p>
        )}
        <p>
          {report.next === null ? (
            m.presenting.notesWindow.theEnd
          ) : (
            <>
              <b>{m.presenting.notesWindow.nextCue}</b> {report.next}
            </>
          )}
        </p>
      </section>
    </>
  )
}

const MINUTE_MS = 60_000

function Clock({
  report,
  nowMs,
  onCommand,
}: {
  report: StageReport
  nowMs: number
  onCommand: (name: Command) => void
}) {
  const m = useMessages('presenting')
  const { clockStartedAt, cueStartedAt, cueMinutes, plannedUntil, plannedMinutes } = report
  const elapsedMs = clockStartedAt === null ? 0 : nowMs - clockStartedAt
  const untilMs = (plannedUntil ?? plannedMinutes) * MINUTE_MS
  return (
    <section
      className="row-start-6 flex flex-wrap items-center gap-y-4 gap-x-10"
      aria-label={m.presenting.notesWindow.clock}
    >
      <span
        className="text-[2.4rem] font-[650] leading-none data-[late=true]:text-bad data-[late=true]:underline"
        role="timer"
        data-late={elapsedMs > untilMs}
      >
        {clockText(elapsedMs)}
      </span>
      <span>{m.presenting.planned(clockText(untilMs), clockText(plannedMinutes * MINUTE_MS))}</span>
      {cueMinutes !== null && (
        <span className="notes-cue-time text-muted">
          {m.presenting.notesWindow.cueTime(
            clockText(clockStartedAt === null ? 0 : nowMs - cueStartedAt),
            clockText(cueMinutes * MINUTE_MS),
          )}
        </span>
      )}
      <Button onClick={() => onCommand(clockStartedAt === null ? 'startClock' : 'resetClock')}>
        {clockStartedAt === null ? m.presenting.notesWindow.start : m.presenting.notesWindow.reset}
      </Button>
    </section>
  )
}

/** Puts the notes on the page, in the place of everything else. */
export function startNotesWindow(channel: string | null): void {
  startPageAttributes()
  startRefusingDrops()
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <LastResort>
        <NotesWindow channel={channel} />
      </LastResort>
    </StrictMode>,
  )
}
