// 5.x Controller mode: who becomes Master is decided outside of the group, from the nodes known to hold everything.
// RocketMQ: ControllerManager, DefaultBrokerHeartbeatManager, ReplicasInfoManager, ReplicasManager. One Controller that never fails.

import { log } from '../entryCodec'
import { type SimulationEvent, schedule } from '../events'
import { registerWithAll } from '../nameserver/nameServer'
import { draw, groupAt, nodeAt, type Simulation } from '../network'
import { type BrokerNode, MASTER_ID } from '../state'

/** RocketMQ: BrokerConfig.brokerHeartbeatInterval, controllerHeartBeatTimeoutMills; ControllerConfig.scanNotActiveBrokerInterval, ms */
const HEARTBEAT_MS = 1000
const HEARTBEAT_TIMEOUT_MS = 10_000
const SCAN_MS = 5000
const FIRST_SCAN_MS = 2000
/** RocketMQ: BrokerConfig.checkSyncStateSetPeriod, MessageStoreConfig.haMaxTimeSlaveNotCatchup, ms */
const CHECK_SYNC_STATE_SET_MS = 5000
const NOT_CAUGHT_UP_MS = 15_000

/** Is the Controller in charge? DLedger's own election comes first. */
export const controllerRules = (sim: Simulation): boolean =>
  sim.state.settings.enableControllerMode && !sim.state.settings.enableDLegerCommitLog

/** The id of a node that is not Master; the Controller gives it once and for all. */
export const slaveId = (node: BrokerNode): number => node.nodeIndex + 1

/** The cluster has been up for a while: node 0 is Master and all are in sync. */
export function beginControlled(sim: Simulation, group: number): void {
  const broker = groupAt(sim, group)
  for (const node of broker.nodes) node.brokerId = node.nodeIndex === 0 ? MASTER_ID : slaveId(node)
  broker.syncStateSet = broker.nodes.map((node) => node.nodeIndex)
  schedule(sim.state, sim.state.nowMs + CHECK_SYNC_STATE_SET_MS, 'controllerCheck', { group })
}

const missesAt = (sim: Simulation, atMs: number, group: number, node: BrokerNode): void =>
  schedule(sim.state, atMs, 'controllerMisses', { group, node: node.nodeIndex, awaySinceMs: node.processSinceMs })

/** A closed connection tells the Controller at once. */
export function controllerMissesSoon(sim: Simulation, group: number, node: BrokerNode): void {
  if (!controllerRules(sim)) return
  const { nowMs, settings } = sim.state
  missesAt(sim, nowMs + settings.networkLatencyMs, group, node)
}

/** A silent node is missed at the first scan after its heartbeats have timed out. */
export function controllerMissesLate(sim: Simulation, group: number, node: BrokerNode): void {
  if (!controllerRules(sim)) return
  const { nowMs } = sim.state
  const expiresAtMs = nowMs - draw(groupAt(sim, group), HEARTBEAT_MS) + HEARTBEAT_TIMEOUT_MS
  const scans = Math.max(0, Math.ceil((expiresAtMs - FIRST_SCAN_MS) / SCAN_MS))
  missesAt(sim, FIRST_SCAN_MS + scans * SCAN_MS, group, node)
}

/** A node has come (back): it may be just the one that is missing. */
export function controllerSees(sim: Simulation, group: number): void {
  if (controllerRules(sim)) electMaster(sim, group)
}

const isMaster = (node: BrokerNode): boolean =>
  node.brokerId === MASTER_ID && node.process === 'running' && !node.removed

/** RocketMQ: DefaultElectPolicy: only nodes of the SyncStateSet, unless enableElectUncleanMaster */
function electMaster(sim: Simulation, group: number): void {
  const broker = groupAt(sim, group)
  if (broker.nodes.some(isMaster)) return
  const elected = broker.nodes.find(
    (node) => node.process === 'running' && !node.removed && broker.syncStateSet.includes(node.nodeIndex),
  )
  if (!elected) return
  const tellsAtMs = sim.state.nowMs + 2 * sim.state.settings.networkLatencyMs
  schedule(sim.state, tellsAtMs, 'controllerElected', { group, node: elected.nodeIndex, epoch: elected.epoch })
}

/** Does what one of the Controller's events says. */
export function handleControllerEvent(
  sim: Simulation,
  event: SimulationEvent<'controllerMisses' | 'controllerElected' | 'controllerCheck'>,
): void {
  const { group } = event.body
  switch (event.kind) {
    case 'controllerCheck':
      schedule(sim.state, sim.state.nowMs + CHECK_SYNC_STATE_SET_MS, 'controllerCheck', event.body)
      return checkSyncStateSet(sim, group)
    case 'controllerMisses': {
      const node = nodeAt(sim, group, event.body.node)
      const stillAway = node.process !== 'running' && node.processSinceMs === event.body.awaySinceMs
      if (stillAway) electMaster(sim, group)
      return
    }
    case 'controllerElected':
      return becomeMaster(sim, group, nodeAt(sim, group, event.body.node), event.body.epoch)
  }
}

function becomeMaster(sim: Simulation, group: number, node: BrokerNode, epoch: number): void {
  const broker = groupAt(sim, group)
  if (node.process !== 'running' || node.epoch !== epoch || broker.nodes.some(isMaster)) return
  for (const other of broker.nodes) if (other !== node && other.brokerId === MASTER_ID) other.brokerId = slaveId(other)
  node.brokerId = MASTER_ID
  broker.syncStateSet = [node.nodeIndex]
  log.masterReady(sim, { group, node: node.nodeIndex })
  registerWithAll(sim, group, node.nodeIndex)
}

/** The Master reports who keeps up. RocketMQ: ReplicasManager#checkSyncStateSetAndDoReport */
function checkSyncStateSet(sim: Simulation, group: number): void {
  const broker = groupAt(sim, group)
  if (!broker.nodes.some(isMaster)) return
  broker.syncStateSet = broker.nodes
    .filter((node) => {
      if (node.removed) return false
      if (node.process === 'running') return true
      return broker.syncStateSet.includes(node.nodeIndex) && sim.state.nowMs - node.processSinceMs < NOT_CAUGHT_UP_MS
    })
    .map((node) => node.nodeIndex)
}
