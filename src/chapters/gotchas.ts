// The gotchas of all chapters, and the recordings that come with the page. Apart from chapters.ts, because the Scenario menu
// loads them long before a lesson is opened.

import type { Gotcha } from './gotcha'
import { SENDING_GOTCHAS } from './sending/gotchas'

export { BUILT_IN_RECORDINGS } from './recordings'

export const GOTCHAS: readonly Gotcha[] = [...SENDING_GOTCHAS]
