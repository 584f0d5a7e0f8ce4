// A message from the producer to the consumer that acknowledges it, on one stage.

import type { Chapter } from '../chapter'
import { WHOLE } from './frame'

export const whole: Chapter = {
  ...WHOLE,
  lessons: [],
  incidents: [],
  talks: [],
  moved: {},
  questions: [],
  cuesByNumber: {},
  challenges: [],
  gotchas: [],
  terms: [],
}
