import { describe, expect, test } from 'vitest'
import { producerToNameServerLoss } from '../../projections/linkLoss'
import { avoidedMs, statusesOf } from '../../projections/statuses'
import {
  type ClusterState,
  presetInput,
  REAL_SETTINGS,
  type RunInput,
  simulate,
  stateAt,
  type UserAction,
} from '../../rocketmq'
import { sameView } from '../sameView'
import { groupView } from './broker/groupView'
import { nameServerView } from './nameServer/nameServerView'
import { parseList, producerView } from './producer/producerView'

/** The article's cluster at a moment, after some actions. */
function at(tMs: number, actions: UserAction[] = []): ClusterState {
  const input: RunInput = { ...presetInput('article'), actions }
  return stateAt(simulate(input, tMs), tMs)
}
const kill = (atMs: number): UserAction => ({ atMs, type: 'kill', target: 'broker-a/n0' })

describe('the three statuses of a Broker group', () => {
  test('agree while all is well', () => {
    const statuses = statusesOf(at(3000), 0, 0, 3000)
    expect(statuses).toMatchObject({ actual: 'ok', listed: 'ok', believed: 'ok', disagree: false })
    expect([statuses.actualMaster, statuses.listedMaster, statuses.believedMaster]).toEqual([0, 0, 0])
  })

  test('part when a Master dies: it is gone, the producer still trusts it', () => {
    const statuses = statusesOf(at(9605, [kill(9600)]), 0, 0, 9605)
    expect(statuses).toMatchObject({ actual: 'noMaster', believed: 'ok', disagree: true })
  })

  test('a failed send makes the producer avoid the group, with a countdown in tenths', () => {
    const state = at(10_000, [kill(9600)])
    const statuses = statusesOf(state, 0, 0, 10_000)
    expect(statuses.believed).toBe('avoided')
    expect(statuses.avoidedTenths).toBe(Math.ceil(avoidedMs(state, state.producers[0], 0, 10_000) / 100))
    expect(statuses.avoidedTenths).toBeGreaterThan(20)
  })

  test('nothing is avoided while sendLatencyFaultEnable is off', () => {
    const off: UserAction = { atMs: 0, type: 'set', name: 'sendLatencyFaultEnable', value: false }
    const state = at(10_000, [off, kill(9600)])
    expect(statusesOf(state, 0, 0, 10_000).avoidedTenths).toBe(0)
  })

  test('a frozen Master shows in the actual status only', () => {
    const statuses = statusesOf(at(9800, [{ atMs: 9600, type: 'freeze', target: 'broker-a/n0' }]), 0, 0, 9800)
    expect(statuses).toMatchObject({ actual: 'frozen', listed: 'ok', disagree: true })
  })

  test('a node that suffers is in trouble, the worst first, and only we know', () => {
    const trouble = (name: 'overloaded' | 'diskFull'): UserAction => ({
      atMs: 2000,
      type: 'setFault',
      target: 'broker-a/n0',
      fault: name,
      on: true,
    })
    expect(statusesOf(at(2050, [trouble('diskFull')]), 0, 0, 2050)).toMatchObject({
      actual: 'diskFull',
      listed: 'ok',
      believed: 'ok',
      disagree: true,
    })
    const both = at(2050, [trouble('diskFull'), trouble('overloaded')])
    expect(statusesOf(both, 0, 0, 2050).actual).toBe('overloaded')
    expect(groupView(both, 0, 0, 2050, false).nodes[0]).toMatchObject({ condition: 'overloaded', master: true })
  })

  test('an ordered answer shows its code until it is used up', () => {
    const order = (times: number): UserAction => ({
      atMs: 2000,
      type: 'injectResponse',
      target: 'broker-a/n0',
      code: 13,
      times,
    })
    expect(statusesOf(at(2050, [order(1)]), 0, 0, 2050)).toMatchObject({ actual: 'answering', code: 13 })
    expect(statusesOf(at(9000, [order(1)]), 0, 0, 9000)).toMatchObject({ actual: 'ok', code: 0 })
    expect(groupView(at(9000, [order(1000)]), 0, 0, 9000, false).nodes[0]).toMatchObject({
      condition: 'answering',
      detail: 13,
    })
  })

  test('a wiped write permission is what the NameServer says, long before the producer knows', () => {
    const state = at(2100, [{ atMs: 2000, type: 'writePerm', brokerName: 'broker-b', on: false }])
    expect(statusesOf(state, 1, 0, 2100)).toMatchObject({
      actual: 'ok',
      listed: 'readOnly',
      believed: 'ok',
      disagree: true,
    })
    expect(nameServerView(state, 0)).toMatchObject({ missing: null, readOnly: 'broker-b' })
    const later = at(15_000, [{ atMs: 2000, type: 'writePerm', brokerName: 'broker-b', on: false }])
    expect(statusesOf(later, 1, 0, 15_000).believed).toBe('absent')
  })

  test('a link is as bad as the worst of the group', () => {
    const link = (peer: string, lossPercent: number): UserAction => ({
      atMs: 2000,
      type: 'link',
      target: 'producer/0',
      peer,
      lossPercent,
    })
    const state = at(2100, [link('broker-a/n0', 30), link('broker-a/n1', 100), link('nameserver/0', 100)])
    expect(groupView(state, 0, 0, 2100, false).loss).toBe(100)
    expect(groupView(state, 1, 0, 2100, false).loss).toBe(0)
    expect(producerToNameServerLoss(state, 0, 0)).toBe(100)
    expect(producerToNameServerLoss(state, 3, 0)).toBe(0)
  })

  test('a group without the Topic shows it', () => {
    const input = presetInput('article')
    const settings = { ...input.scenario.settings, topicExists: false }
    const run = simulate({ ...input, scenario: { ...input.scenario, settings } }, 1000)
    const created = (tMs: number) =>
      [0, 1].map((group) => groupView(stateAt(run, tMs), group, 0, tMs, true).topicCreated)
    expect(created(0)).toEqual([false, false])
    expect(created(1000)).toEqual([true, false])
  })

  test('an elected Slave becomes the Master everywhere in the end', () => {
    const statuses = statusesOf(at(40_000, [kill(9600)]), 0, 0, 40_000)
    expect(statuses).toMatchObject({ actual: 'ok', listed: 'ok', believed: 'ok', disagree: false })
    expect(statuses.actualMaster).not.toBe(0)
  })
})

