// How a cluster bears its load: what is offered, what it stores, how long sends take, why it is busy, and how long Brokers are avoided.

import { BUSY_REASONS, entryAt, firstEntryAfter, type LogKind, type Run } from '../rocketmq'
import { walk } from './projection'
import { figures } from './runSummary'

export type BusyReason = (typeof BUSY_REASONS)[number]

export interface LoadFigures {
  /** Sends a second that the application begins, and messages a second that Brokers write. */
  offeredPerSecond: number
  storedPerSecond: number
  /** ms, of calls that ended. */
  p50Ms: number | null
  p99Ms: number | null
  /** Percent of the attempts that a Broker turned away, all and by reason. */
  busyPercent: number
  busyPercentOf: Record<BusyReason, number>
  /** Percent of the time in which a producer avoids a Broker group, over all of both. */
  avoidedPercent: number
}

const KINDS: ReadonlySet<LogKind> = new Set<LogKind>(['send', 'busy', 'avoided', 'available'])

const percent = (part: number, all: number): number => (all === 0 ? 0 : Number(((100 * part) / all).toFixed(1)))

/** What happened from fromMs to toMs, both included. @throws RangeError if it is not computed so far */
export function loadFigures(run: Run, fromMs: number, toMs: number): LoadFigures {
  const { sent, copies, latency } = figures(run, fromMs, toMs)
  const { producerCount, brokerGroupCount } = run.input.scenario.settings
  const busy = new Map<BusyReason, number>()
  /** Until when a producer avoids a group, and since when that is counted. */
  const windows = new Map<number, { sinceMs: number; untilMs: number }>()
  let attempts = 0
  let avoidedMs = 0
  const close = (key: number, atMs: number) => {
    const window = windows.get(key)
    if (!window) return
    windows.delete(key)
    avoidedMs += Math.max(0, Math.min(atMs, window.untilMs) - Math.max(fromMs, window.sinceMs))
  }
  walk(
    run.log,
    0,
    firstEntryAfter(run.log, toMs),
    (kind) => KINDS.has(kind),
    (index) => {
      const entry = entryAt(run.log, index)
      const counts = entry.atMs >= fromMs
      if (entry.kind === 'send' && counts) attempts++
      else if (entry.kind === 'busy' && counts) busy.set(entry.reason, (busy.get(entry.reason) ?? 0) + 1)
      else if (entry.kind === 'avoided') {
        const key = entry.producer * brokerGroupCount + entry.group
        close(key, entry.atMs)
        windows.set(key, { sinceMs: entry.atMs, untilMs: entry.untilMs })
      } else if (entry.kind === 'available') close(entry.producer * brokerGroupCount + entry.group, entry.atMs)
    },
  )
  for (const key of [...windows.keys()]) close(key, toMs + 1)
  const seconds = (toMs + 1 - fromMs) / 1000
  const busyAll = [...busy.values()].reduce((sum, count) => sum + count, 0)
  return {
    offeredPerSecond: Math.round(sent / seconds),
    storedPerSecond: Math.round(copies / seconds),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    busyPercent: percent(busyAll, attempts),
    busyPercentOf: Object.fromEntries(
      BUSY_REASONS.map((reason) => [reason, percent(busy.get(reason) ?? 0, attempts)]),
    ) as Record<BusyReason, number>,
    avoidedPercent: percent(avoidedMs, (toMs + 1 - fromMs) * producerCount * brokerGroupCount),
  }
}
