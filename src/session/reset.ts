// Back to the beginning of the scenario, without what was done and set since. What is left can be had back: by undoing, and as
// a branch. Loaded when it is first asked for.

import { withStore } from '../io/storePart'
import { PRESETS, presetInput, type RunInput, recordingOf } from '../rocketmq'
import { begin, setSpeed } from './actions'
import { useApp } from './appStore'
import { sameInput, saveBranch } from './history'
import { notify } from './notices'

/** The scenario as it was before anything was done to it; one that somebody brought along is only freed of what was done. */
async function beginningOf(input: RunInput): Promise<RunInput> {
  const { preset } = input.scenario
  if (input.recording !== undefined) return input
  if (PRESETS.some(({ id }) => id === preset)) return presetInput(preset)
  const { GOTCHAS } = await import('../chapters/gotchas')
  return GOTCHAS.find(({ id }) => id === preset)?.variants[0]?.input ?? { ...input, actions: [] }
}

/** @returns once it is shown */
export async function resetRun(): Promise<void> {
  const { input, run, lesson, challenge } = useApp.getState()
  // A page of a lesson has a beginning of its own.
  if (lesson) {
    const { backToPage } = await import('./lessonActions')
    backToPage()
    return
  }
  if (challenge) {
    await (await import('./challengeActions')).openChallenge(challenge.id)
    return
  }
  const next = await beginningOf(input)
  await withStore(next, () => undefined)
  // Somebody has gone on to something else meanwhile.
  if (useApp.getState().run !== run) return
  const kept = sameInput(input, next) ? null : next
  if (kept) saveBranch(null, kept)
  begin(next)
  if (recordingOf(run) === undefined) setSpeed(1)
  useApp.setState({ playing: true })
  if (kept) notify('info', (m) => m.page.wasReset, { undo: true })
}
