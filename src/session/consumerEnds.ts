// "If this consumer ended now: is the message consumed again?" for each consumer that has its queue: rows of the survival table.

import {
  CONSUMER_ENDS,
  type ConsumerAtRisk,
  type ConsumerEnd,
  type ConsumerFork,
  type ConsumerSurvival,
  consumerEndInput,
  consumersAtRisk,
  continueConsumerEnd,
  startConsumerEnd,
} from '../projections/consumerSurvival'
import type { MessagePlace } from '../projections/copies'
import { MAX_SURVIVAL_EVENTS } from '../projections/survival'
import { type Run, stateAt } from '../rocketmq'
import { useApp } from './appStore'
import { createForkTable } from './forkTable'
import { isSamePlace } from './survivalTable'

export interface EndsQuestion {
  run: Run
  message: number
  place: MessagePlace
  tMs: number
}

/** "kill 2": what happens, and to which consumer. */
export type EndsRow = `${ConsumerEnd} ${number}`

const rowOf = (row: EndsRow): { end: ConsumerEnd; consumer: number } => {
  const [end, consumer] = row.split(' ')
  return { end: end as ConsumerEnd, consumer: Number(consumer) }
}

export const endsRows = (atRisk: readonly ConsumerAtRisk[]): EndsRow[] =>
  atRisk.flatMap(({ consumer }) => CONSUMER_ENDS.map((end): EndsRow => `${end} ${consumer}`))

const table = createForkTable<EndsQuestion, EndsRow, ConsumerFork, ConsumerSurvival>({
  isSame: (one, other) => one.message === other.message && isSamePlace(one, other),
  rowsOf: ({ run, place, tMs }) => endsRows(consumersAtRisk(stateAt(run, tMs), place)),
  start({ run, message, tMs }, row) {
    const { end, consumer } = rowOf(row)
    const consumerGroup = stateAt(run, tMs).consumers[consumer]?.consumerGroup ?? 0
    return startConsumerEnd(run, message, { consumer, consumerGroup }, end, tMs)
  },
  goOn: continueConsumerEnd,
  maxEvents: MAX_SURVIVAL_EVENTS,
})

export const consumerEnds = table.store
export const askConsumerEnds = table.ask

/** Shows the future of a row, as a change that can be taken back. */
export async function showConsumerEnd(row: EndsRow): Promise<void> {
  const { question } = consumerEnds.getState()
  const { run } = useApp.getState()
  if (!question || question.run !== run) return
  const { end, consumer } = rowOf(row)
  const input = consumerEndInput(run, consumer, end, question.tMs)
  const { edit } = await import('./editing')
  if (input) edit(input)
}
