// A simulation of the cluster: how it looks at time 0, and where its events go. What takes one after another is sim/run.ts.

import { createLog, type EventLog } from '../sim/logColumns'
import { consumptionFor } from './consumption'
import type { Simulation } from './context'
import { SIMULATED, UNOBSERVED } from './environment'
import { isPacket, type SimulationEvent } from './events'
import { HANDLERS, PROCESSES, SLICES } from './processes'
import { latencyTable } from './producer/faultStrategy'
import { clientRules } from './releases'
import type { RunInput } from './scenario'
import type { ClusterState, SliceName } from './state'
import { storageFor } from './storage'

/** The cluster at time 0: every Broker up and registered, every producer about to start. */
export function createSimulation(input: RunInput): Simulation {
  const state: ClusterState = {
    nowMs: 0,
    settings: { ...input.scenario.settings },
    topics: [{ name: input.scenario.topic }],
    ...(Object.fromEntries(SLICES.map(({ name }) => [name, []])) as unknown as Pick<ClusterState, SliceName>),
    links: [],
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
    storage: storageFor(state.settings),
    consumption: consumptionFor(state.settings),
    observer: UNOBSERVED,
  }
}

/** An event is its process's business. */
export const handleEvent = (sim: Simulation, event: SimulationEvent): void =>
  HANDLERS[event.kind](sim, isPacket(event) ? event : event.content)
