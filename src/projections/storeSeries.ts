// The inside of Brokers over time: how long send queues are, what waits in the page cache, how far Slaves are behind. Read from the
// log alone; kept as the peak of each 100 ms, of which every bin of the charts is a multiple.

import { type LogEntry, type LogKind, type Run, sendsOf } from '../rocketmq'
import { createProjection } from './projection'
import { STORE_MEASURES, type StoreMeasure } from './storeMeasures'

/** The highest values of a stretch of virtual time, by Broker group; null where there is nothing to measure. */
export interface StoreBin {
  fromMs: number
  toMs: number
  peaks: Record<StoreMeasure, (number | null)[]>
}

/** ms of virtual time. */
export const SLOT_MS = 100

/** What a node has, as far as the log says. */
interface NodeEnds {
  end: number
  cached: number
  flushed: number
  /** What is cached and not on disk: where an append ended, and when it was; of one moment only the last. */
  waiting: { end: number; atMs: number }[]
}

interface GroupSeries {
  /** Node that appended last. */
  master: number
  nodes: NodeEnds[]
  /** Peaks of slots that are over, and of the one that goes on, which is the last. */
  slots: Record<StoreMeasure, number[]>
}

interface StoreSeries {
  /** Without transientStorePool what is appended is in the page cache. */
  pooled: boolean
  groups: GroupSeries[]
}

const newNode = (): NodeEnds => ({ end: 0, cached: 0, flushed: 0, waiting: [] })

const newGroup = (nodes: number): GroupSeries => ({
  master: 0,
  nodes: Array.from({ length: nodes }, newNode),
  slots: { queue: [], dirty: [], flushLag: [], replicationLag: [] },
})

const nodeOf = (group: GroupSeries, node: number): NodeEnds => {
  while (group.nodes.length <= node) group.nodes.push(newNode())
  return group.nodes[node] as NodeEnds
}

const dirtyOf = ({ nodes, master }: GroupSeries): number => {
  const node = nodes[master]
  return node ? Math.max(0, node.cached - node.flushed) : 0
}

const flushLagAt = ({ nodes, master }: GroupSeries, atMs: number): number => {
  const oldest = nodes[master]?.waiting[0]
  return oldest ? Math.max(0, atMs - oldest.atMs) : 0
}

const replicationLagOf = ({ nodes, master }: GroupSeries): number => {
  const end = nodes[master]?.end ?? 0
  return nodes.reduce((most, node, index) => (index === master ? most : Math.max(most, end - node.end)), 0)
}

/** What a group shows at a moment without anything new: the queue is only measured as a request joins it. */
const standing = (group: GroupSeries, atMs: number): Record<StoreMeasure, number> => ({
  queue: 0,
  dirty: dirtyOf(group),
  flushLag: flushLagAt(group, atMs),
  replicationLag: replicationLagOf(group),
})

/** Goes on to a slot: those in between show what the group showed all the while, up to their ends. */
function goTo(group: GroupSeries, slot: number): void {
  const { slots } = group
  const last = slots.dirty.length - 1
  if (last >= slot) return
  if (last >= 0) raise(group, last, standing(group, (last + 1) * SLOT_MS))
  for (let next = last + 1; next <= slot; next++) {
    // The slot that goes on has what it began with.
    const now = standing(group, (next === slot ? next : next + 1) * SLOT_MS)
    for (const measure of STORE_MEASURES) slots[measure].push(now[measure])
  }
}

function raise({ slots }: GroupSeries, slot: number, values: Partial<Record<StoreMeasure, number>>): void {
  for (const measure of STORE_MEASURES) {
    const value = values[measure]
    if (value !== undefined && value > (slots[measure][slot] as number)) slots[measure][slot] = value
  }
}

function cache(node: NodeEnds, end: number, atMs: number): void {
  if (end <= node.cached) return
  node.cached = end
  const last = node.waiting.at(-1)
  if (last?.atMs === atMs) last.end = end
  else node.waiting.push({ end, atMs })
}

function flush(node: NodeEnds, offset: number): void {
  node.flushed = Math.max(node.flushed, offset)
  const first = node.waiting.findIndex(({ end }) => end > node.flushed)
  node.waiting.splice(0, first < 0 ? node.waiting.length : first)
}

const KINDS = [
  'queued',
  'appended',
  'committed',
  'flushed',
  'replicated',
  'cut',
  'recovered',
  'brokerProcess',
  'masterReady',
] as const satisfies readonly LogKind[]
type StoreEntry = Extract<LogEntry, { kind: (typeof KINDS)[number] }>

