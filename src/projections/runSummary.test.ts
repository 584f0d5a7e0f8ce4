// The figures of a run agree with what the engine counts itself, with the facts about releases, and with their own moments.

import { describe, expect, test } from 'vitest'
import {
  createCursor,
  entryAt,
  MASTER_ID,
  PRESETS,
  presetInput,
  REAL_SETTINGS,
  type RunInput,
  type Settings,
  simulate,
  type UserAction,
} from '../rocketmq'
import { type FigureId, momentOf } from './figureMoments'
import { countUntil, createSummaryCounts, figures, figuresOf } from './runSummary'

const input = (settings: Partial<Settings>, actions: UserAction[], seed = 1): RunInput => ({
  scenario: {
    preset: 'test',
    topic: 'TopicOrderPaySuccess',
    // What is killed is gone at once, so that counts are round.
    settings: {
      ...REAL_SETTINGS,
      processExitMs: 0,
      writeQueueNums: 2,
      slaveCount: 0,
      threadLocalIndexStart: -1,
      ...settings,
    },
    brokerGroups: [],
  },
  seed,
  actions,
})

const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })
const powerOff = (atMs: number): UserAction => ({ atMs, type: 'powerOff', target: 'broker-a/master' })

/** Trouble of every kind, in an order that a number decides. */
function troubled(preset: string, seed: number): RunInput {
  const base = presetInput(preset)
  const target = (turn: number) => `broker-${turn % 2 === 0 ? 'a' : 'b'}/${turn % 3 === 0 ? 'master' : 'n0'}`
  const types = ['kill', 'restart', 'freeze', 'resume', 'powerOff', 'restart', 'stop', 'restart'] as const
  const actions = Array.from({ length: 24 }, (_, turn): UserAction => {
    const atMs = 1500 + turn * 1300 + ((seed * 7919 + turn * 104_729) % 900)
    const mode = ['SYNC', 'ASYNC', 'ONEWAY'][(seed + turn) % 3] as string
    if (turn % 6 === 5) return { atMs, type: 'set', name: 'communicationMode', value: mode }
    if (turn === 10) return { atMs, type: 'set', name: 'brokerGroupCount', value: 3 }
    if (turn === 20) return { atMs, type: 'set', name: 'brokerGroupCount', value: 2 }
    return { atMs, type: types[(seed * 5 + turn) % types.length] as 'kill', target: target(turn + seed) }
  })
  return { ...base, seed, actions }
}

describe.each(['article', 'real-4.9', '2m-2s-async', '2m-noslave'])('what is counted in %s', (preset) => {
  test.each([1, 2, 3])('agrees with the counters of the engine, seed %d', (seed) => {
    const run = simulate(troubled(preset, seed), 40_000)
    const found = figures(run, 0, 40_000)
    const state = createCursor(run).seek(40_000)
    const fetching = state.producers.flatMap(({ calls }) => calls.filter((call) => call?.phase === 'fetchingRoute'))
    expect(found.sent).toBe(state.totals.sent - fetching.length)
    expect(found.failed).toBe(state.totals.failed)
    expect(found.copies).toBe(state.totals.storedCopies)
    expect(found.sent + found.retries).toBe(state.totals.attempts + notTried(run))
    expect(found.failedAttempts).toBe(state.totals.failedAttempts)
    expect(found.groups.map(({ brokerName }) => brokerName)).toEqual(
      state.brokerGroups.map((group) => group.brokerName),
    )
    expect(found.groups.map(({ copies }) => copies)).toEqual(
      state.brokerGroups.map(({ queueOffsets }) => queueOffsets.reduce((sum, offset) => sum + offset, 0)),
    )
    expect(found.stored + found.duplicates).toBe(found.copies)
  })

  test.each([1, 2, 3])('knows every ms without a Master, seed %d', (seed) => {
    const run = simulate(troubled(preset, seed), 40_000)
    const found = figures(run, 0, 40_000)
    const cursor = createCursor(run)
    const without = found.groups.map(() => 0)
    let some = 0
    let all = 0
    for (let tMs = 0; tMs < 40_000; tMs++) {
      const there = cursor.seek(tMs).brokerGroups.flatMap((group, index) => (group.removed ? [] : [{ group, index }]))
      const lacking = there.filter(
        ({ group }) =>
          !group.nodes.some(
            ({ brokerId, process, removed, raft }) =>
              !removed &&
              brokerId === MASTER_ID &&
              (process === 'running' || process === 'stopping') &&
              (raft === null || raft.role === 'LEADER'),
          ),
      )
      for (const { index } of lacking) without[index]!++
      if (lacking.length > 0) some++
      if (lacking.length === there.length) all++
    }
    expect(found.groups.map((group) => group.withoutMasterMs)).toEqual(without)
    expect([found.someWithoutMasterMs, found.allWithoutMasterMs]).toEqual([some, all])
  })

  test('counting on a little at a time gives the same as counting at once', () => {
    const run = simulate(troubled(preset, 4), 30_000)
    const tally = createSummaryCounts(run, 3000)
    for (let tMs = 0; tMs <= 30_000; tMs += 137) countUntil(tally, tMs)
    countUntil(tally, 30_000)
    expect(figuresOf(tally)).toEqual(figures(run, 3000, 30_000))
  })
})

