// What every sentence about a log entry needs: what it may know besides the entry, and how things are called in it.

import type { ProducerOutlook, RouteChange } from '../projections/producersAt'
import type { LogEntry, Settings, UserAction } from '../rocketmq'

/** What the sentences need to know besides the entry. */
export interface NarrationContext {
  /** brokerName of a Broker group, by its position. */
  brokerName: (group: number) => string
  /** The settings at the moment of the entry. */
  settings: Settings
  /** RunInput.actions, which 'action' entries point into. */
  actions: readonly UserAction[]
  /** How every producer that ran stood to a Broker group at a moment; without it, nothing is said of what they know. */
  outlooks?: (atMs: number, group: number) => readonly ProducerOutlook[]
  /** What the route applied at a moment changed for a producer; without it, only the number of queues is told. */
  routeChange?: (atMs: number, producer: number) => RouteChange
}

/** What kind of thing happened; chooses icon and colour. */
export type Tone = 'good' | 'bad' | 'avoid' | 'vote' | 'flight'

export type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>

/** "broker-a q1" */
export const queueName = (context: NarrationContext, group: number, queueId: number): string =>
  `${context.brokerName(group)} q${queueId}`

/** "broker-a n0": the host, whatever its role. */
export const nodeName = (context: NarrationContext, group: number, node: number): string =>
  `${context.brokerName(group)} n${node}`
