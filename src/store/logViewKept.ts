// Keeps how the log is looked at: the wording for good, the filters for this tab. Loaded with the log.

import * as v from 'valibot'
import { EMPTY_QUERY, LOG_CATEGORIES } from './logQuery'
import { type LogWording, logView } from './logView'
import { keepLogQuery, keepLogWording, keptLogQuery, keptLogWording } from './storage'

const position = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))

const querySchema = v.object({
  categories: v.array(v.picklist(LOG_CATEGORIES)),
  group: position,
  producer: position,
  message: position,
  keyOnly: v.boolean(),
  clientOnly: v.boolean(),
  text: v.string(),
})

/** @returns the kept query; what cannot be read filters nothing */
export function readQuery(text: string | null) {
  if (text === null) return EMPTY_QUERY
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return EMPTY_QUERY
  }
  const result = v.safeParse(querySchema, data)
  return result.success ? result.output : EMPTY_QUERY
}

const wording: LogWording = keptLogWording() === 'client' ? 'client' : 'words'
logView.setState({ wording, query: readQuery(keptLogQuery()) })

logView.subscribe((view, previous) => {
  if (view.query !== previous.query) keepLogQuery(JSON.stringify(view.query))
  if (view.wording !== previous.wording) keepLogWording(view.wording)
})
