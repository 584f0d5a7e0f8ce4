// Connections of one client process and the requests on them. RocketMQ: NettyRemotingClient, NettyRemotingAbstract

import { type ClientCallbacks, callAt, producerAt, type Simulation } from '../context'
import { brokerAddress, type Packet, producerAddress, type SendRequest, type TimersOf } from '../events'
import { at, closeExchange, isAwaited, isLostToBroker, isUnderWay, lose, openExchange, send } from '../network'
import { RESPONSE_CODE } from '../releases'
import { MAX_NODES, type Producer } from '../state'
import { endHandshake, joinHandshake, waitedForHandshake } from './handshakes'

/** RocketMQ: NettyRemotingClient.MIN_CLOSE_TIMEOUT_MILLIS */
const MIN_CLOSE_TIMEOUT_MS = 100
/** RocketMQ: NettyRemotingAbstract#scanResponseTable looks at ASYNC requests this long after their time. */
const SWEEP_DELAY_MS = 1000

/** Whoever uses the client gets its results. */
export const callbacks = (sim: Simulation): ClientCallbacks => sim.processes.producer.client as ClientCallbacks

export function connectionsOf(producer: Producer, group: number): Producer['connections'][number] {
  while (producer.connections.length <= group) producer.connections.push(new Array(MAX_NODES).fill(null))
  return producer.connections[group] as Producer['connections'][number]
}

/** Puts one attempt of a call on the wire, over the open connection or a new one. */
export function invoke(sim: Simulation, index: number, slot: number, node: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  const group = call.attemptGroup
  const connection = connectionsOf(producer, group)[node]
  const opaque = state.nextOpaque++
  const request: SendRequest = {
    opaque,
    exchange: openExchange(sim, opaque),
    message: call.message,
    topic: call.topic,
    producer: index,
    call: slot,
    attempt: call.attempt,
    group,
    node,
    queueId: call.attemptQueueId,
    brokerEpoch: connection ? connection.epoch : -1,
    oneway: call.mode === 'ONEWAY',
  }
  call.request = request
  if (connection) return sendRequest(sim, request, call.attemptBudgetMs)
  call.phase = 'connecting'
  const { endsMs, isOver } = joinHandshake(sim, producer, group, node)
  call.connectEndsAtMs = endsMs
  if (!isOver) send(sim, 'connect', producerAddress(index), brokerAddress(group, node), { request })
  if (state.nowMs + 2 * state.settings.networkLatencyMs >= endsMs) at(sim, endsMs, 'connectTimeout', { request })
  if (sim.rules.asyncConnectsLater && call.mode !== 'SYNC') callbacks(sim).handedOver(sim, index, slot)
}

function sendRequest(sim: Simulation, request: SendRequest, waitMs: number): void {
  const { producer: index, call: slot, group, node } = request
  const call = callAt(producerAt(sim, index), slot)
  const connectedFirst = call.phase === 'connecting'
  call.phase = call.mode === 'ONEWAY' ? 'handedOver' : 'waiting'
  send(sim, 'sendRequest', producerAddress(index), brokerAddress(group, node), { request })
  call.requestWaitMs = waitMs
  call.deadlineMs = sim.state.nowMs + waitMs
  if (call.mode === 'SYNC') setDeadlineTimer(sim, index, slot)
  else if (!connectedFirst || !sim.rules.asyncConnectsLater) callbacks(sim).handedOver(sim, index, slot)
}

// ---------------------------------------------------------------- time limits

/** One timer per call slot serves all its attempts: when it rings early it is set again. */
function setDeadlineTimer(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  const due = (call.deadlineMs as number) + sim.environment.lateMs(call)
  const pending = producer.callTimers[slot] ?? null
  if (pending !== null && pending <= due) return
  producer.callTimers[slot] = due
  at(sim, due, 'deadline', { producer: index, epoch: producer.epoch, call: slot })
}

