// What all parts of an opened Broker are drawn from.

import type { MessagesWith } from '../../../i18n/messages'
import type { StoreView } from '../../../projections/brokerStore'
import type { StorePlaces } from '../../../stage/store/storePlaces'

export interface OpenedProps {
  view: StoreView
  places: StorePlaces
  /** Text size, px. */
  f: number
  m: MessagesWith<'openedBroker'>
  group: number
  /** The message under the pointer, else the chosen one; -1 for none. */
  lit: number
  /** Number of the cell at x = 0 of what moves with the tape. */
  base: number
}

/** Far from one another; how strong and how light they are is the theme's. */
const QUEUE_HUES = [209, 268, 172, 38, 338, 92, 300, 16]

/** More queues than colours: numbers tell them apart. */
export const queueFill = (queueId: number): string =>
  `hsl(${QUEUE_HUES[queueId % QUEUE_HUES.length]} var(--queue-colour))`

/** How many messages one place has: "×800", "×8k". */
export const timesText = (messages: number): string =>
  messages < 1000 ? `×${messages}` : `×${Number((messages / 1000).toFixed(messages < 10_000 ? 1 : 0))}k`

/** A length as people read it: "5,036 B", "1.2 MB". */
export function bytesText(bytes: number, number: (value: number) => string): string {
  for (const [unit, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['KB', 1e4],
  ] as const) {
    if (bytes >= size) return `${(bytes / (unit === 'KB' ? 1000 : size)).toFixed(bytes >= 10 * size ? 0 : 1)} ${unit}`
  }
  return `${number(bytes)} B`
}
