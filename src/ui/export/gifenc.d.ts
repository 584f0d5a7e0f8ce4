// The part of gifenc that is used; the package has no types of its own.

declare module 'gifenc' {
  export type Palette = number[][]
  export interface FrameOptions {
    palette: Palette
    /** ms, kept as hundredths of a second */
    delay?: number
    /** 0 for ever, -1 once; read from the first frame */
    repeat?: number
    transparent?: boolean
    transparentIndex?: number
    /** 1 leaves the picture before it in place */
    dispose?: number
  }
  export interface Encoder {
    writeFrame(pixels: Uint8Array, width: number, height: number, options: FrameOptions): void
    finish(): void
    bytes(): Uint8Array<ArrayBuffer>
    bytesView(): Uint8Array<ArrayBuffer>
  }
  export function GIFEncoder(): Encoder
  /** At most so many colours that stand for all pixels. @param rgba - four bytes a pixel */
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, maxColors: number): Palette
}
