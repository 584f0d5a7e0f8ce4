// What a line of the log says: a sentence of ours, or what the client writes.

import { type ClientLogLine, clientLines, clientLineText } from '../../../explain/clientLog'
import { toneOf } from '../../../i18n/entryTraits'
import { formatTime } from '../../../i18n/format'
import type { Messages } from '../../../i18n/messages'
import type { Tone } from '../../../i18n/narrationContext'

import { entryAt, type LogEntry, type Run } from '../../../rocketmq'
import type { LogWording } from '../../../session/logView'
import { sentenceOf } from './sentenceOf'

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
  m: Messages
  /** One line tells everything of its instant: for key moments. */
  wholeInstant: boolean
}

export function shownLine(run: Run, index: number, { wording, m, wholeInstant }: LineStyle): ShownLine {
  const entry = entryAt(run.log, index)
  const client = wording === 'client' ? clientLines(run, index) : []
  if (client.length > 0) return { entry, tone: toneOf(entry), sentence: null, client }
  return { entry, client, ...sentenceOf(run, entry, m, wholeInstant) }
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
