// What a Topic is made of.

import type { Lesson } from '../../lesson'
import { lessonInput } from '../../lessonInput'

const oneBroker = lessonInput('article', { brokerGroupCount: 1, writeQueueNums: 4 })
const tenThousand = lessonInput('article', {
  brokerGroupCount: 1,
  writeQueueNums: 4,
  messageLimit: 10_000,
  sendIntervalMs: 1,
  networkLatencyMs: 1,
  brokerServiceTimeMs: 0,
})

export const topicLesson: Lesson = {
  id: 'topic',
  kind: 'lesson',
  title: { zh: 'Topic 和它的 MessageQueue', en: 'A Topic and its MessageQueues' },
  summary: {
    zh: '说得清 MessageQueue 是什么：Topic 的一个分片。',
    en: 'You can say what a MessageQueue is: one shard of a Topic.',
  },
  minutes: 3,
  issues: [],
  terms: ['topic', 'messageQueue', 'queueOffset'],
  steps: [
    {
      id: 'four-queues',
      title: { zh: '四个队列', en: 'Four queues' },
      say: {
        zh: '订单系统创建了 Topic“TopicOrderPaySuccess”，有 {queues} 个 MessageQueue。左边的转盘就是生产者的队列列表。',
        en: "The order system has created the Topic TopicOrderPaySuccess with {queues} MessageQueues. The wheel on the left is the producer's list of queues.",
      },
      input: oneBroker,
      atMs: 300,
      untilMs: 960,
      view: { panel: 'story' },
      meaning: {
        zh: '消息不是发给整个 Topic，而是每次发给其中一个队列。',
        en: 'A message does not go to the Topic as a whole, but to one of its queues.',
      },
      notes: {
        zh: '先只看一个 Broker。指给大家看转盘上的四格和右边的 q0 到 q3 一一对应。',
        en: 'One Broker only, for now. Point at the four fields of the wheel and at q0 to q3 on the right: they are the same four.',
      },
      figures: { queues: { kind: 'queuesKnown', atMs: 300 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 300 }, equals: 4 }],
    },
    {
      id: 'which-queue',
      title: { zh: '猜一猜：消息 3 去哪里', en: 'Your guess: where does message 3 go?' },
      say: {
        zh: '消息 1 进了 {first}，消息 2 进了 {second}。',
        en: 'Message 1 went to {first}, message 2 to {second}.',
      },
      input: oneBroker,
      atMs: 975,
      untilMs: 1720,
      ask: {
        kind: 'queue',
        prompt: { zh: '消息 3 会进哪个队列？', en: 'Which queue will message 3 go to?' },
        answer: { kind: 'queueOf', message: 3 },
        explain: {
          zh: '序号每次加 1，除以队列数取余：轮到第三格，就是 {third}。',
          en: 'The index grows by one, and its remainder by the number of queues picks the field: the third one, {third}.',
        },
      },
      meaning: {
        zh: '生产者按队列轮流发送，每个队列一样多。',
        en: 'The producer takes the queues in turn, so each gets the same number.',
      },
      notes: {
        zh: '让大家先说答案，再点下一步。',
        en: 'Let them answer aloud before you go on.',
      },
      figures: {
        first: { kind: 'queueOf', message: 1 },
        second: { kind: 'queueOf', message: 2 },
        third: { kind: 'queueOf', message: 3 },
      },
      claims: [{ figure: { kind: 'queueOf', message: 3 }, equals: 'broker-a q2' }],
    },
    {
      id: 'shard',
      title: { zh: '一个队列就是一个分片', en: 'A queue is a shard' },
      say: {
        zh: '8 条消息发完，存入 {all} 条，其中 q0 有 {one} 条。',
        en: 'Of 8 messages {all} are stored, {one} of them in q0.',
      },
      input: lessonInput('article', { brokerGroupCount: 1, writeQueueNums: 4, messageLimit: 8 }),
      atMs: 3000,
      untilMs: 4000,
      meaning: {
        zh: '每个队列只放 Topic 的一部分数据：MessageQueue 就是 Topic 的数据分片，队列内的 queueOffset 从 0 编号。',
        en: "Each queue holds a part of the Topic's data. That is what a MessageQueue is: a shard, with its own numbering from queueOffset 0.",
      },
      notes: {
        zh: '这一句是整堂课的地基：分片。后面讲的分布式存储、负载均摊都从这里来。',
        en: 'This is the sentence to remember: a shard. Distributed storage and shared load both follow from it.',
      },
      figures: {
        all: { kind: 'count', what: 'stored', toMs: 4000 },
        one: { kind: 'count', what: 'stored', queueId: 0, toMs: 4000 },
      },
      claims: [
        { figure: { kind: 'count', what: 'stored', toMs: 4000 }, equals: 8 },
        { figure: { kind: 'count', what: 'stored', queueId: 0, toMs: 4000 }, equals: 2 },
      ],
    },
  ],
  quiz: [
    {
      id: 'ten-thousand',
      input: tenThousand,
      atMs: 100,
      ask: {
        kind: 'number',
        prompt: {
          zh: '往 4 个队列均匀地发 10,000 条消息，一个队列里大约有多少条？',
          en: '10,000 messages are spread evenly over 4 queues. How many are in one queue?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 60_000 },
        options: [1000, 2500, 5000, 10_000],
        explain: {
          zh: '发完统计：一个队列里有 {one} 条。前提是生产者轮流发送，写入策略决定分布。',
          en: 'Counted at the end: {one} in one queue. This holds because the producer takes turns: the way it chooses decides.',
        },
      },
      figures: { one: { kind: 'count', what: 'stored', brokerName: 'broker-a', queueId: 0, toMs: 60_000 } },
    },
  ],
}
