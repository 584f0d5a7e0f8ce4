// Going back and forth between versions, editing actions of the past and the future, and branches. Every edit passes the
// gate first, so the engine is never handed what it refuses. Loaded after the first picture.

import type { Text } from '../i18n/messages'
import { parseRunInput } from '../io/inputSchema'
import type { Selection } from '../io/viewFields'
import { entryAt, forkRun, logLength, type Run, type RunInput } from '../rocketmq'
import { addedActions } from './actionEdits'
import { notify, pause, showLater, showRun } from './actions'
import type { Branch, Version } from './appStore'
import { useApp } from './appStore'
import { sameJson } from './clock'
import { computeRuns, EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { branchNameOf, record, sameInput, saveBranch, withVersion } from './history'
import { computeUntil } from './shownRuns'

/** ms of virtual time computed beyond the playhead before a changed run is shown. */
const LOOK_AHEAD_MS = 100
/** ms of real time for every step of an edit that goes on: a longer one is shown when it is ready. */
const STEP_BUDGET_MS = 30
/** ms of real time per frame for what lies beyond the playhead. */
const REST_BUDGET_MS = 10

const get = useApp.getState
const set = useApp.setState

// --- computing -------------------------------------------------------------------------------------------------------

const nextFrame = (task: () => void): void => {
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
function keptSelection(selection: Selection | null, to: Run): Selection | null {
  if (selection?.kind !== 'message') return selection
  if (selection.logIndex >= logLength(to.log)) return null
  const entry = entryAt(to.log, selection.logIndex)
  return 'message' in entry && entry.message === selection.message ? selection : null
}

/** Shows a run that is computed to the playhead at least, and keeps what has been seen in sight. */
function showEdited(run: Run, playheadMs: number, seenMs: number): void {
  const at = Math.min(playheadMs, run.endMs)
  showRun(run, { playheadMs: at, seenMs: Math.max(at, seenMs), selection: keptSelection(get().selection, run) })
  computeRest()
}

const sameBeginning = (one: RunInput, other: RunInput): boolean =>
  one.seed === other.seed && sameJson(one.scenario, other.scenario)

/**
 * Takes up another input. Where only actions differ the playhead stays, so that one sees what has become different;
 * another scenario is shown at the moment at which it was left.
 *
 * @param noteDown - what is changed beside the run, once it is sure that there is one
 */
function takeUp({ input, playheadMs, seenMs, whole = false }: Version, noteDown: () => void): void {
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

/** Takes the last change back. Nothing happens where there is none. */
export function undo(): void {
  const { past, future } = get()
  const version = past.at(-1)
  if (!version) return
  takeUp(version, () =>
    set({ past: past.slice(0, -1), future: withVersion(future, presentVersion(version.acted)), notice: null }),
  )
}

/** Does again what was undone last. */
export function redo(): void {
  const { past, future } = get()
  const version = future.at(-1)
  if (!version) return
  takeUp(version, () =>
    set({ past: withVersion(past, presentVersion(version.acted)), future: future.slice(0, -1), notice: null }),
  )
}

// --- editing actions -------------------------------------------------------------------------------------------------

/** Why an input cannot be, or null where it can. */
export function refusal(input: RunInput): Text | null {
  const checked = parseRunInput(input)
  const first = checked.ok ? undefined : checked.problems[0]
  // Its path names a place in a file, which nobody sees here.
  return first ? (m) => m.problems.sentence({ ...first, path: '' }) : null
}

/** One change in several steps: a drag. However many steps, it is one thing to undo. */
export interface Edit {
  /** The input it began with. */
  base: RunInput
  /** Shows another input. @returns why it cannot be; then what was shown before stays. */
  show: (input: RunInput) => Text | null
  /** Ends it; everything that is left of it is computed. @param done - called once it is shown */
  keep: (done?: () => void) => void
  /** Ends it as if it had never been. */
  drop: () => void
}

export function startEdit(): Edit {
  const base = get()
  let shown: RunInput = base.input
  let waiting: Run | null = null
  let recorded = false
  let over = false

  const put = (run: Run) => {
    const { playheadMs } = get()
    if (!recorded) record()
    recorded = true
    shown = run.input
    showEdited(run, playheadMs, base.seenMs)
  }
  /** Somebody else has changed the run meanwhile; that holds. */
  const overtaken = () => get().input !== shown
  const goOn = () => {
    const run = waiting
    if (run === null || over || overtaken()) return
    if (computeRuns([run], get().playheadMs + LOOK_AHEAD_MS, STEP_BUDGET_MS)) {
      waiting = null
      put(run)
    } else nextFrame(goOn)
  }
  return {
    base: base.input,
    show(input) {
      if (over || overtaken()) return null
      if (sameInput(input, waiting?.input ?? shown)) return null
      const refused = refusal(input)
      if (refused) return refused
      const wasWaiting = waiting !== null
      // From the run it began with: that one knows the most of what stays.
      const run = made(input, () => forkRun(base.run, input, 0, EVENTS_AT_ONCE))
      if (computeRuns([run], get().playheadMs + LOOK_AHEAD_MS, STEP_BUDGET_MS)) {
        waiting = null
        put(run)
      } else {
        waiting = run
        if (!wasWaiting) nextFrame(goOn)
      }
      return null
    },
    keep(done) {
      if (over) return
      over = true
      if (overtaken()) return
      const end = () => {
        if (sameInput(shown, base.input)) restore()
        done?.()
      }
      const run = waiting
      if (run === null) end()
      else
        showLater(run, get().playheadMs, () => {
          if (overtaken()) return
          put(run)
          end()
        })
    },
    drop() {
      if (over) return
      over = true
      if (!overtaken()) restore()
    },
  }

  function restore(): void {
    if (!recorded) return
    set({ past: base.past, future: base.future })
    showEdited(base.run, get().playheadMs, base.seenMs)
  }
}

/**
 * Changes the input in one step.
 *
 * @param done - called once it is shown
 * @returns whether it could be; if not, the person is told why
 */
export function edit(input: RunInput, done?: () => void): boolean {
  const one = startEdit()
  const refused = one.show(input)
  one.keep(refused ? undefined : done)
  if (refused) notify('problem', (m) => m.editing.impossible(refused(m)))
  return refused === null
}

/** Does the later actions that the last change dropped after it nevertheless. */
export function saveLater(): void {
  const { past, future, input, branches } = get()
  const before = past.at(-1)
  if (!before) return
  const actedAt = Math.floor(before.playheadMs)
  const later = before.input.actions.filter((action) => action.atMs > actedAt)
  const together = addedActions(input, later)
  // It belongs to the change that dropped them: both are undone at once, and nothing is left to keep apart.
  const isCopy = (branch: Branch) => branch.name === null && sameInput(branch.input, before.input)
  edit(together, () => set({ past, future, branches: branches.filter((branch) => !isCopy(branch)), notice: null }))
}

// --- branches --------------------------------------------------------------------------------------------------------

/** Keeps the present future under a name; without one, as "kept at …". */
export const savePresent = (name: string): void => saveBranch(branchNameOf(name), null)

/** Goes to a branch at the present moment. What is left is kept as well, unless it already is. */
export function switchBranch(id: number): void {
  const { branches, input } = get()
  const branch = branches.find((one) => one.id === id)
  if (!branch || sameInput(branch.input, input)) return
  takeUp(branch, () => {
    if (!branches.some((one) => sameInput(one.input, input))) saveBranch(null, branch.input)
    record()
    notify('info', (m) => m.editing.switched, { undo: true })
  })
}

export const renameBranch = (id: number, name: string): void =>
  set(({ branches }) => ({
    branches: branches.map((one) => (one.id === id ? { ...one, name: branchNameOf(name) } : one)),
  }))

export const deleteBranch = (id: number): void =>
  set(({ branches }) => ({ branches: branches.filter((one) => one.id !== id) }))

/** Puts a branch back that was deleted. */
export const bringBackBranch = (branch: Branch): void =>
  set(({ branches }) => {
    // Another may have been given its number meanwhile.
    const id = branches.some((one) => one.id === branch.id) ? Math.max(...branches.map((one) => one.id)) + 1 : branch.id
    return { branches: [...branches, { ...branch, id }].sort((one, other) => one.id - other.id) }
  })
