// 5.x Controller mode: who becomes Master is decided outside of the group, from the nodes known to hold everything.
// RocketMQ: ControllerManager, DefaultBrokerHeartbeatManager, ReplicasInfoManager, ReplicasManager. One Controller that never fails.

import { isMaster, newestMaster, replicaId } from '../brokers'
import { draw, groupAt, type HostChange, nodeAt, type ProcessKind, type Simulation } from '../context'
import { brokerAddress, CONTROLLER, type TimersOf } from '../events'
import { isCut, joins } from '../links'
import { after, at, send } from '../network'
import { type BrokerNode, type LossyLink, MASTER_ID } from '../state'

type Timers = TimersOf<'controller'>

export const controller: ProcessKind<'controller'> = {
  slice: null,
  create: () => undefined,
  packets: {},
  timers: { controllerMisses, controllerCheck, metadataSync },
  onGroup,
  onBroker,
  onLink,
}

/** RocketMQ: BrokerConfig.brokerHeartbeatInterval, controllerHeartBeatTimeoutMills; ControllerConfig.scanNotActiveBrokerInterval, ms */
const HEARTBEAT_MS = 1000
const HEARTBEAT_TIMEOUT_MS = 10_000
const SCAN_MS = 5000
const FIRST_SCAN_MS = 2000
/** RocketMQ: BrokerConfig.checkSyncStateSetPeriod, MessageStoreConfig.haMaxTimeSlaveNotCatchup, ms */
const CHECK_SYNC_STATE_SET_MS = 5000
const NOT_CAUGHT_UP_MS = 15_000
/** RocketMQ: BrokerConfig.syncBrokerMetadataPeriod, ms */
const SYNC_METADATA_MS = 5000

/** Is the Controller in charge? DLedger's own election comes first. */
const isInCharge = (sim: Simulation): boolean =>
  sim.state.settings.enableControllerMode && !sim.state.settings.enableDLegerCommitLog

/** The cluster has been up for a while: all have registered one after another, node 0 is Master and all are in sync. */
function onGroup(sim: Simulation, group: number): void {
  if (!isInCharge(sim)) return
  const broker = groupAt(sim, group)
  broker.replicas = broker.nodes.map((node) => node.member)
  broker.syncStateSet = broker.nodes.map((node) => node.nodeIndex)
  for (const node of broker.nodes) node.brokerId = node.nodeIndex === 0 ? MASTER_ID : replicaId(broker, node)
  after(sim, CHECK_SYNC_STATE_SET_MS, 'controllerCheck', { group })
}

/**
 * Simplified: RocketMQ sends heartbeats and sees channels close; here the Controller reads which processes of a group run, and the
 * moment at which it would notice is planned where they end. Its heartbeats would be packets without end that change nothing.
 */
