// The loop: take the first event, let its owner change the state, go on. Also how a cluster looks at time 0.

import { takeFirst } from '../sim/eventQueue'
import { STREAM, streamState } from '../sim/random'
import { createBrokerGroup, forgetTopic, handleBrokerTimer, serviceDone, startRegistering } from './broker/broker'
import { connectAnswered, connectArrives, connectTimesOut, replyArrives, resetArrives } from './client/remotingClient'
import { routeRequestArrives } from './client/route'
import { beginControlled, handleControllerEvent } from './controller/controller'
import { beginAsLed, handleRaftPacket, handleRaftTimer } from './dledger/dledger'
import { NOBODY, SIMULATED } from './environment'
import { createLog, type EventLog } from './eventLog'
import type { HopKind, SimulationEvent } from './events'
import {
  createNameServer,
  handleNameServerPacket,
  registerBroker,
  scanNotActiveBrokers,
  startNameServer,
} from './nameserver/nameServer'
import type { Simulation } from './network'
import { latencyTable } from './producer/faultStrategy'
import {
  answerProducer,
  handleCallTimer,
  handleProducerPacket,
  handleProducerTimer,
  startProducer,
} from './producer/producer'
import { clientRules } from './releases'
import { defaultBrokerName, type RunInput, type UserAction } from './scenario'
import type { ClusterState, NameServer } from './state'
import { applyAction, deriveFromSettings, newProducer } from './userActions'

/** The cluster at time 0: every Broker up and registered, every producer about to start. */
export function createSimulation(input: RunInput): Simulation {
  const { scenario, seed } = input
  const { settings } = scenario
  const state: ClusterState = {
    nowMs: 0,
    settings: { ...settings },
    topic: scenario.topic,
    brokerGroups: [],
    nameServers: Array.from({ length: settings.nameServerCount }, createNameServer),
    producers: [],
    requests: [],
    freeSlots: [],
    nextRequestSerial: 1,
    nextMessage: 1,
    totals: { sent: 0, stored: 0, failed: 0, attempts: 0, failedAttempts: 0, storedCopies: 0 },
    eventQueue: [],
    nextSequence: 0,
    actionsDone: 0,
    eventsDone: 0,
  }
  const rules = clientRules(settings.clientVersion)
  const sim: Simulation = {
    input,
    state,
    log: createLog(),
    rules,
    table: latencyTable(settings, rules),
    brokerNames: [],
    selection: null,
    environment: SIMULATED,
    observer: NOBODY,
  }
  for (let index = 0; index < settings.brokerGroupCount; index++) {
    const spec = scenario.brokerGroups[index] ?? {}
    state.brokerGroups.push(
      createBrokerGroup(
        spec.brokerName ?? defaultBrokerName(index),
        spec.slaveCount ?? settings.slaveCount,
        spec.writeQueueNums ?? settings.writeQueueNums,
        spec.serviceTimeMs ?? null,
        streamState(seed, STREAM.brokerGroup, index),
      ),
    )
  }
  deriveFromSettings(sim)
  state.brokerGroups.forEach((group, index) => {
    if (!settings.topicExists) forgetTopic(group)
    if (settings.enableDLegerCommitLog) beginAsLed(sim, index)
    else if (settings.enableControllerMode) beginControlled(sim, index)
    for (const node of group.nodes) {
      for (const server of state.nameServers)
        registerBroker(sim, server as NameServer, index, node.nodeIndex, node.brokerId)
      startRegistering(sim, index, node)
    }
  })
  state.nameServers.forEach((_, index) => {
    startNameServer(sim, index)
  })
  for (let index = 0; index < settings.producerCount; index++) state.producers.push(newProducer(sim, index))
  state.producers.forEach((_, index) => {
    startProducer(sim, index)
  })
  return sim
}

/** A simulation that goes on from a state of an earlier one; the state becomes its own. */
export function continueFrom(input: RunInput, state: ClusterState, log: EventLog | null): Simulation {
  const rules = clientRules(state.settings.clientVersion)
  const sim: Simulation = {
    input,
    state,
    log,
    rules,
    table: latencyTable(state.settings, rules),
    brokerNames: [],
    selection: null,
    environment: SIMULATED,
    observer: NOBODY,
  }
  deriveFromSettings(sim)
  return sim
}

