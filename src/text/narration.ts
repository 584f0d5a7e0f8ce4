// Log entries as sentences for people: one for each entry, and the one that says what has just happened.
// Pure: it knows the entries and the names it is given, and looks at nothing else.

import type { ClientRules, Family, LogEntry, Settings, Trouble, UserAction } from '../engine'
import {
  failureException,
  failureWords,
  failureWordsShort,
  finalException,
  responseCodeName,
  statusWords,
} from './exceptions'
import { formatDuration, formatTime, spaced } from './format'
import type { Language, Words } from './words'

/** What a release does after a failed and after a fast send. */
export type ReleaseRules = Pick<
  ClientRules,
  'latencyMax' | 'notAvailableDuration' | 'isolationLatency' | 'successEndsWindow'
>

/** What the sentences need to know besides the entry. */
export interface NarrationContext {
  /** brokerName of a Broker group, by its position. */
  brokerName: (group: number) => string
  /** The settings at the moment of the entry. */
  settings: Settings
  /** Family of the client's release. */
  family: Family
  /** Rules of any release; without it, a change of the release is told by its number alone. */
  rulesOf?: (release: string) => ReleaseRules
  /** RunInput.actions, which 'action' entries point into. */
  actions: readonly UserAction[]
}

/** A list of entries in the order of the log. An array will do; so will a view that reads the log when asked. */
export interface EntryList {
  readonly length: number
  at(index: number): LogEntry | undefined
}

/** What kind of thing happened; chooses icon and colour. */
export type Tone = 'good' | 'bad' | 'avoid' | 'vote' | 'flight'

export interface Story {
  headline: string
  tone: Tone
  /** Position in the log of the entry the headline is about; -1 before the first. */
  logIndex: number
}

type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>

// ---------------------------------------------------------------- names

/** "broker-a q1" */
const queueName = (context: NarrationContext, group: number, queueId: number): string =>
  `${context.brokerName(group)} q${queueId}`

/** "broker-a n0": the host, whatever its role. */
const nodeName = (context: NarrationContext, group: number, node: number): string =>
  `${context.brokerName(group)} n${node}`

/** The producer, with its number only where there are several; counted from 1, as on the stage. */
const producerName = (context: NarrationContext, producer: number): Words =>
  context.settings.producerCount > 1
    ? { zh: `生产者 ${producer + 1}`, en: `Producer ${producer + 1}` }
    : { zh: '生产者', en: 'The producer' }

const inSentence = (words: Words): Words => ({
  zh: words.zh,
  en: words.en.replace(/^The /, 'the ').replace(/^Producer/, 'producer'),
})

const nameServerName = (context: NarrationContext, nameServer: number): string =>
  context.settings.nameServerCount > 1 ? `NameServer ${nameServer + 1}` : 'NameServer'

/** A sentence begins with a capital, except with the name of a Broker: that is written as it is. */
const startOf = (sentence: string): string => sentence.replace(/^(?:the|producer) /, (word) => startLetter(word))

const startLetter = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A target of an action, as it is said inside a sentence. */
const targetName = (context: NarrationContext, target: string): Words => {
  const slash = target.lastIndexOf('/')
  const name = target.slice(0, slash)
  const which = target.slice(slash + 1)
  if (name === 'nameserver') {
    const said = nameServerName(context, Number(which))
    return { zh: said, en: said }
  }
  if (name === 'producer') return inSentence(producerName(context, Number(which)))
  if (which === 'master') return { zh: `${name} 的 Master`, en: `the Master of ${name}` }
  return { zh: `${name} ${which}`, en: `${name} ${which}` }
}

// ---------------------------------------------------------------- actions

/** A setting's value as a person would type it. */
const valueText = (value: Settings[keyof Settings]): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? value.join(' / ') : String(value)
}

/** What another release of the client makes different, in the tables that hold now. */
const releaseChange = (release: string, { latencyMax, notAvailableDuration }: Settings, rules: ReleaseRules): Words => {
  const step = (latencyMax ?? rules.latencyMax).findLastIndex((threshold) => rules.isolationLatency >= threshold)
  const windowMs = (notAvailableDuration ?? rules.notAvailableDuration)[step] ?? 0
  const [looked, avoided] = [rules.isolationLatency / 1000, windowMs / 1000]
  return {
    zh: `客户端换成 ${release}：发送失败按 ${looked} 秒查表，规避 ${avoided} 秒；${rules.successEndsWindow ? '一次很快的成功会提前结束窗口' : '成功不会提前结束窗口'}。`,
    en: `Client ${release} now: a failed send is looked up as ${looked} s and avoided for ${avoided} s; a fast success ${rules.successEndsWindow ? 'ends the window' : 'does not end the window'}.`,
  }
}

const settingChange = (action: Extract<UserAction, { type: 'set' }>, context: NarrationContext): Words => {
  const where = action.brokerName ?? ''
  if (action.name === 'sendLatencyFaultEnable') {
    return action.value
      ? { zh: 'sendLatencyFaultEnable 打开了。', en: 'sendLatencyFaultEnable is switched on.' }
      : { zh: 'sendLatencyFaultEnable 关掉了。', en: 'sendLatencyFaultEnable is switched off.' }
  }
  if (action.name === 'clientVersion' && context.rulesOf) {
    const release = String(action.value)
    return releaseChange(release, context.settings, context.rulesOf(release))
  }
  if (action.value === null) {
    return { zh: `${action.name} 改回客户端版本自带的值。`, en: `${action.name} goes back to the release's own value.` }
  }
  return {
    zh: `${where ? `${where} 的 ` : ''}${action.name} 改为 ${valueText(action.value)}。`,
    en: `${action.name}${where ? ` of ${where}` : ''} is now ${valueText(action.value)}.`,
  }
}

