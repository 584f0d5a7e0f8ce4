// What each setting does, in one line, and what a person calls it. Only the settings panel needs these, so they come with it.

import { SINCE } from '../projections/releaseFacts'
import type { SettingGroup, SettingName } from '../rocketmq'
import type { Words } from './words'

export const settingGroupWords: Record<SettingGroup, Words> = {
  protection: { zh: '故障规避', en: 'Fault avoidance' },
  sending: { zh: '发送', en: 'Sending' },
  cluster: { zh: '集群', en: 'Cluster' },
  network: { zh: '网络与路由', en: 'Network and route' },
}

/** One line for each setting: what it does. Names that are RocketMQ's own are shown as they are. */
export const settingWords: Record<SettingName, Words> = {
  clientVersion: {
    zh: '用哪个版本的 rocketmq-client；规则随版本变。',
    en: 'Release of rocketmq-client; its rules change with it.',
  },
  communicationMode: {
    zh: '应用用哪种方式发送：SYNC 等结果，ASYNC 等回调，ONEWAY 发完不管。',
    en: 'How the application sends: SYNC waits, ASYNC gets a callback, ONEWAY never hears back.',
  },
  retryTimesWhenSendAsyncFailed: {
    zh: 'ASYNC 发送失败后最多再试几次。',
    en: 'How many more times an ASYNC send is tried.',
  },
  retryAnotherBrokerWhenNotStoreOK: {
    zh: '已存但 SendStatus 不是 SEND_OK 时，换一个 Broker 再发。',
    en: 'Sends again to another Broker when the copy is stored but SendStatus is not SEND_OK.',
  },
  killClosesWith: {
    zh: '进程被杀时连接怎样断开：FIN，或有未读数据时的 RST。',
    en: 'How a killed process closes its connections: FIN, or RST when it left data unread.',
  },
  sendLatencyFaultEnable: {
    zh: '发送慢了或失败了，就有一阵子不选那台 Broker。',
    en: 'After a slow or failed send, that Broker is not chosen for a while.',
  },
  latencyMax: {
    zh: '一次发送耗时达到左边这一级，就规避那台 Broker 右边这么久。',
    en: 'A send that took at least the left value avoids its Broker for the right one.',
  },
  notAvailableDuration: { zh: '每一级规避多久。', en: 'How long a Broker is avoided, for each step.' },
  startDetectorEnable: {
    zh: `后台探测有记录的 Broker 是否连得上（${SINCE.detector} 起）。`,
    en: `Probes Brokers that have a fault item (from ${SINCE.detector}).`,
  },
  detectInterval: { zh: '两次探测同一台之间至少隔多久。', en: 'Least time between two probes of one Broker.' },
  detectTimeout: { zh: '一次探测最多等多久。', en: 'How long one probe may take.' },
  retryTimesWhenSendFailed: {
    zh: '失败后最多再试几次（同步发送）。',
    en: 'Further attempts after a failure (sync send).',
  },
  sendMsgTimeout: {
    zh: '一次 send 调用的总时限，重试也算在内。',
    en: 'Time budget of one send call, retries included.',
  },
  sendMsgMaxTimeoutPerRequest: {
    zh: `单次尝试的时限，-1 不限（${SINCE.maxTimeoutPerRequest} 起）。`,
    en: `Limit for one attempt, -1 is none (from ${SINCE.maxTimeoutPerRequest}).`,
  },
  sendIntervalMs: { zh: '每个线程隔多久发一条。', en: 'Each thread sends one message this often.' },
  sendThreadCount: {
    zh: '每个生产者的发送线程数，各有各的序号。',
    en: 'Sending threads in each producer, each with its own index.',
  },
  producerCount: { zh: '生产者进程数。', en: 'Producer processes.' },
  messageLimit: {
    zh: '每个生产者发够这么多条就停，0 不停。',
    en: 'Each producer stops after this many; 0 never stops.',
  },
  threadLocalIndexStart: {
    zh: '轮转序号从哪里起；留空则随机（与真实客户端一致）。',
    en: 'Where the index starts; empty draws it at random, as in reality.',
  },
  brokerGroupCount: { zh: 'Broker 组数，每组一个 Master。', en: 'Broker groups, each with one Master.' },
  slaveCount: { zh: '每组几个 Slave。', en: 'Slaves in each group.' },
  writeQueueNums: { zh: '这个 Topic 在每组 Broker 上有几个队列。', en: 'Queues of the Topic on each Broker group.' },
  enableDLegerCommitLog: {
    zh: 'DLedger：Master 没了，Slave 选出新的。',
    en: 'DLedger: when the Master is gone, Slaves elect a new one.',
  },
  enableControllerMode: {
    zh: '5.x 的 Controller：从 SyncStateSet 里挑一个 Slave 升为 Master。',
    en: '5.x Controller: makes a Slave of the SyncStateSet the new Master.',
  },
  enableSlaveActingMaster: {
    zh: '5.x：没有 Master 时，编号最小的 Slave 代它应答，但不能写。',
    en: '5.x: the lowest Slave answers for a missing Master, without write permission.',
  },
  brokerRole: {
    zh: '复制方式：ASYNC_MASTER 不等 Slave，SYNC_MASTER 等 Slave 也收到。',
    en: 'Replication: ASYNC_MASTER does not wait for Slaves, SYNC_MASTER does.',
  },
  flushDiskType: {
    zh: '刷盘方式：ASYNC_FLUSH 写进内存就回复，SYNC_FLUSH 等写到磁盘。',
    en: 'Flushing: ASYNC_FLUSH answers from memory, SYNC_FLUSH once it is on disk.',
  },
  syncFlushTimeout: { zh: 'SYNC_FLUSH 最多等磁盘多久。', en: 'How long SYNC_FLUSH waits for the disk.' },
  slaveTimeout: { zh: 'SYNC_MASTER 最多等 Slave 多久。', en: 'How long SYNC_MASTER waits for a Slave.' },
  inSyncReplicas: {
    zh: '5.x：SYNC_MASTER 要等几份副本，Master 自己也算一份。',
    en: '5.x: copies SYNC_MASTER waits for, its own included.',
  },
  topicExists: { zh: '开始时 Topic 是否已经建好。', en: 'Whether the Topic exists when the run begins.' },
  autoCreateTopicEnable: {
    zh: '收到没建过的 Topic 的消息时，Broker 自动创建它。',
    en: 'A Broker creates a Topic it does not know when a message for it arrives.',
  },
  defaultTopicQueueNums: {
    zh: '自动创建 Topic 时，生产者要几个队列。',
    en: 'Queues the producer asks for when its message creates the Topic.',
  },
  brokerServiceTimeMs: { zh: 'Broker 处理一个请求要多久。', en: 'Time a Broker takes to serve one request.' },
  brokerStartupMs: { zh: 'Broker 启动到能服务要多久。', en: 'From the start command until the Broker serves.' },
  nameServerCount: { zh: 'NameServer 台数，互不通信。', en: 'NameServers; they do not talk to each other.' },
  registerNameServerPeriod: {
    zh: 'Broker 每隔多久向 NameServer 注册一次。',
    en: 'How often a Broker registers with the NameServers.',
  },
  pollNameServerInterval: { zh: '生产者每隔多久取一次路由。', en: 'How often a producer asks for the route.' },
  firstPollMs: {
    zh: '客户端启动后多久第一次取路由，以后每次的时刻都由它定；也可以在时间轴上拖动“下次取路由”。',
    en: "From a client's start to its first route poll; it fixes when all later ones come. You can also drag the next poll on the timeline.",
  },
  heartbeatBrokerInterval: {
    zh: '客户端每隔多久给 Broker 发心跳。',
    en: 'How often a client sends heartbeats to Brokers.',
  },
  networkLatencyMs: { zh: '单程网络延迟。', en: 'Network latency, one way.' },
  connectTimeoutMillis: { zh: '建立连接最多等多久。', en: 'How long connecting may take.' },
}

/** Names for settings that RocketMQ has no name for. */
export const settingNames: Partial<Record<SettingName, Words>> = {
  clientVersion: { zh: '客户端版本', en: 'Client version' },
  sendIntervalMs: { zh: '发送间隔', en: 'Send interval' },
  sendThreadCount: { zh: '发送线程数', en: 'Sending threads' },
  producerCount: { zh: '生产者数', en: 'Producers' },
  messageLimit: { zh: '消息条数上限', en: 'Message limit' },
  brokerGroupCount: { zh: 'Broker 组数', en: 'Broker groups' },
  slaveCount: { zh: '每组 Slave 数', en: 'Slaves per group' },
  topicExists: { zh: 'Topic 已存在', en: 'Topic exists' },
  brokerServiceTimeMs: { zh: 'Broker 处理时间', en: 'Broker service time' },
  brokerStartupMs: { zh: 'Broker 启动时间', en: 'Broker start-up time' },
  killClosesWith: { zh: '进程被杀时断开连接', en: 'A kill closes connections with' },
  nameServerCount: { zh: 'NameServer 台数', en: 'NameServers' },
  networkLatencyMs: { zh: '网络延迟（单程）', en: 'Network latency (one way)' },
}
