// The gotchas of all chapters, and the recordings that come with the page. Apart from chapters.ts, because the Scenario menu
// loads them long before a lesson is opened.

import { CONSUMING_GOTCHAS } from './consuming/gotchas'
import type { Gotcha } from './gotcha'
import { REPLICATING_GOTCHAS } from './replicating/gotchas'
import { SENDING_GOTCHAS } from './sending/gotchas'
import { STORING_GOTCHAS } from './storing/gotchas'

export { BUILT_IN_RECORDINGS } from './recordings'

export const GOTCHAS: readonly Gotcha[] = [
  ...SENDING_GOTCHAS,
  ...STORING_GOTCHAS,
  ...REPLICATING_GOTCHAS,
  ...CONSUMING_GOTCHAS,
]
