import { describe, expect, test } from 'vitest'
import type { LogView } from '../projections/logUntil'
import type { Outlook } from '../projections/outlook'
import type { RouteChange } from '../projections/producersAt'
import type { LogEntry, LogKind, UserAction } from '../rocketmq'
import { TEACHING_SETTINGS } from '../rocketmq/settings'
import { en, zh } from './allMessages'
import { headlineCandidateAt } from './headline'
import type { Messages } from './messages'
import { narrate } from './narration'
import {
  ACTIONS,
  avoided,
  context,
  EVERY_KIND,
  expectGoodSentence,
  failed,
  gaveUp,
  of,
  ok,
  send,
  USABLE,
} from './narration.testData'
import type { NarrationContext } from './narrationContext'

/** A made-up log, as logUntil shows a real one. */
const viewOf = (entries: LogEntry[]): LogView => ({
  length: entries.length,
  at: (index) => entries[index] as LogEntry,
  kindAt: (index) => entries[index]?.kind as LogKind,
  timeAt: (index) => entries[index]?.atMs as number,
  newestOf<K extends LogKind>(
    kind: K,
    before: number,
    message: number,
    fits: (entry: Extract<LogEntry, { kind: K }>) => boolean = () => true,
  ) {
    const found = entries
      .slice(0, before)
      .findLast((one) => one.kind === kind && 'message' in one && one.message === message && fits(one as never))
    return (found ?? null) as Extract<LogEntry, { kind: K }> | null
  },
  isFirstRoute: (producer, index) =>
    index ===
    entries.findIndex((one) => one.kind === 'route' && one.producer === producer && one.outcome === 'changed'),
})

