// The simulation under way, and the few verbs everything in it uses: send over the network, draw.

import type { ClientRules } from './clientVersion'
import type { EventLog } from './eventLog'
import { schedule } from './eventQueue'
import type { LatencyTable } from './faultStrategy'
import { drawBelow, nextState } from './random'
import type { RunInput } from './scenario'
import type { Selection, SelectionContext, SelectionRandom, SelectionTrace } from './topicPublishInfo'
import type {
  BrokerGroup,
  BrokerNode,
  ClusterState,
  FaultItem,
  Producer,
  Request,
  SendCall,
  TopicRouteData,
} from './types'

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
  /** What the rules leave to the world around them. */
  environment: Environment
  /** Whoever looks on. */
  observer: Observer
}

/** What one send taught the fault table. RocketMQ: MQFaultStrategy#updateFaultItem */
export interface Lesson {
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
  /** A request has reached its Broker's host. */
  requestArrives(sim: Simulation, slot: number, request: Request): void
  /** ms one hop of a request takes; `kind` is the event at its end. */
  hopMs(sim: Simulation, request: Request, kind: number): number
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
  /** A send tells the fault table, also with the switch off. @returns the latency that the client measures, ms */
  measuredMs(call: SendCall, group: number, latencyMs: number, isolation: boolean, reachable: boolean): number
}

/** Hears of what the log does not hold, while a past stretch is computed once more. It changes nothing. */
export interface Observer {
  /** What a choice looks at is written into this; null where nobody looks. */
  traceFor(call: SendCall): SelectionTrace | null
  /** An attempt begins with this choice. */
  chosen(trace: SelectionTrace, call: SendCall): void
  /** Somebody wants to hear of fault items. */
  readonly hearsLessons: boolean
  learned(lesson: Lesson, call: SendCall): void
}

/** Kinds of events. Those that travel carry `fromMs` and can be drawn. */
export const EVENT = {
  /** group, node, epoch: the Broker registers with every NameServer again. */
  REGISTER_TIMER: 0,
  /** nameServer, group, node, brokerId, nameServer epoch */
  REGISTER_ARRIVES: 1,
  /** nameServer, group, node, cause, nameServer epoch */
  UNREGISTER_ARRIVES: 2,
  /** nameServer, epoch */
  SCAN_TIMER: 3,
  /** producer, epoch */
  POLL_TIMER: 4,
  /** producer, epoch, nameServer, serial, 1 = asks for the default Topic */
  ROUTE_REQUEST_ARRIVES: 5,
  /** producer, epoch, nameServer, serial, 1 = refused, 2 = about the default Topic; route */
  ROUTE_ANSWER_ARRIVES: 6,
  /** producer, epoch, nameServer, serial */
  ROUTE_TIMEOUT: 7,
  /** producer, epoch */
  HOUSEKEEPING_TIMER: 8,
  /** producer, epoch, group, node */
  HEARTBEAT_ARRIVES: 9,
  /** producer, epoch, group, node, Broker epoch */
  HEARTBEAT_ANSWERED: 10,
  /** producer, epoch, thread */
  CALL_TIMER: 11,
  /** slot, serial */
  CONNECT_ARRIVES: 12,
  /** slot, serial, Broker epoch, 1 = accepted */
  CONNECT_ANSWERED: 13,
  /** slot, serial */
  CONNECT_TIMEOUT: 14,
  /** slot, serial */
  REQUEST_ARRIVES: 15,
  /** slot, serial, stage */
  SERVICE_DONE: 16,
  /** slot, serial */
  REPLY_ARRIVES: 17,
  /** slot, serial */
  RESET_ARRIVES: 18,
  /** producer, epoch, thread */
  DEADLINE: 19,
  /** producer, epoch, group, node, Broker epoch */
  CONNECTION_CLOSED: 20,
  /** producer, epoch, group */
  WINDOW_END: 21,
  /** producer, epoch */
  DETECTOR_TIMER: 22,
  /** producer, epoch, group, node */
  PROBE_ARRIVES: 23,
  /** producer, epoch, group, node, started at */
  PROBE_ANSWERED: 24,
  /** group, node, epoch */
  BROKER_STARTED: 25,
  /** group, node, epoch */
  PORT_CLOSES: 26,
  /** group, node, serial */
  RAFT_WAKE: 27,
  /** group, to, from, term */
  RAFT_HEARTBEAT: 28,
  /** group, to, from, term, 1 = success */
  RAFT_HEARTBEAT_ANSWER: 29,
  /** group, to, from, term, ledgerEndIndex */
  VOTE_REQUEST: 30,
  /** group, to, from, term of the round, result + 16 x the voter's own term */
  VOTE_ANSWER: 31,
  /** group, node, term */
  MASTER_READY: 32,
  /** producer, epoch */
  SWEEP_TIMER: 33,
  /** group, node, since when it is away */
  CONTROLLER_MISSES: 34,
  /** group, node, epoch */
  CONTROLLER_ELECTED: 35,
  /** group */
  CONTROLLER_CHECK: 36,
} as const

/** Puts something on the wire: it arrives one network latency from now. */
export function transmit(
  sim: Simulation,
  kind: number,
  a: number,
  b: number,
  c: number,
  d = 0,
  e = 0,
  delayMs = 0,
  route: TopicRouteData | null = null,
): void {
  const { state } = sim
  schedule(
    state,
    state.nowMs + delayMs + state.settings.networkLatencyMs,
    kind,
    a,
    b,
    c,
    d,
    e,
    state.nowMs + delayMs,
    route,
  )
}

/** Draws 0 … bound-1 from the stream of `owner`. */
export function draw(owner: { randomState: number }, bound: number): number {
  const value = drawBelow(owner.randomState, bound)
  owner.randomState = nextState(owner.randomState)
  return value
}

export const producerAt = (sim: Simulation, index: number): Producer => sim.state.producers[index] as Producer
/** A call that is known to be in progress. */
export const callAt = (producer: Producer, slot: number): SendCall => producer.calls[slot] as SendCall
export const groupAt = (sim: Simulation, group: number): BrokerGroup => sim.state.brokerGroups[group] as BrokerGroup
export const nodeAt = (sim: Simulation, group: number, node: number): BrokerNode =>
  (sim.state.brokerGroups[group] as BrokerGroup).nodes[node] as BrokerNode

/** Does the process do anything at the moment? */
export const isServing = (process: string): boolean => process === 'running' || process === 'stopping'
/** Does its host accept connections? A frozen process's kernel still does. */
export const acceptsConnections = (process: string): boolean => isServing(process) || process === 'frozen'
