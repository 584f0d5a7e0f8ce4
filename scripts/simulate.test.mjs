// The headless command: its lines, its stored traces, its refusals. UPDATE_TRACES=1 writes the stored traces anew.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { LOG_KINDS, presetInput, REAL_SETTINGS } from '../src/rocketmq'
import { simulateCommand } from './simulateCommand.mts'
import { createTraceReader, settingsText, traceText } from './traceFormat.mts'
import { call, LINES } from './traceLines.testData.mjs'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const tempDir = mkdtempSync(join(tmpdir(), 'simulate-'))
afterAll(() => rmSync(tempDir, { recursive: true }))

function simulate(...args) {
  let out = ''
  let error = ''
  const code = simulateCommand(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
  })
  return { code, out, error, lines: out.trimEnd().split('\n') }
}

const KILL = ['--do', 'kill broker-a master @9600', '--do', 'restart broker-a n0 @22000']

describe('the stored traces', () => {
  /** Name of the file in docs/traces, and the arguments that print it. */
  const STORED = {
    'article.txt': ['article', ...KILL, '--until', '36000'],
    'article-off.txt': ['article-off', ...KILL, '--until', '24000'],
    'power-off.txt': [
      'real-5.3',
      '--set',
      'sendIntervalMs=1000',
      '--do',
      'powerOff broker-a master @4500',
      '--until',
      '32000',
    ],
    'old-client.txt': [
      'real-4.9',
      '--set',
      'sendIntervalMs=1000',
      '--do',
      'kill broker-a master @4500',
      '--until',
      '40000',
    ],
  }

  test.each(Object.entries(STORED))('%s is what the engine does today', (name, args) => {
    const path = join(projectDir, 'docs', 'traces', name)
    const printed = `${args.map((arg) => (arg.includes(' ') ? `"${arg}"` : arg)).join(' ')}\n${simulate(...args).out}`
    if (process.env.UPDATE_TRACES) writeFileSync(path, printed)
    expect(printed).toBe(readFileSync(path, 'utf8'))
  })
})

describe('the lines', () => {
  const names = {
    brokerName: (group) => `broker-${'ab'[group]}`,
    actions: presetInput('article').actions,
    settings: REAL_SETTINGS,
  }

  test('every kind of entry has its line', () => {
    const read = createTraceReader(names)
    for (const [entry, line] of LINES) expect(traceText(read(entry))).toBe(`       1  ${line}`)
    expect(LINES.map(([{ kind }]) => kind).sort()).toEqual([...LOG_KINDS].sort())
  })

  test('a SendStatus other than SEND_OK stands in its line', () => {
    const line = traceText(
      createTraceReader(names)({
        atMs: 1,
        kind: 'sendOk',
        ...call,
        attempt: 1,
        queueId: 2,
        latencyMs: 5,
        elapsedMs: 8,
        status: 'SLAVE_NOT_AVAILABLE',
      }),
    )
    expect(line).toContain('try 1/3   SLAVE_NOT_AVAILABLE   5 ms')
  })

  test('docs/trace.md explains every kind of entry and every field', () => {
    const legend = readFileSync(join(projectDir, 'docs', 'trace.md'), 'utf8')
    for (const [entry] of LINES) {
      expect(legend).toContain(`\`${entry.kind}\``)
      for (const field of Object.keys(entry)) expect(legend).toContain(`\`${field}\``)
    }
  })

  test('only settings that are not the real ones are named', () => {
    expect(settingsText(REAL_SETTINGS)).toBe('')
    expect(settingsText({ ...REAL_SETTINGS, latencyMax: [50, 100], sendMsgTimeout: 500 })).toBe(
      'latencyMax=50,100 sendMsgTimeout=500',
    )
  })

  test('a line counts attempts by the setting in force', () => {
    const { out } = simulate('article', '--do', 'set retryTimesWhenSendFailed=5 @1000', '--until', '2000')
    expect(out).toMatch(/ 730 .* try 1\/3/)
    expect(out).toMatch(/1720 .* try 1\/6/)
  })
})

