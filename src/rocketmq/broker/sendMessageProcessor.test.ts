// What a Broker does with requests while something happens to it or beside it.

import { expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'

const does = (atMs: number, type: 'freeze' | 'resume' | 'stop'): UserAction => ({ atMs, type, target: 'broker-a/n0' })

test('a request that is worked on when the process freezes is answered once it goes on', () => {
  // The only one is read at 5, and frozen with the process before its 50 ms are over.
  const story = tell({ brokerServiceTimeMs: 50, messageLimit: 1 }, [does(10, 'freeze'), does(1000, 'resume')], 5000)
  expect(story.all('stored')).toMatchObject([{ message: 1, atMs: 1050 }])
  expect(story.all('sendOk')).toMatchObject([{ message: 1, atMs: 1051 }])
  expect(story.at(5000).brokerGroups[0]?.nodes[0]?.inService).toBe(0)
})

test('SYNC_FLUSH on a disk that works costs nothing', () => {
  const sent = (flushDiskType: 'ASYNC_FLUSH' | 'SYNC_FLUSH') =>
    tell({ flushDiskType }, [], 2000)
      .all('sendOk')
      .map(({ status, latencyMs }) => [status, latencyMs])
  expect(sent('SYNC_FLUSH')).toEqual(sent('ASYNC_FLUSH'))
  expect(sent('SYNC_FLUSH').at(-1)).toEqual(['SEND_OK', 5])
})

test.each([
  ['4.9.7', 1],
  ['5.3.3', 2],
])('%s: the acknowledgement of a Slave takes one way there and one back', (clientVersion, inSyncReplicas) => {
  const latencies = (brokerRole: 'ASYNC_MASTER' | 'SYNC_MASTER') => {
    const story = tell({ clientVersion, brokerRole, inSyncReplicas, slaveCount: 1, networkLatencyMs: 7 }, [], 2000)
    // Later ones have a connection.
    return new Set(
      story
        .all('sendOk')
        .slice(4)
        .map(({ latencyMs }) => latencyMs),
    )
  }
  expect(latencies('ASYNC_MASTER')).toEqual(new Set([17]))
  expect(latencies('SYNC_MASTER')).toEqual(new Set([31]))
})

test('4.x: a graceful stop closes the port with the last answer', () => {
  const story = tell(
    { clientVersion: '4.9.8', brokerServiceTimeMs: 300, sendThreadCount: 4, sendIntervalMs: 40, messageLimit: 4 },
    [does(150, 'stop')],
    3000,
  )
  const answered = story.all('sendOk').filter(({ group }) => group === 0)
  expect(answered).toHaveLength(2)
  // An answer is 1 ms on its way.
  expect(story.all('brokerProcess').map(({ to, atMs }) => [to, atMs])).toMatchObject([
    ['stopping', 150],
    ['portClosed', answered[1]?.atMs],
  ])
  expect(answered[0]?.atMs).toBeLessThan(answered[1]?.atMs as number)
})

test('a Topic that a message creates is registered at once', () => {
  const story = tell({ topicExists: false, messageLimit: 1 }, [], 1000)
  const { atMs } = story.all('topicCreated')[0]!
  const known = (atMs: number) => story.at(atMs).nameServers[0]?.brokers[0]?.queueData
  expect([known(atMs), known(atMs + 1)]).toEqual([null, { readQueueNums: 4, writeQueueNums: 4, perm: 6 }])
})
