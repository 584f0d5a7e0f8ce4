// How the lessons write down their runs: a preset, what is different, and what is done when.

import { presetInput, type RunInput, type Settings, type UserAction } from '../rocketmq'

/** The whole input of a run. @throws RangeError if there is no such preset */
export function lessonInput(preset: string, changes: Partial<Settings> = {}, actions: UserAction[] = []): RunInput {
  const input = presetInput(preset)
  return {
    ...input,
    scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...changes } },
    actions: [...input.actions, ...actions],
  }
}

export const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })
export const powerOff = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'powerOff', target })
