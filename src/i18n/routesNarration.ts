// Registrations, routes and lists of queues in words.

import type { EntryOf } from './entryTraits'
import type { Entry, NarrationContext } from './narrationContext'

/** "Master" or "Slave 1" by brokerId. */
export const roleName = (brokerId: number): string => (brokerId === 0 ? 'Master' : `Slave ${brokerId}`)

export interface RoutesNarrationMessages {
  /** One entry about what a NameServer or a producer knows of the Topic. */
  route(entry: EntryOf<'route'>, context: NarrationContext): string
  /** What a new route changed for its producer. */
  routeStory(route: Entry<'route'>, isFirst: boolean, context: NarrationContext): string
}
