// Writes a video with the browser's own encoder. Loaded when the first one is made or asked for.

import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny'

/** Takes the pictures of a film, one after another. */
export interface FilmWriter {
  /** Writes what is on the canvas now. @returns bytes so far */
  add(frame: number): Promise<number>
  end(): Promise<Blob>
  cancel(): Promise<void>
}

export type VideoFormat = 'webm' | 'mp4'

/** Best known first: what the most programs can show. */
const CODECS: Record<VideoFormat, VideoCodec[]> = { webm: ['vp9', 'vp8', 'av1'], mp4: ['avc', 'hevc', 'av1', 'vp9'] }

/**
 * WebKitGTK: asked for an encoder beside a running page, it ends the page's process (docs/browsers.md), and nothing but its
 * name says so beforehand.
 */
const endsThePage = (browser: string): boolean =>
  /\bLinux\b/.test(browser) && browser.includes('AppleWebKit') && !browser.includes('Chrom')

/** Which codec this browser would use for a size; null if it cannot write such a video at all. */
export async function codecFor(format: VideoFormat, width: number, height: number): Promise<VideoCodec | null> {
  if (typeof VideoEncoder === 'undefined' || endsThePage(navigator.userAgent)) return null
  return await getFirstEncodableVideoCodec(CODECS[format], { width, height, bitrate: QUALITY_HIGH })
}

/** Seconds between two pictures that are whole by themselves: one can jump into the film there. */
const KEY_FRAME_SECONDS = 2

export async function videoWriter(
  context: CanvasRenderingContext2D,
  format: VideoFormat,
  framesPerSecond: number,
): Promise<FilmWriter> {
  const { width, height } = context.canvas
  const codec = await codecFor(format, width, height)
  if (codec === null) throw new Error(`this browser cannot write ${format}`)
  const target = new BufferTarget()
  const output = new Output({ format: format === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat(), target })
  const source = new CanvasSource(context.canvas, { codec, bitrate: QUALITY_HIGH, keyFrameInterval: KEY_FRAME_SECONDS })
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  let written = 0
  target.onwrite = (_start, end) => {
    written = Math.max(written, end)
  }
  return {
    async add(frame) {
      await source.add(frame / framesPerSecond, 1 / framesPerSecond)
      return written
    },
    async end() {
      await output.finalize()
      if (!target.buffer) throw new Error('the encoder gave nothing')
      return new Blob([target.buffer], { type: format === 'webm' ? 'video/webm' : 'video/mp4' })
    },
    cancel: () => output.cancel(),
  }
}
