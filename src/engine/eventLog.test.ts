// The log keeps its entries in columns of few bytes; what is read back is what was written.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases } from './cases.testData'
import {
  append,
  copyLog,
  createLog,
  type EventLog,
  entryAt,
  firstEntryAfter,
  LOG,
  logBytes,
  sealLog,
  where,
  who,
} from './eventLog'

const FULL = 8192

/** A 'send' entry whose every word comes from a number. */
const writeSend = (log: EventLog, atMs: number, odd: number): void => {
  append(log, atMs, LOG.send, who(odd % 64, odd % 128, 1 + (odd % 17)), where(odd % 16, 0, odd % 48), odd, -odd)
  sealLog(log)
}

const expected = (atMs: number, odd: number) => ({
  atMs,
  kind: 'send',
  producer: odd % 64,
  thread: odd % 128,
  message: odd,
  attempt: 1 + (odd % 17),
  group: odd % 16,
  queueId: odd % 48,
  index: odd === 0 ? 0 : -odd,
})

test('what is read is what was written: in full blocks and in the open one, with words of any size', () => {
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 200, 70_000, 2 ** 31 - 1), fc.nat(300), fc.nat(20_000), (first, step, length) => {
      const log = createLog()
      const odd = (index: number): number => (index % 7 === 0 ? 0 : Math.max(0, first - index * step))
      for (let index = 0; index < length; index++) writeSend(log, index * step, odd(index))
      expect(log.length).toBe(length)
      for (let index = 0; index < length; index += index % FULL < 3 ? 1 : 97) {
        expect(entryAt(log, index)).toEqual(expected(index * step, odd(index)))
      }
      if (length > 0 && step > 0) expect(firstEntryAfter(log, (length >> 1) * step)).toBe((length >> 1) + 1)
    }),
    { numRuns: cases(15, 40) },
  )
})

test('a copy of any length goes on by itself and leaves the other as it was', () => {
  const log = createLog()
  for (let index = 0; index < 2 * FULL + 100; index++) writeSend(log, index, index)
  for (const length of [0, 1, FULL - 1, FULL, FULL + 1, 2 * FULL, 2 * FULL + 50]) {
    const copy = copyLog(log, length)
    for (let index = length; index < length + FULL; index++) writeSend(copy, index, 7)
    for (const index of [0, 1, length - 1, FULL - 1].filter((one) => one >= 0 && one < length)) {
      expect(entryAt(copy, index)).toEqual(expected(index, index))
    }
    for (const index of [length, length + FULL - 1]) expect(entryAt(copy, index)).toEqual(expected(index, 7))
    expect(entryAt(log, 2 * FULL + 99)).toEqual(expected(2 * FULL + 99, 2 * FULL + 99))
  }
})

test('an entry of an ordinary run takes at most 20 bytes', () => {
  const log = createLog()
  for (let index = 0; index < 4 * FULL; index++) {
    append(log, index * 2, LOG.sendOk, who(index % 8, 0, 1), where(index % 16, 0, index % 48), 1000 + index, 12, 12)
  }
  expect((logBytes(log) - logBytes(createLog())) / log.written).toBeLessThanOrEqual(20)
})

test('what belongs to a millisecond that is not over cannot be read yet', () => {
  const log = createLog()
  writeSend(log, 1, 5)
  append(log, 2, LOG.send, who(0), where(0), 7)
  expect(log.length).toBe(1)
  expect(firstEntryAfter(log, 2)).toBe(1)
  expect(() => entryAt(log, 1)).toThrow(RangeError)
  sealLog(log)
  expect(entryAt(log, 1)).toMatchObject({ atMs: 2, message: 7 })
})
