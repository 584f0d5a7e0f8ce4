// Words of the sequence diagram.

import type { AttemptFailure } from '../rocketmq'
import type { Phrase } from './notices'
import type { Words } from './words'

export const sequenceWords = {
  askRoute: { zh: '取路由', en: 'asks for the route' },
  noTopic: { zh: '没有这个 Topic', en: 'no such Topic' },
  noRouteAnswer: { zh: '没有应答，沿用旧路由', en: 'no answer: the old route stays' },
} satisfies Record<string, Words>

export const sequencePhrases = {
  producer: {
    zh: (number: number | null) => (number === null ? 'Producer' : `Producer ${number}`),
    en: (number: number | null) => (number === null ? 'Producer' : `Producer ${number}`),
  },
  send: {
    zh: (message: number, queueId: number, attempt: number) =>
      `消息 ${message} → q${queueId}${attempt > 1 ? `（第 ${attempt} 次尝试）` : ''}`,
    en: (message: number, queueId: number, attempt: number) =>
      `message ${message} → q${queueId}${attempt > 1 ? ` (attempt ${attempt})` : ''}`,
  },
  answer: {
    zh: (message: number, status: string, latencyMs: number) => `消息 ${message}：${status}，${latencyMs} ms`,
    en: (message: number, status: string, latencyMs: number) => `message ${message}: ${status}, ${latencyMs} ms`,
  },
  failed: {
    zh: (message: number, cause: string) => `消息 ${message}：${cause}`,
    en: (message: number, cause: string) => `message ${message}: ${cause}`,
  },
  route: {
    zh: (queues: number, changed: boolean) => `路由：${queues} 个队列${changed ? '，有变化' : '，没变'}`,
    en: (queues: number, changed: boolean) =>
      `route: ${queues} ${queues === 1 ? 'queue' : 'queues'}, ${changed ? 'changed' : 'the same'}`,
  },
  leftOut: {
    zh: (count: number) => `后面还有 ${count} 件事没有画出`,
    en: (count: number) => (count === 1 ? 'one more thing is left out' : `${count} more things are left out`),
  },
} satisfies Record<string, Phrase<never[]>>

/** Nothing came back from the Broker: the producer alone knows that it failed. */
export const SILENT_FAILURES: readonly AttemptFailure[] = ['timeout', 'connectTimeout', 'noMaster', 'noTime']