const TROUBLE: Record<Trouble, { begins: (name: Words) => Words; ends: (name: Words) => Words }> = {
  overloaded: {
    begins: ({ zh, en }) => ({
      zh: `${zh} 过载：请求在队列里排不到，200 ms 后一律答 2 SYSTEM_BUSY。`,
      en: `${en} is overloaded: requests wait in its queue and are answered 2 SYSTEM_BUSY after 200 ms.`,
    }),
    ends: ({ zh, en }) => ({ zh: `${zh} 不再过载。`, en: `${en} is no longer overloaded.` }),
  },
  diskFull: {
    begins: ({ zh, en }) => ({
      zh: `${zh} 的磁盘满了：写请求马上被拒，错误码 14 SERVICE_NOT_AVAILABLE。`,
      en: `The disk of ${en} is full: writes are refused at once with 14 SERVICE_NOT_AVAILABLE.`,
    }),
    ends: ({ zh, en }) => ({ zh: `${zh} 的磁盘又有空间了。`, en: `The disk of ${en} has room again.` }),
  },
  diskStalled: {
    begins: ({ zh, en }) => ({
      zh: `${zh} 的磁盘卡住了：写盘迟迟不返回。`,
      en: `The disk of ${en} stalls: writes to it hang.`,
    }),
    ends: ({ zh, en }) => ({ zh: `${zh} 的磁盘恢复正常。`, en: `The disk of ${en} works again.` }),
  },
}

/** So many requests that a person means "until I say stop". */
const UNTIL_ENDED = 1000

const answerWords = ({ code, times }: Extract<UserAction, { type: 'answer' }>, { zh, en }: Words): Words => {
  if (times === 0) return { zh: `${zh} 恢复正常应答。`, en: `${en} answers normally again.` }
  const name = responseCodeName(code)
  if (times >= UNTIL_ENDED) {
    return { zh: `${zh} 从此对每个请求都答 ${name}。`, en: `${en} answers every request with ${name} from now on.` }
  }
  return times === 1
    ? { zh: `${zh} 对下一个请求答 ${name}。`, en: `${en} answers the next request with ${name}.` }
    : {
        zh: `${zh} 对接下来 ${times} 个请求都答 ${name}。`,
        en: `${en} answers the next ${times} requests with ${name}.`,
      }
}

/** `from` is the producer, as it is said inside a sentence. */
const linkWords = (lossPercent: number, from: Words, peer: Words): Words => {
  if (lossPercent === 0) {
    return {
      zh: `${from.zh}与 ${peer.zh} 之间的网络恢复了。`,
      en: `The link between ${from.en} and ${peer.en} is mended.`,
    }
  }
  return lossPercent === 100
    ? { zh: `${from.zh}与 ${peer.zh} 之间的网络断了。`, en: `The link between ${from.en} and ${peer.en} is cut.` }
    : {
        zh: `${from.zh}与 ${peer.zh} 之间开始丢包，每 100 个报文丢 ${lossPercent} 个。`,
        en: `The link between ${from.en} and ${peer.en} now loses ${lossPercent} packets in 100.`,
      }
}

const writePermWords = ({ brokerName, on }: Extract<UserAction, { type: 'writePerm' }>): Words =>
  on
    ? {
        zh: `NameServer 恢复了 ${brokerName} 的写权限；生产者下次刷新路由才会知道。`,
        en: `The NameServer gives ${brokerName} its write permission back; producers learn of it at their next poll.`,
      }
    : {
        zh: `NameServer 收回了 ${brokerName} 的写权限；生产者下次刷新路由才会知道。`,
        en: `The NameServer takes the write permission of ${brokerName} away; producers learn of it at their next poll.`,
      }

/** What a person did. */
function actionWords(action: UserAction, context: NarrationContext): Words {
  if (action.type === 'set') return settingChange(action, context)
  if (action.type === 'writePerm') return writePermWords(action)
  const target = targetName(context, action.target)
  const en = startOf(target.en)
  switch (action.type) {
    case 'kill':
      return { zh: `${target.zh} 的进程被杀死（kill -9）。`, en: `${en} is killed (kill -9).` }
    case 'powerOff':
      return { zh: `${target.zh} 所在的主机断电。`, en: `The host of ${target.en} loses power.` }
    case 'freeze':
      return {
        zh: `${target.zh} 被冻结：进程还在，但什么也不做。`,
        en: `${en} freezes: the process is there and does nothing.`,
      }
    case 'resume':
      return { zh: `${target.zh} 解冻，接着干活。`, en: `${en} is unfrozen and goes on.` }
    case 'slow':
      return action.ms === 0
        ? { zh: `${target.zh} 恢复原来的速度。`, en: `${en} answers at its normal speed again.` }
        : {
            zh: `${target.zh} 变慢：每个回复多花 ${formatDuration(action.ms, 'zh')}。`,
            en: `${en} becomes slow: every answer takes ${formatDuration(action.ms, 'en')} longer.`,
          }
    case 'trouble': {
      const { begins, ends } = TROUBLE[action.trouble]
      const words = (action.on ? begins : ends)(target)
      return { zh: words.zh, en: startOf(words.en) }
    }
    case 'answer':
      return answerWords(action, { zh: target.zh, en })
    case 'link':
      return linkWords(action.lossPercent, target, targetName(context, action.peer))
    case 'stop':
      return { zh: `${target.zh} 开始优雅停机。`, en: `${en} is shut down gracefully.` }
    case 'restart':
      return { zh: `${target.zh} 重新启动。`, en: `${en} is started again.` }
  }
}

// ---------------------------------------------------------------- one entry

