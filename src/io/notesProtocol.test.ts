// What a notes window makes of what it hears: through reloads, silences, and words that are not for it.
import { expect, test } from 'vitest'
import { clockText, hear, isThere, type Message, NOTHING_HEARD, readMessage, SILENCE_MS } from './notesProtocol'

const report = (from: string, place = 1): Message & { type: 'report' } => ({
  type: 'report',
  from,
  report: {
    language: 'en',
    theme: 'dark',
    title: 'A talk',
    cueTitle: 'A cue',
    place,
    all: 3,
    sentence: 'Said.',
    answer: null,
    lead: null,
    notes: 'Speak.',
    reveals: null,
    next: null,
    options: [],
    cueMinutes: null,
    cueStartedAt: 0,
    plannedUntil: null,
    plannedMinutes: 15,
    clockStartedAt: null,
    black: false,
    locked: false,
    spotlight: false,
  },
})

test('every message comes back as it was sent', () => {
  const messages: Message[] = [
    { type: 'hello' },
    { type: 'command', command: 'putBack' },
    report('one'),
    { type: 'gone', from: 'one' },
    { type: 'claim', from: 'one' },
    { type: 'taken', to: 'one' },
  ]
  for (const message of messages) expect(readMessage(structuredClone(message))).toEqual(message)
})

test('what is no message is not heard', () => {
  const { report: told } = report('one')
  for (const data of [
    null,
    'hello',
    {},
    { type: 'command', command: 'format' },
    { type: 'report', from: 'one' },
    { type: 'report', from: 'one', report: { ...told, place: '2' } },
  ]) {
    expect(readMessage(data)).toBeNull()
  }
})

test('the last report counts, and its stage is there until it says goodbye or falls silent', () => {
  let heard = hear(NOTHING_HEARD, report('one', 1), 1000)
  heard = hear(heard, report('one', 2), 2000)
  expect(heard.report?.place).toBe(2)
  expect(isThere(heard, 2000 + SILENCE_MS - 1)).toBe(true)
  expect(isThere(heard, 2000 + SILENCE_MS)).toBe(false)
  heard = hear(heard, { type: 'gone', from: 'one' }, 2500)
  expect(isThere(heard, 2500)).toBe(false)
  // What was said last is still readable.
  expect(heard.report?.place).toBe(2)
})

test('a late goodbye of a stage before its reload does not end the one after it', () => {
  let heard = hear(NOTHING_HEARD, report('before'), 1000)
  heard = hear(heard, report('after'), 1100)
  heard = hear(heard, { type: 'gone', from: 'before' }, 1200)
  expect(isThere(heard, 1200)).toBe(true)
})

test('what other notes windows send changes nothing', () => {
  const heard = hear(NOTHING_HEARD, report('one'), 1000)
  expect(hear(heard, { type: 'hello' }, 9000)).toBe(heard)
  expect(hear(heard, { type: 'command', command: 'back' }, 9000)).toBe(heard)
})

test('the clock reads as a clock', () => {
  expect([-5, 0, 61_999, 900_000, 3_661_000].map(clockText)).toEqual(['0:00', '0:00', '1:01', '15:00', '1:01:01'])
})
