// The fault table of one producer in the course of a run: what sends write into it, what time and the detector take out.
// RocketMQ: DefaultMQProducerImpl#updateFaultItem, LatencyFaultToleranceImpl#startDetector

import { AVAILABLE_CAUSES, LOG, where, who } from './eventLog'
import { schedule } from './eventQueue'
import { updateFaultItem } from './faultStrategy'
import { EVENT, note, producerAt, type Simulation, transmit } from './network'
import { type FaultItem, MASTER_ID, type SimulationEvent } from './types'

/** RocketMQ: DefaultMQProducerImpl#updateFaultItem. Nothing is written while the switch is off. */
export function record(
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
    note(
      sim,
      LOG.avoided,
      who(index, 0, isolation ? 1 : 0),
      where(group),
      0,
      latencyMs,
      item.windowMs,
      item.startTimestamp,
    )
    schedule(state, item.startTimestamp, EVENT.WINDOW_END, index, producer.epoch, group)
  } else if (untilBefore > state.nowMs && item.startTimestamp <= state.nowMs) {
    note(sim, LOG.available, who(index), where(group), 0, AVAILABLE_CAUSES.indexOf('success'))
  }
  if (item.reachable !== reachableBefore) note(sim, LOG.reachable, who(index), where(group), 0, item.reachable ? 1 : 0)
}

export function windowEnds(sim: Simulation, index: number, group: number): void {
  const item = producerAt(sim, index).faultItems[group]
  if (!item || item.windowMs === 0 || item.startTimestamp !== sim.state.nowMs) return
  item.windowMs = 0
  if (sim.state.settings.sendLatencyFaultEnable) {
    note(sim, LOG.available, who(index), where(group), 0, AVAILABLE_CAUSES.indexOf('windowEnded'))
  }
}

/**
 * What the detector does with one item: nothing before its check time, delete it when nobody knows an address, else probe.
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
      note(sim, LOG.available, who(index), where(group), 0, AVAILABLE_CAUSES.indexOf('removed'))
    } else if (verdict === 'probe' && master !== null) {
      transmit(sim, EVENT.PROBE_ARRIVES, index, producer.epoch, group, master, state.nowMs)
    }
  })
}

export function probeAnswered(sim: Simulation, event: SimulationEvent): void {
  const item = producerAt(sim, event.a).faultItems[event.c]
  if (!item || item.reachable || sim.state.nowMs - event.e > sim.state.settings.detectTimeout) return
  item.reachable = true
  note(sim, LOG.reachable, who(event.a), where(event.c), 0, 1)
}
