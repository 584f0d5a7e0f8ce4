import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { placeMarks } from './actionMarks'

const widths = (members: readonly number[], label: 'full' | 'short') => (label === 'full' ? 130 : 60) + members.length

test('up to 60 marks never overlap at any width, stay inside, and leave nobody out', () => {
  const places = array(integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 })
  assert(
    property(places, integer({ min: 60, max: 2400 }), (thousandths, width) => {
      const xs = thousandths.sort((one, other) => one - other).map((x) => (x / 1000) * width)
      const marks = placeMarks(xs, width, 18, 3, widths)
      expect(marks.flatMap((mark) => mark.members)).toEqual(xs.map((_, position) => position))
      let freeFrom = 0
      for (const mark of marks) {
        expect(mark.left).toBeGreaterThanOrEqual(freeFrom)
        freeFrom = mark.left + mark.width
        if (mark.label !== 'sign') expect(mark.width).toBeGreaterThanOrEqual(widths(mark.members, mark.label))
      }
      expect(freeFrom).toBeLessThanOrEqual(width + 1e-6)
    }),
  )
})

test('a mark alone says everything, beginning at its place; at the right end it is drawn in', () => {
  expect(placeMarks([100], 500, 18, 3, widths)).toEqual([{ members: [0], left: 91, width: 131, label: 'full' }])
  expect(placeMarks([499], 500, 18, 3, widths)).toEqual([{ members: [0], left: 369, width: 131, label: 'full' }])
})

test('with less room a mark says less, and marks upon each other become one', () => {
  expect(placeMarks([20, 100, 130, 135], 1000, 18, 3, widths).map(({ members, label }) => [members, label])).toEqual([
    [[0], 'short'],
    [[1], 'sign'],
    [[2, 3], 'full'],
  ])
})
