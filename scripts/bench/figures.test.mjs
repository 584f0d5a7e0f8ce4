// The arithmetic of the bench, and that what it records can be read back.
import { expect, test } from 'vitest'
import { compare, FIGURES, percentile, readRecorded, shorten, writeRecorded } from './figures.mts'

const EMPTY = 'Words.\n\n<!-- recorded figures: begin -->\n<!-- recorded figures: end -->\n\nMore words.\n'

test('a percentile is one of the values, in whatever order they come', () => {
  const values = [5, 1, 4, 2, 3]
  expect(percentile(values, 0.5)).toBe(3)
  expect(percentile(values, 0.95)).toBe(5)
  expect(percentile(values, 1)).toBe(5)
  expect(percentile([7], 0.5)).toBe(7)
  expect(percentile([1, 2], 0.5)).toBe(1)
})

test('a figure is written with three or four digits that count', () => {
  expect([0, 3, 0.456, 12.345, 130.44, 1234.5].map(shorten)).toEqual(['0', '3', '0.46', '12.3', '130.4', '1235'])
})

test('what was recorded is read back, and a part that was not measured stays', () => {
  const first = [
    { id: 'engine-small', value: 2.345, detail: '' },
    { id: 'paused', value: 0, detail: '' },
  ]
  const page = writeRecorded(EMPTY, first, '2026-11-01')
  const again = writeRecorded(page, [{ id: 'engine-small', value: 3, detail: '' }], '2026-11-22')
  expect(Object.fromEntries(readRecorded(again))).toEqual({
    'engine-small': { value: 3, on: '2026-11-22' },
    paused: { value: 0, on: '2026-11-01' },
  })
  expect(again.startsWith('Words.\n')).toBe(true)
  expect(again.endsWith('\n\nMore words.\n')).toBe(true)
  expect(writeRecorded(again, [], '2026-11-23')).toBe(again)
})

test('a page that has lost its marks is refused', () => {
  expect(() => readRecorded('Words.')).toThrow(/recorded figures/)
})

test('a ratio is called better or worse only beyond the usual noise, and by what is better for that figure', () => {
  expect(compare('engine-small', 2, undefined)).toBe('not recorded yet')
  expect(compare('engine-small', 2.2, 2)).toBe('1.10 x recorded')
  expect(compare('engine-small', 1, 2)).toBe('0.50 x recorded: worse')
  expect(compare('diagram', 200, 400)).toBe('0.50 x recorded: better')
  expect(compare('diagram', 600, 400)).toBe('1.50 x recorded: worse')
  expect(compare('paused', 0, 0)).toBe('as recorded')
  expect(compare('paused', 60, 0)).toBe('recorded 0: worse')
})

test('nothing in a figure breaks the table it is written into', () => {
  for (const { what, unit, goal, how, others } of Object.values(FIGURES)) {
    expect([what, unit, goal ?? '', how, others ?? ''].join('')).not.toMatch(/[|\n]/)
  }
})
