// The run beside the run of the page: made from its input and one difference, and made anew whenever that input changes,
// so that both always have the same faults. Loaded when somebody compares.

import { type Difference, followed, otherInput, reversed } from '../explain/difference'

import { readDifference, readOther } from '../io/differenceSchema'
import { MAX_FILE_LENGTH } from '../io/document'
import { parsedJson } from '../io/outsideJson'
import { withRecordings } from '../io/recording/withRecordings'
import { loadComparison, saveComparison } from '../io/storage'
import { withStore } from '../io/storePart'
import { forkRun, MAX_RUN_MS, type Run, type RunInput } from '../rocketmq'
import { showRun } from './actions'
import { useApp } from './appStore'
import { afterJob, startJob } from './computeJob'
import { EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { record, sameInput } from './history'
import { notifyLate } from './notices'

const get = useApp.getState
const set = useApp.setState

/** ms of virtual time computed beyond the playhead. */
const LOOK_AHEAD_MS = 100

/** Computes both runs up to the playhead; on the way, the other one is seen as far as it is. */
function catchUp(): void {
  // A jump that is under way takes the other run along.
  afterJob(() => {
    const { comparison, playheadMs } = get()
    if (!comparison || comparison.run.endMs >= playheadMs + LOOK_AHEAD_MS) return
    startJob({
      kind: 'jump',
      toMs: Math.min(Math.floor(playheadMs) + LOOK_AHEAD_MS, MAX_RUN_MS),
      lookAt: () => playheadMs,
      done(end, reachedMs) {
        // Cancelled, or one of the two ends earlier: both are seen where both are.
        if (end !== 'replaced' && reachedMs < get().playheadMs) set({ playheadMs: reachedMs })
      },
    })
  })
}

/** A run of another input; null where the engine cannot make one, which is told. */
function forked(base: Run, input: RunInput): Run | null {
  try {
    return made(input, () => forkRun(base, input, 0, EVENTS_AT_ONCE))
  } catch (error) {
    // Not thrown on: the run of the page has just been changed, and everybody else still has to hear of it.
    console.error(error)
    return null
  }
}

/** Puts the other run beside a run. @returns whether it could be made; if not, the person is told why */
function put(base: Run, input: RunInput, difference: Difference, verdictShown: boolean): boolean {
  const other = readOther(input, difference)
  if (!other.ok) {
    notifyLate(['problems'], 'problem', (m) =>
      m.problems.incomparable(m.problems.sentence({ ...other.problem, path: '' })),
    )
    return false
  }
  // As little as the engine computes at once: the rest must keep to the budget.
  const run = forked(base, other.input)
  if (run === null) return false
  set({ comparison: { difference, run, leftOut: other.leftOut, verdictShown } })
  catchUp()
  return true
}

/** Compares the run of the page with another one. Nothing happens where that one cannot be. */
export function startComparing(difference: Difference): void {
  startFollowing()
  const other = otherInput(get().input, difference)
  void withStore(other, () => {
    const { run, input } = get()
    put(run, input, difference, true)
  })
}

export const endComparing = (): void => set({ comparison: null })

/** The other run takes the place of the run of the page, and the other way round. It can be undone like any change. */
export function swapRuns(): void {
  const { comparison, playheadMs, seenMs } = get()
  if (!comparison || sameInput(comparison.run.input, get().input)) return
  record()
  // What is different is turned round by what follows every change.
  showRun(comparison.run, { playheadMs, seenMs, selection: null })
}

/** The other run does what has just been done to the run of the page. */
function follow(before: { input: RunInput; run: Run }): void {
  const { comparison, input } = get()
  if (!comparison) return
  const { verdictShown } = comparison
  if (sameInput(input, comparison.run.input)) {
    // It has become what the other one was, by swapping or undoing that: so the other one becomes what it was.
    const whole: Difference = { kind: 'run', name: null, input: before.input }
    const difference = comparison.leftOut === 0 ? reversed(before.input, comparison.difference) : whole
    set({ comparison: { difference, run: before.run, leftOut: 0, verdictShown } })
    return
  }
  const difference = followed(comparison.difference, before.input, input)
  if (!put(comparison.run, input, difference, verdictShown)) endComparing()
}

let following = false

/** From the first comparison on: the other run follows the input, and the difference is kept for a reload. */
function startFollowing(): void {
  if (following) return
  following = true
  useApp.subscribe((state, previous) => {
    if (state.comparison?.difference !== previous.comparison?.difference) {
      saveComparison(state.comparison === null ? null : JSON.stringify(state.comparison.difference))
    }
    if (state.input !== previous.input && state.comparison === previous.comparison) follow(previous)
  })
}

/** Takes up the comparison this tab had before a reload; one that cannot be read is not there. */
export async function restoreComparison(): Promise<void> {
  const text = loadComparison()
  await withRecordings(
    () => readDifference(parsedJson(text, MAX_FILE_LENGTH)),
    (difference) => {
      if (difference) startComparing(difference)
    },
  )
}
