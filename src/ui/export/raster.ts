// From SVG to pixels, with the browser's own means.

import type { Picture } from './StagePicture'

/** Browsers make no canvas with longer sides. */
const MAX_SIDE = 16_000
/** Four bytes each, more than once: what a telephone can still hold. */
const MAX_PIXELS = 60_000_000

/** Whether a canvas of this size can be expected to work. */
export const canBeDrawn = (width: number, height: number): boolean =>
  width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS

/** Draws a picture on a canvas of any size, sharp at that size. What was there before shows through where nothing is drawn. */
export async function drawPicture(
  context: CanvasRenderingContext2D,
  { svg }: Picture,
  width: number,
  height: number,
): Promise<void> {
  // Drawn in the size it is needed in, not drawn small and then enlarged.
  const sized = svg.replace(/width="[\d.]+" height="[\d.]+"/, `width="${width}" height="${height}"`)
  const address = URL.createObjectURL(new Blob([sized], { type: 'image/svg+xml;charset=utf-8' }))
  try {
    const image = new Image(width, height)
    image.src = address
    await image.decode()
    context.drawImage(image, 0, 0, width, height)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** @param scale - pixels per px of the picture */
export async function pngOf(picture: Picture, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  await drawPicture(context, picture, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('the canvas gave no picture')
  return blob
}
