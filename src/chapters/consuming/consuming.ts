// How a group pulls, processes and acknowledges messages, and what comes twice when one of it dies.

import { CONSUMING_TERMS } from '../../i18n/glossary'
import type { Chapter } from '../chapter'
import { CONSUMING_CHALLENGES } from './challenges'
import { CONSUMING } from './frame'
import { CONSUMING_GOTCHAS } from './gotchas'
import { CONSUMING_INCIDENTS } from './incidents'
import { CONSUMING_LESSONS } from './lessons'
import { CONSUMING_QUESTIONS } from './questions'
import { CONSUMING_TALKS } from './talks'

export const consuming: Chapter = {
  ...CONSUMING,
  lessons: CONSUMING_LESSONS,
  incidents: CONSUMING_INCIDENTS,
  talks: CONSUMING_TALKS,
  moved: {},
  questions: CONSUMING_QUESTIONS,
  cuesByNumber: {},
  challenges: CONSUMING_CHALLENGES,
  gotchas: CONSUMING_GOTCHAS,
  terms: CONSUMING_TERMS,
}
