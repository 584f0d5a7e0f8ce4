// Which chapter the page shows. Only a run that simulates the inside of Brokers has one but Sending, and only one with consumers
// has Consuming and Whole path, so undoing and opening something else need no care: the chapter follows the run.

import { type ChapterFrame, type ChapterId, FRAMES, frameOf, type Subject } from '../chapters/frame'
import type { RunInput } from '../rocketmq'

interface Look {
  input: RunInput
  /** As it was chosen; null: the one of the run's preset. */
  chapter: ChapterId | null
}

export function chapterShown({ input, chapter }: Look): ChapterFrame {
  const { preset, settings } = input.scenario
  if (!settings.simulateStore) return frameOf('sending')
  const consumes = settings.consumerGroupCount > 0
  const fits = ({ shows }: ChapterFrame): boolean => consumes || !shows.includes('consuming')
  if (chapter !== null && fits(frameOf(chapter))) return frameOf(chapter)
  const ofPreset = FRAMES.find(({ presets, shows }) => shows.length > 0 && presets.includes(preset))
  return ofPreset && fits(ofPreset) ? ofPreset : frameOf(consumes ? 'consuming' : 'storing')
}

/** Whether a chapter is about the inside of a Broker: then one is open. */
export const opensBroker = ({ shows }: ChapterFrame): boolean => shows.includes('store')

/** Whether something that belongs to a subject is shown at all. */
export const isShown = (look: Look, subject: Subject): boolean => chapterShown(look).shows.includes(subject)