describe('the view of a group', () => {
  test('says which node is Master, down or candidate', () => {
    expect(groupView(at(3000), 0, 0, 3000, true).nodes.map((n) => [n.master, n.condition])).toEqual([
      [true, 'ok'],
      [false, 'ok'],
      [false, 'ok'],
    ])
    const later = groupView(at(40_000, [kill(9600)]), 0, 0, 40_000, true)
    expect(later.nodes[0]).toMatchObject({ master: false, condition: 'killed' })
    expect(later.nodes.filter((n) => n.master)).toHaveLength(1)
    expect(later.term).toBeGreaterThan(1)
  })

  test('an election shows candidates with the votes they need', () => {
    const input: RunInput = { ...presetInput('article'), actions: [kill(9600)] }
    const run = simulate(input, 20_000)
    let found = false
    for (let t = 13_000; t < 20_000 && !found; t += 50) {
      const view = groupView(stateAt(run, t), 0, 0, t, false)
      const candidate = view.nodes.find((n) => n.condition === 'candidate')
      if (candidate) {
        found = true
        expect(view.actual).toBe('electing')
        expect(candidate.needed).toBe(2)
      }
    }
    expect(found).toBe(true)
  })

  test('counts what is stored and lists the newest message first', () => {
    const view = groupView(at(9500), 0, 0, 9500, true)
    expect(view.total).toBe(view.counts.reduce((sum, n) => sum + n, 0))
    const ids = view.recent[0].split(',').map(Number)
    expect(ids).toEqual([...ids].sort((a, b) => b - a))
  })

  test('is equal to itself a frame later when nothing happened', () => {
    expect(sameView(groupView(at(3001), 0, 0, 3001, true), groupView(at(3002), 0, 0, 3002, true))).toBe(true)
    expect(sameView(groupView(at(3000), 0, 0, 3000, true), groupView(at(9000), 0, 0, 9000, true))).toBe(false)
  })
})

