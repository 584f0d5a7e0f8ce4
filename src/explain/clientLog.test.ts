import { describe, expect, test } from 'vitest'
import {
  entryAt,
  type LogKind,
  logLength,
  presetInput,
  RELEASES,
  type Run,
  type Settings,
  simulate,
  type UserAction,
} from '../rocketmq'
import '../rocketmq/broker/store'
import { clientLines, clientLineText } from './clientLog'

const tell = (settings: Partial<Settings>, actions: UserAction[], untilMs = 30_000): Run => {
  const input = presetInput('article')
  const scenario = { ...input.scenario, settings: { ...input.scenario.settings, processExitMs: 0, ...settings } }
  return simulate({ ...input, scenario, actions }, untilMs)
}

/** Everything the client writes at the first entry of a kind at which it writes anything. */
function linesAt(
  run: Run,
  kind: LogKind,
  holds: (entry: ReturnType<typeof entryAt>) => boolean = () => true,
): string[] {
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.kind !== kind || !holds(entry)) continue
    const lines = clientLines(run, index)
    if (lines.length > 0) return lines.map((line) => clientLineText(run, entry.atMs, line))
  }
  return []
}

const KILL: UserAction[] = [{ atMs: 1500, type: 'kill', target: 'broker-a/master' }]

/** The line of an attempt that failed, without its time. */
const resend = (clientVersion: string): string =>
  linesAt(tell({ clientVersion }, KILL), 'sendFailed').find((line) => line.includes('sendKernelImpl')) ?? ''

describe('an attempt that fails', () => {
  test('is written with the queue, the time it took, and the exception with the address', () => {
    const run = tell({ clientVersion: '5.3.3' }, KILL)
    const failed = Array.from({ length: logLength(run.log) }, (_, index) => entryAt(run.log, index)).find(
      (entry) => entry.kind === 'sendFailed' && entry.failure === 'connectRefused',
    )
    const [line] = linesAt(run, 'sendFailed', (entry) => entry.atMs === failed?.atMs)
    expect(line).toMatch(
      /^00:00:0\d\.\d{3} WARN {2}o\.a\.r\.c\.i\.p\.DefaultMQProducerImpl - sendKernelImpl exception, resend at once, InvokeID: -?\d+, RT: \d+ms, Broker: MessageQueue \[topic=TopicOrderPaySuccess, brokerName=broker-a, queueId=[01]\]\norg\.apache\.rocketmq\.remoting\.exception\.RemotingConnectException: connect to broker-a-n0:10911 failed$/,
    )
    expect(line).toContain(`RT: ${failed?.kind === 'sendFailed' ? failed.latencyMs : -1}ms`)
  })

  test('releases 5.0.0 to 5.2.0 leave the blanks of the line unfilled', () => {
    for (const release of RELEASES) {
      const unfilled = ['5.0.0', '5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.2.0'].includes(release)
      expect(resend(release).includes('InvokeID: %s, RT: %sms, Broker: %s'), release).toBe(unfilled)
    }
  })

  test('4.x writes the message below it, later releases do not', () => {
    const lines = (clientVersion: string) => linesAt(tell({ clientVersion }, KILL), 'sendFailed').join('\n')
    expect(lines('4.9.7')).toContain("Message{topic='TopicOrderPaySuccess'")
    expect(lines('5.1.1')).toContain("Message{topic='TopicOrderPaySuccess'")
    expect(lines('5.3.3')).not.toContain('Message{')
  })

  test('4.x has its own time, logger and line about the connection', () => {
    const lines = linesAt(tell({ clientVersion: '4.9.7' }, KILL), 'sendFailed')
    expect(lines[0]).toMatch(
      /^00:00:0\d,\d{3} WARN {2}RocketmqRemoting - createChannel: connect remote host\[broker-a-n0:10911\] failed/,
    )
    expect(lines[1]).toMatch(/ RocketmqClient - sendKernelImpl/)
  })

  test('a timeout closes the connection from 4.9.1 on', () => {
    const freeze: UserAction[] = [{ atMs: 1500, type: 'freeze', target: 'broker-a/master' }]
    const lines = (clientVersion: string) => linesAt(tell({ clientVersion }, freeze), 'sendFailed').join('\n')
    expect(lines('4.9.0')).not.toContain('close socket because of timeout')
    expect(lines('4.9.1')).toContain('invokeSync: close socket because of timeout')
    expect(lines('5.3.3')).toContain(
      'invokeSync: wait response timeout exception, the channel[addr=broker-a-n0:10911, id=…]',
    )
  })

  test('every line of one call has the same InvokeID', () => {
    const run = tell({ clientVersion: '5.3.3', brokerGroupCount: 1 }, KILL)
    const ids = new Map<number, Set<string>>()
    for (let index = 0; index < logLength(run.log); index++) {
      const entry = entryAt(run.log, index)
      if (entry.kind !== 'sendFailed') continue
      const id = /InvokeID: (-?\d+)/.exec(
        clientLines(run, index)
          .map((line) => line.message)
          .join(),
      )?.[1] as string
      ids.set(entry.message, (ids.get(entry.message) ?? new Set()).add(id))
    }
    expect(ids.size).toBeGreaterThan(1)
    expect([...ids.values()].map((set) => set.size)).toEqual(Array(ids.size).fill(1))
    expect(new Set([...ids.values()].flatMap((set) => [...set])).size).toBe(ids.size)
  })
})

