// Everything that is under way at one moment, in one shape: for pictures and counts. Reads a state, changes nothing.

import { isPacket, type Packet, requestOf, type SendRequest, type ServedRequest } from './events'
import { isSameLife } from './network'
import type { ClusterState } from './state'

/** Gives every packet on its way, also one that leaves later, and every lost one that is still waited for. */
export function eachPacket(state: ClusterState, visit: (packet: Packet) => void): void {
  for (const packet of state.lostPackets) if (packet) visit(packet)
  for (const event of state.eventQueue) if (isPacket(event)) visit(event)
}

/** Gives every packet that waits at a paused producer. */
export function eachHeldPacket(state: ClusterState, visit: (packet: Packet) => void): void {
  for (const { held } of state.producers) for (const event of held) if (isPacket(event)) visit(event)
}

/** Gives every request at a Broker, with whether it is being worked on; a frozen Broker only holds it. */
export function eachServedRequest(
  state: ClusterState,
  visit: (served: ServedRequest, isWorkedOn: boolean) => void,
): void {
  for (const { nodes } of state.brokerGroups) {
    for (const { heldRequests, store, process } of nodes) {
      for (const held of heldRequests) visit(held, false)
      if (!store) continue
      const isWorkedOn = process !== 'frozen'
      for (const queued of store.sendQueue) visit(queued, isWorkedOn)
      for (const waiter of store.lockWaiters) visit(waiter, isWorkedOn)
      for (const { served } of store.puts) visit(served, isWorkedOn)
    }
  }
  for (const { kind, content } of state.eventQueue) {
    if (kind !== 'serviceDone') continue
    const { group, node: index } = content.packet.to
    const node = state.brokerGroups[group]?.nodes[index]
    // The timer of a process that has died since means nothing.
    if (node && isSameLife(node, content.epoch)) visit(content, true)
  }
}

/** Has its client stopped waiting for it? */
export const isAbandoned = ({ producers }: ClusterState, { producer, call, opaque }: SendRequest): boolean =>
  producers[producer]?.calls[call]?.request?.opaque !== opaque

/** Requests to send of which something can still happen. */
export const requestsInFlight = ({ exchanges, freeExchanges }: ClusterState): number =>
  exchanges.length - freeExchanges.length

/** The same to one Broker group. */
export function requestsInFlightTo(state: ClusterState, group: number): number {
  let count = 0
  const add = (request: SendRequest | null) => {
    if (request?.group === group && state.exchanges[request.exchange] === request.opaque) count++
  }
  eachPacket(state, (packet) => add(requestOf(packet)))
  eachHeldPacket(state, (packet) => add(requestOf(packet)))
  eachServedRequest(state, ({ packet }) => add(packet.content.request))
  return count
}