describe('headlineCandidateAt', () => {
  const story = (entries: LogEntry[], m: Messages = en, changes: Partial<NarrationContext> = {}) =>
    headlineCandidateAt(viewOf(entries), context(changes), m)

  test('before the first entry nothing has happened', () => {
    expect(story([])).toEqual({ headline: 'Nothing has happened yet.', tone: 'flight', logIndex: -1 })
  })

  test('what one failover takes is one sentence with the sum of it, wherever in it the headline looks', () => {
    const lost = (message: number, count: number, group = 0) => of('lost', { message, group, count })
    const entries = [lost(7, 1), lost(8, 2), lost(30, 5, 1), lost(11, 1)]
    expect(story(entries).headline).toBe(
      'Acknowledged and gone: 4 messages (the first is 7, the last 11). No log that serves in broker-a has them.',
    )
    expect(story(entries, zh).headline).toContain('4 条已确认的消息丢了（第一条是 7，最后一条是 11）')
    expect(story([lost(7, 3)]).headline).toContain('Message 7 was acknowledged and is gone')
  })

  test('a failed attempt, its window and the retry elsewhere are one sentence', () => {
    const entries = [failed(34, 9900), avoided(9900), send(34, 2, 1, 9900)]
    for (const length of [2, 3]) expect(story(entries.slice(0, length)).tone).toBe('avoid')
    expect(story(entries).headline).toBe(
      'Message 34 could not reach broker-a (connection refused); retrying on broker-b; broker-a is avoided until 00:12.9 (3.0 s).',
    )
    expect(story(entries, zh).headline).toBe(
      '消息 34 连不上 broker-a（被拒绝连接），马上改发 broker-b；broker-a 在 00:12.9 之前不会再选（规避 3.0 秒）。',
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
        'Message 34 could not reach broker-a (connection refused); all 3 attempts failed, so the application gets MQClientException (10001).',
      tone: 'bad',
      logIndex: 1,
    })
    expect(story([failed(34, 9900), gaveUp('callTimeout', 1)], zh).headline).toBe(
      '消息 34 连不上 broker-a（被拒绝连接）；时间预算用完，不再重试，应用收到 RemotingTooMuchRequestException "sendDefaultImpl call timeout"。',
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
        'Message 12 is stored in broker-b q1, but its SendStatus is SLAVE_NOT_AVAILABLE: no Slave is available.',
      tone: 'avoid',
    })
    expect(narrate(warned, context(), zh)).toBe(
      '消息 12 已存入 broker-b q1，但 SendStatus 是 SLAVE_NOT_AVAILABLE：没有可用的 Slave。',
    )
  })

  test('what a Broker suffers from, an ordered answer and a cut link are told in plain words', () => {
    const told = (type: UserAction['type'], m: Messages) =>
      narrate(of('action', { action: ACTIONS.findIndex((action) => action.type === type) }), context(), m)
    expect(told('setFault', zh)).toBe('broker-a n0 过载：请求在队列里排队，200 ms 后一律返回 2 SYSTEM_BUSY。')
    expect(told('writePerm', en)).toContain('restores the write permission of broker-a')
    const answers = ACTIONS.flatMap((action, index) => (action.type === 'injectResponse' ? [index] : []))
    expect(answers.map((action) => narrate(of('action', { action }), context(), en))).toEqual([
      'The Master of broker-a answers normally again.',
      'The Master of broker-a answers the next request with 13 MESSAGE_ILLEGAL.',
      'The Master of broker-a answers the next 3 requests with 13 MESSAGE_ILLEGAL.',
      'The Master of broker-a answers every request with 13 MESSAGE_ILLEGAL from now on.',
    ])
    const links = ACTIONS.flatMap((action, index) => (action.type === 'link' ? [index] : []))
    expect(narrate(of('action', { action: links[5] }), context(), zh)).toBe('生产者与 broker-a n1 之间的网络断开。')
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
      'broker-a n1 已是 Master，可以写入；生产者只有 n0 的地址，要等取到新路由。',
    )
    expect(story([elected], en, standing({})).headline).toContain('still has its address')
    expect(story([elected]).headline).toBe('broker-a n1 is Master: broker-a accepts writes.')
  })

  test('of producers that know different things, nothing is said', () => {
    const outlooks = () => [
      { producer: 0, outlook: USABLE },
      { producer: 1, outlook: { ...USABLE, listed: false } },
    ]
    expect(story([elected], en, { outlooks }).headline).toBe('broker-a n1 is Master: broker-a accepts writes.')
  })

  test('a window that ends promises nothing that the route cannot keep', () => {
    const over = of('available', { producer: 0, group: 0, cause: 'windowEnded' }, 18_000)
    expect(narrate(over, context(), en)).toBe('The avoidance window of broker-a is over.')
    expect(story([over]).headline).toBe('The avoidance window of broker-a is over.')
    expect(story([over], en, standing({})).headline).toBe('The avoidance window of broker-a is over.')
    expect(story([over], en, standing({ listed: false })).headline).toContain('has no queue of it')
    expect(story([over], en, standing({ address: 'old', knownMaster: 0 })).headline).toContain(
      'the producer only has the address of n0, which takes no writes',
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
      'Client 4.9.7 now: it looks up a failed send as 30.0 s and avoids the Broker for 10 min; a fast success ends the window.',
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
      'Route refreshed: broker-a has no Master, and its queues are gone; the producer now lists 2 queues.',
    )
    expect(story([firstRoute, without], en, changed({ lost: [0] })).headline).toContain('has lost its write permission')
    const all = [firstRoute, without, withIt]
    expect(story(all, en, changed({ gained: [0] })).headline).toBe(
      'Route refreshed: it adds the queues of broker-a; the producer now lists 4 queues.',
    )
    expect(story(all, zh, changed({ gained: [0] })).headline).toBe(
      '路由已刷新：新增 broker-a 的队列；生产者现在有 4 个 MessageQueue 可选。',
    )
  })

  test('a new route with as many queues names the Master it brings', () => {
    expect(story([firstRoute, withIt], en, changed({ moved: [{ group: 0, node: 1 }] })).headline).toBe(
      'Route refreshed: the producer now knows that n1 is Master of broker-a.',
    )
  })

  test('a route that changes something else is told by its number of queues', () => {
    expect(story([firstRoute, without, withIt], en, changed({})).headline).toBe(
      'The route has changed: the producer now lists 4 queues.',
    )
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
