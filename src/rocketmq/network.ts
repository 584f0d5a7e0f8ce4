// The simulation under way, and the few verbs everything in it uses: send over the network, draw.

import { drawBelow, nextState } from '../sim/random'
import type { EventLog } from './eventLog'
import { type EventBody, type HopKind, type Packet, type PacketKind, schedule } from './events'
import type { LatencyTable } from './producer/faultStrategy'
import type { Selection, SelectionContext, SelectionRandom, SelectionTrace } from './producer/topicPublishInfo'
import type { ClientRules } from './releases'
import type { RunInput } from './scenario'
import type { BrokerGroup, BrokerNode, ClusterState, FaultItem, Producer, Request, SendCall } from './state'

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
  hopMs(sim: Simulation, request: Request, kind: HopKind): number
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

/** Puts a message on the wire: it arrives one network latency after it was sent, which may be a while from now. */
export function transmit<K extends PacketKind>(
  sim: Simulation,
  kind: K,
  from: Packet<K>['from'],
  to: Packet<K>['to'],
  content: Packet<K>['content'],
  delayMs = 0,
): void {
  const { state } = sim
  const sentAtMs = state.nowMs + delayMs
  const packet = { sentAtMs, from, to, content } as EventBody<K>
  schedule(state, sentAtMs + state.settings.networkLatencyMs, kind, packet)
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
