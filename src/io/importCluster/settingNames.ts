// A name with a value, from whatever kind of configuration, as the simulator's setting, or why it has none.

import { INVISIBLE } from '../../i18n/invisible'
import type { Text } from '../../i18n/messages'

import { MAX_RUN_MS, SETTING_DEFINITIONS, type SettingName, type Settings, settingDefinition } from '../../rocketmq'
import type { Gathered } from './gathered'
import { MAX_LINE_LENGTH } from './lines'

/** Longer names are none of a setting. */
const MAX_NAME_LENGTH = 200

/** As Spring compares names: no case, no dashes, no underscores. */
export const plain = (name: string): string => name.slice(0, MAX_NAME_LENGTH).replace(/[-_]/g, '').toLowerCase()

/** What broker.conf says of the inside of Brokers, under RocketMQ's own names. */
export const STORE_NAMES: readonly SettingName[] = SETTING_DEFINITIONS.filter(
  ({ group, source }) => source !== null && (group === 'store' || group === 'replication'),
).map(({ name }) => name)

/** RocketMQ's names that are also the simulator's. */
const SAME_NAMES: readonly SettingName[] = [
  'sendLatencyFaultEnable',
  'latencyMax',
  'notAvailableDuration',
  'startDetectorEnable',
  'detectInterval',
  'detectTimeout',
  'retryTimesWhenSendFailed',
  'retryTimesWhenSendAsyncFailed',
  'retryAnotherBrokerWhenNotStoreOK',
  'sendMsgTimeout',
  'sendMsgMaxTimeoutPerRequest',
  'pollNameServerInterval',
  'heartbeatBrokerInterval',
  'connectTimeoutMillis',
  'defaultTopicQueueNums',
  'enableDLegerCommitLog',
  'enableControllerMode',
  'enableSlaveActingMaster',
  'brokerRole',
  'flushDiskType',
  'syncFlushTimeout',
  'slaveTimeout',
  'inSyncReplicas',
  'autoCreateTopicEnable',
  'registerNameServerPeriod',
  ...STORE_NAMES,
]

/** Names a producer's property has in Kotlin, and without it. */
const withoutIs = (name: string): string =>
  !SETTINGS.has(name) && name.startsWith('is') && SETTINGS.has(name.slice(2)) ? name.slice(2) : name

const SETTINGS = new Map<string, SettingName>([
  ...SAME_NAMES.map((name): [string, SettingName] => [plain(name), name]),
  // Spring Boot and Spring Cloud Stream
  ['sendmessagetimeout', 'sendMsgTimeout'],
  ['retrynextserver', 'retryAnotherBrokerWhenNotStoreOK'],
  ['retryanotherbroker', 'retryAnotherBrokerWhenNotStoreOK'],
  // So it was spelled in old releases.
  ['pollnameserverinteval', 'pollNameServerInterval'],
  ['sendlatencyenable', 'sendLatencyFaultEnable'],
  ['enabledledgercommitlog', 'enableDLegerCommitLog'],
  // A system property: com.rocketmq.remoting.client.connect.timeout.
  ['clientconnecttimeout', 'connectTimeoutMillis'],
])

const NAME_SERVERS = ['nameserver', 'namesrvaddr', 'namesrv', 'nameserveraddr', 'rocketmqnamesrvaddr', 'nameservers']
const TOPICS = ['topic', 'destination', 'defaulttopic', 'topicname', 'defaultdestination']

const IGNORED: readonly [Text<'importCluster'>, RegExp][] = [
  [(m) => m.importCluster.ignoredBecause.groupName, /^(producer)?group(name)?$/],
  [
    (m) => m.importCluster.ignoredBecause.security,
    /^(accesskey|secretkey|usetls|tlsenable|securitytoken|aclenable|accesschannel|rpchook)$/,
  ],
  [
    (m) => m.importCluster.ignoredBecause.size,
    /^(maxmessagesize|compress\w*|autobatch|batchmax\w*|totalbatchmaxbytes|decode\w*)$/,
  ],
  [(m) => m.importCluster.ignoredBecause.trace, /trace/],
  [
    (m) => m.importCluster.ignoredBecause.instance,
    /^(instancename|clientip|unitname|unitmode|namespace\w*|clustername|brokerclustername)$/,
  ],
  [(m) => m.importCluster.ignoredBecause.vip, /vipchannel/],
  [(m) => m.importCluster.ignoredBecause.threads, /thread|executor|backpressure|^clientcallback/],
  [
    (m) => m.importCluster.ignoredBecause.store,
    /^(store\w*|mapped\w*|deletewhen|filereservedtime|listenport|brokerip\d|haservicerole|diskmax\w*|transientstore\w*|halistenport)$/,
  ],
  [
    (m) => m.importCluster.ignoredBecause.consumer,
    /^(consume\w*|pull\w*|subscri\w*|messagemodel|selector\w*|messagelistener|allocate\w*)$/,
  ],
]

