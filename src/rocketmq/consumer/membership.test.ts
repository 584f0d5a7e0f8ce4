// Who is in a group, as Brokers know it, and how the others hear of it. V20 is a vector of the facts.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { owned, ownsAt, tellOfConsumers } from './consumerStory.testData'

const on = (atMs: number, type: 'kill' | 'stop' | 'freeze' | 'powerOff' | 'restart' | 'resume', target: string) =>
  ({ atMs, type, target }) as UserAction
const OLD = { clientVersion: '4.9.7' as const }
const NEW = { clientVersion: '5.3.3' as const }

test('a consumer fetches the route, greets every Broker, and rebalances at once', () => {
  const story = tellOfConsumers({ slaveCount: 1 }, [], 1000)
  expect(story.all('memberJoined').map(({ atMs, consumer, node }) => [atMs, consumer, node])).toEqual([
    [3, 0, 0],
    [3, 0, 1],
    [3, 1, 0],
    [3, 1, 1],
  ])
  expect(owned(story, 1000)).toEqual(['0 1', '2 3'])
})

test('it greets them again after 1 s and every 30 s, and asks for the route after 10 ms and every 30 s', () => {
  const story = tellOfConsumers({}, [], 70_000)
  const channel = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.consuming?.channels[0]?.lastHeartbeatMs
  expect([999, 1500, 31_500, 61_500].map(channel)).toEqual([3, 1001, 31_001, 61_001])
  const polls = story.run
  expect(polls.endMs).toBe(70_000)
  expect([9, 11, 30_009, 30_011].map((atMs) => story.at(atMs).consumers[0]?.nextPollAtMs)).toEqual([
    10, 30_010, 30_010, 60_010,
  ])
})

test('C22: the retry Topic of a new group is made by its first heartbeat; it is read after the next poll and rebalance', () => {
  const story = tellOfConsumers({ networkLatencyMs: 5 }, [], 60_000)
  const { brokerGroups } = story.at(100)
  expect(brokerGroups[0]?.nodes[0]?.consuming?.retryTopics).toEqual([true])
  expect(story.at(29_000).consumers[0]?.retryRoute).toEqual([false])
  expect(story.at(31_000).consumers[0]?.retryRoute).toEqual([true])
  const retries = story.all('queueAssigned').filter(({ queueId }) => queueId === 48)
  expect(retries).toHaveLength(1)
  expect(retries[0]?.atMs).toBeGreaterThan(30_010)
  expect(retries[0]?.atMs).toBeLessThan(50_010)
})

test('with two groups each has its own members, and its own retry queue', () => {
  const story = tellOfConsumers({ consumerGroupCount: 2 }, [], 60_000)
  expect(owned(story, 60_000)).toEqual(['0 1', '0 1', '2 3', '2 3'])
  const retries = story.all('queueAssigned').filter(({ queueId }) => queueId > 47)
  expect(retries.map(({ consumer, queueId }) => [consumer % 2, queueId]).sort()).toEqual([
    [0, 48],
    [1, 49],
  ])
})

describe('a member that goes', () => {
  test('kill -9: its connection ends, so the others are notified and take its queues within a second', () => {
    const kill = on(30_500, 'kill', 'consumer/1')
    expect(ownsAt(tellOfConsumers(OLD, [kill], 40_000), 0, 4)).toBe(30_504)
    const newer = ownsAt(tellOfConsumers(NEW, [kill], 40_000), 0, 4)
    expect(newer).toBeGreaterThanOrEqual(30_504)
    expect(newer).toBeLessThanOrEqual(31_504)
  })

  test('a graceful stop signs off, which notifies the others', () => {
    const story = tellOfConsumers(OLD, [on(30_500, 'stop', 'consumer/1')], 40_000)
    expect(story.all('memberLeft')).toMatchObject([{ atMs: 30_501, consumer: 1, cause: 'unregister' }])
    expect(ownsAt(story, 0, 4)).toBe(30_504)
  })

  test('one that is frozen is in the list until a scan finds it silent for more than 120 s, and no one is notified', () => {
    const story = tellOfConsumers(OLD, [on(32_000, 'freeze', 'consumer/1')], 190_000)
    // Its last heartbeat was at 31,001; 150,000 is not more than 120,000 later.
    expect(story.all('memberLeft')).toMatchObject([{ atMs: 160_000, consumer: 1, cause: 'expired' }])
    const takes = ownsAt(story, 0, 4) as number
    expect(takes).toBeGreaterThan(160_000)
    expect(takes).toBeLessThanOrEqual(180_010)
  })

  test('V20: silent since 0: at 120,000 it stays, at 130,000 it is removed', () => {
    const at = 121_000
    const story = tellOfConsumers({ heartbeatBrokerInterval: at, ...OLD }, [on(1500, 'freeze', 'consumer/1')], 170_000)
    expect(story.all('memberLeft')).toMatchObject([{ atMs: 130_000, cause: 'expired' }])
    const tick = story.all('rebalanced').find(({ atMs, consumer }) => consumer === 0 && atMs > 130_000)
    expect(ownsAt(story, 0, 4)).toBe(tick?.atMs)
    expect((tick?.atMs as number) - 130_000).toBeLessThanOrEqual(20_010)
  })

  test('one whose host is off is not missed before the scan, and comes back under another clientId', () => {
    const story = tellOfConsumers(
      OLD,
      [on(32_000, 'powerOff', 'consumer/1'), on(40_000, 'restart', 'consumer/1')],
      60_000,
    )
    const channels = story.at(60_000).brokerGroups[0]?.nodes[0]?.consuming?.channels ?? []
    expect(channels.map(({ clientId }) => clientId)).toEqual(['10.0.0.10@0', '10.0.0.11@1', '10.0.0.11@1#1'])
    // The dead one still has its share.
    expect(owned(story, 60_000)).toEqual(['0 1', '3'])
  })

  test('one that goes on after a pause still has its queues, and goes on where it was', () => {
    const story = tellOfConsumers(OLD, [on(32_000, 'freeze', 'consumer/1'), on(62_000, 'resume', 'consumer/1')], 90_000)
    expect(story.all('queueRevoked')).toEqual([])
    const [one, other] = story.at(90_000).consumers
    expect(other?.held).toEqual([])
    expect(other?.queues.map(({ queueId }) => queueId)).toEqual([2, 3])
    expect(one?.queues).toHaveLength(3)
  })
})

