// When members rebalance, whom they ask, and what they make of the answer.

import { describe, expect, test } from 'vitest'
import { step } from '../run'
import type { UserAction } from '../scenario'
import { createSimulation } from '../simulation'
import type { ProcessQueue } from '../state'
import { owned, tellOfConsumers } from './consumerStory.testData'

const on = (atMs: number, type: 'kill' | 'stop' | 'freeze' | 'powerOff' | 'restart' | 'resume', target: string) =>
  ({ atMs, type, target }) as UserAction
const cut = (atMs: number, target: string, peer: string, lossPercent = 100): UserAction => ({
  atMs,
  type: 'link',
  target,
  peer,
  lossPercent,
})
const OLD = { clientVersion: '4.9.7' as const }
const NEW = { clientVersion: '5.3.3' as const }

test('5.2.0 and later leave at least a second between two rebalances; before, each notification brings one at once', () => {
  const join = [{ atMs: 5000, type: 'set', name: 'consumerCount', value: 3 } as UserAction]
  const ran = (version: typeof OLD | typeof NEW) => tellOfConsumers(version, join, 5500).at(5500).consumers[0]
  expect(ran(OLD)?.rebalancedAtMs).toBe(5006)
  expect(ran(NEW)?.rebalancedAtMs).toBe(5006)
  // The members' own first heartbeats bring a second one in the very same second.
  const first = (version: typeof OLD | typeof NEW) =>
    [100, 1100].map((atMs) => tellOfConsumers(version, [], 1200).at(atMs).consumers[0]?.rebalancedAtMs)
  expect(first(OLD)).toEqual([6, 6])
  expect(first(NEW)).toEqual([4, 1006])
})

test('nothing happens between: it rebalances every rebalanceWaitInterval', () => {
  const story = tellOfConsumers({ rebalanceWaitInterval: 7000, ...OLD }, [], 30_000)
  const times = [6000, 8000, 15_000, 22_000, 29_000].map((atMs) => story.at(atMs).consumers[0]?.rebalancedAtMs)
  expect(times).toEqual([6, 7008, 14_010, 21_012, 28_014])
})

test('the list grows with the Topic: its queues are given out after the next poll and rebalance', () => {
  const grow: UserAction = { atMs: 15_000, type: 'set', name: 'writeQueueNums', value: 8 }
  const story = tellOfConsumers(OLD, [grow], 90_000)
  expect(owned(story, 29_000)).toEqual(['0 1', '2 3'])
  expect(owned(story, 60_000)).toEqual(['0 1 2 3', '4 5 6 7'])
})

test('averaging is for each Topic, over all its Brokers in the order of their names', () => {
  const story = tellOfConsumers({ brokerGroupCount: 2, ...OLD }, [], 10_000)
  expect(owned(story, 10_000)).toEqual(['a0 a1 a2 a3', 'b0 b1 b2 b3'])
})

test('each member asks one Broker that it draws, so members of a large group ask different ones', () => {
  const story = tellOfConsumers({ brokerGroupCount: 2, consumerCount: 8, ...OLD }, [], 10_000)
  expect(new Set(story.all('rebalanced').map(({ group }) => group))).toEqual(new Set([0, 1]))
})

test('T18: a list without its own clientId takes all queues away, until the Broker hears of it', () => {
  // Broker a cannot hear consumer 1, which hears it: b does, and lists it.
  const story = tellOfConsumers(
    OLD,
    [on(20_000, 'kill', 'broker-a/n0'), on(20_500, 'restart', 'broker-a/n0'), cut(20_000, 'consumer/0', 'broker-a/n0')],
    60_000,
  )
  // Consumer 1 greets the new process first; consumer 0 is not in its list.
  const list = story.at(45_000).brokerGroups[0]?.nodes[0]?.consuming?.channels.map(({ consumer }) => consumer)
  expect(list).toEqual([1])
  expect(owned(story, 55_000)[1]).toBe('0 1 2 3')
  const back = tellOfConsumers(
    OLD,
    [
      on(20_000, 'kill', 'broker-a/n0'),
      on(20_500, 'restart', 'broker-a/n0'),
      cut(20_000, 'consumer/0', 'broker-a/n0'),
      cut(31_500, 'consumer/0', 'broker-a/n0', 0),
    ],
    120_000,
  )
  const lost = back.all('queueRevoked').filter(({ consumer }) => consumer === 0)
  expect(lost.filter(({ queueId }) => queueId < 4).map(({ queueId }) => queueId)).toEqual([0, 1])
  expect(owned(back, 60_500)[0]).toBe('')
  expect(owned(back, 120_000)).toEqual(['0 1', '2 3'])
})

describe('no list at all', () => {
  test('a Broker that knows no member: everyone keeps what he has', () => {
    const story = tellOfConsumers(
      { heartbeatBrokerInterval: 60_000, ...OLD },
      [on(10_000, 'kill', 'broker-a/n0'), on(10_100, 'restart', 'broker-a/n0')],
      50_000,
    )
    expect(story.at(50_000).brokerGroups[0]?.nodes[0]?.consuming?.channels).toEqual([])
    expect(story.all('queueRevoked')).toEqual([])
    expect(owned(story, 50_000)).toEqual(['0 1', '2 3'])
  })

  test('a Broker that is gone, or silent: the same, and the next round asks again', () => {
    for (const how of ['kill', 'powerOff', 'freeze'] as const) {
      const story = tellOfConsumers(OLD, [on(10_000, how, 'broker-a/n0')], 60_000)
      expect(story.all('queueRevoked'), how).toEqual([])
      expect(story.at(60_000).consumers[0]?.rebalancedAtMs, how).toBeGreaterThan(40_000)
    }
  })
})

test('a queue that has not been pulled for more than 120 s is given up and taken again', () => {
  const idle = (ms: number) => {
    const { input } = tellOfConsumers({ consumerCount: 1, ...OLD }, [], 1).run
    const sim = createSimulation(input)
    const until = (untilMs: number) => {
      while ((sim.state.eventQueue[0]?.atMs ?? untilMs) < untilMs) step(sim)
    }
    until(130_000)
    const queue = sim.state.consumers[0]?.queues[0] as ProcessQueue
    const nextRebalanceMs = sim.state.consumers[0]?.rebalanceTimerMs as number
    until(nextRebalanceMs)
    // It asks for the members first: one hop there, one back.
    queue.lastPullMs = nextRebalanceMs + 2 - ms
    until(nextRebalanceMs + 10)
    return sim.state.consumers[0]?.queues.some(({ serial }) => serial === queue.serial)
  }
  expect(idle(120_000)).toBe(true)
  expect(idle(120_001)).toBe(false)
})

test('while two members have different lists, a queue may have two owners', () => {
  // Broker b never hears of consumer 1: whoever asks b leaves it out.
  const story = tellOfConsumers(
    { brokerGroupCount: 2, consumerCount: 2, ...OLD },
    [cut(0, 'consumer/1', 'broker-b/n0')],
    400_000,
  )
  const isRead = (atMs: number) => {
    const [one, other] = owned(story, atMs).map((text) => text.split(' ').filter(Boolean)) as [string[], string[]]
    return one.some((queue) => other.includes(queue))
  }
  const times = Array.from({ length: 39 }, (_, at) => 10_000 * (at + 1))
  expect(new Set(times.map(isRead))).toEqual(new Set([true, false]))
})

test('the seed decides whom they ask, and nothing else does', () => {
  const once = () =>
    JSON.stringify(tellOfConsumers({ brokerGroupCount: 2, consumerCount: 5 }, [], 60_000, 7).at(60_000))
  expect(once()).toBe(once())
})
