// The push consumer's own rules against recordings of the published client: who gets which queue, what a ProcessQueue has and lets be
// committed, and the offset table.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allocate } from '../src/rocketmq/consumer/allocate'
import { offsetInMemory, updateOffset } from '../src/rocketmq/consumer/offsets'
import { emptyQueue, maxSpan, putMessages, removeMessages } from '../src/rocketmq/consumer/processQueue'
import type { Consumer } from '../src/rocketmq/state'
import type { ConsumerRecording, ConsumerRow } from './recording'

const root = new URL('./recordings/', import.meta.url)
const fileOf = (release: string) => new URL(`${release}/consumer.json`, root)
const releases = readdirSync(root).filter((release) => existsSync(fileOf(release)))
const STRATEGIES = ['AVERAGELY', 'AVERAGELY_BY_CIRCLE', 'CONSISTENT_HASH'] as const

type RowOf<Kind extends ConsumerRow['row']> = Extract<ConsumerRow, { row: Kind }>

function replayAllocation(row: RowOf<'allocation'>): void {
  const brokerNames = row.queues.map((_, group) => `broker-${String.fromCharCode(97 + group)}`)
  const queues = row.queues.flatMap((count, group) =>
    Array.from({ length: count }, (_, queueId) => ({ group, queueId })),
  )
  const at = (place: { group: number; queueId: number }) =>
    queues.findIndex(({ group, queueId }) => group === place.group && queueId === place.queueId)
  for (const strategy of STRATEGIES) {
    const shares = row.members.map((id) => allocate(strategy, id, queues, row.members, 'T', brokerNames).map(at))
    expect(shares, `${strategy} of ${row.id}`).toEqual(row[strategy])
  }
}

function replayQueue(row: RowOf<'processQueue'>): void {
  const queue = emptyQueue({ group: 0, queueId: 0 }, 1, 0)
  for (const [number, step] of row.steps.entries()) {
    if (step[0] === 'put') {
      const [, from, sizes] = step
      putMessages(
        queue,
        sizes.map((size, at) => ({ offset: from + at, message: 1, times: 0, size })),
      )
    } else {
      const [, offsets, committable] = step
      expect(removeMessages(queue, offsets), `step ${number} of ${row.id}`).toBe(committable)
    }
    const state = [queue.cached.offset.length, queue.cachedBytes, maxSpan(queue)]
    expect(state, `step ${number} of ${row.id}`).toEqual(step[3])
  }
}

function replayOffsets(row: RowOf<'offsets'>): void {
  const consumer = { offsets: [] } as Partial<Consumer> as Consumer
  const place = (queueId: number) => ({ group: 0, queueId })
  for (const [number, step] of row.steps.entries()) {
    if (step[0] === 'update') updateOffset(consumer, place(step[1]), step[2], step[3])
    else consumer.offsets = consumer.offsets.filter(({ queueId }) => queueId !== step[1])
    const table = step[0] === 'update' ? step[4] : step[2]
    expect(
      table.map((_, queueId) => offsetInMemory(consumer, place(queueId))),
      `step ${number} of ${row.id}`,
    ).toEqual(table)
  }
}

test('at least six releases are recorded', () => {
  expect(releases.length).toBeGreaterThanOrEqual(6)
})

describe.each(releases)('%s', (release) => {
  const { rows } = JSON.parse(readFileSync(fileOf(release), 'utf8')) as ConsumerRecording
  const rowsOf = <Kind extends ConsumerRow['row']>(kind: Kind) =>
    rows.filter((row): row is RowOf<Kind> => row.row === kind)

  test('every strategy gives every member the same queues', () => {
    expect(rowsOf('allocation').length).toBe(150)
    for (const row of rowsOf('allocation')) replayAllocation(row)
  })

  test('a ProcessQueue has the same messages, bytes and span, and commits the same offset, after every step', () => {
    expect(rowsOf('processQueue').length).toBe(100)
    for (const row of rowsOf('processQueue')) replayQueue(row)
  })

  test('the offset table is the same after every step', () => {
    expect(rowsOf('offsets').length).toBe(60)
    for (const row of rowsOf('offsets')) replayOffsets(row)
  })
})
