// Words of the lanes beside the playhead.

import { expect, test } from 'vitest'
import type { StatusSegment } from '../../projections/groupStatus'
import { laneWords } from './LaneWords'

const segment = (fromMs: number, toMs: number | null): StatusSegment =>
  ({ status: 'noMaster', fromMs, toMs, slowMs: 0, code: 0, master: null }) as StatusSegment
const words = () => ['no Master', 'gone']
const wordsAt = (nowMs: number, seenMs = nowMs, toMs: number | null = 500) =>
  laneWords([segment(100, toMs)], (ms) => ms, nowMs, seenMs, words).map(({ x, text, faint }) => ({ x, text, faint }))

test('a word comes when there is room for it before the playhead, the short one first', () => {
  expect(wordsAt(110)).toEqual([])
  expect(wordsAt(150)).toEqual([{ x: 106, text: 'gone', faint: false }])
  expect(wordsAt(300)).toEqual([{ x: 106, text: 'no Master', faint: false }])
})

test('what was played before has its word behind the playhead, and what was not seen has none', () => {
  expect(wordsAt(50)).toEqual([])
  expect(wordsAt(50, 400)).toEqual([{ x: 106, text: 'no Master', faint: true }])
  expect(wordsAt(200, 400)).toEqual([
    { x: 106, text: 'no Master', faint: false },
    { x: 206, text: 'no Master', faint: true },
  ])
  expect(wordsAt(200, 205, null)).toEqual([{ x: 106, text: 'no Master', faint: false }])
})