/** A number of ms or of anything: 3000, 3_000, 3000L, 3 * 1000, 3s, PT3S. null is none. */
export function readNumber(written: string): number | null {
  const text = written.trim()
  const unit = /^(-?\d+)\s*(ms|s|m|h)$/i.exec(text) ?? /^PT(\d+)([SMH])$/.exec(text)
  if (unit) {
    const ms = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[(unit[2] as string).toLowerCase()] ?? 1
    return Number(unit[1]) * ms
  }
  const factors = text.replace(/[()]/g, '').split('*')
  let product = 1
  for (const factor of factors) {
    if (!/^\s*-?\d[\d_]{0,14}[lL]?\s*$/.test(factor)) return null
    product *= Number(factor.replace(/[_lL\s]/g, ''))
  }
  return Number.isSafeInteger(product) ? product : null
}

/** Numbers between commas, in braces or brackets or bare. */
function readTable(written: string): number[] | null {
  const list = written.trim().replace(/^new\s+long\s*\[\s*\]\s*/, '')
  const inner = list.replace(/^[{[]/, '').replace(/[}\]]$/, '')
  const numbers = inner.split(',').map(readNumber)
  return numbers.some((number) => number === null) ? null : (numbers as number[])
}

export const unquoted = (written: string): string => {
  const text = written.trim()
  const [quote] = text
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1).trim() : text
}

/** ${key:default} as Spring writes it, or null. */
export function placeholderOf(written: string): { key: string; fallback: string | null } | null {
  const whole = /^\$\{([^{}:]*)(?::([^{}]*))?\}$/.exec(written.replaceAll('\\$', '$').trim())
  return whole ? { key: (whole[1] ?? '').trim(), fallback: whole[2] ?? null } : null
}

/** A placeholder has the value that the text gives its key, or its default; without either it has none here, null. */
function withoutPlaceholder(gathered: Gathered, written: string): string | null {
  const found = placeholderOf(written)
  return found ? (gathered.values.get(plainKey(found.key)) ?? found.fallback) : written
}

/** A whole name as Spring compares it: in one environment variable or in parts. */
export const plainKey = (name: string): string => name.slice(0, MAX_NAME_LENGTH).replace(/[-_.]/g, '').toLowerCase()

export const isSettingName = (written: string): boolean => {
  const name = withoutIs(plain(written))
  return SETTINGS.has(name) || NAME_SERVERS.includes(name)
}

/** Parts of names that belong to other middleware, whatever stands below them. */
const OTHER_MIDDLEWARE =
  /^(?:spring)?(?:kafka|rabbit|amqp|mqtt|emqx|pulsar|jms|activemq|artemis|redis|nats|stomp|kinesis|sqs|sns|pubsub|eventhub|servicebus|websocket|elasticsearch|dnsconfig)|^bus$/

/** The name of a Spring Cloud Stream binding in a path, or null. */
export function bindingOf(path: readonly string[]): string | null {
  const at = path.findIndex((part) => plain(part) === 'bindings')
  return at < 0 ? null : (path[at + 1] ?? null)
}

/** Is it a key of Kafka, RabbitMQ, MQTT, the Spring bus or of a binding that one of them serves? */
export function isOtherMiddleware(gathered: Gathered, path: readonly string[], parts: readonly string[]): boolean {
  if (parts.slice(0, -1).some((part) => OTHER_MIDDLEWARE.test(part))) return true
  const binding = bindingOf(path)
  if (binding === null || parts.includes('rocketmq')) return false
  const { binders } = gathered
  return !/rocketmq/i.test(binders.get(binding) ?? binders.get('') ?? 'rocketmq')
}

/**
 * @param path - the name's parts, outermost first: ["rocketmq", "producer", "send-message-timeout"]
 * @param value - as written, with or without quotes
 */
export function takeNamedValue(gathered: Gathered, line: number, path: readonly string[], value: string): void {
  const parts = path.map((part) => plain(part))
  const last = parts.at(-1) ?? ''
  const ignore = (why: Text<'importCluster'>) => void gathered.ignored.push({ line, why })
  const key = path.slice(-2).join('.').slice(0, 80)
  if (isOtherMiddleware(gathered, path, parts)) return ignore((m) => m.importCluster.ignored.otherMiddleware(key))
  // An environment variable has all its parts in one: ROCKETMQ_PRODUCER_SEND_MESSAGE_TIMEOUT.
  const own = withoutIs(parts.length === 1 ? last.replace(/^(rocketmq)?producer(?=.)/, '') : last)
  const joined = parts.slice(-2).join('')
  const name = SETTINGS.has(parts.slice(-3).join('')) ? parts.slice(-3).join('') : own

  const isIncoming = path.slice(0, -1).some((part) => /(?:^|-)in-\d{1,3}$/.test(part))
  if (isIncoming || parts.slice(0, -1).some((part) => /consumer|^in\d*$|^input\w*$/.test(part))) {
    return ignore((m) => m.importCluster.ignoredBecause.consumer)
  }
  // YAML may say in numbers what is invisible.
  const written = withoutPlaceholder(gathered, unquoted(value.slice(0, MAX_LINE_LENGTH).replace(INVISIBLE, '')))
  const setting = SETTINGS.get(name)
  const isNameServer = [name, joined].some((candidate) => NAME_SERVERS.includes(candidate.replace(/^rocketmq/, '')))
  const mode = communicationModeOf(parts, name, written ?? '')
  if (parts.slice(0, -1).includes('rocketmq')) {
    // The starter of the gRPC client has keys of its own below the same names.
    const isGrpc =
      /^(?:endpoints|requesttimeout|maxattempts)$/.test(name) || (gathered.usesGrpc && TOPICS.includes(name))
    if (isGrpc) return ignore((m) => m.importCluster.ignoredBecause.otherClient)
  }
  const known = setting !== undefined || isNameServer || TOPICS.includes(name) || mode !== null
  if (known && (written === null || written.includes('${')))
    return ignore((m) => m.importCluster.ignoredBecause.placeholder)
  const text = written ?? ''

  if (isNameServer) return takeNameServers(gathered, line, text)
  if (mode !== null) return takeSetting(gathered, line, 'communicationMode', mode)
  if (setting === 'defaultTopicQueueNums' && !parts.some((part) => part.includes('producer'))) {
    return ignore((m) => m.importCluster.ignoredBecause.brokerQueueNums)
  }
  if (setting !== undefined) return takeSetting(gathered, line, setting, text)
  if (TOPICS.includes(name)) return takeTopic(gathered, line, text)
  for (const [why, pattern] of IGNORED) if (pattern.test(name)) return ignore(why)
  ignore((m) => m.importCluster.ignored.foreignKey(key))
}

