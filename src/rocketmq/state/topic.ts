// A Topic as NameServers answer it and producers cache it.

/** A Topic of the cluster. Its id is its position in ClusterState.topics. */
export interface Topic {
  name: string
}

/** Id of the Topic that a scenario names; it has no other so far. */
export const SCENARIO_TOPIC = 0

/** RocketMQ: QueueData. One Broker group's part of a Topic, as registered. */
export interface QueueData {
  readQueueNums: number
  writeQueueNums: number
  perm: number
}

/** RocketMQ: RegisterBrokerRequestHeader and RegisterBrokerBody. What a Broker tells a NameServer of itself. */
export interface RegisterBrokerBody {
  brokerId: number
  /** Changes with its part of the Topic. */
  dataVersion: number
  /** Of the Broker as a Master. A NameServer takes no Master with a lower one than the one it lists. */
  masterEpoch: number
  /** Its part of the Topic; null where it does not have it. */
  queueData: QueueData | null
  /** It has the default Topic TBW102. */
  hasDefaultTopic: boolean
  /** By consumer group: it has the Topic %RETRY%group. */
  retryTopics: readonly boolean[]
}

/** One group in a route answer. RocketMQ: QueueData and BrokerData with the same brokerName */
export interface RouteEntry {
  group: number
  queueData: QueueData
  /** Index is the brokerId, value the nodeIndex. */
  brokerAddrs: (number | null)[]
}

/** RocketMQ: TopicRouteData. null stands for TOPIC_NOT_EXIST (17). */
export type TopicRouteData = RouteEntry[]

/** RocketMQ: MessageQueue; the Topic is the scenario's. */
export interface MessageQueue {
  /** Broker group index (brokerName). */
  group: number
  queueId: number
  /** True once a fallback of an old client has overwritten this list entry in place. */
  rewritten: boolean
}

/** Permission bit of RocketMQ's PermName. */
export const PERM_WRITE = 2
