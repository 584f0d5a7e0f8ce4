// Going back and forth between the versions of the input, and what every changed run has in common. Loaded after the first
// picture.

import type { Selection } from '../io/viewFields'
import { entryAt, forkRun, logLength, type Run, type RunInput } from '../rocketmq'
import { pause, showLater, showRun } from './actions'
import { useApp, type Version } from './appStore'
import { afterChange } from './computeJob'
import { EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { sameInput, withVersion } from './history'
import { sameJson } from './runViews'
import { computeUntil } from './shownRuns'

/** ms of real time per frame for what lies beyond the playhead. */
const REST_BUDGET_MS = 10

const get = useApp.getState
const set = useApp.setState

export const nextFrame = (task: () => void): void => {
  if (typeof requestAnimationFrame !== 'undefined') requestAnimationFrame(task)
}

let restAsked = false

/** Computes, frame by frame, what the viewer has seen of the run beyond the playhead. */
function computeRest(): void {
  if (restAsked) return
  restAsked = true
  nextFrame(() => {
    restAsked = false
    const { seenMs, playheadMs } = get()
    if (!computeUntil(Math.max(seenMs, playheadMs), REST_BUDGET_MS)) computeRest()
  })
  if (typeof requestAnimationFrame === 'undefined') restAsked = false
}

/** The selected thing, where it is the same thing in the other run. */
function sameSelection(selection: Selection | null, to: Run): Selection | null {
  if (selection?.kind !== 'message') return selection
  if (selection.logIndex >= logLength(to.log)) return null
  const entry = entryAt(to.log, selection.logIndex)
  return 'message' in entry && entry.message === selection.message ? selection : null
}

/** Shows a run that is computed to the playhead at least, and keeps what has been seen in sight. */
export function showEdited(run: Run, playheadMs: number, seenMs: number): void {
  const at = Math.min(playheadMs, run.endMs)
  showRun(run, { playheadMs: at, seenMs: Math.max(at, seenMs), selection: sameSelection(get().selection, run) })
  computeRest()
}

const sameBeginning = (one: RunInput, other: RunInput): boolean =>
  one.seed === other.seed && sameJson(one.scenario, other.scenario)

/**
 * Shows another input. Where only actions differ the playhead stays, so that one sees what has become different;
 * another scenario is shown at the moment at which it was left.
 *
 * @param noteDown - what is changed beside the run, once it is sure that there is one
 */
export function switchInput({ input, playheadMs, seenMs, whole = false }: Version, noteDown: () => void): void {
  const now = get()
  const run = made(input, () => forkRun(now.run, input, 0, EVENTS_AT_ONCE))
  const stays = !whole && sameBeginning(now.input, input) && !sameInput(now.input, input)
  const at = stays ? now.playheadMs : playheadMs
  showLater(run, at, (shownMs) => {
    noteDown()
    if (whole) pause()
    showEdited(run, shownMs, Math.max(shownMs, seenMs))
  })
}

// --- undo and redo ---------------------------------------------------------------------------------------------------

const presentVersion = (acted: boolean): Version => {
  const { input, playheadMs, seenMs } = get()
  return { input, playheadMs, seenMs, acted }
}

/** Takes the last change back, also one that is still being computed. Nothing happens where there is none. */
export const undo = (): void => afterChange(undoLast)

function undoLast(): void {
  const { past, future } = get()
  const version = past.at(-1)
  if (!version) return
  switchInput(version, () =>
    set({ past: past.slice(0, -1), future: withVersion(future, presentVersion(version.acted)), notice: null }),
  )
}

/** Does again what was undone last. */
export const redo = (): void => afterChange(redoLast)

function redoLast(): void {
  const { past, future } = get()
  const version = future.at(-1)
  if (!version) return
  switchInput(version, () =>
    set({ past: withVersion(past, presentVersion(version.acted)), future: future.slice(0, -1), notice: null }),
  )
}