/** Calls that ended before any attempt was made. */
const notTried = ({ log }: ReturnType<typeof simulate>): number =>
  Array.from({ length: log.length }, (_, index) => entryAt(log, index)).filter(
    (entry) => entry.kind === 'messageFailed' && (entry.exception === 'noRoute' || entry.exception === 'noNameServer'),
  ).length

/** 2,400 messages between the death of broker-a and the next route poll, the switch off: facts 4.4. */
function oneDead(clientVersion: string, writeQueueNums: number, brokerGroupCount = 2) {
  const settings = { clientVersion, writeQueueNums, brokerGroupCount, sendIntervalMs: 10 }
  // 2,400 is no whole number of turns of 48 queues, so there the queue whose turn it is matters.
  const diesAt = writeQueueNums === 24 ? 4378 : 4798
  const run = simulate(input(settings, [kill(diesAt)]), 29_000)
  const found = figures(run, diesAt + 1, diesAt + 24_000)
  const alive = found.groups.slice(1).flatMap(({ queues }) => queues)
  return { ...found, first: alive[0], last: alive.at(-1), alive }
}

describe('facts 4.4: one dead Broker, the switch off, 2,400 messages', () => {
  test.each([
    [2, 2, 33.3, 1600, 800],
    [4, 2, 33.3, 1200, 400],
    [8, 2, 33.3, 1000, 200],
    [24, 2, 33.4, 868, 66],
    [4, 3, 20, 720, 240],
  ])('4.7.1 with %d queues on each of %d Brokers', (queues, groups, percent, first, last) => {
    const found = oneDead('4.7.1', queues, groups)
    expect(found.sent).toBe(2400)
    expect(found.failed).toBe(0)
    expect((100 * found.retriedMessages) / found.sent).toBeCloseTo(percent, 1)
    expect(found.retries).toBe(found.retriedMessages)
    expect([found.first, found.last]).toEqual([first, last])
  })

  test.each([
    [2, 2, 1200],
    [4, 2, 600],
    [8, 2, 300],
    [24, 2, 100],
    [4, 3, 300],
  ])('5.3.3 with %d queues on each of %d Brokers', (queues, groups, retried) => {
    const found = oneDead('5.3.3', queues, groups)
    expect(found.sent).toBe(2400)
    expect(found.failed).toBe(0)
    expect(found.retriedMessages).toBe(retried)
    expect(new Set(found.alive).size).toBe(1)
  })
})

