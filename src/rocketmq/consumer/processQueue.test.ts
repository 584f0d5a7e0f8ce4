// What a ProcessQueue holds, and what it lets a client commit. V and W are vectors of the facts.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyQueue, maxSpan, putMessages, removeMessages } from './processQueue'

const queueOf = () => emptyQueue({ group: 0, queueId: 0 }, 1, 0)
const messages = (offsets: readonly number[]) =>
  offsets.map((offset) => ({ offset, message: offset + 1, times: 0, size: 200 }))
const from = (first: number, count: number) => messages(Array.from({ length: count }, (_, at) => first + at))

test('V15 offsets 100 to 109, finished in any order: the lowest that is left may be committed, then one behind the last', () => {
  const queue = queueOf()
  putMessages(queue, from(100, 10))
  const commits = [103, 101, 100, 102, 109, 104, 105, 106, 107, 108].map((offset) => removeMessages(queue, [offset]))
  expect(commits).toEqual([100, 100, 102, 104, 104, 105, 106, 107, 108, 110])
  expect(removeMessages(queue, [108])).toBe(-1)
  expect(queue.cachedBytes).toBe(0)
})

test('W16 1 to 9 of 0 to 9 are done: 0 is committed; then 0, and it is 10', () => {
  const queue = queueOf()
  putMessages(queue, from(0, 10))
  expect(removeMessages(queue, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(0)
  expect(removeMessages(queue, [0])).toBe(10)
})

test('V16 with batches of 32 the queue that stops above 1,000 holds 1,024', () => {
  const queue = queueOf()
  for (let next = 0; queue.cached.offset.length <= 1000; next += 32) putMessages(queue, from(next, 32))
  expect(queue.cached.offset).toHaveLength(1024)
})

test('V16 W13 W14 W15 what flow control compares: the count, the bytes, and first to last of what is left', () => {
  const queue = queueOf()
  putMessages(queue, messages([0, 1, 2000]))
  expect(maxSpan(queue)).toBe(2000)
  putMessages(queue, messages([2001]))
  expect([queue.cached.offset.length, queue.cachedBytes, maxSpan(queue)]).toEqual([4, 800, 2001])
  removeMessages(queue, [0])
  expect(maxSpan(queue)).toBe(2000)
  expect(maxSpan(queueOf())).toBe(0)
})

test('any messages, finished in any order: as a map does it', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ put: fc.uniqueArray(fc.nat(40), { maxLength: 6 }) }),
      fc.record({ remove: fc.array(fc.nat(40), { maxLength: 6 }) }),
    ),
  )
  fc.assert(
    fc.property(steps, (all) => {
      const queue = queueOf()
      const model = new Map<number, number>()
      let newest = -1
      for (const step of all) {
        if ('put' in step) {
          putMessages(queue, messages(step.put))
          for (const offset of step.put) {
            if (!model.has(offset)) newest = offset
            model.set(offset, 200)
          }
        } else {
          const wasEmpty = model.size === 0
          for (const offset of step.remove) model.delete(offset)
          const left = model.size > 0 ? Math.min(...model.keys()) : newest + 1
          expect(removeMessages(queue, step.remove)).toBe(wasEmpty ? -1 : left)
        }
        expect(queue.cached.offset).toEqual([...model.keys()].sort((one, other) => one - other))
        expect(queue.cached.message).toEqual(queue.cached.offset.map((offset) => offset + 1))
        expect(queue.cachedBytes).toBe(200 * model.size)
      }
    }),
  )
})
