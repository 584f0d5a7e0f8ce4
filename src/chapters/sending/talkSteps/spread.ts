// How the producer spreads its sends.

import type { Lesson } from '../../lesson'
import { lessonInput } from '../../lessonInput'

const twenty = lessonInput('article', { messageLimit: 20 })
const twentyOne = lessonInput('article', { messageLimit: 21 })
const unequal = {
  ...twentyOne,
  scenario: { ...twentyOne.scenario, brokerGroups: [{ writeQueueNums: 1 }] },
}

export const spreadLesson: Lesson = {
  id: 'spread',
  kind: 'lesson',
  title: { zh: '均匀发送，压力均摊', en: 'Even sends share the load' },
  summary: {
    zh: '算得出几台 Broker 一共能承受多少写入，以及什么会让它变少。',
    en: 'You can work out how many writes a cluster takes, and what reduces that number.',
  },
  minutes: 4,
  issues: [],
  terms: ['sendWhichQueue', 'writeQueueNums'],
  steps: [
    {
      id: 'five-each',
      title: { zh: '20 条消息，每个队列几条', en: '20 messages: how many in each queue?' },
      say: {
        zh: '生产者要发 20 条消息，列表里有 {queues} 个队列。',
        en: 'The producer has 20 messages to send, and {queues} queues in its list.',
      },
      input: twenty,
      atMs: 300,
      untilMs: 9000,
      speed: 2,
      ask: {
        kind: 'number',
        prompt: { zh: '发完以后，broker-a 的 q0 里有几条？', en: "How many will be in broker-a's q0 in the end?" },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 12_000 },
        options: [4, 5, 10, 20],
        explain: {
          zh: '每轮给四个队列各发一条，20 条正好五轮：{each} 条。',
          en: 'Each round sends one message to each of the four queues, and 20 messages are five rounds: {each}.',
        },
      },
      meaning: { zh: '发送均匀，数据就均匀。', en: 'Even sends make even data.' },
      figures: {
        queues: { kind: 'queuesKnown', atMs: 300 },
        each: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 12_000 },
      },
      claims: ['broker-a', 'broker-b'].flatMap((brokerName) =>
        [0, 1].map((queueId) => ({
          figure: { kind: 'count' as const, what: 'stored' as const, brokerName, queueId, toMs: 12_000 },
          equals: 5,
        })),
      ),
    },
    {
      id: 'capacity',
      title: { zh: '一台能承受这么多，两台呢', en: 'One takes so many: what do two take?' },
      say: {
        zh: '假设一台 Broker 每秒能写 {one} 条。两组各分到 {share}，整个集群每秒能写 {all} 条。换成你们自己的数字试试。',
        en: 'Say one Broker takes {one} writes a second. Each of the two groups gets {share}, so the cluster takes {all}. Put in your own number.',
      },
      input: twenty,
      atMs: 9000,
      perBroker: 70_000,
      meaning: {
        zh: '负载随队列分到各台 Broker 上，加一组 Broker 就多一份容量：集群就这样超过单机的上限。',
        en: 'The load follows the queues, so every Broker group adds capacity: that is how a cluster takes more than one machine can.',
      },
      notes: {
        zh: '七万是举例，不是 RocketMQ 的上限：两台就是十四万，超过了每秒十万的目标。请换成自己压测的结果。',
        en: '70,000 is an example, not a limit of RocketMQ: two of them exceed a goal of 100,000 a second. Put in what you have measured.',
      },
      figures: {
        one: { kind: 'perBroker', perBroker: 70_000 },
        share: { kind: 'share', brokerName: 'broker-a', toMs: 9000 },
        all: { kind: 'capacity', perBroker: 70_000, toMs: 9000 },
      },
      claims: [
        { figure: { kind: 'capacity', perBroker: 70_000, toMs: 9000 }, equals: 140_000 },
        { figure: { kind: 'share', brokerName: 'broker-a', toMs: 9000 }, equals: 50 },
      ],
    },
    {
      id: 'uneven',
      title: { zh: '队列数不一样，就不均匀', en: 'Unequal queues, unequal load' },
      say: {
        zh: '这次 broker-a 只有 1 个队列，broker-b 有 2 个。发 21 条：broker-a 分到 {a}，broker-b 分到 {b}。',
        en: 'Now broker-a has one queue and broker-b two. Of 21 messages broker-a gets {a}, broker-b {b}.',
      },
      input: unequal,
      atMs: 300,
      untilMs: 9000,
      speed: 2,
      perBroker: 70_000,
      meaning: {
        zh: 'broker-b 每三条占两条，先达到上限，整个集群只剩每秒 {all} 条：按队列轮流，不按机器轮流。',
        en: 'broker-b gets two of every three and is full first, so the cluster takes only {all} a second: turns go by queue, not by machine.',
      },
      figures: {
        a: { kind: 'share', brokerName: 'broker-a', toMs: 9000 },
        b: { kind: 'share', brokerName: 'broker-b', toMs: 9000 },
        all: { kind: 'capacity', perBroker: 70_000, toMs: 9000 },
      },
      claims: [
        { figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', toMs: 9000 }, equals: 7 },
        { figure: { kind: 'count', what: 'stored', brokerName: 'broker-b', toMs: 9000 }, equals: 14 },
      ],
    },
  ],
  quiz: [
    {
      id: 'three-groups',
      input: lessonInput('article', { brokerGroupCount: 3, messageLimit: 60 }),
      atMs: 300,
      ask: {
        kind: 'number',
        prompt: {
          zh: '三组 Broker，每台每秒承受 70,000 条，队列数都一样：集群每秒能写多少条？',
          en: 'Three Broker groups with equal queues, 70,000 writes a second each: what does the cluster take?',
        },
        answer: { kind: 'capacity', perBroker: 70_000, toMs: 30_000 },
        options: [70_000, 140_000, 210_000, 280_000],
        explain: { zh: '每组各分三分之一，一共 {all} 条。', en: 'Each gets a third, so it is {all}.' },
      },
      figures: { all: { kind: 'capacity', perBroker: 70_000, toMs: 30_000 } },
    },
  ],
}
