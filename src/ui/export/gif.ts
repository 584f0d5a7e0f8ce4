// Writes a GIF picture by picture. Loaded when the first one is made.

import { GIFEncoder, type Palette, quantize } from 'gifenc'
import type { FilmWriter } from './video'

/** One of the 256 a GIF has is kept for what stays as it was. */
const MAX_COLOURS = 255
/** The most frequent ones are kept exactly: grounds and edges must not change a little with every picture. */
const EXACT_COLOURS = 160

/** @param delayOf - how long each picture stands, hundredths of a second */
export function gifWriter(context: CanvasRenderingContext2D, delayOf: (frame: number) => number): FilmWriter {
  const { width, height } = context.canvas
  const gif = gifOf(width, height)
  return {
    add: (frame) => {
      const { buffer } = context.getImageData(0, 0, width, height).data
      return Promise.resolve(gif.add(new Uint32Array(buffer), delayOf(frame)))
    },
    end: () => Promise.resolve(new Blob([gif.end()], { type: 'image/gif' })),
    cancel: () => Promise.resolve(),
  }
}

interface Gif {
  /**
   * @param pixels - four bytes each, opaque
   * @param delay - how long the picture stands, hundredths of a second
   * @returns bytes so far
   */
  add(pixels: Uint32Array, delay: number): number
  end(): Uint8Array<ArrayBuffer>
}

/**
 * Only what has changed since the picture before is written; the rest is transparent and the old picture stays. Each picture has
 * its own colours, so that none is missing in a later one. Needs no page: `npm run screenshots` writes with it as well.
 */
export function gifOf(width: number, height: number): Gif {
  const encoder = GIFEncoder()
  let before: Uint32Array | null = null
  return {
    add(pixels, delay) {
      const { palette, indexed } = changesOf(pixels, before)
      encoder.writeFrame(indexed, width, height, {
        palette: [...palette, [0, 0, 0]],
        delay: delay * 10,
        repeat: 0,
        transparent: before !== null,
        transparentIndex: palette.length,
        dispose: 1,
      })
      before = pixels
      return encoder.bytesView().byteLength
    },
    end() {
      encoder.finish()
      return encoder.bytes()
    },
  }
}

/**
 * What is new in a picture, as positions in a palette; what has stayed has the position after its last one.
 *
 * @param pixels - four bytes each, opaque
 * @param before - null for the first picture, in which all is new
 */
export function changesOf(pixels: Uint32Array, before: Uint32Array | null): { palette: Palette; indexed: Uint8Array } {
  const counts = new Map<number, number>()
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at] as number
    if (pixel !== before?.[at]) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  }
  const { palette, positions } = paletteOf(counts)
  const indexed = new Uint8Array(pixels.length).fill(palette.length)
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at] as number
    if (pixel !== before?.[at]) indexed[at] = positions.get(pixel) as number
  }
  return { palette, indexed }
}

const partsOf = (pixel: number): [number, number, number] => [pixel & 0xff, (pixel >> 8) & 0xff, (pixel >> 16) & 0xff]

/** At most so many colours as fit, and for each colour there is the position of the one that stands for it. */
function paletteOf(counts: ReadonlyMap<number, number>): { palette: Palette; positions: Map<number, number> } {
  const colours = [...counts].sort(([, left], [, right]) => right - left).map(([pixel]) => pixel)
  const exact = colours.slice(0, colours.length <= MAX_COLOURS ? MAX_COLOURS : EXACT_COLOURS)
  const rest = colours.slice(exact.length)
  const palette = exact.map<number[]>(partsOf)
  if (rest.length > 0)
    palette.push(...quantize(new Uint8Array(Uint32Array.from(rest).buffer), MAX_COLOURS - exact.length))
  const positions = new Map(exact.map((pixel, position) => [pixel, position]))
  for (const pixel of rest) positions.set(pixel, nearest(palette, partsOf(pixel)))
  return { palette, positions }
}

function nearest(palette: Palette, [red, green, blue]: [number, number, number]): number {
  let best = 0
  let least = Number.MAX_SAFE_INTEGER
  palette.forEach(([r = 0, g = 0, b = 0], position) => {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
    if (distance < least) {
      least = distance
      best = position
    }
  })
  return best
}
