// An entry of the log as a sentence of ours, with what its moment has to know.

import { narrationOf } from '../../../explain/narrationContextOf'
import { toneOf } from '../../../i18n/entryTraits'
import type { Messages } from '../../../i18n/messages'
import { narrate } from '../../../i18n/narration'
import type { NarrationContext, Tone } from '../../../i18n/narrationContext'

import { settingsAt } from '../../../projections/sendCalls'
import { firstEntryAfter, type LogEntry, type Run } from '../../../rocketmq'
import { headlineCandidateBefore } from '../../shell/useHeadline'

/** By the number of actions done: between two of them the settings stay. */
const contexts = new WeakMap<Run, Map<number, NarrationContext>>()

/** What sentences about this moment need to know; the same for every place of the playhead. */
function contextAt(run: Run, atMs: number): NarrationContext {
  const { input } = run
  let known = contexts.get(run)
  if (!known) {
    known = new Map()
    contexts.set(run, known)
  }
  let done = 0
  while (done < input.actions.length && (input.actions[done] as { atMs: number }).atMs <= atMs) done++
  let context = known.get(done)
  if (!context) {
    context = narrationOf(run, settingsAt(run, atMs))
    known.set(done, context)
  }
  return context
}

/** @param wholeInstant - tells everything of that instant in one sentence: for the things that matter */
export function sentenceOf(
  run: Run,
  entry: LogEntry,
  m: Messages,
  wholeInstant: boolean,
): { sentence: string; tone: Tone } {
  const context = contextAt(run, entry.atMs)
  if (!wholeInstant) return { sentence: narrate(entry, context, m), tone: toneOf(entry) }
  const { log } = run
  const instant = { startIndex: firstEntryAfter(log, entry.atMs - 1), endIndex: firstEntryAfter(log, entry.atMs) }
  const { headline, tone } = headlineCandidateBefore(run, instant, context, m)
  return { sentence: headline, tone }
}
