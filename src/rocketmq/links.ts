// Links between processes: which there are, and what a broken one loses. A link that loses nothing is not in the state.

import { consumerAt, draw, groupAt, producerAt, type Simulation } from './context'
import type { Address, Packet, PacketKind } from './events'
import type { ClusterState, LinkEnd, LossyLink } from './state'

/** Election and Broker of a node share its host, and so its links. */
export const isSameHost = (end: LinkEnd, address: Address): boolean => {
  switch (end.kind) {
    case 'broker':
      return (
        (address.kind === 'broker' || address.kind === 'dledger') &&
        address.group === end.group &&
        address.node === end.node
      )
    case 'controller':
      return address.kind === 'controller'
    default:
      return address.kind === end.kind && address.index === end.index
  }
}

export const joins = ({ ends: [one, other] }: LossyLink, from: Address, to: Address): boolean =>
  (isSameHost(one, from) && isSameHost(other, to)) || (isSameHost(one, to) && isSameHost(other, from))

/** Percent of what two processes send each other that is lost: 0 where nothing is, 100 where the link is cut. */
export function lossBetween({ links }: Pick<ClusterState, 'links'>, one: Address, other: Address): number {
  // Nearly always there is none, and every packet asks.
  if (links.length === 0) return 0
  return links.find((link) => joins(link, one, other))?.lossPercent ?? 0
}

/** Is nothing of what the two send each other received? */
export const isCut = (sim: Simulation, one: Address, other: Address): boolean =>
  lossBetween(sim.state, one, other) === 100

/** Does the link lose this one of the things that the two send each other? Drawn where it may. */
export function isLost(sim: Simulation, from: Address, to: Address): boolean {
  const lossPercent = lossBetween(sim.state, from, to)
  return lossPercent > 0 && draw(randomOf(sim, from, to), 100) < lossPercent
}

/** One end of every link is a client or a node of a group: its random numbers are taken. */
function randomOf(sim: Simulation, from: Address, to: Address): { randomState: number } {
  for (const end of [from, to]) {
    if (end.kind === 'producer') return producerAt(sim, end.index)
    if (end.kind === 'consumer') return consumerAt(sim, end.index)
  }
  for (const end of [from, to]) if (end.kind === 'broker' || end.kind === 'dledger') return groupAt(sim, end.group)
  throw new TypeError(`no link between ${from.kind} and ${to.kind}`)
}

/** What is done with a packet, but for those that the link has lost: no process waits for what they would bring. */
export const unlessLost =
  <K extends PacketKind>(handle: (sim: Simulation, packet: Packet<K>) => void) =>
  (sim: Simulation, packet: Packet<K>): void => {
    if (!isLost(sim, packet.from, packet.to)) handle(sim, packet)
  }