describe('the view of a producer', () => {
  test('its wheel is messageQueueList, and shrinks when the route loses a Broker', () => {
    const before = producerView(at(5000), 0, 5000)
    expect(parseList(before.wheel.list)).toEqual([
      { group: 0, queueId: 0 },
      { group: 0, queueId: 1 },
      { group: 1, queueId: 0 },
      { group: 1, queueId: 1 },
    ])
    const after = producerView(at(10_500, [kill(9600)]), 0, 10_500)
    expect(parseList(after.wheel.list).every((q) => q.group === 1)).toBe(true)
    expect(after.wheel.length).toBe(2)
  })

  test('knows nothing before its first route', () => {
    const view = producerView(at(0), 0, 0)
    expect(view.hasRoute).toBe(false)
    expect(view.wheel.length).toBe(0)
    expect(statusesOf(at(0), 0, 0, 0).believed).toBe('noRoute')
  })
})

describe('the view of a NameServer', () => {
  test('names the first group without a Master', () => {
    expect(nameServerView(at(3000), 0)).toMatchObject({ withMaster: 2, groups: 2, missing: null })
    expect(nameServerView(at(9900, [kill(9600)]), 0)).toMatchObject({
      withMaster: 1,
      missing: 'broker-a',
      missingHasSlaves: true,
    })
  })
})

test('an acting Master shows on its node and at the NameServer', () => {
  const settings = { ...REAL_SETTINGS, slaveCount: 2, enableSlaveActingMaster: true }
  const input = {
    scenario: { preset: 'test', topic: 'TopicTest', settings, brokerGroups: [] },
    seed: 1,
    actions: [{ atMs: 5000, type: 'kill' as const, target: 'broker-a/master' }],
  }
  const at = (tMs: number, changes: Partial<typeof settings> = {}) => {
    const changed = { ...input, scenario: { ...input.scenario, settings: { ...settings, ...changes } } }
    return groupView(stateAt(simulate(changed, tMs), tMs), 0, 0, tMs, false)
  }
  expect(at(4900).nodes.map((node) => node.condition)).toEqual(['ok', 'ok', 'ok'])
  expect(at(6000).nodes.map((node) => node.condition)).toEqual(['killed', 'acting', 'ok'])
  expect(at(6000).listed).toBe('acting')
  // Without the switch, and before 5.x, no Slave acts as Master.
  expect(at(6000, { enableSlaveActingMaster: false }).listed).toBe('noMaster')
  expect(at(6000, { clientVersion: '4.9.7' }).nodes[1]?.condition).toBe('ok')
})

test('in Controller mode Slaves show whether they are in the SyncStateSet', () => {
  const input = {
    scenario: {
      preset: 'test',
      topic: 'TopicTest',
      settings: { ...REAL_SETTINGS, slaveCount: 2, enableControllerMode: true },
      brokerGroups: [],
    },
    seed: 1,
    actions: [{ atMs: 5000, type: 'kill' as const, target: 'broker-a/master' }],
  }
  const conditions = (tMs: number) =>
    groupView(stateAt(simulate(input, tMs), tMs), 0, 0, tMs, false).nodes.map((node) => node.condition)
  expect(conditions(4900)).toEqual(['ok', 'inSync', 'inSync'])
  // A new Master begins alone, until it checks which Slaves are in sync.
  expect(conditions(5200)).toEqual(['killed', 'ok', 'outOfSync'])
  expect(conditions(10_500)).toEqual(['killed', 'ok', 'inSync'])
})