describe('the command', () => {
  test('prints seed and settings first, the queues last', () => {
    const { code, lines } = simulate(
      '2m-noslave',
      '--seed',
      '7',
      '--set',
      'sendLatencyFaultEnable=true',
      '--until',
      '1000',
    )
    expect(code).toBe(0)
    expect(lines[0]).toBe(
      'seed 7   preset 2m-noslave   topic TopicOrderPaySuccess   client 5.3.3 (family G)   until 1000',
    )
    expect(lines[1]).toBe('settings sendLatencyFaultEnable=true slaveCount=0 writeQueueNums=4')
    expect(lines[2]).toBe('actions -')
    expect(lines.at(-1)).toMatch(/^broker-b q3 +\d+ +\d+\.\d %$/)
  })

  test('the same input gives the same text, another seed another', () => {
    const args = ['real-5.3', ...KILL, '--until', '12000']
    expect(simulate(...args).out).toBe(simulate(...args).out)
    expect(simulate(...args, '--seed', '2').out).not.toBe(simulate(...args).out)
  })

  test('--json gives one object a line, and may be fed back whole or by its first line', () => {
    const args = ['article', ...KILL, '--seed', '5', '--set', 'sendMsgTimeout=2500', '--until', '12000', '--json']
    const { out, lines } = simulate(...args)
    const parsed = lines.map((line) => JSON.parse(line))
    expect(parsed[0].actions).toHaveLength(2)
    expect(parsed[1]).toHaveProperty('kind')
    expect(parsed.at(-1)).toMatchObject({ kind: 'summary', atMs: 12_000 })
    const path = join(tempDir, 'run.json')
    for (const text of [out, lines[0], JSON.stringify(parsed[0], null, 2)]) {
      writeFileSync(path, text)
      expect(simulate(path, '--until', '12000', '--json').out).toBe(out)
    }
  })

  test('--lang tells every line as a sentence', () => {
    const zh = simulate('article', ...KILL, '--lang', 'zh', '--until', '12000')
    expect(zh.out).toContain('broker-a 的 Master 的进程被杀死（kill -9）。')
    expect(simulate('article', ...KILL, '--lang', 'en', '--until', '12000').out).toContain('is killed (kill -9).')
  })

  test('--compare prints the figures of both runs and says which are better', () => {
    const args = ['article', '--do', 'kill broker-a master @5000', '--until', '12000', '--compare']
    const { code, out, lines } = simulate(...args, 'sendLatencyFaultEnable=false')
    expect(code).toBe(0)
    expect(lines.slice(0, 2)).toEqual(['A  sendLatencyFaultEnable on', 'B  sendLatencyFaultEnable off'])
    expect(lines[2]).toMatch(/^With sendLatencyFaultEnable off, \d+ more messages needed a retry/)
    expect(out).toMatch(/^Messages retried +2 +7 +\+5 {2}worse$/m)
    expect(simulate(...args, 'sendLatencyFaultEnable=true').lines[2]).toBe('No difference: both runs are the same.')
    expect(simulate(...args, 'clientVersion=4.7.1', '--lang', 'zh').lines[1]).toBe('B  客户端 4.7.1')
  })

  test('says which limit a run ends at, how far it got, and exits with 1', () => {
    const flood = ['communicationMode=ONEWAY', 'producerCount=64', 'sendThreadCount=128', 'sendIntervalMs=1']
    const sets = [...flood, 'brokerServiceTimeMs=600000'].flatMap((one) => ['--set', one])
    const { code, out, error } = simulate('real-5.3', ...sets, '--json')
    expect(code).toBe(1)
    expect(error).toMatch(/^The run ends at 00:00\.\d{3}: after that, more than 80,000 messages would be in flight/)
    const { endedBy } = JSON.parse(out.trimEnd().split('\n').at(-1))
    expect(endedBy).toEqual({ limit: 'inFlight', most: 80_000, atMs: expect.any(Number) })
    // As much as was asked for, where that is before the end.
    expect(simulate('real-5.3', ...sets, '--until', '2', '--json')).toMatchObject({ code: 0, error: '' })
  })

  test('--list names the presets, --help the options', () => {
    expect(simulate('--list').out).toMatch(/^article /)
    expect(simulate('--help').out).toContain('--until <ms>')
    expect(simulate('--help', '--lang', 'zh').out).toContain('运行多久')
  })

  test.each([
    [['nowhere'], 'nowhere: neither a preset nor a file'],
    [['article', '--seed', '-1'], '--seed'],
    [['article', '--seed', '4294967296'], '--seed: 4,294,967,296 is out of range. Allowed: 0 to 4,294,967,295.'],
    [['article', '--until', 'soon'], '"soon" is not a whole number. Allowed: 1 to 86,400,000.'],
    [['article', '--set', 'sendMsgTimeout=0'], '--set sendMsgTimeout=0: 0 is out of range. Allowed: 1 to 600,000.'],
    [['article', '--set', 'sendMsgTimout=5'], 'Did you mean sendMsgTimeout?'],
    [['article', '--set', 'clientVersion=9.9.9'], '"9.9.9" is not a release of RocketMQ known here. Known: 4.2.0, '],
    [
      ['article', '--do', 'set clientVersion=5.3 @10', '--lang', 'zh'],
      '“5.3”不是这里已知的 RocketMQ 版本。已知版本：4.2.0、',
    ],
    [['article', '--set', 'sendMsgTimeout'], 'is not a whole number'],
    [['article', '--set', 'latencyMax=9'], 'must be equally long; they have 1 / 3 entries'],
    [['article', '--do', 'kill broker-z master @5'], 'There is no broker-z/master in this cluster.'],
    [['article', '--do', 'kill broker-a master'], 'has no time'],
    [['article', '--lang', 'fr'], 'Allowed: zh, en.'],
    [['article', '--compare', 'sendMsgTimeout=0'], '--compare sendMsgTimeout=0: 0 is out of range.'],
    [['article', '--compare', 'sendMsgTimout=5'], 'Did you mean sendMsgTimeout?'],
    [['article', '--compare', 'latencyMax=9'], 'must be equally long'],
    [['article', 'article-off'], 'article-off: there can be only one'],
    [['article', '--speed', '2'], '--speed'],
    [[], 'npm run -s simulate'],
  ])('%j is refused', (args, message) => {
    const { code, out, error } = simulate(...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(error).toContain(message)
  })

  test('a file that is not an input is refused, naming what is wrong in it', () => {
    const path = join(tempDir, 'bad.json')
    writeFileSync(path, '{"scenario": ')
    expect(simulate(path)).toMatchObject({ code: 2, error: expect.stringContaining('not JSON') })
    writeFileSync(path, JSON.stringify({ ...presetInput('article'), seed: 1.5 }))
    expect(simulate(path)).toMatchObject({ code: 2, error: expect.stringContaining('seed: "1.5"') })
  })

  test('a link, and a file that --save or the page wrote, give the same run', () => {
    const args = ['article', '--set', 'sendMsgTimeout=2000', '--do', 'kill broker-a master @9600']
    const path = join(tempDir, 'saved.json')
    const { out } = simulate(...args, '--save', path)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'rocketscope-run', version: 2 })
    expect(simulate(path)).toEqual(expect.objectContaining({ code: 0, out }))
    const link = 'v=1&preset=article&sendMsgTimeout=2000&do=kill+broker-a/master+@9600&t=9700'
    expect(simulate(link).out).toBe(out)
    expect(simulate(`https://example.org/#${link}`).out).toBe(out)
    writeFileSync(path, `https://example.org/#${link}\n`)
    expect(simulate(path).out).toBe(out)
  })

  test('a link is taken whole or not at all', () => {
    const broken = simulate('v=1&preset=article&do=kill+broker-x/master+@9600')
    expect(broken).toMatchObject({ code: 2, out: '', error: expect.stringContaining('broker-x/master') })
    expect(simulate('article', '--save', join(tempDir, 'nowhere', 'run.json'))).toMatchObject({ code: 2, out: '' })
  })

  test('npm run simulate is this command', () => {
    const run = (...args) => {
      const command = [process.execPath, '--import', 'tsx', 'scripts/simulate.mts', ...args]
      const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: projectDir, encoding: 'utf8' })
      return { code: status, out: stdout, error: stderr }
    }
    const { lines: _, ...wanted } = simulate('article', '--until', '1000')
    expect(run('article', '--until', '1000')).toEqual(wanted)
    const { lines: none, ...refused } = simulate('article', '--seed', 'x')
    expect(run('article', '--seed', 'x')).toEqual(refused)
    expect(none).toEqual([''])
  }, 30_000)
})