const PROCESS: Record<Entry<'brokerProcess'>['to'], (name: string) => Words> = {
  running: (name) => ({ zh: `${name} 在运行。`, en: `${name} is running.` }),
  killed: (name) => ({
    zh: `${name} 的进程没了；连它的端口会被拒绝。`,
    en: `The process of ${name} is gone; its host refuses connections.`,
  }),
  poweredOff: (name) => ({
    zh: `${name} 的主机没了；没有任何回应，已有的连接也不会断开。`,
    en: `The host of ${name} is gone; nothing answers, and open connections stay open.`,
  }),
  frozen: (name) => ({
    zh: `${name} 被冻结；还能连上，但得不到回复。`,
    en: `${name} is frozen; it can be connected to and does not answer.`,
  }),
  stopping: (name) => ({
    zh: `${name} 正在优雅停机：已离开 NameServer，手头的请求做完为止。`,
    en: `${name} is stopping: it has left the NameServer and finishes what it has begun.`,
  }),
  stopped: (name) => ({ zh: `${name} 已停机。`, en: `${name} has stopped.` }),
  starting: (name) => ({ zh: `${name} 正在启动，还不能服务。`, en: `${name} is starting and does not serve yet.` }),
}

const processWords = (name: Words, to: Entry<'brokerProcess'>['to']): Words => ({
  zh: PROCESS[to](name.zh).zh,
  en: startOf(PROCESS[to](name.en).en),
})

/** "Master" or "Slave 1" by brokerId. */
const roleName = (brokerId: number): string => (brokerId === 0 ? 'Master' : `Slave ${brokerId}`)

const UNREGISTERED_CAUSE: Record<Entry<'unregistered'>['cause'], Words> = {
  channelClosed: { zh: '连接断了', en: 'its connection closed' },
  unregister: { zh: '它自己来注销', en: 'it signed off' },
  expired: { zh: '太久没有心跳', en: 'it was silent for too long' },
}

const OF_SECOND: Record<'zh' | 'en', (attempt: number, all: number) => string> = {
  zh: (attempt, all) => `第 ${attempt} 次尝试，最多 ${all} 次`,
  en: (attempt, all) => `attempt ${attempt} of at most ${all}`,
}

/** How many attempts one call may make with these settings. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, MQClientAPIImpl */
export const attemptLimit = (settings: Settings): number =>
  ({
    SYNC: settings.retryTimesWhenSendFailed + 1,
    ASYNC: settings.retryTimesWhenSendAsyncFailed + 1,
    ONEWAY: 1,
  })[settings.communicationMode]

const maxAttempts = (context: NarrationContext, attempt: number): number =>
  Math.max(attempt, attemptLimit(context.settings))

/** ms the release looks up for a failed send. RocketMQ: MQFaultStrategy#updateFaultItem */
const standInLatency = (family: Family): number =>
  family === 'E' || family === 'F' || family === 'G' ? 10_000 : 30_000

const VOTE_ANSWER: Record<Entry<'vote'>['result'], Words> = {
  ACCEPT: { zh: '投了赞成票', en: 'votes for it' },
  REJECT_ALREADY_VOTED: { zh: '拒绝：这一任期的票已经投给别人', en: 'refuses: its vote of this term is already given' },
  REJECT_ALREADY_HAS_LEADER: { zh: '拒绝：它认为 Leader 还在', en: 'refuses: it still has a Leader' },
  REJECT_EXPIRED_VOTE_TERM: { zh: '拒绝：这个任期已经过时', en: 'refuses: the term is out of date' },
  REJECT_TERM_NOT_READY: {
    zh: '还没进入这个任期，请稍后再问',
    en: 'has not reached this term yet and asks for another try',
  },
  REJECT_SMALL_LEDGER_END_INDEX: { zh: '拒绝：候选者的日志比它短', en: 'refuses: the candidate has the shorter log' },
}

/** Said inside a sentence, before "；" or a full stop. */
const avoidedUntil = (entry: Entry<'avoided'>, context: NarrationContext): Words => {
  const broker = context.brokerName(entry.group)
  const until = formatTime(entry.untilMs, 1)
  return {
    zh: `${broker} 在 ${until} 之前不会被选中（规避 ${formatDuration(entry.windowMs, 'zh')}）`,
    en: `${broker} is avoided until ${until} (${formatDuration(entry.windowMs, 'en')})`,
  }
}

