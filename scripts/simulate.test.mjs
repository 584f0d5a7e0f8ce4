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
  const call = { producer: 0, thread: 1, message: 17, group: 0 }
  /** One entry of every kind, and its line. */
  const LINES = [
    [{ atMs: 1, kind: 'action', action: 0 }, 'user          action          #0'],
    [{ atMs: 1, kind: 'brokerProcess', group: 0, node: 0, to: 'killed' }, 'broker-a/n0   killed'],
    [{ atMs: 1, kind: 'nameServerProcess', nameServer: 1, to: 'frozen' }, 'nameserver/1  frozen'],
    [{ atMs: 1, kind: 'producerProcess', producer: 0, to: 'running' }, 'producer/0    running'],
    [
      { atMs: 1, kind: 'registered', nameServer: 0, group: 1, node: 2, brokerId: 0 },
      'nameserver/0  registered      broker-b/n2 as brokerId 0',
    ],
    [
      { atMs: 1, kind: 'unregistered', nameServer: 0, group: 1, node: 2, brokerId: 0, cause: 'expired' },
      'nameserver/0  unregistered    broker-b/n2 was brokerId 0   expired',
    ],
    [
      { atMs: 1, kind: 'routeRequest', producer: 0, nameServer: 0, cause: 'poll' },
      'producer/0    route request   nameserver/0   poll',
    ],
    [
      { atMs: 1, kind: 'route', producer: 0, outcome: 'keptNotExist', queues: 4 },
      'producer/0    route kept      4 queues   TOPIC_NOT_EXIST (17)',
    ],
    [
      { atMs: 1, kind: 'send', ...call, attempt: 1, queueId: 2, index: 37 },
      'producer/0    send            m17 t1 -> broker-a q2   try 1/3   index 37',
    ],
    [
      { atMs: 1, kind: 'stored', message: 17, group: 0, node: 0, queueId: 2, queueOffset: 5 },
      'broker-a/n0   stored          m17 in q2 at offset 5',
    ],
    [
      { atMs: 1, kind: 'sendOk', ...call, attempt: 1, queueId: 2, latencyMs: 5, elapsedMs: 8, status: 'SEND_OK' },
      'producer/0    send ok         m17 t1 -> broker-a q2   try 1/3   5 ms, call 8 ms',
    ],
    [
      {
        atMs: 1,
        kind: 'sendFailed',
        ...call,
        attempt: 3,
        failure: 'connectRefused',
        className: 'RemotingConnectException',
        code: 0,
        latencyMs: 2,
      },
      'producer/0    send failed     m17 t1 -> broker-a   try 3/3   RemotingConnectException (connectRefused) after 2 ms',
    ],
    [
      {
        atMs: 1,
        kind: 'messageFailed',
        ...call,
        exception: 'attemptsUsedUp',
        attempts: 3,
        elapsedMs: 6,
        gets: { via: 'throw', className: 'MQClientException', cause: null, responseCode: 10001, text: null },
      },
      'producer/0    call failed     m17 t1   MQClientException (10001) (attemptsUsedUp)   attempts 3, call 6 ms',
    ],
    [
      {
        atMs: 1,
        kind: 'avoided',
        producer: 0,
        group: 0,
        latencyMs: 2,
        isolation: true,
        windowMs: 10000,
        untilMs: 10001,
      },
      'producer/0    fault item      broker-a   avoid until 10001 (10000 ms)   latency 2 ms, isolation',
    ],
    [
      { atMs: 1, kind: 'available', producer: 0, group: 0, cause: 'success' },
      'producer/0    available       broker-a   success',
    ],
    [{ atMs: 1, kind: 'reachable', producer: 0, group: 0, reachable: false }, 'producer/0    unreachable     broker-a'],
    [
      { atMs: 1, kind: 'role', group: 0, node: 1, role: 'LEADER', term: 2 },
      'broker-a/n1   role            LEADER   term 2',
    ],
    [
      { atMs: 1, kind: 'vote', group: 0, candidate: 1, voter: 2, term: 2, result: 'ACCEPT' },
      'broker-a/n2   vote            to n1   term 2   ACCEPT',
    ],
    [{ atMs: 1, kind: 'masterReady', group: 0, node: 1 }, 'broker-a/n1   master ready'],
    [
      { atMs: 1, kind: 'queued', message: 17, group: 0, node: 0, ahead: 70 },
      'broker-a/n0   queued          m17 behind 70',
    ],
    [
      { atMs: 1, kind: 'busy', message: 17, group: 0, node: 0, reason: 'TIMEOUT_CLEAN_QUEUE', waitedMs: 203 },
      'broker-a/n0   busy            m17   [TIMEOUT_CLEAN_QUEUE]   after 203 ms',
    ],
    [
      { atMs: 1, kind: 'appended', message: 17, group: 0, node: 0, queueId: 2, count: 7, size: 274, offset: 548 },
      'broker-a/n0   appended        m17 in q2   at 548   7 x 274 bytes',
    ],
    ...['committed', 'flushed', 'dispatched', 'replicated', 'confirmed'].map((kind) => [
      { atMs: 1, kind, group: 0, node: 1, offset: 5_000_000_000 },
      `broker-a/n1   ${kind.padEnd(16)}to 5000000000`,
    ]),
    [{ atMs: 1, kind: 'haState', group: 0, node: 1, connection: 'STREAM' }, 'broker-a/n1   ha              STREAM'],
    [{ atMs: 1, kind: 'syncStateSet', group: 0, node: 1, isIn: false }, 'broker-a/n1   not in sync     SyncStateSet'],
    [
      { atMs: 1, kind: 'cut', group: 0, node: 0, cause: 'powerOff', offset: 548 },
      'broker-a/n0   log cut         to 548   powerOff',
    ],
    [
      { atMs: 1, kind: 'recovered', group: 0, node: 0, abnormal: true, offset: 548 },
      'broker-a/n0   recovered       to 548   abort file',
    ],
    [{ atMs: 1, kind: 'lost', message: 17, group: 0, count: 7 }, 'broker-a      lost            m17   7 messages'],
    [{ atMs: 1, kind: 'regained', message: 17, group: 0, count: 7 }, 'broker-a      regained        m17   7 messages'],
    [{ atMs: 1, kind: 'filesDeleted', group: 0, node: 0, offset: 1024 }, 'broker-a/n0   files deleted   to 1024'],
    [{ atMs: 1, kind: 'topicCreated', group: 0, queues: 4 }, 'broker-a      topic created   4 queues'],
    [
      { atMs: 1, kind: 'queueRewritten', producer: 0, position: 2, group: 0, queueId: 1 },
      'producer/0    list rewritten  position 2 is now broker-a q1',
    ],
    [{ atMs: 1, kind: 'consumerProcess', consumer: 1, to: 'killed' }, 'consumer/1    killed'],
    [
      { atMs: 1, kind: 'consumerRoute', consumer: 1, outcome: 'changed', queues: 4 },
      'consumer/1    route changed   4 queues',
    ],
    [{ atMs: 1, kind: 'memberJoined', consumer: 1, group: 0, node: 0 }, 'broker-a/n0   member joined   consumer/1'],
    [
      { atMs: 1, kind: 'memberLeft', consumer: 1, group: 0, node: 0, cause: 'channelClosed' },
      'broker-a/n0   member left     consumer/1   channelClosed',
    ],
    [
      { atMs: 1, kind: 'rebalanced', consumer: 1, group: 0, node: 0, members: 2, queues: 3 },
      'consumer/1    rebalanced      2 members of broker-a/n0   3 queues',
    ],
    ...Object.entries({
      queueAssigned: 'queue assigned',
      queueRevoked: 'queue revoked',
      queueLocked: 'locked',
      lockRefused: 'lock refused',
      queueUnlocked: 'unlocked',
    }).map(([kind, event]) => [
      { atMs: 1, kind, consumer: 1, group: 0, queueId: 2 },
      `consumer/1    ${event.padEnd(16)}broker-a q2`,
    ]),
    [
      { atMs: 1, kind: 'startOffset', consumer: 1, group: 0, queueId: 2, queueOffset: 5, cause: 'stored' },
      'consumer/1    start offset    broker-a q2   at offset 5   stored',
    ],
    [
      { atMs: 1, kind: 'pullHeld', consumer: 1, group: 0, node: 0, queueId: 2, queueOffset: 5 },
      'broker-a/n0   pull held       consumer/1   q2 at offset 5',
    ],
    [
      { atMs: 1, kind: 'pulled', consumer: 1, group: 0, node: 0, queueId: 2, queueOffset: 5, count: 3 },
      'consumer/1    pulled          broker-a/n0 q2 at offset 5   3 messages',
    ],
    [
      { atMs: 1, kind: 'pullFailed', consumer: 1, group: 0, node: 0, queueId: 2, failure: 'timeout', code: 0 },
      'consumer/1    pull failed     broker-a/n0 q2   timeout',
    ],
    [
      { atMs: 1, kind: 'flowControl', consumer: 1, group: 0, queueId: 2, reason: 'count' },
      'consumer/1    flow control    broker-a q2   count',
    ],
    [
      { atMs: 1, kind: 'offsetMoved', consumer: 1, group: 0, queueId: 2, fromOffset: 100, toOffset: 80 },
      'consumer/1    offset moved    broker-a q2   from 100 to 80',
    ],
    [
      { atMs: 1, kind: 'consumeBegun', consumer: 1, message: 17, group: 0, queueId: 2, queueOffset: 5, times: 1 },
      'consumer/1    consume         m17 of broker-a q2 at offset 5   sent back 1x',
    ],
    [
      {
        atMs: 1,
        kind: 'consumed',
        consumer: 1,
        message: 17,
        group: 0,
        queueId: 2,
        queueOffset: 5,
        times: 0,
        result: 'RECONSUME_LATER',
      },
      'consumer/1    consumed        m17 of broker-a q2 at offset 5   RECONSUME_LATER',
    ],
    [
      { atMs: 1, kind: 'offsetCommitted', consumerGroup: 0, group: 0, node: 0, queueId: 2, queueOffset: 5 },
      'broker-a/n0   offset stored   group-a q2   offset 5',
    ],
    [
      { atMs: 1, kind: 'sentBack', consumerGroup: 0, message: 17, group: 0, node: 0, times: 1, level: 3 },
      'broker-a/n0   sent back       m17 of group-a   level 3   sent back 1x',
    ],
    [
      { atMs: 1, kind: 'retryReady', consumerGroup: 0, message: 17, group: 0, node: 0, times: 1, queueOffset: 5 },
      'broker-a/n0   to retry        m17 of group-a at offset 5   sent back 1x',
    ],
    [
      { atMs: 1, kind: 'deadLettered', consumerGroup: 0, message: 17, group: 0, node: 0, times: 16, queueOffset: 5 },
      'broker-a/n0   to dead letter  m17 of group-a at offset 5   sent back 16x',
    ],
    [
      {
        atMs: 1,
        kind: 'skipped',
        consumerGroup: 0,
        message: 17,
        group: 0,
        queueId: 2,
        queueOffset: 5,
        cause: 'startOffset',
      },
      'broker-a      skipped         group-a   m17 of q2 at offset 5   startOffset',
    ],
  ]

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
