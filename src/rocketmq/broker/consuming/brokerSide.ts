// What becomes of what a Broker keeps for consumers when its process starts, pauses and ends.

import { plan } from '../../../sim/eventQueue'
import type { HostChange, Simulation } from '../../context'
import { brokerAddress, consumerAddress, type SimulationEvent, type TimersOf } from '../../events'
import { send } from '../../network'
import type { BrokerNode } from '../../state'
import { planCopies } from './consumerOffsetManager'
import { consumingOf } from './kept'
import { scheduleEnded, scheduleResumed, scheduleStarted } from './scheduleMessage'

export { consumingOf } from './kept'

export function nodeCreated(sim: Simulation, group: number, node: BrokerNode): void {
  consumingOf(node)
  startLoops(sim, group, node)
}

export const timerOf = (group: number, { nodeIndex, epoch }: BrokerNode): TimersOf<'broker'>['channelScanTimer'] => ({
  group,
  node: nodeIndex,
  epoch,
})

function startLoops(sim: Simulation, group: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  const { nowMs } = sim.state
  consuming.startedAtMs = nowMs
  planCopies(sim, group)
}

export function hostChanged(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void {
  switch (change) {
    case 'started':
      return started(sim, group, node)
    case 'resumed':
      readUnread(sim, node)
      return scheduleResumed(sim, group, node)
    case 'closed':
      return closed(sim, group, node)
    case 'silent':
      if (node.process === 'poweredOff') forget(sim, node, false)
  }
}

/** What is on its disk is all that the process knows. */
function started(sim: Simulation, group: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  consuming.offsets = consuming.offsetsOnDisk.map((entry) => ({ ...entry }))
  startLoops(sim, group, node)
  scheduleStarted(sim, group, node)
}

/** What has come meanwhile, in the order in which it came. */
function readUnread({ state }: Simulation, node: BrokerNode): void {
  const consuming = consumingOf(node)
  const { unread } = consuming
  const { nowMs } = state
  consuming.unread = []
  for (const event of unread) {
    plan(state.eventQueue, {
      ...event,
      atMs: nowMs,
      sentAtMs: nowMs,
      sequence: state.nextSequence++,
    } as SimulationEvent)
  }
}

/** The process is gone: clients with a connection to it, or a call that waits, see it end. */
function closed(sim: Simulation, group: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  const { nodeIndex } = node
  sim.state.consumers.forEach(({ epoch, calls }, index) => {
    const isConnected =
      consuming.channels.some((channel) => channel.consumer === index && channel.epoch === epoch) ||
      calls.some((call) => call.group === group && call.node === nodeIndex)
    if (isConnected) send(sim, 'brokerClosed', brokerAddress(group, nodeIndex), consumerAddress(index), { epoch })
  })
  // RocketMQ: BrokerController#shutdown, ConsumerOffsetManager#persist
  const isClean = node.process === 'portClosed'
  if (isClean) consuming.offsetsOnDisk = consuming.offsets.map((entry) => ({ ...entry }))
  forget(sim, node, isClean)
}

/** Only what is on a disk outlives the process. */
function forget(sim: Simulation, node: BrokerNode, isClean: boolean): void {
  scheduleEnded(sim, node, isClean)
  node.consuming = {
    ...consumingOf(node),
    channels: [],
    subscriptions: [],
    scanTimerMs: null,
    unread: [],
    heldPulls: [],
    locks: [],
    offsets: [],
    pullHoldTimerMs: null,
    offsetFileTimerMs: null,
    offsetSyncTimerMs: null,
  }
}

/** Its volume moves along. */
export function moved(_sim: Simulation, _group: number, from: BrokerNode, to: BrokerNode): void {
  to.consuming = from.consuming
  from.consuming = null
}