function onBroker(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void {
  if (!isInCharge(sim)) return
  const { nowMs, settings } = sim.state
  switch (change) {
    case 'started': {
      const broker = groupAt(sim, group)
      if (!broker.replicas.includes(node.member)) broker.replicas.push(node.member)
      node.brokerId = replicaId(broker, node)
      // It may be just the one that is missing.
      return electMaster(sim, group)
    }
    case 'closed':
      return missesAt(sim, nowMs + settings.networkLatencyMs, group, node)
    case 'silent': {
      // A silent node is missed at the first scan after its heartbeats have timed out.
      const expiresAtMs = nowMs - draw(groupAt(sim, group), HEARTBEAT_MS) + HEARTBEAT_TIMEOUT_MS
      const scans = Math.max(0, Math.ceil((expiresAtMs - FIRST_SCAN_MS) / SCAN_MS))
      return missesAt(sim, FIRST_SCAN_MS + scans * SCAN_MS, group, node)
    }
  }
}

const missesAt = (sim: Simulation, atMs: number, group: number, node: BrokerNode): void =>
  at(sim, atMs, 'controllerMisses', { group, node: node.nodeIndex, awaySinceMs: node.processSinceMs })

function controllerMisses(sim: Simulation, timer: Timers['controllerMisses']): void {
  const node = nodeAt(sim, timer.group, timer.node)
  const stillAway = !reachesController(sim, timer.group, node) && node.processSinceMs === timer.awaySinceMs
  if (stillAway) electMaster(sim, timer.group)
}

/** Do heartbeats of this node reach the Controller? */
const reachesController = (sim: Simulation, group: number, node: BrokerNode): boolean =>
  node.process === 'running' && !isCut(sim, CONTROLLER, brokerAddress(group, node.nodeIndex))

/** The newest Master that the Controller hears, or null. */
const reachableMaster = (sim: Simulation, group: number): BrokerNode | null =>
  newestMaster(groupAt(sim, group).nodes.filter((node) => isMaster(node) && reachesController(sim, group, node)))

/** A node that is cut off falls silent for the Controller; one that it reaches again asks it who is Master. */
function onLink(sim: Simulation, { ends, lossPercent }: LossyLink): void {
  const end = ends.find((one) => one.kind === 'broker')
  if (!isInCharge(sim) || end?.kind !== 'broker' || ends.every(({ kind }) => kind !== 'controller')) return
  const node = nodeAt(sim, end.group, end.node)
  if (lossPercent === 100) return onBroker(sim, end.group, node, 'silent')
  const wait = draw(groupAt(sim, end.group), SYNC_METADATA_MS)
  after(sim, wait, 'metadataSync', { group: end.group, node: end.node, epoch: node.epoch })
}

/** RocketMQ: ReplicasManager#schedulingSyncBrokerMetadata */
function metadataSync(sim: Simulation, { group, node: index, epoch }: Timers['metadataSync']): void {
  const node = nodeAt(sim, group, index)
  if (node.epoch !== epoch || !reachesController(sim, group, node)) return
  const master = reachableMaster(sim, group)
  if (master === null) return electMaster(sim, group)
  if (master === node) return
  const content = { epoch, master: master.nodeIndex, masterEpoch: master.masterEpoch }
  send(sim, 'roleChanged', CONTROLLER, brokerAddress(group, index), content, sim.state.settings.networkLatencyMs)
}

/** Simplified: as onBroker. RocketMQ: DefaultElectPolicy: only nodes of the SyncStateSet, unless enableElectUncleanMaster */
function electMaster(sim: Simulation, group: number): void {
  const broker = groupAt(sim, group)
  if (reachableMaster(sim, group)) return
  const [elected] = broker.nodes
    .filter(
      (node) => reachesController(sim, group, node) && !node.removed && broker.syncStateSet.includes(node.nodeIndex),
    )
    // As their heartbeats say. Sorting keeps the order of those that have as much.
    .sort((one, other) => (other.store?.maxOffset ?? 0) - (one.store?.maxOffset ?? 0))
  if (!elected) return
  // Asked and notified: one network latency there, one back.
  const to = brokerAddress(group, elected.nodeIndex)
  const masterEpoch = 1 + Math.max(...broker.nodes.map((node) => node.masterEpoch))
  const content = { epoch: elected.epoch, master: elected.nodeIndex, masterEpoch }
  send(sim, 'roleChanged', CONTROLLER, to, content, sim.state.settings.networkLatencyMs)
}

/** The Master reports who keeps up. Simplified: the Controller reads it from the processes. RocketMQ: ReplicasManager#checkSyncStateSetAndDoReport */
function controllerCheck(sim: Simulation, timer: Timers['controllerCheck']): void {
  after(sim, CHECK_SYNC_STATE_SET_MS, 'controllerCheck', timer)
  // With a simulated store the Master knows it from its Slaves' reports: see broker/store/syncStateSet.ts.
  if (sim.storage) return
  const broker = groupAt(sim, timer.group)
  const master = reachableMaster(sim, timer.group)
  if (!master) return
  broker.syncStateSet = broker.nodes
    .filter((node) => {
      if (node.removed) return false
      const cutMs = cutForMs(sim, timer.group, master, node)
      if (node.process === 'running' && cutMs < NOT_CAUGHT_UP_MS) return true
      return broker.syncStateSet.includes(node.nodeIndex) && sim.state.nowMs - node.processSinceMs < NOT_CAUGHT_UP_MS
    })
    .map((node) => node.nodeIndex)
}

/** For how many ms a Slave's link to its Master has been cut, 0 if it is not. */
function cutForMs({ state }: Simulation, group: number, master: BrokerNode, node: BrokerNode): number {
  if (master === node) return 0
  const [one, other] = [brokerAddress(group, master.nodeIndex), brokerAddress(group, node.nodeIndex)]
  const link = state.links.find((broken) => broken.lossPercent === 100 && joins(broken, one, other))
  return link ? state.nowMs - link.sinceMs : 0
}
