// What people ask in public about sending, as far as the page can show it.

import type { AskedQuestion } from '../question'
import { choosingQuestions } from './questions/choosing'
import { failingQuestions } from './questions/failing'
import { masterQuestions } from './questions/masters'
import { routeQuestions } from './questions/route'

export const SENDING_QUESTIONS: readonly AskedQuestion[] = [
  ...masterQuestions,
  ...choosingQuestions,
  ...failingQuestions,
  ...routeQuestions,
]
