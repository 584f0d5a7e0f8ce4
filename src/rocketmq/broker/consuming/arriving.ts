// What reaches a Broker process of what clients send to it.

import { nodeAt, type Simulation } from '../../context'
import type { BrokerAddress, ConsumerAddress, Packet, PullResponseBody } from '../../events'
import { isLost } from '../../links'
import { isServing, isUnread, send } from '../../network'
import { consumingOf } from './brokerSide'

type Incoming = Packet<'consumerRequest' | 'pullRequest' | 'consumerClosed'>

/** Handlers for a process that serves: a host without one refuses, and a paused process reads it when it goes on. */
export function arriving<H extends object>(handlers: H): H {
  const wrapped = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    (sim: Simulation, packet: Incoming) => {
      if (reaches(sim, packet)) handle(sim, packet)
    },
  ])
  return Object.fromEntries(wrapped) as H
}

function reaches(sim: Simulation, packet: Incoming): boolean {
  const { from, to } = packet
  const node = nodeAt(sim, to.group, to.node)
  const { process } = node
  if (process === 'poweredOff') return false
  // What has waited at the host is not lost any more.
  if (packet.sentAtMs < sim.state.nowMs && isLost(sim, from, to)) return false
  if (isServing(process)) return true
  if (process === 'frozen') consumingOf(node).unread.push(packet)
  else if (!isUnread(process)) refuse(sim, packet, from, to)
  return false
}

/** Nothing listens there. */
function refuse(sim: Simulation, packet: Incoming, from: ConsumerAddress, to: BrokerAddress): void {
  if (packet.kind === 'pullRequest') {
    const { epoch, opaque, queueId } = packet.content
    send(sim, 'pullResponse', to, from, { epoch, opaque, queueId, ...REFUSED })
  } else if (packet.kind === 'consumerRequest' && packet.content.opaque > 0) {
    const { epoch, opaque } = packet.content
    send(sim, 'consumerResponse', to, from, {
      epoch,
      opaque,
      body: { code: 'failed', failure: 'connectRefused' },
    })
  }
}

const REFUSED: Omit<PullResponseBody, 'queueId'> = {
  code: 'failed',
  responseCode: 0,
  messages: [],
  nextOffset: 0,
  minOffset: 0,
  maxOffset: 0,
  suggestedBrokerId: 0,
}
