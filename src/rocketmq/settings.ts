// Every value a person can set, with RocketMQ's own name where RocketMQ has one, its unit, range and real default.
// One table serves the engine, the panel, the command line, files and links. Words about them live in i18n/.

import { frozen } from '../sim/frozen'

/** Slaves that a Broker group has at most. */
export const MAX_SLAVE_COUNT = 4

type CommunicationMode = 'SYNC' | 'ASYNC' | 'ONEWAY'

/** How many attempts one call may make at most. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, MQClientAPIImpl#onExceptionImpl */
export function attemptLimit(mode: CommunicationMode, settings: Settings): number {
  // With a MessageQueueSelector there is one. RocketMQ: DefaultMQProducerImpl#sendSelectImpl
  if (settings.orderKeyCount > 0) return 1
  if (mode === 'SYNC') return 1 + settings.retryTimesWhenSendFailed
  return mode === 'ASYNC' ? 1 + settings.retryTimesWhenSendAsyncFailed : 1
}

export type SettingGroup = 'protection' | 'sending' | 'cluster' | 'store' | 'replication' | 'consuming' | 'network'

/** ms in steps, ascending; null takes the release's own. */
type Steps = readonly number[] | null

/** What kind of value it is, and what is allowed. */
export type SettingKind =
  | { type: 'integer'; min: number; max: number; unit: 'ms' | 'count' | 'bytes'; nullable?: true }
  | { type: 'boolean' }
  | { type: 'release' }
  | { type: 'choice'; options: readonly string[] }
  /** ms in steps that never go down; `strictly`: no two alike. */
  | { type: 'table'; strictly: boolean }

/** A kind with the type of its values, which is not there at run time. */
type Of<Value, Kind extends SettingKind = SettingKind> = Kind & { of?: Value }

/** So many of something. */
export const count = (min: number, max: number): Of<number, Extract<SettingKind, { type: 'integer' }>> => ({
  type: 'integer',
  min,
  max,
  unit: 'count',
})
const time = (min: number, max: number): Of<number> => ({ type: 'integer', min, max, unit: 'ms' })
const bytes = (min: number, max: number): Of<number> => ({ type: 'integer', min, max, unit: 'bytes' })
const choice = <const Option extends string>(...options: Option[]): Of<Option> => ({ type: 'choice', options })
const flag: Of<boolean> = { type: 'boolean' }
const release: Of<string> = { type: 'release' }
const steps = (strictly: boolean): Of<Steps> => ({ type: 'table', strictly })

interface Row<Value, Source extends string | null = string | null> {
  readonly group: SettingGroup
  readonly kind: Of<Value>
  /** The real default, as RocketMQ ships it, or ours where RocketMQ has no such setting. */
  readonly realDefault: Value
  /** What the teaching set-up uses instead, where it differs. */
  readonly teaching?: Value
  /** RocketMQ's class and field, or null where the setting is ours. */
  readonly source: Source
  /** False: it holds for the whole run, and changing it starts the run again. */
  readonly timed: boolean
}

/** Of one group: `of` RocketMQ's class, or our `own`; both can be changed while a run goes on, where nothing else is said. */
const rowsOf = (group: SettingGroup) => ({
  of: <Value>(
    source: string,
    kind: Of<Value>,
    realDefault: NoInfer<Value>,
    more: Partial<Row<NoInfer<Value>, string>> = {},
  ): Row<Value, string> => ({ group, kind, realDefault, source, timed: true, ...more }),
  own: <Value>(
    kind: Of<Value>,
    realDefault: NoInfer<Value>,
    more: Partial<Row<NoInfer<Value>, null>> = {},
  ): Row<Value, null> => ({ group, kind, realDefault, source: null, timed: true, ...more }),
})

const protection = rowsOf('protection')
const sending = rowsOf('sending')
const cluster = rowsOf('cluster')
const store = rowsOf('store')
const replication = rowsOf('replication')
const consuming = rowsOf('consuming')
const network = rowsOf('network')

