// How a Broker takes a message in: its send queue, its CommitLog, flushing, dispatch, and what a crash leaves.

import { STORE_TERMS } from '../../i18n/glossary'
import type { Chapter } from '../chapter'
import { STORING_CHALLENGES } from './challenges'
import { STORING } from './frame'
import { STORING_GOTCHAS } from './gotchas'
import { STORING_INCIDENTS } from './incidents'
import { storeLesson } from './lessons/store'
import { STORING_QUESTIONS } from './questions'
import { STORING_TALKS } from './talks'

export const storing: Chapter = {
  ...STORING,
  lessons: [storeLesson],
  incidents: STORING_INCIDENTS,
  talks: STORING_TALKS,
  moved: {},
  questions: STORING_QUESTIONS,
  cuesByNumber: {},
  challenges: STORING_CHALLENGES,
  gotchas: STORING_GOTCHAS,
  terms: STORE_TERMS,
}
