// How a producer sends: which queue it chooses, how a send fails, and how the producer avoids a Broker.

import { TERMS } from '../../i18n/glossary'
import type { Chapter } from '../chapter'
import { SENDING_CHALLENGES } from './challenges'
import { SENDING } from './frame'
import { SENDING_GOTCHAS } from './gotchas'
import { SENDING_INCIDENTS } from './incidents'
import { SENDING_LESSONS } from './lessons'
import { SENDING_MOVED } from './movedPages'
import { SENDING_QUESTIONS } from './questions'
import { CUES_BY_NUMBER, SENDING_TALKS } from './talks'

export const sending: Chapter = {
  ...SENDING,
  lessons: SENDING_LESSONS,
  incidents: SENDING_INCIDENTS,
  talks: SENDING_TALKS,
  moved: SENDING_MOVED,
  questions: SENDING_QUESTIONS,
  cuesByNumber: CUES_BY_NUMBER,
  challenges: SENDING_CHALLENGES,
  gotchas: SENDING_GOTCHAS,
  terms: TERMS,
}
