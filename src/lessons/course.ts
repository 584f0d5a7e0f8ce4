// The lessons, in the order in which they tell the story.

import { beyondLesson, masterLesson, switchLesson } from './courseFailing'
import { routeLesson, shardsLesson, spreadLesson, topicLesson } from './courseSpread'
import type { Lesson } from './lesson'

export const COURSE: readonly Lesson[] = [
  topicLesson,
  shardsLesson,
  routeLesson,
  spreadLesson,
  masterLesson,
  switchLesson,
  beyondLesson,
]