function entryWords(entry: LogEntry, context: NarrationContext): Words {
  switch (entry.kind) {
    case 'action': {
      const action = context.actions[entry.action]
      return action ? actionWords(action, context) : { zh: '有人动了手。', en: 'Somebody acted.' }
    }
    case 'brokerProcess': {
      const name = nodeName(context, entry.group, entry.node)
      return processWords({ zh: name, en: name }, entry.to)
    }
    case 'nameServerProcess': {
      const name = nameServerName(context, entry.nameServer)
      return processWords({ zh: name, en: name }, entry.to)
    }
    case 'producerProcess':
      return processWords(inSentence(producerName(context, entry.producer)), entry.to)
    case 'registered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const role = roleName(entry.brokerId)
      return {
        zh: `${server} 登记了 ${node}，身份是 ${role}。`,
        en: `${server} registers ${node} as ${role}.`,
      }
    }
    case 'unregistered': {
      const server = nameServerName(context, entry.nameServer)
      const node = nodeName(context, entry.group, entry.node)
      const cause = UNREGISTERED_CAUSE[entry.cause]
      const role = roleName(entry.brokerId)
      return {
        zh: `${server} 摘除了 ${node}（${role}）：${cause.zh}。`,
        en: `${server} drops ${node} (${role}): ${cause.en}.`,
      }
    }
    case 'routeRequest': {
      const producer = producerName(context, entry.producer)
      const server = nameServerName(context, entry.nameServer)
      return entry.cause === 'poll'
        ? {
            zh: `到了定时刷新，${producer.zh}向 ${server} 要路由。`,
            en: `${producer.en} asks ${server} for the route: its regular poll.`,
          }
        : {
            zh: `${producer.zh}手里没有路由，发送前先向 ${server} 要。`,
            en: `${producer.en} has no route and asks ${server} before it can send.`,
          }
    }
    case 'route': {
      const producer = producerName(context, entry.producer)
      switch (entry.outcome) {
        case 'changed':
          return {
            zh: `路由变了：${producer.zh}的列表现在有 ${entry.queues} 个 MessageQueue。`,
            en: `The route has changed: ${inSentence(producer).en} now lists ${countWords(entry.queues)}.`,
          }
        case 'unchanged':
          return {
            zh: `路由没有变化，仍是 ${entry.queues} 个 MessageQueue。`,
            en: `The route is the same as before: ${countWords(entry.queues)}.`,
          }
        case 'keptNotExist':
          return {
            zh: `NameServer 说没有这个 Topic（TOPIC_NOT_EXIST，17），${producer.zh}保留旧路由：${entry.queues} 个 MessageQueue。`,
            en: `The NameServer knows no such Topic (TOPIC_NOT_EXIST, 17); ${inSentence(producer).en} keeps its old route: ${countWords(entry.queues)}.`,
          }
        case 'keptUnreachable':
          return {
            zh: `问不到 NameServer，${producer.zh}继续用旧路由：${entry.queues} 个 MessageQueue。`,
            en: `No NameServer answers; ${inSentence(producer).en} keeps its old route: ${countWords(entry.queues)}.`,
          }
      }
      break
    }
    case 'send': {
      const queue = queueName(context, entry.group, entry.queueId)
      return entry.attempt === 1
        ? { zh: `消息 ${entry.message} 选中 ${queue}，发出。`, en: `Message ${entry.message} leaves for ${queue}.` }
        : {
            zh: `消息 ${entry.message} 重试（第 ${entry.attempt} 次尝试），改发 ${queue}。`,
            en: `Message ${entry.message} tries again (attempt ${entry.attempt}), now ${queue}.`,
          }
    }
    case 'stored': {
      const queue = queueName(context, entry.group, entry.queueId)
      return {
        zh: `${queue} 写入消息 ${entry.message}，位点 ${entry.queueOffset}。`,
        en: `${queue} stores message ${entry.message} at offset ${entry.queueOffset}.`,
      }
    }
    case 'sendOk': {
      const queue = queueName(context, entry.group, entry.queueId)
      const again = entry.attempt > 1
      if (entry.status !== 'SEND_OK') return warnedWords(entry, context)
      return {
        zh: `消息 ${entry.message} 发送成功：${queue}，用时 ${formatDuration(entry.elapsedMs, 'zh')}${again ? `，第 ${entry.attempt} 次尝试才成功` : ''}。`,
        en: `Message ${entry.message} is sent: ${queue}, ${formatDuration(entry.elapsedMs, 'en')}${again ? `, at attempt ${entry.attempt}` : ''}.`,
      }
    }
    case 'sendFailed': {
      const broker = context.brokerName(entry.group)
      const why = failureWords(entry.failure, entry.code, entry.latencyMs)
      const all = maxAttempts(context, entry.attempt)
      return {
        zh: `消息 ${entry.message} 没能发到 ${broker}：${why.zh}（${failureException(entry.failure)}，${OF_SECOND.zh(entry.attempt, all)}）。`,
        en: `Message ${entry.message} did not get through to ${broker}: ${why.en} (${failureException(entry.failure)}, ${OF_SECOND.en(entry.attempt, all)}).`,
      }
    }
    case 'messageFailed':
      return gaveUpWords(entry, null)
    case 'avoided': {
      const measured = formatDuration(entry.latencyMs, 'en')
      const until = formatTime(entry.untilMs)
      const broker = context.brokerName(entry.group)
      const standIn = standInLatency(context.family)
      return entry.isolation
        ? {
            zh: `${broker} 发送失败，按 ${formatDuration(standIn, 'zh')} 查表，规避 ${formatDuration(entry.windowMs, 'zh')}，到 ${until} 为止。`,
            en: `A failed send counts as ${formatDuration(standIn, 'en')} in the table, so ${broker} is avoided for ${formatDuration(entry.windowMs, 'en')}, until ${until}.`,
          }
        : {
            zh: `${broker} 用了 ${formatDuration(entry.latencyMs, 'zh')}，太慢，规避 ${formatDuration(entry.windowMs, 'zh')}，到 ${until} 为止。`,
            en: `${broker} took ${measured}, which is slow, so it is avoided for ${formatDuration(entry.windowMs, 'en')}, until ${until}.`,
          }
    }
    case 'available':
      return availableWords(entry, context)
    case 'reachable': {
      const broker = context.brokerName(entry.group)
      return entry.reachable
        ? { zh: `${broker} 重新标记为可达。`, en: `${broker} counts as reachable again.` }
        : {
            zh: `${broker} 标记为不可达，等探测成功再说。`,
            en: `${broker} counts as unreachable until a probe succeeds.`,
          }
    }
    case 'role': {
      const node = nodeName(context, entry.group, entry.node)
      switch (entry.role) {
        case 'LEADER':
          return {
            zh: `${node} 当选 Leader（任期 ${entry.term}）。`,
            en: `${node} is elected Leader (term ${entry.term}).`,
          }
        case 'CANDIDATE':
          return {
            zh: `${node} 等不到 Leader 的心跳，成为候选者（任期 ${entry.term}）。`,
            en: `${node} misses its Leader and becomes a candidate (term ${entry.term}).`,
          }
        case 'FOLLOWER':
          return {
            zh: `${node} 成为 Follower（任期 ${entry.term}）。`,
            en: `${node} becomes a follower (term ${entry.term}).`,
          }
      }
      break
    }
    case 'vote': {
      const broker = context.brokerName(entry.group)
      const answer = VOTE_ANSWER[entry.result]
      return entry.candidate === entry.voter
        ? {
            zh: `${broker} 任期 ${entry.term}：n${entry.voter} 投自己一票。`,
            en: `${broker}, term ${entry.term}: n${entry.voter} votes for itself.`,
          }
        : {
            zh: `${broker} 任期 ${entry.term}：n${entry.candidate} 请求投票，n${entry.voter} ${answer.zh}。`,
            en: `${broker}, term ${entry.term}: n${entry.candidate} asks, n${entry.voter} ${answer.en}.`,
          }
    }
    case 'masterReady':
      return {
        zh: `${nodeName(context, entry.group, entry.node)} 成为 Master，${context.brokerName(entry.group)} 又可以写入了。`,
        en: `${nodeName(context, entry.group, entry.node)} is Master: ${context.brokerName(entry.group)} can be written to.`,
      }
    case 'topicCreated': {
      const broker = context.brokerName(entry.group)
      return {
        zh: `${broker} 收到这个 Topic 的第一条消息，当场建好它：${entry.queues} 个队列，只在这一组上。`,
        en: `${broker} gets its first message for the Topic and creates it: ${countWords(entry.queues)}, on this group alone.`,
      }
    }
    case 'queueRewritten': {
      const queue = queueName(context, entry.group, entry.queueId)
      return {
        zh: `兜底选择改写了列表：第 ${entry.position} 项变成 ${queue}，以后也不会自动改回来。`,
        en: `The fallback overwrites the list: entry ${entry.position} is now ${queue} and stays so.`,
      }
    }
  }
}

