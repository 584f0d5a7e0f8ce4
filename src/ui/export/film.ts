// A stretch of a run as a film: every picture is drawn from the state at its moment, in turns, so that the page stays alive and
// the work can be ended at any time.

import { type FilmStretch, frameCount, frameDelay, frameTime } from '../../stage/frameTimes'
import { drawPicture } from './raster'
import { type PictureOptions, StagePicture } from './StagePicture'
import type { FilmWriter, VideoFormat } from './video'

export type FilmFormat = 'gif' | VideoFormat

export interface FilmOptions {
  picture: PictureOptions
  stretch: FilmStretch
  format: FilmFormat
  /** px of the film; its height follows */
  width: number
}

/** What a film may have at most. */
export const FILM_LIMITS = { frames: 1800, pixels: 1_500_000_000, bytes: 250_000_000 }

/** Why a film cannot be made; null if it can. */
export type FilmRefusal = 'empty' | 'tooManyFrames' | 'tooManyPixels'

/** Asked before anything is drawn. @param height - px of the film */
export function refusalOf(stretch: FilmStretch, width: number, height: number): FilmRefusal | null {
  const frames = frameCount(stretch)
  if (frames < 2) return 'empty'
  if (frames > FILM_LIMITS.frames) return 'tooManyFrames'
  return frames * width * height > FILM_LIMITS.pixels ? 'tooManyPixels' : null
}

/** Encoders want even sides. */
export const even = (length: number): number => Math.max(2, Math.round(length / 2) * 2)

/** The film became larger than it may. */
export class FilmTooLarge extends Error {}

/** Lets the page do what is waiting: clicks, drawing. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/**
 * @param onProgress - pictures done, of how many
 * @param signal - ends it
 * @returns null if it was ended
 * @throws FilmTooLarge
 */
export async function makeFilm(
  { picture, stretch, format, width }: FilmOptions,
  onProgress: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Blob | null> {
  const all = frameCount(stretch)
  const stage = new StagePicture({ ...picture, pace: stretch.speed })
  let writer: FilmWriter | null = null
  try {
    const first = stage.at(stretch.fromMs)
    const canvas = document.createElement('canvas')
    canvas.width = even(width)
    canvas.height = even((width * first.height) / first.width)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas')
    writer = await writerFor(context, format, stretch.framesPerSecond)
    for (let frame = 0; frame < all; frame++) {
      if (signal.aborted) break
      await drawPicture(context, stage.at(frameTime(stretch, frame)), canvas.width, canvas.height)
      const bytes = await writer.add(frame)
      if (bytes > FILM_LIMITS.bytes) throw new FilmTooLarge()
      onProgress(frame + 1, all)
      await turn()
    }
    if (signal.aborted) return null
    const film = await writer.end()
    writer = null
    return film
  } finally {
    stage.end()
    await writer?.cancel()
  }
}

async function writerFor(
  context: CanvasRenderingContext2D,
  format: FilmFormat,
  framesPerSecond: number,
): Promise<FilmWriter> {
  if (format === 'gif') {
    const { gifWriter } = await import('./gif')
    return gifWriter(context, (frame) => frameDelay(framesPerSecond, frame))
  }
  const { videoWriter } = await import('./video')
  return await videoWriter(context, format, framesPerSecond)
}
