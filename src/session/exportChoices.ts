// How somebody last exported: kept in this browser, checked when it is read. The moments are not kept, they belong to the run.

import * as v from 'valibot'
import { startTheme } from '../io/browserStorage'
import { parsedJson } from '../io/outsideJson'
import { loadExportChoices, saveExportChoices } from '../io/storage'

export const EXPORT_KINDS = ['picture', 'film', 'sequence', 'log'] as const
export const EXPORT_SIZES = ['page', '1280x720', '1920x1080', '960x960'] as const
export const PICTURE_FORMATS = ['png', 'svg'] as const
export const PICTURE_SCALES = [1, 2, 4] as const
export const FILM_FORMATS = ['gif', 'webm', 'mp4'] as const
export const FILM_SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const
export const FILM_RATES = [5, 10, 15, 20, 25, 30] as const
export const FILM_WIDTHS = [480, 640, 800, 960, 1280, 1920] as const
export const LOG_FORMATS = ['jsonl', 'csv'] as const

const SCHEMA = v.object({
  kind: v.fallback(v.picklist(EXPORT_KINDS), 'picture'),
  theme: v.fallback(v.picklist(['dark', 'light']), startTheme),
  size: v.fallback(v.picklist(EXPORT_SIZES), 'page'),
  headline: v.fallback(v.boolean(), true),
  link: v.fallback(v.boolean(), false),
  ground: v.fallback(v.boolean(), true),
  pictureFormat: v.fallback(v.picklist(PICTURE_FORMATS), 'png'),
  scale: v.fallback(v.picklist(PICTURE_SCALES), 2),
  filmFormat: v.fallback(v.picklist(FILM_FORMATS), 'gif'),
  speed: v.fallback(v.picklist(FILM_SPEEDS), 1),
  framesPerSecond: v.fallback(v.picklist(FILM_RATES), 10),
  filmWidth: v.fallback(v.picklist(FILM_WIDTHS), 960),
  logFormat: v.fallback(v.picklist(LOG_FORMATS), 'jsonl'),
})

export type ExportChoices = v.InferOutput<typeof SCHEMA>

/** Characters of what is kept. */
const MAX_KEPT_LENGTH = 10_000

/** What was chosen last; whatever cannot be read is as at first. */
export function startExportChoices(): ExportChoices {
  // Damaged storage is no choice, as if there had been none.
  const kept = parsedJson(loadExportChoices(), MAX_KEPT_LENGTH)
  return v.parse(SCHEMA, typeof kept === 'object' && kept !== null ? withAll(kept) : withAll({}))
}

/** A field that is missing is as wrong as one that cannot be read. */
const withAll = (kept: object): object => ({
  ...Object.fromEntries(Object.keys(SCHEMA.entries).map((name) => [name, null])),
  ...kept,
})

export const saveChoices = (choices: ExportChoices): boolean => saveExportChoices(JSON.stringify(choices))
