// What a stage and its notes window say to each other, and what the notes window makes of it. Pure; who carries it is in
// notesChannel.ts. All texts come from the stage, so that both windows always tell the same.

import * as v from 'valibot'
import { LANGUAGE_CODES } from '../i18n/languages'

/** @param channel - the name of a stage's tab */
export const channelName = (channel: string): string => `rocketscope.notes.${channel}`

export const COMMANDS = [
  'forward',
  'back',
  'putBack',
  'black',
  'lock',
  'spotlight',
  'startClock',
  'resetClock',
] as const
export type Command = (typeof COMMANDS)[number]

/** Characters of one text: longer than the longest notes of a lesson with all its figures filled in. */
const MAX_TEXT_LENGTH = 40_000

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH))
const count = v.pipe(v.number(), v.finite(), v.minValue(0))

const reportSchema = v.object({
  language: v.picklist(LANGUAGE_CODES),
  theme: v.picklist(['dark', 'light']),
  title: text,
  cueTitle: text,
  /** From 1. */
  place: count,
  all: count,
  sentence: text,
  /** What can be answered, in order; empty where nothing is asked. */
  options: v.array(text),
  /** The right answer, once it is on the screen. */
  answer: v.nullable(text),
  /** What is on the screen beside the sentence, in smaller letters. */
  lead: v.nullable(text),
  notes: v.nullable(text),
  /** What the next press puts on the screen, where it is of the same cue. */
  reveals: v.nullable(text),
  /** Title of the next cue; null at the end. */
  next: v.nullable(text),
  /** Minutes. */
  plannedUntil: v.nullable(count),
  plannedMinutes: count,
  /** Minutes of this cue alone. */
  cueMinutes: v.nullable(count),
  /** ms since 1970, real time; null while the clock stands. */
  clockStartedAt: v.nullable(count),
  /** The same: since when this cue is on the stage. */
  cueStartedAt: count,
  black: v.boolean(),
  locked: v.boolean(),
  spotlight: v.boolean(),
})
export type StageReport = v.InferOutput<typeof reportSchema>

const messageSchema = v.variant('type', [
  /** From the notes window: who is there? */
  v.object({ type: v.literal('hello') }),
  v.object({ type: v.literal('command'), command: v.picklist(COMMANDS) }),
  /** From a stage, which signs with a name of its own for as long as it is loaded. */
  v.object({ type: v.literal('report'), from: text, report: reportSchema }),
  v.object({ type: v.literal('gone'), from: text }),
  /** From a stage that begins: is this channel mine? A doubled tab has the name of another's. */
  v.object({ type: v.literal('claim'), from: text }),
  /** From the stage that has it already. */
  v.object({ type: v.literal('taken'), to: text }),
])
export type Message = v.InferOutput<typeof messageSchema>

/** @returns null for what is no message of ours, such as one of another version of this page */
export function readMessage(data: unknown): Message | null {
  const read = v.safeParse(messageSchema, data)
  return read.success ? read.output : null
}

/** What the notes window knows. */
export interface Heard {
  report: StageReport | null
  /** The stage it came from; null once that is gone. */
  from: string | null
  /** ms of real time of its last word. */
  atMs: number
}

export const NOTHING_HEARD: Heard = { report: null, from: null, atMs: 0 }

/** ms of real time without a word after which a stage that did not say goodbye counts as gone. */
export const SILENCE_MS = 8000

/** @param nowMs - real time */
export function hear(heard: Heard, message: Message, nowMs: number): Heard {
  if (message.type === 'report') return { report: message.report, from: message.from, atMs: nowMs }
  // The goodbye of a stage before its reload must not end the one after it.
  if (message.type === 'gone' && message.from === heard.from) return { ...heard, from: null }
  return heard
}

/** Whether the stage is there. */
export const isThere = ({ from, atMs }: Heard, nowMs: number): boolean => from !== null && nowMs - atMs < SILENCE_MS

/** A clock's time, such as 4:05 or 1:04:05. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
