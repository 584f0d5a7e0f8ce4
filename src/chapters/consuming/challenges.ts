// Challenges of this chapter, the easiest first.

import type { SettingName, UserAction } from '../../rocketmq'
import type { Challenge, Condition } from '../challenge'
import { consumption } from '../figure'
import { set } from '../sending/challenges/moves'
import { consumeInput, DEATH_MS, toConsumer } from './inputs'

const consumedAtLeast = (fromMs: number, toMs: number, atLeast: number): Condition => ({
  claim: { figure: consumption('consumed', fromMs, toMs), atLeast },
  label: { zh: '处理成功的消息', en: 'Consumed messages' },
})

/** One move wins; the second allowed one is there for whoever needs it. */
const rules = (untilMs: number, ...settings: SettingName[]): Challenge['rules'] => ({
  actions: [],
  brokers: [],
  settings,
  most: 2,
  untilMs,
})

const solved = (solution: UserAction, lazy: UserAction[], other: UserAction) => ({
  par: 1,
  solution: [solution],
  lazy: lazy.map((move) => [move]),
  longer: [solution, other],
})

const DRAIN_MS = 40_000
const ORDERLY_MS = 30_000
const STUCK_DEATH_MS = 30_300
const STUCK_MS = 40_000
const LOCK_MS = 60_000