/** Virtual time of the next thing that happens, action or event; null if nothing ever will. */
export function nextTime(sim: Simulation): number | null {
  const event = sim.state.eventQueue[0]
  const action = sim.input.actions[sim.state.actionsDone]
  if (!event) return action ? action.atMs : null
  return action && action.atMs < event.atMs ? action.atMs : event.atMs
}

/**
 * Does the next thing: the first event, or the next action if it comes earlier. At equal times events come first, so
 * that a person who acts on what is on the screen acts after all of it.
 */
export function step(sim: Simulation): void {
  const { state } = sim
  const event = state.eventQueue[0]
  const action = sim.input.actions[state.actionsDone]
  state.eventsDone++
  if (action && (!event || action.atMs < event.atMs)) {
    act(sim, action)
    return
  }
  if (!event) throw new RangeError('nothing left to happen')
  state.nowMs = event.atMs
  dispatch(sim, takeFirst(state.eventQueue))
}

function act(sim: Simulation, action: UserAction): void {
  sim.state.nowMs = action.atMs
  applyAction(sim, action)
  sim.state.actionsDone++
}

/** Does everything up to and including untilMs. */
export const runUntil = (sim: Simulation, untilMs: number): boolean => runSome(sim, untilMs, Number.MAX_SAFE_INTEGER)

/** The same, but no more than some events. @returns whether untilMs is reached */
export function runSome(sim: Simulation, untilMs: number, maxEvents: number): boolean {
  for (let left = maxEvents; ; left--) {
    const atMs = nextTime(sim)
    if (atMs === null || atMs > untilMs) break
    if (left <= 0) return false
    step(sim)
  }
  sim.state.nowMs = untilMs
  return true
}

/** Gives an event to its owner; the most frequent come first. */
function dispatch(sim: Simulation, event: SimulationEvent): void {
  switch (event.kind) {
    case 'requestArrives':
    case 'serviceDone':
    case 'replyArrives':
    case 'connectArrives':
    case 'connectAnswered':
    case 'connectTimeout':
    case 'resetArrives':
      return dispatchRequest(sim, event)
    case 'callTimer':
    case 'deadline':
      return handleCallTimer(sim, event)
    case 'pollTimer':
    case 'housekeepingTimer':
    case 'detectorTimer':
    case 'sweepTimer':
    case 'routeTimeout':
    case 'windowEnd':
      return handleProducerTimer(sim, event)
    case 'routeAnswer':
    case 'heartbeatAnswer':
    case 'probeAnswer':
    case 'connectionClosed':
      return handleProducerPacket(sim, event)
    case 'heartbeat':
    case 'probe':
      return answerProducer(sim, event)
    case 'routeRequest':
      return routeRequestArrives(sim, event.body)
    case 'registration':
    case 'unregistration':
      return handleNameServerPacket(sim, event)
    case 'scanTimer':
      return scanNotActiveBrokers(sim, event.body)
    case 'registerTimer':
    case 'brokerStarted':
    case 'portCloses':
      return handleBrokerTimer(sim, event)
    case 'controllerMisses':
    case 'controllerElected':
    case 'controllerCheck':
      return handleControllerEvent(sim, event)
    case 'raftWake':
    case 'masterReady':
      return handleRaftTimer(sim, event)
    case 'raftHeartbeat':
    case 'raftHeartbeatAnswer':
    case 'voteRequest':
    case 'voteAnswer':
      return handleRaftPacket(sim, event)
  }
}

/** Events of one request; those of a request that is over are void. */
function dispatchRequest(sim: Simulation, event: SimulationEvent<HopKind>): void {
  const { slot, serial } = event.body
  const request = sim.state.requests[slot]
  if (!request || request.serial !== serial) return
  switch (event.kind) {
    case 'connectArrives':
      return connectArrives(sim, slot, request)
    case 'connectAnswered':
      return connectAnswered(sim, event.body, request)
    case 'connectTimeout':
      return connectTimesOut(sim, slot, request)
    case 'requestArrives':
      return sim.environment.requestArrives(sim, slot, request)
    case 'serviceDone':
      // The process may have died since; then the request is lost, not served.
      if (request.phase === 'atBroker') serviceDone(sim, slot, request, event.body.waited)
      return
    case 'replyArrives':
      return replyArrives(sim, slot, request)
    case 'resetArrives':
      return resetArrives(sim, slot, request)
  }
}
