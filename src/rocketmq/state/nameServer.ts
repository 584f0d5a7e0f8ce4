// What a NameServer knows.

import type { ProcessState } from './process'
import type { QueueData } from './topic'

/** What one NameServer knows of one Broker group. RocketMQ: RouteInfoManager's tables */
export interface RegisteredBroker {
  /** RocketMQ: BrokerData.brokerAddrs. Index is the brokerId (0 to MAX_NODES), value the nodeIndex that has it. */
  brokerAddrs: (number | null)[]
  queueData: QueueData | null
  /** By consumer group: it has registered the Topic %RETRY%group. Empty without consumers. */
  retryTopics: boolean[]
  /** It has registered the default Topic TBW102. */
  hasDefaultTopic: boolean
  /**
   * By nodeIndex: the dataVersion it last registered with, null if it is not alive here. A Broker that brings the one it
   * brought before changes nothing, so that wiped permissions stay wiped. RocketMQ: BrokerLiveInfo.dataVersion
   */
  dataVersions: (number | null)[]
  /** Of the Master that it lists. */
  masterEpoch: number
  /** By nodeIndex: virtual time of the last registration; null means not alive here. RocketMQ: brokerLiveTable */
  lastUpdateMs: (number | null)[]
}

export interface NameServer {
  process: ProcessState
  epoch: number
  slowMs: number
  /** When a killed process will be gone; null while none is dying. */
  exitsAtMs: number | null
  randomState: number
  /** By Broker group index; null means never registered. */
  brokers: (RegisteredBroker | null)[]
}

/** Why a NameServer drops an address. */
export type UnregisterCause = 'channelClosed' | 'unregister' | 'expired'
