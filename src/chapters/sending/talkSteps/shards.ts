// Where the queues of a Topic are.

import type { Lesson } from '../../lesson'
import { lessonInput } from '../../lessonInput'

const article = lessonInput('article')
const twenty = lessonInput('article', { messageLimit: 20 })

export const shardsLesson: Lesson = {
  id: 'shards',
  kind: 'lesson',
  title: { zh: '分片分布在各台 Broker 上', en: 'Shards over Brokers' },
  summary: {
    zh: '说得清数据怎么成为分布式存储：队列分布在几组 Broker 上。',
    en: 'You can say how the data becomes distributed: the queues live on several Broker groups.',
  },
  minutes: 3,
  issues: [],
  terms: ['brokerGroup', 'master', 'slave', 'writeQueueNums'],
  steps: [
    {
      id: 'two-and-two',
      title: { zh: '两组 Broker，各两个队列', en: 'Two Broker groups, two queues each' },
      say: {
        zh: '还是 {queues} 个队列，这次分在两组 Broker 上：broker-a 有 q0、q1，broker-b 也有自己的 q0、q1。',
        en: 'Still {queues} queues, now on two Broker groups: broker-a has q0 and q1, and broker-b has a q0 and q1 of its own.',
      },
      input: article,
      atMs: 300,
      untilMs: 1960,
      meaning: {
        zh: '只说 q0 不够：Topic、brokerName 和 queueId 三者一起才能确定一个 MessageQueue。',
        en: 'q0 alone is ambiguous: Topic, brokerName and queueId together identify a MessageQueue.',
      },
      notes: {
        zh: '强调：两个 q0 是两个不同的队列。',
        en: 'Stress that the two q0 are two different queues.',
      },
      figures: { queues: { kind: 'queuesKnown', atMs: 300 } },
      claims: [{ figure: { kind: 'queuesKnown', atMs: 300 }, equals: 4 }],
    },
    {
      id: 'which-broker',
      title: { zh: '猜一猜：消息 7 存到哪里', en: 'Your guess: where is message 7 stored?' },
      say: {
        zh: '列表的顺序是 broker-a q0、broker-a q1、broker-b q0、broker-b q1，消息 5 又从 {fifth} 开始。',
        en: 'The order is broker-a q0, broker-a q1, broker-b q0, broker-b q1, and message 5 started again with {fifth}.',
      },
      input: article,
      atMs: 2390,
      untilMs: 2700,
      ask: {
        kind: 'queue',
        prompt: { zh: '消息 7 会进哪个队列？', en: 'Which queue will message 7 go to?' },
        answer: { kind: 'queueOf', message: 7 },
        explain: {
          zh: '消息 5、6 用掉了 broker-a 的两个队列，轮到 {seventh}。',
          en: 'Messages 5 and 6 took the two queues of broker-a, so it is the turn of {seventh}.',
        },
      },
      meaning: {
        zh: '一半的消息在 broker-a，一半在 broker-b：Topic 的数据就这样成了分布式存储。',
        en: 'Half of the messages are on broker-a and half on broker-b: that is how the data of a Topic becomes distributed storage.',
      },
      figures: { fifth: { kind: 'queueOf', message: 5 }, seventh: { kind: 'queueOf', message: 7 } },
      claims: [{ figure: { kind: 'queueOf', message: 7 }, equals: 'broker-b q0' }],
    },
    {
      id: 'master-and-slaves',
      title: { zh: '一组里由谁接收写入', en: 'Who takes the writes' },
      say: {
        zh: '每组有一个 Master 和两个 Slave。消息只写给 Master，Slave 保存副本。',
        en: 'Each group has one Master and two Slaves. Only the Master accepts writes; the Slaves hold copies.',
      },
      input: article,
      atMs: 2800,
      untilMs: 4400,
      view: { select: { brokerName: 'broker-a' } },
      meaning: {
        zh: '所以 Master 宕机后，这组的队列暂时不可写，直到 Slave 选出新的 Master（这里是 DLedger 模式）：后面的课都从这里开始。',
        en: 'So a group without a Master accepts no writes until its Slaves elect another: these groups run in DLedger mode. The later lessons begin there.',
      },
      claims: [{ figure: { kind: 'count', what: 'stored', toMs: 4400 }, atLeast: 10 }],
    },
  ],
  quiz: [
    {
      id: 'share-of-broker',
      input: twenty,
      atMs: 300,
      ask: {
        kind: 'number',
        prompt: {
          zh: '发完 20 条消息，broker-b 上有多少条？',
          en: 'After 20 messages, how many are on broker-b?',
        },
        answer: { kind: 'count', what: 'stored', brokerName: 'broker-b', toMs: 12_000 },
        options: [5, 10, 15, 20],
        explain: {
          zh: 'broker-b 有 4 个队列里的 2 个，所以是一半：{half} 条。',
          en: 'broker-b has 2 of the 4 queues, so it gets half: {half}.',
        },
      },
      figures: { half: { kind: 'count', what: 'stored', brokerName: 'broker-b', toMs: 12_000 } },
    },
  ],
}
