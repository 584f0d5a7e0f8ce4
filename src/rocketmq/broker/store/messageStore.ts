// The inside of Brokers, as the rest of the engine calls it: see Storage. RocketMQ: DefaultMessageStore

import { groupAt, type Simulation, type Storage } from '../../context'
import type { ServedRequest } from '../../events'
import { type BrokerNode, MASTER_ID, type NodeStore } from '../../state'
import { showQueuesOf, storeOf } from './commitLog'
import { cleanTimer, planCleaning } from './deletion'
import { diskChanged, flushDone, flushTimer, loopFrom, planFlush } from './flush'
import { store as putNow, putTimer, settlePuts } from './puts'
import { ended, recover } from './recovery'
import { planReput, reputTimer } from './reput'
import { accept, fastFailureTimer, lockIsFree, resumeQueue, sendQueueTimer } from './sendQueue'
import { commitTimer, planCommit } from './transientPool'

export const messageStore: Storage = {
  create,
  accept,
  put: putNow,
  progress,
  takeRequests,
  ended,
  started,
  resumed,
  faultChanged,
  masterChanged,
  timers: {
    sendQueueTimer,
    fastFailureTimer,
    flushTimer,
    flushDone,
    commitTimer,
    cleanTimer,
    reputTimer,
    putTimer,
  },
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
  if (node.troubles.includes('diskStalled')) return
  if (node.store.lockedSinceMs !== null) lockIsFree(sim, group, node)
  progress(sim, group, node)
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
  ha: { state: 'OFF', sinceMs: nowMs, master: 0, serial: 0 },
  slaves: [],
})

function create(sim: Simulation, group: number, node: BrokerNode): void {
  node.store = emptyStore(sim.state.nowMs)
  beginLoops(sim, group, node)
}

/** RocketMQ: DefaultMessageStore#load, #start */
function started(sim: Simulation, group: number, node: BrokerNode): void {
  if (!node.store) return create(sim, group, node)
  recover(sim, group, node)
  beginLoops(sim, group, node)
  progress(sim, group, node)
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
function takeRequests(node: BrokerNode): ServedRequest[] {
  const { store } = node
  if (!store) return []
  const taken = [...store.sendQueue, ...store.lockWaiters, ...store.puts.map(({ served }) => served)]
  store.sendQueue = []
  store.lockWaiters = []
  store.puts = []
  store.begun = 0
  return taken
}

function resumed(sim: Simulation, group: number, node: BrokerNode): void {
  progress(sim, group, node)
  resumeQueue(sim, group, node)
}

function masterChanged(sim: Simulation, group: number): void {
  const master = groupAt(sim, group).nodes.find(
    ({ brokerId, process }) => brokerId === MASTER_ID && process === 'running',
  )
  if (master?.store) showQueuesOf(sim, group, master)
}
