// Whom the Controller counts, when it notices that a Master is gone, and whom it elects.

import { expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'

const CONTROLLED = { clientVersion: '5.3.3', enableControllerMode: true, slaveCount: 2, brokerStartupMs: 1000 } as const
const does = (atMs: number, type: 'kill' | 'restart' | 'powerOff', node: number): UserAction => ({
  atMs,
  type,
  target: `broker-a/n${node}`,
})

test('at time 0 node 0 is Master, all are in sync, and the ids of the others are those of their registration', () => {
  const group = tell(CONTROLLED, [], 0).at(0).brokerGroups[0]
  expect(group?.nodes.map(({ brokerId }) => brokerId)).toEqual([0, 2, 3])
  expect(group?.syncStateSet).toEqual([0, 1, 2])
})

test('a killed Master is followed by the first that is in sync, a silent one after its heartbeats have timed out', () => {
  const elected = (type: 'kill' | 'powerOff') => tell(CONTROLLED, [does(10_000, type, 0)], 40_000).all('masterReady')
  expect(elected('kill')).toMatchObject([{ group: 0, node: 1, atMs: 10_003 }])
  // Its last heartbeat was at most 1 s before; 10 s after it comes the scan at 22 s, one of each 5 s from 2 s on.
  expect(elected('powerOff')).toMatchObject([{ group: 0, node: 1, atMs: 22_002 }])
})

test('one that stops is followed as soon as its connections close, and the new one is alone in the set', () => {
  const story = tell(CONTROLLED, [{ atMs: 10_000, type: 'stop', target: 'broker-a/n0' }], 12_000)
  expect(story.all('brokerProcess')[1]).toMatchObject({ to: 'portClosed', atMs: 10_100 })
  expect(story.all('masterReady')).toMatchObject([{ group: 0, node: 1, atMs: 10_103 }])
  const inSync = (atMs: number) => story.at(atMs).brokerGroups[0]?.syncStateSet
  expect([inSync(10_102), inSync(10_103)]).toEqual([[0, 1, 2], [1]])
})

test('who is away for 15 s falls out of the set at the next check, one of each 5 s', () => {
  const story = tell(CONTROLLED, [does(1000, 'kill', 2)], 30_000)
  const inSync = (atMs: number) => story.at(atMs).brokerGroups[0]?.syncStateSet
  expect([inSync(15_000), inSync(19_999), inSync(20_000)]).toEqual([
    [0, 1, 2],
    [0, 1, 2],
    [0, 1],
  ])
})

test('who is taken out of the cluster falls out at the next check', () => {
  const fewer: UserAction = { atMs: 3000, type: 'set', name: 'slaveCount', value: 1 }
  const story = tell(CONTROLLED, [fewer], 6000)
  expect(story.at(5000).brokerGroups[0]?.syncStateSet).toEqual([0, 1])
})

test('nobody is told of a new role while there is a Master', () => {
  const story = tell(CONTROLLED, [does(2000, 'kill', 2), does(3000, 'restart', 2)], 6000)
  expect(story.at(4000).brokerGroups[0]?.nodes[2]?.process).toBe('running')
  expect(story.at(4000).eventQueue.filter(({ kind }) => kind === 'roleChanged')).toEqual([])
  // Where there is none, it is.
  const alone = tell(
    CONTROLLED,
    [0, 1, 2].flatMap((node) => [does(2000, 'kill', node), does(3000, 'restart', node)]),
    6000,
  )
  expect(alone.at(4000).eventQueue.some(({ kind }) => kind === 'roleChanged')).toBe(true)
})
