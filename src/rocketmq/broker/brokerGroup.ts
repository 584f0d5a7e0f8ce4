// What a Broker group is made of, and its part of the Topic. RocketMQ: BrokerData, TopicConfigManager

import { consumingCopies } from '../consumption'
import type { BrokerGroupSpec } from '../scenario'
import type { Settings } from '../settings'
import type { BrokerGroup, BrokerNode } from '../state'
import { storeCopies } from '../storage'

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
  consuming: null,
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

const copyNode = (node: BrokerNode): BrokerNode => ({
  ...node,
  troubles: node.troubles.slice(),
  heldRequests: node.heldRequests.slice(),
  unreadFrom: node.unreadFrom.slice(),
  store: node.store && storeCopies().copyStore(node.store),
  consuming: node.consuming && consumingCopies().copyConsuming(node.consuming),
  raft: node.raft ? { ...node.raft, round: node.raft.round ? { ...node.raft.round } : null } : null,
})

/** See Slice. */
export function groupWords({ nodes, queueOffsets, epochLogs }: BrokerGroup): number {
  let words = 60 * nodes.length + 18 * queueOffsets.length
  for (const { store, consuming } of nodes) {
    if (store) words += storeCopies().storeWords(store)
    if (consuming) words += consumingCopies().consumingWords(consuming)
  }
  for (const epochLog of epochLogs) words += storeCopies().epochLogWords(epochLog)
  return words
}

export const copyGroup = (group: BrokerGroup): BrokerGroup => ({
  ...group,
  nodes: group.nodes.map(copyNode),
  syncStateSet: group.syncStateSet.slice(),
  replicas: group.replicas.slice(),
  queueOffsets: group.queueOffsets.slice(),
  epochLogs: group.epochLogs.map((log) => storeCopies().copyEpochLog(log)),
  unanswered: group.unanswered.map((range) => ({ ...range })),
  lost: group.lost.map((range) => ({ ...range })),
  recentMessages: group.recentMessages.slice(),
})
