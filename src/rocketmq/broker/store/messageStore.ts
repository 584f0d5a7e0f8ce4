// The inside of Brokers, as the rest of the engine calls it: see Storage. RocketMQ: DefaultMessageStore

import { groupAt, type Simulation, type Storage, type StoreEnd } from '../../context'
import { log } from '../../entryCodec'
import type { ServedRequest } from '../../events'
import { type BrokerNode, MASTER_ID, type NodeStore } from '../../state'
import { cutTo, lastWholeEnd, showQueuesOf, split, storeOf } from './commitLog'
import { diskChanged, flushDone, flushTimer, planFlush } from './flush'
import { readFrames } from './haClient'
import { newClient } from './haLink'
import { syncLedgerEnd } from './ledgerEnd'
import { markUnanswered } from './lostMessages'
import { store as putNow, putTimer, settlePuts } from './puts'
import {
  hostChanged,
  replicationCreated,
  replicationMasterChanged,
  replicationPackets,
  replicationResumed,
  replicationRoleChanged,
  replicationStarted,
  replicationTimers,
} from './replication'
import { planReput, reputTimer } from './reput'
import {
  accept,
  fastFailureTimer,
  lockIsFree,
  queueChanged,
  refuse,
  sendQueueTimer,
  takeRequests as takeMore,
} from './sendQueue'

export const messageStore: Storage = {
  create,
  accept,
  put,
  progress,
  takeRequests,
  ended,
  started,
  resumed,
  faultChanged,
  hostChanged,
  roleChanged: replicationRoleChanged,
  isCaughtUp,
  settingsChanged: queueChanged,
  masterChanged,
  moved,
  packets: replicationPackets,
  timers: { sendQueueTimer, fastFailureTimer, flushTimer, flushDone, reputTimer, putTimer, ...replicationTimers },
}

/** A thread has done its work on a request, and is free for another one as far as its release lets it. */
function put(sim: Simulation, served: ServedRequest, node: BrokerNode, refusal: number | null): void {
  if (refusal === null) putNow(sim, served, node)
  else refuse(sim, node, served, refusal)
  takeMore(sim, served.packet.to.group, node)
}

/** What waits for the disk or for copies may go on. */
function progress(sim: Simulation, group: number, node: BrokerNode): void {
  if (node.process === 'frozen') return
  settlePuts(sim, group, node)
  planReput(sim, group, node)
  planFlush(sim, group, node)
}

function faultChanged(sim: Simulation, group: number, node: BrokerNode): void {
  diskChanged(sim, group, node)
  if (!node.troubles.includes('diskStalled')) {
    if (storeOf(node).lockedSinceMs !== null) lockIsFree(sim, group, node)
    readFrames(sim, group, node)
  }
  queueChanged(sim, group, node)
}

const emptyStore = (nowMs: number): NodeStore => ({
  parts: [],
  minOffset: 0,
  maxOffset: 0,
  committedOffset: 0,
  flushedOffset: 0,
  reputOffset: 0,
  confirmOffset: 0,
  queueOffsets: [],
  abortFile: true,
  startedAtMs: nowMs,
  lastThoroughFlushMs: nowMs,
  flushing: null,
  sendQueue: [],
  begun: 0,
  freeAtNs: 0,
  lockedSinceMs: null,
  lockWaiters: [],
  puts: [],
  queueTimerMs: null,
  fastFailureMs: null,
  flushTimerMs: null,
  reputTimerMs: null,
  putTimerMs: null,
  ha: newClient(nowMs),
  slaves: [],
  checkTimerMs: null,
})

/** Its loops begin with the process: the first pass of the flush loop, one interval later, is a thorough one. */
function beginLoops(sim: Simulation, store: NodeStore): void {
  store.startedAtMs = sim.state.nowMs
  store.lastThoroughFlushMs = sim.state.nowMs + sim.state.settings.flushIntervalCommitLog
}

