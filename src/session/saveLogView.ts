// Keeps how the log is looked at: the wording for good, the filters for this tab. Loaded with the log.

import * as v from 'valibot'
import { parsedJson } from '../io/outsideJson'
import { loadLogQuery, loadLogWording, saveLogQuery, saveLogWording } from '../io/storage'
import { EMPTY_QUERY, LOG_CATEGORIES, MAX_SEARCH_LENGTH } from '../projections/logFilters'
import { type LogWording, logView } from './logView'

/** Characters of what is kept. */
const MAX_KEPT_LENGTH = 10_000

const position = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))

const querySchema = v.object({
  categories: v.pipe(v.array(v.unknown()), v.maxLength(LOG_CATEGORIES.length), v.array(v.picklist(LOG_CATEGORIES))),
  group: position,
  producer: position,
  message: position,
  keyOnly: v.boolean(),
  clientOnly: v.boolean(),
  text: v.pipe(v.string(), v.maxLength(MAX_SEARCH_LENGTH)),
})

/** @returns the kept query; what cannot be read filters nothing */
export function readQuery(text: string | null) {
  const result = v.safeParse(querySchema, parsedJson(text, MAX_KEPT_LENGTH))
  return result.success ? result.output : EMPTY_QUERY
}

const wording: LogWording = loadLogWording() === 'client' ? 'client' : 'words'
logView.setState({ wording, query: readQuery(loadLogQuery()) })

logView.subscribe((view, previous) => {
  if (view.query !== previous.query) saveLogQuery(JSON.stringify(view.query))
  if (view.wording !== previous.wording) saveLogWording(view.wording)
})
