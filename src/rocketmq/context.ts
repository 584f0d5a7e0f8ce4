// What everything in a simulation is given: the state, the rules in force, and the world around it. The verbs on it are in
// network.ts (send, after, lose) and entryCodec.ts (log); they are functions, not methods, so that a state stays plain data.

import type { EventLog } from '../sim/logColumns'
import { drawBelow, nextState } from '../sim/random'
import type { Packet, PacketKind, PacketsTo, ProcessKindName, SendRequest, ServedRequest, TimersOf } from './events'
import type { LatencyTable } from './producer/faultStrategy'
import type { Selection, SelectionContext, SelectionRandom, SelectionTrace } from './producer/selectionTrace'
import type { ClientRules } from './releases'
import type { RunInput, UserAction } from './scenario'
import type {
  AttemptFailure,
  BrokerConsuming,
  BrokerGroup,
  BrokerNode,
  ClusterState,
  Consumer,
  EpochLog,
  FaultItem,
  LossyLink,
  NodeStore,
  Producer,
  SendCall,
  SendException,
  SliceName,
  SliceOf,
} from './state'
import type { ParsedTarget } from './targets'

/** One run being computed. `state` is private to it and changed in place by every event. */
export interface Simulation {
  input: RunInput
  state: ClusterState
  /** null while a past moment is computed again: the log has it already. */
  log: EventLog | null
  /** Derived from state.settings whenever they change. */
  rules: ClientRules
  table: LatencyTable
  /** By Broker group index. */
  brokerNames: string[]
  /** The selector's view, made at the first attempt and pointed at one thread after another. */
  selection: SelectionContext | null
  /** Every kind of process: the one way from one to another, besides packets, for what happens on one host. */
  processes: Processes
  /** What the rules leave to the world around them. */
  environment: Environment
  /** The inside of Brokers; null where it is not simulated. */
  storage: Storage | null
  /** Consumers, and what Brokers do for them; null in a run without any. */
  consumption: Consumption | null
  observer: Observer
}

// ---------------------------------------------------------------- processes

export type Processes = { readonly [N in ProcessKindName]: ProcessKind<N> }

/** What happens to a Broker process, as those beside it on its host and those who watch it notice. */
export type HostChange =
  /** It serves (again). */
  | 'started'
  /** It goes on after a pause. */
  | 'resumed'
  /** It is gone, and its host closes its connections. */
  | 'closed'
  /** It has stopped answering, and its connections stay open. */
  | 'silent'

export type ActionOn<K extends ParsedTarget['kind']> = {
  action: Exclude<UserAction, { type: 'set' | 'writePerm' | 'link' }>
  target: Extract<ParsedTarget, { kind: K }>
}

/** A setting or a permission is changed: nothing that is done to one process. */
export type Command = Extract<UserAction, { type: 'set' | 'writePerm' }>

/** What a kind of process has in the state: empty at first, filled by `create`. */
export interface Slice<Name extends SliceName, One> {
  name: Name
  /** A copy of everything that events change in place; what they replace is shared. (A round trip through JSON gives the same.) */
  copy(one: One): One
  /** Bytes that such a copy has, in words of 8: its own, and those shared only with the present. */
  words(one: One): number
}

