// Which acknowledged messages the log that serves does not have. Acknowledged: an answer that says "stored" has left. What Brokers
// themselves put into the Topics of consumers was never acknowledged to a producer, and is not looked at.

import { groupAt, type Simulation } from '../../context'
import {
  type BrokerGroup,
  type BrokerNode,
  type EpochLog,
  isTopicQueue,
  MASTER_ID,
  type PendingPut,
  type RecordRange,
} from '../../state'
import { clipRecord, recordsBetween, recordsOfLog, type StoredRecord } from '../../state/records'
import { cutTo, split, storeOf } from './commitLog'
import { syncLedgerEnd } from './ledgerEnd'
import { storeLog } from './storeCodec'

/** A put is over without an answer that says "stored". */
export function markUnanswered(group: BrokerGroup, { epoch, startOffset, endOffset }: PendingPut): void {
  add(group.unanswered, { epoch, from: startOffset, to: endOffset })
}

/** Ranges are kept in the order in which they come; one that follows the last one makes it longer. */
function add(ranges: RecordRange[], range: RecordRange): void {
  const last = ranges.at(-1)
  if (last && last.epoch === range.epoch && last.to === range.from) last.to = range.to
  else ranges.push(range)
}

/** The stretch without those ranges of its EpochLog. */
function without(stretch: RecordRange, ranges: readonly RecordRange[]): RecordRange[] {
  let left = [stretch]
  for (const { epoch, from, to } of ranges) {
    if (epoch !== stretch.epoch) continue
    left = left
      .flatMap((one) => [
        ...(one.from < from ? [{ ...one, to: Math.min(one.to, from) }] : []),
        ...(one.to > to ? [{ ...one, from: Math.max(one.from, to) }] : []),
      ])
      .filter(({ from: start, to: end }) => start < end)
  }
  return left
}

/** What of each EpochLog a node has, by epoch; deleted files count as had. */
function had({ store }: BrokerNode): Map<number, RecordRange> {
  const ranges = new Map<number, RecordRange>()
  let from = 0
  for (const { epoch, endOffset } of store?.parts ?? []) {
    ranges.set(epoch, { epoch, from, to: endOffset })
    from = endOffset
  }
  return ranges
}

/** What a node does not have of what its group's Masters have appended. */
function missing(group: BrokerGroup, node: BrokerNode): RecordRange[] {
  const ranges = had(node)
  const minOffset = node.store?.minOffset ?? 0
  return group.epochLogs.flatMap(({ startOffset, endOffset }, epoch) => {
    const own = ranges.get(epoch)
    const whole = { epoch, from: Math.max(startOffset, minOffset), to: endOffset }
    return whole.from < whole.to ? without(whole, own ? [own] : []) : []
  })
}

function* recordsIn(group: BrokerGroup, { epoch, from, to }: RecordRange): Generator<StoredRecord> {
  for (const record of recordsOfLog(group.epochLogs[epoch] as EpochLog, from, to)) {
    const clipped = clipRecord(record, from, to)
    if (clipped) yield clipped
  }
}

interface Candidate {
  epoch: number
  record: StoredRecord
}

/** What a node does not have and what is not called lost yet: acknowledged by its group, and the messages of the rest. */
function goneFrom(group: BrokerGroup, node: BrokerNode): { acknowledged: Candidate[]; unanswered: Set<number> } {
  const pending = group.nodes.flatMap(({ store }) => store?.puts ?? [])
  const notAcknowledged: RecordRange[] = [
    ...group.unanswered,
    ...pending.map(({ epoch, startOffset, endOffset }) => ({ epoch, from: startOffset, to: endOffset })),
  ]
  const gone = missing(group, node).flatMap((stretch) => without(stretch, group.lost))
  const answered = gone.map((stretch) => without(stretch, notAcknowledged))
  const recordsOf = (stretches: readonly RecordRange[]): Candidate[] =>
    stretches.flatMap((stretch) =>
      // What consumers have sent back was acknowledged to no producer.
      [...recordsIn(group, stretch)].flatMap((record) =>
        isTopicQueue(record.queueId) ? { epoch: stretch.epoch, record } : [],
      ),
    )
  const rest = gone.flatMap((stretch, at) => without(stretch, answered[at] as RecordRange[]))
  return {
    acknowledged: recordsOf(answered.flat()),
    unanswered: new Set(recordsOf(rest).map(({ record }) => record.message)),
  }
}

