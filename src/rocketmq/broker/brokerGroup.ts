// What a Broker group is made of, and its part of the Topic. RocketMQ: BrokerData, TopicConfigManager

import type { BrokerGroupSpec } from '../scenario'
import type { Settings } from '../settings'
import type { BrokerGroup, BrokerNode, EpochLog, NodeStore, RecordChunk } from '../state'

/**
 * @param brokerName - taken where the spec names none
 * @param hasTopic - false: nobody has run updateTopic for it yet
 */
export function createBrokerGroup(
  brokerName: string,
  spec: BrokerGroupSpec,
  settings: Settings,
  randomState: number,
  hasTopic: boolean,
): BrokerGroup {
  const group: BrokerGroup = {
    brokerName: spec.brokerName ?? brokerName,
    nodes: [],
    writeQueueNums: 0,
    readQueueNums: 0,
    topicCreated: true,
    hasDefaultTopic: settings.autoCreateTopicEnable,
    dataVersion: 0,
    syncStateSet: [],
    replicas: [],
    perm: 6,
    queueOffsets: [],
    epochLogs: [],
    unanswered: [],
    lost: [],
    recentMessages: [],
    serviceTimeMs: spec.serviceTimeMs ?? null,
    randomState,
    removed: false,
  }
  const slaveCount = spec.slaveCount ?? settings.slaveCount
  for (let nodeIndex = 0; nodeIndex <= slaveCount; nodeIndex++) group.nodes.push(createBrokerNode(nodeIndex))
  setQueueNums(group, spec.writeQueueNums ?? settings.writeQueueNums)
  if (!hasTopic) dropTopic(group)
  return group
}

/** The Topic is not on this group until its first message arrives. */
function dropTopic(group: BrokerGroup): void {
  group.topicCreated = false
  group.writeQueueNums = 0
  group.readQueueNums = 0
  group.queueOffsets = []
  group.recentMessages = []
}

export const createBrokerNode = (nodeIndex: number, member = nodeIndex): BrokerNode => ({
  nodeIndex,
  member,
  process: 'running',
  processSinceMs: 0,
  brokerId: member,
  masterEpoch: 0,
  epoch: 0,
  slowMs: 0,
  troubles: [],
  injectedCode: 0,
  injectedTimes: 0,
  heldRequests: [],
  unreadFrom: [],
  startsAgain: false,
  inService: 0,
  raft: null,
  store: null,
  removed: false,
})

/** RocketMQ: the admin command updateTopic on one Broker, which creates the Topic where it is missing */
export function setQueueNums(group: BrokerGroup, queues: number): void {
  group.topicCreated = true
  group.writeQueueNums = queues
  group.readQueueNums = queues
  group.dataVersion++
  while (group.queueOffsets.length < queues) {
    group.queueOffsets.push(0)
    group.recentMessages.push([])
  }
}

const copyStore = (store: NodeStore): NodeStore => ({
  ...store,
  parts: store.parts.map((part) => ({ ...part })),
  checkpoint: { ...store.checkpoint },
  flushLoop: { ...store.flushLoop },
  commitLoop: { ...store.commitLoop },
  queueOffsets: store.queueOffsets.slice(),
  flushing: store.flushing && { ...store.flushing },
  sendQueue: store.sendQueue.slice(),
  lockWaiters: store.lockWaiters.slice(),
  puts: store.puts.slice(),
  ha: { ...store.ha },
  slaves: store.slaves.map((slave) => ({ ...slave })),
})

/** Full chunks are shared. */
const copyEpochLog = (log: EpochLog): EpochLog => {
  const last = log.chunks.at(-1)
  return { ...log, chunks: last ? [...log.chunks.slice(0, -1), copyChunk(last)] : [] }
}

const copyChunk = (chunk: RecordChunk): RecordChunk => ({
  message: chunk.message.slice(),
  queueId: chunk.queueId.slice(),
  queueOffset: chunk.queueOffset.slice(),
  startOffset: chunk.startOffset.slice(),
  size: chunk.size.slice(),
  count: chunk.count.slice(),
  storedAtMs: chunk.storedAtMs.slice(),
})

const copyNode = (node: BrokerNode): BrokerNode => ({
  ...node,
  troubles: node.troubles.slice(),
  heldRequests: node.heldRequests.slice(),
  unreadFrom: node.unreadFrom.slice(),
  store: node.store && copyStore(node.store),
  raft: node.raft ? { ...node.raft, round: node.raft.round ? { ...node.raft.round } : null } : null,
})

/** Words of a store's copy: its own numbers, and what waits in it. */
const storeWords = ({ parts, queueOffsets, sendQueue, lockWaiters, puts, slaves }: NodeStore): number =>
  90 +
  4 * parts.length +
  queueOffsets.length +
  // A request is shared with the present only: its packet, and what it asks for.
  45 * (sendQueue.length + lockWaiters.length) +
  55 * puts.length +
  8 * slaves.length

/** Of an EpochLog: references to its full chunks, which all later states share, and the last one. */
const epochLogWords = ({ chunks }: EpochLog): number => 24 + chunks.length + 7 * (chunks.at(-1)?.message.length ?? 0)

/** See Slice. */
export function groupWords({ nodes, queueOffsets, epochLogs }: BrokerGroup): number {
  let words = 60 * nodes.length + 18 * queueOffsets.length
  for (const { store } of nodes) if (store) words += storeWords(store)
  for (const epochLog of epochLogs) words += epochLogWords(epochLog)
  return words
}

export const copyGroup = (group: BrokerGroup): BrokerGroup => ({
  ...group,
  nodes: group.nodes.map(copyNode),
  syncStateSet: group.syncStateSet.slice(),
  replicas: group.replicas.slice(),
  queueOffsets: group.queueOffsets.slice(),
  epochLogs: group.epochLogs.map(copyEpochLog),
  unanswered: group.unanswered.map((range) => ({ ...range })),
  lost: group.lost.map((range) => ({ ...range })),
  recentMessages: group.recentMessages.slice(),
})
