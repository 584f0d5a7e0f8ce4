// The sweep command: its tables say what single runs say, the same each time, and a wrong argument is named.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { figures } from '../src/projections/runSummary'
import { presetInput, simulate } from '../src/rocketmq'
import { sweepCommand } from './sweepCommand.mts'

function sweep(...args) {
  let out = ''
  let error = ''
  const code = sweepCommand(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
  })
  return { code, out, error }
}

const POWER_OFF = 'powerOff broker-a master @10000'

test('each cell is the least, the median and the most of what single runs count', () => {
  const args = [
    'real-5.3',
    '--do',
    POWER_OFF,
    '--over',
    'firstPollMs=5000,25000',
    '--seeds',
    '1..5',
    '--until',
    '40000',
  ]
  const { code, out } = sweep(...args, '--figure', 'failedSends,p99Ms', '--format', 'json')
  expect(code).toBe(0)
  const { rows } = JSON.parse(out)
  expect(rows.map((row) => row.over.firstPollMs)).toEqual(['5000', '25000'])
  const alone = [1, 2, 3, 4, 5].map((seed) => {
    const input = presetInput('real-5.3')
    const settings = { ...input.scenario.settings, firstPollMs: 25_000 }
    const action = { atMs: 10_000, type: 'powerOff', target: 'broker-a/master' }
    const run = simulate({ scenario: { ...input.scenario, settings }, seed, actions: [action] }, 40_000)
    return figures(run, 0, 40_000)
  })
  const { failedSends, p99Ms } = rows[1].figures
  expect(failedSends.values).toEqual(alone.map(({ failed }) => failed))
  const p99 = alone.map(({ latency }) => latency.p99).toSorted((one, other) => one - other)
  expect([p99Ms.min, p99Ms.median, p99Ms.max]).toEqual([p99[0], p99[2], p99[4]])
})

test('the moment of a fault is varied like a setting, and all combinations are run in order', () => {
  const over = ['--over', 'kill broker-a master @4000..8000/4000', '--over', 'sendLatencyFaultEnable=true,false']
  const first = sweep('article', ...over, '--seeds', '3', '--until', '20000', '--figure', 'retries', '--format', 'csv')
  const lines = first.out.trimEnd().split('\n')
  expect(lines[0]).toBe('kill broker-a master @,sendLatencyFaultEnable,retries.min,retries.median,retries.max')
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual([
    ['4000', 'true'],
    ['4000', 'false'],
    ['8000', 'true'],
    ['8000', 'false'],
  ])
  const again = sweep('article', ...over, '--seeds', '3', '--until', '20000', '--figure', 'retries', '--format', 'csv')
  expect(again).toEqual(first)
})

test('of nothing there is no figure', () => {
  const set = ['--set', 'messageLimit=1', '--set', 'sendMsgTimeout=600000', '--do', 'freeze broker-a master @0']
  const over = ['--over', 'threadLocalIndexStart=-1,1', '--seeds', '1', '--until', '2000', '--figure', 'p50Ms,sent']
  const { out } = sweep('article', ...set, ...over)
  const [head, ...rows] = out.trimEnd().split('\n')
  expect(head?.split(/\s{3,}/)).toEqual(['threadLocalIndexStart', 'p50Ms', 'sent'])
  expect(
    rows.some((row) => / - +1$/.test(row)),
    out,
  ).toBe(true)
  expect(
    rows.some((row) => / \d+ +1$/.test(row)),
    out,
  ).toBe(true)
})

