// What a Topic is made of, where a message goes, and why the load is even or not.

import { shareOf, storedIn } from '../../figure'
import type { Lesson } from '../../lesson'
import { lessonInput } from '../../lessonInput'

const teaching = lessonInput('article')
const twenty = lessonInput('article', { messageLimit: 20 })
const twentyOne = lessonInput('article', { messageLimit: 21 })
const unequal = { ...twentyOne, scenario: { ...twentyOne.scenario, brokerGroups: [{ writeQueueNums: 1 }] } }

export const queuesLesson: Lesson = {
  id: 'queues',
  kind: 'lesson',
  title: { zh: 'Topic、队列和 Broker', en: 'Topic, queues and Brokers' },
  summary: {
    zh: '说得清 MessageQueue 是什么、下一条消息去哪里，以及负载何时均匀、何时不均匀。',
    en: 'You can say what a MessageQueue is, where a message goes next, and when the load is even.',
  },
  minutes: 3,
  issues: [],
  terms: ['topic', 'messageQueue', 'queueOffset', 'brokerGroup', 'writeQueueNums', 'sendWhichQueue'],
  steps: [
    {
      id: 'shard',
      title: { zh: 'MessageQueue 是什么', en: 'What a MessageQueue is' },
      say: {
        zh: 'TopicOrderPaySuccess 有 {queues} 个 MessageQueue：broker-a 上有 q0、q1，broker-b 上也有自己的 q0、q1。每个队列只存放这个 Topic 的一部分消息。',
        en: 'TopicOrderPaySuccess has {queues} MessageQueues: q0 and q1 on broker-a, and another q0 and q1 on broker-b. Each holds a part of the messages.',
      },
      input: teaching,
      atMs: 1960,
      untilMs: 1960,
      task: {
        prompt: { zh: '点击 broker-b 的卡片。', en: 'Click the card of broker-b.' },
        act: { kind: 'select', target: { brokerName: 'broker-b' } },
      },
      meaning: {
        zh: 'MessageQueue 就是 Topic 的数据分片：数据靠它分布到多台 Broker 上。只说 q0 不够，Topic、brokerName 和 queueId 三者一起才能确定一个队列。',
        en: 'A MessageQueue is a shard of the Topic: that is how its data spreads over Brokers. q0 alone is ambiguous; Topic, brokerName and queueId together identify a queue.',
      },
      figures: { queues: { kind: 'queuesKnown', atMs: 1960 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 1960 }, equals: 4 }],
    },
    {
      id: 'next-queue',
      title: { zh: '下一条消息去哪里', en: 'Where does the next one go?' },
      say: {
        zh: '左边的转盘是生产者的队列列表。消息 5 发往 {fifth}，消息 6 发往 {sixth}。',
        en: "The wheel on the left is the producer's list of queues. Message 5 went to {fifth}, message 6 to {sixth}.",
      },
      input: teaching,
      atMs: 2390,
      untilMs: 2700,
      ask: {
        kind: 'queue',
        prompt: {
          zh: '消息 7 会进哪个队列？在舞台上点击它。',
          en: 'Which queue will message 7 go to? Click it on the stage.',
        },
        answer: { kind: 'queueOf', message: 7 },
        explain: {
          zh: '每发一条，序号加 1，对队列数取余就得到下一格：{seventh}。',
          en: 'The index grows by one with each message; its remainder by the number of queues is the next sector: {seventh}.',
        },
      },
      meaning: {
        zh: '生产者按列表轮流发送，每个队列轮到的次数一样多。',
        en: 'The producer takes the queues of its list in turn, so each gets the same number.',
      },
      figures: {
        fifth: { kind: 'queueOf', message: 5 },
        sixth: { kind: 'queueOf', message: 6 },
        seventh: { kind: 'queueOf', message: 7 },
      },
      claims: [{ figure: { kind: 'queueOf', message: 7 }, equals: 'broker-b q0' }],
    },
    {
      id: 'even',
      title: { zh: '轮流发送，负载均匀', en: 'Turns make the load even' },
      say: {
        zh: '这次运行里，生产者只发 20 条消息。',
        en: 'In this run the producer sends 20 messages and no more.',
      },
      input: twenty,
      atMs: 2700,
      untilMs: 2700,
      perBroker: 70_000,
      task: {
        prompt: {
          zh: '把时间轴上的播放头拖到 9 秒，看每个队列存了几条。',
          en: 'Drag the playhead on the timeline to 9 s and read the counters of the queues.',
        },
        act: { kind: 'jump', to: 9000, withinMs: 600 },
      },
      meaning: {
        zh: '每个队列 {each} 条，每台 Broker 各 {share}。一台每秒能写 {one} 条，两台就是 {all} 条：加 Broker 就是加容量。',
        en: '{each} in each queue, {share} on each Broker. If one Broker takes {one} writes a second, two take {all}: another Broker is more capacity.',
      },
      figures: {
        each: storedIn('broker-a', 0, 9000, 0),
        share: shareOf('broker-a', 0, 9000),
        one: { kind: 'perBroker', perBroker: 70_000 },
        all: { kind: 'capacity', perBroker: 70_000, toMs: 9000 },
      },
      claims: [
        ...['broker-a', 'broker-b'].flatMap((brokerName) =>
          [0, 1].map((queueId) => ({ figure: storedIn(brokerName, 0, 9000, queueId), equals: 5 })),
        ),
        { figure: { kind: 'capacity', perBroker: 70_000, toMs: 9000 }, equals: 140_000 },
      ],
    },
    {
      id: 'uneven',
      title: { zh: '队列数不一样', en: 'Unequal numbers of queues' },
      say: {
        zh: '这次 broker-a 只有一个队列，broker-b 有两个。',
        en: 'Now broker-a has one queue and broker-b has two.',
      },
      input: unequal,
      atMs: 300,
      untilMs: 9000,
      speed: 2,
      ask: {
        kind: 'choice',
        prompt: { zh: '写入怎么分到两台 Broker 上？', en: 'How do the writes divide between the two Brokers?' },
        answer: shareOf('broker-b', 0, 9000),
        options: [
          { text: { zh: '两台各一半', en: 'Half and half' }, atLeast: 45, atMost: 55 },
          { text: { zh: 'broker-b 是 broker-a 的两倍', en: 'broker-b takes twice as many' }, atLeast: 60, atMost: 70 },
          { text: { zh: '全部写到 broker-b', en: 'All of them to broker-b' }, atLeast: 95 },
        ],
        explain: {
          zh: 'broker-a 分到 {a}，broker-b 分到 {b}：按队列轮流，不按机器轮流。',
          en: 'broker-a gets {a} and broker-b {b}: turns go by queue, not by machine.',
        },
      },
      meaning: {
        zh: 'broker-b 先写满，整个集群每秒只能写 {all} 条。加了机器，也要在上面建队列。',
        en: 'broker-b is full first, so the cluster takes only {all} a second. A new machine needs queues, too.',
      },
      figures: {
        a: shareOf('broker-a', 0, 9000),
        b: shareOf('broker-b', 0, 9000),
        all: { kind: 'capacity', perBroker: 70_000, toMs: 9000 },
      },
      claims: [
        { figure: storedIn('broker-a', 0, 9000), equals: 7 },
        { figure: storedIn('broker-b', 0, 9000), equals: 14 },
      ],
    },
  ],
  quiz: [],
}
