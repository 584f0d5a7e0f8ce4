// The network: packets on their way, lost ones, and the requests that are under way on it. What is planned, is planned here.

import { plan } from '../sim/eventQueue'
import { draw, producerAt, type Simulation } from './context'
import type { Packet, PacketKind, SendPacketKind, SendRequest, SimulationEvent, Timer, TimerKind } from './events'
import type { BrokerNode } from './state'

/** Sets a timer of a process; what is planned for the same time happens in the order of planning. */
export function at<K extends TimerKind>(sim: Simulation, atMs: number, kind: K, content: Timer<K>['content']): void {
  const { state } = sim
  const timer = {
    atMs,
    sequence: state.nextSequence++,
    kind,
    from: null,
    to: null,
    sentAtMs: state.nowMs,
    lost: false,
    content,
  }
  plan(state.eventQueue, timer as SimulationEvent)
}

export const after = <K extends TimerKind>(sim: Simulation, ms: number, kind: K, content: Timer<K>['content']): void =>
  at(sim, sim.state.nowMs + ms, kind, content)

/** Puts a packet on the wire, at once or a while from now. */
export function send<K extends PacketKind>(
  sim: Simulation,
  kind: K,
  from: Packet<K>['from'],
  to: Packet<K>['to'],
  content: Packet<K>['content'],
  delayMs = 0,
): void {
  const sentAtMs = sim.state.nowMs + delayMs
  deliver(sim, kind, from, to, content, sentAtMs, sentAtMs + sim.environment.hopMs(sim, kind, content))
}

/** The same, with the time at which it arrives. */
export function deliver<K extends PacketKind>(
  sim: Simulation,
  kind: K,
  from: Packet<K>['from'],
  to: Packet<K>['to'],
  content: Packet<K>['content'],
  sentAtMs: number,
  atMs: number,
): void {
  const { state } = sim
  const packet = { atMs, sequence: state.nextSequence++, kind, from, to, sentAtMs, lost: false, content }
  plan(state.eventQueue, packet as SimulationEvent)
}

// ---------------------------------------------------------------- what can go wrong on the way

/** Does the link between a producer and a Broker node lose this packet? */
export function isLostToBroker(sim: Simulation, producer: number, group: number, node: number): boolean {
  const from = producerAt(sim, producer)
  return loses(from, from.brokerLoss[group]?.[node] ?? 0)
}

/** The same of a NameServer. */
export function isLostToNameServer(sim: Simulation, producer: number, nameServer: number): boolean {
  const from = producerAt(sim, producer)
  return loses(from, from.nameServerLoss[nameServer] ?? 0)
}

const loses = (owner: { randomState: number }, lossPercent: number): boolean =>
  lossPercent > 0 && draw(owner, 100) < lossPercent

/** Does the process do anything at the moment? */
export const isServing = (process: string): boolean => process === 'running' || process === 'stopping'
/** Does its host take what is sent to it, though the process reads nothing? */
export const isUnread = (process: string): boolean => process === 'frozen' || process === 'dying'
/** Does its host accept connections? */
export const acceptsConnections = (process: string): boolean => isServing(process) || isUnread(process)

/** Is the process still the one of that epoch, and alive or paused? */
export const isSameLife = (node: BrokerNode, epoch: number): boolean =>
  node.epoch === epoch && (isServing(node.process) || node.process === 'frozen')

/**
 * When the answer to a packet will come, in ms after it was sent; null for never. `connects`: the host takes connections, at
 * least its kernel does.
 */
export const expectAnswer = (
  sim: Simulation,
  packet: Packet<'connect' | 'routeRequest'>,
  answerMs: number | null,
  connects = false,
): void => sim.processes[packet.from.kind].onAnswerExpected?.(sim, packet, answerMs, connects)

// ---------------------------------------------------------------- requests under way

/** A place among the requests under way. */
export function openExchange(sim: Simulation, opaque: number): number {
  const { exchanges, lostPackets, freeExchanges } = sim.state
  const exchange = freeExchanges.pop() ?? exchanges.length
  exchanges[exchange] = opaque
  if (exchange === lostPackets.length) lostPackets.push(null)
  return exchange
}

/** Nothing of this request can happen any more. */
export function closeExchange(sim: Simulation, { exchange }: SendRequest): void {
  sim.state.exchanges[exchange] = 0
  sim.state.lostPackets[exchange] = null
  sim.state.freeExchanges.push(exchange)
}

/** Can anything of it still happen? What arrives later is void. */
export const isUnderWay = (sim: Simulation, { exchange, opaque }: SendRequest): boolean =>
  sim.state.exchanges[exchange] === opaque

/**
 * Does its client still wait for it?
 *
 * Simplified: a Broker asks it of a handshake, and the network of a packet that is lost, though they cannot know. It decides only
 * whether what is left of the request is still simulated: without a call that waits, nothing of it would be seen.
 */
export const isAwaited = (sim: Simulation, request: SendRequest): boolean =>
  producerAt(sim, request.producer).calls[request.call]?.request?.opaque === request.opaque

/** A packet about a request is gone, and whoever waits for what comes of it does not know yet. */
export function lose(sim: Simulation, packet: Packet<SendPacketKind>): void {
  const { request } = packet.content
  // Nothing is waited for behind a ONEWAY request, but for its handshake.
  if (packet.kind === 'connect' || (!request.oneway && isAwaited(sim, request))) {
    sim.state.lostPackets[request.exchange] = { ...packet, lost: true, atMs: sim.state.nowMs }
    if (packet.kind === 'connect') expectAnswer(sim, packet, null)
    return
  }
  closeExchange(sim, request)
  if (request.oneway) onewayEnded(sim, request, false)
}

/** Enters the end of a ONEWAY request into the accounts. */
export const onewayEnded = (sim: Simulation, request: SendRequest, stored: boolean): void =>
  sim.processes.producer.client?.onewayEnded(sim, request, stored)
