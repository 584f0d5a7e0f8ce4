// What the RocketMQ client itself writes to rocketmq_client.log at an entry of a run: level, logger and message, as the
// release words them. Formats were read from the string constants of the released classes. What a simulation cannot know
// (hashes of objects, ports, bodies) is an ellipsis. Entries of which the client writes nothing have no lines.

import { responseCodeName } from '../i18n/exceptions'
import { newestBefore } from '../projections/messageIndex'
import { brokerNameOf, settingsAt } from '../projections/sendCalls'
import {
  type ClientRules,
  clientRules,
  type EventLog,
  entryAt,
  entryAttempt,
  entryKind,
  entryTime,
  type LogEntry,
  logLength,
  type Run,
  type Settings,
} from '../rocketmq'
import { brokerAddress, isFirstRoute } from './brokerAddress'

export interface ClientLogLine {
  level: 'INFO' | 'WARN' | 'ERROR'
  /** As the layout of the release shortens it. */
  logger: string
  message: string
  /** First line of the stack trace below it, or null. */
  thrown: string | null
}

type Entry<Kind extends LogEntry['kind']> = Extract<LogEntry, { kind: Kind }>

/** "5.3.1" as a number that compares as releases do. */
const order = (release: string): number => release.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)

/** What the release says otherwise than others. */
interface Wording {
  rules: ClientRules
  from(release: string): boolean
  /** Loggers by the class that writes. */
  logger(name: 'producer' | 'instance' | 'api' | 'strategy' | 'remoting'): string
}

/** RocketMQ: the names of the loggers; from 5.0.0 logback shortens them to 12 characters of package. */
const LOGGERS = {
  producer: 'o.a.r.c.i.p.DefaultMQProducerImpl',
  instance: 'o.a.r.c.i.f.MQClientInstance',
  api: 'o.a.r.c.impl.MQClientAPIImpl',
  // LatencyFaultToleranceImpl writes under the name of its neighbour.
  strategy: 'o.a.r.c.l.MQFaultStrategy',
  remoting: 'RocketmqRemoting',
}

const wordingOf = (release: string): Wording => {
  const from = (other: string) => order(release) >= order(other)
  return {
    rules: clientRules(release),
    from,
    logger: (name) => (name === 'remoting' || from('5.0.0') ? LOGGERS[name] : 'RocketmqClient'),
  }
}

const wordings = new Map<string, Wording>()

function wordingFor(release: string): Wording {
  const known = wordings.get(release) ?? wordingOf(release)
  wordings.set(release, known)
  return known
}

/** Everything a line is made from. */
interface Context {
  run: Run
  logIndex: number
  settings: Settings
  wording: Wording
}

// ---------------------------------------------------------------- parts of lines

type Level = ClientLogLine['level']

const line = (level: Level, logger: string, message: string, thrown: string | null = null): ClientLogLine => ({
  level,
  logger,
  message,
  thrown,
})

/** Of this call, the same in each of its lines. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, random.nextLong() */
export function invokeId(seed: number, message: number): string {
  let mixed = BigInt.asUintN(64, (BigInt(seed) << 32n) + BigInt(message) * 0x9e3779b97f4a7c15n)
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n)
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn)
  return BigInt.asIntN(64, mixed ^ (mixed >> 31n)).toString()
}

/** Queue of the attempt that failed, or null where its beginning is not found. */
function queueOf(log: EventLog, logIndex: number, message: number, attempt: number): number | null {
  const isAttempt = (index: number) => entryAttempt(log, index) === attempt
  const index = newestBefore(log, ['send'], logIndex + 1, isAttempt, message)
  return index < 0 ? null : (entryAt(log, index) as Entry<'send'>).queueId
}

/** RocketMQ: MessageQueue#toString */
const queueText = (topic: string, brokerName: string, queueId: number | null): string =>
  `MessageQueue [topic=${topic}, brokerName=${brokerName}, queueId=${queueId ?? '…'}]`

/** RocketMQ: Message#toString */
const messageText = (topic: string): string =>
  `Message{topic='${topic}', flag=0, properties={…}, body=[…], transactionId='null'}`

const REMOTING = 'org.apache.rocketmq.remoting.exception.'
const CLIENT = 'org.apache.rocketmq.client.exception.'

