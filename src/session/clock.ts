// Moves the playhead with real time, keeps the run computed ahead of it, and tells everybody who draws: once per frame
// while playing, once per change while paused. While nothing moves, frames are far apart; paused and untouched, or seen by
// nobody, none is ever asked for.

import { createStore } from 'zustand/vanilla'
import {
  type ClusterState,
  type Cursor,
  createCursor,
  entryTime,
  firstEntryAfter,
  MAX_RUN_MS,
  type Run,
} from '../rocketmq'
import { MAX_SPEED, useApp } from './appStore'
import { reopenFailure, tell } from './failures'
import { computedMs, computeUntil, lastMs, nextMomentMs, previousMomentMs, shownRuns } from './shownRuns'
import { isPageVisible, seen } from './visibility'

/** A longer gap between two frames (a sleeping tab, a debugger) counts as this many ms. */
const MAX_FRAME_MS = 100
/** ms of real time that one frame may spend on computing ahead. */
const FRAME_BUDGET_MS = 5
/** ms of virtual time that are always computed ahead of the playhead while playing. */
const AHEAD_MS = 30_000
/** ms of virtual time that are computed when it begins, whether it plays or not: what is asked for is mostly near. */
const FIRST_STRETCH_MS = 5000
/** ms of virtual time computed at a time once less than that is left. */
const AHEAD_STEP_MS = 10_000
/** ms of real time from a frame in which nothing moves to the next one: digits go on, and the playhead creeps. */
const STILL_FRAME_MS = 50
/** ms of real time between two times that what is read, not watched, is told of the moment while playing. */
const TOLD_EVERY_MS = 30
/** Where frames take long, because so much moves, that many of them: what moves comes first. At most so many ms of real time. */
const TOLD_EVERY_FRAMES = 3
const MAX_UNTOLD_MS = 150
/** Log entries that the playhead may pass in one frame. */
const MAX_ENTRIES_PER_FRAME = 10_000
/** Smart fast-forward looks this far, ms of virtual time, for something that matters. */
const FAST_FORWARD_HORIZON_MS = 900_000

// --- the state under the playhead ------------------------------------------------------------------------------------

/** A run seen through the one playhead: the run of the page, or the one it is compared with. */
export interface RunView {
  run(): Run
  /** Everything at the playhead. The object is reused: read it, keep nothing of it, change nothing in it. */
  state(): ClusterState
  /** ms of virtual time per ms of real time: what is told stays long enough to be read. */
  pace(): number
  /** What a selector gives at the playhead: looked up once per frame, and the old value where nothing has changed. */
  read<T>(selector: Selector<T>, isEqual: (left: T, right: T) => boolean): T
}

/** Raised when nothing that was computed for a look may be trusted any more. */
let looks = 0

type Selector<T> = (state: ClusterState, tMs: number) => T

let cursors = new WeakMap<Run, Cursor>()
let cursorLooks = looks

/** What looks at a run: one for each run, so that a moment can be got ready before it is shown. */
export function cursorOf(run: Run): Cursor {
  if (cursorLooks !== looks) {
    cursors = new WeakMap()
    cursorLooks = looks
  }
  let cursor = cursors.get(run)
  if (!cursor) {
    cursor = createCursor(run)
    cursors.set(run, cursor)
  }
  return cursor
}

function createRunView(run: () => Run): RunView {
  /** By selector: what it gave last, and when. */
  const selected = new WeakMap<Selector<unknown>, { tick: number; value: unknown }>()
  const state = (): ClusterState => {
    const now = run()
    return cursorOf(now).seek(Math.min(Math.floor(useApp.getState().playheadMs), now.endMs))
  }
  return {
    run,
    state,
    pace: () => useApp.getState().pace,
    read<T>(selector: Selector<T>, isEqual: (left: T, right: T) => boolean): T {
      const last = selected.get(selector) as { tick: number; value: T } | undefined
      if (last?.tick === tick) return last.value
      const fresh = selector(state(), useApp.getState().playheadMs)
      const value = last && isEqual(last.value, fresh) ? last.value : fresh
      selected.set(selector, { tick, value })
      return value
    },
  }
}

/** The run of the page. */
export const mainView = createRunView(() => useApp.getState().run)

/** The run it is compared with; as long as there is none, the run of the page. */
export const otherView = createRunView(() => useApp.getState().comparison?.run ?? useApp.getState().run)

/** Everything at the playhead in the run of the page. */
export const currentState = (): ClusterState => mainView.state()

// --- frames ----------------------------------------------------------------------------------------------------------

/** Draws. @returns true where something moves, so that the very next frame would show it elsewhere */
export type FrameListener = (state: ClusterState, tMs: number) => unknown

const listeners = new Set<FrameListener>()