export function deadline(sim: Simulation, { producer: index, call: slot }: TimersOf<'producer'>['deadline']): void {
  const producer = producerAt(sim, index)
  if (producer.callTimers[slot] !== sim.state.nowMs) return
  producer.callTimers[slot] = null
  const call = producer.calls[slot]
  if (call?.mode !== 'SYNC' || call.deadlineMs === null) return
  if (call.deadlineMs > sim.state.nowMs) return setDeadlineTimer(sim, index, slot)
  timesOut(sim, index, slot)
}

/** RocketMQ: NettyRemotingClient#invokeSync, the branch of RemotingTimeoutException */
function timesOut(sim: Simulation, index: number, slot: number): void {
  const { rules } = sim
  const call = callAt(producerAt(sim, index), slot)
  const { group, node } = call.request as SendRequest
  const tiny =
    rules.sparesShortTimeouts &&
    call.requestWaitMs <= MIN_CLOSE_TIMEOUT_MS &&
    call.requestWaitMs <= call.attemptBudgetMs / 4
  abandonRequest(sim, index, slot)
  if (rules.closesSocketOnTimeout && !tiny) closeChannel(sim, index, group, node)
  callbacks(sim).failed(sim, index, slot, 'timeout')
}

/** ASYNC requests whose time is long over. RocketMQ: NettyRemotingAbstract#scanResponseTable */
export function scanResponseTable(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  for (let slot = 0; slot < producer.calls.length; slot++) {
    const call = producer.calls[slot]
    if (call?.mode !== 'ASYNC' || call.phase !== 'waiting' || call.deadlineMs === null) continue
    // On the dot is too early: in reality the request began a moment after the sweep that came first.
    if (call.deadlineMs + SWEEP_DELAY_MS >= sim.state.nowMs) continue
    abandonRequest(sim, index, slot)
    callbacks(sim).failed(sim, index, slot, 'timeout')
  }
}

/** The client no longer waits; the request itself may go on. */
export function abandonRequest(sim: Simulation, index: number, slot: number): void {
  const call = callAt(producerAt(sim, index), slot)
  const { request } = call
  call.request = null
  call.deadlineMs = null
  if (request && sim.state.lostPackets[request.exchange]) closeExchange(sim, request)
}

// ---------------------------------------------------------------- ends of connections

/** The client's end of a connection goes: every other request on it fails at once. RocketMQ: NettyRemotingClient#closeChannel */
function closeChannel(sim: Simulation, index: number, group: number, node: number): void {
  const producer = producerAt(sim, index)
  connectionsOf(producer, group)[node] = null
  const open = producer.calls.length
  for (let slot = 0; slot < open; slot++) {
    const call = producer.calls[slot]
    // No one waits for a ONEWAY request: it goes its way or is lost.
    if (call?.phase !== 'waiting' || call.request?.group !== group || call.request.node !== node) continue
    abandonRequest(sim, index, slot)
    sim.environment.wakes(call, () => callbacks(sim).failed(sim, index, slot, 'connectionClosed'))
  }
}

/** The Broker's host has closed the connection. RocketMQ: NettyRemotingClient.NettyConnectManageHandler#channelInactive (from 5.1.3) */
export function connectionClosed(sim: Simulation, { from, to, content }: Packet<'connectionClosed'>): void {
  const { group, node } = from
  const connections = connectionsOf(producerAt(sim, to.index), group)
  const connection = connections[node]
  if (!connection || connection.epoch !== content.brokerEpoch) return
  const fails = content.resets ? sim.rules.failsInFlightOnReset : sim.rules.failsInFlightOnClose
  if (fails) closeChannel(sim, to.index, group, node)
  else connections[node] = null
}

// ---------------------------------------------------------------- packets about requests

