// Incidents in which messages come twice, or too often.

import { consumption, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { consumeInput, DEATH_MS, setConsumers, toConsumer } from '../inputs'
import { incidentOf } from './incident'

const STUCK_DEATH_MS = 30_300
const STUCK_END_MS = 36_000
const stuckAgain = consumption('deliveredAgain', STUCK_DEATH_MS, STUCK_END_MS)
const stuckOffset: Figure = { kind: 'committedOf', brokerName: 'broker-a', queueId: 0, atMs: STUCK_DEATH_MS }

const STORM_END_MS = 30_000
const stormAgain = consumption('deliveredAgain', DEATH_MS, STORM_END_MS)
const stormRevoked = consumption('queuesRevoked', DEATH_MS, STORM_END_MS)

const LONG_END_MS = 45_000
const long = consumption('deliveries', 0, LONG_END_MS, { message: 2 })
const longBack: Figure = { kind: 'momentOf', mark: { mark: 'sentBack', message: 2, afterMs: 0 } }

const SAME_END_MS = 20_000
const sameAgain = consumption('deliveredAgain', 0, SAME_END_MS)
const sameB = consumption('deliveries', 0, SAME_END_MS, { brokerName: 'broker-b' })

const BATCH_END_MS = 30_000
const batchBack = consumption('sentBack', 0, BATCH_END_MS)

export const TWICE_INCIDENTS: readonly Lesson[] = [
  incidentOf({
    words: {
      id: 'consume-stuck-offset',
      title: { zh: '重启一台，几十条重复', en: 'One restart, dozens of duplicates' },
      summary: {
        zh: '“消费一直正常，只是杀掉一个实例，早就处理过的消息又来了一大批。”',
        en: '"Consumption was fine. We killed one instance, and messages from long ago came again by the dozen."',
      },
      cause: {
        zh: '一条消息卡住不返回。提交的位点是队列里最小的未完成位点，所以它后面处理完的全都没有提交。',
        en: 'One message is stuck. The committed offset is the lowest unfinished one of a queue, so nothing behind it was ever committed.',
      },
      fix: {
        zh: '监听器里的每个外部调用都设超时；盯住位点不前进的队列；处理要幂等。',
        en: 'Give every call inside a listener a timeout, watch for offsets that do not move, and be idempotent.',
      },
      issues: [1404, 3937],
      terms: ['consumerOffset', 'processQueue'],
    },
    shown: {
      input: consumeInput({ stuckMessage: 5, sendIntervalMs: 200, consumeTimeMs: 50 }, [
        toConsumer('kill', STUCK_DEATH_MS),
      ]),
      atMs: STUCK_DEATH_MS,
      untilMs: STUCK_END_MS,
    },
    symptom: {
      say: {
        zh: '消息 5 的监听器一直没有返回，它在 broker-a 的 q0。30.3 秒，consumer-1 被杀。',
        en: 'The listener of message 5, in q0 of broker-a, has never returned. At 30.3 s consumer-1 is killed.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: 'consumer-2 从 q0 的哪里读起？', en: 'From where does consumer-2 read q0?' },
        answer: stuckOffset,
        options: [
          { text: { zh: '从最新处理完的后面', en: 'Behind the newest that was consumed' }, atLeast: 20 },
          { text: { zh: '从消息 5', en: 'From message 5' }, equals: 1 },
        ],
        explain: {
          zh: '位点 {offset}，就是消息 5：位点不越过未完成的消息，{again} 条再来一遍。',
          en: 'Offset {offset}, which is message 5: an offset does not pass what is unfinished, and {again} come again.',
        },
      },
      meaning: {
        zh: '卡住的消息不影响后面的处理，只拖住位点，所以平时看不出来。',
        en: 'The stuck message holds back nothing but the offset, so it is not seen until then.',
      },
      figures: { offset: stuckOffset, again: stuckAgain },
      claims: [
        { figure: stuckOffset, equals: 1 },
        { figure: stuckAgain, atLeast: 30 },
      ],
    },
    mended: {
      setting: { name: 'stuckMessage', value: 0 },
      say: { zh: '消息 5 卡住时，重复 {before} 条。', en: 'With message 5 stuck, {before} come again.' },
      otherFigures: { before: stuckAgain },
      meaning: {
        zh: '没有卡住的消息，重复 {again} 条，不是 {before} 条。',
        en: 'Without a stuck message {again} come again instead of {before}.',
      },
      figures: { again: stuckAgain },
      claims: [
        { figure: stuckAgain, atMost: 3 },
        { figure: stuckAgain, inOther: true, atLeast: 30 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-rebalance-storm',
      title: { zh: '自动扩缩容，重复不断', en: 'Autoscaling, and duplicates all the time' },
      summary: {
        zh: '“实例数一变，就有消息处理两次，一小时几十次。”',
        en: '"Whenever the number of instances changes, some messages are processed twice, dozens of times an hour."',
      },
      cause: {
        zh: '每次加入或离开都重新分配。移走的队列上正在处理的消息没有提交，新主人再处理一遍。',
        en: 'Every join or leave divides the queues again. What is at work on a queue that moves is not committed, and its new consumer processes it again.',
      },
      fix: {
        zh: '扩缩容放慢；用移动队列更少的策略（一致性哈希）；处理要幂等。',
        en: 'Scale less often, use a strategy that moves fewer queues (consistent hash), and be idempotent.',
      },
      issues: [],
      terms: ['rebalance', 'consumerGroup'],
    },
    shown: {
      input: consumeInput({ consumeTimeMs: 1500, writeQueueNums: 4, sendIntervalMs: 250 }, [
        setConsumers(DEATH_MS, 3),
        setConsumers(16_300, 4),
        setConsumers(20_300, 2),
      ]),
      atMs: DEATH_MS,
      untilMs: STORM_END_MS,
      speed: 2,
    },
    symptom: {
      say: {
        zh: '八个队列，AVERAGELY。消费者从两个到三个、四个，再回到两个。',
        en: 'Eight queues, AVERAGELY. Two consumers become three, then four, then two.',
      },
      ask: {
        kind: 'choice',
        prompt: {
          zh: '多少队列从还活着的消费者手里拿走？',
          en: 'How many queues are taken from consumers that are alive?',
        },
        answer: stormRevoked,
        options: [
          { text: { zh: '一个也不拿走', en: 'Not a single one' }, equals: 0 },
          { text: { zh: '一两个', en: 'One or two' }, atLeast: 1, atMost: 2 },
          { text: { zh: '比队列总数还多', en: 'More than there are' }, atLeast: 8 },
        ],
        explain: {
          zh: '{revoked} 次：排好序平均切分，中间加一个，后面的全部挪位。{again} 条消息重复。',
          en: '{revoked}: the sorted list is cut into equal parts, so one more shifts all behind it. {again} messages come again.',
        },
      },
      meaning: {
        zh: '还在处理的那几条，结果回来时队列已归别人，位点不再提交。',
        en: 'What was at work returns to a queue that belongs to another consumer, and its offset is not committed.',
      },
      figures: { revoked: stormRevoked, again: stormAgain },
      claims: [
        { figure: stormRevoked, atLeast: 8 },
        { figure: stormAgain, atLeast: 3 },
      ],
    },
    mended: {
      setting: { name: 'allocateMessageQueueStrategy', value: 'CONSISTENT_HASH' },
      say: {
        zh: '用 AVERAGELY 时拿走 {before} 次队列。',
        en: 'With AVERAGELY {before} queues are taken away.',
      },
      otherFigures: { before: stormRevoked },
      meaning: {
        zh: '拿走 {revoked} 次，不是 {before} 次；代价是分得不那么匀。重复 {again} 条。',
        en: '{revoked} instead of {before}, at the price of a less even share. {again} messages come again.',
      },
      figures: { revoked: stormRevoked, again: stormAgain },
      claims: [
        { figure: stormRevoked, atMost: 6 },
        { figure: stormRevoked, inOther: true, atLeast: 8 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-timeout-again',
      title: { zh: 'consumeTimeout 到了，它还在跑', en: 'consumeTimeout is over, and it still runs' },
      summary: {
        zh: '“设了 consumeTimeout，以为超时会中断，结果同一条消息两个线程同时处理。”',
        en: '"We set consumeTimeout to stop slow calls, and got the same message in two threads at once."',
      },
      cause: {
        zh: 'consumeTimeout 不中断监听器：它只把消息发回 Broker，原来的调用继续跑。',
        en: 'consumeTimeout interrupts nothing: it sends the message back to the Broker, and the first call goes on.',
      },
      fix: {
        zh: 'consumeTimeout 要大于最长的处理时间，真正的超时写在监听器里。',
        en: 'Keep consumeTimeout above the longest processing time, and put the real timeout into the listener.',
      },
      issues: [1600, 7337, 9019, 5481],
      terms: ['retryTopic', 'processQueue'],
    },
    shown: {
      input: consumeInput({ consumeTimeMs: 20_000, consumeTimeout: 5000, sendIntervalMs: 2000 }),
      atMs: 2300,
      untilMs: LONG_END_MS,
      speed: 4,
    },
    symptom: {
      say: {
        zh: '监听器每条要 20 秒，consumeTimeout 是 5 秒。',
        en: 'The listener takes 20 s for each message; consumeTimeout is 5 s.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: '45 秒内消息 2 交给监听器几次？', en: 'How often does a listener get message 2 within 45 s?' },
        answer: long,
        options: [
          { text: { zh: '一次', en: 'Once' }, equals: 1 },
          { text: { zh: '一次以上', en: 'More than once' }, atLeast: 2 },
        ],
        explain: {
          zh: '{long} 次：{back} 它被发回，第一次调用还没有返回。',
          en: '{long} times: it is sent back at {back}, while its first call goes on.',
        },
      },
      meaning: {
        zh: '检查也不准时：每隔一个 consumeTimeout 才看一次。',
        en: 'Nor is it checked on time: only once in every consumeTimeout.',
      },
      figures: { long, back: longBack },
      claims: [{ figure: long, atLeast: 2 }],
    },
    mended: {
      setting: { name: 'consumeTimeout', value: 60_000 },
      say: {
        zh: '上限 5 秒时，监听器得到消息 2 {before} 次。',
        en: 'With a limit of 5 s, a listener gets message 2 {before} times.',
      },
      otherFigures: { before: long },
      meaning: { zh: '{long} 次，不是 {before} 次。', en: '{long} instead of {before}.' },
      figures: { long },
      claims: [
        { figure: long, equals: 1 },
        { figure: long, inOther: true, atLeast: 2 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-same-client-id',
      title: { zh: '一半重复，一半没有消费', en: 'Half comes twice, half is never read' },
      summary: {
        zh: '“两个容器都在消费，可是一半消息处理了两次，另一半一直积压。”',
        en: '"Both containers consume, but half of the messages are processed twice and the other half piles up."',
      },
      cause: {
        zh: '两个实例的 clientId 相同。Broker 把它们当成一个，两边都算出同一份队列。',
        en: 'Two instances have the same clientId. Brokers take them for one, and both work out the same queues for themselves.',
      },
      fix: {
        zh: '每个实例设自己的 instanceName，并检查容器里拿到的 IP。',
        en: 'Give each instance its own instanceName, and check which IP it finds inside of its container.',
      },
      issues: [2760, 3480, 667, 1547],
      terms: ['consumerGroup', 'rebalance'],
    },
    shown: { input: consumeInput({ sameClientId: true }), atMs: 3000, untilMs: SAME_END_MS, speed: 2 },
    symptom: {
      say: {
        zh: '两个消费者在两个容器里，clientId 相同。四个队列，两组 Broker 各两个。',
        en: 'Two consumers in two containers have the same clientId. There are four queues, two in each Broker group.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: 'broker-b 的消息给了几次监听器？', en: "How many deliveries are there of broker-b's messages?" },
        answer: sameB,
        options: [
          { text: { zh: '没有：它的队列没有消费者', en: 'None: its queues have no consumer' }, equals: 0 },
          { text: { zh: '每条一次', en: 'One for each' }, atLeast: 10, atMost: 25 },
          { text: { zh: '每条两次', en: 'Two for each' }, atLeast: 26 },
        ],
        explain: {
          zh: '{b} 次；broker-a 的消息却重复了 {again} 次：两个消费者都拿前一半队列。',
          en: '{b}, while {again} of broker-a come again: both consumers take the first half of the queues.',
        },
      },
      meaning: {
        zh: '组员列表里只有一个 clientId，一个名字只对应一份队列。',
        en: 'The list of members has one clientId, and one name has one share of the queues.',
      },
      figures: { b: sameB, again: sameAgain },
      claims: [
        { figure: sameB, equals: 0 },
        { figure: sameAgain, atLeast: 15 },
      ],
    },
    mended: {
      setting: { name: 'sameClientId', value: false },
      say: {
        zh: 'clientId 相同时，重复 {before} 条。',
        en: 'With one clientId for both, {before} messages come again.',
      },
      otherFigures: { before: sameAgain },
      meaning: {
        zh: '重复 {again} 条，不是 {before} 条；broker-b 交给监听器 {b} 条。',
        en: '{again} come again instead of {before}, and {b} of broker-b are delivered.',
      },
      figures: { again: sameAgain, b: sameB },
      claims: [
        { figure: sameAgain, equals: 0 },
        { figure: sameB, atLeast: 15 },
        { figure: sameAgain, inOther: true, atLeast: 15 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-poison-batch',
      title: { zh: '一条毒消息，整批重来', en: 'One poison message takes its batch along' },
      summary: {
        zh: '“只有一条消息处理失败，重试队列里却有一批。”',
        en: '"One message fails, and a whole batch of them is in the retry Topic."',
      },
      cause: {
        zh: '批量消费只返回一个状态。没有设 ackIndex，RECONSUME_LATER 就把整批发回去。',
        en: 'A batch has one status. Without an ackIndex, RECONSUME_LATER sends all of it back.',
      },
      fix: {
        zh: '逐条消费；要成批，就用 ConsumeConcurrentlyContext#setAckIndex 说明成功到哪一条，或者自己接住失败的那条。',
        en: 'Consume one at a time; in batches, say with ConsumeConcurrentlyContext#setAckIndex how far it went, or catch the failing one.',
      },
      issues: [],
      terms: ['retryTopic'],
    },
    shown: {
      input: consumeInput({
        poisonMessage: 5,
        maxReconsumeTimes: 2,
        consumersStartAtMs: 10_000,
        consumeMessageBatchMaxSize: 8,
        clientVersion: '4.9.7',
      }),
      atMs: 10_600,
      untilMs: BATCH_END_MS,
      speed: 3,
    },
    symptom: {
      say: {
        zh: '4.9.7，consumeMessageBatchMaxSize=8。消息 5 每次都失败，消费者从积压开始。',
        en: '4.9.7, consumeMessageBatchMaxSize=8. Message 5 always fails, and the consumers begin with a backlog.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: '第一次失败后，几条消息发回 Broker？', en: 'How many messages are sent back when it fails?' },
        answer: batchBack,
        options: [
          { text: { zh: '只有消息 5', en: 'Only message 5' }, equals: 1 },
          { text: { zh: '和它同批的全部', en: 'All of its batch' }, atLeast: 3 },
        ],
        explain: {
          zh: '30 秒内发回 {back} 条：同一批一起失败，10 秒后一起再来。',
          en: '{back} are sent back within 30 s: a batch fails together and comes again together after 10 s.',
        },
      },
      meaning: {
        zh: '已经处理成功的也要重来，这就是重复。',
        en: 'Those that were processed well come again too, and that makes duplicates.',
      },
      figures: { back: batchBack },
      claims: [{ figure: batchBack, atLeast: 4 }],
    },
    mended: {
      setting: { name: 'consumeMessageBatchMaxSize', value: 1 },
      say: { zh: '每批最多 8 条时，发回 {before} 条。', en: 'With batches of up to 8, {before} are sent back.' },
      otherFigures: { before: batchBack },
      meaning: { zh: '发回 {back} 条，不是 {before} 条。', en: '{back} instead of {before}.' },
      figures: { back: batchBack },
      claims: [
        { figure: batchBack, atMost: 2 },
        { figure: batchBack, inOther: true, atLeast: 4 },
      ],
    },
  }),
]
