// The inside of a Broker group at one moment, as plain values: the newest of a CommitLog, how far it is on disk, dispatched and
// confirmed, its ConsumeQueues, how far every copy is, and what waits. Without words and without places.

import {
  type BrokerGroup,
  type BrokerNode,
  type ClusterState,
  type HaState,
  isServing,
  MASTER_ID,
  type NodeStore,
} from '../rocketmq'
import {
  commitLogFile,
  messagesBetween,
  type NumberedRecord,
  recordsBetween,
  recordsFromEnd,
} from '../rocketmq/state/records'
import { commonEnd } from '../rocketmq/state/sameBytes'
import { servingMaster } from './groupStatus'

/** A place on the tape: one record, or, where they come fast, several. */
export interface TapeCell {
  /** Its number on the tape; the next one has one more. Where something on the tape is, is said in these. */
  at: number
  /** First and last message. */
  message: number
  lastMessage: number
  /** How many messages. */
  messages: number
  /** Of which queues they are: pairs of queueId and messages, ascending. */
  shares: [queueId: number, messages: number][]
  startOffset: number
  endOffset: number
  /** When the first of it was appended, ms of virtual time. */
  storedAtMs: number
  /** It begins a file. */
  beginsFile: boolean
  /** Another Master appended what is before it. */
  beginsEpoch: boolean
}

export interface QueueEntry {
  message: number
  queueOffset: number
  messages: number
}

export interface QueueStore {
  queueId: number
  /** Entries of its ConsumeQueue: its next offset. */
  maxOffset: number
  /** Messages in the CommitLog that are not dispatched. */
  undispatched: number
  /** The newest entries, ascending. */
  entries: QueueEntry[]
}

export type DiskState = 'idle' | 'flushing' | 'stalled'

/** One node's copy, measured on the tape: places are as `TapeCell.at`, with fractions. */
export interface CopyView {
  node: number
  isMaster: boolean
  isRunning: boolean
  /** Of a Slave that asks its Master; null for a Master, and where the Leader pushes. */
  ha: HaState | null
  written: number
  /** Page cache; below `written` only with transientStorePoolEnable. */
  committed: number
  flushed: number
  maxOffset: number
  flushedOffset: number
  /** Messages not on its disk. */
  unflushed: number
  /** What it has not got of the tape. */
  lag: { messages: number; bytes: number }
  /** Messages that the tape has not got, or 0, and where they begin. */
  divergent: number
  divergesAt: number
  disk: DiskState
}

export interface StoreView {
  /** The node whose CommitLog the tape is. */
  node: number
  isServing: boolean
  /** Records to a cell. */
  per: number
  cells: TapeCell[]
  /** Where the tape ends: behind the last cell. */
  end: number
  /** Raised with every epoch: numbers of cells count from its beginning. */
  epoch: number
  maxOffset: number
  /** When the oldest that is not on disk was appended, ms of virtual time; null where all is. */
  unflushedSinceMs: number | null
  /** Bytes of one message of the last record; 0 for none. */
  messageBytes: number
  file: string
  /** 0 to 1 of the file. */
  fileShare: number
  confirmed: { at: number; offset: number; behind: number } | null
  dispatched: { at: number; offset: number; behind: number }
  queues: QueueStore[]
  copies: CopyView[]
  send: {
    /** Messages in the send queue. */
    waiting: number
    /** An append holds the lock and does not get on: since so many ms. */
    heldMs: number | null
    /** Messages whose thread waits for the lock, and stored ones whose answer waits. */
    lockWaiters: number
    unanswered: number
  }
}

/** Records come fast where so many ms see more of them than the tape has places. */
const PACE_MS = 1500
/** Records that are looked at to see how fast they come. */
const MAX_LOOK = 4096
/** Records that are looked at for the entries of queues. */
const MAX_ENTRY_LOOK = 1500

const storeOf = (node: BrokerNode | undefined): NodeStore | null =>
  node && !node.removed && node.store ? node.store : null

