// Connections of one producer process and the requests on them. RocketMQ: NettyRemotingClient, NettyRemotingAbstract

import { freeRequest, isPacketLost, loseRequest, travel } from '../broker/broker'
import { type EventBody, type Packet, schedule } from '../events'
import { acceptsConnections, callAt, nodeAt, producerAt, type Simulation } from '../network'
import { attemptAnswered, attemptFails, handedOver } from '../producer/sendLoop'
import { RESPONSE_CODE } from '../releases'
import type { Producer, Request } from '../state'

/** RocketMQ: NettyRemotingClient.MIN_CLOSE_TIMEOUT_MILLIS */
const MIN_CLOSE_TIMEOUT_MS = 100
/** RocketMQ: NettyRemotingAbstract#scanResponseTable looks at ASYNC requests this long after their time. */
const SWEEP_DELAY_MS = 1000

export function connectionsOf(producer: Producer, group: number): Producer['connections'][number] {
  while (producer.connections.length <= group) producer.connections.push([null, null, null])
  return producer.connections[group] as Producer['connections'][number]
}

/** Puts one attempt of a call on the wire, over the open connection or a new one. */
export function invoke(sim: Simulation, index: number, slot: number, node: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  const connection = connectionsOf(producer, call.attemptGroup)[node]
  const requestSlot = state.freeSlots.pop() ?? state.requests.length
  const request: Request = {
    serial: state.nextRequestSerial++,
    message: call.message,
    producer: index,
    call: slot,
    attempt: call.attempt,
    group: call.attemptGroup,
    node,
    queueId: call.attemptQueueId,
    phase: 'toBroker',
    fromMs: state.nowMs,
    toMs: null,
    epoch: 0,
    code: 0,
    injectedCode: null,
    abandoned: false,
    oneway: call.mode === 'ONEWAY',
  }
  state.requests[requestSlot] = request
  call.requestSlot = requestSlot
  if (connection) {
    request.epoch = connection.epoch
    sendRequest(sim, index, slot, requestSlot, call.attemptBudgetMs)
    return
  }
  call.phase = 'connecting'
  request.phase = 'connecting'
  travel(sim, request, 'connectArrives', requestSlot)
  if (2 * state.settings.networkLatencyMs >= state.settings.connectTimeoutMillis) {
    const atMs = state.nowMs + state.settings.connectTimeoutMillis
    schedule(state, atMs, 'connectTimeout', { slot: requestSlot, serial: request.serial })
  }
  if (sim.rules.asyncConnectsLater && call.mode !== 'SYNC') handedOver(sim, index, slot)
}

function sendRequest(sim: Simulation, index: number, slot: number, requestSlot: number, waitMs: number): void {
  const { state } = sim
  const call = callAt(producerAt(sim, index), slot)
  const request = state.requests[requestSlot] as Request
  const connectedFirst = call.phase === 'connecting'
  call.phase = 'waiting'
  request.phase = 'toBroker'
  travel(sim, request, 'requestArrives', requestSlot)
  call.requestWaitMs = waitMs
  call.deadlineMs = state.nowMs + waitMs
  if (call.mode === 'ONEWAY') call.phase = 'handedOver'
  if (call.mode === 'SYNC') setDeadlineTimer(sim, index, slot)
  else if (!connectedFirst || !sim.rules.asyncConnectsLater) handedOver(sim, index, slot)
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
  schedule(sim.state, due, 'deadline', { producer: index, epoch: producer.epoch, call: slot })
}

export function deadline(sim: Simulation, index: number, slot: number): void {
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
  const { group, node } = sim.state.requests[call.requestSlot as number] as Request
  const tiny =
    rules.sparesShortTimeouts &&
    call.requestWaitMs <= MIN_CLOSE_TIMEOUT_MS &&
    call.requestWaitMs <= call.attemptBudgetMs / 4
  giveUpRequest(sim, index, slot)
  if (rules.closesSocketOnTimeout && !tiny) closeConnection(sim, index, group, node)
  attemptFails(sim, index, slot, 'timeout')
}

/** ASYNC requests whose time is long over. RocketMQ: NettyRemotingAbstract#scanResponseTable */
export function sweep(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  for (let slot = 0; slot < producer.calls.length; slot++) {
    const call = producer.calls[slot]
    if (call?.mode !== 'ASYNC' || call.phase !== 'waiting' || call.deadlineMs === null) continue
    // On the dot is too early: in reality the request began a moment after the sweep that came first.
    if (call.deadlineMs + SWEEP_DELAY_MS >= sim.state.nowMs) continue
    giveUpRequest(sim, index, slot)
    attemptFails(sim, index, slot, 'timeout')
  }
}

/** The client no longer waits; the request itself may go on. */
export function giveUpRequest(sim: Simulation, index: number, slot: number): void {
  const call = callAt(producerAt(sim, index), slot)
  const requestSlot = call.requestSlot
  call.requestSlot = null
  call.deadlineMs = null
  if (requestSlot === null) return
  const request = sim.state.requests[requestSlot] as Request
  request.abandoned = true
  if (request.phase === 'lost') freeRequest(sim, requestSlot)
}

// ---------------------------------------------------------------- ends of connections

