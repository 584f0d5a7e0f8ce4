// Who reads what: queues divided among the consumers of a group, pulls that wait, and what comes twice when one of them dies.

import { consumption, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { consumeInput, DEATH_MS, toConsumer } from '../inputs'

const given: Figure = { kind: 'consumerOf', message: 15 }
const begun: Figure = { kind: 'momentOf', mark: { mark: 'consumeBegun', message: 15, afterMs: 7000 } }
const wait: Figure = {
  kind: 'between',
  from: { mark: 'stored', message: 15, afterMs: 7000 },
  to: { mark: 'consumeBegun', message: 15, afterMs: 7000 },
}
const left: Figure = { kind: 'momentOf', mark: { mark: 'memberLeft', afterMs: DEATH_MS } }
const taken: Figure = {
  kind: 'momentOf',
  mark: { mark: 'queueAssigned', consumer: 1, brokerName: 'broker-a', afterMs: DEATH_MS },
}
const AGAIN_MS = 16_000
const again = consumption('deliveredAgain', DEATH_MS, AGAIN_MS)
const idle: Figure = { kind: 'queuesOf', consumer: 4, atMs: 9000 }

export const rebalanceLesson: Lesson = {
  id: 'consume-rebalance',
  kind: 'lesson',
  title: { zh: '谁读哪个队列', en: 'Who reads what' },
  summary: {
    zh: '说得清每个队列归谁，一个消费者死后谁接手、哪些消息会重复。',
    en: 'You can say who has which queue, who takes over when a consumer dies, and which messages come twice.',
  },
  minutes: 5,
  issues: [],
  terms: ['consumerGroup', 'rebalance', 'pull', 'processQueue', 'consumerOffset'],
  steps: [
    {
      id: 'divide',
      title: { zh: '四个队列，两个消费者', en: 'Four queues, two consumers' },
      say: {
        zh: '换了集群：两组 Broker，没有 Slave，group-a 有两个消费者，AVG 分配。消息 15 去往 broker-b 的 q0；开关关闭，网络 120 毫秒，不是真实数值。',
        en: 'A new cluster without Slaves: group-a has two consumers and the strategy AVG. Message 15 goes to q0 of broker-b. The switch is off, and 120 ms of network are not real values.',
      },
      input: consumeInput(),
      atMs: 6900,
      untilMs: 8000,
      speed: 0.5,
      ask: {
        kind: 'choice',
        prompt: { zh: '哪个消费者得到它？', en: 'Which consumer gets it?' },
        answer: given,
        options: [
          { text: { zh: '第一个', en: 'The first of them' }, equals: 'consumer-1' },
          { text: { zh: '第二个', en: 'The second of them' }, equals: 'consumer-2' },
          { text: { zh: '两个都得到', en: 'Both of them' }, equals: 'both' },
        ],
        explain: {
          zh: '{given}：队列排好序，前两个归 consumer-1，后两个归它。',
          en: '{given}: the queues are sorted, consumer-1 has the first two, and it has the other two.',
        },
      },
      meaning: {
        zh: '集群模式下，一个队列只归组里的一个消费者。',
        en: 'With CLUSTERING, a queue belongs to one consumer of the group.',
      },
      figures: { given },
      claims: [{ figure: given, equals: 'consumer-2' }],
    },
    {
      id: 'held-pull',
      title: { zh: '先到的拉取请求', en: 'The pull that came first' },
      say: {
        zh: '队列里没有新消息时，Broker 把拉取请求挂起，最多 15 秒。',
        en: 'Where a queue has nothing new, the Broker holds the pull request for up to 15 s.',
      },
      input: consumeInput(),
      atMs: 7000,
      untilMs: 8000,
      speed: 0.5,
      task: {
        prompt: {
          zh: '拖动播放头，找到消息 15 开始消费的时刻。',
          en: 'Drag the playhead to the moment at which a listener gets message 15.',
        },
        act: { kind: 'jump', to: begun, withinMs: 100 },
      },
      meaning: {
        zh: '{begun}，写入后 {wait}：请求一直在 Broker 上等，只差一次网络单程。',
        en: 'At {begun}, {wait} after it was stored: the request had been waiting at the Broker, so it took one way of the network.',
      },
      figures: { begun, wait },
      claims: [{ figure: wait, atLeast: 120, atMost: 130 }],
    },
    {
      id: 'kill',
      title: { zh: '杀掉一个', en: 'Kill one of them' },
      say: {
        zh: 'consumer-1 手里有一条消息，还有一条已处理，位点未提交。',
        en: 'consumer-1 has one message in hand, and one that is done and whose offset is not committed.',
      },
      input: consumeInput(),
      atMs: DEATH_MS,
      untilMs: 14_000,
      speed: 0.5,
      task: {
        prompt: { zh: '杀掉 consumer-1。', en: 'Kill consumer-1.' },
        actions: [{ type: 'kill', target: 'consumer/0' }],
      },
      meaning: {
        zh: '连接断开，Broker 在 {left} 得知并通知组员；{taken} consumer-2 接手全部队列。',
        en: 'Its connections close. The Brokers see it at {left} and notify the group; at {taken} consumer-2 has all queues.',
      },
      figures: { left, taken },
      claims: [
        { figure: left, atMost: 12_500 },
        { figure: taken, atMost: 13_300 },
      ],
    },
    {
      id: 'twice',
      title: { zh: '哪些会再来一遍', en: 'What comes again' },
      say: {
        zh: 'consumer-1 在 12.3 秒被杀。另一个从 Broker 存的位点读起：broker-a q1 的位点是 {offset}。',
        en: 'consumer-1 was killed at 12.3 s. The other one goes on from the offsets that the Broker has: {offset} in q1 of broker-a.',
      },
      input: consumeInput({}, [toConsumer('kill')]),
      atMs: 12_900,
      untilMs: AGAIN_MS,
      speed: 0.5,
      ask: {
        kind: 'choice',
        prompt: { zh: '接手的消费者会重复收到什么？', en: 'What does the other one get a second time?' },
        answer: again,
        options: [
          { text: { zh: '什么都不重复', en: 'Nothing' }, equals: 0 },
          { text: { zh: '没有提交的那几条', en: 'The few that were not committed' }, atLeast: 1, atMost: 5 },
          { text: { zh: '这些队列的全部消息', en: 'All messages of those queues' }, atLeast: 6 },
        ],
        explain: {
          zh: '{again} 条：一条没处理完，一条处理完了但位点没提交。最先再来的是消息 {first}。',
          en: '{again}: one was in hand, and one was done but its offset not committed. Message {first} is the first to come again.',
        },
      },
      meaning: {
        zh: '位点先记在客户端，每 5 秒或随拉取提交一次，所以消费必须幂等。',
        en: 'Offsets are kept in the client and committed every 5 s or with a pull, so a listener has to be idempotent.',
      },
      figures: {
        offset: { kind: 'committedOf', brokerName: 'broker-a', queueId: 1, atMs: 12_900 },
        again,
        first: { kind: 'messageOf', mark: { mark: 'deliveredAgain', afterMs: DEATH_MS } },
      },
      claims: [{ figure: again, equals: 2 }],
    },
    {
      id: 'frozen',
      title: { zh: '没有死，只是停住', en: 'Not dead, only frozen' },
      say: {
        zh: '这次 consumer-1 在 12.3 秒被冻结：进程停住，连接没有断。',
        en: 'This time consumer-1 froze at 12.3 s: the process halts, and its connections stay open.',
      },
      input: consumeInput({}, [toConsumer('freeze')]),
      atMs: 13_000,
      untilMs: 144_000,
      speed: 10,
      ask: {
        kind: 'choice',
        prompt: { zh: 'consumer-2 什么时候接手？', en: 'When does consumer-2 take over?' },
        answer: taken,
        options: [
          { text: { zh: '一秒之内', en: 'Within a second' }, atMost: 13_300 },
          { text: { zh: '约二十秒后', en: 'After some twenty seconds' }, atLeast: 20_000, atMost: 45_000 },
          { text: { zh: '两分多钟后', en: 'After more than two minutes' }, atLeast: 120_000 },
        ],
        explain: {
          zh: '{taken}：Broker 在 {left} 才把它剔除，再等 consumer-2 的下一次定时重平衡。',
          en: 'At {taken}: the Brokers drop it at {left}, and consumer-2 learns of it with its next rebalance.',
        },
      },
      meaning: {
        zh: '两分钟没有心跳才算离开（channelExpiredTimeout），剔除时不通知组员。',
        en: 'A client counts as gone after two minutes without a heartbeat (channelExpiredTimeout), and the group gets no notification.',
      },
      figures: { left, taken },
      claims: [
        { figure: left, atLeast: 120_000 },
        { figure: taken, atLeast: 130_000, atMost: 155_000 },
      ],
    },
    {
      id: 'too-many',
      title: { zh: '消费者比队列多', en: 'More consumers than queues' },
      say: {
        zh: '四个队列，两个消费者时 consumer-1 有 {before} 个队列。',
        en: 'Four queues: with two consumers, consumer-1 has {before} of them.',
      },
      input: consumeInput(),
      atMs: 3000,
      untilMs: 9000,
      task: {
        prompt: { zh: '把 consumerCount 改成 6。', en: 'Set consumerCount to 6.' },
        act: { kind: 'setting', name: 'consumerCount', value: 6 },
      },
      meaning: {
        zh: 'consumer-1 有 {first} 个队列，consumer-5 有 {idle} 个：多出来的空闲。',
        en: 'consumer-1 has {first}, consumer-5 has {idle}: what is more than the queues is idle.',
      },
      figures: { first: { kind: 'queuesOf', consumer: 0, atMs: 9000 }, idle },
      otherFigures: { before: { kind: 'queuesOf', consumer: 0, atMs: 9000 } },
      claims: [
        { figure: idle, equals: 0 },
        { figure: { kind: 'queuesOf', consumer: 0, atMs: 9000 }, inOther: true, equals: 2 },
      ],
    },
  ],
  quiz: [],
}
