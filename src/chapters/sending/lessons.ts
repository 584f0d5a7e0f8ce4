// The course, in order: fifteen minutes for the twelve answers of course.testData.ts.

import type { Lesson } from '../lesson'
import { masterLesson } from './lessons/master'
import { queuesLesson } from './lessons/queues'
import { releasesLesson } from './lessons/releases'
import { routesLesson } from './lessons/routes'
import { slowLesson } from './lessons/slow'
import { windowLesson } from './lessons/window'

export const SENDING_LESSONS: readonly Lesson[] = [
  queuesLesson,
  routesLesson,
  masterLesson,
  windowLesson,
  slowLesson,
  releasesLesson,
]
