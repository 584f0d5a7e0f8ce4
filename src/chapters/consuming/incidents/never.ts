// Incidents in which messages are read by the wrong one, or never.

import { consumption, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { consumeInput } from '../inputs'
import { incidentOf } from './incident'

const START_MS = 10_000
const burst = consumption('deliveries', START_MS, 12_500)
const cause: Figure = { kind: 'startCauseOf', consumer: 0, afterMs: START_MS }

const TAGS_END_MS = 30_000
const tagsDone = consumption('consumed', 0, TAGS_END_MS)
const tagsSkipped = consumption('skipped', 0, TAGS_END_MS)

const LAG_MS = 30_000
const lag: Figure = { kind: 'lagOf', atMs: LAG_MS }
const idle: Figure = { kind: 'queuesOf', consumer: 4, atMs: LAG_MS }

const DEAD_END_MS = 60_000
const deadLetters = consumption('deadLettered', 0, DEAD_END_MS)
const inRetry = consumption('sentBack', 0, DEAD_END_MS)

export const NEVER_INCIDENTS: readonly Lesson[] = [
  incidentOf({
    words: {
      id: 'consume-from-last',
      title: { zh: 'CONSUME_FROM_LAST_OFFSET “不起作用”', en: 'CONSUME_FROM_LAST_OFFSET "does not work"' },
      summary: {
        zh: '“新的消费组设了从最新开始，上线后却把几千条旧消息全读了一遍。”',
        en: '"A new group is set to begin with the newest message, and it read thousands of old ones."',
      },
      cause: {
        zh: '新组没有位点，Broker 又看到队列的第一条还在内存里，就回答 0；客户端得到位点，不再看 consumeFromWhere。',
        en: 'A new group has no offset, but the Broker still has the first message of the queue in memory and answers 0. With an offset, the client does not look at consumeFromWhere.',
      },
      fix: {
        zh: '在消息之前启动消费组，或者上线前用 mqadmin resetOffsetByTime 设好位点。',
        en: 'Start the group before its messages, or set its offsets with mqadmin resetOffsetByTime beforehand.',
      },
      issues: [334, 1135, 4909, 9083],
      terms: ['consumerOffset', 'consumerGroup'],
    },
    shown: {
      input: consumeInput({ consumersStartAtMs: START_MS, clientVersion: '4.9.7' }),
      atMs: START_MS,
      untilMs: 12_500,
      speed: 0.5,
    },
    symptom: {
      say: {
        zh: '4.9.7，CONSUME_FROM_LAST_OFFSET。Topic 里有 20 条旧消息，新的 group-a 在 10 秒启动。',
        en: '4.9.7, CONSUME_FROM_LAST_OFFSET. The Topic has 20 old messages when the new group-a starts at 10 s.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: '它从哪里读起？', en: 'Where does it begin?' },
        answer: cause,
        options: [
          { text: { zh: '从最新的开始', en: 'With the newest' }, equals: 'max' },
          { text: { zh: '从第一条开始', en: 'With the first' }, equals: 'zero' },
        ],
        explain: {
          zh: 'Broker 回答位点 0：2.5 秒内监听器得到 {burst} 条，几乎全是旧消息。',
          en: 'The Broker answers offset 0: listeners get {burst} messages within 2.5 s, nearly all of them old.',
        },
      },
      meaning: {
        zh: '“最新”只对第一条已不在内存里的队列成立。',
        en: '"Newest" holds only for a queue whose first message has left the memory.',
      },
      figures: { burst },
      claims: [
        { figure: cause, equals: 'zero' },
        { figure: burst, atLeast: 20 },
      ],
    },
    mended: {
      setting: { name: 'consumersStartAtMs', value: 0 },
      say: {
        zh: '10 秒才启动时，这 2.5 秒里得到 {before} 条。',
        en: 'With a start at 10 s, listeners get {before} in these 2.5 s.',
      },
      otherFigures: { before: burst },
      meaning: {
        zh: '{burst} 条，不是 {before} 条：组先在，消息后到，没有旧消息。',
        en: '{burst} instead of {before}: the group is there before its messages, and nothing is old.',
      },
      figures: { burst },
      claims: [
        { figure: burst, atMost: 8 },
        { figure: burst, inOther: true, atLeast: 20 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-two-tags',
      title: { zh: '同一个组，两个 Tag，丢一半', en: 'One group, two Tags, half is gone' },
      summary: {
        zh: '“两个服务用同一个消费组，各订阅一个 Tag，两边都收不全。”',
        en: '"Two services use the same group, each subscribed to its Tag, and both miss messages."',
      },
      cause: {
        zh: '队列按组分，不按 Tag 分；Broker 对一个组只认最新的订阅。别人的队列里自己的 Tag 就被过滤掉，位点照样前进。',
        en: 'Queues are divided by group, not by Tag, and a Broker keeps one subscription for a group, the newest. The Tag of one service is filtered out in the queues of the other, and the offset moves on.',
      },
      fix: {
        zh: '一个组里所有实例的订阅必须完全一样；不同的 Tag 用不同的组。',
        en: 'All instances of a group must have the same subscription; another Tag takes another group.',
      },
      issues: [],
      terms: ['consumerGroup'],
    },
    shown: {
      input: consumeInput({
        subscription: 'TagA',
        otherSubscription: 'TagB',
        tagCount: 2,
        consumeFromWhere: 'CONSUME_FROM_FIRST_OFFSET',
      }),
      atMs: 3000,
      untilMs: TAGS_END_MS,
      speed: 3,
    },
    symptom: {
      say: {
        zh: 'consumer-1 订阅 TagA，consumer-2 订阅 TagB，都在 group-a。30 秒里两个 Tag 各有约 30 条消息。',
        en: 'consumer-1 subscribes to TagA, consumer-2 to TagB, both in group-a. In 30 s each Tag has some 30 messages.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: '共处理成功多少条？', en: 'How many are consumed in all?' },
        answer: tagsDone,
        options: [
          { text: { zh: '两个 Tag 的全部', en: 'All of both Tags' }, atLeast: 50 },
          { text: { zh: '约一半', en: 'About half of them' }, atLeast: 24, atMost: 36 },
          { text: { zh: '不到三分之一', en: 'Less than a third' }, atMost: 20 },
        ],
        explain: {
          zh: '{done} 条，{skipped} 条被过滤掉：一个消费者在自己的队列里只认一个 Tag，而最新的订阅又盖过另一个。',
          en: '{done}, and {skipped} are filtered out: a consumer takes one Tag of its own queues, and the newer subscription covers the other.',
        },
      },
      meaning: {
        zh: '没有报错，积压也是 0：被过滤的消息算消费过了。',
        en: 'No error and no backlog: what is filtered out counts as consumed.',
      },
      figures: { done: tagsDone, skipped: tagsSkipped },
      claims: [
        { figure: tagsDone, atMost: 20 },
        { figure: tagsSkipped, atLeast: 25 },
      ],
    },
    mended: {
      setting: { name: 'otherSubscription', value: 'SAME' },
      say: { zh: '订阅不一致时处理了 {before} 条。', en: 'With two subscriptions {before} are consumed.' },
      otherFigures: { before: tagsDone },
      meaning: {
        zh: '处理 {done} 条，不是 {before} 条：TagA 一条不少。TagB 要另开一个组。',
        en: '{done} instead of {before}: no message of TagA is missing, and TagB takes a group of its own.',
      },
      figures: { done: tagsDone },
      claims: [
        { figure: tagsDone, atLeast: 26 },
        { figure: tagsDone, inOther: true, atMost: 20 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-more-consumers',
      title: { zh: '加了消费者，积压不降', en: 'More consumers, and the backlog stays' },
      summary: {
        zh: '“积压时把实例从 4 个加到 6 个，一点用也没有。”',
        en: '"The backlog grew, we went from 4 instances to 6, and nothing changed."',
      },
      cause: {
        zh: '一个队列只归一个消费者。四个队列喂不饱六个消费者，多出来的两个空闲。',
        en: 'A queue belongs to one consumer. Four queues do not feed six of them, so two are idle.',
      },
      fix: {
        zh: '加队列，或者加 consumeThreadMax；最先看监听器为什么慢。',
        en: 'Add queues, or raise consumeThreadMax; and look first at why the listener is slow.',
      },
      issues: [],
      terms: ['consumerLag', 'rebalance'],
    },
    shown: {
      input: consumeInput({ consumerCount: 6 }, [], 'consume-backlog'),
      atMs: 5000,
      untilMs: LAG_MS,
      speed: 3,
      view: { charts: true },
    },
    symptom: {
      say: {
        zh: '每秒 4 条，每条处理 1.5 秒，每个消费者一个线程。四个队列，六个消费者。',
        en: 'Four messages a second, 1.5 s of work each, one thread in each consumer. Four queues, six consumers.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: 'consumer-5 分到几个队列？', en: 'How many queues has consumer-5?' },
        answer: idle,
        options: [
          { text: { zh: '和别人共用一个', en: 'It shares one' }, equals: 1 },
          { text: { zh: '一个队列也分不到', en: 'No queue at all' }, equals: 0 },
        ],
        explain: {
          zh: '{idle} 个，第 6 个也一样；30 秒时积压 {lag} 条。',
          en: '{idle}, as the sixth; the lag at 30 s is {lag} messages.',
        },
      },
      meaning: {
        zh: '消费并行度的上限是队列数乘线程数，不是实例数。',
        en: 'Queues and threads limit how much is consumed at a time, not instances.',
      },
      figures: { idle, lag },
      claims: [
        { figure: idle, equals: 0 },
        { figure: lag, atLeast: 30 },
      ],
    },
    mended: {
      setting: { name: 'writeQueueNums', value: 3 },
      say: { zh: '每组两个队列时，积压 {before} 条。', en: 'With two queues a group, the lag is {before}.' },
      otherFigures: { before: lag },
      meaning: {
        zh: '积压 {lag} 条，不是 {before} 条：六个队列，每个消费者一个。',
        en: '{lag} instead of {before}: six queues, one for each consumer.',
      },
      figures: { lag },
      claims: [
        { figure: lag, atMost: 20 },
        { figure: lag, inOther: true, atLeast: 30 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-dead-letters',
      title: { zh: '故障恢复后，消息不见了', en: 'The fault is over, and messages are missing' },
      summary: {
        zh: '“下游不稳定了一阵，恢复后有些消息再也没有处理。”',
        en: '"A service behind us failed for a while. It is back, and some messages were never processed."',
      },
      cause: {
        zh: '重试次数用完，消息进了 %DLQ% Topic；没有订阅它，就再也不会收到。',
        en: 'Their retries were used up, and they are in the %DLQ% Topic, which no group reads.',
      },
      fix: {
        zh: '重试次数要撑过故障的时长；监控 %DLQ%，修好后把消息重新发送。',
        en: 'Let the retries last longer than an outage, watch %DLQ%, and send its messages again.',
      },
      issues: [],
      terms: ['deadLetterQueue', 'retryTopic'],
    },
    shown: {
      input: consumeInput({ consumeFailurePercent: 60, maxReconsumeTimes: 1, poisonMessage: 0 }, [], 'consume-retry'),
      atMs: 5000,
      untilMs: DEAD_END_MS,
      speed: 8,
    },
    symptom: {
      say: {
        zh: '下游不稳定：100 次处理 60 次失败。maxReconsumeTimes=1。',
        en: 'The service behind fails 60 times of 100. maxReconsumeTimes=1.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: '60 秒里多少条进死信队列？', en: 'How many are dead letters within 60 s?' },
        answer: deadLetters,
        options: [
          { text: { zh: '没有：失败的都会再来', en: 'None: what fails comes again' }, equals: 0 },
          { text: { zh: '几条', en: 'A few' }, atLeast: 1, atMost: 5 },
          { text: { zh: '十条以上', en: 'More than ten' }, atLeast: 11 },
        ],
        explain: {
          zh: '{dead} 条：只再试一次，又失败就不再投递。',
          en: '{dead}: they get one retry, and when that fails there is no other.',
        },
      },
      meaning: {
        zh: '死信不算积压，积压监控看不到它们。',
        en: 'Dead letters are no lag, so an alarm on lag does not see them.',
      },
      figures: { dead: deadLetters },
      claims: [{ figure: deadLetters, atLeast: 11 }],
    },
    mended: {
      setting: { name: 'maxReconsumeTimes', value: 16 },
      say: { zh: '只重试一次时，死信 {before} 条。', en: 'With one retry there are {before} dead letters.' },
      otherFigures: { before: deadLetters },
      meaning: {
        zh: '死信 {dead} 条，不是 {before} 条；共发回 {back} 次，间隔越来越长。',
        en: '{dead} instead of {before}; they were sent back {back} times, with longer and longer delays.',
      },
      figures: { dead: deadLetters, back: inRetry },
      claims: [
        { figure: deadLetters, equals: 0 },
        { figure: deadLetters, inOther: true, atLeast: 11 },
      ],
    },
  }),
]