/** All settings, in the order in which a panel shows them. Times are ms of virtual time. */
const ROWS = {
  /** Release of rocketmq-client, e.g. "5.3.3". */
  clientVersion: protection.own(release, '5.3.3'),
  /** RocketMQ: DefaultMQProducer#setSendLatencyFaultEnable */
  sendLatencyFaultEnable: protection.of('DefaultMQProducer', flag, false, { teaching: true }),
  /** Ascending thresholds in ms; null takes the release's own. RocketMQ: MQFaultStrategy.latencyMax */
  latencyMax: protection.of('MQFaultStrategy', steps(true), null, { teaching: [50, 100, 500] }),
  /** Window for each threshold in ms; null takes the release's own. RocketMQ: MQFaultStrategy.notAvailableDuration */
  notAvailableDuration: protection.of('MQFaultStrategy', steps(false), null, { teaching: [0, 0, 3000] }),
  /** Probing of Brokers with a fault item; only from 5.1.4. */
  startDetectorEnable: protection.of('ClientConfig', flag, false),
  detectInterval: protection.of('ClientConfig', time(100, 600_000), 2000),
  detectTimeout: protection.of('ClientConfig', time(1, 60_000), 200),
  /** Which send method the application calls. */
  communicationMode: sending.of('CommunicationMode', choice('SYNC', 'ASYNC', 'ONEWAY'), 'SYNC'),
  retryTimesWhenSendAsyncFailed: sending.of('DefaultMQProducer', count(0, 16), 2),
  /** Try another Broker when a message is stored but its SendStatus is not SEND_OK. */
  retryAnotherBrokerWhenNotStoreOK: sending.of('DefaultMQProducer', flag, false),
  retryTimesWhenSendFailed: sending.of('DefaultMQProducer', count(0, 16), 2),
  sendMsgTimeout: sending.of('DefaultMQProducer', time(1, 600_000), 3000),
  /** Cap of one attempt, -1 is off; only from 5.3.3. */
  sendMsgMaxTimeoutPerRequest: sending.of('DefaultMQProducer', time(-1, 600_000), -1),
  /** From the start of one send call of a thread to the start of its next. */
  sendIntervalMs: sending.own(time(1, 60_000), 100, { teaching: 400 }),
  /** Application threads in each producer, each with its own index. */
  sendThreadCount: sending.own(count(1, 128), 1),
  producerCount: sending.own(count(1, 64), 1),
  /** Cores of the machine a producer runs on: threads of the client's pool for ASYNC. RocketMQ: Runtime#availableProcessors */
  producerCores: sending.own(count(1, 128), 4, { timed: false }),
  /** Each producer stops after this many messages; 0 never stops. */
  messageLimit: sending.own(count(0, 10_000_000), 0),
  /** Value of every new ThreadLocalIndex before its first use (plus the thread's number); null draws it as RocketMQ does. */
  threadLocalIndexStart: sending.of(
    'ThreadLocalIndex',
    { ...count(-1, 1_000_000), nullable: true } as Of<number | null>,
    null,
    { teaching: -1, timed: false },
  ),
  brokerGroupCount: cluster.own(count(1, 16), 2),
  /** Slaves in each Broker group. */
  slaveCount: cluster.own(count(0, MAX_SLAVE_COUNT), 2),
  /** Queues of the Topic on EACH Broker group. */
  writeQueueNums: cluster.of('TopicConfig', count(1, 48), 8, { teaching: 2 }),
  /** DLedger: a Slave becomes Master by election (RocketMQ spells it so). */
  enableDLegerCommitLog: cluster.of('MessageStoreConfig', flag, false, { teaching: true, timed: false }),
  brokerServiceTimeMs: cluster.own(time(0, 600_000), 3, { teaching: 10 }),
  /** From a start command until the Broker serves. */
  brokerStartupMs: cluster.own(time(0, 600_000), 10_000, { teaching: 1000 }),
  nameServerCount: cluster.own(count(1, 4), 1, { timed: false }),
  /** Median of the ms that a killed process takes to go; its host closes the connections then. 0: at once. */
  processExitMs: cluster.own(time(0, 60_000), 52),
  /** How the host ends them: as hosts do (HOST), so RST where data was left unread, else FIN; or always with one of the two. */
  killClosesWith: cluster.own(choice('HOST', 'FIN', 'RST'), 'HOST'),
  /** 5.x Controller: a Slave of the SyncStateSet is made Master; DLedger comes first where both are on. */
  enableControllerMode: cluster.of('BrokerConfig', flag, false, { timed: false }),
  /** 5.x: the lowest Slave answers for a missing Master, without write permission. */
  enableSlaveActingMaster: cluster.of('BrokerConfig', flag, false, { timed: false }),
  brokerRole: cluster.of('MessageStoreConfig', choice('ASYNC_MASTER', 'SYNC_MASTER'), 'ASYNC_MASTER'),
  flushDiskType: cluster.of('MessageStoreConfig', choice('ASYNC_FLUSH', 'SYNC_FLUSH'), 'ASYNC_FLUSH'),
  syncFlushTimeout: cluster.of('MessageStoreConfig', time(1, 600_000), 5000),
  slaveTimeout: cluster.of('MessageStoreConfig', time(1, 600_000), 3000),
  /** 5.x: how many copies SYNC_MASTER waits for, its own included. */
  inSyncReplicas: cluster.of('MessageStoreConfig', count(1, 1 + MAX_SLAVE_COUNT), 1),
  /** Does the Topic exist when the run begins? */
  topicExists: cluster.own(flag, true, { timed: false }),
  autoCreateTopicEnable: cluster.of('BrokerConfig', flag, true),
  /** Queues the producer asks for when a Topic is created by its first message. */
  defaultTopicQueueNums: cluster.of('DefaultMQProducer', count(1, 48), 4),
  /** The inside of Brokers: their send queue, what they write, flush and dispatch, and how it reaches the Slaves. */
  simulateStore: store.own(flag, false, { timed: false }),
  /** Every send call of a run stands for so many: they share one packet and what becomes of it. */
  sendsPerPacket: sending.own(count(1, 10_000), 1, { timed: false }),
  messageBodySize: sending.own(bytes(0, 4_194_304), 1024),
  /** Messages a second that one Broker can append: what its lock and its cores allow. */
  brokerWritesPerSecond: store.own(count(10, 10_000_000), 70_000),
  /** What its disk writes, MB (10^6 bytes) a second, and how long a flush takes besides. */
  diskMegabytesPerSecond: store.own(count(1, 100_000), 200),
  fsyncMs: store.own(time(0, 60_000), 1),
  /** Dirty pages that the kernel allows, MB: beyond it an append waits for the disk. */
  dirtyPageMegabytes: store.own(count(1, 1_000_000), 2000),
  /** null takes the release's own: 1, or from 4.9.1 as many as the machine has cores, at most 4. */
  sendMessageThreadPoolNums: store.of('BrokerConfig', { ...count(1, 128), nullable: true } as Of<number | null>, null),
  sendThreadPoolQueueCapacity: store.of('BrokerConfig', count(1, 1_000_000), 10_000),
  waitTimeMillsInSendQueue: store.of('BrokerConfig', time(1, 600_000), 200),
  osPageCacheBusyTimeOutMills: store.of('MessageStoreConfig', time(1, 600_000), 1000),
  flushIntervalCommitLog: store.of('MessageStoreConfig', time(1, 600_000), 500),
  flushCommitLogLeastPages: store.of('MessageStoreConfig', count(0, 1_000_000), 4),
  flushCommitLogThoroughInterval: store.of('MessageStoreConfig', time(1, 3_600_000), 10_000),
  transientStorePoolEnable: store.of('MessageStoreConfig', flag, false, { timed: false }),
  /** What a Broker's disk holds, MB (10^6 bytes): its CommitLog and nothing else. */
  diskCapacityMegabytes: store.own(count(1, 100_000_000), 500_000),
  /** Per cent; RocketMQ keeps to 10 to 95. */
  diskMaxUsedSpaceRatio: store.of('MessageStoreConfig', count(1, 100), 75),
  /** Hours. */
  fileReservedTime: store.of('MessageStoreConfig', count(0, 10_000), 72),
  /** The hour of the day; a run begins at midnight. */
  deleteWhen: store.of('MessageStoreConfig', count(0, 23), 4),
  mappedFileSizeCommitLog: store.of('MessageStoreConfig', bytes(1024, 1_073_741_824), 1_073_741_824, { timed: false }),
  /** Bytes a second between two Brokers, MB: how fast a Slave that is behind can catch up. */
  haMegabytesPerSecond: replication.own(count(1, 100_000), 100),
  haSendHeartbeatInterval: replication.of('MessageStoreConfig', time(100, 600_000), 5000),
  haMaxGapNotInSync: replication.of('MessageStoreConfig', bytes(1, 1_073_741_824), 268_435_456),
  /** 5.x Controller: SYNC_MASTER waits for every member of the SyncStateSet. */
  allAckInSyncStateSet: replication.of('MessageStoreConfig', flag, false),
  /** 5.x Controller: fewer members of the SyncStateSet refuse a write. */
  minInSyncReplicas: replication.of('MessageStoreConfig', count(1, 1 + MAX_SLAVE_COUNT), 1),
  /** Consumer groups, each of as many instances; they need the inside of Brokers. 0: nothing consumes. */
  consumerGroupCount: consuming.own(count(0, 4), 0, { timed: false }),
  consumerCount: consuming.own(count(1, 16), 2),
  messageModel: consuming.of('DefaultMQPushConsumer', choice('CLUSTERING', 'BROADCASTING'), 'CLUSTERING', {
    timed: false,
  }),
  /** Which listener the application registers. RocketMQ: MessageListenerConcurrently, MessageListenerOrderly */
  messageListener: consuming.of('DefaultMQPushConsumer', choice('CONCURRENTLY', 'ORDERLY'), 'CONCURRENTLY', {
    timed: false,
  }),
  allocateMessageQueueStrategy: consuming.of(
    'DefaultMQPushConsumer',
    choice('AVERAGELY', 'AVERAGELY_BY_CIRCLE', 'CONSISTENT_HASH'),
    'AVERAGELY',
    { timed: false },
  ),
  consumeFromWhere: consuming.of(
    'DefaultMQPushConsumer',
    choice('CONSUME_FROM_LAST_OFFSET', 'CONSUME_FROM_FIRST_OFFSET', 'CONSUME_FROM_TIMESTAMP'),
    'CONSUME_FROM_LAST_OFFSET',
    { timed: false },
  ),
  /** When the consumers of the run begin. */
  consumersStartAtMs: consuming.own(time(0, 86_400_000), 0, { timed: false }),
  /** What a listener takes for one batch, and by how much that varies, per cent. */
  consumeTimeMs: consuming.own(time(0, 3_600_000), 50),
  consumeTimeSpread: consuming.own(count(0, 100), 20),
  /** Of 100 calls of a listener so many return RECONSUME_LATER (SUSPEND_CURRENT_QUEUE_A_MOMENT). */
  consumeFailurePercent: consuming.own(count(0, 100), 0),
  /** Number of a message for which the listener always fails; for which it never returns. 0: none. */
  poisonMessage: consuming.own(count(0, 10_000_000), 0),
  stuckMessage: consuming.own(count(0, 10_000_000), 0),
  consumeThreadMax: consuming.of('DefaultMQPushConsumer', count(1, 128), 20),
  consumeMessageBatchMaxSize: consuming.of('DefaultMQPushConsumer', count(1, 1024), 1),
  maxReconsumeTimes: consuming.of('DefaultMQPushConsumer', count(-1, 10_000), -1),
  /** RocketMQ counts it in minutes. */
  consumeTimeout: consuming.of('DefaultMQPushConsumer', time(1000, 86_400_000), 900_000),
  suspendCurrentQueueTimeMillis: consuming.of('DefaultMQPushConsumer', time(10, 30_000), 1000),
  pullBatchSize: consuming.of('DefaultMQPushConsumer', count(1, 1024), 32),
  pullThresholdForQueue: consuming.of('DefaultMQPushConsumer', count(1, 65_535), 1000),
  /** MiB */
  pullThresholdSizeForQueue: consuming.of('DefaultMQPushConsumer', count(1, 1024), 100),
  consumeConcurrentlyMaxSpan: consuming.of('DefaultMQPushConsumer', count(1, 65_535), 2000),
  persistConsumerOffsetInterval: consuming.of('ClientConfig', time(100, 3_600_000), 5000),
  /** RocketMQ: rocketmq.client.rebalance.waitInterval */
  rebalanceWaitInterval: consuming.of('RebalanceService', time(1000, 3_600_000), 20_000),
  brokerSuspendMaxTimeMillis: consuming.of('DefaultMQPushConsumer', time(0, 600_000), 15_000),
  /** Messages carry so many Tags in turn: TagA, TagB, ... */
  tagCount: sending.own(count(1, 8), 1, { timed: false }),
  /** Tags that a consumer subscribes to; what every second instance of a group does instead (SAME: it does not differ). */
  subscription: consuming.own(choice('*', 'TagA', 'TagB', 'TagA || TagB'), '*', { timed: false }),
  otherSubscription: consuming.own(choice('SAME', '*', 'TagA', 'TagB'), 'SAME', { timed: false }),
  /** All instances of a group have one clientId, as they get it with the same instanceName on one host. */
  sameClientId: consuming.own(flag, false, { timed: false }),
  /** Orders whose messages are sent in order, each to the queue that its hash chooses; 0: any queue. RocketMQ: SelectMessageQueueByHash */
  orderKeyCount: sending.own(count(0, 10_000), 0, { timed: false }),
  slaveReadEnable: consuming.of('BrokerConfig', flag, false),
  /** Per cent of the Broker's memory. */
  accessMessageInMemoryMaxRatio: consuming.of('MessageStoreConfig', count(0, 100), 40),
  /** A Broker's memory, MB (10^6 bytes). */
  brokerMemoryMegabytes: consuming.own(count(1, 10_000_000), 16_000),
  flushConsumerOffsetInterval: consuming.of('BrokerConfig', time(100, 3_600_000), 5000),
  channelExpiredTimeout: consuming.of('BrokerConfig', time(1000, 3_600_000), 120_000),
  /** RocketMQ: rocketmq.broker.rebalance.lockMaxLiveTime */
  rebalanceLockMaxLiveTime: consuming.of('RebalanceLockManager', time(1000, 3_600_000), 60_000),
  registerNameServerPeriod: cluster.of('BrokerConfig', time(10_000, 60_000), 30_000),
  pollNameServerInterval: network.of('ClientConfig', time(100, 3_600_000), 30_000, { teaching: 10_000 }),
  /** From a client's start to its first route poll: it fixes the phase of all later ones. */
  firstPollMs: network.of('MQClientInstance', time(10, 3_600_000), 10, { timed: false }),
  heartbeatBrokerInterval: network.of('ClientConfig', time(100, 3_600_000), 30_000),
  /** One way, on every link. */
  networkLatencyMs: network.own(time(1, 60_000), 1, { teaching: 120 }),
  connectTimeoutMillis: network.of('NettyClientConfig', time(1, 600_000), 3000),
}