/** A copy is stored, but not as safely as was wished: a normal return with another SendStatus. */
function warnedWords(entry: Entry<'sendOk'>, context: NarrationContext): Words {
  const queue = queueName(context, entry.group, entry.queueId)
  const why = entry.status === 'SEND_OK' ? { zh: '', en: '' } : statusWords[entry.status]
  return {
    zh: `消息 ${entry.message} 已存入 ${queue}，但 SendStatus 是 ${entry.status}：${why.zh}。`,
    en: `Message ${entry.message} is stored in ${queue}, but its SendStatus is ${entry.status}: ${why.en}.`,
  }
}

/** "1 queue", "4 queues" */
const countWords = (queues: number): string => `${queues} ${queues === 1 ? 'queue' : 'queues'}`

/** `then` is what keeps the Broker from being chosen all the same, as far as that is known. */
function availableWords(entry: Entry<'available'>, context: NarrationContext, then: Words = { zh: '', en: '' }): Words {
  const broker = context.brokerName(entry.group)
  switch (entry.cause) {
    case 'windowEnded':
      return {
        zh: `${broker} 的规避窗口结束${then.zh}。`,
        en: `The avoidance window of ${broker} is over${then.en}.`,
      }
    case 'success':
      return {
        zh: `一次很快的成功让 ${broker} 的规避窗口提前结束。`,
        en: `One fast success ends the avoidance window of ${broker}.`,
      }
    case 'removed':
      return {
        zh: `${broker} 的故障项被删除${then.zh}。`,
        en: `The fault item of ${broker} is removed${then.en}.`,
      }
  }
}

/** A call that threw; `last` is its last failed attempt where that is known. */
function gaveUpWords(entry: Entry<'messageFailed'>, last: Entry<'sendFailed'> | null): Words {
  const { message, attempts } = entry
  const exception = finalException(entry.exception, last)
  const after = { zh: formatDuration(entry.elapsedMs, 'zh'), en: formatDuration(entry.elapsedMs, 'en') }
  const times = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  switch (entry.exception) {
    case 'attemptsUsedUp':
      return {
        zh: `消息 ${message} 发送失败：${attempts} 次尝试全部失败，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: ${times} and no success; the application gets ${exception}.`,
      }
    case 'callTimeout':
      return {
        zh: `消息 ${message} 发送失败：${after.zh} 过去，时间预算用完，只来得及尝试 ${attempts} 次，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: its time ran out after ${after.en} and ${times}; the application gets ${exception}.`,
      }
    case 'notRetried':
      return {
        zh: `消息 ${message} 发送失败：这个错误码不重试，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: this error code is not retried; the application gets ${exception}.`,
      }
    case 'noRoute':
      return {
        zh: `消息 ${message} 发送失败：没有这个 Topic 的路由，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: there is no route for the Topic; the application gets ${exception}.`,
      }
    case 'noNameServer':
      return {
        zh: `消息 ${message} 发送失败：没有 NameServer 回答，问不到路由，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: no NameServer answers and there is no route yet; the application gets ${exception}.`,
      }
    case 'producerDied':
      return {
        zh: `消息 ${message} 随生产者进程一起没了，没有人会收到结果。`,
        en: `Message ${message} went down with its producer; nobody is told.`,
      }
    case 'lostUnseen':
      return {
        zh: `单向消息 ${message} 没有进入任何队列，没有人会知道。`,
        en: `One-way message ${message} reached no queue, and nobody is told.`,
      }
  }
}

const say = (words: Words, language: Language): string => (language === 'zh' ? spaced(words.zh) : words.en)

/** One short sentence about one entry of the log. */
export function narrate(entry: LogEntry, context: NarrationContext, language: Language): string {
  return say(entryWords(entry, context), language)
}

/** What kind of thing an entry is. */
export function toneOf(entry: LogEntry): Tone {
  switch (entry.kind) {
    case 'brokerProcess':
    case 'nameServerProcess':
    case 'producerProcess':
      return entry.to === 'running' ? 'good' : entry.to === 'starting' ? 'flight' : 'bad'
    case 'sendFailed':
    case 'messageFailed':
    case 'unregistered':
    case 'queueRewritten':
      return 'bad'
    case 'route':
      return entry.outcome === 'changed' || entry.outcome === 'unchanged' ? 'flight' : 'bad'
    case 'avoided':
      return 'avoid'
    case 'reachable':
      return entry.reachable ? 'good' : 'avoid'
    case 'role':
    case 'vote':
      return 'vote'
    case 'sendOk':
      return entry.status === 'SEND_OK' ? 'good' : 'avoid'
    case 'available':
    case 'masterReady':
    case 'topicCreated':
    case 'stored':
    case 'registered':
      return 'good'
    case 'action':
    case 'send':
    case 'routeRequest':
      return 'flight'
  }
}

