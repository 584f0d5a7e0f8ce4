// What a Broker group is over a run, where no entry of the log says so.

import { expect, test } from 'vitest'
import { REAL_SETTINGS, simulate, stateAt } from '../rocketmq'
import { groupStatusSegments } from './groupStatus'

test('the last ordered answer ends its segment, however few attempts are left when it is looked for', () => {
  for (const times of [1, 2, 3, 4, 5, 9]) {
    const settings = { ...REAL_SETTINGS, slaveCount: 0, writeQueueNums: 1, sendIntervalMs: 40, brokerGroupCount: 3 }
    const order = { atMs: 0, type: 'injectResponse', target: 'broker-a/master', code: 1, times } as const
    const scenario = { preset: 'test', topic: 'TopicTest', settings, brokerGroups: [] }
    const run = simulate({ scenario, seed: 0, actions: [order] }, 3000)
    const left = (tMs: number) => stateAt(run, tMs).brokerGroups[0]?.nodes[0]?.injectedTimes
    const ended = groupStatusSegments(run)[0]?.find(({ status }) => status === 'ok')?.fromMs ?? 0
    expect([left(ended - 1), left(ended)], `${times}`).toEqual([1, 0])
  }
})
