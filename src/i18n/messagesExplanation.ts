// Why a message failed, or how it got through, in one sentence.

import type { ClientException, CommunicationMode, SendException, SendStatus } from '../rocketmq'
import { exceptionAndCause, failureWords, responseCodeName } from './exceptions'
import { ms, type Outcome, said } from './explanation'
import type { Words } from './words'

export interface MessageFacts {
  message: number
  mode: CommunicationMode
  release: string
  elapsedMs: number
  timeoutMs: number
  each: boolean
  attempts: readonly { broker: string; queueId: number; cost: { outcome: Outcome } }[]
  end:
    | { kind: 'returned'; status: SendStatus | null }
    | { kind: 'threw'; exception: SendException; code: number }
    | null
  exception: ClientException | null
}

/** How the application hears of a failure. */
function heard(exception: ClientException | null): Words {
  if (!exception) return said('应用听不到任何消息', 'the application hears nothing')
  const name = exceptionAndCause(exception)
  return exception.via === 'throw'
    ? said(`应用收到 ${name.zh}`, `the application gets ${name.en}`)
    : said(`回调收到 ${name.zh}`, `the callback gets ${name.en}`)
}

const times = (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`)

/** Why a message failed, or how it got through, in one sentence. */
export function messageSentence(facts: MessageFacts): Words {
  const { message, mode, elapsedMs, timeoutMs, each, attempts, end, exception, release } = facts
  const last = attempts.at(-1)
  if (!end)
    return attempts.length === 0
      ? said(`消息 ${message} 还没有发出。`, `Message ${message} has not been sent yet.`)
      : said(
          `消息 ${message} 还在路上：第 ${attempts.length} 次尝试，已经 ${ms(elapsedMs)}。`,
          `Message ${message} is under way: attempt ${attempts.length}, ${ms(elapsedMs)} so far.`,
        )
  if (end.kind === 'returned') return returnedSentence(facts)
  const get = heard(exception)
  const why = last?.cost.outcome.kind === 'failed' ? last.cost.outcome : null
  const whyWords = why ? failureWords(why.failure, why.code, why.tookMs) : null
  switch (end.exception) {
    case 'attemptsUsedUp':
      return said(
        attempts.length > 1
          ? `消息 ${message} 失败：${attempts.length} 次尝试都没成功，共 ${ms(elapsedMs)}${last && whyWords ? `，最后一次在 ${last.broker}：${whyWords.zh}` : ''}；${get.zh}。`
          : `消息 ${message} 失败：唯一的一次尝试在 ${last?.broker ?? ''} 没成功${whyWords ? `（${whyWords.zh}）` : ''}；${get.zh}。`,
        attempts.length > 1
          ? `Message ${message} failed: ${times(attempts.length)} in ${ms(elapsedMs)}${last && whyWords ? `, the last on ${last.broker} (${whyWords.en})` : ''}; ${get.en}.`
          : `Message ${message} failed: its only attempt, on ${last?.broker ?? ''}, did not succeed${whyWords ? ` (${whyWords.en})` : ''}; ${get.en}.`,
      )
    case 'callTimeout':
      return said(
        `消息 ${message} 失败：${attempts.length} 次尝试用掉 ${ms(elapsedMs)}，${ms(timeoutMs)} 的预算没了，轮不到下一次；${get.zh}${why ? `，它盖住了真正的 ${why.className}` : ''}。`,
        `Message ${message} failed: ${times(attempts.length)} took ${ms(elapsedMs)}, the budget of ${ms(timeoutMs)}${each ? ' each' : ''} was gone, and no other came; ${get.en}${why ? `, which hides the real ${why.className}` : ''}.`,
      )
    case 'notRetried':
      return said(
        `消息 ${message} 失败：${last?.broker ?? 'Broker'} 回了错误码 ${responseCodeName(end.code)}，${mode === 'ASYNC' ? '异步发送从不重试错误码' : `${release} 不重试它`}；${get.zh}。`,
        `Message ${message} failed: ${last?.broker ?? 'the Broker'} answered ${responseCodeName(end.code)}, which ${mode === 'ASYNC' ? 'an ASYNC send never retries' : `${release} does not retry`}; ${get.en}.`,
      )
    case 'noRoute':
      return said(
        `消息 ${message} 失败：路由里没有这个 Topic 可写的队列，一次也没有发出；${get.zh}。`,
        `Message ${message} failed: no route has a queue of the Topic to write to, so nothing was sent; ${get.en}.`,
      )
    case 'noNameServer':
      return said(
        `消息 ${message} 失败：没有 NameServer 回答，拿不到路由，一次也没有发出；${get.zh}。`,
        `Message ${message} failed: no NameServer answered, so there was no route and nothing was sent; ${get.en}.`,
      )
    case 'producerDied':
      return said(
        `消息 ${message} 失败：生产者进程在调用途中没了。`,
        `Message ${message} failed: the producer process died during the call.`,
      )
    case 'lostUnseen':
      return said(
        `消息 ${message} 丢了：单向发送没有进入任何队列，没有人会知道。`,
        `Message ${message} is lost: the one-way send reached no queue, and the application never hears of it.`,
      )
  }
}

function returnedSentence({ message, mode, elapsedMs, attempts, end }: MessageFacts): Words {
  const last = attempts.at(-1)
  const queue = last ? `${last.broker} q${last.queueId}` : ''
  const status = end?.kind === 'returned' ? end.status : null
  const warning =
    status === null || status === 'SEND_OK' ? said('', '') : said(`，但只是 ${status}`, `, but only with ${status}`)
  if (mode === 'ONEWAY')
    return said(
      `消息 ${message} 进了 ${queue}，用了 ${ms(elapsedMs)}；生产者自己并不知道。`,
      `Message ${message} reached ${queue} in ${ms(elapsedMs)}; the producer itself does not know.`,
    )
  if (attempts.length <= 1)
    return said(
      `消息 ${message} 一次成功，存入 ${queue}，耗时 ${ms(elapsedMs)}${warning.zh}。`,
      `Message ${message} was stored on ${queue} at the first attempt, in ${ms(elapsedMs)}${warning.en}.`,
    )
  const first = attempts[0]
  const why = first?.cost.outcome.kind === 'failed' ? first.cost.outcome : null
  const whyWords = why && failureWords(why.failure, why.code, why.tookMs)
  return said(
    `消息 ${message} 第 ${attempts.length} 次才成功：${whyWords ? `第 1 次在 ${first?.broker} 失败（${whyWords.zh}），` : ''}最后存进 ${queue}，共 ${ms(elapsedMs)}${warning.zh}。`,
    `Message ${message} got through at attempt ${attempts.length}: ${whyWords ? `attempt 1 failed on ${first?.broker} (${whyWords.en}), and ` : ''}${queue} stored it after ${ms(elapsedMs)} in all${warning.en}.`,
  )
}
