// Which Brokers a producer avoids: at one moment from its fault table, and over a run as windows.

import {
  type ClusterState,
  type Cursor,
  clientRules,
  createCursor,
  entryAt,
  entryKind,
  isReachable,
  logLength,
  type Producer,
  type Run,
} from '../rocketmq'

/**
 * Until when a producer avoids a Broker group, ms of virtual time; null when it does not.
 *
 * Nothing is avoided while the switch is off, nor by a producer that does not run: the item alone says nothing.
 * RocketMQ: FaultItem#startTimestamp
 */
export function avoidedUntilMs(
  state: ClusterState,
  producer: Producer | undefined,
  group: number,
  tMs = state.nowMs,
): number | null {
  if (!producer || producer.removed || producer.process !== 'running') return null
  const item = state.settings.sendLatencyFaultEnable ? producer.faultItems[group] : null
  return item && item.startTimestamp > tMs ? item.startTimestamp : null
}

/** The window is over, and the client still asks for the reachable flag, which the last failure took away (5.1.4). */
export const isHeldUnreachable = (
  state: ClusterState,
  producer: Producer | undefined,
  group: number,
  tMs = state.nowMs,
): boolean =>
  producer?.process === 'running' &&
  state.settings.sendLatencyFaultEnable &&
  clientRules(state.settings.clientVersion).availableNeedsReachable &&
  !isReachable(producer.faultItems[group]) &&
  avoidedUntilMs(state, producer, group, tMs) === null

// --- over a run ------------------------------------------------------------------------------------------------------

/** An avoidance window of one producer about one Broker group. */
export interface AvoidanceWindow {
  producer: number
  group: number
  fromMs: number
  /** When it really ended, or null while it has not ended in what is computed. */
  endedMs: number | null
  /** When it will end if nothing more happens, as known after its newest extension. */
  untilMs: number
}

interface WindowIndex {
  scanned: number
  cursor: Cursor
  /** By Broker group, in the order in which they opened. */
  windows: AvoidanceWindow[][]
  /** By Broker group, then producer. */
  open: (AvoidanceWindow | undefined)[][]
}

const indexes = new WeakMap<Run, WindowIndex>()

/** Every window of what is computed, by Broker group. The arrays grow with the run: read them, keep nothing. */
export function avoidanceWindows(run: Run): readonly (readonly AvoidanceWindow[])[] {
  let index = indexes.get(run)
  if (!index) {
    index = { scanned: 0, cursor: createCursor(run), windows: [], open: [] }
    indexes.set(run, index)
  }
  const length = logLength(run.log)
  let dueAtMs: number | null = null
  for (let at = index.scanned; at < length; at++) {
    const kind = entryKind(run.log, at)
    const matters = kind === 'avoided' || kind === 'available' || kind === 'action' || kind === 'producerProcess'
    if (!matters) continue
    const entry = entryAt(run.log, at)
    if (dueAtMs !== null && entry.atMs > dueAtMs) {
      compare(index, dueAtMs)
      dueAtMs = null
    }
    if (entry.kind === 'avoided') extend(index, entry.producer, entry.group, entry.atMs, entry.untilMs)
    else if (entry.kind === 'available') end(index, entry.producer, entry.group, entry.atMs)
    else if (entry.kind === 'producerProcess' || entry.kind === 'action') {
      const action = entry.kind === 'action' ? run.input.actions[entry.action] : null
      const isAboutAll =
        !action ||
        (action.type === 'set' && (action.name === 'sendLatencyFaultEnable' || action.name === 'producerCount'))
      if (isAboutAll) dueAtMs = entry.atMs
    }
  }
  if (dueAtMs !== null) compare(index, dueAtMs)
  index.scanned = length
  return index.windows
}

function extend(index: WindowIndex, producer: number, group: number, atMs: number, untilMs: number): void {
  while (index.windows.length <= group) {
    index.windows.push([])
    index.open.push([])
  }
  const open = index.open[group]?.[producer]
  if (open) {
    open.untilMs = untilMs
    return
  }
  const opened: AvoidanceWindow = { producer, group, fromMs: atMs, endedMs: null, untilMs }
  const openNow = index.open[group] as (AvoidanceWindow | undefined)[]
  openNow[producer] = opened
  index.windows[group]?.push(opened)
}

function end(index: WindowIndex, producer: number, group: number, atMs: number): void {
  const open = index.open[group]?.[producer]
  if (!open) return
  open.endedMs = atMs
  const openNow = index.open[group] as (AvoidanceWindow | undefined)[]
  openNow[producer] = undefined
}

/** The switch and a producer's death open and close windows without an entry for each: then the fault tables tell. */
function compare(index: WindowIndex, atMs: number): void {
  const state = index.cursor.seek(atMs)
  state.producers.forEach((producer, at) => {
    for (let group = 0; group < state.brokerGroups.length; group++) {
      const untilMs = avoidedUntilMs(state, producer, group)
      if (untilMs === null) end(index, at, group, atMs)
      else extend(index, at, group, atMs, untilMs)
    }
  })
}

/** Was the window in force at this moment? */
export const isOpenAt = ({ fromMs, endedMs, untilMs }: AvoidanceWindow, tMs: number): boolean =>
  fromMs <= tMs && tMs < (endedMs ?? untilMs)
