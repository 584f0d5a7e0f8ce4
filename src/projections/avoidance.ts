// Which Brokers a producer avoids: at one moment from its fault table, and over a run as windows.

import { type ClusterState, clientRules, isReachable, type Producer, type Run } from '../rocketmq'
import { createProjection, type Look } from './projection'

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
  /** By Broker group, in the order in which they opened. */
  windows: AvoidanceWindow[][]
  /** By Broker group, then producer: position in windows. */
  open: (number | undefined)[][]
  /** A millisecond at whose end the fault tables must be compared. */
  dueAtMs: number | null
}

const indexOf = createProjection(
  {
    kinds: ['avoided', 'available', 'action', 'producerProcess'],
    looksAt: ({ dueAtMs }, atMs) => (dueAtMs !== null && (atMs === null || atMs > dueAtMs) ? dueAtMs : null),
    init: (): WindowIndex => ({ windows: [], open: [], dueAtMs: null }),
    step(index, entry, _, run, look) {
      if (index.dueAtMs !== null && entry.atMs > index.dueAtMs) compareDue(index, look)
      if (entry.kind === 'avoided') extend(index, entry.producer, entry.group, entry.atMs, entry.untilMs)
      else if (entry.kind === 'available') end(index, entry.producer, entry.group, entry.atMs)
      else {
        const action = entry.kind === 'action' ? run.input.actions[entry.action] : null
        const isAboutAll =
          !action ||
          (action.type === 'set' && (action.name === 'sendLatencyFaultEnable' || action.name === 'producerCount'))
        if (isAboutAll) index.dueAtMs = entry.atMs
      }
    },
    settle: (index, _, look) => compareDue(index, look),
    mark: ({ windows, open, dueAtMs }) => ({
      counts: windows.map(({ length }) => length),
      // Only what still changes: most pairs of producer and group have no open window.
      open: open.map((positions, group) =>
        positions.flatMap((at) => {
          const window = at === undefined ? undefined : windows[group]?.[at]
          return window ? [{ at: at as number, window: { ...window } }] : []
        }),
      ),
      dueAtMs,
    }),
    resume({ windows }, { counts, open, dueAtMs }) {
      const known = counts.map((count, group) => (windows[group] as AvoidanceWindow[]).slice(0, count))
      const openNow = known.map((): (number | undefined)[] => [])
      open.forEach((list, group) => {
        for (const { at, window } of list) {
          const own = known[group] as AvoidanceWindow[]
          own[at] = { ...window }
          const positions = openNow[group] as (number | undefined)[]
          positions[window.producer] = at
        }
      })
      return { windows: known, open: openNow, dueAtMs }
    },
  },
  'every',
)

/** Every window of what is computed, by Broker group. The arrays grow with the run: read them, keep nothing. */
export const avoidanceWindows = (run: Run): readonly (readonly AvoidanceWindow[])[] => indexOf(run).windows

function extend(index: WindowIndex, producer: number, group: number, atMs: number, untilMs: number): void {
  while (index.windows.length <= group) {
    index.windows.push([])
    index.open.push([])
  }
  const windows = index.windows[group] as AvoidanceWindow[]
  const openNow = index.open[group] as (number | undefined)[]
  const open = windows[openNow[producer] ?? -1]
  if (open) open.untilMs = untilMs
  else openNow[producer] = windows.push({ producer, group, fromMs: atMs, endedMs: null, untilMs }) - 1
}

function end({ windows, open }: WindowIndex, producer: number, group: number, atMs: number): void {
  const window = windows[group]?.[open[group]?.[producer] ?? -1]
  if (!window) return
  window.endedMs = atMs
  const openNow = open[group] as (number | undefined)[]
  openNow[producer] = undefined
}

/** The switch and a producer's death open and close windows without an entry for each: then the fault tables tell. */
function compareDue(index: WindowIndex, look: Look): void {
  const { dueAtMs: atMs } = index
  if (atMs === null) return
  index.dueAtMs = null
  const state = look(atMs)
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
