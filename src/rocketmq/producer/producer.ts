// The producer as a kind of process: its packets, its timers, and what a person does to it. RocketMQ: DefaultMQProducer, MQClientInstance

import { masterOf } from '../brokers'
import { endHandshake } from '../client/handshakes'
import * as client from '../client/remotingClient'
import {
  cleanOfflineBrokers,
  expectRouteAnswer,
  lockTimeout,
  pollRoute,
  routeAnswered,
  routeTimeout,
} from '../client/route'
import { type ActionOn, type Command, groupNamed, type ProcessKind, producerAt, type Simulation } from '../context'
import type { Packet, TimersOf } from '../events'
import { after } from '../network'
import { MAX_NODES, type SenderThread } from '../state'
import { isLinkPeer, parseTarget } from '../targets'
import { detectByOneRound, probeAnswer, windowEnd } from './faultTable'
import {
  addProducer,
  changeProducer,
  changeThreadCount,
  copyProducer,
  DETECTOR_PERIOD_MS,
  startProducer,
  wordsOf,
} from './producerLife'
import { planCall, reachedLimit } from './senderThread'
import {
  attemptAnswered,
  attemptFails,
  beginCall,
  callFails,
  handedOver,
  nextAttempt,
  onewayEnded,
  poolTimer,
} from './sendLoop'

export const producer: ProcessKind<'producer'> = {
  slice: { name: 'producers', copy: copyProducer, words: wordsOf },
  create,
  packets: {
    connectAnswer: client.connectAnswer,
    sendResponse: client.sendResponse,
    reset: client.reset,
    routeAnswer: (sim, packet) => ifAlive(sim, packet, routeAnswered),
    heartbeatAnswer: (sim, packet) => ifAlive(sim, packet, heartbeatAnswer),
    probeAnswer: (sim, packet) => ifAlive(sim, packet, probeAnswer),
    connectionClosed: (sim, packet) => ifAlive(sim, packet, client.connectionClosed),
  },
  timers: {
    callTimer: (sim, timer) => whileAlive(sim, timer, callTimer),
    deadline: (sim, timer) => whileAlive(sim, timer, client.deadline),
    pollTimer: (sim, timer) => whileAlive(sim, timer, pollTimer),
    housekeepingTimer: (sim, timer) => whileAlive(sim, timer, housekeepingTimer),
    detectorTimer: (sim, timer) => whileAlive(sim, timer, detectorTimer),
    sweepTimer: (sim, timer) => whileAlive(sim, timer, sweepTimer),
    poolTimer: (sim, timer) => whileAlive(sim, timer, poolTimer),
    routeTimeout: (sim, timer) => whileAlive(sim, timer, routeTimeout),
    lockTimeout: (sim, timer) => whileAlive(sim, timer, lockTimeout),
    windowEnd: (sim, timer) => whileAlive(sim, timer, windowEnd),
    connectTimeout: client.connectTimeout,
  },
  onAction,
  onCommand,
  onAnswerExpected: (sim, packet, answerMs, connects) =>
    packet.kind === 'connect'
      ? client.expectConnectAnswer(sim, packet)
      : expectRouteAnswer(sim, packet, answerMs, connects),
  client: {
    answered: attemptAnswered,
    failed: attemptFails,
    handedOver,
    routeFound: nextAttempt,
    routeMissing: callFails,
    onewayEnded,
  },
}

function create(sim: Simulation): void {
  const { producers, settings } = sim.state
  while (producers.length < settings.producerCount) addProducer(sim)
  producers.forEach((_, index) => {
    startProducer(sim, index)
  })
}

/** Is the process still the one of that epoch? */
function isAlive(sim: Simulation, index: number, epoch: number): boolean {
  const one = producerAt(sim, index)
  return epoch === one.epoch && one.process === 'running'
}

/** What was planned for an earlier process is void. */
function whileAlive<T extends { producer: number; epoch: number }>(
  sim: Simulation,
  timer: T,
  handle: (sim: Simulation, timer: T) => void,
): void {
  if (isAlive(sim, timer.producer, timer.epoch)) handle(sim, timer)
}

/** What was sent to an earlier process reaches none. */
function ifAlive<P extends { to: { index: number }; content: { epoch: number } }>(
  sim: Simulation,
  packet: P,
  handle: (sim: Simulation, packet: P) => void,
): void {
  if (isAlive(sim, packet.to.index, packet.content.epoch)) handle(sim, packet)
}

function heartbeatAnswer(sim: Simulation, { from, to, content }: Packet<'heartbeatAnswer'>): void {
  const one = producerAt(sim, to.index)
  endHandshake(one, from.group, from.node)
  client.connectionsOf(one, from.group)[from.node] ??= { epoch: content.brokerEpoch }
}

// ---------------------------------------------------------------- timers

type Timers = TimersOf<'producer'>

