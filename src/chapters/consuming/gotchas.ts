// What surprises people about consumers, each with the number that proves it; the numbers are those of the rules.

import type { Gotcha } from '../gotcha'
import { CRASH_GOTCHAS } from './gotchasCrash'
import { READING_GOTCHAS } from './gotchasReading'

export const CONSUMING_GOTCHAS: readonly Gotcha[] = [...CRASH_GOTCHAS, ...READING_GOTCHAS]
