import { expect, test } from 'vitest'
import { createCursor, presetInput, simulate } from '../rocketmq'
import { fittedLayout } from './fittedLayout'
import { topologyOf } from './nodeKinds'

const SIZES = [
  [960, 960],
  [1280, 720],
  [1920, 1080],
] as const

const fitted = (preset: string, [width, height]: readonly [number, number]) =>
  fittedLayout({ topology: topologyOf(createCursor(simulate(presetInput(preset), 6000)).seek(5000)), width, height })

test.each(['article', '2m-noslave', '2m-2s-async', 'large'])(
  '%s fills every frame that a picture can have',
  (preset) => {
    for (const size of SIZES) {
      const { layout, scale, above } = fitted(preset, size)
      expect(layout.width * scale).toBeCloseTo(size[0])
      // At least nine tenths are stage, and what is not is shared between above and below.
      expect((2 * above) / layout.height, `${preset} ${size}`).toBeLessThanOrEqual(0.1)
      const lowest = Math.max(
        ...Object.values(layout.places).flatMap((places) => places.map(({ box }) => box.y + box.h)),
      )
      expect(lowest + 2 * above).toBeLessThanOrEqual(layout.height)
    }
  },
)

test('a frame that is filled as it is stays as it is', () => {
  expect(fitted('article', [1280, 720]).scale).toBe(1)
  expect(fitted('article', [960, 960]).scale).toBeGreaterThan(1.2)
})
