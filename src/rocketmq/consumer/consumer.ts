// Consumers as a kind of process. What they do is in the other files here, which are loaded only for runs that have consumers.

import { consumingCopies } from '../consumption'
import type { ProcessKind, Simulation } from '../context'
import type { Packet, PacketsTo, TimersOf } from '../events'

type Packets = PacketsTo<'consumer'>
type Timers = TimersOf<'consumer'>

function packet<P extends Packets>(kind: P): (sim: Simulation, packet: Packet<P>) => void {
  return (sim, packet) => sim.consumption?.consumer.packets[kind](sim, packet as never)
}

function timer<T extends keyof Timers>(kind: T): (sim: Simulation, timer: Timers[T]) => void {
  return (sim, content) => sim.consumption?.consumer.timers[kind](sim, content)
}

export const consumer: ProcessKind<'consumer'> = {
  slice: {
    name: 'consumers',
    copy: (one) => consumingCopies().copyConsumer(one),
    words: (one) => consumingCopies().consumerWords(one),
  },
  create: (sim) => sim.consumption?.consumer.create(sim),
  packets: {
    consumerRouteAnswer: packet('consumerRouteAnswer'),
    consumerResponse: packet('consumerResponse'),
    pullResponse: packet('pullResponse'),
    membersChanged: packet('membersChanged'),
    brokerClosed: packet('brokerClosed'),
  },
  timers: {
    consumerPollTimer: timer('consumerPollTimer'),
    consumerHeartbeatTimer: timer('consumerHeartbeatTimer'),
    persistTimer: timer('persistTimer'),
    rebalanceTimer: timer('rebalanceTimer'),
    pullTimer: timer('pullTimer'),
    consumeTimer: timer('consumeTimer'),
    consumeLaterTimer: timer('consumeLaterTimer'),
    lockTimer: timer('lockTimer'),
    unlockTimer: timer('unlockTimer'),
    orderlyTimer: timer('orderlyTimer'),
    expireTimer: timer('expireTimer'),
    consumerCallTimeout: timer('consumerCallTimeout'),
    consumerStarts: timer('consumerStarts'),
    correctionTimer: timer('correctionTimer'),
    consumerRouteTimeout: timer('consumerRouteTimeout'),
  },
  onAction: (sim, on) => sim.consumption?.consumer.onAction?.(sim, on),
  onCommand: (sim, command) => sim.consumption?.consumer.onCommand?.(sim, command),
}
