// How queues are shared. V and W are vectors of the facts.

import { expect, test } from 'vitest'
import type { Settings } from '../settings'
import type { QueuePlace } from '../state'
import { allocate } from './allocate'
import { md5, md5Head } from './md5'

type Strategy = Settings['allocateMessageQueueStrategy']

const NAMES = ['a', 'b']
const queuesOf = (count: number, groups = 1): QueuePlace[] =>
  Array.from({ length: groups }, (_, group) =>
    Array.from({ length: count }, (_, queueId) => ({ group, queueId })),
  ).flat()

/** Shares of c1, c2, ... as texts: "0 1", or "a0 b1" with more than one Broker. */
const shares = (strategy: Strategy, queues: QueuePlace[], count: number): string[] => {
  const members = Array.from({ length: count }, (_, member) => `c${member + 1}`)
  const named = queues.some(({ group }) => group > 0)
  return members.map((member) =>
    allocate(strategy, member, queues, members, 'T', NAMES)
      .map(({ group, queueId }) => (named ? NAMES[group] : '') + String(queueId))
      .join(' '),
  )
}

test('V14: averagely, one stretch for each member, the first ones get what is left over', () => {
  const averagely = (queues: number, members: number) => shares('AVERAGELY', queuesOf(queues), members)
  expect(averagely(4, 1)).toEqual(['0 1 2 3'])
  expect(averagely(4, 2)).toEqual(['0 1', '2 3'])
  expect(averagely(4, 3)).toEqual(['0 1', '2', '3'])
  expect(averagely(4, 4)).toEqual(['0', '1', '2', '3'])
  expect(averagely(10, 4)).toEqual(['0 1 2', '3 4 5', '6 7', '8 9'])
  expect(averagely(16, 6).map((share) => share.split(' ').length)).toEqual([3, 3, 3, 3, 2, 2])
  expect(shares('AVERAGELY', queuesOf(4, 2), 3)).toEqual(['a0 a1 a2', 'a3 b0 b1', 'b2 b3'])
})

test('V14: by circle, one after another', () => {
  expect(shares('AVERAGELY_BY_CIRCLE', queuesOf(8), 3)).toEqual(['0 3 6', '1 4 7', '2 5'])
  expect(shares('AVERAGELY_BY_CIRCLE', queuesOf(4, 2), 3)).toEqual(['a0 a3 b2', 'a1 b0 b3', 'a2 b1'])
})

test('W9: 8 queues, 3 members', () => {
  expect(shares('AVERAGELY', queuesOf(8), 3)).toEqual(['0 1 2', '3 4 5', '6 7'])
})

test('W10: 4 queues, 5 members: the fifth has none', () => {
  expect(shares('AVERAGELY', queuesOf(4), 5)).toEqual(['0', '1', '2', '3', ''])
})

test('W11: by circle, 4 queues, 3 members', () => {
  expect(shares('AVERAGELY_BY_CIRCLE', queuesOf(4), 3)).toEqual(['0 3', '1', '2'])
})

test('W12: consistent hashing, whose shares depend on names', () => {
  const hashed = (queues: number, members: number) => shares('CONSISTENT_HASH', queuesOf(queues), members)
  expect(hashed(8, 3)).toEqual(['3', '0 4 6', '1 2 5 7'])
  expect(hashed(4, 1)).toEqual(['0 1 2 3'])
  expect(hashed(4, 2)).toEqual(['1 2 3', '0'])
  expect(hashed(4, 3)).toEqual(['3', '0', '1 2'])
  expect(hashed(4, 4)).toEqual(['3', '0', '2', '1'])
  expect(hashed(4, 5)).toEqual(['3', '0', '2', '', '1'])
})

test('who is not in the list gets nothing', () => {
  for (const strategy of ['AVERAGELY', 'AVERAGELY_BY_CIRCLE', 'CONSISTENT_HASH'] as const)
    expect(allocate(strategy, 'c9', queuesOf(4), ['c1', 'c2'], 'T', NAMES)).toEqual([])
})

test('two members with one clientId get the same share, and the rest is no one’s', () => {
  expect(allocate('AVERAGELY', 'c', queuesOf(4), ['c', 'c'], 'T', NAMES).map(({ queueId }) => queueId)).toEqual([0, 1])
})

test('MD5 as RFC 1321 has it, over several blocks and beyond ASCII', () => {
  const vectors = {
    '': 'd41d8cd98f00b204e9800998ecf8427e',
    a: '0cc175b9c0f1b6a831c399e269772661',
    abc: '900150983cd24fb0d6963f7d28e17f72',
    'message digest': 'f96b697d7cb7938d525a2f31aaf161d0',
    abcdefghijklmnopqrstuvwxyz: 'c3fcd3d76192e4007dfb496cca67e13b',
    ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789: 'd174ab98d277d9f5a5611c2c9f419d9f',
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890':
      '57edf4a22be3c955ac49da2e2107b67a',
    消息: 'ff692f04ace012504bc529e0a75f2bb4',
  }
  for (const [text, digest] of Object.entries(vectors)) expect(md5(text)).toBe(digest)
  expect(md5Head('abc')).toBe(0x90015098)
})