/** The node whose CommitLog is shown: the Master that serves; else who was Master last; else who has most. */
function shownNode(group: BrokerGroup): BrokerNode | null {
  const serving = servingMaster(group)
  if (serving !== null && storeOf(group.nodes[serving])) return group.nodes[serving] as BrokerNode
  const rank = (node: BrokerNode) => (node.brokerId === MASTER_ID ? 1e15 : 0) + (node.store as NodeStore).maxOffset
  let best: BrokerNode | null = null
  for (const node of group.nodes) if (storeOf(node) && (!best || rank(node) > rank(best))) best = node
  return best
}

/** Newest records first; with how many of them go into one place. */
function readTape(group: BrokerGroup, store: NodeStore, places: number): { records: NumberedRecord[]; per: number } {
  const records: NumberedRecord[] = []
  let recent = 0
  let wanted = places
  let per = 1
  for (const record of recordsFromEnd(group, store)) {
    const lastMs = records[0]?.storedAtMs ?? record.storedAtMs
    if (record.storedAtMs > lastMs - PACE_MS) recent++
    while (recent > places * per && per < MAX_LOOK / places) per *= 2
    wanted = places * per
    if (records.length >= wanted || records.length >= MAX_LOOK) break
    records.push(record)
  }
  return { records, per }
}

function addShare(shares: TapeCell['shares'], queueId: number, messages: number): void {
  const share = shares.find(([id]) => id === queueId)
  if (share) share[1] += messages
  else shares.push([queueId, messages])
}

/** Cells, ascending. The oldest may be cut at the left, so its number of messages is what of it was read. */
function cellsOf(records: readonly NumberedRecord[], per: number, fileBytes: number): TapeCell[] {
  const cells: TapeCell[] = []
  let key = ''
  let at = records[0] ? Math.floor(records[0].index / per) + 1 : 0
  for (const { epoch, index, message, queueId, startOffset, endOffset, count, storedAtMs } of records) {
    const nextKey = `${epoch} ${Math.floor(index / per)}`
    const open = cells.at(-1)
    if (nextKey === key && open) {
      open.message = message
      open.messages += count
      open.startOffset = startOffset
      open.storedAtMs = storedAtMs
      addShare(open.shares, queueId, count)
    } else {
      const last = { message, lastMessage: message, messages: count, startOffset, endOffset, storedAtMs }
      if (open) open.beginsEpoch = !key.startsWith(`${epoch} `)
      cells.push({ at: --at, ...last, shares: [[queueId, count]], beginsFile: false, beginsEpoch: false })
      key = nextKey
    }
  }
  cells.reverse()
  for (const cell of cells) {
    cell.shares.sort(([a], [b]) => a - b)
    const before = cells[cell.at - (cells[0] as TapeCell).at - 1]
    cell.beginsFile = before
      ? Math.floor(before.startOffset / fileBytes) !== Math.floor((cell.endOffset - 1) / fileBytes)
      : cell.startOffset % fileBytes === 0
  }
  return cells
}

/** Where an offset is on the tape. What is before the cells is at their beginning. */
export function placeOnTape(cells: readonly TapeCell[], offset: number): number {
  for (let i = cells.length - 1; i >= 0; i--) {
    const { at, startOffset, endOffset } = cells[i] as TapeCell
    if (offset >= endOffset) return at + 1
    if (offset > startOffset) return at + (offset - startOffset) / (endOffset - startOffset)
  }
  return cells[0]?.at ?? 0
}

function firstOf<T>(records: Iterable<T>): T | null {
  for (const record of records) return record
  return null
}

/** Next offsets of the ConsumeQueues of a node, and their newest entries. */
function queuesOf(group: BrokerGroup, store: NodeStore, entriesShown: number): QueueStore[] {
  const queues = Array.from({ length: Math.max(1, group.writeQueueNums) }, (_, queueId): QueueStore => {
    const maxOffset = store.queueOffsets[queueId] ?? 0
    return { queueId, maxOffset, undispatched: 0, entries: [] }
  })
  let left = queues.length
  const seen = new Set<number>()
  for (const { queueId, queueOffset } of recordsBetween(group, store, store.reputOffset, store.maxOffset)) {
    const queue = queues[queueId]
    if (!queue || seen.has(queueId)) continue
    seen.add(queueId)
    queue.undispatched = queue.maxOffset - queueOffset
    queue.maxOffset = queueOffset
    if (--left === 0) break
  }
  if (entriesShown === 0) return queues
  left = queues.length
  let looks = 0
  for (const { message, queueId, queueOffset, endOffset, count } of recordsFromEnd(group, store)) {
    if (left === 0 || looks++ > MAX_ENTRY_LOOK) break
    const queue = queues[queueId]
    if (!queue || endOffset > store.reputOffset || queue.entries.length >= entriesShown) continue
    if (queue.entries.push({ message, queueOffset, messages: count }) === entriesShown) left--
  }
  for (const { entries } of queues) entries.reverse()
  return queues
}

