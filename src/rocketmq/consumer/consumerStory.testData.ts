// Stories about consumers: one group of two on one Broker with four queues, hops of 1 ms, a producer that sends nothing unless the story
// lets it.

import '../broker/store'
import './index'
import type { RunInput, UserAction } from '../scenario'
import { REAL_SETTINGS, type Settings } from '../settings'
import { isTopicQueue } from '../state'
import { type Story, tell } from '../testDriver'

const COMMON: Partial<Settings> = {
  simulateStore: true,
  brokerGroupCount: 1,
  writeQueueNums: 4,
  consumerGroupCount: 1,
  consumerCount: 2,
  messageLimit: 1,
  brokerStartupMs: 100,
}

export const tellOfConsumers = (changes: Partial<Settings>, actions: UserAction[], untilMs: number, seed = 1): Story =>
  tell({ ...COMMON, ...changes }, actions, untilMs, seed)

/** What such a story begins with. */
export const consumerInput = (changes: Partial<Settings>, actions: UserAction[], seed: number): RunInput => {
  const settings = { ...REAL_SETTINGS, slaveCount: 0, processExitMs: 0, ...COMMON, ...changes }
  return { scenario: { preset: 'test', topic: 'TopicTest', settings, brokerGroups: [] }, seed, actions }
}

/** Queues of the Topic that each consumer has at a time, as texts: "0 1". Broker groups by letter where there are several. */
export function owned(story: Story, atMs: number): string[] {
  const { consumers, brokerGroups } = story.at(atMs)
  const letter = (group: number) => (brokerGroups.length > 1 ? String.fromCharCode(97 + group) : '')
  return consumers.map(({ queues }) =>
    queues
      .filter(({ queueId }) => isTopicQueue(queueId))
      .map(({ group, queueId }) => `${letter(group)}${queueId}`)
      .sort()
      .join(' '),
  )
}

/** First time at which a consumer had got so many queues of the Topic, or null. */
export function ownsAt(story: Story, consumer: number, count: number, fromMs = 0): number | null {
  const changes = [...story.all('queueAssigned'), ...story.all('queueRevoked')]
    .filter((entry) => entry.consumer === consumer && isTopicQueue(entry.queueId))
    .sort((one, other) => one.atMs - other.atMs)
  let now = 0
  for (const { kind, atMs } of changes) {
    now += kind === 'queueAssigned' ? 1 : -1
    if (now === count && atMs >= fromMs) return atMs
  }
  return null
}