/** What a Broker that is busy writes into its answer. RocketMQ: NettyRemotingAbstract, BrokerFastFailure, SendMessageProcessor */
const BUSY_REMARKS: Partial<Record<Entry<'busy'>['reason'], string>> = {
  REJECTREQUEST: 'system busy',
  OVERLOAD: 'system busy',
  TIMEOUT_CLEAN_QUEUE: 'broker busy',
  PCBUSY_CLEAN_QUEUE: 'broker busy',
  PC_SYNCHRONIZED: 'broker busy',
}

/** The remark of a Broker's answer as far as it is known: why it was busy, or null. */
function busyRemark({ run, logIndex }: Context, { message, group }: Entry<'sendFailed'>): string | null {
  const attemptAt = newestBefore(run.log, ['send'], logIndex, undefined, message)
  const index = newestBefore(run.log, ['busy'], logIndex, undefined, message)
  const entry = index > attemptAt ? entryAt(run.log, index) : null
  if (entry?.kind !== 'busy' || entry.group !== group) return null
  const { reason, waitedMs } = entry
  const words = BUSY_REMARKS[reason]
  if (words === undefined) return null
  const waited = reason.endsWith('CLEAN_QUEUE') ? `, period in queue: ${waitedMs}ms, size of queue: …` : ''
  return `[${reason}]${words}, start flow control for a while${waited}`
}

/** First line of the stack trace: class and message of what was thrown. */
function thrownBy(entry: Entry<'sendFailed'>, address: string, context: Context): string {
  const { failure, code, latencyMs, group } = entry
  switch (failure) {
    case 'connectRefused':
    case 'connectTimeout':
      return `${REMOTING}RemotingConnectException: connect to ${address} failed`
    case 'connectionClosed':
      return `${REMOTING}RemotingSendRequestException: send request to <${address}> failed`
    case 'timeout':
      return `${REMOTING}RemotingTimeoutException: wait response on the channel <${address}> timeout, ${latencyMs}(ms)`
    case 'brokerError': {
      const broker = context.wording.from('4.8.0') ? ` BROKER: ${address}` : ''
      const known = `${responseCodeName(code).replace(/^\d+ /, '')} …`
      return `${CLIENT}MQBrokerException: CODE: ${code}  DESC: ${busyRemark(context, entry) ?? known}${broker}`
    }
    case 'noMaster':
      return `${CLIENT}MQClientException: The broker[${brokerNameOf(context.run, group)}] not exist`
    case 'noTime':
      return `${REMOTING}RemotingTooMuchRequestException: invokeAsync call timeout`
  }
}

// ---------------------------------------------------------------- the network layer. RocketMQ: NettyRemotingClient

/** "[x]" up to 5.3.0, "[addr=x, id=…]" from 5.3.1. */
const channelText = ({ from }: Wording, address: string): string =>
  from('5.3.1') ? `[addr=${address}, id=…]` : `[${address}]`

/** What the network layer writes before the attempt's own line. */
function remotingLines(entry: Entry<'sendFailed'>, address: string, { wording, settings }: Context): ClientLogLine[] {
  const { from, rules } = wording
  const logger = wording.logger('remoting')
  const write = (level: Level, message: string, thrown?: string) => line(level, logger, message, thrown)
  const channel = channelText(wording, address)
  const isSync = settings.communicationMode === 'SYNC'
  switch (entry.failure) {
    case 'connectRefused':
      return from('5.3.0')
        ? []
        : [
            write(
              'WARN',
              `createChannel: connect remote host[${address}] failed, …`,
              'io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: …',
            ),
          ]
    case 'connectTimeout':
      return from('5.3.0')
        ? []
        : [
            write(
              'WARN',
              `createChannel: connect remote host[${address}] timeout ${settings.connectTimeoutMillis}ms, …`,
            ),
          ]
    case 'timeout': {
      if (settings.communicationMode === 'ASYNC') return [write('WARN', 'remove timeout request, ResponseFuture […]')]
      if (!isSync) return []
      const closes = from('5.3.1') ? `channel${channel}` : address
      return [
        ...(rules.closesSocketOnTimeout
          ? [
              write('INFO', `closeChannel: begin close the channel${channel} Found: true`),
              write('INFO', `closeChannel: the channel${channel} was removed from channel table`),
              write('WARN', `invokeSync: close socket because of timeout, ${entry.latencyMs}ms, ${closes}`),
            ]
          : []),
        write('WARN', `invokeSync: wait response timeout exception, the channel${channel}`),
      ]
    }
    case 'connectionClosed':
      return isSync
        ? [
            write(
              'WARN',
              `invokeSync: send request exception, so close the channel${from('5.3.2') ? channel : `[${address}]`}`,
            ),
          ]
        : []
    default:
      return []
  }
}

