// What a person's actions do to the cluster: each is given to the kind of process that it is about.

import { masterOf } from './brokers'
import { type Command, groupAt, groupNamed, type Simulation } from './context'
import { log } from './entryCodec'
import { brokerAddress, CONTROLLER, consumerAddress, nameServerAddress, producerAddress } from './events'
import { isSameHost, joins } from './links'
import { latencyTable } from './producer/faultStrategy'
import { clientRules } from './releases'
import type { Target, UserAction } from './scenario'
import type { LinkEnd } from './state'
import { type ParsedTarget, parseTarget } from './targets'

/**
 * Carries out one action at the present virtual time. An action that makes no sense any more (killing what is dead)
 * does nothing: an earlier action of the same run may have been changed by the person.
 *
 * @throws RangeError if the target is not in the cluster: input is checked before it comes here
 */
export function applyAction(sim: Simulation, action: UserAction): void {
  log.action(sim, { action: sim.state.actionsDone })
  if (action.type === 'set' || action.type === 'writePerm') return applyCommand(sim, action)
  const target = parsed(action.target)
  if (action.type === 'link') return changeLink(sim, target, parsed(action.peer), action.lossPercent)
  sim.processes[target.kind].onAction?.(sim, { action, target } as never)
}

function parsed(name: Target): ParsedTarget {
  const target = parseTarget(name)
  if (!target) throw new RangeError(`not a target: ${name}`)
  return target
}

/** What a link loses from now on. */
function changeLink(sim: Simulation, target: ParsedTarget, peer: ParsedTarget, lossPercent: number): void {
  const one = linkEnd(sim, target)
  const other = linkEnd(sim, peer)
  // An earlier action may not have started one of them yet, or the Master may be the other end itself.
  if (!one || !other || isSameHost(one, other)) return
  const links = sim.state.links.filter((link) => !joins(link, one, other))
  const changed = { ends: [one, other] as const, lossPercent, sinceMs: sim.state.nowMs }
  sim.state.links = lossPercent > 0 ? [...links, changed] : links
  for (const kind of Object.values(sim.processes)) kind.onLink?.(sim, changed)
}

/** The process that a target names at this moment, or null where it is not there yet. */
function linkEnd(sim: Simulation, target: ParsedTarget): LinkEnd | null {
  const { producers, consumers, nameServers } = sim.state
  switch (target.kind) {
    case 'controller':
      return CONTROLLER
    case 'producer':
      return producers[target.index] ? producerAddress(target.index) : null
    case 'consumer':
      return consumers[target.index] ? consumerAddress(target.index) : null
    case 'nameServer':
      return nameServers[target.index] ? nameServerAddress(target.index) : null
    case 'broker': {
      const group = groupNamed(sim, target.brokerName)
      const node = target.node === 'master' ? masterOf(sim, group) : target.node
      return groupAt(sim, group).nodes[node] ? brokerAddress(group, node) : null
    }
  }
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
