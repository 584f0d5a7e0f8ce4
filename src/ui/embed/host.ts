// Carries what the embedded page and its host say to each other. Listens to the window the frame stands in and to nobody
// else, answers to the origin that asked, and reads every message through the gate in io/embed/protocol.ts.

import { messagesOf } from '../../i18n/load'
import type { Problem } from '../../i18n/problems'
import { isFramed } from '../../io/embed/options'
import {
  addressOf,
  type EventName,
  type FrameState,
  PROTOCOL_VERSION,
  type ReportedProblem,
  type Request,
  type RequestReading,
  readRequest,
} from '../../io/embed/protocol'
import { parseRunInput } from '../../io/inputSchema'
import { withRecordings } from '../../io/recording/withRecordings'
import { firstMomentAfter, momentsOf } from '../../projections/keyMoments'
import { entryAt, firstEntryAfter, type LogEntry, type Run, type UserAction } from '../../rocketmq'
import { addedActions } from '../../session/actionEdits'
import { act, pause, play, seek, setFastForward, setSpeed } from '../../session/actions'
import { type AppState, useApp } from '../../session/appStore'
import { afterJob } from '../../session/computeJob'
import { edit } from '../../session/editing'
import { embeddedLink, openEmbedded } from '../../session/embedRun'
import { jumpToNext, jumpToPrevious } from '../../session/jumps'
import { showLanguage } from '../../session/language'
import { dismissNotice } from '../../session/notices'
import { isPageVisible, seen, setVisibleToHost } from '../../session/visibility'
import { sentenceOf } from '../panels/log/sentenceOf'
import { onHostKey } from './keys'

/** ms of real time between two reports of the state while nothing but the time goes on. */
const STATE_GAP_MS = 250
/** Log entries in one event; of more in one frame, the first ones. */
const MAX_ENTRIES = 50

/** What a request comes to: what to say beside "ok", and what could not be done. */
interface Outcome {
  ok: boolean
  problems?: readonly Problem[]
  link?: string
}

const DONE: Outcome = { ok: true }

let runNumber = 0

function frameState(): FrameState {
  const { playheadMs, playing, speed, fastForward, language, theme, input } = useApp.getState()
  return {
    tMs: Math.floor(playheadMs),
    playing,
    speed,
    fastForward,
    language,
    theme,
    preset: input.scenario.preset,
    actions: input.actions.length,
    run: runNumber,
    seen: isPageVisible(),
  }
}

function told(problems: readonly Problem[]): ReportedProblem[] {
  const m = messagesOf(useApp.getState().language, 'problems')
  return problems.map((one) => ({ path: one.path, reason: one.reason, text: m.problems.sentence(one) }))
}

// --- doing what is asked ---------------------------------------------------------------------------------------------

/** Does an action, at the playhead or at its own moment, if the engine takes the run with it. */
function doAction(action: Request & { type: 'act' }): Outcome {
  const { input, playheadMs } = useApp.getState()
  const now = Math.floor(playheadMs)
  const asked = action.action
  const atMs = 'atMs' in asked ? asked.atMs : now
  const placed = { ...asked, atMs } as UserAction
  const atPlayhead = !('atMs' in asked)
  // As act() will do it: what had been done later is dropped.
  const base = atPlayhead ? { ...input, actions: input.actions.filter((one) => one.atMs <= atMs) } : input
  const wanted = addedActions(base, [placed])
  const checked = parseRunInput(wanted)
  if (!checked.ok) {
    const own = `actions[${wanted.actions.indexOf(placed)}]`
    return { ok: false, problems: checked.problems.map((one) => ({ ...one, path: one.path.replace(own, 'action') })) }
  }
  if (atPlayhead) act(asked)
  else edit(wanted)
  // What it tells the viewer, and offers to take back, is not theirs: the host has done it.
  dismissNotice()
  return DONE
}

function reachedProblems(tMs: number): readonly Problem[] {
  const reachedMs = Math.floor(useApp.getState().playheadMs)
  return reachedMs === tMs ? [] : [{ path: 'tMs', value: reachedMs, reason: 'tooFar', allowed: {} }]
}

