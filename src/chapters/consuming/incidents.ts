// Production incidents of consumers: what comes twice, and what is never read.

import type { Lesson } from '../lesson'
import { LATE_INCIDENTS } from './incidents/late'
import { NEVER_INCIDENTS } from './incidents/never'
import { TWICE_INCIDENTS } from './incidents/twice'

export const CONSUMING_INCIDENTS: readonly Lesson[] = [...NEVER_INCIDENTS, ...LATE_INCIDENTS, ...TWICE_INCIDENTS]
