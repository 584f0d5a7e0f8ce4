// The inside of Brokers, as the rest of the engine calls it: see Storage. RocketMQ: DefaultMessageStore

import { groupAt, type Simulation, type Storage } from '../../context'
import type { ServedRequest } from '../../events'
import type { BrokerNode, NodeStore } from '../../state'
import { showQueuesOf, storeOf } from './commitLog'
import { cleanTimer, planCleaning } from './deletion'
import { diskChanged, flushDone, flushTimer, loopFrom, planFlush } from './flush'
import { readFrames } from './haClient'
import { newClient } from './haLink'
import { markUnanswered } from './lostMessages'
import { store as putNow, putTimer, settlePuts } from './puts'
import { ended, recover } from './recovery'
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
import { commitTimer, planCommit } from './transientPool'

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
  timers: {
    sendQueueTimer,
    fastFailureTimer,
    flushTimer,
    flushDone,
    commitTimer,
    cleanTimer,
    reputTimer,
    putTimer,
    ...replicationTimers,
  },
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
  planCommit(sim, group, node)
  planReput(sim, group, node)
  planFlush(sim, group, node)
}

function faultChanged(sim: Simulation, group: number, node: BrokerNode): void {
  // A node that has never been up has none.
  if (!node.store) return
  diskChanged(sim, group, node)
  if (!node.troubles.includes('diskStalled')) {
    if (node.store.lockedSinceMs !== null) lockIsFree(sim, group, node)
    readFrames(sim, group, node)
    progress(sim, group, node)
  }
  queueChanged(sim, group, node)
}

const emptyStore = (nowMs: number): NodeStore => ({
  parts: [],
  minOffset: 0,
  maxOffset: 0,
  committedOffset: 0,
  flushedOffset: 0,
  diskOffset: 0,
  reputOffset: 0,
  confirmOffset: 0,
  queueOffsets: [],
  abortFile: true,
  checkpoint: { physicMsgTimestamp: 0, logicsMsgTimestamp: 0 },
  recoveredFrom: null,
  damagedAt: null,
  leftBehind: null,
  diskFull: false,
  startedAtMs: nowMs,
  flushLoop: loopFrom(nowMs),
  commitLoop: loopFrom(nowMs),
  flushing: null,
  sendQueue: [],
  begun: 0,
  freeAtNs: 0,
  lockedSinceMs: null,
  lockWaiters: [],
  puts: [],
  putsInOrder: true,
  queueTimerMs: null,
  fastFailureMs: null,
  flushTimerMs: null,
  commitTimerMs: null,
  reputTimerMs: null,
  putTimerMs: null,
  ha: newClient(nowMs),
  slaves: [],
  checkTimerMs: null,
})

function create(sim: Simulation, group: number, node: BrokerNode): void {
  node.store = emptyStore(sim.state.nowMs)
  beginLoops(sim, group, node)
  replicationCreated(sim, group, node)
}

/** RocketMQ: DefaultMessageStore#load, #start */
function started(sim: Simulation, group: number, node: BrokerNode): void {
  // A member that the group has never had comes with an empty disk.
  const isNew = !node.store
  node.store ??= emptyStore(sim.state.nowMs)
  if (!isNew) recover(sim, group, node)
  beginLoops(sim, group, node)
  replicationStarted(sim, group, node)
  if (!isNew) progress(sim, group, node)
}

/** What the process does from time to time begins with it. */
function beginLoops(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const { nowMs } = sim.state
  store.startedAtMs = nowMs
  store.flushLoop = loopFrom(nowMs)
  store.commitLoop = loopFrom(nowMs)
  store.freeAtNs = 0
  planCleaning(sim, group, node)
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
  store.putsInOrder = true
  store.begun = 0
  return taken
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