/** Actions of the host that are not on the stage yet. */
let hostActions = 0

/** @param later - given the outcome of what is still being computed, for which null is returned */
function carryOut(request: Exclude<Request, { type: 'subscribe' }>, later: (outcome: Outcome) => void): Outcome | null {
  switch (request.type) {
    case 'load': {
      const { input, ...rest } = request.reading
      if (input === null) return { ok: false, problems: rest.problems }
      openEmbedded({ input, ...rest }, (problems) => later({ ok: true, problems }))
      return null
    }
    case 'play':
      play()
      return DONE
    case 'pause':
      pause()
      return DONE
    case 'seek':
      seek(request.tMs, () => later({ ok: true, problems: reachedProblems(request.tMs) }))
      return null
    case 'jump':
      if (request.to === 'next') jumpToNext(() => later(DONE))
      else jumpToPrevious(() => later(DONE))
      return null
    case 'act': {
      hostActions++
      const outcome = doAction(request)
      // Answered when it is on the stage, which may take a moment of computing.
      afterJob(() => {
        hostActions--
        later(outcome)
      })
      return null
    }
    case 'set': {
      const { speed, fastForward, language, theme } = request
      if (speed !== undefined) setSpeed(speed)
      if (fastForward !== undefined) setFastForward(fastForward)
      if (theme !== undefined) useApp.setState({ theme })
      if (language === undefined) return DONE
      // Answered in the language that was asked for, once it has arrived.
      void showLanguage(language).then(() => later(DONE))
      return null
    }
    case 'shown':
      setVisibleToHost(request.shown)
      return DONE
    case 'state':
      return DONE
    case 'link':
      return { ok: true, link: embeddedLink() }
  }
}

// --- telling what happens --------------------------------------------------------------------------------------------

/** Positions in the log of what has just happened, when the page went from one state of the store to the next. */
function justHappened(state: AppState, previous: AppState): number[] {
  const { run } = state
  const now = Math.floor(state.playheadMs)
  const before = Math.floor(previous.playheadMs)
  const end = firstEntryAfter(run.log, now)
  const from = (index: number) => Array.from({ length: Math.max(0, end - index) }, (_, at) => index + at)
  if (run === previous.run) {
    if (now === before) return []
    const played = state.frame !== previous.frame && now > before
    return from(firstEntryAfter(run.log, played ? before : now - 1))
  }
  const ofNow = from(firstEntryAfter(run.log, now - 1))
  if (now !== before || state.input.scenario !== previous.input.scenario) return ofNow
  // Acted upon: of this instant, what has not been told of it yet.
  const known = new Set(entriesOf(previous.run, now).map((entry) => JSON.stringify(entry)))
  return ofNow.filter((index) => !known.has(JSON.stringify(entryAt(run.log, index))))
}

function entriesOf(run: Run, atMs: number): LogEntry[] {
  const entries: LogEntry[] = []
  for (let index = firstEntryAfter(run.log, atMs - 1); index < firstEntryAfter(run.log, atMs); index++) {
    entries.push(entryAt(run.log, index))
  }
  return entries
}

/** @param indexes - ascending, not empty */
function momentsAmong(run: Run, indexes: readonly number[]) {
  const moments = momentsOf(run)
  const among = new Set(indexes)
  const firstMs = entryAt(run.log, indexes[0] as number).atMs
  const found = []
  for (let at = firstMomentAfter(moments, firstMs - 1); at < moments.length; at++) {
    const moment = moments[at]
    if (!moment || moment.logIndex > (indexes.at(-1) as number)) break
    if (among.has(moment.logIndex)) found.push(moment)
  }
  return found
}

