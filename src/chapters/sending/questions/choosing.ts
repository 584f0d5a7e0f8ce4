// Questions about which queue and which Broker a producer chooses.

import { SINCE, UNTIL } from '../../../projections/releaseFacts'
import type { UserAction } from '../../../rocketmq'
import { countOf, shareOf } from '../../figure'
import { kill, lessonInput } from '../../lessonInput'
import { plainInput, question } from '../../question'

const roundRobin = lessonInput('article')
const moreQueues = plainInput({}, [
  { atMs: 5000, type: 'set', name: 'writeQueueNums', value: 4, brokerName: 'broker-a' },
])
const uneven = plainInput({ clientVersion: '4.9.7', sendLatencyFaultEnable: true }, [kill(5000)])

const slowB = (atMs: number, ms: number): UserAction => ({ atMs, type: 'slow', target: 'broker-b/n0', ms })
const bothAvoided = plainInput({ clientVersion: '4.9.7', sendLatencyFaultEnable: true }, [
  slowB(4990, 700),
  slowB(5950, 0),
  kill(7000),
])

export const choosingQuestions = [
  question({
    name: 'which-queue',
    title: {
      zh: '生产者怎么选择队列，怎么做负载均衡？',
      en: 'How does a producer choose the queue and spread the load?',
    },
    summary: {
      zh: '两组 Broker，各两个队列，一个发送线程。',
      en: 'Two Broker groups with two queues each, one sending thread.',
    },
    asked: { notes: 39, asQuestion: 9, threads: 8 },
    issues: [],
    terms: ['messageQueue', 'sendWhichQueue', 'topicPublishInfo'],
    source: { method: 'TopicPublishInfo#selectOneMessageQueue', release: '5.3.3', rules: ['Q1', 'Q2', 'R3'] },
    step: {
      say: {
        zh: '消息 6 正在途中，它是这个线程的第六次选择。一切正常。',
        en: 'Message 6 is on its way, the sixth choice of this thread. All is well.',
      },
      input: roundRobin,
      atMs: 2050,
      untilMs: 4700,
      figures: {
        queue: { kind: 'queueOf', message: 12 },
        known: { kind: 'queuesKnown', atMs: 2000 },
        share: shareOf('broker-a', 0, 9500),
      },
      claims: [
        { figure: { kind: 'queueOf', message: 12 }, equals: 'broker-b q1' },
        { figure: { kind: 'queuesKnown', atMs: 2000 }, equals: 4 },
        { figure: shareOf('broker-a', 0, 9500), equals: 50 },
      ],
    },
    ask: {
      kind: 'queue',
      prompt: { zh: '消息 12 会发往哪个队列？', en: 'Which queue will message 12 go to?' },
      answer: { kind: 'queueOf', message: 12 },
      explain: {
        zh: '{queue}：每条消息让 sendWhichQueue 加 1，再对列表里的 {known} 个队列取模。',
        en: '{queue}: each message adds one to sendWhichQueue, and the queue is its remainder by the {known} queues of the list.',
      },
    },
    rule: {
      zh: '这是每个线程自己的轮转，不看 Broker 忙不忙；到 9.5 秒，broker-a 存入了其中的 {share}。',
      en: 'Each thread takes turns by itself and does not look at the load of a Broker; by 9.5 s, broker-a has stored {share} of them.',
    },
  }),

  question({
    name: 'how-many-queues',
    title: {
      zh: 'Topic 和队列是什么关系，一共有多少个队列？',
      en: 'How do Topic and queues relate, and how many queues are there?',
    },
    summary: {
      zh: '两组 Broker，各两个写队列；只扩容其中一组。',
      en: 'Two Broker groups with two write queues each; one of them gets more.',
    },
    asked: { notes: 33, asQuestion: 8, threads: 1 },
    issues: [1130, 286],
    terms: ['topic', 'messageQueue', 'writeQueueNums'],
    source: { method: 'MQClientInstance#topicRouteData2TopicPublishInfo', release: '5.3.3', rules: ['R1', 'R3', 'R4'] },
    notShown: {
      zh: '只讲写队列；消费端怎样分配队列，在“消费”一章的问题里。',
      en: 'This is about write queues; how consumers divide them is in a question of the chapter Consuming.',
    },
    shownBy: ['rebalance'],
    step: {
      say: {
        zh: '马上执行 updateTopic，只把 broker-a 的写队列改成 4 个，broker-b 仍是 2 个。',
        en: 'An updateTopic comes next: it gives 4 write queues to broker-a alone; broker-b still has 2.',
      },
      input: moreQueues,
      atMs: 4900,
      untilMs: 37_000,
      speed: 5,
      figures: {
        known: { kind: 'queuesKnown', atMs: 35_000 },
        before: shareOf('broker-a', 900, 4850),
        after: shareOf('broker-a', 31_000, 36_950),
      },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 4900 }, equals: 4 },
        { figure: { kind: 'queuesKnown', atMs: 35_000 }, equals: 6 },
        { figure: shareOf('broker-a', 900, 4850), equals: 50 },
        { figure: shareOf('broker-a', 31_000, 36_950), atLeast: 66, atMost: 67 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '生产者取到新路由之后，列表里有几个队列？',
        en: 'How many queues are in the list once the producer has the new route?',
      },
      answer: { kind: 'queuesKnown', atMs: 35_000 },
      options: [4, 6, 8],
      explain: {
        zh: '{known} 个：写队列数按 Broker 组分别设置，Topic 的队列是各组之和。',
        en: '{known}: write queues are set for each Broker group, and a Topic has the sum of them.',
      },
    },
    rule: {
      zh: '消息按队列轮转，所以队列多的一组流量也多：broker-a 从 {before} 升到 {after}。',
      en: 'Messages take turns by queue, so the group with more queues gets more: broker-a goes from {before} to {after}.',
    },
  }),

  question({
    name: 'uneven-queues',
    title: {
      zh: '队列写入不均匀，一个队列特别多，为什么？',
      en: 'Uneven queues: why does one of them take most?',
    },
    summary: {
      zh: '客户端 4.9.7，规避打开；broker-a 将在 5 秒宕机。',
      en: 'Client 4.9.7 with avoidance on; broker-a dies at 5 s.',
    },
    asked: { notes: 5, asQuestion: 1, threads: 3 },
    issues: [5672],
    terms: ['sendLatencyFaultEnable', 'sendWhichQueue'],
    source: { method: 'MQFaultStrategy#selectOneMessageQueue', release: '4.9.7', rules: ['Q4', 'Q6'] },
    step: {
      say: {
        zh: '列表是 a q0、a q1、b q0、b q1。broker-a 马上宕机，之后生产者规避它。',
        en: 'The list is a q0, a q1, b q0, b q1. broker-a is about to die, and the producer will avoid it.',
      },
      input: uneven,
      atMs: 4950,
      untilMs: 15_000,
      speed: 2,
      figures: {
        share: shareOf('broker-b', 10_000, 29_950, 0),
        rest: shareOf('broker-b', 10_000, 29_950, 1),
      },
      claims: [
        { figure: shareOf('broker-b', 10_000, 29_950, 0), equals: 75 },
        { figure: shareOf('broker-b', 10_000, 29_950, 1), equals: 25 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '规避期间，broker-b q0 分到多少消息？',
        en: 'While it is avoided, which share of the messages does broker-b q0 get?',
      },
      answer: shareOf('broker-b', 10_000, 29_950, 0),
      options: [50, 67, 75, 100],
      explain: {
        zh: '{share}：轮到 broker-a 的两个位置都顺延到下一个可用队列，也就是 b q0；b q1 只有 {rest}。',
        en: '{share}: both turns of broker-a pass on to the next available queue, b q0, and b q1 has only {rest}.',
      },
    },
    rule: {
      zh: `${UNTIL.oldFaultTable} 及以前，每次选择下标只加 1；${SINCE.newFaultTable} 起每看一个队列就加 1，剩下的队列平分。`,
      en: `Up to ${UNTIL.oldFaultTable}, a choice moves the index by one only; from ${SINCE.newFaultTable}, every look moves it, and the queues that are left share evenly.`,
    },
  }),

  question({
    name: 'why-again',
    title: {
      zh: '打开了 sendLatencyFaultEnable，为什么还发往有故障的 Broker？',
      en: 'sendLatencyFaultEnable is on: why is that Broker chosen again?',
    },
    summary: {
      zh: '客户端 4.9.7，规避打开；一台慢过，另一台宕机。',
      en: 'Client 4.9.7 with avoidance on; one Broker was slow, the other dies.',
    },
    asked: { notes: 3, asQuestion: 2, threads: 8 },
    issues: [3548, 7779],
    terms: ['sendLatencyFaultEnable', 'faultItem', 'avoidanceWindow'],
    source: { method: 'LatencyFaultToleranceImpl#pickOneAtLeast', release: '4.9.7', rules: ['Q4', 'Q5', 'Q6'] },
    step: {
      say: {
        zh: 'broker-b 刚才有一次发送超过 700 ms，还在规避期，但已恢复正常。这时 broker-a 宕机。',
        en: 'One send to broker-b took over 700 ms, so it is avoided, though it is well again. Now broker-a dies.',
      },
      input: bothAvoided,
      atMs: 7050,
      untilMs: 7600,
      speed: 0.1,
      figures: {
        broker: { kind: 'brokerOf', message: 70 },
        failed: countOf('failedMessages', 7000, 15_000),
      },
      claims: [
        { figure: { kind: 'brokerOf', message: 70 }, equals: 'broker-a' },
        { figure: { kind: 'brokerOf', message: 70, attempt: 3 }, equals: 'broker-a' },
        { figure: countOf('failedMessages', 7000, 15_000), equals: 80 },
      ],
    },
    ask: {
      kind: 'broker',
      prompt: {
        zh: '两台都在规避期时，消息 70 发往谁？',
        en: 'When both are avoided, which Broker does message 70 go to?',
      },
      answer: { kind: 'brokerOf', message: 70 },
      options: ['broker-a', 'broker-b'],
      explain: {
        zh: '{broker}，也就是宕机的那台：到 15 秒有 {failed} 条消息因此失败。',
        en: '{broker}, the dead one: {failed} messages fail for that until 15 s.',
      },
    },
    rule: {
      zh: `都在规避期时，${UNTIL.oldFaultTable} 及以前的客户端取最近耗时最短的一台，而连接被拒绝非常快；${SINCE.newFaultTable} 起取可达、且不是刚失败的一台。`,
      en: `When all are avoided, clients up to ${UNTIL.oldFaultTable} take the one with the shortest last latency, and a refused connection is fast; from ${SINCE.newFaultTable}, they take one that is reachable and has not just failed.`,
    },
  }),
]
