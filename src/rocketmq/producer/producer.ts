// The producer as a kind of process: its packets, its timers, and what a person does to it. RocketMQ: DefaultMQProducer, MQClientInstance

import * as client from '../client/remotingClient'
import {
  cleanOfflineBrokers,
  expectRouteAnswer,
  lockTimeout,
  pollRoute,
  routeAnswered,
  routeTimeout,
} from '../client/route'
import { type ActionOn, type Command, type ProcessKind, producerAt, type Simulation } from '../context'
import type { Packet, PacketsTo, SimulationEvent, TimersOf } from '../events'
import { after, at } from '../network'
import { isDown, type SenderThread } from '../state'
import { detectByOneRound, probeAnswer, windowEnd } from './faultTable'
import {
  addProducer,
  changeProducer,
  changeThreadCount,
  copyProducer,
  DETECTOR_PERIOD_MS,
  pauseProducer,
  resumeProducer,
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

/** What no thread of the process does: it happens during a pause, too. */
const TIME_GOES_ON = 'windowEnd' satisfies keyof TimersOf<'producer'>

export const producer: ProcessKind<'producer'> = {
  slice: { name: 'producers', copy: copyProducer, words: wordsOf },
  create,
  packets: pausable({
    connectAnswer: client.connectAnswer,
    sendResponse: client.sendResponse,
    reset: client.reset,
    routeAnswer: (sim, packet) => ifAlive(sim, packet, routeAnswered),
    heartbeatAnswer: (sim, packet) => ifAlive(sim, packet, client.heartbeatAnswer),
    probeAnswer: (sim, packet) => ifAlive(sim, packet, probeAnswer),
    connectionClosed: (sim, packet) => ifAlive(sim, packet, client.connectionClosed),
  }),
  timers: pausable({
    callTimer: (sim, timer) => whileAlive(sim, timer, callTimer),
    deadline: (sim, timer) => whileAlive(sim, timer, client.deadline),
    pollTimer: (sim, timer) => whileAlive(sim, timer, pollTimer),
    housekeepingTimer: (sim, timer) => whileAlive(sim, timer, housekeepingTimer),
    detectorTimer: (sim, timer) => whileAlive(sim, timer, detectorTimer),
    sweepTimer: (sim, timer) => whileAlive(sim, timer, sweepTimer),
    poolTimer: (sim, timer) => whileAlive(sim, timer, poolTimer),
    routeTimeout: (sim, timer) => whileAlive(sim, timer, routeTimeout),
    heartbeatTimeout: (sim, timer) => whileAlive(sim, timer, client.heartbeatTimeout),
    lockTimeout: (sim, timer) => whileAlive(sim, timer, lockTimeout),
    windowEnd: (sim, timer) => whileAlive(sim, timer, windowEnd),
    connectTimeout: client.connectTimeout,
  }),
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

/** Handlers that wait until the process is no longer paused. */
function pausable<H extends object>(handlers: H): H {
  const wrapped = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    kind === TIME_GOES_ON
      ? handle
      : (sim: Simulation, what: never) => {
          if (!holds(sim, kind, what)) handle(sim, what)
        },
  ])
  return Object.fromEntries(wrapped) as H
}

/** Is the process paused, so that a packet or a timer's content waits? */
function holds(sim: Simulation, kind: string, what: Packet<PacketsTo<'producer'>> | Timers[keyof Timers]): boolean {
  const packet = 'to' in what ? what : null
  const index = 'to' in what ? what.to.index : 'request' in what ? what.request.producer : what.producer
  const one = producerAt(sim, index)
  if (one.process !== 'frozen') return false
  const { nowMs } = sim.state
  const timer = { atMs: nowMs, sequence: 0, kind, from: null, to: null, sentAtMs: nowMs, lost: false, content: what }
  one.held.push(packet ?? (timer as SimulationEvent))
  return true
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
  // After a pause the beat is still that of the start.
  const lateMs = (sim.state.nowMs - one.nextPollAtMs) % pollNameServerInterval
  one.nextPollAtMs = sim.state.nowMs + pollNameServerInterval - lateMs
  at(sim, one.nextPollAtMs, 'pollTimer', timer)
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

function onAction(sim: Simulation, { action, target }: ActionOn<'producer'>): void {
  const { index } = target
  const one = sim.state.producers[index]
  if (!one || one.removed) return
  const paused = one.process === 'frozen'
  const running = one.process === 'running' || paused
  if (action.type === 'freeze' && !paused && running) pauseProducer(sim, index)
  else if (paused && (action.type === 'resume' || action.type === 'restart')) resumeProducer(sim, index)
  else if (action.type === 'kill' && running) changeProducer(sim, index, 'killed')
  else if (action.type === 'powerOff' && running) changeProducer(sim, index, 'poweredOff')
  else if (action.type === 'stop' && running) changeProducer(sim, index, 'stopped')
  else if (action.type === 'restart' && !running) changeProducer(sim, index, 'running')
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
    else if (!isDown(one.process)) changeProducer(sim, index, 'stopped')
  })
  while (producers.length < wanted) {
    addProducer(sim)
    startProducer(sim, producers.length - 1)
  }
}