describe('the route', () => {
  test('the first one is told against null, a later one against the old', () => {
    const run = tell({}, KILL, 60_000)
    expect(linesAt(run, 'route')[0]).toContain('the topic[TopicOrderPaySuccess] route info changed, old[null] ,new[')
    const later = linesAt(
      run,
      'route',
      (entry) => entry.atMs > 2000 && entry.kind === 'route' && entry.outcome === 'changed',
    )
    expect(later[0]).toContain('old[TopicRouteData […]] ,new[')
  })

  test('a Topic nobody has is written as not existing', () => {
    const lines = linesAt(
      tell({ brokerGroupCount: 1, slaveCount: 0, enableDLegerCommitLog: false }, KILL, 60_000),
      'route',
      (entry) => entry.kind === 'route' && entry.outcome === 'keptNotExist',
    )
    expect(lines[0]).toContain('get Topic [TopicOrderPaySuccess] RouteInfoFromNameServer is not exist value')
    expect(lines[1]).toContain('updateTopicRouteInfoFromNameServer Exception')
  })

  test.each([
    ['freeze', 'RemotingTimeoutException: wait response on the channel'],
    ['kill', 'RemotingConnectException: connect to'],
  ] as const)('a NameServer after %s is written as the exception that it causes', (type, exception) => {
    const actions: UserAction[] = [{ atMs: 5000, type, target: 'nameserver/0' }]
    const run = tell({ pollNameServerInterval: 10_000 }, actions, 18_000)
    const { log } = run
    const thrown = Array.from({ length: logLength(log) }, (_, index) => clientLines(run, index))
      .flat()
      .filter(({ message }) => message.startsWith('updateTopicRouteInfoFromNameServer'))
    expect(thrown.map(({ thrown: one }) => one)).toEqual([expect.stringContaining(exception)])
  })
})

test('the client writes nothing about what goes well, and nothing about what happens elsewhere', () => {
  const run = tell({}, KILL, 30_000)
  const silent = new Set<string>()
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (['sendOk', 'stored', 'avoided', 'available', 'vote', 'role', 'registered', 'action'].includes(entry.kind)) {
      silent.add(entry.kind)
      expect(clientLines(run, index)).toEqual([])
    }
  }
  expect(silent.size).toBeGreaterThan(5)
})

test('the detector tells what it has found, from 5.1.4 on', () => {
  const detecting = {
    sendLatencyFaultEnable: true,
    startDetectorEnable: true,
    detectTimeout: 2000,
    latencyMax: null,
    notAvailableDuration: null,
    slaveCount: 0,
    enableDLegerCommitLog: false,
  }
  const actions: UserAction[] = [
    { atMs: 1500, type: 'freeze', target: 'broker-a/master' },
    { atMs: 8000, type: 'resume', target: 'broker-a/master' },
  ]
  const all = (clientVersion: string) => {
    const run = tell({ ...detecting, clientVersion }, actions, 30_000)
    return ['sendFailed' as const, 'reachable' as const].flatMap((kind) => linesAt(run, kind)).join('\n')
  }
  expect(all('5.3.3')).toContain("broker-a is unreachable, it will not be used until it's reachable")
  expect(all('5.3.3')).toContain('broker-a is reachable now, then it can be used.')
  expect(all('4.9.7')).not.toContain('reachable')
})

test.each([
  [
    'TIMEOUT_CLEAN_QUEUE',
    'overloaded',
    'broker busy, start flow control for a while, period in queue: 20\\dms, size of queue: …',
  ],
  ['REJECTREQUEST', 'diskStalled', 'system busy, start flow control for a while'],
] as const)('a Broker that is busy says why: [%s]', (reason, fault, words) => {
  const on: UserAction = { atMs: 1500, type: 'setFault', target: 'broker-a/n0', fault, on: true }
  const settings: Partial<Settings> = { simulateStore: true, enableDLegerCommitLog: false, networkLatencyMs: 1 }
  const busy = tell(settings, [on], 9000)
  const lines = linesAt(busy, 'sendFailed', (entry) => {
    if (entry.kind !== 'sendFailed') return false
    const before = Array.from({ length: logLength(busy.log) }, (_, index) => entryAt(busy.log, index))
    return before.some((one) => one.kind === 'busy' && one.message === entry.message && one.reason === reason)
  })
  expect(lines.join('\n')).toMatch(new RegExp(`CODE: 2 {2}DESC: \\[${reason}\\]${words} BROKER: `))
})
