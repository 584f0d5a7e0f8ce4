// The fault table of one producer in the course of a run: what sends write into it, what time and the detector take out.
// RocketMQ: DefaultMQProducerImpl#updateFaultItem, LatencyFaultToleranceImpl#startDetector

import { producerAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { brokerAddress, type Packet, producerAddress, type TimersOf } from '../events'
import { at, send } from '../network'
import { type FaultItem, MASTER_ID } from '../state'
import { updateFaultItem } from './faultStrategy'

/** RocketMQ: DefaultMQProducerImpl#updateFaultItem. Nothing is written while the switch is off. */
export function recordFault(
  sim: Simulation,
  index: number,
  group: number,
  latencyMs: number,
  isolation: boolean,
  reachable: boolean,
): void {
  const { state, rules, table } = sim
  if (!state.settings.sendLatencyFaultEnable) return
  const producer = producerAt(sim, index)
  while (producer.faultItems.length <= group) producer.faultItems.push(null)
  const before = producer.faultItems[group]
  const untilBefore = before?.startTimestamp ?? 0
  const reachableBefore = before?.reachable ?? true
  const item = updateFaultItem(producer.faultItems, group, state.nowMs, latencyMs, isolation, reachable, rules, table)
  if (item.startTimestamp > state.nowMs && item.startTimestamp !== untilBefore) {
    const { windowMs, startTimestamp: untilMs } = item
    log.avoided(sim, { producer: index, group, isolation, latencyMs, windowMs, untilMs })
    at(sim, item.startTimestamp, 'windowEnd', { producer: index, epoch: producer.epoch, group })
  } else if (untilBefore > state.nowMs && item.startTimestamp <= state.nowMs) {
    log.available(sim, { producer: index, group, cause: 'success' })
  }
  const { reachable: now } = item
  if (now !== reachableBefore) log.reachable(sim, { producer: index, group, reachable: now })
}

export function windowEnd(sim: Simulation, { producer: index, group }: TimersOf<'producer'>['windowEnd']): void {
  const item = producerAt(sim, index).faultItems[group]
  if (!item || item.windowMs === 0 || item.startTimestamp !== sim.state.nowMs) return
  item.windowMs = 0
  if (sim.state.settings.sendLatencyFaultEnable) {
    log.available(sim, { producer: index, group, cause: 'windowEnded' })
  }
}

/**
 * What the detector does with one item: nothing before its check time, delete it when no address is known, else probe.
 * The check time moves on in both last cases.
 *
 * RocketMQ: LatencyFaultToleranceImpl#detectByOneRound
 */
export function detectItem(
  item: FaultItem,
  nowMs: number,
  intervalMs: number,
  hasAddress: boolean,
): 'wait' | 'delete' | 'probe' {
  if (nowMs < item.checkStampMs) return 'wait'
  item.checkStampMs = nowMs + intervalMs
  return hasAddress ? 'probe' : 'delete'
}

/** RocketMQ: LatencyFaultToleranceImpl#startDetector */
export function detectByOneRound(sim: Simulation, index: number): void {
  const { state, rules } = sim
  if (!rules.hasDetector || !state.settings.startDetectorEnable) return
  const producer = producerAt(sim, index)
  producer.faultItems.forEach((item: FaultItem | null, group) => {
    if (!item) return
    const master = producer.brokerAddrTable[group]?.[MASTER_ID] ?? null
    const verdict = detectItem(item, state.nowMs, state.settings.detectInterval, master !== null)
    if (verdict === 'delete') {
      producer.faultItems[group] = null
      log.available(sim, { producer: index, group, cause: 'removed' })
    } else if (verdict === 'probe' && master !== null) {
      const content = { epoch: producer.epoch, startedAtMs: state.nowMs }
      send(sim, 'probe', producerAddress(index), brokerAddress(group, master), content)
    }
  })
}

export function probeAnswer(sim: Simulation, { from, to, content }: Packet<'probeAnswer'>): void {
  const item = producerAt(sim, to.index).faultItems[from.group]
  if (!item || item.reachable || sim.state.nowMs - content.startedAtMs > sim.state.settings.detectTimeout) return
  item.reachable = true
  log.reachable(sim, { producer: to.index, group: from.group, reachable: true })
}
