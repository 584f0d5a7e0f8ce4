import { describe, expect, test } from 'vitest'
import type { Outlook } from '../projections/outlook'
import type { RouteChange } from '../projections/producersAt'
import { SINCE, UNTIL } from '../projections/releaseFacts'
import {
  type AttemptFailure,
  clientException,
  clientRules,
  entryAt,
  type LogEntry,
  type LogKind,
  logLength,
  presetInput,
  type SendException,
  simulate,
  type UserAction,
} from '../rocketmq'
import { TEACHING_SETTINGS } from '../rocketmq/settings'
import { en, inEveryLanguage, zh } from './allMessages'
import { toneOf } from './entryTraits'
import { exceptionName } from './exceptions'
import { formatTime } from './format'
import { headlineCandidateAt } from './headline'
import type { Messages } from './messages'
import { narrate } from './narration'
import type { NarrationContext } from './narrationContext'
import { spaced } from './zh/format'

const ACTIONS: UserAction[] = [
  { atMs: 9600, type: 'kill', target: 'broker-a/master' },
  { atMs: 9700, type: 'slow', target: 'broker-a/n1', ms: 700 },
  { atMs: 9800, type: 'set', name: 'sendLatencyFaultEnable', value: false },
  { atMs: 9900, type: 'set', name: 'latencyMax', value: null },
  { atMs: 9900, type: 'set', name: 'writeQueueNums', value: 8, brokerName: 'broker-b' },
  { atMs: 9900, type: 'powerOff', target: 'nameserver/1' },
  { atMs: 9900, type: 'freeze', target: 'producer/0' },
  { atMs: 9900, type: 'resume', target: 'producer/0' },
  { atMs: 9900, type: 'slow', target: 'broker-a/n1', ms: 0 },
  { atMs: 9900, type: 'stop', target: 'broker-a/n2' },
  { atMs: 9900, type: 'restart', target: 'broker-a/n0' },
  ...(['overloaded', 'diskFull', 'diskStalled'] as const).flatMap((trouble) =>
    [true, false].map(
      (on): UserAction => ({ atMs: 9900, type: 'setFault', target: 'broker-a/n0', fault: trouble, on }),
    ),
  ),
  ...[0, 1, 3, 1_000_000].map(
    (times): UserAction => ({ atMs: 9900, type: 'injectResponse', target: 'broker-a/master', code: 13, times }),
  ),
  ...['broker-a/master', 'broker-a/n1', 'nameserver/0'].flatMap((peer) =>
    [0, 30, 100].map(
      (lossPercent): UserAction => ({ atMs: 9900, type: 'link', target: 'producer/0', peer, lossPercent }),
    ),
  ),
  ...[true, false].map((on): UserAction => ({ atMs: 9900, type: 'writePerm', brokerName: 'broker-a', on })),
]

const context = (changes: Partial<NarrationContext> = {}): NarrationContext => ({
  brokerName: (group) => `broker-${'abc'[group]}`,
  settings: TEACHING_SETTINGS,
  actions: ACTIONS,
  ...changes,
})

/** A Broker group that the producer can use. */
const USABLE: Outlook = {
  master: 1,
  knownMaster: 1,
  address: 'right',
  listed: true,
  overwritten: false,
  waitsFor: [],
}

const PROCESS_STATES = ['running', 'killed', 'poweredOff', 'frozen', 'stopping', 'stopped', 'starting'] as const
const FAILURES = ['connectRefused', 'connectTimeout', 'connectionClosed', 'timeout', 'brokerError', 'noMaster'] as const
const EXCEPTIONS = [
  'attemptsUsedUp',
  'callTimeout',
  'notRetried',
  'noRoute',
  'producerDied',
  'lostUnseen',
  'noNameServer',
] as const

const of = <K extends LogKind>(kind: K, fields: Omit<Extract<LogEntry, { kind: K }>, 'kind' | 'atMs'>, atMs = 1234) =>
  ({ atMs, kind, ...fields }) as Extract<LogEntry, { kind: K }>

const ok = (message: number, atMs: number) =>
  of(
    'sendOk',
    {
      producer: 0,
      thread: 0,
      message,
      attempt: 1,
      group: 1,
      queueId: 1,
      latencyMs: 250,
      elapsedMs: 250,
      status: 'SEND_OK',
    },
    atMs,
  )
