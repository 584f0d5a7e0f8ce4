// The window with the speaker's notes: what is on the stage, what to say, what comes next, a clock and the controls. All of
// it comes from the stage; nothing of the run is here.

import type { Text } from '../../i18n/messages'
import { showLanguage } from '../../session/language'
import { useMessages } from '../shell/useMessages'
import '../../app.css'
import './notes.css'
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
  const m = useMessages()
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
      <p className="notes-wait" role="status">
        {lost ? why : m.presenting.notesWindow.waiting}
      </p>
    )
  }
  return (
    <main className="notes">
      <header className="notes-head">
        <h1>{report.title}</h1>
        <span>{m.presenting.placeOf(report.place, report.all)}</span>
      </header>
      {!there && (
        <p className="notes-gone" role="alert">
          {m.presenting.notesWindow.gone}
        </p>
      )}
      <Told report={report} />
      <Clock report={report} nowMs={nowMs} onCommand={command} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules */}
      <div className="notes-controls" role="group" aria-label={m.presenting.notesWindow.controls}>
        {CONTROLS.map(({ name, key, words, on }) => (
          <button
            key={name}
            type="button"
            className={name === 'forward' ? 'button notes-forward' : 'button'}
            disabled={!there}
            aria-keyshortcuts={key}
            aria-pressed={on?.(report)}
            onClick={() => command(name)}
          >
            {words(m)} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
    </main>
  )
}

const CONTROLS: { name: Command; key: string; words: Text; on?: (report: StageReport) => boolean }[] = [
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
  const m = useMessages()
  return (
    <>
      <section className="notes-screen" aria-label={m.presenting.notesWindow.onScreen}>
        <h2>{m.presenting.notesWindow.onScreen}</h2>
        <p>
          {report.answer !== null && (
            <b>
              {m.presenting.notesWindow.answer} {report.answer}{' '}
            </b>
          )}
          {report.sentence}
        </p>
      </section>
      <section className="notes-say" aria-label={m.presenting.notesWindow.say}>
        <h2>{report.cueTitle}</h2>
        {report.lead !== null && (
          <p className="notes-lead">
            <b>{m.presenting.notesWindow.tellFirst}</b> {report.lead}
          </p>
        )}
        <p className="notes-text">{report.notes ?? m.presenting.notesWindow.noNotes}</p>
      </section>
      <section className="notes-next" aria-label={m.presenting.notesWindow.nextPress}>
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
  const m = useMessages()
  const { clockStartedAt, plannedUntil, plannedMinutes } = report
  const elapsedMs = clockStartedAt === null ? 0 : nowMs - clockStartedAt
  const untilMs = (plannedUntil ?? plannedMinutes) * MINUTE_MS
  return (
    <section className="notes-clock" aria-label={m.presenting.notesWindow.clock}>
      <span className="notes-time" role="timer" data-late={elapsedMs > untilMs}>
        {clockText(elapsedMs)}
      </span>
      <span>{m.presenting.planned(clockText(untilMs), clockText(plannedMinutes * MINUTE_MS))}</span>
      <button
        type="button"
        className="button"
        onClick={() => onCommand(clockStartedAt === null ? 'startClock' : 'resetClock')}
      >
        {clockStartedAt === null ? m.presenting.notesWindow.start : m.presenting.notesWindow.reset}
      </button>
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
