// Editing actions of the past and the future, and branches. Every edit passes the gate first, so the engine is never handed
// what it refuses; the gate is large, so this is loaded with what edits.

import type { Text } from '../i18n/messages'
import { parseRunInput } from '../io/inputSchema'
import { forkRun, type Run, type RunInput } from '../rocketmq'
import { addedActions } from './actionEdits'
import { showLater } from './actions'
import type { Branch } from './appStore'
import { useApp } from './appStore'
import { computeRuns, EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { branchNameOf, record, sameInput, saveBranch } from './history'
import { notify, notifyLate } from './notices'
import { nextFrame, showEdited, switchInput } from './undo'

/** ms of virtual time computed beyond the playhead before a changed run is shown. */
const LOOK_AHEAD_MS = 100
/** ms of real time for every step of an edit that goes on: a longer one is shown when it is ready. */
const STEP_BUDGET_MS = 30
const get = useApp.getState
const set = useApp.setState

// --- editing actions -------------------------------------------------------------------------------------------------

/** Why an input cannot be, or null where it can. */
export function refusal(input: RunInput): Text<'problems'> | null {
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
  show: (input: RunInput) => Text<'problems'> | null
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
  if (refused) notifyLate(['problems'], 'problem', (m) => m.editing.impossible(refused(m)))
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
  switchInput(branch, () => {
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
