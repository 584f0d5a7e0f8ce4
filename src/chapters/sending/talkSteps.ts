// Steps that only the talks still use: those of the course before it was cut to fifteen minutes.

import type { Lesson } from '../lesson'
import { beyondLesson } from './talkSteps/beyondTeaching'
import { switchLesson } from './talkSteps/latencyFaultSwitch'
import { masterLesson } from './talkSteps/masterDies'
import { routeLesson } from './talkSteps/route'
import { shardsLesson } from './talkSteps/shards'
import { spreadLesson } from './talkSteps/spread'
import { topicLesson } from './talkSteps/topic'

export const TALK_STEPS: readonly Lesson[] = [
  topicLesson,
  shardsLesson,
  routeLesson,
  spreadLesson,
  masterLesson,
  switchLesson,
  beyondLesson,
]
