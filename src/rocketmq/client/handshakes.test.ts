// Who waits for which handshake, and until when.

import { expect, test } from 'vitest'
import { createSimulation } from '../simulation'
import { tell } from '../testDriver'
import { endHandshake, joinHandshake, waitedForHandshake } from './handshakes'

/** A client that has begun a handshake with group 0, node 0 at 10 ms. */
function begun(clientVersion: string) {
  const { run } = tell({ clientVersion, connectTimeoutMillis: 3000 }, [], 1)
  const sim = createSimulation(run.input)
  const producer = sim.state.producers[0]!
  const joinAt = (atMs: number, group = 0, node = 0) => {
    sim.state.nowMs = atMs
    return joinHandshake(sim, producer, group, node)
  }
  joinAt(10)
  return { producer, joinAt }
}

test('the end of its time is shared by all who wait for the same node, and by nobody else', () => {
  const { joinAt } = begun('4.9.7')
  expect(joinAt(500)).toEqual({ endsMs: 3010, isOver: false })
  expect(joinAt(500, 1, 0)).toEqual({ endsMs: 3500, isOver: false })
  expect(joinAt(600, 0, 1)).toEqual({ endsMs: 3600, isOver: false })
  expect(joinAt(700)).toEqual({ endsMs: 3010, isOver: false })
})

test.each([
  ['5.2.0', { endsMs: 3010, isOver: true }],
  ['5.3.0', { endsMs: 6010, isOver: false }],
])('%s: in the moment of its end', (clientVersion, joined) => {
  expect(begun(clientVersion).joinAt(3010)).toEqual(joined)
})

test('later another one is begun', () => {
  expect(begun('5.2.0').joinAt(3011)).toEqual({ endsMs: 6011, isOver: false })
})

test('who began it leaves it to the others, who joined later ends it for all', () => {
  const { producer } = begun('5.2.0')
  waitedForHandshake(producer, 0, 0, 10)
  expect(producer.handshakes).toHaveLength(1)
  waitedForHandshake(producer, 0, 0, 11)
  expect(producer.handshakes).toEqual([])
})

test('one that is over leaves those with other nodes alone', () => {
  const { producer, joinAt } = begun('5.2.0')
  joinAt(20, 0, 1)
  joinAt(20, 1, 0)
  endHandshake(producer, 0, 0)
  expect(producer.handshakes.map(({ group, node }) => [group, node])).toEqual([
    [0, 1],
    [1, 0],
  ])
})
