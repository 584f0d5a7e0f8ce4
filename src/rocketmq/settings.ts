// Every value a person can set, with RocketMQ's own name where RocketMQ has one, its unit, range and real default.
// One table serves the engine, the panel, the command line, files and links. Words about them live in i18n/.

import { frozen } from '../sim/frozen'

/** Slaves that a Broker group has at most. */
export const MAX_SLAVE_COUNT = 4

/** All settings of a run. Times are ms of virtual time. */
export interface Settings {
  /** Release of rocketmq-client, e.g. "5.3.3". */
  clientVersion: string
  /** RocketMQ: DefaultMQProducer#setSendLatencyFaultEnable */
  sendLatencyFaultEnable: boolean
  /** Ascending thresholds in ms; null takes the release's own. RocketMQ: MQFaultStrategy.latencyMax */
  latencyMax: readonly number[] | null
  /** Window for each threshold in ms; null takes the release's own. RocketMQ: MQFaultStrategy.notAvailableDuration */
  notAvailableDuration: readonly number[] | null
  /** Which send method the application calls. */
  communicationMode: CommunicationMode
  retryTimesWhenSendFailed: number
  retryTimesWhenSendAsyncFailed: number
  /** Try another Broker when a message is stored but its SendStatus is not SEND_OK. */
  retryAnotherBrokerWhenNotStoreOK: boolean
  sendMsgTimeout: number
  /** Cap of one attempt, -1 is off; only from 5.3.3. */
  sendMsgMaxTimeoutPerRequest: number
  pollNameServerInterval: number
  /** From a client's start to its first route poll: it fixes the phase of all later ones. */
  firstPollMs: number
  heartbeatBrokerInterval: number
  /** Probing of Brokers with a fault item; only from 5.1.4. */
  startDetectorEnable: boolean
  detectInterval: number
  detectTimeout: number
  connectTimeoutMillis: number
  producerCount: number
  /** Application threads in each producer, each with its own index. */
  sendThreadCount: number
  /** From the start of one send call of a thread to the start of its next. */
  sendIntervalMs: number
  /** Each producer stops after this many messages; 0 never stops. */
  messageLimit: number
  /** Value of every new ThreadLocalIndex before its first use (plus the thread's number); null draws it as RocketMQ does. */
  threadLocalIndexStart: number | null
  brokerGroupCount: number
  /** Slaves in each Broker group. */
  slaveCount: number
  /** Queues of the Topic on EACH Broker group. */
  writeQueueNums: number
  /** DLedger: a Slave becomes Master by election (RocketMQ spells it so). */
  enableDLegerCommitLog: boolean
  registerNameServerPeriod: number
  /** How the host ends the connections of a killed process: FIN, or RST when the process left data unread. */
  killClosesWith: 'FIN' | 'RST'
  nameServerCount: number
  /** 5.x Controller: a Slave of the SyncStateSet is made Master; DLedger comes first where both are on. */
  enableControllerMode: boolean
  /** 5.x: the lowest Slave answers for a missing Master, without write permission. */
  enableSlaveActingMaster: boolean
  brokerRole: 'ASYNC_MASTER' | 'SYNC_MASTER'
  flushDiskType: 'ASYNC_FLUSH' | 'SYNC_FLUSH'
  syncFlushTimeout: number
  slaveTimeout: number
  /** 5.x: how many copies SYNC_MASTER waits for, its own included. */
  inSyncReplicas: number
  /** Does the Topic exist when the run begins? */
  topicExists: boolean
  autoCreateTopicEnable: boolean
  /** Queues the producer asks for when a Topic is created by its first message. */
  defaultTopicQueueNums: number
  brokerServiceTimeMs: number
  /** From a start command until the Broker serves. */
  brokerStartupMs: number
  /** One way, on every link. */
  networkLatencyMs: number
}

type CommunicationMode = 'SYNC' | 'ASYNC' | 'ONEWAY'

/** How many attempts one call may make at most. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, MQClientAPIImpl#onExceptionImpl */
export function attemptLimit(mode: CommunicationMode, settings: Settings): number {
  if (mode === 'SYNC') return 1 + settings.retryTimesWhenSendFailed
  return mode === 'ASYNC' ? 1 + settings.retryTimesWhenSendAsyncFailed : 1
}

export type SettingName = keyof Settings

export type SettingGroup = 'protection' | 'sending' | 'cluster' | 'network'

/** What kind of value it is, and what is allowed. */
export type SettingKind =
  | { type: 'integer'; min: number; max: number; unit: 'ms' | 'count'; nullable?: true }
  | { type: 'boolean' }
  | { type: 'release' }
  | { type: 'choice'; options: readonly string[] }
  | { type: 'table' }

