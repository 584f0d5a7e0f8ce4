// The lessons, in the order of the course.

import type { Lesson } from '../lesson'
import { beyondLesson } from './lessons/beyondTeaching'
import { switchLesson } from './lessons/latencyFaultSwitch'
import { masterLesson } from './lessons/masterDies'
import { routeLesson } from './lessons/route'
import { shardsLesson } from './lessons/shards'
import { spreadLesson } from './lessons/spread'
import { topicLesson } from './lessons/topic'

export const SENDING_LESSONS: readonly Lesson[] = [
  topicLesson,
  shardsLesson,
  routeLesson,
  spreadLesson,
  masterLesson,
  switchLesson,
  beyondLesson,
]
