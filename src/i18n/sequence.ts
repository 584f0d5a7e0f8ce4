// Words of the sequence diagram.

import type { AttemptFailure } from '../rocketmq'

/** Nothing came back from the Broker: the producer alone knows that it failed. */
export const SILENT_FAILURES: readonly AttemptFailure[] = ['timeout', 'connectTimeout', 'noMaster', 'noTime']

export interface SequenceMessages {
  askRoute: string
  noTopic: string
  noRouteAnswer: string
  producer(number: number | null): string
  send(message: number, queueId: number, attempt: number): string
  answer(message: number, status: string, latencyMs: number): string
  failed(message: number, cause: string): string
  route(queues: number, changed: boolean): string
  pulled(queue: string, offset: number, count: number): string
  leftOut(count: number): string
}