const send = (message: number, attempt: number, group: number, atMs: number) =>
  of('send', { producer: 0, thread: 0, message, attempt, group, queueId: 0, index: 37 }, atMs)
const failed = (message: number, atMs: number, attempt = 1) =>
  of(
    'sendFailed',
    {
      producer: 0,
      thread: 0,
      message,
      attempt,
      group: 0,
      failure: 'connectRefused',
      className: 'RemotingConnectException',
      code: 0,
      latencyMs: 240,
    },
    atMs,
  )
/** What an application gets from the newest release. */
const gets = (exception: SendException, failure: AttemptFailure = 'connectRefused', code = 0, attempt = 3) =>
  clientException(clientRules('5.5.0'), 'SYNC', exception, { attempt, failure, code })
const gaveUp = (exception: SendException, attempts: number, elapsedMs = 720) =>
  of(
    'messageFailed',
    {
      producer: 0,
      thread: 0,
      message: 34,
      exception,
      attempts,
      elapsedMs,
      code: 0,
      mode: 'SYNC',
      gets: gets(exception),
    },
    9900,
  )
const avoided = (atMs: number) =>
  of('avoided', { producer: 0, group: 0, latencyMs: 240, isolation: true, windowMs: 3000, untilMs: atMs + 3000 }, atMs)

/** At least one entry of every kind, and every value of every enumeration in it. */
const EVERY_KIND: { [K in LogKind]: Extract<LogEntry, { kind: K }>[] } = {
  action: [...ACTIONS.map((_, action) => of('action', { action })), of('action', { action: 99 })],
  brokerProcess: PROCESS_STATES.map((to) => of('brokerProcess', { group: 0, node: 1, to })),
  nameServerProcess: PROCESS_STATES.map((to) => of('nameServerProcess', { nameServer: 0, to })),
  producerProcess: PROCESS_STATES.map((to) => of('producerProcess', { producer: 0, to })),
  registered: [0, 2].map((brokerId) => of('registered', { nameServer: 0, group: 0, node: 1, brokerId })),
  unregistered: (['channelClosed', 'unregister', 'expired'] as const).map((cause) =>
    of('unregistered', { nameServer: 0, group: 0, node: 1, brokerId: 0, cause }),
  ),
  routeRequest: (['poll', 'send'] as const).map((cause) => of('routeRequest', { producer: 0, nameServer: 0, cause })),
  route: (['changed', 'unchanged', 'keptNotExist', 'keptUnreachable'] as const).flatMap((outcome) =>
    [0, 1, 4].map((queues) => of('route', { producer: 0, outcome, queues })),
  ),
  send: [send(34, 1, 0, 1), send(34, 2, 1, 1)],
  stored: [of('stored', { message: 34, group: 1, node: 0, queueId: 1, queueOffset: 3 })],
  sendOk: [
    ok(34, 1),
    { ...ok(34, 1), attempt: 3, elapsedMs: 3480 },
    ...(['FLUSH_DISK_TIMEOUT', 'FLUSH_SLAVE_TIMEOUT', 'SLAVE_NOT_AVAILABLE'] as const).map((status) => ({
      ...ok(34, 1),
      status,
    })),
  ],
  sendFailed: FAILURES.flatMap((failure) =>
    [0, 2, 14, 77].map((code) => ({ ...failed(34, 1), failure, code, latencyMs: code * 1000 })),
  ),
  messageFailed: EXCEPTIONS.flatMap((exception) => [1, 3].map((attempts) => gaveUp(exception, attempts, 3001))),
  avoided: [avoided(1), { ...avoided(1), isolation: false, windowMs: 600_000 }],
  available: (['windowEnded', 'success', 'removed'] as const).map((cause) =>
    of('available', { producer: 0, group: 0, cause }),
  ),
  reachable: [true, false].map((reachable) => of('reachable', { producer: 0, group: 0, reachable })),
  role: (['FOLLOWER', 'CANDIDATE', 'LEADER'] as const).map((role) => of('role', { group: 0, node: 1, role, term: 2 })),
  vote: (
    [
      'ACCEPT',
      'REJECT_ALREADY_VOTED',
      'REJECT_ALREADY_HAS_LEADER',
      'REJECT_EXPIRED_VOTE_TERM',
      'REJECT_TERM_NOT_READY',
      'REJECT_SMALL_LEDGER_END_INDEX',
    ] as const
  ).flatMap((result) => [1, 2].map((voter) => of('vote', { group: 0, candidate: 1, voter, term: 2, result }))),
  masterReady: [of('masterReady', { group: 0, node: 1 })],
  topicCreated: [1, 4].map((queues) => of('topicCreated', { group: 0, queues })),
  queueRewritten: [of('queueRewritten', { producer: 0, position: 2, group: 0, queueId: 1 })],
}

