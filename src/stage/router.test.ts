import { expect, test } from 'vitest'
import { check, inputOf } from './layout.testData'
import type { NodeAddress } from './nodeKinds'

test('a packet between any two addresses has a way, and its way back is the same', () => {
  const layout = check(inputOf({ width: 1280, height: 640, producers: 2 }))
  const ends: NodeAddress[] = [
    { kind: 'producer', index: 1 },
    { kind: 'nameServer', index: 0 },
    { kind: 'broker', group: 1, node: 2 },
    { kind: 'broker', group: 1, node: 0 },
  ]
  for (const from of ends) {
    expect(layout.addressPlace(from)).not.toBeNull()
    for (const to of ends) {
      if (from === to) continue
      const there = layout.routeBetween(from, to)
      const back = layout.routeBetween(to, from)
      if (!there || !back) throw new Error(`no way from ${from.kind} to ${to.kind}`)
      expect(layout.routeBetween(from, to)).toBe(there)
      expect([back.xy[0], back.xy[1]]).toEqual([...there.xy.slice(-2)])
      expect(back.length).toBeCloseTo(there.length)
    }
  }
  expect(layout.routeBetween(ends[0], ends[2])).toBe(layout.sendRoute(1, 1, 0))
  expect(layout.routeBetween(ends[0], { kind: 'broker', group: 9, node: 0 })).toBeNull()
  expect(layout.addressPlace({ kind: 'nameServer', index: 9 })).toBeNull()
})