/** The client's end of a connection goes: every other request on it fails at once. RocketMQ: NettyRemotingClient#closeChannel */
function closeConnection(sim: Simulation, index: number, group: number, node: number): void {
  const producer = producerAt(sim, index)
  connectionsOf(producer, group)[node] = null
  const open = producer.calls.length
  for (let slot = 0; slot < open; slot++) {
    const call = producer.calls[slot]
    if (!call || (call.phase !== 'waiting' && call.phase !== 'handedOver') || call.requestSlot === null) continue
    const request = sim.state.requests[call.requestSlot] as Request
    if (request.group !== group || request.node !== node) continue
    // Nobody waits for a ONEWAY request: it goes its way or is lost.
    if (call.phase === 'handedOver') continue
    giveUpRequest(sim, index, slot)
    sim.environment.wakes(call, () => attemptFails(sim, index, slot, 'connectionClosed'))
  }
}

/** FIN from the Broker's host. RocketMQ: NettyRemotingClient.NettyConnectManageHandler#channelInactive (from 5.1.3) */
export function peerClosed(sim: Simulation, { from, to, content }: Packet<'connectionClosed'>): void {
  const { group, node } = from
  const connections = connectionsOf(producerAt(sim, to.index), group)
  const connection = connections[node]
  if (!connection || connection.epoch !== content.brokerEpoch) return
  const resets = sim.state.settings.killClosesWith === 'RST'
  const fails = resets ? sim.rules.failsInFlightOnReset : sim.rules.failsInFlightOnClose
  if (fails) closeConnection(sim, to.index, group, node)
  else connections[node] = null
}

// ---------------------------------------------------------------- events of one request

/** The handshake has reached the host. */
export function connectArrives(sim: Simulation, slot: number, request: Request): void {
  const { state } = sim
  const node = nodeAt(sim, request.group, request.node)
  if (request.abandoned) return freeRequest(sim, slot)
  if (node.process === 'poweredOff' || isPacketLost(sim, request.producer, request.group, request.node)) {
    request.phase = 'lost'
    request.fromMs = state.nowMs
    request.toMs = null
    const startedAtMs = state.nowMs - state.settings.networkLatencyMs
    const givesUpAtMs = Math.max(state.nowMs, startedAtMs + state.settings.connectTimeoutMillis)
    schedule(state, givesUpAtMs, 'connectTimeout', { slot, serial: request.serial })
    return
  }
  const accepted = acceptsConnections(node.process)
  request.phase = accepted ? 'connected' : 'refused'
  request.fromMs = state.nowMs
  request.toMs = state.nowMs + sim.environment.hopMs(sim, request, 'connectAnswered')
  const { serial } = request
  schedule(state, request.toMs, 'connectAnswered', { slot, serial, accepted, brokerEpoch: node.epoch })
}

/** The answer to the handshake is back at the client. */
export function connectAnswered(sim: Simulation, answer: EventBody<'connectAnswered'>, request: Request): void {
  const { slot, accepted, brokerEpoch } = answer
  if (request.abandoned) return freeRequest(sim, slot)
  const producer = producerAt(sim, request.producer)
  if (!accepted) {
    freeRequest(sim, slot)
    return attemptFails(sim, request.producer, request.call, 'connectRefused')
  }
  connectionsOf(producer, request.group)[request.node] = { epoch: brokerEpoch }
  request.epoch = brokerEpoch
  const call = callAt(producer, request.call)
  const left = call.attemptBudgetMs - (sim.state.nowMs - call.attemptStartedAtMs)
  if (left < 0) {
    freeRequest(sim, slot)
    if (sim.rules.closesSocketOnTimeout && !sim.rules.sparesShortTimeouts) {
      closeConnection(sim, request.producer, request.group, request.node)
    }
    return attemptFails(sim, request.producer, request.call, 'timeout')
  }
  sendRequest(sim, request.producer, request.call, slot, left)
}

export function connectTimesOut(sim: Simulation, slot: number, request: Request): void {
  const { phase } = request
  const waiting = phase === 'connecting' || phase === 'connected' || phase === 'refused' || phase === 'lost'
  if (!waiting || request.abandoned) return
  freeRequest(sim, slot)
  attemptFails(sim, request.producer, request.call, 'connectTimeout')
}

/** The Broker's answer is back at the client. */
export function replyArrives(sim: Simulation, slot: number, request: Request): void {
  if (isPacketLost(sim, request.producer, request.group, request.node)) return loseRequest(sim, slot, request)
  freeRequest(sim, slot)
  if (request.abandoned) return
  if (request.code === RESPONSE_CODE.GO_AWAY && sim.rules.resendsOnGoAway) goesAway(sim, request)
  else attemptAnswered(sim, request)
}

/** The Broker asks the client to come over a new connection, where it may be sent away again. RocketMQ: NettyRemotingClient#invokeImpl */
function goesAway(sim: Simulation, request: Request): void {
  const { producer: index, call: slot, group, node } = request
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  if (!call.resent) {
    call.resent = true
    connectionsOf(producer, group)[node] = null
    invoke(sim, index, slot, node)
  } else if (sim.rules.secondGoAwayIsSendFailure) attemptFails(sim, index, slot, 'connectionClosed')
  else attemptAnswered(sim, request)
}

/** A reset has reached the client: the connection is gone, whatever the release. */
export function resetArrives(sim: Simulation, slot: number, request: Request): void {
  const producer = producerAt(sim, request.producer)
  const connection = connectionsOf(producer, request.group)[request.node]
  if (connection && connection.epoch === request.epoch) {
    if (sim.rules.failsInFlightOnReset) closeConnection(sim, request.producer, request.group, request.node)
    else connectionsOf(producer, request.group)[request.node] = null
  }
  if (request.abandoned) return freeRequest(sim, slot)
  // An old client does not notice, or has closed its end on the FIN before: the request waits for its time limit.
  loseRequest(sim, slot, request)
}
