// A picture of the stage as a file, saved or on the clipboard.

import type { ExportChoices } from '../../session/exportChoices'
import { pictureOptions, saveBlob } from './making'
import { pngOf } from './raster'
import { StagePicture } from './StagePicture'

/** @param scale - pixels of a PNG per px of the stage; an SVG has none */
export async function pictureFile(
  choices: ExportChoices,
  tMs: number,
  format: ExportChoices['pictureFormat'],
  scale: number,
): Promise<Blob> {
  const stage = new StagePicture(pictureOptions(choices, tMs, null))
  try {
    const picture = stage.at(tMs)
    return format === 'png'
      ? await pngOf(picture, scale)
      : new Blob([picture.svg], { type: 'image/svg+xml;charset=utf-8' })
  } finally {
    stage.end()
  }
}

/**
 * Puts a PNG on the clipboard; where the browser has no way to, or refuses, saves it.
 *
 * @param name - of the file
 * @throws what the picture throws
 */
export async function copyOrSave(picture: Promise<Blob>, name: string): Promise<'copied' | 'saved'> {
  try {
    // The promise, not what comes of it: a press may write to the clipboard only at once.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
    return 'copied'
  } catch {
    saveBlob(await picture, name)
    return 'saved'
  }
}
