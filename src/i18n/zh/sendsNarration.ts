import type { EntryOf } from '../entryTraits'
import { exceptionName } from '../exceptions'
import { type Entry, type NarrationContext, queueName } from '../narrationContext'
import { type Aftermath, maxAttempts, type SendsNarrationMessages } from '../sendsNarration'
import { exceptions, failureWords, failureWordsShort } from './exceptions'
import { formatDuration } from './format'
import { avoidedUntil } from './windowsNarration'

const OF_SECOND: (attempt: number, all: number) => string = (attempt, all) => `第 ${attempt} 次尝试，最多 ${all} 次`

function sendWords(entry: EntryOf<'send'>, context: NarrationContext): string {
  switch (entry.kind) {
    case 'send': {
      const queue = queueName(context, entry.group, entry.queueId)
      return entry.attempt === 1
        ? `消息 ${entry.message} 选中 ${queue}，发出。`
        : `消息 ${entry.message} 重试（第 ${entry.attempt} 次尝试），改发 ${queue}。`
    }
    case 'stored': {
      const queue = queueName(context, entry.group, entry.queueId)
      return `${queue} 写入消息 ${entry.message}，位点 ${entry.queueOffset}。`
    }
    case 'sendOk': {
      const queue = queueName(context, entry.group, entry.queueId)
      const again = entry.attempt > 1
      if (entry.status !== 'SEND_OK') return warnedWords(entry, context)
      return `消息 ${entry.message} 发送成功：${queue}，用时 ${formatDuration(entry.elapsedMs)}${again ? `，第 ${entry.attempt} 次尝试才成功` : ''}。`
    }
    case 'sendFailed': {
      const broker = context.brokerName(entry.group)
      const why = failureWords(entry.failure, entry.code, entry.latencyMs)
      const all = maxAttempts(context, entry.attempt)
      return `消息 ${entry.message} 没能发到 ${broker}：${why}（${entry.className}，${OF_SECOND(entry.attempt, all)}）。`
    }
    case 'messageFailed':
      return gaveUpWords(entry)
  }
}

/** A copy is stored, but less safely than requested: a normal return with another SendStatus. */
function warnedWords(entry: Entry<'sendOk'>, context: NarrationContext): string {
  const queue = queueName(context, entry.group, entry.queueId)
  const why = entry.status === 'SEND_OK' ? '' : exceptions.status[entry.status]
  return `消息 ${entry.message} 已存入 ${queue}，但 SendStatus 是 ${entry.status}：${why}。`
}

function gaveUpWords(entry: Entry<'messageFailed'>): string {
  const { message, attempts } = entry
  const exception = entry.gets ? exceptionName(entry.gets) : ''
  const after = formatDuration(entry.elapsedMs)
  switch (entry.exception) {
    case 'attemptsUsedUp':
      return `消息 ${message} 发送失败：${attempts} 次尝试全部失败，应用收到 ${exception}。`
    case 'callTimeout':
      return `消息 ${message} 发送失败：${after} 后时间预算用完，只尝试了 ${attempts} 次，应用收到 ${exception}。`
    case 'notRetried':
      return `消息 ${message} 发送失败：这个错误码不重试，应用收到 ${exception}。`
    case 'oneAttempt':
      return `消息 ${message} 发送失败：用 MessageQueueSelector 选队列的发送不重试，应用收到 ${exception}。`
    case 'noRoute':
      return `消息 ${message} 发送失败：路由里没有这个 Topic 的可写队列，应用收到 ${exception}。`
    case 'noNameServer':
      return `消息 ${message} 发送失败：没有 NameServer 应答，取不到路由，应用收到 ${exception}。`
    case 'nameServerTimeout':
      return `消息 ${message} 发送失败：取路由超时，还没有任何路由，应用收到 ${exception}。`
    case 'poolTimeout':
      return `消息 ${message} 发送失败：等客户端线程池的线程等了 ${after}，超过时间预算，应用收到 ${exception}。`
    case 'producerDied':
      return `消息 ${message} 随生产者进程一起丢失，应用收不到结果。`
    case 'lostUnseen':
      return `单向消息 ${message} 没有进入任何队列，应用也不会知道。`
  }
}

function failureStory(
  failed: Entry<'sendFailed'>,
  { avoided, gaveUp, retry }: Aftermath,
  context: NarrationContext,
): string {
  const broker = context.brokerName(failed.group)
  const what = failureWordsShort(failed.failure, failed.code, failed.latencyMs, broker)
  const parts = [`消息 ${failed.message} ${what}`]

  if (gaveUp) {
    const gone = giveUpClause(gaveUp)
    parts.push(gone)
  } else if (retry) {
    const to = context.brokerName(retry.group)
    const same = retry.group === failed.group
    parts[0] += same ? `，马上再试 ${to}` : `，马上改发 ${to}`
  }
  if (avoided) {
    const until = avoidedUntil(avoided, context)
    parts.push(until)
  }
  return `${parts.join('；')}。`
}

/** The end of a call, said after the failure that ended it. */
function giveUpClause(entry: Entry<'messageFailed'>): string {
  const exception = entry.gets ? exceptionName(entry.gets) : ''
  switch (entry.exception) {
    case 'callTimeout':
      return `时间预算用完，不再重试，应用收到 ${exception}`
    case 'notRetried':
      return `这个错误不重试，应用收到 ${exception}`
    case 'producerDied':
      return '生产者进程也已退出'
    case 'lostUnseen':
      return '单向发送不重试，应用也不会知道'
    default: {
      return `${entry.attempts} 次尝试用完，应用收到 ${exception}`
    }
  }
}

function slowStory(stored: Entry<'sendOk'>, avoided: Entry<'avoided'>, context: NarrationContext): string {
  const until = avoidedUntil(avoided, context)
  return `消息 ${stored.message} 发送成功，但 ${context.brokerName(avoided.group)} 用了 ${formatDuration(stored.latencyMs)}；${until}。`
}

function storedStory(entry: Entry<'sendOk'>, queueOffset: number, context: NarrationContext): string {
  const queue = queueName(context, entry.group, entry.queueId)
  const attempt = entry.attempt
  return `消息 ${entry.message} ${attempt > 1 ? `第 ${attempt} 次尝试成功，` : ''}存入 ${queue}，位点 ${queueOffset}。`
}

export const sendsNarration: SendsNarrationMessages = {
  send: sendWords,
  gaveUp: gaveUpWords,
  failureStory,
  slowStory,
  storedStory,
  nothingYet: '暂无事件。',
  atRest: {
    sending: '点播放，看生产者怎样轮流选队列；再让一个 Master 宕机。',
    storing: '点播放，看消息怎样追加到 CommitLog，又在何时落盘。',
    replicating: '点播放，看每个副本怎样追上 Master；再让 Master 宕机。',
    consuming: '点播放，看消费者从自己的队列取消息；再让一个消费者宕机。',
    whole: '点播放，跟着一条消息走到头；再让任何一处出故障。',
  },
}
