// Groups of a Master and four Slaves: none of the processes counts on three nodes.

import { expect, test } from 'vitest'
import type { UserAction } from './scenario'
import { MASTER_ID } from './state'
import { type Story, tell } from './testDriver'

const FIVE = { slaveCount: 4, sendIntervalMs: 200, brokerStartupMs: 500, clientVersion: '5.3.3' } as const
const kill = (atMs: number, node: number): UserAction => ({ atMs, type: 'kill', target: `broker-a/n${node}` })

const mastersOfA = (story: Story, tMs: number): number[] =>
  story
    .at(tMs)
    .brokerGroups[0]!.nodes.flatMap(({ nodeIndex, brokerId, process }) =>
      brokerId === MASTER_ID && process === 'running' ? [nodeIndex] : [],
    )

/** The addresses of group a that the first NameServer has, by brokerId. */
const addressesOfA = (story: Story, tMs: number) =>
  story.at(tMs).nameServers[0]!.brokers[0]?.brokerAddrs.slice(0, 6) ?? null

test('NameServers and clients know all five addresses, of nodes that join later, too', () => {
  const grow: UserAction = { atMs: 2000, type: 'set', name: 'slaveCount', value: 4 }
  const story = tell({ ...FIVE, slaveCount: 0 }, [grow], 40_000)
  expect(addressesOfA(story, 1999)).toEqual([0, null, null, null, null, null])
  expect(addressesOfA(story, 40_000)).toEqual([0, 1, 2, 3, 4, null])
  expect(story.at(40_000).producers[0]!.brokerAddrTable[0]?.slice(0, 6)).toEqual([0, 1, 2, 3, 4, null])
  expect(addressesOfA(tell(FIVE, [], 100), 100)).toEqual([0, 1, 2, 3, 4, null])
})

test('five DLedger nodes outlive two of them, and not three', () => {
  const changes = { ...FIVE, enableDLegerCommitLog: true }
  const two = tell(changes, [kill(5000, 0), kill(5001, 1)], 60_000)
  const [leader] = mastersOfA(two, 60_000)
  expect([2, 3, 4]).toContain(leader)
  expect(two.all('vote').some(({ voter, result }) => voter === 4 && result === 'ACCEPT')).toBe(true)
  expect(addressesOfA(two, 60_000)?.[MASTER_ID]).toBe(leader)
  expect(two.attemptsOn(0, 55_000).length).toBeGreaterThan(0)
  const three = tell(changes, [kill(5000, 0), kill(5001, 1), kill(5002, 2)], 60_000)
  expect(mastersOfA(three, 60_000)).toEqual([])
})

test('the Controller makes the last of five nodes Master', () => {
  const story = tell(
    { ...FIVE, enableControllerMode: true },
    [0, 1, 2, 3].map((node) => kill(5000 + node, node)),
    60_000,
  )
  expect(mastersOfA(story, 60_000)).toEqual([4])
  expect(addressesOfA(story, 60_000)?.[MASTER_ID]).toBe(4)
})
