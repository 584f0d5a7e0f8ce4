// Writes a GIF picture by picture. Loaded when the first one is made.

import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc'
import type { FilmWriter } from './film'

const MOST_COLOURS = 256

/**
 * Only what has changed since the picture before is written; the rest is transparent and the old picture stays. Each picture has
 * its own colours, so that none is missing in a later one.
 *
 * @param delayOf - how long each picture stands, hundredths of a second
 */
export function gifWriter(context: CanvasRenderingContext2D, delayOf: (frame: number) => number): FilmWriter {
  const { width, height } = context.canvas
  const encoder = GIFEncoder()
  let before: Uint32Array | null = null
  return {
    add(frame) {
      const { data } = context.getImageData(0, 0, width, height)
      const pixels = new Uint32Array(data.buffer)
      const delay = delayOf(frame) * 10
      if (before === null) {
        const palette = quantize(data, MOST_COLOURS)
        encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay, repeat: 0, dispose: 1 })
      } else {
        const { palette, indexed, transparentIndex } = changesOf(pixels, before)
        const options = { palette, delay, transparent: true, transparentIndex, dispose: 1 }
        encoder.writeFrame(indexed, width, height, options)
      }
      before = pixels
      return Promise.resolve(encoder.bytesView().byteLength)
    },
    end() {
      encoder.finish()
      return Promise.resolve(new Blob([encoder.bytes()], { type: 'image/gif' }))
    },
    cancel: () => Promise.resolve(),
  }
}

interface Changes {
  palette: Palette
  indexed: Uint8Array
  /** What stays as it was. */
  transparentIndex: number
}

function changesOf(pixels: Uint32Array, before: Uint32Array): Changes {
  let count = 0
  for (let at = 0; at < pixels.length; at++) if (pixels[at] !== before[at]) count++
  const changed = new Uint32Array(Math.max(1, count))
  for (let at = 0, to = 0; at < pixels.length; at++) if (pixels[at] !== before[at]) changed[to++] = pixels[at] as number
  const bytes = new Uint8Array(changed.buffer)
  const colours = count === 0 ? [[0, 0, 0]] : quantize(bytes, MOST_COLOURS - 1)
  const positions = applyPalette(bytes, colours)
  const transparentIndex = colours.length
  const indexed = new Uint8Array(pixels.length).fill(transparentIndex)
  for (let at = 0, from = 0; at < pixels.length; at++) {
    if (pixels[at] !== before[at]) indexed[at] = positions[from++] as number
  }
  return { palette: [...colours, [0, 0, 0]], indexed, transparentIndex }
}