/** The answer to the handshake is back. */
export function connectAnswer(sim: Simulation, { content }: Packet<'connectAnswer'>): void {
  const { request, accepted, brokerEpoch } = content
  if (!isUnderWay(sim, request)) return
  if (!isAwaited(sim, request)) return closeExchange(sim, request)
  const { producer: index, call: slot, group, node } = request
  const producer = producerAt(sim, index)
  endHandshake(producer, group, node)
  if (!accepted) {
    closeExchange(sim, request)
    return callbacks(sim).failed(sim, index, slot, 'connectRefused')
  }
  connectionsOf(producer, group)[node] = { epoch: brokerEpoch }
  const call = callAt(producer, slot)
  const leftMs = call.attemptBudgetMs - (sim.state.nowMs - call.attemptStartedAtMs)
  // ONEWAY never asks how long connecting took.
  if (leftMs < 0 && call.mode !== 'ONEWAY') {
    closeExchange(sim, request)
    if (call.mode === 'ASYNC') return callbacks(sim).failed(sim, index, slot, 'noTime')
    if (sim.rules.closesSocketOnTimeout && !sim.rules.sparesShortTimeouts) closeChannel(sim, index, group, node)
    return callbacks(sim).failed(sim, index, slot, 'timeout')
  }
  call.request = { ...request, brokerEpoch }
  sendRequest(sim, call.request, leftMs)
}

/** A handshake that is not answered in time fails its request then. */
export function expectConnectAnswer(sim: Simulation, { content, sentAtMs }: Packet<'connect'>): void {
  const { producer, call } = content.request
  const endsMs = producerAt(sim, producer).calls[call]?.connectEndsAtMs
  const dueMs = endsMs ?? sentAtMs + sim.state.settings.connectTimeoutMillis
  at(sim, Math.max(sim.state.nowMs, dueMs), 'connectTimeout', content)
}

export function connectTimeout(sim: Simulation, { request }: TimersOf<'producer'>['connectTimeout']): void {
  const { producer: index, call: slot, group, node } = request
  if (!isUnderWay(sim, request) || !isAwaited(sim, request)) return
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  if (call.phase !== 'connecting') return
  closeExchange(sim, request)
  waitedForHandshake(producer, group, node, call.attemptStartedAtMs)
  callbacks(sim).failed(sim, index, slot, 'connectTimeout')
}

/** The Broker's answer is back. */
export function sendResponse(sim: Simulation, packet: Packet<'sendResponse'>): void {
  const { request, code } = packet.content
  if (!isUnderWay(sim, request)) return
  if (isLostToBroker(sim, request.producer, request.group, request.node)) return lose(sim, packet)
  const awaited = isAwaited(sim, request)
  closeExchange(sim, request)
  if (!awaited) return
  if (code === RESPONSE_CODE.GO_AWAY && sim.rules.resendsOnGoAway) goesAway(sim, request, code)
  else callbacks(sim).answered(sim, request, code)
}

/** The Broker asks the client to come over a new connection, where it may be sent away again. RocketMQ: NettyRemotingClient#invokeImpl */
function goesAway(sim: Simulation, request: SendRequest, code: number): void {
  const { producer: index, call: slot, group, node } = request
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  if (!call.resent) {
    call.resent = true
    connectionsOf(producer, group)[node] = null
    invoke(sim, index, slot, node)
  } else if (sim.rules.secondGoAwayIsSendFailure) callbacks(sim).failed(sim, index, slot, 'connectionClosed')
  else callbacks(sim).answered(sim, request, code)
}

/** A reset has reached the client: the connection is gone, whatever the release. */
export function reset(sim: Simulation, packet: Packet<'reset'>): void {
  const { request } = packet.content
  if (!isUnderWay(sim, request)) return
  const { producer: index, group, node, brokerEpoch } = request
  const connections = connectionsOf(producerAt(sim, index), group)
  if (connections[node]?.epoch === brokerEpoch) {
    if (sim.rules.failsInFlightOnReset) closeChannel(sim, index, group, node)
    else connections[node] = null
  }
  // An old client does not notice, or has closed its end on the FIN before: the request waits for its time limit.
  lose(sim, packet)
}