test('more of a group while it runs: the new ones take their share, and the highest leave again', () => {
  const set = (atMs: number, value: number): UserAction => ({ atMs, type: 'set', name: 'consumerCount', value })
  const story = tellOfConsumers(OLD, [set(5000, 4), set(30_000, 1)], 60_000)
  expect(owned(story, 10_000)).toEqual(['0', '1', '2', '3'])
  expect(owned(story, 60_000)).toEqual(['0 1 2 3', '', '', ''])
  expect(story.at(60_000).consumers.map(({ process, removed }) => [process, removed])).toEqual([
    ['running', false],
    ['stopped', true],
    ['stopped', true],
    ['stopped', true],
  ])
})

test('consumers that start later begin then, and one that is killed before does not', () => {
  const story = tellOfConsumers({ consumersStartAtMs: 5000, ...OLD }, [on(1000, 'kill', 'consumer/1')], 10_000)
  expect(story.at(4999).consumers.map(({ process }) => process)).toEqual(['starting', 'killed'])
  expect(owned(story, 10_000)).toEqual(['0 1 2 3', ''])
  expect(story.all('memberJoined').map(({ atMs }) => atMs)).toEqual([5003])
})

test('C14: two members with one clientId both take the same share, and the other queues are read by neither', () => {
  const story = tellOfConsumers({ sameClientId: true, ...OLD }, [], 60_000)
  expect(owned(story, 60_000)).toEqual(['0 1', '0 1'])
})

test('broadcasting: each has every queue, whoever else there is', () => {
  const story = tellOfConsumers({ messageModel: 'BROADCASTING' }, [], 60_000)
  expect(owned(story, 60_000)).toEqual(['0 1 2 3', '0 1 2 3'])
  expect(story.at(60_000).brokerGroups[0]?.nodes[0]?.consuming?.retryTopics).toEqual([])
})

test('a Broker keeps the newest subscription, also of a member that has left', () => {
  const other = { otherSubscription: 'TagB', subscription: 'TagA', ...OLD } as const
  const story = tellOfConsumers(
    other,
    [
      on(20_000, 'kill', 'consumer/1'),
      on(30_000, 'restart', 'consumer/1'),
      on(50_000, 'kill', 'consumer/1'),
      on(70_000, 'kill', 'consumer/0'),
    ],
    80_000,
  )
  const known = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.consuming?.subscriptions[0]?.subscription
  expect([10_000, 40_000, 60_000, 75_000].map(known)).toEqual(['TagA', 'TagB', 'TagB', undefined])
})

describe('a Broker that goes', () => {
  test('its connections end with it, and it knows only who greets it after its start', () => {
    const story = tellOfConsumers(
      OLD,
      [on(20_000, 'kill', 'broker-a/n0'), on(21_000, 'restart', 'broker-a/n0')],
      40_000,
    )
    const channels = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.consuming?.channels.length
    expect([19_999, 20_500, 30_000, 32_000].map(channels)).toEqual([2, 0, 0, 2])
  })

  test('while it is paused, what comes waits for it', () => {
    const story = tellOfConsumers(OLD, [on(500, 'freeze', 'broker-a/n0'), on(2000, 'resume', 'broker-a/n0')], 5000)
    expect(story.at(1500).brokerGroups[0]?.nodes[0]?.consuming?.unread.length).toBeGreaterThan(0)
    expect(story.at(5000).brokerGroups[0]?.nodes[0]?.consuming?.channels[0]?.lastHeartbeatMs).toBe(2000)
  })
})
