// A simulation of the cluster: how it looks at time 0, and what one step does. The loop itself is in sim/run.ts.

import { takeFirst } from '../sim/eventQueue'
import { createLog, type EventLog } from '../sim/logColumns'
import type { Simulation } from './context'
import { SIMULATED, UNOBSERVED } from './environment'
import { HANDLERS, PROCESSES } from './processes'
import { latencyTable } from './producer/faultStrategy'
import { clientRules } from './releases'
import type { RunInput } from './scenario'
import type { ClusterState } from './state'
import { applyAction } from './userActions'

/** The cluster at time 0: every Broker up and registered, every producer about to start. */
export function createSimulation(input: RunInput): Simulation {
  const state: ClusterState = {
    nowMs: 0,
    settings: { ...input.scenario.settings },
    topic: input.scenario.topic,
    brokerGroups: [],
    nameServers: [],
    producers: [],
    exchanges: [],
    lostPackets: [],
    freeExchanges: [],
    nextOpaque: 1,
    nextMessage: 1,
    totals: { sent: 0, stored: 0, failed: 0, attempts: 0, failedAttempts: 0, storedCopies: 0 },
    eventQueue: [],
    nextSequence: 0,
    actionsDone: 0,
    eventsDone: 0,
  }
  const sim = continueFrom(input, state, createLog())
  for (const kind of Object.values(PROCESSES)) kind.create(sim)
  return sim
}

/** A simulation that goes on from a state of an earlier one; the state becomes its own. */
export function continueFrom(input: RunInput, state: ClusterState, log: EventLog | null): Simulation {
  const rules = clientRules(state.settings.clientVersion)
  return {
    input,
    state,
    log,
    rules,
    table: latencyTable(state.settings, rules),
    brokerNames: state.brokerGroups.map((group) => group.brokerName),
    selection: null,
    processes: PROCESSES,
    environment: SIMULATED,
    observer: UNOBSERVED,
  }
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
    state.nowMs = action.atMs
    applyAction(sim, action)
    state.actionsDone++
    return
  }
  if (!event) throw new RangeError('nothing left to happen')
  state.nowMs = event.atMs
  const { kind, body } = takeFirst(state.eventQueue)
  HANDLERS[kind](sim, body)
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
