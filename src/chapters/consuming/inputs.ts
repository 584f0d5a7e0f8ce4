// The runs that lessons, incidents, questions and talks of this chapter look at: two consumers of one group, two Broker groups with two
// queues each, a message every 500 ms, 800 ms of work for each.

import type { Settings, UserAction } from '../../rocketmq'
import { lessonInput } from '../lessonInput'

/** consumer-1 has one message in hand, and one that it has finished and not committed. */
export const DEATH_MS = 12_300

export const consumeInput = (changes: Partial<Settings> = {}, actions: UserAction[] = [], preset = 'consume') =>
  lessonInput(preset, { sendLatencyFaultEnable: false, ...changes }, actions)

export const toConsumer = (
  type: 'kill' | 'freeze' | 'stop' | 'restart',
  atMs = DEATH_MS,
  consumer = 0,
): UserAction => ({
  atMs,
  type,
  target: `consumer/${consumer}`,
})

export const setConsumers = (atMs: number, value: number): UserAction => ({
  atMs,
  type: 'set',
  name: 'consumerCount',
  value,
})
