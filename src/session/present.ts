// One press to present: the lesson that is open, else the talk that is made for a first time. Loaded with the first talk.

import { TALKS } from '../chapters/chapters'
import { useApp } from './appStore'
import { startPresenting } from './presenting'

/** Fifteen minutes, the length that most rooms have. */
const TALK = 'talk-15'

export function present(): void {
  if (useApp.getState().lesson) startPresenting()
  else startPresenting((TALKS.find(({ id }) => id === TALK) ?? TALKS[0]).id)
}
