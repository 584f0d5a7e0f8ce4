// What a person's actions do to the cluster: each is given to the kind of process that it is about.

import type { Command, Simulation } from './context'
import { log } from './entryCodec'
import { latencyTable } from './producer/faultStrategy'
import { clientRules } from './releases'
import type { UserAction } from './scenario'
import { parseTarget } from './targets'

/**
 * Carries out one action at the present virtual time. An action that makes no sense any more (killing what is dead)
 * does nothing: an earlier action of the same run may have been changed by the person.
 *
 * @throws RangeError if the target is not in the cluster: input is checked before it comes here
 */
export function applyAction(sim: Simulation, action: UserAction): void {
  log.action(sim, { action: sim.state.actionsDone })
  if (action.type === 'set' || action.type === 'writePerm') return applyCommand(sim, action)
  const target = parseTarget(action.target)
  if (!target) throw new RangeError(`not a target: ${action.target}`)
  sim.processes[target.kind].onAction?.(sim, { action, target } as never)
}

function applyCommand(sim: Simulation, command: Command): void {
  // `updateTopic -b` changes one Broker group, not the setting.
  if (command.type === 'set' && !(command.name === 'writeQueueNums' && command.brokerName !== undefined)) {
    sim.state.settings = { ...sim.state.settings, [command.name]: command.value }
    deriveFromSettings(sim)
  }
  for (const kind of Object.values(sim.processes)) kind.onCommand?.(sim, command)
}

/** Recomputes what follows from the settings. */
export function deriveFromSettings(sim: Simulation): void {
  sim.rules = clientRules(sim.state.settings.clientVersion)
  sim.table = latencyTable(sim.state.settings, sim.rules)
}