// ---------------------------------------------------------------- the story

/** How far back a headline looks for what belongs to it. */
const LOOK_BACK_ENTRIES = 400

/** ms of virtual time after which a thing is worth one step less. */
const FADE_MS = 600

/** How much a viewer must not miss it; 0 never becomes a headline while there is anything else. */
function weight(entry: LogEntry, context: NarrationContext): number {
  switch (entry.kind) {
    case 'messageFailed':
      return 5
    case 'action':
    case 'brokerProcess':
    case 'nameServerProcess':
    case 'producerProcess':
      return 4
    case 'masterReady':
      return entry.atMs === 0 ? 1 : 4
    case 'sendFailed':
    case 'queueRewritten':
    case 'topicCreated':
      return 4
    case 'avoided':
    case 'available':
      return context.settings.sendLatencyFaultEnable ? 4 : 0
    case 'route':
      return entry.outcome === 'unchanged' ? 0 : 4
    case 'role':
      return entry.role === 'FOLLOWER' ? 1 : 3
    case 'reachable':
      return 3
    case 'vote':
    case 'unregistered':
      return 2
    case 'registered':
      return 1
    case 'sendOk':
      if (entry.status !== 'SEND_OK') return 4
      return entry.attempt > 1 ? 2 : 1
    case 'send':
      return entry.attempt > 1 ? 2 : 0
    case 'stored':
    case 'routeRequest':
      return 0
  }
}

/** Walks back from `from` while `wanted` says so. */
function findBack<T extends LogEntry>(
  entries: EntryList,
  from: number,
  wanted: (entry: LogEntry) => entry is T,
  until: (entry: LogEntry) => boolean = () => false,
): T | null {
  const end = Math.max(0, from - LOOK_BACK_ENTRIES)
  for (let index = from; index >= end; index -= 1) {
    const entry = entries.at(index)
    if (!entry || until(entry)) return null
    if (wanted(entry)) return entry
  }
  return null
}

/** The entries of one instant of virtual time around `index`, in order. */
function instantOf(entries: EntryList, index: number): LogEntry[] {
  const atMs = entries.at(index)?.atMs
  let first = index
  while (first > 0 && index - first < LOOK_BACK_ENTRIES && entries.at(first - 1)?.atMs === atMs) first -= 1
  const instant: LogEntry[] = []
  for (let at = first; at < entries.length && at - first < LOOK_BACK_ENTRIES; at += 1) {
    const entry = entries.at(at)
    if (!entry || entry.atMs !== atMs) break
    instant.push(entry)
  }
  return instant
}

/** A failed attempt with everything that followed from it in the same instant. */
function failureStory(failed: Entry<'sendFailed'>, instant: LogEntry[], context: NarrationContext): [Words, Tone] {
  const avoided = instant.find(
    (entry): entry is Entry<'avoided'> =>
      entry.kind === 'avoided' && entry.producer === failed.producer && entry.group === failed.group,
  )
  const gaveUp = instant.find(
    (entry): entry is Entry<'messageFailed'> => entry.kind === 'messageFailed' && entry.message === failed.message,
  )
  const retry = instant.find(
    (entry): entry is Entry<'send'> =>
      entry.kind === 'send' && entry.message === failed.message && entry.attempt > failed.attempt,
  )
  const broker = context.brokerName(failed.group)
  const what = failureWordsShort(failed.failure, failed.code, failed.latencyMs, broker)
  const zh = [`消息 ${failed.message} ${what.zh}`]
  const en = [`Message ${failed.message} ${what.en}`]
  if (gaveUp) {
    const gone = giveUpClause(gaveUp, failed)
    zh.push(gone.zh)
    en.push(gone.en)
  } else if (retry) {
    const to = context.brokerName(retry.group)
    const same = retry.group === failed.group
    zh[0] += same ? `，马上再试 ${to}` : `，马上改发 ${to}`
    en.push(same ? `retrying on ${to} again` : `retrying on ${to}`)
  }
  if (avoided) {
    const until = avoidedUntil(avoided, context)
    zh.push(until.zh)
    en.push(until.en)
  }
  return [{ zh: `${zh.join('；')}。`, en: `${en.join('; ')}.` }, gaveUp || !avoided ? 'bad' : 'avoid']
}

/** The end of a call, said after the failure that ended it. */
function giveUpClause(entry: Entry<'messageFailed'>, last: Entry<'sendFailed'> | null): Words {
  const exception = finalException(entry.exception, last)
  switch (entry.exception) {
    case 'callTimeout':
      return {
        zh: `时间预算用完，不再重试，业务代码收到 ${exception}`,
        en: `no time is left to retry, so the application gets ${exception}`,
      }
    case 'notRetried':
      return {
        zh: `这个错误不重试，业务代码收到 ${exception}`,
        en: `this is not retried, so the application gets ${exception}`,
      }
    case 'producerDied':
      return { zh: '生产者进程也没了', en: 'its producer is gone too' }
    case 'lostUnseen':
      return { zh: '单向发送不重试，没有人会知道', en: 'a one-way send is not retried, and nobody is told' }
    default: {
      const all = entry.attempts === 1 ? 'its only attempt is used up' : `all ${entry.attempts} attempts are used up`
      return {
        zh: `${entry.attempts} 次尝试用完，业务代码收到 ${exception}`,
        en: `${all}, so the application gets ${exception}`,
      }
    }
  }
}