function copyOf(group: BrokerGroup, node: BrokerNode, store: NodeStore, tape: NodeStore, cells: TapeCell[]): CopyView {
  const common = store === tape ? store.maxOffset : Math.min(commonEnd(store, tape), store.maxOffset, tape.maxOffset)
  const onTape = (offset: number) => placeOnTape(cells, Math.min(offset, common))
  return {
    node: node.nodeIndex,
    isMaster: node.brokerId === MASTER_ID,
    isRunning: isServing(node.process) || node.process === 'frozen',
    ha: node.brokerId === MASTER_ID || node.raft ? null : store.ha.state,
    written: onTape(store.maxOffset),
    committed: onTape(store.committedOffset),
    flushed: onTape(store.flushedOffset),
    maxOffset: store.maxOffset,
    flushedOffset: store.flushedOffset,
    unflushed: messagesBetween(group, store, store.flushedOffset, store.maxOffset),
    lag: { messages: messagesBetween(group, tape, common, tape.maxOffset), bytes: tape.maxOffset - common },
    divergent: messagesBetween(group, store, common, store.maxOffset),
    divergesAt: onTape(common),
    disk: node.troubles.includes('diskStalled') ? 'stalled' : store.flushing ? 'flushing' : 'idle',
  }
}

/**
 * What is inside a Broker group.
 *
 * @param places - how many cells the tape has room for
 * @param entriesShown - how many entries a ConsumeQueue has room for
 * @returns null where its store is not simulated
 */
export function brokerStore(
  state: ClusterState,
  groupIndex: number,
  places: number,
  entriesShown: number,
): StoreView | null {
  const group = state.brokerGroups[groupIndex]
  const node = group && !group.removed ? shownNode(group) : null
  const store = storeOf(node ?? undefined)
  if (!group || !node || !store) return null
  const { mappedFileSizeCommitLog: fileBytes, sendsPerPacket } = state.settings
  const { records, per } = readTape(group, store, places)
  const cells = cellsOf(records, per, fileBytes)
  const position = (offset: number) => ({
    at: placeOnTape(cells, offset),
    offset,
    behind: messagesBetween(group, store, offset, store.maxOffset),
  })
  const members = group.nodes.filter((one) => storeOf(one))
  return {
    node: node.nodeIndex,
    isServing: isServing(node.process),
    per,
    cells,
    end: (cells.at(-1)?.at ?? -1) + 1,
    epoch: records[0]?.epoch ?? 0,
    maxOffset: store.maxOffset,
    unflushedSinceMs: firstOf(recordsBetween(group, store, store.flushedOffset, store.maxOffset))?.storedAtMs ?? null,
    messageBytes: records[0]?.size ?? 0,
    file: commitLogFile(store.maxOffset, fileBytes),
    fileShare: (store.maxOffset % fileBytes) / fileBytes,
    confirmed: members.length > 1 ? position(Math.min(store.confirmOffset, store.maxOffset)) : null,
    dispatched: position(store.reputOffset),
    queues: queuesOf(group, store, entriesShown),
    copies: members.map((one) => copyOf(group, one, one.store as NodeStore, store, cells)),
    send: {
      waiting: store.sendQueue.length * sendsPerPacket,
      heldMs: store.lockedSinceMs === null ? null : state.nowMs - store.lockedSinceMs,
      lockWaiters: store.lockWaiters.length * sendsPerPacket,
      unanswered: store.puts.length * sendsPerPacket,
    },
  }
}
