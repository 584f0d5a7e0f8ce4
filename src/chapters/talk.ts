// A talk is a lesson for a room: cues instead of steps, each with what the speaker says and how long that takes. It begins
// with a card that says what it is, and ends with one that says what to do.

import type { Localized } from '../i18n/localized'
import type { Lesson, Step } from './lesson'

/** What fills the screen in the place of the stage; it takes one press. */
export interface Card {
  kind: 'title' | 'closing'
  /** Of a title: for whom the talk is. */
  audience?: Localized
  /** Of a closing: what to do on Monday. The code beside it opens the cue's run at its moment. */
  points?: readonly Localized[]
}

export interface Cue extends Step {
  notes: Localized
  /** What the notes take to say, in quarters. */
  minutes: number
  card?: Card
}

export interface Talk extends Lesson {
  kind: 'talk'
  steps: Cue[]
}

/** Whether a lesson is one of ours for a room: a lesson from outside has no cards. */
export const isTalk = ({ steps }: Pick<Lesson, 'steps'>): boolean =>
  (steps.at(-1) as Cue | undefined)?.card !== undefined

/** The card of a step; null for a step that is shown on the stage. */
export const cardOf = (step: Step): Card | null => (step as Cue).card ?? null