describe('what cannot be used is named, and nothing is run', () => {
  test.each([
    [['article'], '--over'],
    [['article', '--over', 'sendMsgTimout=1,2'], 'Did you mean sendMsgTimeout'],
    [['article', '--over', 'sendMsgTimeout=1,abc'], '"abc" is not a whole number'],
    [['article', '--over', 'sendMsgTimeout=5..1'], 'the range 5..1'],
    [['article', '--over', 'sendMsgTimeout=1..9/0'], 'the range 1..9/0'],
    [['article', '--over', 'sendMsgTimeout=1..9999999'], 'at most 1,000 values'],
    [['article', '--over', 'sendMsgTimeout=1,,2'], '"" is neither a value nor a range'],
    [['article', '--over', 'sendMsgTimeout'], 'name=value,value'],
    [['article', '--over', 'kil broker-a master @1,2'], 'Did you mean kill'],
    [['article', '--over', 'kill broker-x master @1,2'], 'broker-x'],
    [['article', '--over', 'sendMsgTimeout=1', '--over', 'sendMsgTimeout=2'], 'is there twice'],
    [['article', '--over', 'sendMsgTimeout=1..1000', '--seeds', '1..1000'], '1,000,000 runs'],
    [['article', '--over', 'sendMsgTimeout=1', '--seeds', '-1'], '--seeds'],
    [['article', '--over', 'sendMsgTimeout=1', '--figure', 'failed'], '--figure'],
    [['article', '--over', 'sendMsgTimeout=1', '--format', 'xml'], '--format'],
    [['article', '--over', 'sendMsgTimeout=1', '--until', '0'], '--until'],
    [['article', '--over', 'sendMsgTimeout=1', '--until', '99999999999'], 'Allowed: 1 to 86,400,000'],
    [['article', '--over', 'sendMsgTimeout=1', '--frm', '1'], '--frm'],
    [['articel', '--over', 'sendMsgTimeout=1'], 'articel'],
    [['article', 'large', '--over', 'sendMsgTimeout=1'], 'large'],
    [['article', '--over', 'latencyMax=5,1'], 'latencyMax'],
  ])('%j', (args, named) => {
    const { code, out, error } = sweep(...args)
    expect(error).toContain(named)
    expect(code).toBe(2)
    expect(out).toBe('')
  })

  test('in Chinese, too', () => {
    expect(sweep('article', '--lang', 'zh').error).toContain('没有说要改变什么')
    expect(sweep('--help', '--lang', 'zh').out).toContain('随机种子')
  })
})

describe('the offered load grows', () => {
  const printed = new Map()
  const outOf = (name) => {
    if (!printed.has(name)) printed.set(name, sweep(name).out)
    return printed.get(name)
  }
  /** The lines of the table, each by the names of its columns. */
  const rowsOf = (name) => {
    const [head, ...lines] = outOf(name)
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/ {3,}/))
    return lines.map((cells) => Object.fromEntries(head.map((title, at) => [title, Number(cells[at])])))
  }
  const column = (rows, name) => rows.map((row) => row[name])
  /** What a packet of a row can make of a difference in 10 s, at both ends. */
  const edge = ({ sendsPerPacket }) => sendsPerPacket / 5

  test('throughput flattens at 70,000 with one Broker and at 140,000 with two, and never falls', () => {
    const rows = rowsOf('load')
    for (const [brokers, capacity] of [
      [1, 70_000],
      [2, 140_000],
    ]) {
      const own = rows.filter(({ brokerGroupCount }) => brokerGroupCount === brokers)
      const [offered, stored, p99, busy] = ['offeredPerSecond', 'storedPerSecond', 'p99Ms', 'busyPercent'].map((name) =>
        column(own, name),
      )
      own.forEach((row, at) => {
        const expected = Math.min(offered[at], capacity)
        expect(stored[at], row.sendsPerPacket).toBeLessThanOrEqual(expected + edge(row))
        expect(stored[at], row.sendsPerPacket).toBeGreaterThanOrEqual(expected - edge(row))
        // Nothing is lost on the way: what is not stored was turned away.
        expect(Math.abs(stored[at] / offered[at] - (1 - busy[at] / 100))).toBeLessThan(0.005)
      })
      expect(busy).toEqual(busy.toSorted((one, other) => one - other))
      expect(busy.some((share) => share > 0)).toBe(true)
      const full = own.findIndex((_, at) => offered[at] > capacity * 1.05)
      expect(Math.max(...p99.slice(0, full - 1))).toBeLessThan(20)
      expect(Math.min(...p99.slice(full))).toBeGreaterThan(130)
    }
  })

  test('with a long queue, slow sends that succeed lead to avoidance before anything is refused', () => {
    const rows = rowsOf('load-long-queue')
    const slow = rows.find(({ sendsPerPacket }) => sendsPerPacket === 385)
    expect(slow.busyPercent).toBe(0)
    expect(slow.p99Ms).toBeGreaterThan(1000)
    expect(slow.avoidedPercent).toBeGreaterThan(20)
  })

  test('with a slow disk requests time out in the queue', () => {
    const rows = rowsOf('load-slow-disk')
    for (const row of rows.slice(2)) {
      expect(row.storedPerSecond, row.sendsPerPacket).toBeLessThan(60_000)
      expect(row.timeoutPercent, row.sendsPerPacket).toBeGreaterThan(10)
    }
  })

  test('docs/engine-api.md prints what they say', () => {
    const page = readFileSync(new URL('../docs/engine-api.md', import.meta.url), 'utf8')
    for (const name of ['load', 'load-long-queue', 'load-slow-disk']) expect(page).toContain(outOf(name))
  })
})
