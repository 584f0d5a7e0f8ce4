// The sweep command: its tables say what single runs say, the same each time, and a wrong argument is named.
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
