// An entry of the log as a sentence of ours, with what its moment has to know.

import { clientRules, entryTime, firstEntryAfter, type LogEntry, type Run, type RunInput } from '../../engine'
import { brokerNameOf, settingsAt } from '../../explain/call'
import { narrate, toneOf } from '../../text/narration'
import type { NarrationContext, Tone } from '../../text/narrationContext'
import type { Language } from '../../text/words'
import { storyBefore } from '../story'

/** By the number of actions done: between two of them the settings stay. */
const contexts = new WeakMap<RunInput, Map<number, NarrationContext>>()

/** What sentences about this moment need to know; the same for every place of the playhead. */
function contextAt(run: Run, atMs: number): NarrationContext {
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

/** @param wholeInstant - tells everything of that instant in one sentence: for the things that matter */
export function sentenceOf(
  run: Run,
  entry: LogEntry,
  language: Language,
  wholeInstant: boolean,
): { sentence: string; tone: Tone } {
  const context = contextAt(run, entry.atMs)
  const story = wholeInstant ? storyBefore(run, firstEntryAfter(run.log, entry.atMs), context, language) : null
  // A weightier event shortly before may still be the story; then this line speaks for itself.
  return story !== null && story.logIndex >= 0 && entryTime(run.log, story.logIndex) === entry.atMs
    ? { sentence: story.headline, tone: story.tone }
    : { sentence: narrate(entry, context, language), tone: toneOf(entry) }
}
