// How far a group is behind, against what the run has stored and consumed.

import { expect, test } from 'vitest'
import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import { presetInput, simulate, stateAt } from '../rocketmq'
import { groupLag, queueLags } from './consumerLag'

const runOf = (changes: object, untilMs: number) => {
  const input = presetInput('consume')
  Object.assign(input.scenario.settings, changes)
  return stateAt(simulate(input, untilMs), untilMs)
}

test('a group that keeps up is behind by what it works on; one that is stuck by all that came after', () => {
  const well = runOf({ messageLimit: 12 }, 30_000)
  expect(groupLag(well, 0)).toBe(0)
  for (const { lag, brokerOffset, consumerOffset } of queueLags(well, 0, 0)) {
    expect(lag).toBe(0)
    expect(brokerOffset).toBe(3)
    expect(consumerOffset).toBe(3)
  }
  const stuck = runOf({ messageLimit: 12, stuckMessage: 5 }, 30_000)
  const lags = queueLags(stuck, 0, 0)
  expect(lags[0]).toMatchObject({ brokerOffset: 3, consumerOffset: 1, lag: 2 })
})

test('broadcasting: the slowest member counts, by its own file', () => {
  const well = runOf({ messageLimit: 12, messageModel: 'BROADCASTING' }, 30_000)
  expect(groupLag(well, 0)).toBe(0)
  const early = runOf({ messageLimit: 12, messageModel: 'BROADCASTING' }, 5000)
  expect(queueLags(early, 0, 0)[0]).toMatchObject({ consumerOffset: null })
})
