import { describe, expect, test } from 'vitest'
import { angleOf, MIN_SECTOR, onCircle, runAngles, runsOf, sectorsOf, sectorWidth, type WheelBox } from './wheel'

const wheel: WheelBox = { cx: 0, cy: 0, r: 100, hub: 50, ring: 0, size: 13 }

describe('the wheel', () => {
  test('has one sector per queue in list order, the first on top, clockwise', () => {
    const sectors = sectorsOf(wheel, 4)
    expect(sectors).toHaveLength(4)
    expect(sectors[0].middle.x).toBeCloseTo(0)
    expect(sectors[0].middle.y).toBeCloseTo(-75)
    expect(sectors[1].middle.x).toBeCloseTo(75)
    expect(sectors[2].middle.y).toBeCloseTo(75)
  })

  test('neighbours of one Broker are one run; the list may come back to a Broker', () => {
    const list = [0, 0, 1, 1, 0].map((group) => ({ group }))
    expect(runsOf(list)).toEqual([
      { group: 0, first: 0, count: 2 },
      { group: 1, first: 2, count: 2 },
      { group: 0, first: 4, count: 1 },
    ])
    expect(runsOf([])).toEqual([])
  })

  test('runs together go once around', () => {
    const list = [0, 0, 1].map((group) => ({ group }))
    const sum = runsOf(list).reduce((total, run) => total + runAngles(run, 3)[1] - runAngles(run, 3)[0], 0)
    expect(sum).toBeCloseTo(2 * Math.PI)
  })

  test('768 queues are too thin for sectors of their own', () => {
    expect(sectorWidth(wheel, 768)).toBeLessThan(MIN_SECTOR)
    expect(sectorWidth(wheel, 96)).toBeGreaterThan(MIN_SECTOR)
  })

  test('one queue is the whole ring, none is no sector', () => {
    expect(sectorsOf(wheel, 1)[0].path).not.toBe('')
    expect(sectorsOf(wheel, 0)).toEqual([])
    expect(angleOf(0, 0)).toBe(0)
    expect(onCircle(0, 10)).toEqual({ x: 0, y: -10 })
  })
})
