import { shareOf } from '../../figure'
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
      zh: 'Topic 不会同时建在所有 Broker 上：一台 Broker 收到它的第一条消息时才创建它。取路由之前只发了 4 条。',
      en: 'The Topic does not appear everywhere at once: a Broker creates it when its first message arrives. Only 4 messages went out before the poll.',
    },
    atMs: 0,
    untilMs: 2000,
    ask: {
      kind: 'number',
      prompt: {
        zh: '取到真正的路由以后，列表有几个队列？',
        en: 'How many queues are in the list after the real route arrives?',
      },
      answer: { kind: 'queuesKnown', atMs: 40_000 },
      options: [4, 8, 16],
      explain: {
        zh: '{after} 个，都在 broker-a：前 4 条正好都轮到它，broker-b 没有机会创建。',
        en: '{after}, all on broker-a: the first 4 turns were its own, and broker-b never had a reason to create the Topic.',
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
    id: 'fix',
    variant: 1,
    title: { zh: '多发一条就不一样', en: 'One message more' },
    say: {
      zh: '取路由之前发 5 条：列表有 {after} 个队列，broker-b 分到 {b}。',
      en: 'With 5 messages before the poll the list keeps {after} queues, and broker-b gets {b}.',
    },
    atMs: 45_000,
    untilMs: 47_000,
    meaning: {
      zh: '不要靠运气：生产环境请关闭 autoCreateTopicEnable，先用 mqadmin updateTopic 创建。',
      en: 'Do not rely on luck: turn autoCreateTopicEnable off in production and create Topics with mqadmin updateTopic.',
    },
    figures: { after: { kind: 'queuesKnown', atMs: 40_000 }, b: shareOf('broker-b', 40_000, 65_000) },
    claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 8 }],
  },
)
