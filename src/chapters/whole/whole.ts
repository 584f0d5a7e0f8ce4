// A message from the producer to the consumer that acknowledges it, on one stage.

import type { Chapter } from '../chapter'
import { WHOLE } from './frame'
import { lifeLesson } from './lessons/life'

export const whole: Chapter = {
  ...WHOLE,
  lessons: [lifeLesson],
  incidents: [],
  talks: [],
  moved: {},
  questions: [],
  cuesByNumber: {},
  challenges: [],
  gotchas: [],
  terms: [],
}
