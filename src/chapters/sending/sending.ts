// How a producer sends: which queue it chooses, how a send fails, and how the producer avoids a Broker.

import { TERMS } from '../../i18n/glossary'
import type { Chapter } from '../chapter'
import { SENDING_CHALLENGES } from './challenges'
import { SENDING_GOTCHAS } from './gotchas'
import { SENDING_INCIDENTS } from './incidents'
import { SENDING_LESSONS } from './lessons'
import { SENDING_TALKS } from './talks'

export const sending: Chapter = {
  id: 'sending',
  lessons: SENDING_LESSONS,
  incidents: SENDING_INCIDENTS,
  talks: SENDING_TALKS,
  challenges: SENDING_CHALLENGES,
  gotchas: SENDING_GOTCHAS,
  terms: TERMS,
}
