// The lessons, in the order in which they tell the story.

import type { Lesson } from '../lesson'
import { beyondLesson, masterLesson, switchLesson } from './lessonsFailing'
import { routeLesson, shardsLesson, spreadLesson, topicLesson } from './lessonsSpread'

export const COURSE: readonly Lesson[] = [
  topicLesson,
  shardsLesson,
  routeLesson,
  spreadLesson,
  masterLesson,
  switchLesson,
  beyondLesson,
]
