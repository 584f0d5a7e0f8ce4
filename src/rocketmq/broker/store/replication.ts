// How what a Master appends reaches the other nodes of its group, and what it waits for. Each way of replication has its file: haServer.ts
// and haClient.ts, with syncStateSet.ts under a Controller, and dledgerLog.ts.

import { groupAt, type HostChange, nodeAt, type Simulation, type Storage } from '../../context'
import type { Packet, TimersOf } from '../../events'
import { isServing } from '../../network'
import { RESPONSE_CODE } from '../../releases'
import { type BrokerNode, MASTER_ID } from '../../state'
import { storeOf } from './commitLog'
import {
  dispatcherLooks,
  dledgerCreated,
  dledgerPush,
  dledgerPushAnswer,
  dledgerRoleChanged,
  dledgerWait,
  isPendingFull,
  pushAll,
} from './dledgerLog'
import {
  changeMaster,
  closedByMaster,
  dropClient,
  FIRST_DIAL_MS,
  haClientTimer,
  haConnected,
  haFrame,
  planClient,
  readFrames,
  startDialling,
  stopClient,
} from './haClient'
import { changeState, newProgress, replicationMode } from './haLink'
import {
  closedBySlave,
  closeSlaves,
  haConnect,
  haReport,
  hasCopies,
  hasTooFewReplicas,
  haWait,
  resumeSenders,
  sendAppended,
  senderLooks,
  startSenders,
} from './haServer'
import { checkLost } from './lostMessages'
import type { ReplicaWait } from './replicaWait'
import { storeLog } from './storeCodec'
import { confirm, confirmOffset, startChecking, syncStateSetTimer } from './syncStateSet'

export const replicationPackets: Storage['packets'] = {
  haConnect,
  haConnected,
  haReport,
  haFrame,
  haClosed,
  dledgerPush,
  dledgerPushAnswer,
}

export const replicationTimers = { haClientTimer, haSenderTimer, syncStateSetTimer }

function haClosed(sim: Simulation, packet: Packet<'haClosed'>): void {
  if (!closedBySlave(sim, packet)) closedByMaster(sim, packet)
}

function haSenderTimer(
  sim: Simulation,
  { group, node: index, epoch, slave: slaveIndex }: TimersOf<'broker'>['haSenderTimer'],
): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch) return
  const slave = node.store?.slaves.find(({ node: one }) => one === slaveIndex)
  if (!slave || slave.timerMs !== sim.state.nowMs) return
  slave.timerMs = null
  if (!isServing(node.process)) return
  if (replicationMode(sim) === 'DLEDGER') dispatcherLooks(sim, group, node, slave)
  else senderLooks(sim, group, node, slave)
}

// ---------------------------------------------------------------- puts

/** The Master has more than before. */
export function appended(sim: Simulation, group: number, node: BrokerNode): void {
  const mode = replicationMode(sim)
  if (mode === 'DLEDGER') return pushAll(sim, group, node)
  if (mode === 'CONTROLLER') confirm(sim, group, node)
  sendAppended(sim, group, node)
}

export const replicaWait = (sim: Simulation, group: number, node: BrokerNode, endOffset: number): ReplicaWait =>
  replicationMode(sim) === 'DLEDGER' ? dledgerWait() : haWait(sim, group, node, endOffset)

/** Do as many copies have it as the answer waits for? */
export const isReplicated = (sim: Simulation, group: number, node: BrokerNode, endOffset: number): boolean =>
  replicationMode(sim) === 'DLEDGER' ? storeOf(node).confirmOffset >= endOffset : hasCopies(sim, group, node, endOffset)

/** @returns the code with which a Master refuses to store, because too few copies are in sync or too much waits; or null */
export function refusesPut(sim: Simulation, group: number, node: BrokerNode, message: number): number | null {
  const isLedger = replicationMode(sim) === 'DLEDGER'
  if (isLedger ? !isPendingFull(sim, node) : !hasTooFewReplicas(sim, group, node)) return null
  const reason = isLedger ? 'PC_SYNCHRONIZED' : 'IN_SYNC_REPLICAS_NOT_ENOUGH'
  storeLog.busy(sim, { message, group, node: node.nodeIndex, reason, waitedMs: 0 })
  return isLedger ? sim.rules.storeBusyCode : RESPONSE_CODE.SYSTEM_ERROR
}