type Rows = typeof ROWS

export type SettingName = keyof Rows

/** All settings of a run. */
export type Settings = { [Name in SettingName]: Rows[Name]['realDefault'] }

/** Those that RocketMQ has no name for. */
export type OwnSettingName = { [Name in SettingName]: Rows[Name]['source'] extends null ? Name : never }[SettingName]

export interface SettingDefinition extends Readonly<Row<Settings[SettingName]>> {
  readonly name: SettingName
}

export const SETTING_DEFINITIONS: readonly SettingDefinition[] = frozen(
  Object.entries(ROWS).map(([name, row]) => ({ name, ...row }) as SettingDefinition),
)

export const settingDefinition = (name: SettingName): SettingDefinition => {
  const found = SETTING_DEFINITIONS.find((definition) => definition.name === name)
  if (!found) throw new RangeError(`no setting ${name}`)
  return found
}

/** The range of a setting, for whatever has the same unit and meaning as it. */
export function rangeOf(name: SettingName): { min: number; max: number } {
  const { kind } = settingDefinition(name)
  return kind.type === 'integer' ? { min: kind.min, max: kind.max } : { min: 0, max: 0 }
}

const collect = (value: (definition: SettingDefinition) => Settings[SettingName]): Settings =>
  frozen(
    Object.fromEntries(SETTING_DEFINITIONS.map((definition) => [definition.name, value(definition)])),
  ) as unknown as Settings

/** RocketMQ's own values, and a realistic network. */
export const REAL_SETTINGS: Readonly<Settings> = collect((definition) => definition.realDefault)

/** Slowed down and shortened so that a story of minutes takes about 15 s and can be followed by eye. */
export const TEACHING_SETTINGS: Readonly<Settings> = collect((definition) =>
  definition.teaching === undefined ? definition.realDefault : definition.teaching,
)
