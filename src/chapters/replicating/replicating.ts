// How a message gets to the other nodes of its group, and what a change of Master keeps or loses.

import { REPLICATION_TERMS } from '../../i18n/glossary'
import type { Chapter } from '../chapter'
import { REPLICATING_CHALLENGES } from './challenges'
import { REPLICATING } from './frame'
import { REPLICATING_GOTCHAS } from './gotchas'
import { REPLICATING_INCIDENTS } from './incidents'
import { copiesLesson } from './lessons/copies'
import { REPLICATING_QUESTIONS } from './questions'
import { REPLICATING_TALKS } from './talks'

export const replicating: Chapter = {
  ...REPLICATING,
  lessons: [copiesLesson],
  incidents: REPLICATING_INCIDENTS,
  talks: REPLICATING_TALKS,
  moved: {},
  questions: REPLICATING_QUESTIONS,
  cuesByNumber: {},
  challenges: REPLICATING_CHALLENGES,
  gotchas: REPLICATING_GOTCHAS,
  terms: REPLICATION_TERMS,
}