export const CONSUMING_CHALLENGES: readonly Challenge[] = [
  {
    id: 'drain-backlog',
    level: 1,
    title: { zh: '消化积压', en: 'Drain the backlog' },
    situation: {
      zh: '每秒 4 条，每条处理 1.5 秒；两个消费者，各两个队列、一个线程。积压一直涨。',
      en: 'Four messages a second with 1.5 s of work each; two consumers with two queues and one thread each. The backlog grows.',
    },
    goal: { zh: '40 秒内处理成功至少 145 条。', en: 'Consume at least 145 messages within 40 s.' },
    input: consumeInput({}, [], 'consume-backlog'),
    endMs: DRAIN_MS,
    rules: rules(
      DRAIN_MS,
      'consumerCount',
      'consumeThreadMax',
      'pullBatchSize',
      'pullThresholdForQueue',
      'consumeMessageBatchMaxSize',
    ),
    judge: [consumedAtLeast(0, DRAIN_MS, 145)],
    ...solved(
      set(0, 'consumeThreadMax', 4),
      [set(0, 'consumerCount', 6), set(0, 'pullBatchSize', 32), set(0, 'pullThresholdForQueue', 1000)],
      set(0, 'pullBatchSize', 32),
    ),
    hint: {
      zh: '队列只有四个，第五个消费者没有事做。一个消费者同时能处理几条？',
      en: 'There are four queues, and a fifth consumer would be idle. How many messages does one consumer process at a time?',
    },
    explain: {
      zh: '并发消费时，几个线程可以同时处理一个队列；实例数的上限是队列数，线程数没有这个上限。',
      en: 'Concurrently, several threads work on one queue at a time: queues limit the number of instances, not of threads.',
    },
    gotcha: 'C24',
  },
  {
    id: 'orderly-poison',
    level: 2,
    title: { zh: '让顺序队列继续', en: 'Keep the orderly queue going' },
    situation: {
      zh: 'ORDERLY，消息 5 每次都失败，它后面的全在等。',
      en: 'ORDERLY. Message 5 fails each time, and all behind it wait.',
    },
    goal: { zh: '30 秒内处理成功至少 55 条。', en: 'Consume at least 55 messages within 30 s.' },
    input: consumeInput({ poisonMessage: 5 }, [], 'consume-orderly'),
    endMs: ORDERLY_MS,
    rules: rules(ORDERLY_MS, 'maxReconsumeTimes', 'suspendCurrentQueueTimeMillis', 'consumeThreadMax', 'pullBatchSize'),
    judge: [consumedAtLeast(0, ORDERLY_MS, 55)],
    ...solved(
      set(0, 'maxReconsumeTimes', 2),
      [set(0, 'suspendCurrentQueueTimeMillis', 100), set(0, 'consumeThreadMax', 64)],
      set(0, 'suspendCurrentQueueTimeMillis', 100),
    ),
    hint: {
      zh: '重试得再勤，它还是失败。什么能让它离开队列？',
      en: 'It fails however often it is tried. What makes it leave the queue?',
    },
    explain: {
      zh: '顺序消费的 maxReconsumeTimes 默认不限次数；有了上限，消息进死信队列，队列继续，这个 key 的顺序缺一条。',
      en: 'Orderly, maxReconsumeTimes is without limit by default. With one, the message is a dead letter and the queue goes on, with a gap in the order of its key.',
    },
    gotcha: 'C4',
  },
  {
    id: 'stuck-offset',
    level: 3,
    title: { zh: '宕机，几乎不重复', en: 'A crash, and hardly a duplicate' },
    situation: {
      zh: '消息 5 的监听器永不返回，broker-a q0 的位点停在那里。30.3 秒时 consumer-1 被 kill -9。',
      en: 'The listener of message 5 never returns, so the offset of broker-a q0 does not move. At 30.3 s consumer-1 gets a kill -9.',
    },
    goal: { zh: '宕机之后最多重复 5 条。', en: 'At most 5 messages come again after the crash.' },
    // They begin behind the moves at 0: a client plans its looks at consumeTimeout when it starts.
    input: consumeInput({ stuckMessage: 5, sendIntervalMs: 200, consumeTimeMs: 50, consumersStartAtMs: 100 }, [
      toConsumer('kill', STUCK_DEATH_MS),
    ]),
    endMs: STUCK_MS,
    rules: rules(
      STUCK_DEATH_MS,
      'persistConsumerOffsetInterval',
      'pullBatchSize',
      'consumeConcurrentlyMaxSpan',
      'pullThresholdForQueue',
      'consumeTimeout',
    ),
    judge: [
      {
        claim: { figure: consumption('deliveredAgain', STUCK_DEATH_MS, STUCK_MS), atMost: 5 },
        label: { zh: '重复的消息', en: 'Messages that come again' },
      },
    ],
    ...solved(
      set(0, 'consumeTimeout', 5000),
      [set(0, 'persistConsumerOffsetInterval', 100), set(0, 'pullBatchSize', 1)],
      set(0, 'persistConsumerOffsetInterval', 1000),
    ),
    hint: {
      zh: '位点提交得再勤也不越过未完成的消息。什么能让消息 5 离开 ProcessQueue？',
      en: 'However often it is committed, an offset does not pass what is unfinished. What takes message 5 out of the ProcessQueue?',
    },
    explain: {
      zh: '超过 consumeTimeout 的消息发回 Broker 并离开 ProcessQueue，位点就能前进；监听器本身并没有停。',
      en: 'After consumeTimeout a message is sent back and leaves the ProcessQueue, so the offset moves on. The listener itself goes on.',
    },
    gotcha: 'C1',
  },
  {
    id: 'short-silence',
    level: 4,
    title: { zh: '顺序消费，快点接手', en: 'Take over in order, and soon' },
    situation: {
      zh: 'ORDERLY，两个消费者。consumer-1 在 12.3 秒被 kill -9，它的两个队列停了将近一分钟。',
      en: 'ORDERLY with two consumers. consumer-1 gets a kill -9 at 12.3 s, and its two queues halt for close to a minute.',
    },
    goal: {
      zh: '宕机后到 60 秒，处理成功至少 90 条。',
      en: 'Consume at least 90 messages between the crash and 60 s.',
    },
    input: consumeInput({}, [toConsumer('kill')], 'consume-orderly'),
    endMs: LOCK_MS,
    rules: rules(
      DEATH_MS,
      'rebalanceLockMaxLiveTime',
      'rebalanceWaitInterval',
      'channelExpiredTimeout',
      'consumeThreadMax',
    ),
    judge: [consumedAtLeast(DEATH_MS, LOCK_MS, 90)],
    ...solved(
      set(0, 'rebalanceLockMaxLiveTime', 30_000),
      [set(0, 'rebalanceWaitInterval', 5000), set(0, 'channelExpiredTimeout', 30_000)],
      set(0, 'consumeThreadMax', 4),
    ),
    hint: {
      zh: '另一个消费者早就知道了，它在等 Broker。等什么？',
      en: 'The other consumer has known for long. It waits for the Broker. What for?',
    },
    explain: {
      zh: '锁从最后一次续约起 60 秒过期；调小它，接手就早，但要大于客户端 20 秒的续约间隔。',
      en: 'A lock expires 60 s after it was last confirmed. A lower value means an earlier takeover, and has to stay above the 20 s at which clients confirm.',
    },
    gotcha: 'C4',
  },
]
