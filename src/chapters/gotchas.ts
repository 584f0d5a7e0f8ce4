// The gotchas of all chapters. Apart from chapters.ts, because the Scenario menu loads them long before a lesson is opened.

import type { Gotcha } from './gotcha'
import { SENDING_GOTCHAS } from './sending/gotchas'

export const GOTCHAS: readonly Gotcha[] = [...SENDING_GOTCHAS]
