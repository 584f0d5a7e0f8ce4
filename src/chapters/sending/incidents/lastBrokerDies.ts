import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const lastBrokerDies = incident(
  {
    id: 'no-route-never-said',
    gotcha: gotcha('S8'),
    title: { zh: '唯一的 Broker 宕机', en: 'The last Broker dies' },
    summary: {
      zh: '“唯一的 Broker 宕机，异常却是连接失败，不是没有路由。新启动的应用又报没有路由。”',
      en: '"Our only Broker died. The running application said it could not connect; a fresh one said there was no route."',
    },
    cause: {
      zh: '应答“没有这个 Topic”时，客户端沿用旧路由：运行中的报连接失败（10001），新启动的报没有路由（10005）。',
      en: 'When the answer is "no such Topic", a client keeps its old route: a running one reports no connection (10001), a new one no route (10005).',
    },
    fix: {
      zh: '每个 Topic 至少分布在两组 Broker 上。',
      en: 'Put every Topic on at least two Broker groups.',
    },
    minutes: 3,
    terms: ['route', 'retryTimes'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '只有一组 Broker。它宕机后 5 秒内 {failed} 条消息失败，每条都尝试了 {attempts} 次。',
      en: 'There is one Broker group only. In the 5 s after its death {failed} messages fail, each after {attempts} attempts.',
    },
    atMs: 29_900,
    untilMs: 30_300,
    speed: 0.2,
    meaning: {
      zh: '三次都发往同一台 Broker：没有别的可换。',
      en: 'All three attempts go to the same Broker: there is no other.',
    },
    figures: { failed: countOf('failedMessages', 29_000, 35_000), attempts: { kind: 'attemptsOf', message: 301 } },
    claims: [
      { figure: countOf('failedMessages', 29_000, 35_000), equals: 50 },
      { figure: { kind: 'attemptsOf', message: 301 }, equals: 3 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '它为什么不放弃旧路由', en: 'Why it keeps the old route' },
    say: {
      zh: '30 秒那次取路由，NameServer 应答：没有这个 Topic。',
      en: 'At the poll of 30 s the NameServer answers that there is no such Topic.',
    },
    atMs: 30_000,
    untilMs: 31_000,
    ask: {
      kind: 'choice',
      prompt: { zh: '生产者会怎么处理手里的路由？', en: 'What does the producer do with the route it has?' },
      answer: { kind: 'queuesKnown', atMs: 35_000 },
      options: [
        { text: { zh: '清空，此后报没有路由', en: 'It empties its list and reports no route' }, equals: 0 },
        { text: { zh: '不管这个应答，沿用旧路由', en: 'It ignores the answer and keeps the old route' }, equals: 2 },
        { text: { zh: '换成默认 Topic 的队列', en: 'It takes the queues of the default Topic' }, equals: 8 },
      ],
      explain: { zh: '35 秒时列表里还是 {known} 个队列。', en: 'At 35 s its list still has {known} queues.' },
    },
    meaning: {
      zh: '所以运行中的生产者报连接失败，新启动的生产者报没有路由：原因相同。',
      en: 'So the running producer cannot connect and the new one has no route. The cause is the same.',
    },
    figures: { known: { kind: 'queuesKnown', atMs: 35_000 } },
    claims: [{ figure: { kind: 'queuesKnown', atMs: 35_000 }, equals: 2 }],
  },
  {
    id: 'second',
    variant: 1,
    title: { zh: '再启动一个生产者', en: 'A second producer' },
    say: {
      zh: '31 秒再启动一个生产者：从那时到 35 秒，两个一共失败 {failed} 条。',
      en: 'At 31 s a second producer starts: from then to 35 s the two fail {failed} times in all.',
    },
    atMs: 30_900,
    untilMs: 32_500,
    meaning: {
      zh: '先看错误码：10005 是没有路由，10001 是连不上。原因相同。',
      en: 'Look at the code: 10005 is no route, 10001 is no connection. The cause is the same.',
    },
    figures: { failed: countOf('failedMessages', 31_000, 35_000) },
    claims: [{ figure: countOf('failedMessages', 31_000, 35_000), atLeast: 60 }],
  },
  {
    id: 'fix',
    title: { zh: '两组 Broker', en: 'Two Broker groups' },
    say: {
      zh: '只有一组时，宕机后 5 秒内失败 {before} 条。',
      en: 'With one group {before} messages fail in the 5 s after its death.',
    },
    atMs: 29_900,
    untilMs: 31_000,
    task: {
      prompt: {
        zh: '把 brokerGroupCount 改成 2，同一次宕机重放一遍。',
        en: 'Set brokerGroupCount to 2: the same death is replayed.',
      },
      act: { kind: 'setting', name: 'brokerGroupCount', value: 2 },
    },
    meaning: {
      zh: '{before} 条变成 {now} 条：重试有了别的 Broker 可去。',
      en: '{now} instead of {before}: a retry has another Broker to go to.',
    },
    figures: { now: countOf('failedMessages', 29_000, 35_000) },
    otherFigures: { before: countOf('failedMessages', 29_000, 35_000) },
    claims: [
      { figure: countOf('failedMessages', 29_000, 35_000), equals: 0 },
      { figure: countOf('failedMessages', 29_000, 35_000), inOther: true, equals: 50 },
    ],
  },
)