const seriesOf = createProjection<StoreSeries, StoreSeries, (typeof KINDS)[number]>({
  kinds: KINDS,
  init: (run) => ({
    pooled: run.input.scenario.settings.transientStorePoolEnable,
    groups: (run.checkpoints[0]?.state.brokerGroups ?? []).map(({ nodes }) => newGroup(nodes.length)),
  }),
  step(series, entry, _, run) {
    while (series.groups.length <= entry.group) series.groups.push(newGroup(0))
    const group = series.groups[entry.group] as GroupSeries
    const slot = Math.floor(entry.atMs / SLOT_MS)
    goTo(group, slot)
    // What a flush takes away was there until now.
    raise(group, slot, standing(group, entry.atMs))
    const node = nodeOf(group, entry.node)
    follow(series, group, node, entry)
    raise(group, slot, standing(group, entry.atMs))
    if (entry.kind === 'queued') raise(group, slot, { queue: entry.ahead + sendsOf(run.input.scenario.settings, 1) })
  },
  mark: copyOf,
  resume: (_, mark) => copyOf(mark),
})

function follow({ pooled }: StoreSeries, group: GroupSeries, node: NodeEnds, entry: StoreEntry): void {
  switch (entry.kind) {
    case 'appended':
      group.master = entry.node
      node.end = entry.offset + entry.count * entry.size
      if (!pooled) cache(node, node.end, entry.atMs)
      return
    case 'committed':
      return cache(node, entry.offset, entry.atMs)
    case 'flushed':
      return flush(node, entry.offset)
    case 'replicated':
      node.end = entry.offset
      return cache(node, entry.offset, entry.atMs)
    case 'cut':
    case 'recovered':
      // There is no more than that; what is left of it may still wait for the disk.
      node.end = entry.offset
      node.cached = Math.min(node.cached, entry.offset)
      node.flushed = Math.min(node.flushed, entry.offset)
      if (node.cached <= node.flushed) node.waiting = []
      return
    case 'masterReady':
      group.master = entry.node
      return
    case 'brokerProcess':
      // A clean stop writes everything.
      if (entry.to === 'stopped') flush(node, node.end)
      if (entry.to === 'poweredOff') flush(node, node.cached)
  }
}

function copyOf({ pooled, groups }: StoreSeries): StoreSeries {
  return {
    pooled,
    groups: groups.map(({ master, nodes, slots }) => ({
      master,
      nodes: nodes.map((node) => ({ ...node, waiting: node.waiting.map((one) => ({ ...one })) })),
      slots: {
        queue: slots.queue.slice(),
        dirty: slots.dirty.slice(),
        flushLag: slots.flushLag.slice(),
        replicationLag: slots.replicationLag.slice(),
      },
    })),
  }
}

/** Reads on, a little. @returns whether a run can be asked */
export const prepareStoreSeries = seriesOf.prepare

/** Has a run anything to show? */
export const hasStoreSeries = ({ input }: Run): boolean => input.scenario.settings.simulateStore

/**
 * The peaks of a stretch.
 *
 * @param fromMs - taken down to a multiple of SLOT_MS
 * @param toMs - ms of virtual time, not included; taken up to one
 */
export function storeFiguresBetween(run: Run, fromMs: number, toMs: number): StoreBin {
  const { groups } = seriesOf(run)
  const first = Math.floor(fromMs / SLOT_MS)
  const end = Math.max(first + 1, Math.ceil(toMs / SLOT_MS))
  const peaks = groups.map((group) => peaksOf(group, first, end, toMs))
  const of = (measure: StoreMeasure) =>
    groups.map(({ nodes }, at) =>
      measure === 'replicationLag' && nodes.length < 2 ? null : (peaks[at] as Record<StoreMeasure, number>)[measure],
    )
  return {
    fromMs,
    toMs,
    peaks: {
      queue: of('queue'),
      dirty: of('dirty'),
      flushLag: of('flushLag'),
      replicationLag: of('replicationLag'),
    },
  }
}

function peaksOf(group: GroupSeries, first: number, end: number, toMs: number): Record<StoreMeasure, number> {
  const { slots } = group
  const known = slots.dirty.length
  const peaks: Record<StoreMeasure, number> = { queue: 0, dirty: 0, flushLag: 0, replicationLag: 0 }
  const most = (values: Record<StoreMeasure, number>) => {
    for (const measure of STORE_MEASURES) peaks[measure] = Math.max(peaks[measure], values[measure])
  }
  for (let slot = first; slot < Math.min(end, known); slot++) {
    for (const measure of STORE_MEASURES) peaks[measure] = Math.max(peaks[measure], slots[measure][slot] as number)
  }
  // Nothing has happened since: it goes on as it was.
  if (end >= known) most(standing(group, toMs))
  return peaks
}

/** The full bins between two moments, as series.binsBetween gives them. */
export function storeBinsBetween(run: Run, binMs: number, fromMs: number, toMs: number): StoreBin[] {
  const end = Math.min(toMs, run.endMs + 1)
  const bins: StoreBin[] = []
  for (let number = Math.max(0, Math.floor(fromMs / binMs)); (number + 1) * binMs <= end; number++) {
    bins.push(storeFiguresBetween(run, number * binMs, (number + 1) * binMs))
  }
  return bins
}

/** The highest of all Broker groups; null where none measures it. */
export const highestOf = ({ peaks }: StoreBin, measure: StoreMeasure): number | null =>
  peaks[measure].reduce<number | null>((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null)
