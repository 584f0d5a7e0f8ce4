// How the producer knows which queues there are, who asks whom, and until when what it knows is stale.

import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 6600
const teaching = lessonInput('article')
const off = lessonInput('article-off')
const killed = lessonInput('article-off', {}, [kill(KILL_MS)])

export const routesLesson: Lesson = {
  id: 'routes',
  kind: 'lesson',
  title: { zh: '路由：谁问谁', en: 'The route: who asks whom' },
  summary: {
    zh: '说得清路由是什么、由谁去取，以及 Master 宕机后它要过时多久。',
    en: 'You can say what the route is, who asks for it, and how long it stays stale after a Master has died.',
  },
  minutes: 2,
  issues: [],
  terms: ['nameServer', 'route', 'topicPublishInfo', 'pollNameServerInterval'],
  steps: [
    {
      id: 'first',
      title: { zh: '第一条消息之前', en: 'Before the first message' },
      say: {
        zh: '生产者启动时不知道有哪些队列。它要先问一个节点：这个 Topic 在哪些 Broker 上？',
        en: 'A producer starts without knowing any queue. First it has to ask one node where the Topic lives.',
      },
      input: teaching,
      atMs: 0,
      untilMs: 620,
      speed: 0.3,
      task: {
        prompt: { zh: '它会问谁？点击那张卡片。', en: 'Whom will it ask? Click that card.' },
        act: { kind: 'select', target: { nameServer: 0 } },
      },
      meaning: {
        zh: '应答就是路由：有哪些队列，各在哪台 Broker 上。{at} 收到应答，第一条消息这时才发出。以后总是生产者定时去问，NameServer 从不主动通知。',
        en: 'The answer is the route: which queues there are, and which Broker has each. It arrives at {at}, and only then does the first message leave. From now on the producer polls; the NameServer notifies no producer.',
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
        zh: '这次开关关闭。注意 NameServer 的卡片和生产者的转盘。',
        en: 'The switch is off this time. Watch the card of the NameServer and the wheel of the producer.',
      },
      input: off,
      atMs: KILL_MS,
      untilMs: 8700,
      task: {
        prompt: {
          zh: '点击 broker-a 的 Master，选 kill -9。',
          en: "Click broker-a's Master and choose kill -9.",
        },
        actions: [
          { type: 'kill', target: 'broker-a/master' },
          { type: 'kill', target: 'broker-a/n0' },
        ],
      },
      meaning: {
        zh: 'NameServer 马上摘除了它，转盘上 broker-a 的两格却还在：路由过时了，消息照样发过去。重试跳过 broker-a 的另一格，它也占一个序号：序号一次加 2。',
        en: 'The NameServer removed it at once, but the two sectors of broker-a are still on the wheel: the producer has a stale route and keeps sending there. A retry skips the other queue of broker-a, which counts as well: the index grows by 2.',
      },
      figures: {},
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 8700 }, equals: 4 },
        { figure: { kind: 'count', what: 'failedAttempts', fromMs: KILL_MS, toMs: 8700 }, atLeast: 2 },
      ],
    },
    {
      id: 'until',
      title: { zh: '过时到什么时候', en: 'Stale until when?' },
      say: {
        zh: '同一次故障：broker-a 的 Master 在 6.6 秒被杀。',
        en: "The same run again: broker-a's Master is killed at 6.6 s.",
      },
      input: killed,
      atMs: 6500,
      untilMs: 10_400,
      speed: 2,
      ask: {
        kind: 'choice',
        prompt: {
          zh: '生产者的列表什么时候会去掉 broker-a？',
          en: 'When does the producer drop broker-a from its list?',
        },
        answer: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } },
        options: [
          { text: { zh: '第一次发送失败时', en: 'With its first failed send' }, atLeast: KILL_MS, atMost: 7000 },
          { text: { zh: '连续失败三次之后', en: 'After three failures in a row' }, atLeast: 7001, atMost: 9900 },
          {
            text: { zh: '到点再问 NameServer 时', en: 'When it next asks the NameServer on schedule' },
            atLeast: 10_000,
          },
        ],
        explain: {
          zh: '{at} 的应答里没有 broker-a 的队列，列表才变成 {known} 个。失败再多，也不会提前去问。',
          en: 'Only the answer of {at} has no queues of broker-a, and the list is down to {known}. No number of failures makes it ask earlier.',
        },
      },
      meaning: {
        zh: '教学数值每 10 秒取一次路由，真实的客户端默认 30 秒一次。没有 Master 的组不进列表。',
        en: 'Teaching values poll every 10 s; the real client does so every 30 s. A group without a Master is not in the list.',
      },
      figures: {
        at: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } },
        known: { kind: 'queuesKnown', atMs: 10_300 },
      },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 10_300 }, equals: 2 },
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } }, atMost: 10_300 },
      ],
    },
  ],
  quiz: [],
}
