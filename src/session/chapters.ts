// Which chapter the page shows. Only a run that simulates the inside of Brokers has one but Sending, so undoing and opening
// something else need no care: the chapter follows the run.

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
  if (chapter !== null) return frameOf(chapter)
  return FRAMES.find(({ presets, shows }) => shows.length > 0 && presets.includes(preset)) ?? frameOf('storing')
}

/** Whether something that belongs to a subject is shown at all. */
export const isShown = (look: Look, subject: Subject): boolean => chapterShown(look).shows.includes(subject)
