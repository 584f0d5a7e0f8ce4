// "If this consumer ended now", against the run in which it really does, from its beginning.

import { expect, test } from 'vitest'
import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import {
  type ClusterState,
  createCursor,
  entryAt,
  type LogEntry,
  logLength,
  presetInput,
  type Run,
  simulate,
} from '../rocketmq'
import {
  CONSUMER_ENDS,
  consumerEndInput,
  consumersAtRisk,
  continueConsumerEnd,
  startConsumerEnd,
} from './consumerSurvival'
import { placeOf } from './copies'

const entries = (run: Run): LogEntry[] => Array.from({ length: logLength(run.log) }, (_, at) => entryAt(run.log, at))

test('each answer is what happens when it is done', () => {
  const input = presetInput('consume')
  Object.assign(input.scenario.settings, { messageLimit: 60, consumerCount: 2 })
  const run = simulate(input, 30_000)
  const tMs = 8000
  const state: ClusterState = createCursor(run).seek(tMs)
  const before = entries(run).filter(({ atMs }) => atMs <= tMs)
  const messages = new Set(before.flatMap((entry) => (entry.kind === 'consumeBegun' ? entry.message : [])))
  const kinds = new Set<string>()
  for (const message of [...messages].slice(-6)) {
    const appended = before.find((entry) => entry.kind === 'appended' && entry.message === message)
    if (appended?.kind !== 'appended') throw new Error('it is stored')
    const place = placeOf(state.brokerGroups[appended.group] as never, appended)
    if (!place) throw new Error('it is there')
    const [risk, ...others] = consumersAtRisk(state, place)
    expect(others).toEqual([])
    if (!risk) throw new Error('it has a consumer')
    for (const end of CONSUMER_ENDS) {
      const fork = startConsumerEnd(run, message, risk, end, tMs)
      const found = fork && continueConsumerEnd(fork, Number.POSITIVE_INFINITY)
      const really = simulate(consumerEndInput(run, risk.consumer, end, tMs) as never, found?.atMs ?? 0)
      const begun = entries(really).filter((entry) => entry.kind === 'consumeBegun' && entry.message === message)
      expect(found?.deliveriesAfter).toBe(begun.filter(({ atMs }) => atMs > tMs).length)
      expect(found?.consumption?.is).toBe('consumed')
      kinds.add(`${end} ${found?.deliveriesAfter}`)
    }
  }
  // A kill has some delivered again; what is done and committed is not.
  expect([...kinds]).toEqual(expect.arrayContaining(['kill 1']))
})