export interface SettingDefinition {
  readonly name: SettingName
  readonly group: SettingGroup
  readonly kind: Readonly<SettingKind>
  /** The real default, as RocketMQ ships it, or ours where RocketMQ has no such setting. */
  readonly realDefault: Settings[SettingName]
  /** What the teaching set-up uses instead, where it differs. */
  readonly teaching?: Settings[SettingName]
  /** RocketMQ's class and field, or null where the setting is ours. */
  readonly source: string | null
  /** False: it holds for the whole run, and changing it starts the run again. */
  readonly timed: boolean
}

const count = (min: number, max: number): SettingKind => ({ type: 'integer', min, max, unit: 'count' })
const time = (min: number, max: number): SettingKind => ({ type: 'integer', min, max, unit: 'ms' })

/** In the order in which a panel shows them. */
export const SETTING_DEFINITIONS: readonly SettingDefinition[] = frozen<readonly SettingDefinition[]>([
  {
    name: 'clientVersion',
    group: 'protection',
    kind: { type: 'release' },
    realDefault: '5.3.3',
    source: null,
    timed: true,
  },
  {
    name: 'sendLatencyFaultEnable',
    group: 'protection',
    kind: { type: 'boolean' },
    realDefault: false,
    teaching: true,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'latencyMax',
    group: 'protection',
    kind: { type: 'table' },
    realDefault: null,
    teaching: [50, 100, 500],
    source: 'MQFaultStrategy',
    timed: true,
  },
  {
    name: 'notAvailableDuration',
    group: 'protection',
    kind: { type: 'table' },
    realDefault: null,
    teaching: [0, 0, 3000],
    source: 'MQFaultStrategy',
    timed: true,
  },
  {
    name: 'startDetectorEnable',
    group: 'protection',
    kind: { type: 'boolean' },
    realDefault: false,
    source: 'ClientConfig',
    timed: true,
  },
  {
    name: 'detectInterval',
    group: 'protection',
    kind: time(100, 600_000),
    realDefault: 2000,
    source: 'ClientConfig',
    timed: true,
  },
  {
    name: 'detectTimeout',
    group: 'protection',
    kind: time(1, 60_000),
    realDefault: 200,
    source: 'ClientConfig',
    timed: true,
  },
  {
    name: 'communicationMode',
    group: 'sending',
    kind: { type: 'choice', options: ['SYNC', 'ASYNC', 'ONEWAY'] },
    realDefault: 'SYNC',
    source: 'CommunicationMode',
    timed: true,
  },
  {
    name: 'retryTimesWhenSendAsyncFailed',
    group: 'sending',
    kind: count(0, 16),
    realDefault: 2,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'retryAnotherBrokerWhenNotStoreOK',
    group: 'sending',
    kind: { type: 'boolean' },
    realDefault: false,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'retryTimesWhenSendFailed',
    group: 'sending',
    kind: count(0, 16),
    realDefault: 2,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'sendMsgTimeout',
    group: 'sending',
    kind: time(1, 600_000),
    realDefault: 3000,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'sendMsgMaxTimeoutPerRequest',
    group: 'sending',
    kind: time(-1, 600_000),
    realDefault: -1,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'sendIntervalMs',
    group: 'sending',
    kind: time(1, 60_000),
    realDefault: 100,
    teaching: 400,
    source: null,
    timed: true,
  },
  { name: 'sendThreadCount', group: 'sending', kind: count(1, 128), realDefault: 1, source: null, timed: true },
  { name: 'producerCount', group: 'sending', kind: count(1, 64), realDefault: 1, source: null, timed: true },
  { name: 'messageLimit', group: 'sending', kind: count(0, 10_000_000), realDefault: 0, source: null, timed: true },
  {
    name: 'threadLocalIndexStart',
    group: 'sending',
    kind: { type: 'integer', min: -1, max: 1_000_000, unit: 'count', nullable: true },
    realDefault: null,
    teaching: -1,
    source: 'ThreadLocalIndex',
    timed: false,
  },
  { name: 'brokerGroupCount', group: 'cluster', kind: count(1, 16), realDefault: 2, source: null, timed: true },
  { name: 'slaveCount', group: 'cluster', kind: count(0, MAX_SLAVE_COUNT), realDefault: 2, source: null, timed: true },
  {
    name: 'writeQueueNums',
    group: 'cluster',
    kind: count(1, 48),
    realDefault: 8,
    teaching: 2,
    source: 'TopicConfig',
    timed: true,
  },
  {
    name: 'enableDLegerCommitLog',
    group: 'cluster',
    kind: { type: 'boolean' },
    realDefault: false,
    teaching: true,
    source: 'MessageStoreConfig',
    timed: false,
  },
  {
    name: 'brokerServiceTimeMs',
    group: 'cluster',
    kind: time(0, 600_000),
    realDefault: 3,
    teaching: 10,
    source: null,
    timed: true,
  },
  {
    name: 'brokerStartupMs',
    group: 'cluster',
    kind: time(0, 600_000),
    realDefault: 10_000,
    teaching: 1000,
    source: null,
    timed: true,
  },
  { name: 'nameServerCount', group: 'cluster', kind: count(1, 4), realDefault: 1, source: null, timed: false },
  {
    name: 'killClosesWith',
    group: 'cluster',
    kind: { type: 'choice', options: ['FIN', 'RST'] },
    realDefault: 'FIN',
    source: null,
    timed: true,
  },
  {
    name: 'enableControllerMode',
    group: 'cluster',
    kind: { type: 'boolean' },
    realDefault: false,
    source: 'BrokerConfig',
    timed: false,
  },
  {
    name: 'enableSlaveActingMaster',
    group: 'cluster',
    kind: { type: 'boolean' },
    realDefault: false,
    source: 'BrokerConfig',
    timed: false,
  },
  {
    name: 'brokerRole',
    group: 'cluster',
    kind: { type: 'choice', options: ['ASYNC_MASTER', 'SYNC_MASTER'] },
    realDefault: 'ASYNC_MASTER',
    source: 'MessageStoreConfig',
    timed: true,
  },
  {
    name: 'flushDiskType',
    group: 'cluster',
    kind: { type: 'choice', options: ['ASYNC_FLUSH', 'SYNC_FLUSH'] },
    realDefault: 'ASYNC_FLUSH',
    source: 'MessageStoreConfig',
    timed: true,
  },
  {
    name: 'syncFlushTimeout',
    group: 'cluster',
    kind: time(1, 600_000),
    realDefault: 5000,
    source: 'MessageStoreConfig',
    timed: true,
  },
  {
    name: 'slaveTimeout',
    group: 'cluster',
    kind: time(1, 600_000),
    realDefault: 3000,
    source: 'MessageStoreConfig',
    timed: true,
  },
  {
    name: 'inSyncReplicas',
    group: 'cluster',
    kind: count(1, 1 + MAX_SLAVE_COUNT),
    realDefault: 1,
    source: 'MessageStoreConfig',
    timed: true,
  },
  {
    name: 'topicExists',
    group: 'cluster',
    kind: { type: 'boolean' },
    realDefault: true,
    source: null,
    timed: false,
  },
  {
    name: 'autoCreateTopicEnable',
    group: 'cluster',
    kind: { type: 'boolean' },
    realDefault: true,
    source: 'BrokerConfig',
    timed: true,
  },
  {
    name: 'defaultTopicQueueNums',
    group: 'cluster',
    kind: count(1, 48),
    realDefault: 4,
    source: 'DefaultMQProducer',
    timed: true,
  },
  {
    name: 'registerNameServerPeriod',
    group: 'cluster',
    kind: time(10_000, 60_000),
    realDefault: 30_000,
    source: 'BrokerConfig',
    timed: true,
  },
  {
    name: 'pollNameServerInterval',
    group: 'network',
    kind: time(100, 3_600_000),
    realDefault: 30_000,
    teaching: 10_000,
    source: 'ClientConfig',
    timed: true,
  },
  {
    name: 'firstPollMs',
    group: 'network',
    kind: time(10, 3_600_000),
    realDefault: 10,
    source: 'MQClientInstance',
    timed: false,
  },
  {
    name: 'heartbeatBrokerInterval',
    group: 'network',
    kind: time(100, 3_600_000),
    realDefault: 30_000,
    source: 'ClientConfig',
    timed: true,
  },
  {
    name: 'networkLatencyMs',
    group: 'network',
    kind: time(1, 60_000),
    realDefault: 1,
    teaching: 120,
    source: null,
    timed: true,
  },
  {
    name: 'connectTimeoutMillis',
    group: 'network',
    kind: time(1, 600_000),
    realDefault: 3000,
    source: 'NettyClientConfig',
    timed: true,
  },
])

export const settingDefinition = (name: SettingName): SettingDefinition => {
  const found = SETTING_DEFINITIONS.find((definition) => definition.name === name)
  if (!found) throw new RangeError(`no setting ${name}`)
  return found
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
