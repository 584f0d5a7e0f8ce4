// Which node of a Broker group a call goes to. V24 is a vector of the facts.

import { expect, test } from 'vitest'
import type { Simulation } from '../context'
import { clientRules } from '../releases'
import type { Consumer } from '../state'
import { findBroker } from './clientRoute'

/** Nodes by brokerId. @returns the node that is found for one, or null */
const found = (
  brokerAddrs: (number | null)[],
  brokerId: number,
  release = '5.3.3',
  onlyThis = false,
): number | null => {
  const queueData = { readQueueNums: 4, writeQueueNums: 4, perm: 6 }
  const consumer = { route: [{ group: 0, queueData, brokerAddrs }] } as unknown as Consumer
  const sim = { rules: clientRules(release as Parameters<typeof clientRules>[0]) } as Simulation
  return findBroker(sim, consumer, 0, brokerId, onlyThis)?.node ?? null
}

test('V24: the one that is asked for, else the next brokerId from 4.8.0 on, else any', () => {
  expect([0, 1].map((brokerId) => found([10, 11], brokerId))).toEqual([10, 11])
  expect(found([null, 11], 0)).toBe(11)
  expect(found([10], 1)).toBe(10)
  expect(found([10, null, 12], 1)).toBe(12)
  expect(found([10, null, 12], 1, '4.7.1')).toBe(10)
})

test('where only that one will do, there is none', () => {
  expect(found([null, 11], 0, '5.3.3', true)).toBeNull()
  expect(found([null, null], 0)).toBeNull()
})
