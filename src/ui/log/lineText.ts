// What a line of the log says: a sentence of ours, or what the client writes.

import { clientRules, entryAt, entryTime, firstEntryAfter, type LogEntry, type Run, type RunInput } from '../../engine'
import { brokerNameOf, settingsAt } from '../../explain/call'
import { type ClientLogLine, clientLines, clientLineText } from '../../explain/clientLog'
import type { LogWording } from '../../store/logView'
import { formatTime } from '../../text/format'
import { narrate, toneOf } from '../../text/narration'
import type { NarrationContext, Tone } from '../../text/narrationContext'
import type { Language } from '../../text/words'
import { storyBefore } from '../story'

/** By the number of actions done: between two of them the settings stay. */
const contexts = new WeakMap<RunInput, Map<number, NarrationContext>>()

/** What sentences about this moment need to know; the same for every place of the playhead. */
export function contextAt(run: Run, atMs: number): NarrationContext {
  const { input } = run
  let known = contexts.get(input)
  if (!known) {
    known = new Map()
    contexts.set(input, known)
  }
  let done = 0
  while (done < input.actions.length && (input.actions[done] as { atMs: number }).atMs <= atMs) done++
  let context = known.get(done)
  if (!context) {
    const settings = settingsAt(run, atMs)
    context = {
      brokerName: (group) => brokerNameOf(run, group),
      settings,
      family: clientRules(settings.clientVersion).family,
      rulesOf: clientRules,
      actions: input.actions,
    }
    known.set(done, context)
  }
  return context
}

/** A line as it is shown. */
export interface ShownLine {
  entry: LogEntry
  tone: Tone
  /** Our sentence; null where the client's lines stand in its place. */
  sentence: string | null
  client: readonly ClientLogLine[]
}

/** How lines are worded. */
export interface LineStyle {
  wording: LogWording
  language: Language
  /** One line tells everything of its instant: for key moments. */
  wholeInstant: boolean
}

export function shownLine(run: Run, index: number, { wording, language, wholeInstant }: LineStyle): ShownLine {
  const entry = entryAt(run.log, index)
  const context = contextAt(run, entry.atMs)
  const client = wording === 'client' ? clientLines(run, index) : []
  if (client.length > 0) return { entry, tone: toneOf(entry), sentence: null, client }
  const story = wholeInstant ? storyBefore(run, firstEntryAfter(run.log, entry.atMs), context, language) : null
  // A weightier event shortly before may still be the story; then this line speaks for itself.
  if (story !== null && story.logIndex >= 0 && entryTime(run.log, story.logIndex) === entry.atMs) {
    return { entry, tone: story.tone, sentence: story.headline, client }
  }
  return { entry, tone: toneOf(entry), sentence: narrate(entry, context, language), client }
}

/** The same as plain text, without the time. */
export function lineText(run: Run, index: number, style: LineStyle): string {
  const { sentence, client, entry } = shownLine(run, index, style)
  return sentence ?? client.map((line) => clientLineText(run, entry.atMs, line)).join('\n')
}

/** The same with its time, as it is copied. */
export function copiedLine(run: Run, index: number, style: LineStyle, notClient: string): string {
  const { sentence, client, entry } = shownLine(run, index, style)
  if (sentence === null) return client.map((line) => clientLineText(run, entry.atMs, line)).join('\n')
  const mark = style.wording === 'client' ? `# (${notClient}) ` : ''
  return `${mark}${formatTime(entry.atMs)} ${sentence}`
}
