import { describe, expect, test } from 'vitest'
import { box, fitText, grid, overlaps, shortCount, stack, textWidth } from './boxes'

describe('text widths', () => {
  test('a Chinese character is as wide as it is high, Latin letters are narrower', () => {
    expect(textWidth('规避窗口', 20)).toBe(80)
    expect(textWidth('broker-a', 20)).toBeLessThan(8 * 20 * 0.7)
    expect(textWidth('broker-a', 20)).toBeGreaterThan(8 * 20 * 0.5)
  })

  test('the longest wording that fits is taken', () => {
    const wordings = ['NameServer 无 Master', 'NS 无 Master', '无主']
    expect(fitText(wordings, 500, 13)).toBe(wordings[0])
    expect(fitText(wordings, 90, 13)).toBe(wordings[1])
    expect(fitText(wordings, 30, 13)).toBe(wordings[2])
  })

  test('a text that never fits is cut with an ellipsis and then fits', () => {
    const cut = fitText(['sendLatencyFaultEnable'], 60, 13)
    expect(cut.endsWith('…')).toBe(true)
    expect(textWidth(cut, 13)).toBeLessThanOrEqual(60)
  })

  test('counts get short in time', () => {
    expect([0, 999, 9999, 10_000, 123_456, 1_234_567].map(shortCount)).toEqual([
      '0',
      '999',
      '9999',
      '10.0k',
      '123k',
      '1.23M',
    ])
  })
})

describe('stacks and grids', () => {
  test('rows get their least first and share the rest up to their most', () => {
    const rows = stack(
      box(0, 0, 10, 100),
      [
        { min: 10, max: 20 },
        { min: 10, max: 100 },
      ],
      5,
    )
    expect(rows?.map((r) => r.h)).toEqual([20, 75])
    expect(rows?.[1].y).toBe(25)
  })

  test('rows that do not fit are refused', () => {
    expect(
      stack(
        box(0, 0, 10, 20),
        [
          { min: 10, max: 20 },
          { min: 10, max: 20 },
        ],
        5,
      ),
    ).toBeNull()
  })

  test('cells of a grid fill the area and keep apart', () => {
    const cells = grid(box(0, 0, 100, 50), 5, 3, 10)
    expect(cells).toHaveLength(5)
    expect(cells[2].x + cells[2].w).toBeCloseTo(100)
    expect(cells[4].y + cells[4].h).toBeCloseTo(50)
    for (let i = 0; i < 5; i++) for (let j = i + 1; j < 5; j++) expect(overlaps(cells[i], cells[j])).toBe(false)
  })
})