function create(sim: Simulation, group: number, node: BrokerNode): void {
  node.store = emptyStore(sim.state.nowMs)
  beginLoops(sim, node.store)
  replicationCreated(sim, group, node)
}

/** Everything that the process works on. */
function takeRequests(sim: Simulation, group: number, node: BrokerNode): ServedRequest[] {
  const { store } = node
  if (!store) return []
  for (const put of store.puts) markUnanswered(groupAt(sim, group), put)
  const taken = [...store.sendQueue, ...store.lockWaiters, ...store.puts.map(({ served }) => served)]
  store.sendQueue = []
  store.lockWaiters = []
  store.puts = []
  store.begun = 0
  return taken
}

/** What the memory of a process had is gone with it, and what the page cache had with its host. */
function ended(sim: Simulation, groupIndex: number, node: BrokerNode, how: StoreEnd): void {
  const { store } = node
  // A node that has never been up has none.
  if (!store) return
  store.flushing = null
  store.lockedSinceMs = null
  for (const timer of ['queueTimerMs', 'fastFailureMs', 'flushTimerMs', 'reputTimerMs', 'putTimerMs'] as const) {
    store[timer] = null
  }
  if (how === 'stopped') {
    store.committedOffset = store.maxOffset
    store.flushedOffset = store.maxOffset
    store.abortFile = false
    return
  }
  cutAt(sim, groupIndex, node, how === 'killed' ? store.committedOffset : store.flushedOffset, how)
}

/** A node keeps whole messages before an offset only. */
function cutAt(
  sim: Simulation,
  groupIndex: number,
  node: BrokerNode,
  offset: number,
  how: 'killed' | 'poweredOff',
): void {
  const group = groupAt(sim, groupIndex)
  const store = storeOf(node)
  const end = lastWholeEnd(group, store, offset)
  if (end >= store.maxOffset) return
  cutTo(group, store, end)
  syncLedgerEnd(group, node)
  log.cut(sim, {
    group: groupIndex,
    node: node.nodeIndex,
    cause: how === 'killed' ? 'killed' : 'powerOff',
    ...split(end),
  })
  if (node.brokerId === MASTER_ID) showQueuesOf(sim, groupIndex, node)
}

/** RocketMQ: DefaultMessageStore#load, #recover */
function started(sim: Simulation, group: number, node: BrokerNode): void {
  if (!node.store) {
    // A member that the group has never had comes with an empty disk.
    node.store = emptyStore(sim.state.nowMs)
    beginLoops(sim, node.store)
    return replicationStarted(sim, group, node)
  }
  const { store } = node
  beginLoops(sim, store)
  store.freeAtNs = 0
  log.recovered(sim, { group, node: node.nodeIndex, abnormal: store.abortFile, ...split(store.maxOffset) })
  store.abortFile = true
  store.reputOffset = Math.min(store.reputOffset, store.maxOffset)
  replicationStarted(sim, group, node)
  progress(sim, group, node)
}

function resumed(sim: Simulation, group: number, node: BrokerNode): void {
  progress(sim, group, node)
  queueChanged(sim, group, node)
  replicationResumed(sim, group, node)
}

/** A Leader serves as Master when it knows all of its log to be committed, and has dispatched it. RocketMQ: DLedgerRoleChangeHandler */
function isCaughtUp(_sim: Simulation, _group: number, node: BrokerNode): boolean {
  const { confirmOffset, maxOffset, reputOffset } = storeOf(node)
  return confirmOffset >= maxOffset && reputOffset >= maxOffset
}

function masterChanged(sim: Simulation, group: number, node: BrokerNode): void {
  replicationMasterChanged(sim, group, node)
  showQueuesOf(sim, group, node)
}

/** As with a volume that moves along: the old host keeps nothing. */
function moved(sim: Simulation, _group: number, from: BrokerNode, to: BrokerNode): void {
  to.store = from.store
  from.store = emptyStore(sim.state.nowMs)
  if (to.store) to.store.ha = { ...newClient(sim.state.nowMs), serial: to.store.ha.serial }
}
