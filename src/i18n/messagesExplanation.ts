// Why a message failed, or how it got through, in one sentence.

import type { ClientException, CommunicationMode, SendException, SendStatus } from '../rocketmq'
import type { Outcome } from './explanation'

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
  /** The callback is called a second time for the same failure (5.3.0 and 5.3.1). */
  calledTwice: boolean
}

export interface MessagesMessages {
  /** Why a message failed, or how it got through, in one sentence. */
  sentence(facts: MessageFacts): string
}
