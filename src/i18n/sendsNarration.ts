// What became of a message, in words: its attempts, its copy, and what the application got.

import { attemptLimit } from '../projections/limits'
import type { LogEntry } from '../rocketmq'
import { exceptionName, failureWords, failureWordsShort, statusWords } from './exceptions'
import { formatDuration } from './format'
import { type Entry, type NarrationContext, queueName, type Tone } from './narrationContext'
import { avoidedUntil } from './windowsNarration'
import type { Words } from './words'

const OF_SECOND: Record<'zh' | 'en', (attempt: number, all: number) => string> = {
  zh: (attempt, all) => `第 ${attempt} 次尝试，最多 ${all} 次`,
  en: (attempt, all) => `attempt ${attempt} of at most ${all}`,
}

const maxAttempts = ({ settings }: NarrationContext, attempt: number): number =>
  Math.max(attempt, attemptLimit(settings.communicationMode, settings))

/** One entry about a message. */
export function sendWords(
  entry: Entry<'send' | 'stored' | 'sendOk' | 'sendFailed' | 'messageFailed'>,
  context: NarrationContext,
): Words {
  switch (entry.kind) {
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
        zh: `消息 ${entry.message} 没能发到 ${broker}：${why.zh}（${entry.className}，${OF_SECOND.zh(entry.attempt, all)}）。`,
        en: `Message ${entry.message} did not get through to ${broker}: ${why.en} (${entry.className}, ${OF_SECOND.en(entry.attempt, all)}).`,
      }
    }
    case 'messageFailed':
      return gaveUpWords(entry)
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

/** A call that ended without a SendResult. */
export function gaveUpWords(entry: Entry<'messageFailed'>): Words {
  const { message, attempts } = entry
  const exception = entry.gets ? exceptionName(entry.gets) : ''
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
        zh: `消息 ${message} 发送失败：路由里没有这个 Topic 可写的队列，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: no route has a queue of the Topic to write to; the application gets ${exception}.`,
      }
    case 'noNameServer':
      return {
        zh: `消息 ${message} 发送失败：没有 NameServer 回答，问不到路由，业务代码收到 ${exception}。`,
        en: `Message ${message} failed: no NameServer answers and there is no route yet; the application gets ${exception}.`,
      }
    case 'producerDied':
      return {
        zh: `消息 ${message} 随生产者进程一起没了，没有人会收到结果。`,
        en: `Message ${message} went down with its producer; the application never hears of it.`,
      }
    case 'lostUnseen':
      return {
        zh: `单向消息 ${message} 没有进入任何队列，没有人会知道。`,
        en: `One-way message ${message} reached no queue, and the application never hears of it.`,
      }
  }
}

/** A failed attempt with everything that followed from it in the same instant. */
export function failureStory(
  failed: Entry<'sendFailed'>,
  instant: LogEntry[],
  context: NarrationContext,
): [Words, Tone] {
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
    const gone = giveUpClause(gaveUp)
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
function giveUpClause(entry: Entry<'messageFailed'>): Words {
  const exception = entry.gets ? exceptionName(entry.gets) : ''
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
      return {
        zh: '单向发送不重试，没有人会知道',
        en: 'a one-way send is not retried, and the application never hears of it',
      }
    default: {
      const all = entry.attempts === 1 ? 'its only attempt is used up' : `all ${entry.attempts} attempts are used up`
      return {
        zh: `${entry.attempts} 次尝试用完，业务代码收到 ${exception}`,
        en: `${all}, so the application gets ${exception}`,
      }
    }
  }
}
