// Two runs as rows and one sentence: whose figure is better, what is said first, and why there may be nothing to say.

import { describe, expect, test } from 'vitest'
import { en, inEveryLanguage, zh } from '../i18n/allMessages'
import { figures } from '../projections/runSummary'
import { presetInput, REAL_SETTINGS, type RunInput, type Settings, simulate, type UserAction } from '../rocketmq'
import { type Difference, factsOf, otherInput, suggestedDifferences } from './difference'
import { allSaved, type SummaryRow, type SummaryTable, summaryTable, telling, whyNoDifference } from './runSummaryRows'

const kill = (atMs: number): UserAction => ({ atMs, type: 'kill', target: 'broker-a/master' })
const real = (settings: Partial<Settings>, actions: UserAction[]): RunInput => ({
  scenario: {
    preset: 'test',
    topic: 'T',
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
  seed: 1,
  actions,
})

function compare(input: RunInput, difference: Difference, fromMs: number, toMs: number) {
  const other = otherInput(input, difference)
  const main = figures(simulate(input, toMs), fromMs, toMs)
  const two = figures(simulate(other, toMs), fromMs, toMs)
  const table = summaryTable(main, two)
  const same = JSON.stringify(input) === JSON.stringify(other)
  const why = whyNoDifference(table, main, two, same, difference)
  const sentence = inEveryLanguage((m) =>
    why
      ? m.compare.noDifference(why, toMs)
      : m.compare.summary(factsOf(input, difference, m), telling(table), allSaved(table)),
  )
  return { table, sentence, why }
}

const row = (table: SummaryTable, of: SummaryRow['id']['of'], group?: number): SummaryRow => {
  const all = [...table.sends, ...table.cluster, ...table.shares.flatMap(({ group: one, queues }) => [one, ...queues])]
  const found = all.find(({ id }) => id.of === of && (group === undefined || ('group' in id && id.group === group)))
  if (!found) throw new Error(`no row ${of}`)
  return found
}

const release = (value: string): Difference => ({ kind: 'setting', name: 'clientVersion', value })

describe('what the facts say, as a comparison of two runs', () => {
  test('4.4: the switch off, broker-a dead, 2,400 messages: 1,200 need a retry with 5.3.3, 800 with 4.7.1', () => {
    const input = real({ sendIntervalMs: 10 }, [kill(4798)])
    const { table, sentence } = compare(input, release('4.7.1'), 4799, 4798 + 24_000)
    expect(row(table, 'retriedMessages')).toMatchObject({ main: 1200, other: 800, isBetter: true })
    const [, b] = table.shares
    expect(b?.queues.map(({ main }) => main)).toEqual([50, 50])
    expect(b?.queues.map(({ other }) => Math.round((other ?? 0) * 24))).toEqual([1600, 800])
    expect(sentence.en).toMatch(/^With client 4\.7\.1, 400 fewer messages needed a retry \(800 against 1,200\)/)
    expect(sentence.zh).toMatch(/^换成客户端 4\.7\.1 后，要重试的消息少了 400 条（1,200 → 800）/)
  })

  test('S1: 4.9.7 gives q0 of broker-b three times as much as q1, 5.3.3 the same', () => {
    const input = real({ sendLatencyFaultEnable: true, clientVersion: '4.9.7' }, [kill(5050)])
    const { table } = compare(input, release('5.3.3'), 5300, 5300 + 96 * 100 - 1)
    const [q0, q1] = table.shares[1]?.queues ?? []
    expect([q0?.main, q1?.main]).toEqual([75, 25])
    expect([q0?.other, q1?.other]).toEqual([50, 50])
    expect(telling(table)[0]).toEqual(q0)
  })

  test('S2: broker-a is not tried for 600 s by 4.9.7 and for 10 s by 5.3.3', () => {
    const actions: UserAction[] = [kill(60_050), { atMs: 80_000, type: 'restart', target: 'broker-a/n0' }]
    const input = real({ sendLatencyFaultEnable: true, clientVersion: '4.9.7', brokerStartupMs: 0 }, actions)
    const { table } = compare(input, release('5.3.3'), 0, 665_000)
    const { main, other } = row(table, 'pause')
    expect(Math.abs((main ?? 0) - 600_000)).toBeLessThanOrEqual(300)
    expect(Math.abs((other ?? 0) - 10_000)).toBeLessThanOrEqual(300)
    expect(row(table, 'withoutMaster', 0)).toMatchObject({ main: 19_950, other: 19_950, isBetter: null })
  })

  test('S6: a longer timeout only waits longer, a cap for each attempt saves the message', () => {
    const input = real({}, [{ atMs: 5000, type: 'powerOff', target: 'broker-a/master' }])
    // To the end of the first call that meets the silent host.
    const longer = compare(input, { kind: 'setting', name: 'sendMsgTimeout', value: 10_000 }, 4990, 16_000).table
    expect(row(longer, 'max')).toMatchObject({ main: 3000, other: 10_000, isBetter: false })
    const capped = compare(input, { kind: 'setting', name: 'sendMsgMaxTimeoutPerRequest', value: 1000 }, 4990, 8500)
    expect(row(capped.table, 'failed')).toMatchObject({ main: 1, other: 0, isBetter: true })
    expect(row(capped.table, 'max')).toMatchObject({ main: 3000, other: 1005, isBetter: true })
    expect(capped.sentence.en).toMatch(/^With sendMsgMaxTimeoutPerRequest 1000 ms, 1 fewer send failed \(0 against 1\)/)
  })
})

describe('no difference', () => {
  const article = presetInput('article')
  const off: Difference = { kind: 'setting', name: 'sendLatencyFaultEnable', value: false }

  test('has its reason', () => {
    expect(compare(article, { ...off, value: true }, 0, 5000).why).toBe('sameInput')
    expect(compare(article, off, 300, 350).why).toBe('nothingSent')
    expect(compare(article, off, 0, 5000).why).toBe('nothingFailed')
    const faults = { ...article, actions: [kill(3000)] }
    expect(compare(faults, { kind: 'setting', name: 'detectTimeout', value: 300 }, 0, 9000).why).toBe('equal')
    expect(compare(faults, off, 0, 12_000).why).toBeNull()
  })

  test('of nothing sent nothing is better', () => {
    const { table } = compare(article, off, 300, 350)
    expect(row(table, 'failed')).toMatchObject({ main: null, other: null, isBetter: null })
    expect(row(table, 'p99')).toMatchObject({ main: null, other: null, isBetter: null })
    expect(row(table, 'share')).toMatchObject({ main: null, other: null })
  })
})

describe('words', () => {
  const input = { ...presetInput('article'), actions: [kill(9600)] }
  const differences: Difference[] = [
    ...suggestedDifferences(input),
    { kind: 'with', action: kill(5000) },
    { kind: 'setting', name: 'threadLocalIndexStart', value: null },
    { kind: 'run', name: { zh: '周五那次', en: 'Friday' }, input },
    { kind: 'run', name: null, input },
  ]

  const sidesOf = (difference: Difference) => ({
    main: inEveryLanguage((m) => m.compare.sides(factsOf(input, difference, m)).main),
    other: inEveryLanguage((m) => m.compare.sides(factsOf(input, difference, m)).other),
  })
  const choiceOf = (difference: Difference) => inEveryLanguage((m) => m.compare.choice(factsOf(input, difference, m)))

  test('name both sides of every difference, each in its own language and never alike', () => {
    for (const difference of differences) {
      const { main, other } = sidesOf(difference)
      expect(main.zh).not.toBe(other.zh)
      expect(main.en).not.toBe(other.en)
      for (const text of [main, other, choiceOf(difference)]) expect(text.en).not.toMatch(/[\u3000-\u9fff]/)
    }
    expect(new Set(differences.map((one) => choiceOf(one).en)).size).toBe(differences.length)
  })

  test('say the switch and a fault left out', () => {
    const said = sidesOf
    expect(said({ kind: 'setting', name: 'sendLatencyFaultEnable', value: false })).toEqual({
      main: { zh: 'sendLatencyFaultEnable 开', en: 'sendLatencyFaultEnable on' },
      other: { zh: 'sendLatencyFaultEnable 关', en: 'sendLatencyFaultEnable off' },
    })
    expect(said({ kind: 'without', action: kill(9600) }).other).toEqual({
      zh: '没有 9.6 秒的 kill -9 broker-a',
      en: 'without kill -9 broker-a at 9.6 s',
    })
  })

  test('tell every kind of figure', () => {
    for (const difference of differences) {
      const { table } = compare(input, difference, 0, 20_000)
      for (const one of [...table.sends, ...table.cluster, ...table.shares.map(({ group }) => group)]) {
        const sentence = inEveryLanguage((m) =>
          m.compare.summary(factsOf(input, difference, m), [{ ...one, main: 3, other: 4 }], false),
        )
        expect(sentence.zh).toMatch(/。$/)
        expect(sentence.en).toMatch(/^[A-Z][^\u3000-\u9fff]*\.$/)
        expect(en.compare.rowName(one)).not.toBe(one.id.of)
      }
    }
  })

  test('write figures and their change', () => {
    const base = { id: { of: 'p99' }, unit: 'ms', brokerName: null } as const
    expect(en.compare.figureText(null, 'ms')).toBe('n/a')
    expect(en.compare.figureText(1234, 'count')).toBe('1,234')
    expect(en.compare.figureText(600_000, 'ms')).toBe('10 min')
    expect(zh.compare.figureText(33.333, 'percent')).toBe('33.3 %')
    expect(en.compare.changeText({ ...base, main: 250, other: 3005 })).toBe('+2,755 ms')
    expect(en.compare.changeText({ ...base, main: 3005, other: 250 })).toBe('−2,755 ms')
    expect(en.compare.changeText({ ...base, main: 5, other: 5 })).toBe('=')
    expect(en.compare.changeText({ ...base, main: null, other: 5 })).toBe('')
  })

  test('say what the other run leaves out, and nothing where it leaves out nothing', () => {
    expect(en.compare.leftOut(false, null, 0)).toBeNull()
    expect(en.compare.leftOut(true, 'sendMsgTimeout', 0)).toContain('sendMsgTimeout')
    expect(zh.compare.leftOut(false, null, 2)).toContain('2 个操作')
  })
})