/** Begins. @returns a function that ends it */
export function startHost(): () => void {
  // A page of its own has no host.
  if (!isFramed()) return () => undefined
  const host = window.parent
  /** The origin that listens, and what it wants to hear. */
  let listener: { origin: string; events: ReadonlySet<EventName> } | null = null
  let byHost = false
  let reportedAt = Number.NEGATIVE_INFINITY
  let reportWaits = false

  const send = (message: object, origin: string) =>
    host.postMessage({ rocketscope: PROTOCOL_VERSION, ...message }, addressOf(origin))
  const tell = (event: EventName, data: object) => {
    if (listener?.events.has(event)) send({ type: 'event', event, ...data }, listener.origin)
  }

  const reportState = () => {
    reportWaits = false
    reportedAt = performance.now()
    tell('state', { state: frameState() })
  }
  /** Once for everything that changes in one go. */
  const reportSoon = () => {
    if (reportWaits || !listener?.events.has('state')) return
    reportWaits = true
    queueMicrotask(reportState)
  }

  const onMessage = ({ source, origin, data }: MessageEvent) => {
    if (source !== host) return
    void withRecordings(
      () => readRequest(data),
      (read) => onRequest(read, origin),
    )
  }
  const onRequest = (read: RequestReading | null, origin: string) => {
    if (read === null) return
    const answer = ({ problems = [], ...outcome }: Outcome) =>
      send({ type: 'answer', id: read.id, ...outcome, problems: told(problems), state: frameState() }, origin)
    if (!read.ok) {
      answer({ ok: false, problems: read.problems })
      return
    }
    if (read.request.type === 'subscribe') {
      listener = { origin, events: new Set(read.request.events) }
      answer(DONE)
      return
    }
    byHost = true
    try {
      const outcome = carryOut(read.request, answer)
      if (outcome) answer(outcome)
    } finally {
      byHost = false
    }
  }

  const onChange = (state: AppState, previous: AppState) => {
    if (state.input !== previous.input) runNumber++
    if (listener === null) return
    const other =
      state.input !== previous.input ||
      state.playing !== previous.playing ||
      state.speed !== previous.speed ||
      state.fastForward !== previous.fastForward ||
      state.language !== previous.language ||
      state.theme !== previous.theme
    const moved = Math.floor(state.playheadMs) !== Math.floor(previous.playheadMs)
    if (other || (moved && (state.frame === previous.frame || performance.now() - reportedAt >= STATE_GAP_MS))) {
      reportSoon()
    }
    if (state.input !== previous.input && state.input.scenario === previous.input.scenario) {
      const added = state.input.actions.filter((one) => !previous.input.actions.includes(one))
      const removed = previous.input.actions.filter((one) => !state.input.actions.includes(one))
      tell('action', { by: byHost || hostActions > 0 ? 'host' : 'viewer', added, removed })
    }
    if (moved || state.run !== previous.run) tellWhatHappened(state, previous)
  }

  const tellWhatHappened = (state: AppState, previous: AppState) => {
    const wantsLog = listener?.events.has('log')
    if (!wantsLog && !listener?.events.has('moment')) return
    const indexes = justHappened(state, previous)
    if (indexes.length === 0) return
    const { run, language } = state
    const m = messagesOf(language)
    for (const { kind, logIndex, atMs } of momentsAmong(run, indexes)) {
      tell('moment', { tMs: atMs, kind, ...sentenceOf(run, entryAt(run.log, logIndex), m, true) })
    }
    if (!wantsLog) return
    const entries = indexes.slice(0, MAX_ENTRIES).map((index) => {
      const entry = entryAt(run.log, index)
      return { tMs: entry.atMs, kind: entry.kind, ...sentenceOf(run, entry, m, false), entry }
    })
    tell('log', { entries, leftOut: indexes.length - entries.length })
  }

  window.addEventListener('message', onMessage)
  const stops = [useApp.subscribe(onChange), seen.subscribe(reportSoon)]
  onHostKey(({ type, key, code, shiftKey, repeat }) => {
    tell('key', { down: type === 'keydown', key, code, shiftKey, repeat })
  })
  // To whoever it is: it says nothing but that there is somebody to talk to.
  host.postMessage({ rocketscope: PROTOCOL_VERSION, type: 'event', event: 'ready' }, '*')
  return () => {
    window.removeEventListener('message', onMessage)
    onHostKey(() => undefined)
    for (const stop of stops) stop()
  }
}
