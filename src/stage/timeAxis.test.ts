import { expect, test } from 'vitest'
import { timeAxis } from './timeAxis'

test('time goes to a place and back to the same millisecond', () => {
  const axis = timeAxis(4000, 34_000, 977, 90)
  for (const tMs of [4000, 4001, 12_345, 33_999, 34_000]) expect(axis.toTime(axis.toX(tMs))).toBe(tMs)
  expect(axis.toX(4000)).toBe(0)
  expect(axis.toX(34_000)).toBe(977)
})

test('written moments are round, inside the range, and no more than there is room for', () => {
  const { ticks, stepMs } = timeAxis(0, 20_000, 900, 90)
  expect(stepMs).toBe(2000)
  expect(ticks[0]).toBe(0)
  expect(ticks.at(-1)).toBe(20_000)
})

test('long runs are written in whole minutes', () => {
  const { ticks, stepMs } = timeAxis(0, 900_000, 1000, 90)
  expect(stepMs).toBe(120_000)
  expect(ticks.every((tMs) => tMs % 60_000 === 0)).toBe(true)
})

test('an axis without width is no error: it has not been measured yet', () => {
  expect(Number.isFinite(timeAxis(0, 20_000, 0, 90).toX(5000))).toBe(true)
})
