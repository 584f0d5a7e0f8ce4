import { shareOf, storedIn } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const oneBrokerTopic = incident(
  {
    id: 'one-broker-topic',
    gotcha: gotcha('S9'),
    title: { zh: '新 Topic 只在一台 Broker 上', en: 'A new Topic lives on one Broker only' },
    summary: {
      zh: '“Topic 是自动创建的，上线一周，broker-b 上没有它的任何消息。”',
      en: '"The Topic was created automatically. A week later broker-b had no message of it."',
    },
    cause: {
      zh: '自动创建的 Topic 只建在收到过消息的 Broker 上；不在路由里的 Broker 永远收不到消息。',
      en: 'An automatically created Topic exists only on Brokers that got a message before the poll; a Broker that is not in the route never gets one.',
    },
    fix: {
      zh: '关闭 autoCreateTopicEnable，先用 mqadmin updateTopic 在每台 Broker 上创建。',
      en: 'Turn autoCreateTopicEnable off, and create Topics on every Broker with mqadmin updateTopic.',
    },
    minutes: 3,
    terms: ['topic', 'route'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '一开始列表有 {before} 个队列。40 秒以后，broker-a 分到 {a}，broker-b 分到 {b}。',
      en: 'The list begins with {before} queues. After 40 s broker-a gets {a} and broker-b {b}.',
    },
    atMs: 45_000,
    untilMs: 47_000,
    meaning: {
      zh: '最初的列表取自默认 Topic，第一次取到真正的路由就变了。',
      en: 'The first list came from the default Topic; the first real route replaced it.',
    },
    figures: {
      before: { kind: 'queuesKnown', atMs: 20_000 },
      a: shareOf('broker-a', 40_000, 65_000),
      b: shareOf('broker-b', 40_000, 65_000),
    },
    claims: [
      { figure: { kind: 'queuesKnown', atMs: 20_000 }, equals: 8 },
      { figure: shareOf('broker-b', 40_000, 65_000), equals: 0 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '由谁创建', en: 'Who created it' },
    say: {
      zh: 'Topic 还不存在。列表取自默认 Topic，两台 Broker 都在里面；取到真正的路由之前，只发了 4 条。',
      en: 'The Topic does not exist yet. The list comes from the default Topic and names both Brokers; only 4 messages go out before the real route arrives.',
    },
    atMs: 0,
    untilMs: 2000,
    ask: {
      kind: 'choice',
      prompt: { zh: 'broker-b 上什么时候才有这个 Topic？', en: 'When does broker-b get the Topic?' },
      answer: { kind: 'queuesKnown', atMs: 40_000 },
      options: [
        {
          text: { zh: '和 broker-a 同时，由 NameServer 创建', en: 'Together with broker-a, from the NameServer' },
          equals: 8,
        },
        { text: { zh: '它收到第一条消息时', en: 'When its first message arrives' }, equals: 4 },
        { text: { zh: '下一次取路由时，由生产者创建', en: 'With the next poll, from the producer' }, equals: 0 },
      ],
      explain: {
        zh: '取到真正的路由以后，列表只剩 {after} 个队列：前 4 条正好都轮到 broker-a，broker-b 没有机会创建。',
        en: 'With the real route the list is down to {after} queues: the first 4 turns were those of broker-a, and broker-b never had a reason to create the Topic.',
      },
    },
    meaning: {
      zh: '路由里没有 broker-b，就不会发给它；不发给它，它就永远不会创建。',
      en: 'The producer sends nothing to broker-b because it is not in the route, and it is not in the route because the producer sends nothing to it.',
    },
    figures: { after: { kind: 'queuesKnown', atMs: 40_000 } },
    claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 4 }],
  },
  {
    id: 'one-more',
    variant: 1,
    title: { zh: '多发一条就不一样', en: 'One message more' },
    say: {
      zh: '取路由之前发 5 条：列表有 {after} 个队列，broker-b 分到 {b}。',
      en: 'With 5 messages before the poll the list keeps {after} queues, and broker-b gets {b}.',
    },
    atMs: 45_000,
    untilMs: 47_000,
    meaning: {
      zh: '第 5 条轮到 broker-b，它才创建了 Topic：一条之差，结果完全不同。',
      en: 'The fifth turn is that of broker-b, which then creates the Topic: one message decides.',
    },
    figures: { after: { kind: 'queuesKnown', atMs: 40_000 }, b: shareOf('broker-b', 40_000, 65_000) },
    claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 8 }],
  },
  {
    id: 'fix',
    title: { zh: '先创建，再发送', en: 'Create it first' },
    say: {
      zh: '自动创建：到 65 秒，broker-b 存入 {before} 条。',
      en: 'Created automatically: broker-b has {before} messages by 65 s.',
    },
    atMs: 45_000,
    untilMs: 47_000,
    task: {
      prompt: {
        zh: '打开 topicExists：Topic 已用 mqadmin updateTopic 建好。',
        en: 'Turn topicExists on: mqadmin updateTopic has created the Topic.',
      },
      act: { kind: 'setting', name: 'topicExists', value: true },
    },
    meaning: {
      zh: '存入 {now} 条，不再靠运气：生产环境请关闭 autoCreateTopicEnable。',
      en: 'It stores {now}, and not by luck. Turn autoCreateTopicEnable off in production.',
    },
    figures: { now: storedIn('broker-b', 0, 65_000) },
    otherFigures: { before: storedIn('broker-b', 0, 65_000) },
    claims: [
      { figure: storedIn('broker-b', 0, 65_000), atLeast: 3 },
      { figure: storedIn('broker-b', 0, 65_000), inOther: true, equals: 0 },
    ],
  },
)
