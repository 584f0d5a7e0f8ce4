// When a listener fails: retry Topic and dead letters; and what order costs, when a message fails and when a consumer dies.

import { consumption, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { consumeInput, DEATH_MS } from '../inputs'

const retryInput = consumeInput({}, [], 'consume-retry')
const orderly = (changes = {}) => consumeInput(changes, [], 'consume-orderly')

const next = consumption('consumed', 0, 6500, { message: 9 })
const returns: Figure = { kind: 'momentOf', mark: { mark: 'consumeBegun', message: 5, afterMs: 3500 } }
const sentBack: Figure = { kind: 'momentOf', mark: { mark: 'sentBack', message: 5, afterMs: 2000 } }
const ready: Figure = { kind: 'momentOf', mark: { mark: 'retryReady', message: 5, afterMs: 3500 } }
const dead = consumption('deadLettered', 24_500, 58_000, { message: 5 })
const deadAt: Figure = { kind: 'momentOf', mark: { mark: 'deadLettered', message: 5, afterMs: 24_500 } }
const behind = consumption('consumed', 3000, 16_000, { brokerName: 'broker-a', queueId: 0 })
const tries = consumption('deliveries', 0, 16_000, { message: 5 })
const locked: Figure = {
  kind: 'momentOf',
  mark: { mark: 'queueLocked', consumer: 1, brokerName: 'broker-a', queueId: 0, afterMs: DEATH_MS },
}
const refused = consumption('locksRefused', DEATH_MS, 60_000, { consumer: 1 })

export const failingLesson: Lesson = {
  id: 'consume-failing',
  kind: 'lesson',
  title: { zh: '处理失败，以及要顺序的时候', en: 'When processing fails, and when order matters' },
  summary: {
    zh: '说得清失败的消息去哪里、多久后再来，以及顺序消费为此付出什么。',
    en: 'You can say where a failed message goes, when it comes again, and what ordered consumption pays for that.',
  },
  minutes: 6,
  issues: [],
  terms: ['retryTopic', 'deadLetterQueue', 'orderly'],
  steps: [
    {
      id: 'fails',
      title: { zh: '一条总是失败的消息', en: 'A message that always fails' },
      say: {
        zh: 'CONCURRENTLY。消息 5 的处理每次都返回 RECONSUME_LATER；消息 9 在同一个队列，排在它后面。',
        en: 'CONCURRENTLY. The listener returns RECONSUME_LATER for message 5 each time. Message 9 is behind it in the same queue.',
      },
      input: retryInput,
      atMs: 3100,
      untilMs: 6500,
      speed: 0.8,
      ask: {
        kind: 'choice',
        prompt: { zh: '消息 9 怎么样？', en: 'What about message 9?' },
        answer: next,
        options: [
          { text: { zh: '马上处理', en: 'It is consumed at once' }, equals: 1 },
          { text: { zh: '等消息 5 成功', en: 'It waits for message 5' }, equals: 0 },
        ],
        explain: {
          zh: '处理成功 {next} 次：消息 5 在 {sentBack} 发回 Broker，队列继续往前走。',
          en: 'Consumed {next} time: message 5 was sent back to its Broker at {sentBack}, and the queue goes on.',
        },
      },
      meaning: {
        zh: '并发消费不等失败的消息：它进延迟队列，位点照样前进。',
        en: 'Concurrent consumption does not wait: the message goes to a delay queue, and the offset moves on.',
      },
      figures: { next, sentBack },
      claims: [{ figure: next, equals: 1 }],
    },
    {
      id: 'returns',
      title: { zh: '第一次重试', en: 'The first retry' },
      say: {
        zh: '消息 5 在 {sentBack} 发回，延迟级别 3，也就是 10 秒。',
        en: 'Message 5 was sent back at {sentBack}, with delay level 3: 10 s.',
      },
      input: retryInput,
      atMs: 12_500,
      untilMs: 23_500,
      speed: 2,
      task: {
        prompt: {
          zh: '拖动播放头，找到消息 5 再次开始处理的时刻。',
          en: 'Drag the playhead to the moment at which a listener gets message 5 again.',
        },
        act: { kind: 'jump', to: returns, withinMs: 300 },
      },
      meaning: {
        zh: '{ready} 进入 %RETRY%group-a，{returns} 才处理：这个 Topic 是新的，要等取到路由并重平衡。',
        en: 'It is in %RETRY%group-a at {ready}, and a listener gets it at {returns}: the Topic is new, so a route and a rebalance come first.',
      },
      figures: { sentBack, ready, returns },
      claims: [
        { figure: ready, atLeast: 13_000, atMost: 13_500 },
        { figure: returns, atLeast: 20_000, atMost: 24_000 },
      ],
    },
    {
      id: 'dead-letter',
      title: { zh: '重试用完', en: 'No retries left' },
      say: {
        zh: 'maxReconsumeTimes=2，消息 5 已经是第二次重试，在延迟队列里等 30 秒。',
        en: 'maxReconsumeTimes=2. Message 5 waits 30 s in the delay queue for its second retry.',
      },
      input: retryInput,
      atMs: 24_500,
      untilMs: 58_000,
      speed: 6,
      ask: {
        kind: 'choice',
        prompt: { zh: '它再失败一次呢？', en: 'And if it fails once more?' },
        answer: dead,
        options: [
          { text: { zh: '过 60 秒再来', en: 'It comes again after 60 s' }, equals: 0 },
          { text: { zh: '成为死信，不再投递', en: 'It goes to the dead-letter queue' }, equals: 1 },
        ],
        explain: {
          zh: '死信 {dead} 条：{deadAt} 进入 %DLQ%group-a，group-a 再也不会收到它。',
          en: '{dead} dead letter: it is in %DLQ%group-a at {deadAt}, and group-a never gets it again.',
        },
      },
      meaning: {
        zh: '死信要有人看：监控 %DLQ% Topic，修好后重新发送。',
        en: 'Dead letters need eyes: watch the %DLQ% Topic, and send them again once the cause is fixed.',
      },
      figures: { dead, deadAt },
      claims: [{ figure: dead, equals: 1 }],
    },
    {
      id: 'in-order',
      title: { zh: '顺序消费遇到它', en: 'The same message, in order' },
      say: {
        zh: 'ORDERLY，同样是消息 5 总失败，它在 broker-a 的 q0。',
        en: 'ORDERLY, and message 5 fails again and again. It is in q0 of broker-a.',
      },
      input: orderly({ poisonMessage: 5 }),
      atMs: 4000,
      untilMs: 16_000,
      speed: 2,
      ask: {
        kind: 'choice',
        prompt: { zh: 'q0 后面的消息怎么样？', en: 'What about the messages behind it in q0?' },
        answer: behind,
        options: [
          { text: { zh: '照常处理', en: 'They are consumed as usual' }, atLeast: 1 },
          { text: { zh: '一条也过不去', en: 'They all wait' }, equals: 0 },
        ],
        explain: {
          zh: '成功 {behind} 条：消息 5 已试了 {tries} 次，按顺序，后面的不能越过它。',
          en: '{behind} consumed: message 5 was tried {tries} times, and order lets none behind it pass.',
        },
      },
      meaning: {
        zh: '顺序消费失败后隔 1 秒在本地重试，默认不限次数。',
        en: 'An orderly consumer tries again in place after 1 s, and by default without limit.',
      },
      figures: { behind, tries },
      claims: [
        { figure: behind, equals: 0 },
        { figure: tries, atLeast: 5 },
      ],
    },
    {
      id: 'limit',
      title: { zh: '给重试一个上限', en: 'Put a limit to it' },
      say: {
        zh: '不限重试时，16 秒内 q0 在它后面处理了 {before} 条。',
        en: 'Without a limit, {before} messages behind it in q0 are consumed within 16 s.',
      },
      input: orderly({ poisonMessage: 5 }),
      atMs: 4000,
      untilMs: 16_000,
      speed: 2,
      task: {
        prompt: { zh: '把 maxReconsumeTimes 改成 2。', en: 'Set maxReconsumeTimes to 2.' },
        act: { kind: 'setting', name: 'maxReconsumeTimes', value: 2 },
      },
      meaning: {
        zh: '处理了 {behind} 条：第三次失败后它进死信队列，队列继续。',
        en: '{behind} are: after its third failure it is a dead letter, and the queue goes on.',
      },
      figures: { behind },
      otherFigures: { before: behind },
      claims: [
        { figure: behind, atLeast: 3 },
        { figure: behind, inOther: true, equals: 0 },
      ],
    },
    {
      id: 'lock',
      title: { zh: '死者的锁', en: 'The lock of the dead' },
      say: {
        zh: 'ORDERLY 的队列在 Broker 上加锁。换成并发消费，接手用不到 1 秒。',
        en: 'ORDERLY locks its queues at the Broker. A concurrent consumer would take over in less than 1 s.',
      },
      input: orderly(),
      atMs: DEATH_MS,
      untilMs: 75_000,
      speed: 10,
      task: {
        prompt: { zh: '杀掉 consumer-1。', en: 'Kill consumer-1.' },
        actions: [{ type: 'kill', target: 'consumer/0' }],
      },
      meaning: {
        zh: 'consumer-2 被拒绝 {refused} 次，{locked} 才锁到 q0：Broker 等死者的锁过期，60 秒。',
        en: 'consumer-2 is refused {refused} times and has the lock of q0 at {locked}: the Broker waits until the lock expires, 60 s.',
      },
      figures: { refused, locked },
      claims: [
        { figure: locked, atLeast: 55_000, atMost: 75_000 },
        { figure: refused, atLeast: 10 },
      ],
    },
  ],
  quiz: [],
}