// ---------------------------------------------------------------- entries

/** Whether the exception passes through sendDefaultImpl, which writes its line: always in SYNC, seldom otherwise. */
function passesSendDefaultImpl(entry: Entry<'sendFailed'>, { settings, wording: { rules } }: Context): boolean {
  const connecting = entry.failure === 'connectRefused' || entry.failure === 'connectTimeout'
  switch (settings.communicationMode) {
    case 'SYNC':
      return true
    case 'ASYNC':
      return entry.attempt === 1 && (entry.failure === 'noMaster' || (connecting && !rules.asyncRetriesConnect))
    case 'ONEWAY':
      return entry.failure === 'noMaster' || (connecting && !rules.asyncConnectsLater)
  }
}

/** RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, its catch blocks */
function failureLines(entry: Entry<'sendFailed'>, context: Context): ClientLogLine[] {
  const { run, logIndex, settings, wording } = context
  const { from, rules } = wording
  const { topic } = run.input.scenario
  const broker = brokerNameOf(run, entry.group)
  const address = brokerAddress(run, logIndex, entry.producer, entry.group)
  const lines = remotingLines(entry, address, context)
  if (!passesSendDefaultImpl(entry, context)) return lines

  const unreachable = entry.failure === 'brokerError' || (entry.failure !== 'noMaster' && settings.startDetectorEnable)
  if (rules.hasDetector && settings.sendLatencyFaultEnable && unreachable) {
    const message = `${broker} is unreachable, it will not be used until it's reachable`
    lines.push(line('INFO', wording.logger('strategy'), message))
  }
  const queue = queueText(topic, broker, queueOf(run.log, logIndex, entry.message, entry.attempt))
  // From 5.0.0 to 5.2.0 the format is that of String.format, but handed to slf4j, which leaves it as it is.
  const unfilled = from('5.0.0') && !from('5.3.0')
  const [id, rt, where] = unfilled
    ? ['%s', '%s', '%s']
    : [invokeId(run.input.seed, entry.message), entry.latencyMs, queue]
  const logger = wording.logger('producer')
  lines.push(
    line(
      'WARN',
      logger,
      `sendKernelImpl exception, resend at once, InvokeID: ${id}, RT: ${rt}ms, Broker: ${where}`,
      thrownBy(entry, address, context),
    ),
  )
  const writesMessage = !from('5.1.3') || (from('5.1.4') && entry.failure === 'noMaster')
  if (writesMessage) lines.push(line('WARN', logger, messageText(topic)))
  return lines
}

/** RocketMQ: MQClientAPIImpl#onExceptionImpl */
function asyncRetryLines(entry: Entry<'send'>, context: Context): ClientLogLine[] {
  const { run, logIndex, settings, wording } = context
  if (entry.attempt === 1 || settings.communicationMode !== 'ASYNC') return []
  const address = brokerAddress(run, logIndex, entry.producer, entry.group)
  return [
    line(
      wording.from('4.9.3') ? 'WARN' : 'INFO',
      wording.logger('api'),
      `async send msg by retry ${entry.attempt - 1} times. topic=${run.input.scenario.topic}, brokerAddr=${address}, brokerName=${brokerNameOf(run, entry.group)}`,
    ),
  ]
}

/** RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer, MQClientAPIImpl#getTopicRouteInfoFromNameServer */
function routeLines(entry: Entry<'route'>, { run, logIndex, wording }: Context): ClientLogLine[] {
  const { topic } = run.input.scenario
  const logger = wording.logger('instance')
  const faq = wording.from('5.1.0')
    ? 'https://rocketmq.apache.org/docs/bestPractice/06FAQ'
    : 'http://rocketmq.apache.org/docs/faq/'
  switch (entry.outcome) {
    case 'changed': {
      const old = isFirstRoute(run, logIndex, entry.producer) ? 'null' : 'TopicRouteData […]'
      return [
        line('INFO', logger, `the topic[${topic}] route info changed, old[${old}] ,new[TopicRouteData […]]`),
        line('INFO', logger, `topicRouteTable.put. Topic = ${topic}, TopicRouteData[TopicRouteData […]]`),
      ]
    }
    case 'keptNotExist':
      return [
        line('WARN', wording.logger('api'), `get Topic [${topic}] RouteInfoFromNameServer is not exist value`),
        line(
          'WARN',
          logger,
          'updateTopicRouteInfoFromNameServer Exception',
          `${CLIENT}MQClientException: CODE: 17  DESC: No topic route info in name server for the topic: ${topic} See ${faq} for further details.`,
        ),
      ]
    case 'keptUnreachable':
    case 'keptTimedOut': {
      const level = wording.rules.throwsWithoutNameServer ? 'ERROR' : 'WARN'
      const thrown =
        entry.outcome === 'keptUnreachable'
          ? 'RemotingConnectException: connect to … failed'
          : 'RemotingTimeoutException: wait response on the channel <…> timeout, …(ms)'
      return [line(level, logger, 'updateTopicRouteInfoFromNameServer Exception', `${REMOTING}${thrown}`)]
    }
    case 'unchanged':
      return []
  }
}

/** By the detector only: a success writes nothing. RocketMQ: LatencyFaultToleranceImpl#detectByOneRound */
function reachableLines(entry: Entry<'reachable'>, { run, logIndex, wording }: Context): ClientLogLine[] {
  if (!entry.reachable || !wording.rules.hasDetector) return []
  const { log } = run
  for (let index = logIndex + 1; index < logLength(log) && entryTime(log, index) === entry.atMs; index++) {
    const other = entryAt(log, index)
    // What a success has taught stands before it in the log.
    if (other.kind === 'sendOk' && other.producer === entry.producer && other.group === entry.group) return []
  }
  const message = `${brokerNameOf(run, entry.group)} is reachable now, then it can be used.`
  return [line('INFO', wording.logger('strategy'), message)]
}

/** RocketMQ: MQClientInstance#start, DefaultMQProducerImpl#start */
const startLines = ({ wording }: Context): ClientLogLine[] => [
  line('INFO', wording.logger('instance'), 'the client factory […] start OK'),
  line('INFO', wording.logger('producer'), 'the producer […] start OK. sendMessageWithVIPChannel=…'),
]

/** Does the producer go on after a pause, instead of starting? */
function wasPaused({ log }: Run, logIndex: number, producer: number): boolean {
  const before = newestBefore(log, ['producerProcess'], logIndex, (at) => {
    const entry = entryAt(log, at)
    return entry.kind === 'producerProcess' && entry.producer === producer
  })
  const entry = before < 0 ? null : entryAt(log, before)
  return entry?.kind === 'producerProcess' && entry.to === 'frozen'
}

/** The kinds of entries for which there may be lines. */
const MAY_WRITE = new Set<LogEntry['kind']>(['send', 'sendFailed', 'route', 'reachable', 'producerProcess'])

/** What the client writes at an entry, in order; nothing for most. */
export function clientLines(run: Run, logIndex: number): readonly ClientLogLine[] {
  const { log } = run
  const kind = entryKind(log, logIndex)
  if (!MAY_WRITE.has(kind) || (kind === 'send' && entryAttempt(log, logIndex) === 1)) return []
  const entry = entryAt(log, logIndex)
  const settings = settingsAt(run, entry.atMs)
  const context: Context = { run, logIndex, settings, wording: wordingFor(settings.clientVersion) }
  switch (entry.kind) {
    case 'sendFailed':
      return failureLines(entry, context)
    case 'send':
      return asyncRetryLines(entry, context)
    case 'route':
      return routeLines(entry, context)
    case 'reachable':
      return reachableLines(entry, context)
    case 'producerProcess':
      return entry.to === 'running' && !wasPaused(run, logIndex, entry.producer) ? startLines(context) : []
    default:
      return []
  }
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

/**
 * A line as it stands in the file, without date, process id, thread and line number.
 *
 * @param atMs - ms of virtual time; counts as the time since midnight
 */
export function clientLineText(run: Run, atMs: number, line: ClientLogLine): string {
  const { from } = wordingFor(settingsAt(run, atMs).clientVersion)
  const seconds = Math.floor(atMs / 1000)
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`
  const fraction = `${from('5.0.0') ? '.' : ','}${pad(atMs % 1000, 3)}`
  const head = `${clock}${fraction} ${line.level.padEnd(5)} ${line.logger} - ${line.message}`
  return line.thrown === null ? head : `${head}\n${line.thrown}`
}