/**
 * The log of this node serves the group from now on, or again, or another one has ended to: says which acknowledged messages it
 * lacks, each once, and which of those are there again.
 */
export function checkLost(sim: Simulation, groupIndex: number, node: BrokerNode): void {
  regain(sim, groupIndex, node)
  const { acknowledged, unanswered } = goneFrom(groupAt(sim, groupIndex), node)
  sayLost(sim, groupIndex, node, acknowledged)
  if (unanswered.size === 0) return
  // Its producer sent it to another group as well: that one may have lost it before, while this one still had it.
  sim.state.brokerGroups.forEach((group, index) => {
    const serving = index === groupIndex ? undefined : servingNode(group)
    if (!serving?.store) return
    const also = goneFrom(group, serving).acknowledged.filter(({ record }) => unanswered.has(record.message))
    sayLost(sim, index, serving, also)
  })
}

const servingNode = ({ nodes }: BrokerGroup): BrokerNode | undefined =>
  nodes.find(({ brokerId, process }) => brokerId === MASTER_ID && process === 'running')

/** What no other group serves is lost. */
function sayLost(sim: Simulation, groupIndex: number, node: BrokerNode, candidates: readonly Candidate[]): void {
  if (candidates.length === 0) return
  const group = groupAt(sim, groupIndex)
  const elsewhere = servedCopies(sim, new Set(candidates.map(({ record }) => record.message)), groupIndex, node)
  for (const { epoch, record } of candidates) {
    const { message, startOffset, endOffset, count } = record
    if (elsewhere.has(message)) continue
    storeLog.lost(sim, { message, group: groupIndex, count })
    add(group.lost, { epoch, from: startOffset, to: endOffset })
  }
}

/** Of these messages, those of which a log that serves has a copy: of this node, or of another group's Master. */
function servedCopies(sim: Simulation, messages: ReadonlySet<number>, own: number, node: BrokerNode): Set<number> {
  const found = new Set<number>()
  sim.state.brokerGroups.forEach((group, index) => {
    const serving = index === own ? node : servingNode(group)
    if (!serving?.store) return
    const { store } = serving
    for (const { message, queueId } of recordsBetween(group, store, store.minOffset, store.maxOffset)) {
      if (isTopicQueue(queueId) && messages.has(message)) found.add(message)
    }
  })
  return found
}

/** What was lost and is in the log that serves now. */
function regain(sim: Simulation, groupIndex: number, node: BrokerNode): void {
  const group = groupAt(sim, groupIndex)
  if (group.lost.length === 0) return
  const ranges = had(node)
  const still: RecordRange[] = []
  for (const stretch of group.lost) {
    const own = ranges.get(stretch.epoch)
    const left = without(stretch, own ? [own] : [])
    for (const again of without(stretch, left)) {
      for (const { message, count } of recordsIn(group, again))
        storeLog.regained(sim, { message, group: groupIndex, count })
    }
    for (const one of left) add(still, one)
  }
  group.lost = still
}

/** What a node has beyond its Master goes, and with it what it had acknowledged there. */
export function cutTail(sim: Simulation, groupIndex: number, node: BrokerNode, offset: number): void {
  const group = groupAt(sim, groupIndex)
  cutTo(group, storeOf(node), offset)
  syncLedgerEnd(group, node)
  storeLog.cut(sim, { group: groupIndex, node: node.nodeIndex, cause: 'divergence', ...split(offset) })
  const master = group.nodes.find(
    (one) => one !== node && one.brokerId === MASTER_ID && one.process === 'running' && !one.removed,
  )
  if (master) checkLost(sim, groupIndex, master)
}