/** Broker groups whose queues a new route shows or no longer shows, as far as the log before it tells. */
function routeStory(route: Entry<'route'>, index: number, entries: EntryList, context: NarrationContext): Words {
  const isChange = (entry: LogEntry): entry is Entry<'route'> =>
    entry.kind === 'route' && entry.producer === route.producer && entry.outcome === 'changed'
  const before = findBack(entries, index - 1, isChange)
  const producer = inSentence(producerName(context, route.producer)).en
  const zhProducer = producerName(context, route.producer).zh
  if (!before) {
    return {
      zh: `${zhProducer}拿到了路由：${route.queues} 个 MessageQueue。`,
      en: `${startOf(producer)} has its route: ${countWords(route.queues)}.`,
    }
  }
  if (route.queues === before.queues) {
    const isMaster = (entry: LogEntry): entry is Entry<'masterReady'> => entry.kind === 'masterReady'
    const master = findBack(entries, index - 1, isMaster, isChange)
    return master
      ? {
          zh: `路由已刷新：${producerName(context, route.producer).zh}知道 ${context.brokerName(master.group)} 的 Master 在 n${master.node} 上了。`,
          en: `Route refreshed: ${producer} knows now that n${master.node} is Master of ${context.brokerName(master.group)}.`,
        }
      : entryWords(route, context)
  }
  const back = route.queues > before.queues
  const isCause = (entry: LogEntry): entry is Entry<'registered'> | Entry<'unregistered'> =>
    entry.kind === (back ? 'registered' : 'unregistered') && 'brokerId' in entry && entry.brokerId === 0
  const isResize = (entry: LogEntry): entry is Entry<'action'> => {
    const action = entry.kind === 'action' ? context.actions[entry.action] : undefined
    return action?.type === 'set' && (action.name === 'writeQueueNums' || action.name === 'brokerGroupCount')
  }
  const resized = findBack(entries, index - 1, isResize, isChange)
  const cause = resized ? null : findBack(entries, index - 1, isCause, isChange)
  const broker = cause ? context.brokerName(cause.group) : null
  const difference = Math.abs(route.queues - before.queues)
  if (back) {
    return {
      zh: `路由已刷新：${broker ? `${broker} 的队列回来了` : `多了 ${difference} 个队列`}，${zhProducer}现在有 ${route.queues} 个 MessageQueue 可选。`,
      en: `Route refreshed: ${broker ? `${broker}'s queues are back` : `${difference} more ${difference === 1 ? 'queue' : 'queues'}`}, ${producer} now lists ${countWords(route.queues)}.`,
    }
  }
  return {
    zh: `路由已刷新：${broker ? `${broker} 没有 Master，它的队列不见了` : `少了 ${difference} 个队列`}，${zhProducer}现在只有 ${route.queues} 个 MessageQueue 可选。`,
    en: `Route refreshed: ${broker ? `${broker} has no Master and its queues are gone` : `${difference} fewer ${difference === 1 ? 'queue' : 'queues'}`}, ${producer} now lists ${countWords(route.queues)}.`,
  }
}

/** Why a Broker whose window is over is not chosen with success yet, as far as the log before it tells. */
function afterWindow(entry: Entry<'available'>, index: number, entries: EntryList, context: NarrationContext): Words {
  const nothing: Words = { zh: '', en: '' }
  // Several NameServers may say different things, and the log does not tell which of them a route came from.
  if (context.settings.nameServerCount > 1) return nothing
  const isPoll = (other: LogEntry): other is Entry<'route'> =>
    other.kind === 'route' &&
    other.producer === entry.producer &&
    (other.outcome === 'changed' || other.outcome === 'unchanged')
  const isMasterOf = (other: LogEntry): other is Entry<'registered'> | Entry<'unregistered'> =>
    (other.kind === 'registered' || other.kind === 'unregistered') &&
    other.group === entry.group &&
    other.brokerId === 0
  const last = findBack(entries, index, isMasterOf)
  const poll = findBack(entries, index, isPoll)
  if (!last) return nothing
  const lost = findBack(
    entries,
    index,
    (other): other is Entry<'unregistered'> => isMasterOf(other) && other.kind === 'unregistered',
  )
  if (!lost) return nothing
  const polledSince = poll !== null && poll.atMs > lost.atMs
  const back = last.kind === 'registered'
  if (back && (polledSince ? poll.atMs > last.atMs : last.node === lost.node)) return nothing
  // The poll after the loss, if any, took the Broker out of the list; one without it still names the old Master.
  return polledSince
    ? { zh: '，但生产者的路由里还没有它的 Master', en: ', but the producer has no Master for it in its route' }
    : {
        zh: '，但生产者还拿着旧 Master 的路由，要等下一次刷新',
        en: ', but the producer still has a route to the old Master until its next poll',
      }
}

/** A group that can be written to again, and whether a producer can know it yet. */
function masterStory(entry: Entry<'masterReady'>, index: number, entries: EntryList, context: NarrationContext): Words {
  const lost = findBack(
    entries,
    index - 1,
    (other): other is Entry<'unregistered'> =>
      other.kind === 'unregistered' && other.group === entry.group && other.brokerId === 0,
  )
  const died = findBack(
    entries,
    index - 1,
    (other): other is Entry<'brokerProcess'> =>
      other.kind === 'brokerProcess' &&
      other.group === entry.group &&
      other.to !== 'running' &&
      other.to !== 'starting',
  )
  const before = lost ?? died
  if (!before) return entryWords(entry, context)
  const node = nodeName(context, entry.group, entry.node)
  const broker = context.brokerName(entry.group)
  const noticed = findBack(
    entries,
    index - 1,
    (other): other is Entry<'route'> => other.kind === 'route' && other.outcome === 'changed',
    (other) => other === before || other.atMs < before.atMs,
  )
  if (before.node !== entry.node) {
    return {
      zh: `${node} 已是 ${broker} 的新 Master；生产者还拿着旧路由，要等下一次刷新。`,
      en: `${node} is the new Master of ${broker}; the producer still has the old route until its next poll.`,
    }
  }
  return noticed
    ? {
        zh: `${broker} 的 Master 回来了；生产者还拿着旧路由，要等下一次刷新。`,
        en: `The Master of ${broker} is back; the producer still has the old route until its next poll.`,
      }
    : {
        zh: `${broker} 的 Master 回来了；生产者一直没刷新路由，还留着它的地址。`,
        en: `The Master of ${broker} is back; the producer never refreshed its route and still has the address.`,
      }
}