/** Up to where consumers may see what this node has, as far as copies decide it. */
export function confirmedEnd(sim: Simulation, group: number, node: BrokerNode): number {
  const store = storeOf(node)
  const mode = replicationMode(sim)
  if (mode === 'HA') return store.maxOffset
  if (mode === 'DLEDGER') return store.confirmOffset
  return node.brokerId === MASTER_ID ? confirmOffset(sim, group, node) : store.confirmOffset
}

// ---------------------------------------------------------------- life of a node

/** The cluster has been up for a while: every Slave has its connection, and everything. */
export function replicationCreated(sim: Simulation, group: number, node: BrokerNode): void {
  if (replicationMode(sim) === 'DLEDGER') return dledgerCreated(sim, group, node)
  const store = storeOf(node)
  const { nodes } = groupAt(sim, group)
  if (node.brokerId !== MASTER_ID) {
    const master = nodes.find(({ brokerId }) => brokerId === MASTER_ID)
    store.ha = {
      ...store.ha,
      state: 'STREAM',
      serial: 1,
      master: master?.nodeIndex ?? 0,
      masterEpoch: master?.epoch ?? 0,
    }
    return planClient(sim, group, node)
  }
  store.slaves = nodes
    .filter((slave) => slave !== node)
    .map((slave) => ({ ...newProgress(slave, 1, sim.state.nowMs), streaming: true }))
  startSenders(sim, group, node)
  if (replicationMode(sim) === 'CONTROLLER') startChecking(sim, group, node)
}

/** A process has started, and read its files. */
export function replicationStarted(sim: Simulation, group: number, node: BrokerNode): void {
  const mode = replicationMode(sim)
  const store = storeOf(node)
  store.slaves = []
  // DLedger's checkpoint keeps the committed position; push2SlaveMaxOffset begins again.
  if (mode === 'HA') store.confirmOffset = 0
  if (mode === 'DLEDGER') return changeState(sim, group, node, 'OFF')
  if (mode === 'CONTROLLER') return startDialling(sim, group, node, FIRST_DIAL_MS)
  if (node.brokerId !== MASTER_ID) return startDialling(sim, group, node, FIRST_DIAL_MS)
  changeState(sim, group, node, 'OFF')
  checkLost(sim, group, node)
}

export function replicationResumed(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha } = storeOf(node)
  if (replicationMode(sim) === 'DLEDGER') {
    for (const slave of storeOf(node).slaves) slave.timerMs = null
    return pushAll(sim, group, node)
  }
  resumeSenders(sim, group, node)
  ha.timerMs = null
  readFrames(sim, group, node)
  planClient(sim, group, node)
}

/** Ends of connections are closed by the host, or stay without a word. */
export function hostChanged(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void {
  if (!node.store || replicationMode(sim) === 'DLEDGER') {
    if (change === 'started') joined(sim, group)
    return
  }
  if (change === 'closed') {
    stopClient(sim, group, node)
    closeSlaves(sim, group, node)
  } else if (change === 'silent' && node.process === 'poweredOff') {
    dropClient(sim, group, node)
    node.store.slaves = []
  }
}

/** The Leader of a DLedger group gets to know a new member. */
function joined(sim: Simulation, group: number): void {
  for (const node of groupAt(sim, group).nodes) if (node.raft?.role === 'LEADER') pushAll(sim, group, node)
}

/** Controller: it is a Slave from now on. DLedger: its elector has another role. */
export function replicationRoleChanged(sim: Simulation, group: number, node: BrokerNode): void {
  if (!node.store) return
  if (replicationMode(sim) === 'DLEDGER') return dledgerRoleChanged(sim, group, node)
  closeSlaves(sim, group, node)
  if (node.process === 'running') startDialling(sim, group, node, 0)
}

/** This node takes writes from now on. Under a Controller the others dial it. */
export function replicationMasterChanged(sim: Simulation, group: number, node: BrokerNode): void {
  if (replicationMode(sim) === 'CONTROLLER') {
    stopClient(sim, group, node)
    storeOf(node).slaves = []
    startChecking(sim, group, node)
    confirm(sim, group, node)
    for (const other of groupAt(sim, group).nodes) {
      if (other === node || other.removed || other.process !== 'running' || other.brokerId === MASTER_ID) continue
      if (!other.store) continue
      changeMaster(sim, group, other)
    }
  }
  checkLost(sim, group, node)
}
