// What the command list offers, in the order of an empty search. A chapter brings its lessons, questions, gotchas and terms along
// (contentRows.ts); what else is to be found adds a group here.

import { CONTENT_GROUPS } from './contentRows'
import { PAGE_GROUPS } from './pageRows'
import type { Group } from './rows'

export const GROUPS: readonly Group[] = [...PAGE_GROUPS, ...CONTENT_GROUPS]
