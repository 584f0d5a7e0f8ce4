// A message's life: every step of it in order of time, from the choice of a queue to the last copy on disk, and what is still to
// come. Read from the run, so that also what comes later has its true moment, if nothing is done before.

import {
  type BrokerGroup,
  type ClusterState,
  type Cursor,
  createCursor,
  entryAt,
  type LogEntry,
  type LogKind,
  type Run,
} from '../rocketmq'
import { type Confirmation, confirmationOf } from './confirmation'
import { copiesOf, type MessagePlace, placeOf } from './copies'
import { messageEntries } from './messageIndex'
import { createProjection } from './projection'

type EntryOf<K extends LogKind> = Extract<LogEntry, { kind: K }>

/** What a node's positions in its CommitLog say, by name of the entry that moves them. */
export type PositionKind = 'committed' | 'flushed' | 'dispatched' | 'replicated'

/** One step; `atMs` null has not come, as far as the run is computed. */
export type LifeStep =
  | {
      step: 'entry'
      atMs: number
      entry: EntryOf<'send' | 'queued' | 'busy' | 'sendOk' | 'sendFailed' | 'messageFailed'>
    }
  /** The Master appended it: `place` is where. */
  | { step: 'appended'; atMs: number; entry: EntryOf<'appended'>; place: MessagePlace }
  /** A position of a node has passed it. */
  | { step: PositionKind; atMs: number | null; group: number; node: number; place: MessagePlace }
  /** The Master has learned that others have it; an answer may wait for that, or not. */
  | { step: 'confirmed'; atMs: number; group: number; node: number; confirmation: Confirmation }
  /** A node has lost it, and why. */
  | { step: 'cut'; atMs: number; entry: EntryOf<'cut'>; place: MessagePlace }
  | { step: 'lost'; atMs: number; entry: EntryOf<'lost'> }

// --- positions over a run --------------------------------------------------------------------------------------------

interface Positions {
  atMs: number[]
  offset: number[]
  /** Of the entries. */
  logIndex: number[]
}

type ByNode = Map<string, Positions>

const keyOf = (kind: LogKind, group: number, node: number): string => `${kind} ${group} ${node}`

/** Every move of a position, and every cut, by kind and node. */
const positionsOf = createProjection({
  kinds: ['committed', 'flushed', 'dispatched', 'replicated', 'confirmed', 'cut'],
  init: (): { byNode: ByNode } => ({ byNode: new Map() }),
  step({ byNode }, entry, logIndex) {
    const key = keyOf(entry.kind, entry.group, entry.node)
    let positions = byNode.get(key)
    if (!positions) {
      positions = { atMs: [], offset: [], logIndex: [] }
      byNode.set(key, positions)
    }
    positions.atMs.push(entry.atMs)
    positions.offset.push(entry.offset)
    positions.logIndex.push(logIndex)
  },
  mark: ({ byNode }) => ({ counts: [...byNode].map(([key, { atMs }]) => [key, atMs.length] as const) }),
  resume: ({ byNode }, { counts }) => ({
    byNode: new Map(
      counts.map(([key, count]) => {
        const { atMs, offset, logIndex } = byNode.get(key) as Positions
        const one = { atMs: atMs.slice(0, count), offset: offset.slice(0, count), logIndex: logIndex.slice(0, count) }
        return [key, one]
      }),
    ),
  }),
})

/** Reads on, a little, before the life of a message in a long run is asked for: see Facts in projection.ts. */
export const prepareLife = (run: Run, most: number): boolean => positionsOf.prepare(run, most)

/** When a node's CommitLog was flushed, from one moment to another, ms of virtual time. */
export function flushTimes(run: Run, group: number, node: number, fromMs: number, toMs: number): readonly number[] {
  const atMs = positionsOf(run).byNode.get(keyOf('flushed', group, node))?.atMs ?? []
  return atMs.slice(placeOfTime(atMs, fromMs), placeOfTime(atMs, toMs + 1))
}

/** Of ascending moments the first that is not before one. */
function placeOfTime(atMs: readonly number[], fromMs: number): number {
  let low = 0
  let high = atMs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((atMs[middle] as number) < fromMs) low = middle + 1
    else high = middle
  }
  return low
}

/** The first moments from `fromMs` on at which a position is at or behind an offset. */
function* reached(positions: Positions | undefined, offset: number, fromMs: number): Generator<number> {
  if (!positions) return
  let at = positions.atMs.findIndex((atMs) => atMs >= fromMs)
  for (; at >= 0 && at < positions.atMs.length; at++)
    if ((positions.offset[at] as number) >= offset) yield positions.atMs[at] as number
}