/** One kind of process: all that it can be asked. A kind sees another one's packets, and never calls it. */
export interface ProcessKind<N extends ProcessKindName> {
  slice: N extends keyof SliceOf ? Slice<SliceOf[N][0], SliceOf[N][1]> : null
  /** Begins all processes of this kind at time 0. */
  create(sim: Simulation): void
  packets: { readonly [P in PacketsTo<N>]: (sim: Simulation, packet: Packet<P>) => void }
  timers: { readonly [T in keyof TimersOf<N>]: (sim: Simulation, timer: TimersOf<N>[T]) => void }
  /** A person does something to one of them. */
  onAction?(sim: Simulation, on: N extends ParsedTarget['kind'] ? ActionOn<N> : never): void
  onCommand?(sim: Simulation, command: Command): void
  /** A link loses more or less from now on. */
  onLink?(sim: Simulation, link: LossyLink): void
  /** A Broker group begins with the run. */
  onGroup?(sim: Simulation, group: number): void
  onBroker?(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void
  /**
   * What it sent will be answered so many ms later, or never (null); `connects`: the host takes connections all the same. Only
   * where that is too late does its time limit need a timer.
   */
  onAnswerExpected?(
    sim: Simulation,
    packet: Packet<'connect' | 'routeRequest'>,
    answerMs: number | null,
    connects: boolean,
  ): void
  /** How the client in it calls back, for kinds that have one. */
  client?: ClientCallbacks
}

/** What happens to a send call, reported by the client in its process. RocketMQ: InvokeCallback. `slot` is the call's. */
export interface ClientCallbacks {
  answered(sim: Simulation, request: SendRequest, code: number): void
  failed(sim: Simulation, index: number, slot: number, failure: AttemptFailure): void
  /** The request is on the wire: for ASYNC and ONEWAY, send() returns. */
  handedOver(sim: Simulation, index: number, slot: number): void
  /** There is a route now. */
  routeFound(sim: Simulation, index: number, slot: number): void
  routeMissing(sim: Simulation, index: number, slot: number, exception: SendException): void
  /** The simulation's own accounts: a ONEWAY request is stored, or never will be. No process knows. */
  onewayEnded(sim: Simulation, request: SendRequest, stored: boolean): void
}

// ---------------------------------------------------------------- storage

/** How a Broker process came to its end, as its store sees it. */
export type StoreEnd = 'killed' | 'poweredOff' | 'stopped'

/**
 * The inside of Brokers: send queue, CommitLog, disk, copies. It is simulated where `simulateStore` is on, and loaded only then;
 * without it a Broker serves any number of requests at once.
 *
 * RocketMQ: DefaultMessageStore, BrokerFastFailure, HAService
 */
export interface Storage {
  /** The store of a node that has never written. */
  create(sim: Simulation, group: number, node: BrokerNode): void
  /** A request has reached the process. */
  accept(sim: Simulation, packet: Packet<'sendRequest'>, node: BrokerNode, injectedCode: number | null): void
  /**
   * A thread has worked on it. It is answered now or later.
   *
   * @param refusal - the code of an answer that stores nothing, or null: it is to be stored
   */
  put(sim: Simulation, served: ServedRequest, node: BrokerNode, refusal: number | null): void
  /** Something is on disk, or on enough copies, that was not before. */
  progress(sim: Simulation, group: number, node: BrokerNode): void
  /** Everything that the process works on: it is gone with it. */
  takeRequests(sim: Simulation, group: number, node: BrokerNode): ServedRequest[]
  ended(sim: Simulation, group: number, node: BrokerNode, how: StoreEnd): void
  /** The process starts: it recovers what is on its disk. */
  started(sim: Simulation, group: number, node: BrokerNode): void
  resumed(sim: Simulation, group: number, node: BrokerNode): void
  /** A fault of the node has begun or ended. */
  faultChanged(sim: Simulation, group: number, node: BrokerNode): void
  /** What becomes of the process, as those at the other ends of its connections notice. */
  hostChanged(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void
  /** DLedger: the node's elector has begun, or has another role. Controller: it is a Slave from now on. */
  roleChanged(sim: Simulation, group: number, node: BrokerNode): void
  /** DLedger: does a Leader know everything that it has to be committed, and has it dispatched it? */
  isCaughtUp(sim: Simulation, group: number, node: BrokerNode): boolean
  /** This node takes writes in the group from now on. */
  masterChanged(sim: Simulation, group: number, node: BrokerNode): void
  /** A node is on another host, with what was on its disk. */
  moved(sim: Simulation, group: number, from: BrokerNode, to: BrokerNode): void
  packets: { readonly [P in StoragePacket]: (sim: Simulation, packet: Packet<P>) => void }
  /** A setting is another one from now on. */
  settingsChanged(sim: Simulation, group: number, node: BrokerNode): void
  timers: { readonly [T in StorageTimer]: (sim: Simulation, timer: TimersOf<'broker'>[T]) => void }
}

/** Copies the inside of Brokers, as Slice does. */
export interface StoreCopies {
  copyStore(store: NodeStore): NodeStore
  copyEpochLog(log: EpochLog): EpochLog
  storeWords(store: NodeStore): number
  epochLogWords(log: EpochLog): number
}

export type StoragePacket =
  | 'haConnect'
  | 'haConnected'
  | 'haReport'
  | 'haFrame'
  | 'haClosed'
  | 'dledgerPush'
  | 'dledgerPushAnswer'

export type StorageTimer =
  | 'sendQueueTimer'
  | 'fastFailureTimer'
  | 'flushTimer'
  | 'flushDone'
  | 'commitTimer'
  | 'cleanTimer'
  | 'reputTimer'
  | 'putTimer'
  | 'haClientTimer'
  | 'haSenderTimer'
  | 'syncStateSetTimer'

// ---------------------------------------------------------------- consumption

/** Consumers, and what Brokers do for them. Loaded only for runs that have any: see consumption.ts. */
export interface Consumption {
  consumer: Pick<ProcessKind<'consumer'>, 'create' | 'packets' | 'timers' | 'onAction' | 'onCommand'>
  packets: { readonly [P in BrokerConsumptionPacket]: (sim: Simulation, packet: Packet<P>) => void }
  timers: { readonly [T in BrokerConsumptionTimer]: (sim: Simulation, timer: TimersOf<'broker'>[T]) => void }
  /** A node begins with the run. */
  nodeCreated(sim: Simulation, group: number, node: BrokerNode): void
  /** Entries of its ConsumeQueues were made, of what lies behind an offset: held pulls may be answered. RocketMQ: NotifyMessageArrivingListener */
  dispatched(sim: Simulation, group: number, node: BrokerNode, fromOffset: number): void
  /** What becomes of a Broker process. */
  hostChanged(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void
  /** This node takes writes in the group from now on. */
  masterChanged(sim: Simulation, group: number, node: BrokerNode): void
  /** A node is on another host. */
  moved(sim: Simulation, group: number, from: BrokerNode, to: BrokerNode): void
}

/** Copies what consumption has in a state, as Slice does. */
export interface ConsumingCopies {
  copyConsumer(consumer: Consumer): Consumer
  consumerWords(consumer: Consumer): number
  copyConsuming(consuming: BrokerConsuming): BrokerConsuming
  consumingWords(consuming: BrokerConsuming): number
}

export type BrokerConsumptionPacket = 'consumerRequest' | 'pullRequest' | 'consumerClosed'

export type BrokerConsumptionTimer =
  | 'pullHoldTimer'
  | 'channelScanTimer'
  | 'offsetFileTimer'
  | 'offsetSyncTimer'
  | 'scheduleTimer'

// ---------------------------------------------------------------- the world around

/** What one send writes into the fault table. RocketMQ: MQFaultStrategy#updateFaultItem */
export interface FaultUpdate {
  atMs: number
  /** Position of the producer and of the Broker group. */
  producer: number
  group: number
  /** ms from the choice to the answer or the error, as measured. */
  latencyMs: number
  /** The release's stand-in was looked up in place of the latency. */
  isolation: boolean
  reachable: boolean
  before: FaultItem | null
  after: FaultItem
}

/**
 * What the rules do not decide themselves: how long things take, what a peer answers, what is drawn. A run takes
 * `SIMULATED` (environment.ts); a replay of a recording brings what the real client and its peers did.
 */
export interface Environment {
  /** A request has reached its Broker's host; null leaves that to the Broker. */
  requestArrives: ((sim: Simulation, packet: Packet<'sendRequest'>) => void) | null
  /** ms that a packet is on its way. */
  hopMs<K extends PacketKind>(sim: Simulation, type: K, content: Packet<K>['content']): number
  /** ms by which a waiting call notices late that its time is over. */
  lateMs(call: SendCall): number
  /** The connection of a waiting call is gone: its thread wakes up, perhaps a little later, and calls `fails`. */
  wakes(call: SendCall, fails: () => void): void
  /** Is the budget used up? RocketMQ compares with <, on a clock on which fractions of a millisecond decide. */
  isUsedUp(call: SendCall, leftMs: number): boolean
  /** A call is about to choose a queue. @returns which thread's counters it uses: a client may send from threads of its own */
  selects(call: SendCall): number
  /** What the selector draws; made once for a simulation. */
  selectionRandom(sim: Simulation, context: () => SelectionContext): SelectionRandom
  /** A call has chosen, which the budget check may still stop. */
  selected(call: SendCall, selection: Selection, counter: number | null): void
  /** A send is recorded in the fault table, also with the switch off. @returns the latency that the client measures, ms */
  measuredMs(call: SendCall, group: number, latencyMs: number, isolation: boolean, reachable: boolean): number
}

/** Sees what the log does not hold, while a past stretch is computed once more. It changes nothing. */
export interface Observer {
  /** What a choice looks at is written into this; null where no trace is wanted. */
  traceFor(call: SendCall): SelectionTrace | null
  /** An attempt begins with this choice. */
  chosen(trace: SelectionTrace, call: SendCall): void
  /** A send is about to be recorded in the fault table, where this is its Broker's item. */
  beforeFaultUpdate(item: FaultItem | null): void
  /** It has been; with the switch off nothing was. The rest as in FaultUpdate. */
  afterFaultUpdate(
    sim: Simulation,
    call: SendCall,
    producer: number,
    group: number,
    latencyMs: number,
    isolation: boolean,
    reachable: boolean,
  ): void
}

// ---------------------------------------------------------------- accessors

/** Draws 0 … bound-1 from the stream of `owner`. */
export function draw(owner: { randomState: number }, bound: number): number {
  const value = drawBelow(owner.randomState, bound)
  owner.randomState = nextState(owner.randomState)
  return value
}

export const producerAt = (sim: Simulation, index: number): Producer => sim.state.producers[index] as Producer
export const consumerAt = (sim: Simulation, index: number): Consumer => sim.state.consumers[index] as Consumer
/** A call that is known to be in progress. */
export const callAt = (producer: Producer, slot: number): SendCall => producer.calls[slot] as SendCall
/** @throws RangeError if there is none: input is checked before it comes here */
export function groupNamed(sim: Simulation, brokerName: string): number {
  const group = sim.brokerNames.indexOf(brokerName)
  if (group < 0) throw new RangeError(`no Broker group: ${brokerName}`)
  return group
}

export const groupAt = (sim: Simulation, group: number): BrokerGroup => sim.state.brokerGroups[group] as BrokerGroup
export const nodeAt = (sim: Simulation, group: number, node: number): BrokerNode =>
  (sim.state.brokerGroups[group] as BrokerGroup).nodes[node] as BrokerNode
