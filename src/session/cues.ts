// The cues of a talk: every page of a lesson is one, in two halves. The first shows what the page opens with: its question,
// its task or what is seen. The second gives the answer, plays on and says what it means. Two presses, never more; the end
// takes one, as a card does. Back from a second half is the first half of the same cue, where the stage is as it was.

import type { Lesson } from '../chapters/lesson'
import { cardOf } from '../chapters/talk'
import type { Localized } from '../i18n/localized'

import { type Page, pageAt, pageCount } from './lessonPages'

export interface CuePlace {
  /** From 0. */
  page: number
  /** Whether its second half has begun. */
  revealed: boolean
}

/** Where one press leads; at the end it stays. */
export function cueAfter(lesson: Lesson, { page, revealed }: CuePlace): CuePlace {
  const last = pageCount(lesson) - 1
  if (page >= last) return { page: last, revealed: false }
  return revealed || isCard(pageAt(lesson, page)) ? { page: page + 1, revealed: false } : { page, revealed: true }
}

/** Where one press back leads; at the beginning it stays. */
export const cueBefore = ({ page, revealed }: CuePlace): CuePlace => ({
  page: revealed ? page : Math.max(0, page - 1),
  revealed: false,
})

export const isCard = (page: Page): boolean => page.kind === 'step' && cardOf(page.step) !== null

/** The one large sentence beside the stage, its blanks not yet filled. */
export function sentenceOf(lesson: Lesson, page: Page, revealed: boolean): Localized {
  if (page.kind === 'end') return lesson.fix ?? lesson.summary
  if (page.kind === 'quiz') return revealed ? page.question.ask.explain : page.question.ask.prompt
  const { step } = page
  if (revealed && !isCard(page)) return step.ask?.explain ?? step.meaning
  return step.ask?.prompt ?? step.task?.prompt ?? step.say
}

/** What goes with that sentence in smaller letters: what leads up to it, or what an answer means. */
export function leadOf(page: Page, revealed: boolean): Localized | null {
  if (page.kind !== 'step' || isCard(page)) return null
  const { ask, task, say, meaning } = page.step
  if (revealed) return ask ? meaning : say
  return ask || task ? say : null
}

/** Minutes planned from the beginning to the end of a page; null where the lesson's pages have no plan. */
export function plannedUntil({ steps }: Lesson, page: number): number | null {
  if (steps.some(({ minutes }) => minutes === undefined)) return null
  return steps.slice(0, page + 1).reduce((sum, { minutes = 0 }) => sum + minutes, 0)
}
