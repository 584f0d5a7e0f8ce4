// What reaches a consumer's process: nothing of an earlier one, and nothing while it is paused.

import { plan } from '../../sim/eventQueue'
import { consumerAt, type Simulation } from '../context'
import { isPacket, type Packet, type PacketsTo, type SimulationEvent, type TimersOf } from '../events'
import { isLost } from '../links'
import type { Consumer } from '../state'

type Timers = TimersOf<'consumer'>
type Incoming = Packet<PacketsTo<'consumer'>> | Timers[keyof Timers]

const packetOf = (what: Incoming): Packet<PacketsTo<'consumer'>> | null => ('to' in what ? what : null)

/** Handlers that wait until the process is no longer paused; what an earlier process had planned or was sent is void. */
export function pausable<H extends object>(handlers: H): H {
  const wrapped = Object.entries(handlers).map(([kind, handle]) => [
    kind,
    (sim: Simulation, what: Incoming) => {
      if (reaches(sim, kind, what)) handle(sim, what)
    },
  ])
  return Object.fromEntries(wrapped) as H
}

function reaches(sim: Simulation, kind: string, what: Incoming): boolean {
  const packet = packetOf(what)
  const [index, epoch] = 'to' in what ? [what.to.index, what.content.epoch] : [what.consumer, what.epoch]
  const { nowMs } = sim.state
  const consumer = consumerAt(sim, index)
  // What has waited at its host is not lost any more: see releaseHeld.
  if (packet && packet.sentAtMs < nowMs && isLost(sim, packet.from, packet.to)) return false
  if (epoch !== consumer.epoch) return false
  if (consumer.process !== 'frozen') return consumer.process === 'running' || kind === 'consumerStarts'
  const timer = { atMs: nowMs, sequence: 0, kind, from: null, to: null, sentAtMs: nowMs, lost: false, content: what }
  consumer.held.push(packet ?? (timer as SimulationEvent))
  return false
}

/** The process goes on: first the waits that are over, then what has come, as its threads get to it. */
export function releaseHeld({ state }: Simulation, consumer: Consumer): void {
  const { held } = consumer
  consumer.held = []
  const { nowMs } = state
  for (const event of [...held.filter((one) => !isPacket(one)), ...held.filter(isPacket)]) {
    plan(state.eventQueue, {
      ...event,
      atMs: nowMs,
      sentAtMs: nowMs,
      sequence: state.nextSequence++,
    } as SimulationEvent)
  }
}
