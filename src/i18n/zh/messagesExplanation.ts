import { responseCodeName } from '../exceptions'
import type { MessageFacts, MessagesMessages } from '../messagesExplanation'
import { exceptionAndCause, failureWords } from './exceptions'
import { ms } from './explanation'
import { spaced } from './format'

/** How the application hears of a failure. */
function heard({ exception, calledTwice }: MessageFacts): string {
  if (!exception) return spaced('应用收不到结果')
  const name = exceptionAndCause(exception)
  return exception.via === 'throw'
    ? spaced(`应用收到 ${name}`)
    : spaced(calledTwice ? `回调两次收到 ${name}` : `回调收到 ${name}`)
}

function messageSentence(facts: MessageFacts): string {
  const { message, mode, elapsedMs, timeoutMs, attempts, end, release } = facts
  const last = attempts.at(-1)
  if (!end)
    return attempts.length === 0
      ? spaced(`消息 ${message} 还没有发出。`)
      : spaced(`消息 ${message} 还在途中：第 ${attempts.length} 次尝试，已耗时 ${ms(elapsedMs)}。`)
  if (end.kind === 'returned') return returnedSentence(facts)
  const get = heard(facts)
  const why = last?.cost.outcome.kind === 'failed' ? last.cost.outcome : null
  const whyWords = why ? failureWords(why.failure, why.code, why.tookMs) : null
  switch (end.exception) {
    case 'attemptsUsedUp':
      return spaced(
        attempts.length > 1
          ? `消息 ${message} 失败：${attempts.length} 次尝试都没成功，共 ${ms(elapsedMs)}${last && whyWords ? `，最后一次在 ${last.broker}：${whyWords}` : ''}；${get}。`
          : `消息 ${message} 失败：唯一的一次尝试在 ${last?.broker ?? ''} 没成功${whyWords ? `（${whyWords}）` : ''}；${get}。`,
      )
    case 'callTimeout':
      return spaced(
        `消息 ${message} 失败：${attempts.length} 次尝试用掉 ${ms(elapsedMs)}，${ms(timeoutMs)} 的预算已用完，没有下一次；${get}${why ? `，它掩盖了真正的 ${why.className}` : ''}。`,
      )
    case 'notRetried':
      return spaced(
        `消息 ${message} 失败：${last?.broker ?? 'Broker'} 回了错误码 ${responseCodeName(end.code)}，${mode === 'ASYNC' ? '异步发送从不重试错误码' : `${release} 不重试它`}；${get}。`,
      )
    case 'oneAttempt':
      return spaced(
        `消息 ${message} 失败：用 MessageQueueSelector 选队列的发送只尝试一次，在 ${last?.broker ?? 'Broker'} 没成功${whyWords ? `（${whyWords}）` : ''}；${get}。`,
      )
    case 'noRoute':
      return spaced(`消息 ${message} 失败：路由里没有这个 Topic 的可写队列，一次也没有发出；${get}。`)
    case 'noNameServer':
      return spaced(`消息 ${message} 失败：没有 NameServer 回答，拿不到路由，一次也没有发出；${get}。`)
    case 'nameServerTimeout':
      return spaced(
        `消息 ${message} 失败：取路由的时间都花在连接或等待 NameServer 上，拿不到路由，一次也没有发出；${get}。`,
      )
    case 'poolTimeout':
      return spaced(
        `消息 ${message} 失败：客户端线程池的线程全被占住，等了 ${ms(elapsedMs)} 才轮到，预算已用完，一次也没有发出；${get}。`,
      )
    case 'producerDied':
      return spaced(`消息 ${message} 失败：生产者进程在调用途中退出。`)
    case 'lostUnseen':
      return spaced(`消息 ${message} 丢失：单向发送没有进入任何队列，应用也不会知道。`)
  }
}

function returnedSentence({ message, mode, elapsedMs, attempts, end }: MessageFacts): string {
  const last = attempts.at(-1)
  const queue = last ? `${last.broker} q${last.queueId}` : ''
  const status = end?.kind === 'returned' ? end.status : null
  const warning = status === null || status === 'SEND_OK' ? '' : spaced(`，但只是 ${status}`)
  if (mode === 'ONEWAY') return spaced(`消息 ${message} 存入 ${queue}，耗时 ${ms(elapsedMs)}；生产者收不到应答。`)
  if (attempts.length <= 1) return spaced(`消息 ${message} 一次成功，存入 ${queue}，耗时 ${ms(elapsedMs)}${warning}。`)
  const first = attempts[0]
  const why = first?.cost.outcome.kind === 'failed' ? first.cost.outcome : null
  const whyWords = why && failureWords(why.failure, why.code, why.tookMs)
  return spaced(
    `消息 ${message} 第 ${attempts.length} 次才成功：${whyWords ? `第 1 次在 ${first?.broker} 失败（${whyWords}），` : ''}最后存入 ${queue}，共 ${ms(elapsedMs)}${warning}。`,
  )
}

export const messages: MessagesMessages = {
  sentence: messageSentence,
}
