// Words of the panel of a consumer, and of what a consumer group does with a message.

import type { AgainCause, NotYet } from '../projections/consumerDecisions'
import type { PullSource, QueueReading, QueueShare, Unfinished } from '../projections/consumerReading'
import type { ConsumerEnd, ConsumerSurvival } from '../projections/consumerSurvival'
import type { Consumption } from '../projections/consumption'
import type { GroupStep } from '../projections/groupLife'
import type { FlowControl, OrderlyWait, Settings } from '../rocketmq'

/** How things are called in a sentence. */
export interface ConsumerNames {
  consumer: (index: number) => string
  /** "broker-a n1" */
  node: (group: number, node: number) => string
  /** "broker-a q1" */
  queue: (group: number, queueId: number) => string
}

export interface MemoryFigures {
  logBytes: number
  memoryBytes: number
  ratio: number
}

export interface ConsumerPanelMessages {
  which: string
  /** Under the heading: whose it is, and what it works on. */
  summary: (clientId: string, subscription: string, threads: number, waiting: number) => string
  queuesHeading: (count: number) => string
  noQueues: string
  lag: (count: number) => string
  next: (offset: number | null, cached: number) => string
  offsets: (reading: Pick<QueueReading, 'inMemory' | 'committed' | 'onDisk'>, broadcasting: boolean) => string
  source: (source: PullSource, node: string) => string
  noSource: string
  flowControl: (reason: FlowControl, settings: Settings) => string
  orderly: (reason: OrderlyWait) => string
  /** Why the offset is where it is. */
  head: (head: Unfinished, since: string | null) => string
  /** Nothing is unfinished; `pending`: the Broker has a smaller offset yet. */
  noHead: (pending: boolean, intervalMs: number) => string
  more: (count: number) => string
  shareHeading: string
  share: (share: QueueShare, has: number) => string
  noShare: string
  slaveHeading: string
  slave: (source: PullSource, node: string, figures: MemoryFigures) => string
  againHeading: string
  again: (cause: AgainCause, names: ConsumerNames, time: string) => string
  lastAgain: (message: number, time: string) => string
  goTo: (message: number) => string
  // --- a message, for a group
  groupHeading: (group: string) => string
  consumption: (consumption: Consumption, names: ConsumerNames) => string
  notYet: (why: NotYet, names: ConsumerNames, settings: Settings) => string
  step: (step: GroupStep, names: ConsumerNames) => { what: string; detail: string }
  willBe: (time: string) => string
  // --- rows of the survival table
  endsHeading: string
  ends: Record<ConsumerEnd, (consumer: string) => string>
  endsAnswer: (found: ConsumerSurvival) => string
}