function storyOf(index: number, entries: EntryList, context: NarrationContext): [Words, Tone] {
  const entry = entries.at(index) as LogEntry
  const plain = (): [Words, Tone] => [entryWords(entry, context), toneOf(entry)]
  switch (entry.kind) {
    case 'sendFailed':
      return failureStory(entry, instantOf(entries, index), context)
    case 'avoided': {
      const instant = instantOf(entries, index)
      const isOfProducer = (other: LogEntry): boolean =>
        (other.kind === 'sendFailed' || other.kind === 'sendOk') &&
        other.producer === entry.producer &&
        other.group === entry.group
      const cause = instant.find(isOfProducer)
      if (cause?.kind === 'sendFailed') return failureStory(cause, instant, context)
      if (cause?.kind !== 'sendOk') return plain()
      const until = avoidedUntil(entry, context)
      const took = { zh: formatDuration(cause.latencyMs, 'zh'), en: formatDuration(cause.latencyMs, 'en') }
      return [
        {
          zh: `消息 ${cause.message} 发送成功，但 ${context.brokerName(entry.group)} 用了 ${took.zh}；${until.zh}。`,
          en: `Message ${cause.message} is stored, but it took ${took.en}; ${until.en}.`,
        },
        'avoid',
      ]
    }
    case 'send': {
      const instant = instantOf(entries, index)
      const failed = instant.find(
        (other): other is Entry<'sendFailed'> =>
          other.kind === 'sendFailed' && other.message === entry.message && other.attempt < entry.attempt,
      )
      return failed ? failureStory(failed, instant, context) : plain()
    }
    case 'messageFailed': {
      const isLast = (other: LogEntry): other is Entry<'sendFailed'> =>
        other.kind === 'sendFailed' && other.message === entry.message
      const last = findBack(entries, index, isLast)
      if (last && last.atMs === entry.atMs && entry.exception !== 'producerDied') {
        return failureStory(last, instantOf(entries, index), context)
      }
      return [gaveUpWords(entry, last), 'bad']
    }
    case 'route':
      return [
        entry.outcome === 'changed' ? routeStory(entry, index, entries, context) : entryWords(entry, context),
        toneOf(entry),
      ]
    case 'available':
      return [availableWords(entry, context, afterWindow(entry, index, entries, context)), toneOf(entry)]
    case 'masterReady':
      return [masterStory(entry, index, entries, context), 'good']
    case 'brokerProcess': {
      // The person's own words are better than the consequence that follows in the same instant.
      const action = findBack(
        entries,
        index,
        (other): other is Entry<'action'> => other.kind === 'action',
        (other) => other.atMs !== entry.atMs,
      )
      const done = action && context.actions[action.action]
      return done && 'target' in done && done.target.startsWith(`${context.brokerName(entry.group)}/`)
        ? [actionStory(done, entry, context), toneOf(entry)]
        : plain()
    }
    case 'sendOk': {
      const stored = findBack(
        entries,
        index,
        (other): other is Entry<'stored'> =>
          other.kind === 'stored' &&
          other.message === entry.message &&
          other.group === entry.group &&
          other.queueId === entry.queueId,
        (other) => other.atMs < entry.atMs - entry.latencyMs,
      )
      if (!stored || entry.status !== 'SEND_OK') return plain()
      const queue = queueName(context, entry.group, entry.queueId)
      const attempt = entry.attempt
      return [
        {
          zh: `消息 ${entry.message} ${attempt > 1 ? `第 ${attempt} 次尝试成功，` : ''}存入 ${queue}，位点 ${stored.queueOffset}。`,
          en: `Message ${entry.message} stored in ${queue}, offset ${stored.queueOffset}${attempt > 1 ? `, at attempt ${attempt}` : ''}.`,
        },
        'good',
      ]
    }
    default:
      return plain()
  }
}

/** "broker-a's Master (n0) is killed": the action, with the host it hit. */
function actionStory(action: UserAction, entry: Entry<'brokerProcess'>, context: NarrationContext): Words {
  const words = actionWords(action, context)
  if (!('target' in action) || !action.target.endsWith('/master')) return words
  const broker = context.brokerName(entry.group)
  return {
    zh: words.zh.replace(`${broker} 的 Master`, `${broker} 的 Master（n${entry.node}）`),
    en: words.en.replace(`aster of ${broker}`, `aster of ${broker} (n${entry.node})`),
  }
}

/**
 * The one sentence that says what has just happened.
 *
 * What matters more stays longer: a failure is still the headline while the next messages fly by. Entries of one
 * instant that belong together (a failed attempt, the window it opened, the retry elsewhere) become one sentence.
 *
 * @param entries - the log up to the moment in question, newest last; a few hundred entries are enough
 * @param firstIndex - position in the log of the first of them, if they are not the whole log
 */
export function storyAt(entries: EntryList, context: NarrationContext, language: Language, firstIndex = 0): Story {
  const newest = entries.at(entries.length - 1)
  if (!newest) {
    const nothing: Words = { zh: '还没有发生任何事。', en: 'Nothing has happened yet.' }
    return { headline: nothing[language], tone: 'flight', logIndex: -1 }
  }
  let best = entries.length - 1
  let bestWorth = weight(newest, context)
  const oldest = Math.max(0, entries.length - LOOK_BACK_ENTRIES)
  for (let index = entries.length - 2; index >= oldest; index -= 1) {
    const entry = entries.at(index) as LogEntry
    const age = (newest.atMs - entry.atMs) / FADE_MS
    if (age > 5) break
    const worth = weight(entry, context) - age
    if (worth > bestWorth) {
      best = index
      bestWorth = worth
    }
  }
  const [words, tone] = storyOf(best, entries, context)
  return { headline: say(words, language), tone, logIndex: firstIndex + best }
}
