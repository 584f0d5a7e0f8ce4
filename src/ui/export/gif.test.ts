import { expect, test } from 'vitest'
import { changesOf } from './gif'

const opaque = (red: number, green: number, blue: number): number =>
  (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0

test('of a picture only what has changed is written, in its exact colours where they fit', () => {
  const before = Uint32Array.from({ length: 100 }, () => opaque(10, 16, 27))
  const after = before.slice()
  after[7] = opaque(98, 182, 247)
  after[8] = opaque(17, 24, 38)
  const first = changesOf(before, null)
  expect(first.palette).toEqual([[10, 16, 27]])
  expect(new Set(first.indexed)).toEqual(new Set([0]))
  const { palette, indexed } = changesOf(after, before)
  expect(palette[indexed[7] as number]).toEqual([98, 182, 247])
  expect(palette[indexed[8] as number]).toEqual([17, 24, 38])
  expect([...indexed].filter((position) => position === palette.length)).toHaveLength(98)
  const still = changesOf(after, after)
  expect(new Set(still.indexed)).toEqual(new Set([still.palette.length]))
})

test('with more colours than a GIF has, the frequent ones stay exact and every other one has a near one', () => {
  const ground = opaque(10, 16, 27)
  const pixels = Uint32Array.from({ length: 6000 }, (_, at) =>
    at % 2 === 0 ? ground : opaque(at % 251, (at * 7) % 241, (at * 3) % 239),
  )
  const { palette, indexed } = changesOf(pixels, null)
  expect(palette.length).toBeLessThanOrEqual(255)
  expect(palette[indexed[0] as number]).toEqual([10, 16, 27])
  expect(Math.max(...indexed)).toBeLessThan(palette.length)
  let farthest = 0
  pixels.forEach((pixel, at) => {
    const [red = 0, green = 0, blue = 0] = palette[indexed[at] as number] ?? []
    const distance = Math.hypot(red - (pixel & 255), green - ((pixel >> 8) & 255), blue - ((pixel >> 16) & 255))
    farthest = Math.max(farthest, distance)
  })
  expect(farthest).toBeLessThan(70)
})
