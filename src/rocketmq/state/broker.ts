// A Broker group and its nodes.

import type { ServedRequest } from '../events'
import type { Trouble } from '../scenario'
import { MAX_SLAVE_COUNT } from '../settings'
import type { BrokerConsuming } from './consumer'
import type { ProcessState } from './process'
import type { RaftState } from './raft'
import type { EpochLog, NodeStore, RecordRange } from './store'

/** brokerId of the node that takes writes. RocketMQ: MixAll.MASTER_ID */
export const MASTER_ID = 0

/** Hosts that a group can have: of a Master, its Slaves, and addresses that some of them have left. */
export const MAX_NODES = 1 + MAX_SLAVE_COUNT + 3

/** One Broker process on its own host. */
export interface BrokerNode {
  /** Position in its group, and its host: n0, n1, ... Routes name it as the address. */
  nodeIndex: number
  /**
   * Which member of the group it is, wherever it runs: its brokerId without elections, DLedger's node number. Only where one has come
   * back at a new address is it another number than the host's.
   */
  member: number
  process: ProcessState
  /** Since when it is so. */
  processSinceMs: number
  /** The id under which it serves and registers: 0 is the Master. Changes when roles change. */
  brokerId: number
  /** In which election of the Controller it was made Master last; 0 without one. RocketMQ: masterEpoch, DataVersion.stateVersion */
  masterEpoch: number
  /** Raised at every process start; what was sent to an earlier life of the process is lost. */
  epoch: number
  /** ms of virtual time added to every request, set by the person who breaks things. */
  slowMs: number
  /** What it suffers from while it answers. */
  troubles: Trouble[]
  /** Response code for the next `injectedTimes` requests. */
  injectedCode: number
  injectedTimes: number
  /** What a frozen process has not looked at yet, in the order of arrival. Members are never changed. */
  heldRequests: ServedRequest[]
  /** Positions of the producers from which something came that the process has not read. */
  unreadFrom: number[]
  /** It starts again as soon as the process that is ending is over. */
  startsAgain: boolean
  /** How many requests are being served: each is a timer, `serviceDone`. */
  inService: number
  raft: RaftState | null
  /** What it stores, or null where that is not simulated: see simulateStore. */
  store: NodeStore | null
  /** What it keeps for consumers, or null in a run without any. */
  consuming: BrokerConsuming | null
  /** Taken out of the cluster by a smaller slaveCount, or an address that its Broker has left. */
  removed: boolean
}

/** A Broker group: one brokerName, one Master, up to 4 Slaves, and its shards of the Topic. */
export interface BrokerGroup {
  brokerName: string
  nodes: BrokerNode[]
  writeQueueNums: number
  readQueueNums: number
  /** False until a message for the Topic has arrived, where it is created by itself, or updateTopic has been run. */
  topicCreated: boolean
  /** It has the Topic from which others are created: from a start with autoCreateTopicEnable on, and for good. RocketMQ: TBW102 */
  hasDefaultTopic: boolean
  /** Raised by every change of the Topic's configuration. RocketMQ: DataVersion */
  dataVersion: number
  /** Controller mode: nodes that hold everything that the Master stored, by nodeIndex. RocketMQ: SyncStateSet */
  syncStateSet: number[]
  /** Controller mode: nodes in the order in which they registered for the first time; their brokerIds follow it. */
  replicas: number[]
  /** Permission bits of the Topic on this group: WRITE 2, READ 4. RocketMQ: PermName */
  perm: number
  /** Next queueOffset of each queue, by queueId: the number of messages stored in it. */
  queueOffsets: number[]
  /** What its Masters have appended, one time as Master after another; empty where the store is not simulated. */
  epochLogs: EpochLog[]
  /** Of these: records that have got no answer which says that they are stored, and those that were, and are lost. */
  unanswered: RecordRange[]
  lost: RecordRange[]
  /** Newest message ids of each queue, oldest first, at most RECENT_MESSAGES. A list is replaced, never changed. */
  recentMessages: number[][]
  /** ms of virtual time to serve one request; null takes brokerServiceTimeMs. */
  serviceTimeMs: number | null
  randomState: number
  /** Taken out of the cluster by a smaller brokerGroupCount. */
  removed: boolean
}

/** How many message ids a queue keeps for show. */
export const RECENT_MESSAGES = 12
