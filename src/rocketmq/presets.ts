// The presets: inputs to begin from. Their words live in i18n/.

import { copied, type DeepReadonly, frozen } from '../sim/frozen'
import type { RunInput, Scenario, UserAction } from './scenario'
import { REAL_SETTINGS, type Settings, TEACHING_SETTINGS } from './settings'

/** The Topic of the training article that the product follows. */
const TOPIC = 'TopicOrderPaySuccess'

export interface Preset {
  id: string
  scenario: Scenario
  seed: number
  actions: UserAction[]
}

const preset = (id: string, base: Settings, changes: Partial<Settings>, actions: UserAction[] = []): Preset => ({
  id,
  scenario: { preset: id, topic: TOPIC, settings: { ...base, ...changes }, brokerGroups: [] },
  seed: 1,
  actions,
})

/** Names after RocketMQ's conf folder where it has one. The first is the one the page opens with. All are frozen. */
export const PRESETS: readonly DeepReadonly<Preset>[] = frozen<DeepReadonly<Preset>[]>([
  preset('article', TEACHING_SETTINGS, {}),
  preset('article-off', TEACHING_SETTINGS, { sendLatencyFaultEnable: false }),
  preset('real-5.3', REAL_SETTINGS, { sendLatencyFaultEnable: true, enableDLegerCommitLog: true, writeQueueNums: 2 }),
  preset('real-4.9', REAL_SETTINGS, {
    sendLatencyFaultEnable: true,
    enableDLegerCommitLog: true,
    writeQueueNums: 2,
    clientVersion: '4.9.7',
  }),
  preset('2m-2s-async', REAL_SETTINGS, { slaveCount: 1, writeQueueNums: 4 }),
  preset('2m-noslave', REAL_SETTINGS, { slaveCount: 0, writeQueueNums: 4 }),
  preset('large', REAL_SETTINGS, {
    brokerGroupCount: 16,
    writeQueueNums: 48,
    producerCount: 8,
    sendThreadCount: 4,
    sendLatencyFaultEnable: true,
    enableDLegerCommitLog: true,
    networkLatencyMs: 20,
  }),
])

/**
 * A preset as an input that belongs to the caller.
 *
 * @throws RangeError if there is no such preset: outside data is checked before it comes here
 */
export function presetInput(id: string): RunInput {
  const found = PRESETS.find((one) => one.id === id)
  if (!found) throw new RangeError(`no preset ${String(id)}`)
  const { scenario, seed, actions } = found
  return copied({ scenario, seed, actions }) as RunInput
}