// --- the life --------------------------------------------------------------------------------------------------------

const groupOf = (state: ClusterState, group: number): BrokerGroup => state.brokerGroups[group] as BrokerGroup

/** Moments at which a position may only seem to have passed it, because the node has other bytes there. */
const MAX_LOOKS = 20

/**
 * All steps in the life of a message, in order of time; what has not come stands at the end.
 *
 * @returns empty where the run knows no such message
 */
export function messageLife(run: Run, message: number): LifeStep[] {
  const steps: LifeStep[] = []
  const places: { place: MessagePlace; atMs: number; node: number }[] = []
  const cursor = createCursor(run)
  for (const index of messageEntries(run.log, message)) {
    const entry = entryAt(run.log, index)
    switch (entry.kind) {
      case 'send':
      case 'queued':
      case 'busy':
      case 'sendOk':
      case 'sendFailed':
      case 'messageFailed':
        steps.push({ step: 'entry', atMs: entry.atMs, entry })
        break
      case 'lost':
        steps.push({ step: 'lost', atMs: entry.atMs, entry })
        break
      case 'appended': {
        const place = placeOf(groupOf(cursor.seek(entry.atMs), entry.group), entry)
        if (!place) break
        steps.push({ step: 'appended', atMs: entry.atMs, entry, place })
        places.push({ place, atMs: entry.atMs, node: entry.node })
      }
    }
  }
  const { byNode } = positionsOf(run)
  for (const { place, atMs, node } of places) steps.push(...stepsOfPlace(run, byNode, place, node, atMs))
  const order = steps.map((step, at) => ({ step, at }))
  order.sort((one, other) => (one.step.atMs ?? Infinity) - (other.step.atMs ?? Infinity) || one.at - other.at)
  return order.map(({ step }) => step)
}

/** What becomes of the bytes at a place on every node of its group. */
function stepsOfPlace(run: Run, byNode: ByNode, place: MessagePlace, master: number, fromMs: number): LifeStep[] {
  const steps: LifeStep[] = []
  const { group } = place
  const cursor = createCursor(run)
  const nodes = groupOf(cursor.seek(run.endMs), group).nodes
  for (const { nodeIndex: node, removed } of nodes) {
    if (removed) continue
    const has = (atMs: number, what: 'inLog' | 'onDisk' | 'dispatched') =>
      copiesOf(groupOf(cursor.seek(atMs), group), place)[node]?.[what] === place.count
    const first = (kind: PositionKind | 'confirmed', what: 'inLog' | 'onDisk' | 'dispatched'): number | null => {
      let looks = 0
      for (const atMs of reached(byNode.get(keyOf(kind, group, node)), place.endOffset, fromMs)) {
        if (has(atMs, what)) return atMs
        if (++looks === MAX_LOOKS) return null
      }
      return null
    }
    if (node !== master) steps.push({ step: 'replicated', atMs: first('replicated', 'inLog'), group, node, place })
    // A group without copies confirms nothing.
    else if (nodes.length > 1) steps.push(...confirmedStep(first('confirmed', 'inLog'), group, node, cursor))
    if (byNode.has(keyOf('committed', group, node)) && node === master)
      steps.push({ step: 'committed', atMs: first('committed', 'inLog'), group, node, place })
    steps.push({ step: 'flushed', atMs: first('flushed', 'onDisk'), group, node, place })
    steps.push({ step: 'dispatched', atMs: first('dispatched', 'dispatched'), group, node, place })
    steps.push(...cutsOf(run, byNode, place, node, fromMs))
  }
  return steps
}

function confirmedStep(atMs: number | null, group: number, node: number, cursor: Cursor): LifeStep[] {
  if (atMs === null) return []
  return [{ step: 'confirmed', atMs, group, node, confirmation: confirmationOf(cursor.seek(atMs).settings) }]
}

/** Cuts of a node that took some of the place's messages. */
function cutsOf(run: Run, byNode: ByNode, place: MessagePlace, node: number, fromMs: number): LifeStep[] {
  const cuts = byNode.get(keyOf('cut', place.group, node))
  if (!cuts) return []
  const cursor = createCursor(run)
  return cuts.atMs.flatMap((atMs, at): LifeStep[] => {
    const offset = cuts.offset[at] as number
    if (atMs < fromMs || offset >= place.endOffset || atMs === 0) return []
    const before = copiesOf(groupOf(cursor.seek(atMs - 1), place.group), place)[node]
    if (!before || before.inLog === 0) return []
    const entry = entryAt(run.log, cuts.logIndex[at] as number) as EntryOf<'cut'>
    return [{ step: 'cut', atMs, entry, place }]
  })
}