const CJK = '[\\u3400-\\u9fff]'

/** What must hold for every sentence anybody may read. */
function expectGoodSentence(text: string, { language }: Messages): void {
  expect(text).not.toMatch(/undefined|NaN|null\b|\[object|Infinity|\s{2}|\s$/)
  expect(text).toMatch(/[.。"]$/)
  if (language === 'en') {
    expect(text).not.toMatch(new RegExp(CJK))
    expect(text).not.toMatch(/[，。；：（）]/)
    expect(text).toMatch(/^[A-Zb-z]/)
    return
  }
  expect(text).toMatch(new RegExp(CJK))
  expect(text).not.toMatch(/,(?!\d)|;|(?<!\d):|!|\?/)
  expect(text, 'a space between Chinese and Latin').not.toMatch(new RegExp(`${CJK}[A-Za-z0-9]|[A-Za-z0-9]${CJK}`))
  expect(text, 'no space inside Chinese').not.toMatch(new RegExp(`${CJK} ${CJK}`))
  expect(text).not.toMatch(/ [，。；：（）]|[，。；：（）] /)
}

const CONTEXTS = [context(), context({ settings: { ...TEACHING_SETTINGS, producerCount: 3, nameServerCount: 2 } })]

describe('narrate', () => {
  for (const [kind, entries] of Object.entries(EVERY_KIND)) {
    test(`${kind} has a sentence in both languages`, () => {
      for (const entry of entries) {
        for (const each of CONTEXTS) {
          for (const m of [zh, en]) expectGoodSentence(narrate(entry, each, m), m)
        }
        expect(['good', 'bad', 'avoid', 'vote', 'flight']).toContain(toneOf(entry))
      }
    })
  }

  test('a failed attempt names the message, the Broker, the cause, the exception and which attempt it was', () => {
    expect(narrate(failed(34, 1), context(), en)).toBe(
      'Message 34 did not get through to broker-a: connection refused after 240 ms (RemotingConnectException, attempt 1 of at most 3).',
    )
    expect(narrate(failed(34, 1), context(), zh)).toBe(
      '消息 34 没能发到 broker-a：240 ms 后被拒绝连接（RemotingConnectException，第 1 次尝试，最多 3 次）。',
    )
  })

  test('an old client looks up 30 s for a failure, a new one 10 s', () => {
    const release = (clientVersion: string) => context({ settings: { ...TEACHING_SETTINGS, clientVersion } })
    expect(narrate(avoided(0), release(UNTIL.oldFaultTable), en)).toContain('counts as 30.0 s')
    expect(narrate(avoided(0), release(SINCE.newFaultTable), zh)).toContain('按 10.0 秒查表')
  })

  test('a producer and a NameServer have a number only where there are several', () => {
    expect(narrate(EVERY_KIND.routeRequest[0], CONTEXTS[0], en)).toBe(
      'The producer asks NameServer for the route: its regular poll.',
    )
    expect(narrate(EVERY_KIND.routeRequest[0], CONTEXTS[1], zh)).toBe('到了定时刷新，生产者 1 向 NameServer 1 要路由。')
  })
})

describe('headlineCandidateAt', () => {
  const story = (entries: LogEntry[], m: Messages = en, changes: Partial<NarrationContext> = {}) =>
    headlineCandidateAt(entries, context(changes), m)

  test('before the first entry nothing has happened', () => {
    expect(story([])).toEqual({ headline: 'Nothing has happened yet.', tone: 'flight', logIndex: -1 })
  })

  test('a failed attempt, its window and the retry elsewhere are one sentence', () => {
    const entries = [failed(34, 9900), avoided(9900), send(34, 2, 1, 9900)]
    for (const length of [2, 3]) expect(story(entries.slice(0, length)).tone).toBe('avoid')
    expect(story(entries).headline).toBe(
      'Message 34 could not reach broker-a (connection refused); retrying on broker-b; broker-a is avoided until 00:12.9 (3.0 s).',
    )
    expect(story(entries, zh).headline).toBe(
      '消息 34 连不上 broker-a（被拒绝连接），马上改发 broker-b；broker-a 在 00:12.9 之前不会被选中（规避 3.0 秒）。',
    )
  })

  test('with the switch off the same failure is only a failure', () => {
    const off = { settings: { ...TEACHING_SETTINGS, sendLatencyFaultEnable: false } }
    expect(story([failed(34, 9900), send(34, 2, 1, 9900)], en, off)).toMatchObject({
      headline: 'Message 34 could not reach broker-a (connection refused); retrying on broker-b.',
      tone: 'bad',
    })
  })

  test('a failure of another message in the same instant stays out of it', () => {
    const headline = story([failed(34, 9900), avoided(9900), send(34, 2, 1, 9900), failed(35, 9900)]).headline
    expect(headline).toBe(
      'Message 35 could not reach broker-a (connection refused); broker-a is avoided until 00:12.9 (3.0 s).',
    )
  })

  test('a message given up says which exception the application gets', () => {
    expect(story([failed(34, 9900, 3), gaveUp('attemptsUsedUp', 3)])).toEqual({
      headline:
        'Message 34 could not reach broker-a (connection refused); all 3 attempts are used up, so the application gets MQClientException (10001).',
      tone: 'bad',
      logIndex: 1,
    })
    expect(story([failed(34, 9900), gaveUp('callTimeout', 1)], zh).headline).toBe(
      '消息 34 连不上 broker-a（被拒绝连接）；时间预算用完，不再重试，业务代码收到 RemotingTooMuchRequestException "sendDefaultImpl call timeout"。',
    )
    expect(story([gaveUp('noRoute', 0)]).headline).toContain('MQClientException (10005)')
  })

  test('a failure is still the headline while the next messages fly by, and then no longer', () => {
    const failure = [failed(34, 9900), avoided(9900), send(34, 2, 1, 9900)]
    expect(story([...failure, send(35, 1, 1, 10_000)]).logIndex).toBe(1)
    expect(story([...failure, ok(34, 10_160), ok(35, 10_560), ok(36, 12_300)]).logIndex).toBe(5)
  })

  test('a healthy message is stored in a queue at an offset', () => {
    const stored = of('stored', { message: 12, group: 1, node: 0, queueId: 1, queueOffset: 3 }, 4900)
    expect(story([send(12, 1, 1, 4780), stored, ok(12, 5030)])).toEqual({
      headline: 'Message 12 stored in broker-b q1, offset 3.',
      tone: 'good',
      logIndex: 2,
    })
  })

  test('a copy stored less safely than wished is told with its SendStatus', () => {
    const stored = of('stored', { message: 12, group: 1, node: 0, queueId: 1, queueOffset: 3 }, 4900)
    const warned = { ...ok(12, 5030), status: 'SLAVE_NOT_AVAILABLE' as const }
    expect(story([send(12, 1, 1, 4780), stored, warned])).toMatchObject({
      headline:
        'Message 12 is stored in broker-b q1, but its SendStatus is SLAVE_NOT_AVAILABLE: there is no Slave to copy it to.',
      tone: 'avoid',
    })
    expect(narrate(warned, context(), zh)).toBe(
      '消息 12 已存入 broker-b q1，但 SendStatus 是 SLAVE_NOT_AVAILABLE：没有可用的 Slave。',
    )
  })

  test('what a Broker suffers from, an ordered answer and a cut link are told in plain words', () => {
    const told = (type: UserAction['type'], m: Messages) =>
      narrate(of('action', { action: ACTIONS.findIndex((action) => action.type === type) }), context(), m)
    expect(told('setFault', zh)).toBe('broker-a n0 过载：请求在队列里排不到，200 ms 后一律答 2 SYSTEM_BUSY。')
    expect(told('writePerm', en)).toContain('gives broker-a its write permission back')
    const answers = ACTIONS.flatMap((action, index) => (action.type === 'injectResponse' ? [index] : []))
    expect(answers.map((action) => narrate(of('action', { action }), context(), en))).toEqual([
      'The Master of broker-a answers normally again.',
      'The Master of broker-a answers the next request with 13 MESSAGE_ILLEGAL.',
      'The Master of broker-a answers the next 3 requests with 13 MESSAGE_ILLEGAL.',
      'The Master of broker-a answers every request with 13 MESSAGE_ILLEGAL from now on.',
    ])
    const links = ACTIONS.flatMap((action, index) => (action.type === 'link' ? [index] : []))
    expect(narrate(of('action', { action: links[5] }), context(), zh)).toBe('生产者与 broker-a n1 之间的网络断了。')
  })

  test('a slow success opens a window too', () => {
    const slow = { ...ok(12, 5000), group: 0, latencyMs: 560 }
    expect(story([slow, { ...avoided(5000), isolation: false }]).headline).toBe(
      'Message 12 is stored, but it took 560 ms; broker-a is avoided until 00:08.0 (3.0 s).',
    )
  })

  test('a killed Master is told in the words of the person who killed it', () => {
    const killed = of('brokerProcess', { group: 0, node: 0, to: 'killed' }, 9600)
    expect(story([of('action', { action: 0 }, 9600), killed])).toMatchObject({
      headline: 'The Master of broker-a (n0) is killed (kill -9).',
      tone: 'bad',
    })
    expect(story([of('action', { action: 0 }, 9600), killed], zh).headline).toBe(
      'broker-a 的 Master（n0）的进程被杀死（kill -9）。',
    )
  })

  const firstRoute = of('route', { producer: 0, outcome: 'changed', queues: 4 }, 130)
  const without = of('route', { producer: 0, outcome: 'changed', queues: 2 }, 10_260)
  const elected = of('masterReady', { group: 0, node: 1 }, 15_000)
  const withIt = of('route', { producer: 0, outcome: 'changed', queues: 4 }, 20_260)

  /** A producer that stands to broker-a like this, whatever the moment. */
  const standing = (changes: Partial<Outlook>): Partial<NarrationContext> => ({
    outlooks: () => [{ producer: 0, outlook: { ...USABLE, ...changes } }],
  })

  test('a new Master is announced together with what the producer does not know yet', () => {
    expect(story([elected], en, standing({ listed: false, knownMaster: null, address: 'none' }))).toMatchObject({
      headline: 'broker-a n1 is now Master; the producer has no queue of it until a route poll brings them.',
      tone: 'good',
    })
    const old = { address: 'old', knownMaster: 0, waitsFor: [{ what: 'window', atMs: 22_400 }] } as const
    expect(story([elected], en, standing({ ...old, waitsFor: [...old.waitsFor] })).headline).toBe(
      'broker-a n1 is now Master; the producer knows only n0 until a route poll brings the new one, and avoids it until 00:22.4.',
    )
    expect(story([elected], zh, standing({ address: 'old', knownMaster: 0 })).headline).toBe(
      'broker-a n1 已是 Master，可以写入；生产者手里还是 n0 的地址，要等取到新路由。',
    )
    expect(story([elected], en, standing({})).headline).toContain('still has its address')
    expect(story([elected]).headline).toBe('broker-a n1 is Master: broker-a can be written to.')
  })

  test('of producers that know different things, nothing is said', () => {
    const outlooks = () => [
      { producer: 0, outlook: USABLE },
      { producer: 1, outlook: { ...USABLE, listed: false } },
    ]
    expect(story([elected], en, { outlooks }).headline).toBe('broker-a n1 is Master: broker-a can be written to.')
  })

  test('a window that ends promises nothing that the route cannot keep', () => {
    const over = of('available', { producer: 0, group: 0, cause: 'windowEnded' }, 18_000)
    expect(narrate(over, context(), en)).toBe('The avoidance window of broker-a is over.')
    expect(story([over]).headline).toBe('The avoidance window of broker-a is over.')
    expect(story([over], en, standing({})).headline).toBe('The avoidance window of broker-a is over.')
    expect(story([over], en, standing({ listed: false })).headline).toContain('has no queue of it')
    expect(story([over], en, standing({ address: 'old', knownMaster: 0 })).headline).toContain(
      'the only address the producer has is that of n0, which takes no writes',
    )
    expect(story([over], zh, standing({ listed: false, overwritten: true })).headline).toContain('改写')
  })

  test('another release is told by what it makes different', () => {
    const action = ACTIONS.length
    const told = (value: string, m: Messages) => {
      const actions: UserAction[] = [...ACTIONS, { atMs: 0, type: 'set', name: 'clientVersion', value }]
      const settings = { ...TEACHING_SETTINGS, latencyMax: null, notAvailableDuration: null }
      return narrate(of('action', { action }), context({ actions, settings }), m)
    }
    expect(told('4.9.7', en)).toBe(
      'Client 4.9.7 now: a failed send is looked up as 30.0 s and avoided for 10 min; a fast success ends the window.',
    )
    expect(told('5.3.3', zh)).toBe('客户端换成 5.3.3：发送失败按 10.0 秒查表，规避 10.0 秒；成功不会提前结束窗口。')
  })

  test('the name of a Broker stays as it is at the beginning of a sentence', () => {
    expect(narrate(of('brokerProcess', { group: 0, node: 1, to: 'running' }), context(), en)).toBe(
      'broker-a n1 is running.',
    )
    expect(narrate(of('producerProcess', { producer: 0, to: 'running' }), context(), en)).toBe(
      'The producer is running.',
    )
  })

  const changed = (change: Partial<RouteChange>): Partial<NarrationContext> => ({
    routeChange: () => ({ gained: [], lost: [], masterless: [], moved: [], ...change }),
  })

  test('a new route says whose queues are gone and whose are there again', () => {
    expect(story([firstRoute]).headline).toBe('The producer has its route: 4 queues.')
    expect(story([firstRoute, without], en, changed({ lost: [0], masterless: [0] })).headline).toBe(
      'Route refreshed: broker-a has no Master and its queues are gone; the producer now lists 2 queues.',
    )
    expect(story([firstRoute, without], en, changed({ lost: [0] })).headline).toContain('may not be written to')
    const all = [firstRoute, without, withIt]
    expect(story(all, en, changed({ gained: [0] })).headline).toBe(
      'Route refreshed: the queues of broker-a are there; the producer now lists 4 queues.',
    )
    expect(story(all, zh, changed({ gained: [0] })).headline).toBe(
      '路由已刷新：有了 broker-a 的队列；生产者现在有 4 个 MessageQueue 可选。',
    )
  })

  test('a new route with as many queues names the Master it brings', () => {
    expect(story([firstRoute, withIt], en, changed({ moved: [{ group: 0, node: 1 }] })).headline).toBe(
      'Route refreshed: the producer knows now that n1 is Master of broker-a.',
    )
  })

  test('a route that changes something else is told by its number of queues', () => {
    expect(story([firstRoute, without, withIt], en, changed({})).headline).toBe(
      'The route has changed: the producer now lists 4 queues.',
    )
  })

  test('the place in the log is right for a part of it', () => {
    expect(headlineCandidateAt([firstRoute], context(), en, 700).logIndex).toBe(700)
  })

  test('every pair of entries makes a good sentence', () => {
    const all = Object.values(EVERY_KIND).flat() as LogEntry[]
    for (const m of [zh, en]) {
      const headlines = new Set<string>()
      for (const first of all) {
        for (const second of all) {
          headlines.add(story([{ ...first, atMs: 10 } as LogEntry, { ...second, atMs: 10 } as LogEntry], m).headline)
        }
      }
      for (const headline of headlines) expectGoodSentence(headline, m)
    }
  })
})

describe('a run in which everything breaks', () => {
  const faults = (at: string): UserAction[] => [
    { atMs: 4000, type: 'kill', target: 'broker-a/master' },
    { atMs: 9000, type: 'freeze', target: `${at}/n0` },
    { atMs: 14_000, type: 'resume', target: `${at}/n0` },
    { atMs: 15_000, type: 'slow', target: `${at}/n0`, ms: 700 },
    { atMs: 18_000, type: 'set', name: 'writeQueueNums', value: 3, brokerName: at },
    { atMs: 19_000, type: 'powerOff', target: `${at}/n0` },
    { atMs: 26_000, type: 'stop', target: 'nameserver/0' },
    { atMs: 30_000, type: 'restart', target: 'broker-a/n0' },
    { atMs: 32_000, type: 'set', name: 'clientVersion', value: '4.9.7' },
    { atMs: 34_000, type: 'restart', target: 'nameserver/0' },
    { atMs: 36_000, type: 'restart', target: `${at}/n0` },
    { atMs: 50_000, type: 'kill', target: 'producer/0' },
  ]

  test.each(['article', 'article-off', '2m-noslave'])('%s: every sentence and every headline is good', (preset) => {
    const input = { ...presetInput(preset), actions: faults('broker-b') }
    const { log } = simulate(input, 52_000)
    const names = context({ settings: input.scenario.settings, actions: input.actions })
    for (const m of [zh, en]) {
      const told = new Set<string>()
      for (let index = 0; index < logLength(log); index += 1) {
        const view = { length: index + 1, at: (at: number) => entryAt(log, at) }
        told.add(narrate(entryAt(log, index), names, m))
        told.add(headlineCandidateAt(view, names, m).headline)
      }
      for (const sentence of told) expectGoodSentence(sentence, m)
    }
  })
})

describe('words about failures', () => {
  test('an exception is named by its class and code, and by its cause where the code says nothing', () => {
    const name = (exception: SendException, failure: AttemptFailure, code = 0) => {
      const got = gets(exception, failure, code)
      return got && exceptionName(got)
    }
    expect(name('attemptsUsedUp', 'connectTimeout')).toBe('MQClientException (10001)')
    expect(name('attemptsUsedUp', 'brokerError', 14)).toBe('MQClientException (14)')
    expect(name('attemptsUsedUp', 'connectionClosed')).toBe(
      'MQClientException (-1, cause RemotingSendRequestException)',
    )
    expect(name('notRetried', 'brokerError', 2)).toBe('MQBrokerException (2 SYSTEM_BUSY)')
    expect(name('callTimeout', 'timeout')).toBe('RemotingTooMuchRequestException "sendDefaultImpl call timeout"')
    expect(name('noNameServer', 'timeout')).toBe('IllegalStateException')
  })

  test('an ASYNC call that times out is told by the cause, since it has no code of its own', () => {
    const input = {
      ...presetInput('2m-noslave'),
      actions: [{ atMs: 1000, type: 'freeze', target: 'broker-a/master' } satisfies UserAction],
    }
    const settings = { ...input.scenario.settings, communicationMode: 'ASYNC' as const, clientVersion: '5.5.0' }
    const { log } = simulate({ ...input, scenario: { ...input.scenario, settings } }, 6000)
    const entries = Array.from({ length: logLength(log) }, (_, index) => entryAt(log, index))
    const lost = entries.find((entry) => entry.kind === 'messageFailed')
    expect(lost && narrate(lost, context(), en)).toContain('MQClientException (-1, cause RemotingTimeoutException)')
  })

  test('a failure is spoken with its time', () => {
    expect(inEveryLanguage((m) => m.exceptions.failure('timeout', 0, 3000))).toEqual({
      zh: '等了 3.0 秒没有回复',
      en: 'no answer after 3.0 s',
    })
  })
})

describe('numbers', () => {
  test('a moment', () => {
    expect(formatTime(12_900)).toBe('00:12.900')
    expect(formatTime(12_980.7, 1)).toBe('00:12.9')
    expect(formatTime(83_000, 0)).toBe('01:23')
    expect(formatTime(3_600_000)).toBe('1:00:00.000')
    expect(formatTime(-5)).toBe('00:00.000')
  })

  test('a length of time', () => {
    const both = (ms: number) => [zh.format.duration(ms), en.format.duration(ms)]
    expect(both(0)).toEqual(['0 ms', '0 ms'])
    expect(both(999)).toEqual(['999 ms', '999 ms'])
    expect(both(1000)).toEqual(['1.0 秒', '1.0 s'])
    expect(both(59_999)).toEqual(['59.9 秒', '59.9 s'])
    expect(both(60_000)).toEqual(['1 分钟', '1 min'])
    expect(both(95_000)).toEqual(['1 分钟 35 秒', '1 min 35 s'])
    expect(both(7_500_000)).toEqual(['2 小时 05 分钟', '2 h 05 min'])
  })

  test('a count', () => {
    expect(en.format.number(10_000)).toBe('10,000')
  })

  test('Chinese and Latin characters are one space apart', () => {
    expect(spaced('等了3.0 秒 没有 broker-a的 回复 。')).toBe('等了 3.0 秒没有 broker-a 的回复。')
  })
})