describe('the surprises as figures', () => {
  const on = { sendLatencyFaultEnable: true }

  /** What broker-b gets while broker-a is avoided: whole turns of the list. */
  const avoiding = (settings: Partial<Settings>, messages: number) => {
    const run = simulate(input({ ...on, ...settings }, [kill(5050)]), 20_000)
    const [, b] = figures(run, 5300, 5300 + messages * 100 - 1).groups
    return (b?.queues ?? []).map((copies) => (100 * copies) / (b?.copies ?? Number.NaN))
  }

  test('S1: 4.9.7 gives the first queue 75 % of what broker-b gets, 5.3.3 gives each 50 %, and 24 queues 52 %', () => {
    expect(avoiding({ clientVersion: '4.9.7' }, 96)).toEqual([75, 25])
    expect(avoiding({ clientVersion: '5.3.3' }, 96)).toEqual([50, 50])
    expect(avoiding({ clientVersion: '4.9.7', writeQueueNums: 24 }, 96)[0]).toBeCloseTo(52.1, 1)
  })

  test('S2: after its last failure broker-a is not tried for 600 s by 4.9.7, for 10 s by 5.3.3', () => {
    const restarted = (clientVersion: string) => {
      const actions: UserAction[] = [kill(60_050), { atMs: 80_000, type: 'restart', target: 'broker-a/n0' }]
      const run = simulate(input({ ...on, clientVersion, brokerStartupMs: 0 }, actions), 665_000)
      return figures(run, 0, 665_000)
    }
    const old = restarted('4.9.7')
    const now = restarted('5.3.3')
    expect(Math.abs((old.longestPauseMs ?? 0) - 600_000)).toBeLessThanOrEqual(300)
    expect(Math.abs((now.longestPauseMs ?? 0) - 10_000)).toBeLessThanOrEqual(300)
    // Both were without a Master for the same 20 s: the rest is the client's doing.
    expect(old.groups[0]?.withoutMasterMs).toBe(80_000 - 60_050)
    expect(now.groups[0]?.withoutMasterMs).toBe(80_000 - 60_050)
  })

  test('S6: the silent host eats the whole budget; a longer one eats more; a cap or 4.2.0 saves the message', () => {
    const silent = (settings: Partial<Settings>) => {
      const run = simulate(input({ sendThreadCount: 1, ...settings }, [powerOff(5000)]), 20_000)
      // To the end of the first call that met it.
      const tally = createSummaryCounts(run, 4990)
      countUntil(tally, 20_000)
      const index = momentOf(tally, { of: 'failedAttempts' }, -1) ?? 0
      return figures(run, 4990, entryAt(run.log, index).atMs + 50)
    }
    const plain = silent({})
    expect([plain.failed, plain.retries, plain.latency.max]).toEqual([1, 0, 3000])
    const longer = silent({ sendMsgTimeout: 10_000 })
    expect([longer.failed, longer.retries, longer.latency.max]).toEqual([1, 0, 10_000])
    const capped = silent({ sendMsgMaxTimeoutPerRequest: 1000 })
    expect([capped.failed, capped.retries, capped.latency.max]).toEqual([0, 1, 1005])
    const old = silent({ clientVersion: '4.2.0' })
    expect([old.failed, old.retries, old.latency.max]).toEqual([0, 1, 3005])
  })
})

describe('the moments behind a figure', () => {
  const run = simulate(troubled('article', 2), 40_000)
  const tally = createSummaryCounts(run)
  countUntil(tally, 40_000)
  const found = figuresOf(tally)

  /** Each moment once, from the first until the first comes again. */
  const all = (id: FigureId): number[] => {
    const visited: number[] = []
    let at = momentOf(tally, id, -1)
    while (at !== null && !visited.includes(at)) {
      visited.push(at)
      at = momentOf(tally, id, at)
    }
    return visited
  }

  test('are as many as the figure says', () => {
    expect(all({ of: 'failed' })).toHaveLength(found.failed)
    expect(found.failed).toBeGreaterThan(0)
    expect(all({ of: 'retries' })).toHaveLength(found.retries)
    expect(all({ of: 'retriedMessages' })).toHaveLength(found.retriedMessages)
    expect(all({ of: 'failedAttempts' })).toHaveLength(found.failedAttempts)
    expect(all({ of: 'duplicates' })).toHaveLength(found.duplicates)
    for (const [group, { copies, queues }] of found.groups.entries()) {
      expect(all({ of: 'share', group })).toHaveLength(copies)
      for (const [queueId, stored] of queues.entries()) {
        expect(all({ of: 'queueShare', group, queueId })).toHaveLength(stored)
      }
    }
  })

  test('of a percentile are calls that took so long', () => {
    const index = momentOf(tally, { of: 'max' }, -1)
    const entry = entryAt(run.log, index ?? -1)
    expect('elapsedMs' in entry && entry.elapsedMs).toBe(found.latency.max)
  })

  test('of a figure that is nothing are none', () => {
    const quiet = createSummaryCounts(simulate(presetInput(PRESETS[0]!.id), 5000))
    countUntil(quiet, 5000)
    for (const of of ['failed', 'retries', 'duplicates', 'someWithoutMaster', 'pause'] as const) {
      expect(momentOf(quiet, { of }, -1)).toBeNull()
    }
  })
})

describe('percentiles and small numbers', () => {
  test('nothing sent: no latency, no share', () => {
    const found = figures(simulate(presetInput('article'), 100), 0, 100)
    expect(found.latency).toEqual({ counted: 0, p50: null, p99: null, max: null })
    expect(found.longestPauseMs).toBeNull()
    expect(found.copies).toBe(0)
  })

  test('nearest rank: a time that a call really took', () => {
    // Healthy sends take 5 ms; one of ten meets the silent host and takes 3,000.
    const run = simulate(input({}, [powerOff(1100)]), 5000)
    const found = figures(run, 0, 5000)
    expect(found.latency.p50).toBe(5)
    expect(found.latency.p99).toBe(found.latency.max)
    expect(found.latency.max).toBe(3000)
  })
})
