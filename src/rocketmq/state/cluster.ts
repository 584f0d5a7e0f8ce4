// Everything at one moment of virtual time. Plain data that survives JSON: no classes, no functions, "never" is null. What
// changes it is in the files named after RocketMQ's classes.

import type { Packet, SendPacketKind, SimulationEvent } from '../events'
import type { Settings } from '../settings'
import type { BrokerGroup } from './broker'
import type { Consumer } from './consumer'
import type { LossyLink } from './link'
import type { NameServer } from './nameServer'
import type { Producer } from './producer'
import type { Topic } from './topic'

export interface Totals {
  /** Send calls begun. sent = stored + failed + calls in flight, always. */
  sent: number
  /** Calls that returned a SendResult. */
  stored: number
  /** Calls that threw. */
  failed: number
  attempts: number
  failedAttempts: number
  /** Copies written to queues: may exceed `stored` when a client gave up on a message that was stored all the same. */
  storedCopies: number
}

/** By kind of process: the name of its list in the state, and what is in it. Other kinds live inside of what is listed. */
export interface SliceOf {
  broker: ['brokerGroups', BrokerGroup]
  nameServer: ['nameServers', NameServer]
  producer: ['producers', Producer]
  consumer: ['consumers', Consumer]
}

export type SliceName = SliceOf[keyof SliceOf][0]
type Slices = { [Kind in keyof SliceOf as SliceOf[Kind][0]]: SliceOf[Kind][1][] }

/** Everything at one moment of virtual time. */
export interface ClusterState extends Slices {
  nowMs: number
  settings: Settings
  /** By id. */
  topics: Topic[]
  /** Those that are not in order; the list is replaced, never changed. */
  links: readonly LossyLink[]
  /** Requests under way, by SendRequest.exchange: the opaque of each; 0 where the last one is over. */
  exchanges: number[]
  /** By exchange, too: the packet of it that was lost, as long as somebody waits for what comes of it. */
  lostPackets: (Packet<SendPacketKind> | null)[]
  /** Places of exchanges that are over; they are used again, the last one first. */
  freeExchanges: number[]
  nextOpaque: number
  nextMessage: number
  totals: Totals
  /** Binary heap by (atMs, sequence): timers, and the packets on their way. */
  eventQueue: SimulationEvent[]
  nextSequence: number
  /** How many of the input's actions have been carried out. */
  actionsDone: number
  /** How many events have been handled since 0. */
  eventsDone: number
}
