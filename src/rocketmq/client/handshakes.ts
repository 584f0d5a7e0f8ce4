// Handshakes under way: everyone who needs a connection to a node waits for the same one, and all fail when its time is over.
// RocketMQ: NettyRemotingClient#createChannel
//
// Simplified: only the end of its time is shared. A host that answers answers each request's own handshake, which is at most a
// round trip later than the first.

import type { Simulation } from '../context'
import type { Handshake, Producer } from '../state'

const find = ({ handshakes }: Producer, group: number, node: number): Handshake | undefined =>
  handshakes.find((one) => one.group === group && one.node === node)

/** It is over, whatever came of it. */
export function endHandshake(producer: Producer, group: number, node: number): void {
  producer.handshakes = producer.handshakes.filter((one) => one.group !== group || one.node !== node)
}

const endsAtMs = (sim: Simulation, { startedAtMs }: Handshake): number =>
  startedAtMs + sim.state.settings.connectTimeoutMillis

/**
 * Waits for the handshake with a node, which is begun if there is none.
 *
 * Up to 5.2.0 whoever began it stops waiting a moment before it is given up: a retry in that moment joins it again, and fails at
 * once. (Seen with 4.9.7 and a host that does not answer.)
 *
 * @returns when it is given up
 */
export function joinHandshake(
  sim: Simulation,
  producer: Producer,
  group: number,
  node: number,
): { endsMs: number; isOver: boolean } {
  const { nowMs } = sim.state
  const known = find(producer, group, node)
  if (known) {
    const endsMs = endsAtMs(sim, known)
    const isOver = nowMs === endsMs && !sim.rules.asyncConnectsLater
    if (nowMs < endsMs || isOver) return { endsMs, isOver }
  }
  endHandshake(producer, group, node)
  const begun: Handshake = { group, node, startedAtMs: nowMs }
  producer.handshakes = [...producer.handshakes, begun]
  return { endsMs: endsAtMs(sim, begun), isOver: false }
}

/** Someone has waited to the end, since `sinceMs`: for those who joined it later than it began, it is over from now on. */
export function waitedForHandshake(producer: Producer, group: number, node: number, sinceMs: number): void {
  const known = find(producer, group, node)
  if (known && known.startedAtMs < sinceMs) endHandshake(producer, group, node)
}
