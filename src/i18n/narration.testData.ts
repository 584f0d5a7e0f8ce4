// Entries of every kind, the context they are narrated in, and what every sentence must fulfil.

import { expect } from 'vitest'
import type { Outlook } from '../projections/outlook'
import {
  type AttemptFailure,
  clientException,
  clientRules,
  deadLetterQueue,
  type LogEntry,
  type LogKind,
  retryQueue,
  type SendException,
  scheduleQueue,
  type UserAction,
} from '../rocketmq'
import {
  BUSY_REASONS,
  CHANNEL_CAUSES,
  CONSUME_RESULTS,
  CUT_CAUSES,
  FLOW_CONTROLS,
  HA_STATES,
  PULL_FAILURES,
  ROUTE_OUTCOMES,
  SKIP_CAUSES,
  START_CAUSES,
} from '../rocketmq/logEntries'
import { TEACHING_SETTINGS } from '../rocketmq/settings'
import type { Messages } from './messages'
import type { NarrationContext } from './narrationContext'

export const ACTIONS: UserAction[] = [
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
  ...(['overloaded', 'diskFull', 'diskStalled'] as const).flatMap((fault) =>
    [true, false].map((on): UserAction => ({ atMs: 9900, type: 'setFault', target: 'broker-a/n0', fault, on })),
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

export const context = (changes: Partial<NarrationContext> = {}): NarrationContext => ({
  brokerName: (group) => `broker-${'abc'[group]}`,
  settings: TEACHING_SETTINGS,
  actions: ACTIONS,
  ...changes,
})

/** A Broker group that the producer can use. */
export const USABLE: Outlook = {
  master: 1,
  knownMaster: 1,
  address: 'right',
  listed: true,
  overwritten: false,
  waitsFor: [],
}

const PROCESS_STATES = [
  'running',
  'killed',
  'poweredOff',
  'frozen',
  'stopping',
  'stopped',
  'starting',
  'dying',
  'portClosed',
] as const
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

export const of = <K extends LogKind>(
  kind: K,
  fields: Omit<Extract<LogEntry, { kind: K }>, 'kind' | 'atMs'>,
  atMs = 1234,
) => ({ atMs, kind, ...fields }) as Extract<LogEntry, { kind: K }>

export const ok = (message: number, atMs: number) =>
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
export const send = (message: number, attempt: number, group: number, atMs: number) =>
  of('send', { producer: 0, thread: 0, message, attempt, group, queueId: 0, index: 37 }, atMs)
export const failed = (message: number, atMs: number, attempt = 1) =>
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
export const gets = (exception: SendException, failure: AttemptFailure = 'connectRefused', code = 0, attempt = 3) =>
  clientException(clientRules('5.5.0'), 'SYNC', exception, { attempt, failure, code })
export const gaveUp = (exception: SendException, attempts: number, elapsedMs = 720) =>
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
export const avoided = (atMs: number) =>
  of('avoided', { producer: 0, group: 0, latencyMs: 240, isolation: true, windowMs: 3000, untilMs: atMs + 3000 }, atMs)

/** A queue of each Topic that a Broker has. */
const QUEUES = [1, retryQueue(1), deadLetterQueue(0), scheduleQueue(3, 0)]

/** At least one entry of every kind, and every value of every enumeration in it. */
export const EVERY_KIND: { [K in LogKind]: Extract<LogEntry, { kind: K }>[] } = {
  action: [...ACTIONS.map((_, action) => of('action', { action })), of('action', { action: 99 })],
  brokerProcess: PROCESS_STATES.map((to) => of('brokerProcess', { group: 0, node: 1, to })),
  nameServerProcess: PROCESS_STATES.map((to) => of('nameServerProcess', { nameServer: 0, to })),
  producerProcess: PROCESS_STATES.map((to) => of('producerProcess', { producer: 0, to })),
  registered: [0, 2].map((brokerId) => of('registered', { nameServer: 0, group: 0, node: 1, brokerId })),
  unregistered: (['channelClosed', 'unregister', 'expired'] as const).map((cause) =>
    of('unregistered', { nameServer: 0, group: 0, node: 1, brokerId: 0, cause }),
  ),
  routeRequest: (['poll', 'send'] as const).map((cause) => of('routeRequest', { producer: 0, nameServer: 0, cause })),
  route: (['changed', 'unchanged', 'keptNotExist', 'keptUnreachable', 'keptTimedOut'] as const).flatMap((outcome) =>
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
      'REJECT_EXPIRED_LEDGER_TERM',
    ] as const
  ).flatMap((result) => [1, 2].map((voter) => of('vote', { group: 0, candidate: 1, voter, term: 2, result }))),
  masterReady: [of('masterReady', { group: 0, node: 1 })],
  topicCreated: [1, 4].map((queues) => of('topicCreated', { group: 0, queues })),
  queued: [of('queued', { message: 34, group: 0, node: 0, ahead: 70 })],
  busy: BUSY_REASONS.map((reason) => of('busy', { message: 34, group: 0, node: 0, reason, waitedMs: 203 })),
  appended: [1, 700].map((count) =>
    of('appended', { message: 34, group: 0, node: 0, queueId: 1, count, size: 274, offset: 2740 }),
  ),
  committed: [of('committed', { group: 0, node: 0, offset: 2740 })],
  flushed: [of('flushed', { group: 0, node: 0, offset: 2740 })],
  dispatched: [of('dispatched', { group: 0, node: 0, offset: 2740 })],
  replicated: [of('replicated', { group: 0, node: 1, offset: 2740 })],
  confirmed: [of('confirmed', { group: 0, node: 0, offset: 2740 })],
  haState: HA_STATES.map((connection) => of('haState', { group: 0, node: 1, connection })),
  syncStateSet: [true, false].map((isIn) => of('syncStateSet', { group: 0, node: 1, isIn })),
  cut: CUT_CAUSES.map((cause) => of('cut', { group: 0, node: 0, cause, offset: 2740 })),
  recovered: [true, false].map((abnormal) => of('recovered', { group: 0, node: 0, abnormal, offset: 2740 })),
  lost: [1, 700].map((count) => of('lost', { message: 34, group: 0, count })),
  regained: [1, 700].map((count) => of('regained', { message: 34, group: 0, count })),
  filesDeleted: [of('filesDeleted', { group: 0, node: 0, offset: 1_073_741_824 })],
  consumerProcess: PROCESS_STATES.map((to) => of('consumerProcess', { consumer: 1, to })),
  consumerRoute: ROUTE_OUTCOMES.flatMap((outcome) =>
    [0, 1, 4].map((queues) => of('consumerRoute', { consumer: 1, outcome, queues })),
  ),
  memberJoined: [of('memberJoined', { consumer: 1, group: 0, node: 0 })],
  memberLeft: CHANNEL_CAUSES.map((cause) => of('memberLeft', { consumer: 1, group: 0, node: 0, cause })),
  rebalanced: [1, 3].map((members) =>
    of('rebalanced', { consumer: 1, group: 0, node: 0, members, queues: 3 - members }),
  ),
  queueAssigned: QUEUES.map((queueId) => of('queueAssigned', { consumer: 1, group: 0, queueId })),
  queueRevoked: QUEUES.map((queueId) => of('queueRevoked', { consumer: 1, group: 0, queueId })),
  startOffset: START_CAUSES.map((cause) =>
    of('startOffset', { consumer: 1, group: 0, queueId: 1, queueOffset: 1200, cause }),
  ),
  queueLocked: [of('queueLocked', { consumer: 1, group: 0, queueId: 1 })],
  lockRefused: [of('lockRefused', { consumer: 1, group: 0, queueId: 1 })],
  queueUnlocked: [of('queueUnlocked', { consumer: 1, group: 0, queueId: 1 })],
  pullHeld: QUEUES.map((queueId) => of('pullHeld', { consumer: 1, group: 0, node: 0, queueId, queueOffset: 1200 })),
  pulled: [0, 1, 32].map((count) =>
    of('pulled', { consumer: 1, group: 0, node: 0, queueId: 1, queueOffset: 1200, count }),
  ),
  pullFailed: PULL_FAILURES.flatMap((failure) =>
    [0, 2, 77].map((code) => of('pullFailed', { consumer: 1, group: 0, node: 0, queueId: 1, failure, code })),
  ),
  flowControl: FLOW_CONTROLS.map((reason) => of('flowControl', { consumer: 1, group: 0, queueId: 1, reason })),
  offsetMoved: [of('offsetMoved', { consumer: 1, group: 0, queueId: 1, fromOffset: 1200, toOffset: 80 })],
  consumeBegun: [0, 1, 3].map((times) =>
    of('consumeBegun', { consumer: 1, message: 34, group: 0, queueId: 1, queueOffset: 1200, times }),
  ),
  consumed: CONSUME_RESULTS.map((result) =>
    of('consumed', { consumer: 1, message: 34, group: 0, queueId: 1, queueOffset: 1200, times: 0, result }),
  ),
  offsetCommitted: QUEUES.map((queueId) =>
    of('offsetCommitted', { consumerGroup: 0, group: 0, node: 0, queueId, queueOffset: 1200 }),
  ),
  sentBack: [3, 18].map((level) =>
    of('sentBack', { consumerGroup: 0, message: 34, group: 0, node: 0, times: 1, level }),
  ),
  retryReady: [1, 2].map((times) =>
    of('retryReady', { consumerGroup: 0, message: 34, group: 0, node: 0, times, queueOffset: 4 }),
  ),
  deadLettered: [1, 16].map((times) =>
    of('deadLettered', { consumerGroup: 0, message: 34, group: 0, node: 0, times, queueOffset: 0 }),
  ),
  skipped: SKIP_CAUSES.map((cause) =>
    of('skipped', { consumerGroup: 0, message: 34, group: 0, queueId: 1, queueOffset: 1200, cause }),
  ),
  queueRewritten: [of('queueRewritten', { producer: 0, position: 2, group: 0, queueId: 1 })],
}

const CJK = '[\\u3400-\\u9fff]'

/** What must hold for every sentence anybody may read. */
export function expectGoodSentence(text: string, { language }: Messages): void {
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

export const CONTEXTS = [
  context(),
  context({ settings: { ...TEACHING_SETTINGS, producerCount: 3, nameServerCount: 2, consumerGroupCount: 2 } }),
]
