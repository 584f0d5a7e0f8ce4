// Everything that can be planned: what a timer means, and what a message on its way says. Each kind is defined once, by name.

import { plan } from '../sim/eventQueue'
import type { UnregisterCause } from './logEntries'
import type { TopicRouteData, VoteResult } from './state'

/** A process of the cluster. Indexes are positions in ClusterState; a Broker is a node of a group. */
export type Address = ProducerAddress | NameServerAddress | BrokerAddress

export interface ProducerAddress {
  kind: 'producer'
  index: number
}

export interface NameServerAddress {
  kind: 'nameServer'
  index: number
}

export interface BrokerAddress {
  kind: 'broker'
  group: number
  node: number
}

export const producerAddress = (index: number): ProducerAddress => ({ kind: 'producer', index })
export const nameServerAddress = (index: number): NameServerAddress => ({ kind: 'nameServer', index })
export const brokerAddress = (group: number, node: number): BrokerAddress => ({ kind: 'broker', group, node })

/** A timer of one process; void once its epoch is over. */
interface OfProducer {
  producer: number
  epoch: number
}

interface OfNode {
  group: number
  node: number
  epoch: number
}

/** The next moment of a request that is on its way: its slot in ClusterState.requests, void once another has the slot. */
interface OfRequest {
  slot: number
  serial: number
}

/** What is planned by kind, but for messages. */
export interface Timers {
  /** The application's next call. */
  callTimer: OfProducer & { thread: number }
  /** A SYNC call's time is over; `call` is its slot. */
  deadline: OfProducer & { call: number }
  pollTimer: OfProducer
  housekeepingTimer: OfProducer
  detectorTimer: OfProducer
  sweepTimer: OfProducer
  /** No answer to the route request of this serial. */
  routeTimeout: OfProducer & { serial: number }
  /** The end of an avoidance window. */
  windowEnd: OfProducer & { group: number }
  connectArrives: OfRequest
  connectAnswered: OfRequest & { accepted: boolean; brokerEpoch: number }
  connectTimeout: OfRequest
  requestArrives: OfRequest
  /** The work is done, or (`waited`) a wait behind it is over. */
  serviceDone: OfRequest & { waited: boolean }
  replyArrives: OfRequest
  resetArrives: OfRequest
  /** The Broker registers with every NameServer again. */
  registerTimer: OfNode
  brokerStarted: OfNode
  portCloses: OfNode
  scanTimer: { nameServer: number; epoch: number }
  /** The elector looks again; a later plan makes an earlier one void. */
  raftWake: { group: number; node: number; serial: number }
  /** The new leader may have caught up. */
  masterReady: { group: number; node: number; term: number }
  /** The Controller notices that a node is away, if it has been since then. */
  controllerMisses: { group: number; node: number; awaySinceMs: number }
  controllerElected: OfNode
  controllerCheck: { group: number }
}

interface Between<From extends Address, To extends Address, Content> {
  from: From
  to: To
  content: Content
}

/** Messages by kind: from whom, to whom, and what they say. `epoch` is that of the producer's process, unless named otherwise. */
interface Messages {
  registration: Between<BrokerAddress, NameServerAddress, { brokerId: number; nameServerEpoch: number }>
  unregistration: Between<BrokerAddress, NameServerAddress, { cause: UnregisterCause; nameServerEpoch: number }>
  routeRequest: Between<
    ProducerAddress,
    NameServerAddress,
    {
      epoch: number
      serial: number
      /** Asks for the default Topic, from which others are created. */
      defaultTopic: boolean
    }
  >
  routeAnswer: Between<
    NameServerAddress,
    ProducerAddress,
    {
      epoch: number
      serial: number
      defaultTopic: boolean
      /** Nothing listens there: the host answers with a reset. */
      refused: boolean
      /** null stands for TOPIC_NOT_EXIST. */
      route: TopicRouteData | null
    }
  >
  heartbeat: Between<ProducerAddress, BrokerAddress, { epoch: number }>
  heartbeatAnswer: Between<BrokerAddress, ProducerAddress, { epoch: number; brokerEpoch: number }>
  /** Of the detector. */
  probe: Between<ProducerAddress, BrokerAddress, { epoch: number; startedAtMs: number }>
  probeAnswer: Between<BrokerAddress, ProducerAddress, { epoch: number; startedAtMs: number }>
  /** FIN of a connection that was made with the Broker process of that epoch. */
  connectionClosed: Between<BrokerAddress, ProducerAddress, { epoch: number; brokerEpoch: number }>
  raftHeartbeat: Between<BrokerAddress, BrokerAddress, { term: number }>
  raftHeartbeatAnswer: Between<BrokerAddress, BrokerAddress, { term: number; success: boolean }>
  voteRequest: Between<BrokerAddress, BrokerAddress, { term: number; ledgerEndIndex: number }>
  /** `term` is that of the round; `result` is null where the host is up and no node answers. */
  voteAnswer: Between<
    BrokerAddress,
    BrokerAddress,
    { term: number; result: VoteResult; voterTerm: number } | { term: number; result: null }
  >
}

export type TimerKind = keyof Timers
export type PacketKind = keyof Messages

/** Events at which a request's hop ends. */
export type HopKind = {
  [K in TimerKind]: Timers[K] extends OfRequest ? K : never
}[TimerKind]

/** A message on its way, from `sentAtMs` to its event's `atMs`. Requests to send are in ClusterState.requests. */
export type Packet<K extends PacketKind = PacketKind> = {
  [P in K]: { sentAtMs: number; from: Messages[P]['from']; to: Messages[P]['to']; content: Messages[P]['content'] }
}[K]

export type EventKind = TimerKind | PacketKind

/** What an event of a kind carries. */
export type EventBody<K extends EventKind> = K extends TimerKind ? Timers[K] : K extends PacketKind ? Packet<K> : never

/** Something timed that will happen. Plain data, never changed once it is planned; all have the same shape, for speed. */
export type SimulationEvent<K extends EventKind = EventKind> = {
  [P in K]: { atMs: number; sequence: number; kind: P; body: EventBody<P> }
}[K]

/** What is at both ends of a message and what it says, without when. */
export type Sent<K extends PacketKind> = Omit<Packet<K>, 'sentAtMs'>

const PACKETS: Record<PacketKind, true> = {
  registration: true,
  unregistration: true,
  routeRequest: true,
  routeAnswer: true,
  heartbeat: true,
  heartbeatAnswer: true,
  probe: true,
  probeAnswer: true,
  connectionClosed: true,
  raftHeartbeat: true,
  raftHeartbeatAnswer: true,
  voteRequest: true,
  voteAnswer: true,
}

/** Is it a message on its way? */
export const isPacket = (event: SimulationEvent): event is SimulationEvent<PacketKind> =>
  PACKETS[event.kind as PacketKind] === true

/** Plans an event of the cluster; equal times happen in the order of planning. */
export function schedule<K extends EventKind>(
  queue: { eventQueue: SimulationEvent[]; nextSequence: number },
  atMs: number,
  kind: K,
  body: EventBody<K>,
): void {
  plan(queue.eventQueue, { atMs, sequence: queue.nextSequence++, kind, body } as SimulationEvent)
}
