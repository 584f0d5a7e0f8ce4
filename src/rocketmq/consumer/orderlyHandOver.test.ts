// Who may read a queue in order, and how that goes from one member to another. V and W are vectors of the facts.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import type { Story } from '../testDriver'
import { owned, ownsAt, tellOfConsumers } from './consumerStory.testData'

const on = (atMs: number, type: 'kill' | 'stop' | 'freeze' | 'powerOff' | 'restart' | 'resume', target: string) =>
  ({ atMs, type, target }) as UserAction
const tellInOrder = (version: Settings['clientVersion'], actions: UserAction[], untilMs: number): Story =>
  tellOfConsumers({ messageListener: 'ORDERLY', clientVersion: version }, actions, untilMs)
const locksAt = (story: Story, atMs: number): string[] =>
  (story.at(atMs).brokerGroups[0]?.nodes[0]?.consuming?.locks ?? [])
    .filter(({ queueId }) => queueId < 4)
    .map(({ queueId, clientId }) => `${queueId} ${clientId}`)
    .sort()

test('each queue has one lock, of the member that has it; it is renewed every 20 s, first after 1 s', () => {
  const story = tellInOrder('5.3.3', [], 70_000)
  expect(owned(story, 70_000)).toEqual(['0 1', '2 3'])
  expect(locksAt(story, 70_000)).toEqual(['0 10.0.0.10@0', '1 10.0.0.10@0', '2 10.0.0.11@1', '3 10.0.0.11@1'])
  const renewed = [900, 1500, 21_500, 41_500].map(
    (atMs) => story.at(atMs).brokerGroups[0]?.nodes[0]?.consuming?.locks.find(({ queueId }) => queueId === 0)?.lastMs,
  )
  expect(renewed[0]).toBeLessThan(900)
  expect(renewed.slice(1)).toEqual([1001, 21_001, 41_001])
})

test('up to 4.9.4 a new queue waits for the next round of locks; later it has its lock at once', () => {
  const locked = (version: Settings['clientVersion']) => {
    const story = tellInOrder(version, [{ atMs: 5000, type: 'set', name: 'consumerCount', value: 1 }], 30_000)
    const [taken] = story.all('queueAssigned').filter((entry) => entry.consumer === 0 && entry.atMs > 5000)
    const [lock] = story.all('queueLocked').filter((entry) => entry.queueId === taken?.queueId && entry.atMs > 5000)
    return (lock?.atMs as number) - (taken?.atMs as number)
  }
  expect(locked('4.9.7')).toBe(0)
  expect(locked('4.9.3')).toBeGreaterThan(10_000)
})

test('V21: an owner that renewed and was killed: its lock is free when more than 60 s have passed since', () => {
  const kill = [on(36_000, 'kill', 'consumer/1')]
  // It had renewed at 21,001.
  const old = ownsAt(tellInOrder('4.9.7', kill, 120_000), 0, 4) as number
  expect(old).toBeGreaterThan(81_001)
  expect(old).toBeLessThanOrEqual(101_020)
  const newer = ownsAt(tellInOrder('5.3.3', kill, 120_000), 0, 4) as number
  expect(newer).toBeGreaterThan(81_001)
  expect(newer).toBeLessThanOrEqual(82_020)
})

test('W23: killed 12 s after its lock was renewed: the lock is free 48 s later', () => {
  const killedAtMs = 21_001 + 12_000
  const taken = ownsAt(tellInOrder('5.3.3', [on(killedAtMs, 'kill', 'consumer/1')], 120_000), 0, 4) as number
  expect(taken - killedAtMs).toBeGreaterThan(48_000)
  expect(taken - killedAtMs).toBeLessThanOrEqual(49_010)
})

test('5.0.0 to 5.1.4 ask again 500 ms after a refusal, later ones after 1 s, 4.x with the next rebalance only', () => {
  const gaps = (version: Settings['clientVersion']) => {
    const refused = tellInOrder(version, [on(24_000, 'kill', 'consumer/1')], 80_000)
      .all('lockRefused')
      .filter(({ queueId }) => queueId === 2)
      .map(({ atMs }) => atMs)
    return (refused[2] as number) - (refused[1] as number)
  }
  expect(gaps('5.1.4')).toBe(504)
  expect(gaps('5.3.3')).toBe(1004)
  expect(gaps('4.9.7')).toBe(20_004)
})

test('a graceful stop gives the locks back, so that the others have the queues at once', () => {
  const story = tellInOrder('4.9.7', [on(36_000, 'stop', 'consumer/1')], 60_000)
  expect(story.all('queueUnlocked').filter(({ queueId }) => queueId < 4)).toHaveLength(2)
  expect(ownsAt(story, 0, 4)).toBeLessThan(36_010)
})

test('a queue that goes to another member goes when its lock is given back', () => {
  const story = tellInOrder('4.9.7', [{ atMs: 30_000, type: 'set', name: 'consumerCount', value: 4 }], 60_000)
  expect(owned(story, 60_000)).toEqual(['0', '1', '2', '3'])
  expect(locksAt(story, 60_000)).toEqual(['0 10.0.0.10@0', '1 10.0.0.11@1', '2 10.0.0.12@2', '3 10.0.0.13@3'])
})

describe('a Broker that goes', () => {
  test('its lock table goes with its process, and is made again by the next round', () => {
    const story = tellInOrder(
      '4.9.7',
      [on(25_000, 'kill', 'broker-a/n0'), on(25_500, 'restart', 'broker-a/n0')],
      50_000,
    )
    expect(locksAt(story, 24_900)).toHaveLength(4)
    expect(locksAt(story, 26_000)).toHaveLength(0)
    expect(locksAt(story, 42_000)).toHaveLength(4)
  })
})
