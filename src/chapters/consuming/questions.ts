// What people ask in public about consumers.

import type { AskedQuestion } from '../question'
import { PROCESSING_QUESTIONS } from './questions/processing'
import { READING_QUESTIONS } from './questions/reading'

export const CONSUMING_QUESTIONS: readonly AskedQuestion[] = [...PROCESSING_QUESTIONS, ...READING_QUESTIONS]
