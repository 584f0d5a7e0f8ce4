// What people ask about processing: order, duplicates, backlogs, retries, threads.

import { consumption, type Figure } from '../../figure'
import { type AskedQuestion, question } from '../../question'
import { consumeInput, DEATH_MS, toConsumer } from '../inputs'

const queue: Extract<Figure, { kind: 'queueOf' }> = { kind: 'queueOf', message: 21 }
const again = consumption('deliveredAgain', DEATH_MS, 16_000)
const lag: Figure = { kind: 'lagOf', atMs: 30_000 }
const ready: Figure = { kind: 'momentOf', mark: { mark: 'retryReady', message: 5, afterMs: 24_100 } }
const done = consumption('consumed', 10_000, 20_000)

export const PROCESSING_QUESTIONS: readonly AskedQuestion[] = [
  question({
    name: 'order',
    title: { zh: '怎样保证顺序，什么时候会乱？', en: 'How is order kept, and when does it break?' },
    summary: {
      zh: '按 key 选队列发送，四个 key；ORDERLY 消费。',
      en: 'Sent by key, four keys, and consumed ORDERLY.',
    },
    asked: { notes: 54, asQuestion: 24, threads: 11 },
    issues: [2621, 5465],
    terms: ['orderly', 'processQueue'],
    source: { method: 'ConsumeMessageOrderlyService#processConsumeResult', release: '5.3.3', rules: ['M9'] },
    step: {
      say: {
        zh: '每隔四条，key 相同：消息 17 和 21 是同一个订单。消息 21 正要发出。',
        en: 'Every fourth message has the same key: 17 and 21 are one order. Message 21 comes next.',
      },
      input: consumeInput({}, [], 'consume-orderly'),
      atMs: 9990,
      untilMs: 12_500,
      speed: 0.5,
      figures: { queue, before: { kind: 'queueOf', message: 17 }, who: { kind: 'consumerOf', message: 21 } },
      claims: [{ figure: queue, equals: 'broker-a q0' }],
    },
    ask: {
      kind: 'queue',
      prompt: { zh: '消息 21 去哪个队列？', en: 'Which queue does message 21 go to?' },
      answer: queue,
      explain: {
        zh: '{queue}，消息 17 在 {before}：key 的哈希对队列数取余。{who} 锁住这个队列，一条一条处理。',
        en: '{queue}, and 17 is in {before}: the hash of the key modulo the number of queues. {who} has the lock of it and takes one at a time.',
      },
    },
    rule: {
      zh: '顺序只在一个队列之内。队列数一变、用并发消费、失败后进重试 Topic，都会乱；发送也不会换队列重试。',
      en: 'Order holds within one queue. It breaks when the number of queues changes, with a concurrent listener, and where a failed message comes again by the retry Topic.',
    },
  }),
  question({
    name: 'consumed-twice',
    title: { zh: '消息为什么重复消费，幂等怎么做？', en: 'Why is a message consumed twice, and what of idempotency?' },
    summary: {
      zh: '两个消费者，每条处理 0.8 秒；consumer-1 在 12.3 秒被 kill -9。',
      en: 'Two consumers with 0.8 s of work each; consumer-1 gets a kill -9 at 12.3 s.',
    },
    asked: { notes: 49, asQuestion: 23, threads: 9 },
    issues: [1404, 3937],
    terms: ['consumerOffset', 'rebalance'],
    source: { method: 'ProcessQueue#removeMessage', release: '5.3.3', rules: ['M2', 'M6'] },
    notShown: {
      zh: '发送端造成的重复在另一个问题里。',
      en: 'Duplicates made by the sending side are in a question of their own.',
    },
    shownBy: ['sent-twice'],
    step: {
      say: {
        zh: 'consumer-1 已经宕机，consumer-2 刚接手它的队列。',
        en: 'consumer-1 is dead, and consumer-2 has just taken over its queues.',
      },
      input: consumeInput({}, [toConsumer('kill')]),
      atMs: 12_900,
      untilMs: 16_000,
      speed: 0.5,
      figures: {
        again,
        first: { kind: 'messageOf', mark: { mark: 'deliveredAgain', afterMs: DEATH_MS } },
      },
      claims: [{ figure: again, equals: 2 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '它会重复收到多少条？', en: 'How many does it get a second time?' },
      answer: again,
      options: [
        { text: { zh: '一条也不重复', en: 'Not a single one' }, equals: 0 },
        { text: { zh: '没提交的几条', en: 'The few that were not committed' }, atLeast: 1, atMost: 5 },
        { text: { zh: '几十条', en: 'Dozens' }, atLeast: 20 },
      ],
      explain: {
        zh: '{again} 条，从消息 {first} 起：处理了一半的，和处理完还没提交位点的。',
        en: '{again}, message {first} first: what was half done, and what was done and not committed.',
      },
    },
    rule: {
      zh: 'RocketMQ 保证至少一次。用业务 key 去重，在处理结果的同一个事务里记下它。',
      en: 'RocketMQ delivers at least once. Recognise a message by a key of the business, stored in the same transaction as its result.',
    },
  }),
  question({
    name: 'backlog',
    title: { zh: '消息积压，怎么办？', en: 'There is a backlog. What now?' },
    summary: {
      zh: '每秒 4 条，每条处理 1.5 秒；两个消费者，各一个线程。',
      en: 'Four messages a second with 1.5 s of work each; two consumers with one thread each.',
    },
    asked: { notes: 36, asQuestion: 20, threads: 5 },
    issues: [],
    terms: ['consumerLag', 'rebalance'],
    source: { method: 'DefaultMQPushConsumerImpl#pullMessage', release: '5.3.3', rules: ['M1', 'M5'] },
    step: {
      say: {
        zh: '已经运行 10 秒，看看积压的走向。',
        en: 'It has run for 10 s. Where does the backlog go?',
      },
      input: consumeInput({}, [], 'consume-backlog'),
      atMs: 10_000,
      untilMs: 30_000,
      speed: 3,
      view: { charts: true },
      figures: { lag, done: consumption('consumed', 10_000, 30_000) },
      claims: [{ figure: lag, atLeast: 60 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '30 秒时积压多少？', en: 'How large is it at 30 s?' },
      answer: lag,
      options: [
        { text: { zh: '已经消化完', en: 'It has drained' }, atMost: 10 },
        { text: { zh: '维持在几十条以内', en: 'It stays below 40' }, atLeast: 11, atMost: 39 },
        { text: { zh: '一直在涨', en: 'It grows on and on' }, atLeast: 60 },
      ],
      explain: {
        zh: '{lag} 条：20 秒里只处理了 {done} 条，进来的有 80 条。',
        en: '{lag}: within 20 s {done} are processed, and 80 came in.',
      },
    },
    rule: {
      zh: '先看监听器为什么慢，再加线程；加实例只到队列数为止，然后要加队列。',
      en: 'See why the listener is slow, then add threads; more instances help up to the number of queues, and then it takes more queues.',
    },
  }),
  question({
    name: 'consume-retry',
    title: {
      zh: '消费失败怎样重试，什么时候进死信？',
      en: 'How is a failed message retried, and when is it a dead letter?',
    },
    summary: {
      zh: '消息 5 每次都失败，maxReconsumeTimes=2；默认是 16 次。',
      en: 'Message 5 fails each time, maxReconsumeTimes=2; the default is 16.',
    },
    asked: { notes: 43, asQuestion: 27, threads: null },
    issues: [],
    terms: ['retryTopic', 'deadLetterQueue'],
    source: { method: 'ConsumeMessageConcurrentlyService#processConsumeResult', release: '5.3.3', rules: ['M7'] },
    step: {
      say: {
        zh: '第一次失败后等了 10 秒，重试又失败，刚在 24 秒发回 Broker。',
        en: 'After its first failure it waited 10 s. The retry failed as well, and it went back at 24 s.',
      },
      input: consumeInput({}, [], 'consume-retry'),
      atMs: 24_100,
      untilMs: 58_000,
      speed: 6,
      figures: {
        ready,
        dead: { kind: 'momentOf', mark: { mark: 'deadLettered', message: 5, afterMs: 24_100 } },
      },
      claims: [{ figure: ready, atLeast: 53_000, atMost: 55_000 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '它什么时候回到重试 Topic？', en: 'When is it back in the retry Topic?' },
      answer: ready,
      options: [
        { text: { zh: '马上', en: 'At once' }, atMost: 26_000 },
        { text: { zh: '再等 10 秒', en: 'After 10 s again' }, atLeast: 33_000, atMost: 36_000 },
        { text: { zh: '等 30 秒', en: 'After 30 s' }, atLeast: 53_000, atMost: 56_000 },
      ],
      explain: {
        zh: '{ready}：延迟级别每次加一，10 秒、30 秒、1 分钟，最长 2 小时。第三次失败后，{dead} 进了死信。',
        en: 'At {ready}: the delay level grows by one, 10 s, 30 s, 1 min, up to 2 h. Its third failure makes it a dead letter at {dead}.',
      },
    },
    rule: {
      zh: '重试走 %RETRY%消费组，次数用完进 %DLQ%消费组；死信要自己监控，自己重发。',
      en: 'Retries come by %RETRY% plus the group, and then there is %DLQ% plus the group, which you have to watch and send again yourself.',
    },
  }),
  question({
    name: 'threads',
    title: { zh: '消费线程怎么设，怎样更快？', en: 'Consumer threads: how to go faster' },
    summary: {
      zh: '每秒 4 条，每条 1.5 秒；两个消费者，各两个队列、四个线程。',
      en: 'Four messages a second with 1.5 s of work; two consumers with two queues and four threads each.',
    },
    asked: { notes: 28, asQuestion: 4, threads: null },
    issues: [],
    terms: ['processQueue'],
    source: { method: 'ConsumeMessageConcurrentlyService#processConsumeResult', release: '5.3.3', rules: ['M6', 'M7'] },
    step: {
      say: {
        zh: 'CONCURRENTLY。四个队列，一共八个线程。',
        en: 'CONCURRENTLY. Four queues, and eight threads in all.',
      },
      input: consumeInput({ consumeThreadMax: 4 }, [], 'consume-backlog'),
      atMs: 10_000,
      untilMs: 20_000,
      speed: 2,
      figures: { done },
      claims: [{ figure: done, atLeast: 36 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '此后 10 秒处理多少条？', en: 'How many are processed in the next 10 s?' },
      answer: done,
      options: [
        {
          text: { zh: '约 26 条：一个队列同时只处理一条', en: 'Some 26: one at a time in each queue' },
          atLeast: 20,
          atMost: 30,
        },
        { text: { zh: '来多少处理多少', en: 'As many as come in' }, atLeast: 36 },
      ],
      explain: {
        zh: '{done} 条：一个队列的消息可以由几个线程同时处理，位点取其中最小的未完成位点。',
        en: '{done}: several threads work on one queue at a time, and its offset is the lowest unfinished one.',
      },
    },
    rule: {
      zh: '并发消费的上限是线程数，不是队列数；顺序消费才是一个队列一个线程。瓶颈在下游时，加线程没有用。',
      en: 'Threads limit concurrent consumption, not queues; only orderly it is one thread for each queue. More threads do not help where a service behind is the limit.',
    },
  }),
]
