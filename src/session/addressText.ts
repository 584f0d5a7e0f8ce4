// What the address says of the page. Apart from what reads one: a first visit only writes.

import type { Lesson } from '../chapters/lesson'
import { MAX_PACKED_LENGTH, packedLesson } from '../io/lessonFile'
import { linkText } from '../io/writeLink'
import { useApp } from './appStore'
import { viewOf } from './view'

/** The lesson that is open, where it is one of the person's own. */
export function openOwnLesson(): Lesson | undefined {
  const { lesson, ownLessons } = useApp.getState()
  return lesson === null ? undefined : ownLessons.find(({ id }) => id === lesson.id)
}

/** The text behind the # for the page as it is; a lesson of the person's own that is open goes along if it is short. */
export function addressText(): string {
  const state = useApp.getState()
  const lesson = openOwnLesson()
  const own = lesson ? packedLesson(lesson) : ''
  return linkText({ input: state.input, view: viewOf(state), own: own.length > MAX_PACKED_LENGTH ? '' : own })
}