/** Spring Cloud Stream: producer.sync, producer.sendType. */
function communicationModeOf(parts: readonly string[], name: string, value: string): string | null {
  if (!parts.some((part) => part.includes('producer'))) return null
  if (name === 'sync') return /^true$/i.test(value) ? 'SYNC' : /^false$/i.test(value) ? 'ASYNC' : null
  if (name === 'sendtype' || name === 'communicationmode') return value.toUpperCase().replace('_', '')
  return null
}

export function takeNameServers(gathered: Gathered, line: number, text: string): void {
  const addresses = [...new Set(text.split(/[;,\s]+/).map((one) => one.replace(/^https?:\/\//, '')))].filter(Boolean)
  if (addresses.length === 0) {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.placeholder })
    return
  }
  gathered.nameServers.push({ line, addresses })
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.nameServers(addresses) })
}

/** The longest name a Topic may have, and its letters. RocketMQ: TopicValidator */
const TOPIC_NAME = /^[%|a-zA-Z0-9_-]{1,127}$/

export const isTopicName = (name: string): boolean => TOPIC_NAME.test(name)

export function takeTopic(gathered: Gathered, line: number, text: string): void {
  const name = text.split(':', 1)[0] as string
  if (!isTopicName(name)) {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.badTopic(text.slice(0, 60)) })
    return
  }
  gathered.topics.push({ line, name })
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.topic(name) })
}

/** The timeout of one send call, which comes before the producer's. */
export function takeCallTimeout(gathered: Gathered, line: number, written: string): void {
  const { length } = gathered.settings
  takeSetting(gathered, line, 'sendMsgTimeout', written)
  const taken = gathered.settings[length]
  if (taken !== undefined) taken.ofCall = true
}

/** Takes a setting in the words it was written in, if the simulator has such a value. */
export function takeSetting(gathered: Gathered, line: number, name: SettingName, written: string): void {
  const { kind } = settingDefinition(name)
  const shown = written.slice(0, 60)
  const take = (value: Settings[SettingName]) => {
    gathered.settings.push({ line, name, value })
    gathered.read.push({
      line,
      what: (m) => m.importCluster.readAs.setting(name, Array.isArray(value) ? value.join(', ') : String(value)),
    })
  }
  const ignore = (why: Text<'importCluster'>) => void gathered.ignored.push({ line, why })
  switch (kind.type) {
    case 'integer': {
      const value = readNumber(written)
      if (value === null || value < kind.min || value > kind.max) {
        return ignore((m) => m.importCluster.ignored.outOfRange(name, shown, kind.min, kind.max))
      }
      return take(value)
    }
    case 'boolean':
      if (!/^(true|false)$/i.test(written))
        return ignore((m) => m.importCluster.ignored.notInList(name, shown, ['true', 'false']))
      return take(/^true$/i.test(written))
    case 'choice': {
      const value = kind.options.find((option) => option === written.toUpperCase().replace(/^\w+\./, ''))
      if (value === undefined) return ignore((m) => m.importCluster.ignored.notInList(name, shown, kind.options))
      return take(value as Settings[SettingName])
    }
    case 'table': {
      const table = readTable(written)
      const ascending = table?.every(
        (step, at) =>
          step >= 0 && (at === 0 || step > table[at - 1] || (name !== 'latencyMax' && step === table[at - 1])),
      )
      if (!table || !ascending || table.length > 16 || table.some((step) => step > MAX_RUN_MS)) {
        return ignore((m) => m.importCluster.ignored.badTable(name))
      }
      return take(table)
    }
    case 'release':
      return ignore((m) => m.importCluster.ignoredBecause.foreign)
  }
}
