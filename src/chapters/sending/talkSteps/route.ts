// How the producer knows which queues there are, and when what it knows is stale.

import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const article = lessonInput('article')
const killedBeforePoll = lessonInput('article-off', {}, [kill(6600)])
const withoutNameServer = lessonInput('article', {}, [kill(4000, 'nameserver/0')])

export const routeLesson: Lesson = {
  id: 'route',
  kind: 'lesson',
  title: { zh: '生产者怎么知道有哪些队列', en: 'How the producer knows its queues' },
  summary: {
    zh: '说得清路由从哪里来、为什么会过时。',
    en: 'You can say where the route comes from, and why it can be stale.',
  },
  minutes: 4,
  issues: [],
  terms: ['nameServer', 'route', 'topicPublishInfo'],
  steps: [
    {
      id: 'first-question',
      title: { zh: '第一条消息之前先取路由', en: 'First the route' },
      say: {
        zh: '发第一条消息之前，生产者先问 NameServer：这个 Topic 在哪些 Broker 上？{at} 收到应答。',
        en: 'Before the first message the producer asks the NameServer where the Topic lives. The answer arrives at {at}.',
      },
      input: article,
      atMs: 0,
      untilMs: 620,
      speed: 0.2,
      meaning: {
        zh: '没有路由就没有队列可选：第一次发送一定先取路由。',
        en: 'Without a route there is no queue to choose: the first send always waits for it.',
      },
      figures: { at: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 0 } } },
      claims: [
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 0 } }, equals: 240 },
        { figure: { kind: 'momentOf', mark: { mark: 'firstUse', afterMs: 0 } }, equals: 240 },
      ],
    },
    {
      id: 'stale',
      title: { zh: '路由会过时', en: 'A route goes stale' },
      say: {
        zh: 'broker-a 的 Master 在 6.6 秒被杀掉，NameServer 马上就知道。但它不会通知生产者。',
        en: "broker-a's Master is killed at 6.6 s, and the NameServer knows at once. But it does not notify the producer.",
      },
      input: killedBeforePoll,
      atMs: 6500,
      untilMs: 9000,
      ask: {
        kind: 'number',
        prompt: {
          zh: '9 秒时，生产者的列表有几个队列？',
          en: "At 9 s, how many queues are in the producer's list?",
        },
        answer: { kind: 'queuesKnown', atMs: 9000 },
        options: [0, 2, 4],
        explain: {
          zh: '还是 {known} 个：下次取路由之前，它用的都是旧列表。',
          en: 'Still {known}: until the next poll it works with the old list.',
        },
      },
      meaning: {
        zh: '生产者定时取路由，两次之间的路由可能已经过时。卡片上的三个标签是三方各自的看法：实际、NameServer、生产者；不一致时标 ≠。',
        en: 'The producer polls for the route at fixed intervals; in between, its copy may be stale. The three chips on a card show the actual state, what the NameServer knows and what the producer believes; ≠ marks a difference.',
      },
      figures: { known: { kind: 'queuesKnown', atMs: 9000 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 9000 }, equals: 4 }],
    },
    {
      id: 'poll',
      title: { zh: '下一次取路由', en: 'The next poll' },
      say: {
        zh: '{at} 的回答里没有 broker-a 的队列：没有 Master 的组不进列表。列表变成 {known} 个队列。',
        en: 'The answer of {at} has no queues of broker-a, because the producer omits a group without a Master. The list is down to {known} queues.',
      },
      input: killedBeforePoll,
      atMs: 9900,
      untilMs: 12_600,
      meaning: {
        zh: '教学数值里 10 秒取一次路由，真实的客户端是 30 秒一次。发送失败再多，也不会提前取路由。',
        en: 'Teaching values poll every 10 s; the real client does so every 30 s. A failed send does not trigger an earlier poll.',
      },
      figures: {
        at: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 9000 } },
        known: { kind: 'queuesKnown', atMs: 10_300 },
      },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 10_300 }, equals: 2 },
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 9000 } }, atMost: 10_300 },
      ],
    },
    {
      id: 'no-name-server',
      title: { zh: '如果 NameServer 全部宕机', en: 'And without any NameServer?' },
      say: {
        zh: '换一次运行：唯一的 NameServer 在 4 秒被杀掉，10 秒那次取路由没有应答。Broker 全部正常。',
        en: 'Another run: the only NameServer is killed at 4 s, so the poll at 10 s gets no answer. All Brokers are healthy.',
      },
      input: withoutNameServer,
      atMs: 10_750,
      untilMs: 11_500,
      ask: {
        kind: 'outcome',
        prompt: { zh: '接下来的消息 28 会怎样？', en: 'What will happen to message 28, which is next?' },
        answer: { kind: 'outcomeOf', message: 28 },
        explain: {
          zh: '照常存入 {queue}：没有应答时，生产者继续用现有的路由。',
          en: '{queue} stores it as always: without an answer, the producer continues with the route it has.',
        },
      },
      meaning: {
        zh: 'NameServer 只提供路由。全部宕机后，已知的 Topic 照常发送，只是看不到变化；没取过路由的 Topic 才无法发送。',
        en: 'A NameServer only provides routes. Without any, sends to known Topics continue, but the producer misses changes; only a Topic without a route fails.',
      },
      figures: { queue: { kind: 'queueOf', message: 28 } },
      claims: [
        { figure: { kind: 'outcomeOf', message: 28 }, equals: 'stored' },
        { figure: { kind: 'count', what: 'failedMessages', toMs: 60_000 }, equals: 0 },
        { figure: { kind: 'count', what: 'routeChanges', fromMs: 4000, toMs: 60_000 }, equals: 0 },
      ],
    },
  ],
  quiz: [
    {
      id: 'back-in-the-list',
      input: killedBeforePoll,
      atMs: 12_400,
      ask: {
        kind: 'number',
        prompt: {
          zh: 'broker-a 的新 Master 在 12.333 秒就绪。15 秒时列表里有几个队列？',
          en: "broker-a's new Master is ready at 12.333 s. How many queues are in the list at 15 s?",
        },
        answer: { kind: 'queuesKnown', atMs: 15_000 },
        options: [0, 2, 4],
        explain: {
          zh: '还是 {known} 个：要等 20 秒那次取路由，列表里才重新有 broker-a。',
          en: 'Still {known}: only the poll at 20 s brings broker-a back.',
        },
      },
      figures: { known: { kind: 'queuesKnown', atMs: 15_000 } },
    },
  ],
}