function callTimer(sim: Simulation, { producer: index, thread: threadIndex }: Timers['callTimer']): void {
  const { state } = sim
  const { sendIntervalMs, communicationMode, sendMsgTimeout } = state.settings
  const one = producerAt(sim, index)
  const thread = one.threads[threadIndex] as SenderThread
  thread.callPending = false
  if (thread.retired || thread.call !== null || reachedLimit(sim, one)) return
  // A call that took longer than the interval is followed by the next at once; of those missed meanwhile one is made up for.
  thread.nextCallAtMs = Math.max(thread.nextCallAtMs, state.nowMs - sendIntervalMs) + sendIntervalMs
  beginCall(sim, index, threadIndex, communicationMode, sendMsgTimeout)
  planCall(sim, index, threadIndex)
}

function pollTimer(sim: Simulation, timer: Timers['pollTimer']): void {
  const { pollNameServerInterval } = sim.state.settings
  const one = producerAt(sim, timer.producer)
  one.nextPollAtMs = sim.state.nowMs + pollNameServerInterval
  after(sim, pollNameServerInterval, 'pollTimer', timer)
  // Only Topics the producer has used are polled, and a fetch under way serves as this poll.
  if (one.publishInfos.length > 0) pollRoute(sim, timer.producer)
  else if (sim.state.nowMs > one.startedAtMs + sim.state.settings.firstPollMs) one.pollMetCall = one.fetching
}

function housekeepingTimer(sim: Simulation, timer: Timers['housekeepingTimer']): void {
  after(sim, sim.state.settings.heartbeatBrokerInterval, 'housekeepingTimer', timer)
  cleanOfflineBrokers(sim, timer.producer)
}

function detectorTimer(sim: Simulation, timer: Timers['detectorTimer']): void {
  after(sim, DETECTOR_PERIOD_MS, 'detectorTimer', timer)
  detectByOneRound(sim, timer.producer)
}

function sweepTimer(sim: Simulation, timer: Timers['sweepTimer']): void {
  after(sim, sim.rules.sweepPeriodMs, 'sweepTimer', timer)
  client.scanResponseTable(sim, timer.producer)
}

// ---------------------------------------------------------------- actions and settings

/** A producer can be killed and started again; pausing its host is not modelled. */
function onAction(sim: Simulation, { action, target }: ActionOn<'producer'>): void {
  const { index } = target
  const one = sim.state.producers[index]
  if (action.type === 'link') return changeLink(sim, index, action.peer, action.lossPercent)
  if (!one || one.removed) return
  const running = one.process === 'running'
  if (action.type === 'kill' && running) changeProducer(sim, index, 'killed')
  else if (action.type === 'powerOff' && running) changeProducer(sim, index, 'poweredOff')
  else if (action.type === 'stop' && running) changeProducer(sim, index, 'stopped')
  else if (action.type === 'restart' && !running) changeProducer(sim, index, 'running')
}

/** Loss on the link between a producer and one Broker node or one NameServer. */
function changeLink(sim: Simulation, index: number, peerName: string, lossPercent: number): void {
  const peer = parseTarget(peerName)
  if (!peer || !isLinkPeer(peer)) throw new RangeError(`no link: producer/${index} to ${peerName}`)
  const one = sim.state.producers[index]
  // A producer that an earlier action has not started has no links yet.
  if (!one) return
  if (peer.kind === 'nameServer') {
    while (one.nameServerLoss.length <= peer.index) one.nameServerLoss.push(0)
    one.nameServerLoss[peer.index] = lossPercent
    return
  }
  const group = groupNamed(sim, peer.brokerName)
  const node = peer.node === 'master' ? masterOf(sim, group) : peer.node
  while (one.brokerLoss.length <= group) one.brokerLoss.push(new Array(MAX_NODES).fill(0))
  const losses = one.brokerLoss[group] as number[]
  losses[node] = lossPercent
}

function onCommand(sim: Simulation, command: Command): void {
  if (command.type !== 'set') return
  const { producers } = sim.state
  const value = command.value as number
  switch (command.name) {
    case 'producerCount':
      return changeProducerCount(sim, value)
    case 'sendThreadCount':
      for (let index = 0; index < producers.length; index++) changeThreadCount(sim, index, value)
      return
    case 'messageLimit':
      producers.forEach(({ threads }, index) => {
        for (let thread = 0; thread < threads.length; thread++) planCall(sim, index, thread)
      })
      return
  }
}

function changeProducerCount(sim: Simulation, wanted: number): void {
  const { producers } = sim.state
  producers.forEach((one, index) => {
    const stays = index < wanted
    if (one.removed === !stays) return
    one.removed = !stays
    if (stays) changeProducer(sim, index, 'running')
    else if (one.process === 'running') changeProducer(sim, index, 'stopped')
  })
  while (producers.length < wanted) {
    addProducer(sim)
    startProducer(sim, producers.length - 1)
  }
}