/** Calls the listener once per drawn frame: sixty times a second while anything moves. @returns a function that ends it */
export function onFrame(listener: FrameListener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Raised when the state under the playhead, or how it is looked at, may be another one. */
let tick = 0
let frameRequest: number | null = null
/** Before that, the first picture stands: nothing happens that is not explained as well. */
let begun = false
/** The timer of a frame that can wait. */
let frameTimer: ReturnType<typeof setTimeout> | null = null
let lastFrameAt: number | null = null
/** Whether the last frame was followed by the next one at once. */
let inMotion = false
let insideFrame = false

function requestFrame(): void {
  // What changes meanwhile is drawn with the first frame that can be seen.
  if (frameRequest !== null || !begun || !isPageVisible() || typeof requestAnimationFrame === 'undefined') return
  frameRequest = requestAnimationFrame(onAnimationFrame)
}

/** Asks for a frame once something may move again. Whatever is changed meanwhile asks for one at once. */
function requestFrameLater(): void {
  const { playheadMs, pace } = useApp.getState()
  const waitMs = Math.min(STILL_FRAME_MS, (nextEntryMs(playheadMs) - playheadMs) / pace)
  if (waitMs < STILL_FRAME_MS / 3) requestFrame()
  else frameTimer ??= setTimeout(requestFrame, waitMs)
}

/** Virtual time of the next entry in any run on the screen, in ms: before that nothing begins to move. */
const nextEntryMs = (tMs: number): number =>
  Math.min(
    ...shownRuns().map(({ log }) => {
      const next = firstEntryAfter(log, Math.floor(tMs))
      return next < log.length ? entryTime(log, next) : Number.POSITIVE_INFINITY
    }),
  )

function dropFrame(): void {
  if (frameRequest !== null) cancelAnimationFrame(frameRequest)
  frameRequest = null
  dropFrameTimer()
}

function dropFrameTimer(): void {
  if (frameTimer !== null) clearTimeout(frameTimer)
  frameTimer = null
}

function onAnimationFrame(now: number): void {
  frameRequest = null
  dropFrameTimer()
  insideFrame = true
  const lastGoodMs = useApp.getState().playheadMs
  try {
    const passedMs = lastFrameAt === null ? 0 : now - lastFrameAt
    if (useApp.getState().playing && !isHeld()) advance(Math.min(MAX_FRAME_MS, passedMs))
    lastFrameAt = now
    const moves = draw(currentState())
    tellFrame(now, inMotion ? passedMs : 0)
    inMotion = moves
  } catch (error) {
    goBackTo(lastGoodMs, error)
  } finally {
    insideFrame = false
  }
  if (useApp.getState().playing && isPageVisible()) {
    if (inMotion) requestFrame()
    else requestFrameLater()
  } else lastFrameAt = null
}

/** Tells everybody who draws; one who fails does not take the frame from the others. @returns whether anything moves */
function draw(state: ClusterState): boolean {
  const { playheadMs } = useApp.getState()
  let moves = false
  for (const listener of listeners) {
    try {
      if (listener(state, playheadMs) === true) moves = true
    } catch (error) {
      console.error(error)
      tell('drawing', error)
    }
  }
  return moves
}

/** The engine has failed while a frame was made: time stops where it still could be drawn. */
function goBackTo(lastGoodMs: number, error: unknown): void {
  console.error(error)
  looks++
  const failedMs = useApp.getState().playheadMs
  useApp.setState(({ speed }) => ({ playheadMs: lastGoodMs, playing: false, pace: speed }))
  tell('stopped', error)
  // Drawn once more where it has been drawn before. If that fails as well, there is no third time.
  if (failedMs !== lastGoodMs) requestFrame()
}

/**
 * Asked before the playhead moves on while playing.
 *
 * @param actedAtMs - when somebody has acted since the last time it was asked: what came of it at once is new as well
 * @returns ms of virtual time to stop at, at or before toMs; null to go on
 */
export type StopFinder = (fromMs: number, toMs: number, actedAtMs: number | null) => number | null

let findStop: StopFinder = () => null

let isHeld = (): boolean => false

/** Time stands while this says so: the playhead is on its way somewhere else. */
export function holdWhile(held: () => boolean): void {
  isHeld = held
}

export function watchFor(finder: StopFinder): void {
  findStop = finder
}

/** ms of virtual time at which playing ends by itself, once: for a stretch that is shown. */
let playUntilMs: number | null = null

export function playUntil(tMs: number | null): void {
  playUntilMs = tMs
}

/** The earlier of two moments to stop at. */
const earlier = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

/** What has been played without a pause: the run, and how far. */
let watched: { run: Run; atMs: number } | null = null

/** Furthest moment that one frame may go to from another: in a crowd a frame would take long to look at more. */
const frameEndMs = (fromMs: number): number =>
  Math.min(
    ...shownRuns().map(({ log }) => {
      const last = firstEntryAfter(log, Math.floor(fromMs)) + MAX_ENTRIES_PER_FRAME
      return last < log.length ? Math.max(entryTime(log, last), Math.floor(fromMs) + 1) : Number.POSITIVE_INFINITY
    }),
  )

/** Moves the playhead by some ms of real time. */
export function advance(elapsedMs: number): void {
  const { run, playheadMs, speed, fastForward, pace } = useApp.getState()
  let next = pace
  let brakeAtMs: number | null = null
  let wantedMs = playheadMs + Math.max(AHEAD_MS, speed * 1000)
  if (fastForward) {
    const comingMs = nextMomentMs(playheadMs)
    // What happens at this very instant is the last one, too.
    const lastMs = previousMomentMs(playheadMs + 1) ?? 0
    next = fastPace(speed, pace, playheadMs - lastMs, comingMs === null ? null : comingMs - playheadMs, elapsedMs)
    if (comingMs !== null) brakeAtMs = comingMs - 1000 * speed
    else wantedMs = playheadMs + FAST_FORWARD_HORIZON_MS
  } else next = speed
  // In steps, not a little with every frame: each step makes the timeline draw its part again.
  if (computedMs() < wantedMs) computeUntil(wantedMs + AHEAD_STEP_MS, FRAME_BUDGET_MS)

  let target = playheadMs + elapsedMs * next
  if (brakeAtMs !== null && next > speed) target = Math.min(target, Math.max(brakeAtMs, playheadMs + elapsedMs * speed))
  // A run that has only just come beside the other is computed up to the playhead first.
  target = Math.min(target, Math.max(playheadMs, computedMs()), frameEndMs(playheadMs), MAX_RUN_MS)
  const acted = watched !== null && watched.run !== run && watched.atMs === playheadMs
  const shownMs = playUntilMs !== null && playUntilMs > playheadMs && playUntilMs <= target ? playUntilMs : null
  const stopMs = earlier(findStop(playheadMs, target, acted ? Math.floor(playheadMs) : null), shownMs)
  if (stopMs !== null && stopMs === shownMs) playUntilMs = null
  if (stopMs !== null) target = stopMs
  watched = { run, atMs: target }
  const endMs = lastMs()
  useApp.setState((state) => ({
    playheadMs: target,
    seenMs: Math.max(state.seenMs, target),
    pace: stopMs === null ? next : speed,
    frame: state.frame + 1,
    playing: stopMs === null && target < endMs,
  }))
  if (endMs < MAX_RUN_MS && target >= endMs) reopenFailure()
}

/**
 * Speed of smart fast-forward: rises while nothing that matters is near, and is back at the chosen speed 1 s before it.
 *
 * @param sinceMs - ms of virtual time since the last thing that matters: it is shown at the chosen speed for a while
 * @param untilMs - ms of virtual time until the next one; null if none is known, then there is nothing to run to
 * @param elapsedMs - ms of real time since the last frame
 */
export function fastPace(
  speed: number,
  lastPace: number,
  sinceMs: number,
  untilMs: number | null,
  elapsedMs: number,
): number {
  if (untilMs === null || untilMs <= 2000 * speed || sinceMs < 1500 * speed) {
    // Close to the next one the brake has brought it down already; this is for a new event that was not foreseen.
    return speed
  }
  const rise = Math.max(lastPace, speed) * 2 ** (elapsedMs / 250)
  const brake = speed * (1 + (untilMs / speed - 1000) / 400)
  return Math.max(speed, Math.min(Math.max(MAX_SPEED, speed), rise, brake))
}

useApp.subscribe((state, previous) => {
  if (
    state.playheadMs !== previous.playheadMs ||
    state.run !== previous.run ||
    state.comparison !== previous.comparison ||
    state.playing !== previous.playing ||
    (state.runVersion !== previous.runVersion && !insideFrame)
  ) {
    tick++
  }
  if (!state.playing) watched = null
  if (!insideFrame) requestFrame()
})

/** Begins, once. @returns a function that stops everything, for tests */
export function startClock(): () => void {
  begun = true
  computeUntil(useApp.getState().playheadMs + FIRST_STRETCH_MS, FRAME_BUDGET_MS * 4)
  const stopWatching = seen.subscribe(() => {
    // The time without an eye on it has not passed.
    lastFrameAt = null
    if (isPageVisible()) requestFrame()
    else dropFrame()
  })
  requestFrame()
  return () => {
    stopWatching()
    dropFrame()
    begun = false
  }
}

/** Told of drawn frames: of each while paused, of those a reader can tell apart while playing. What a part selects is read
 * from the state under the playhead. */
export const frames = createStore(() => ({ drawn: 0 }))

let headlineAt = Number.NEGATIVE_INFINITY

/**
 * While playing, in a task of its own behind the frame: what moves is not kept waiting by what is read.
 *
 * @param frameMs - ms of real time since the frame before, where that was not waited for
 */
function tellFrame(now: number, frameMs: number): void {
  const tell = () => frames.setState(({ drawn }) => ({ drawn: drawn + 1 }))
  if (!useApp.getState().playing) {
    tell()
    return
  }
  const waitMs = frameMs < TOLD_EVERY_MS ? TOLD_EVERY_MS : Math.min(MAX_UNTOLD_MS, TOLD_EVERY_FRAMES * frameMs)
  if (now - headlineAt < waitMs) return
  headlineAt = now
  setTimeout(tell)
}

/** Equality of two plain values by what they say, for small selections. */
export const sameJson = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right)
