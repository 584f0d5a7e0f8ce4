import { describe, expect, test } from 'vitest'
import { levelCurve, makeRoute, pointAlong, svgPath } from './routes'

describe('a route', () => {
  const bent = makeRoute({ x: 0, y: 0 }, [{ to: { x: 100, y: 0 } }, { to: { x: 100, y: 100 } }])

  test('is travelled at even speed, around corners too', () => {
    expect(pointAlong(bent, 0.25, { x: 0, y: 0 })).toEqual({ x: 50, y: 0 })
    expect(pointAlong(bent, 0.5, { x: 0, y: 0 })).toEqual({ x: 100, y: 0 })
    expect(pointAlong(bent, 0.75, { x: 0, y: 0 })).toEqual({ x: 100, y: 50 })
    const curve = makeRoute({ x: 0, y: 0 }, [levelCurve({ x: 0, y: 0 }, { x: 200, y: 120 })])
    let last = pointAlong(curve, 0, { x: 0, y: 0 })
    const steps: number[] = []
    for (let i = 1; i <= 20; i++) {
      const next = pointAlong(curve, i / 20, { x: 0, y: 0 })
      steps.push(Math.hypot(next.x - last.x, next.y - last.y))
      last = next
    }
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.1)
  })

  test('holds what is before its start or beyond its end', () => {
    expect(pointAlong(bent, -1, { x: 9, y: 9 })).toEqual({ x: 0, y: 0 })
    expect(pointAlong(bent, 7, { x: 9, y: 9 })).toEqual({ x: 100, y: 100 })
    expect(pointAlong(bent, Number.NaN, { x: 9, y: 9 })).toEqual({ x: 0, y: 0 })
  })

  test('writes into the point it is given, so that frames make no garbage', () => {
    const point = { x: 0, y: 0 }
    expect(pointAlong(bent, 0.5, point)).toBe(point)
  })

  test('is the same for SVG', () => {
    expect(svgPath(bent)).toBe('M0.0 0.0L100.0 0.0L100.0 100.0')
  })

  test('of no length stands still', () => {
    const dot = makeRoute({ x: 3, y: 4 }, [{ to: { x: 3, y: 4 } }])
    expect(pointAlong(dot, 0.5, { x: 0, y: 0 })).toEqual({ x: 3, y: 4 })
  })
})
