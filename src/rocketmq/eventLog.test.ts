// The log keeps its entries in columns of few bytes; what is read back is what was written.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storeLog } from './broker/store/storeCodec'
import { cases } from './cases.testData'
import { consumerLog } from './consumer/consumerCodec'
import { log } from './entryCodec'
import { SLOTS, slotsOf } from './entryFields'
import {
  copyLog,
  createLog,
  type EventLog,
  entryAt,
  entryAttempt,
  entryGroup,
  entryKind,
  entryMessage,
  entryProducer,
  fieldReader,
  firstEntryAfter,
  hasField,
  logBytes,
  sealLog,
} from './eventLog'
import { ENTRIES, type EntryFields, LOG_KINDS, type LogKind } from './logEntries'

const FULL = 8192
const write = { ...log, ...storeLog, ...consumerLog }

/** A 'send' entry whose every word comes from a number. */
const writeSend = (log: EventLog, atMs: number, odd: number): void => {
  writeOpen(log, atMs, odd)
  sealLog(log)
}

/** The same in a millisecond that is not over. */
const writeOpen = (log: EventLog, atMs: number, odd: number): void =>
  write.send(
    { log, state: { nowMs: atMs } },
    {
      producer: odd % 64,
      thread: odd % 128,
      message: odd,
      attempt: 1 + (odd % 17),
      group: odd % 16,
      queueId: odd % 48,
      index: odd === 0 ? 0 : -odd,
    },
  )

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
    write.sendOk(
      { log, state: { nowMs: index * 2 } },
      {
        producer: index % 8,
        thread: 0,
        message: 1000 + index,
        attempt: 1,
        group: index % 16,
        queueId: index % 48,
        latencyMs: 12,
        elapsedMs: 12,
        status: 'SEND_OK',
      },
    )
  }
  expect((logBytes(log) - logBytes(createLog())) / log.written).toBeLessThanOrEqual(20)
})

test('what belongs to a millisecond that is not over cannot be read yet', () => {
  const log = createLog()
  writeSend(log, 1, 5)
  writeOpen(log, 2, 7)
  expect(log.length).toBe(1)
  expect(firstEntryAfter(log, 2)).toBe(1)
  expect(() => entryAt(log, 1)).toThrow(RangeError)
  sealLog(log)
  expect(entryAt(log, 1)).toMatchObject({ atMs: 2, message: 7 })
})

/** Values that a stored field can have, the largest of its slot among them. */
function valuesOf(kind: LogKind, name: string): fc.Arbitrary<unknown> {
  const { coding, options } = ENTRIES[kind].fields[name as never] as { coding: string; options: readonly unknown[] }
  const bits = SLOTS[slotsOf(ENTRIES[kind].fields).get(name) ?? 'value1'].bits
  if (coding === 'oneOf') return fc.constantFrom(...options)
  if (coding === 'flag') return fc.boolean()
  if (bits === 32) return fc.oneof(fc.integer(), fc.constantFrom(0, -(2 ** 31), 2 ** 31 - 1))
  // The top bit of a word is its sign.
  return fc.nat(2 ** (bits >= 19 ? bits - 1 : bits) - 1)
}

/** Fields of a kind with values, as a writer takes them. */
const writtenOf = (kind: LogKind): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries([...slotsOf(ENTRIES[kind].fields).keys()].map((name) => [name, valuesOf(kind, name)])))

/** Calls that end so have had an attempt. */
const IMPOSSIBLE = (written: Record<string, unknown>): boolean =>
  written.lastFailure === null && (written.exception === 'attemptsUsedUp' || written.exception === 'notRetried')

test.each(LOG_KINDS)(
  '%s: every field is read as it was written, alone and with the rest, in the order of its definition',
  (kind) => {
    const fields: [string, { use: string; coding: string }][] = Object.entries(ENTRIES[kind].fields)
    fc.assert(
      fc.property(writtenOf(kind), fc.nat(86_400_000), (written, atMs) => {
        fc.pre(!IMPOSSIBLE(written))
        const log = createLog()
        const writer = write[kind] as (at: { log: EventLog; state: { nowMs: number } }, fields: unknown) => void
        writer({ log, state: { nowMs: atMs } }, written)
        sealLog(log)
        const read = entryAt(log, 0) as unknown as Record<string, unknown>
        const shown = fields.filter(([, { use }]) => use !== 'hidden').map(([name]) => name)
        expect(Object.keys(read)).toEqual(['atMs', 'kind', ...shown])
        expect([read.atMs, read.kind, entryKind(log, 0)]).toEqual([atMs, kind, kind])
        for (const [name, { use, coding }] of fields) {
          if (use === 'stored') expect(read[name], name).toBe(written[name])
          if (use !== 'derived' && coding === 'whole') {
            expect(fieldReader(kind, name as never)(log, 0), name).toBe(written[name])
          }
        }
        const readers = { producer: entryProducer, attempt: entryAttempt, group: entryGroup, message: entryMessage }
        for (const [name, reader] of Object.entries(readers)) {
          if (hasField(kind, name)) expect(reader(log, 0), name).toBe(written[name])
        }
      }),
      { numRuns: 100 },
    )
  },
)

test('what is derived follows from what was written', () => {
  const log = createLog()
  const failed: EntryFields<'messageFailed'> = {
    producer: 1,
    thread: 2,
    message: 3,
    exception: 'attemptsUsedUp',
    attempts: 3,
    elapsedMs: 9000,
    code: 0,
    mode: 'SYNC',
    lastFailure: 'timeout',
    release: '4.9.7',
  }
  write.messageFailed({ log, state: { nowMs: 5 } }, failed)
  sealLog(log)
  const gets = { via: 'throw', className: 'MQClientException', cause: 'RemotingTimeoutException', responseCode: 10_002 }
  expect(entryAt(log, 0)).toMatchObject({ exception: 'attemptsUsedUp', mode: 'SYNC', gets })
  expect(entryAt(log, 0)).not.toHaveProperty('release')
})

test('a definition that has no room, or uses a slot twice, is refused', () => {
  const field = ENTRIES.action.fields.action
  expect(() => slotsOf({ a: field, b: field, c: field, d: field })).toThrow('no slot for d')
  expect(() => slotsOf({ node: field, candidate: { ...field, slot: 'node' } })).toThrow('no slot for candidate')
  const wide = { ...field, coding: 'oneOf' as const, options: Array.from({ length: 17 }) }
  expect(() => slotsOf({ group: wide })).toThrow('group does not fit')
})
