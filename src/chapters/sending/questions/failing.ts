// Questions about sends that fail, wait, arrive twice, or are lost.

import { SINCE } from '../../../projections/releaseFacts'
import type { UserAction } from '../../../rocketmq'
import { countOf } from '../../figure'
import { kill, lessonInput, powerOff } from '../../lessonInput'
import { plainInput, question } from '../../question'

const slow = (atMs: number, ms: number): UserAction => ({ atMs, type: 'slow', target: 'broker-a/n0', ms })
const fault = (atMs: number, name: 'overloaded' | 'diskStalled', on: boolean): UserAction => ({
  atMs,
  type: 'setFault',
  target: 'broker-a/n0',
  fault: name,
  on,
})

const oneGroup = plainInput({ brokerGroupCount: 1, sendIntervalMs: 1000 }, [kill(5050)])
const silentHost = plainInput({}, [powerOff(5050)])
const lateAnswers = plainInput({ sendMsgMaxTimeoutPerRequest: 1000 }, [slow(4990, 1500)])
const busy = plainInput({ clientVersion: '5.2.0' }, [fault(4990, 'overloaded', true), fault(5990, 'overloaded', false)])
const oneway = plainInput({ communicationMode: 'ONEWAY' }, [powerOff(5000)])
const stalledDisk = plainInput({ flushDiskType: 'SYNC_FLUSH' }, [fault(4990, 'diskStalled', true)])
const retried = lessonInput('article-off', {}, [kill(10_600)])

export const failingQuestions = [
  question({
    name: 'sent-twice',
    title: {
      zh: '消息为什么会重复，怎么保证幂等？',
      en: 'Why are there duplicate messages, and how do I deal with them?',
    },
    summary: {
      zh: '单次尝试最多等 1 秒，broker-a 的应答慢 1.5 秒。',
      en: 'An attempt waits 1 s at most, and broker-a answers 1.5 s late.',
    },
    asked: { notes: 49, asQuestion: 23, threads: 9 },
    issues: [2181, 345, 7182],
    terms: ['sendResult', 'maxTimeoutPerRequest'],
    source: { method: 'DefaultMQProducerImpl#sendDefaultImpl', release: '5.3.3', rules: ['L2', 'L3', 'L4'] },
    notShown: {
      zh: '只讲发送端；消费端造成的重复，在“消费”一章的问题里。',
      en: 'This is about the sending side; duplicates made by consumers are in a question of the chapter Consuming.',
    },
    shownBy: ['consumed-twice'],
    step: {
      say: {
        zh: 'sendMsgMaxTimeoutPerRequest=1000，broker-a 能存入消息，但应答慢 1.5 秒。',
        en: 'sendMsgMaxTimeoutPerRequest=1000. broker-a stores messages, but it answers 1.5 s late.',
      },
      input: lateAnswers,
      atMs: 5150,
      untilMs: 12_000,
      speed: 2,
      figures: {
        extra: countOf('extraCopies', 0, 12_000),
        failed: countOf('failedMessages', 0, 12_000),
        attempts: { kind: 'attemptsOf', message: 53 },
      },
      claims: [
        { figure: countOf('extraCopies', 0, 12_000), equals: 6 },
        { figure: countOf('failedMessages', 0, 12_000), equals: 0 },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
      ],
    },
    ask: {
      kind: 'number',
      prompt: { zh: '到 12 秒，多存了几份？', en: 'How many extra copies are stored until 12 s?' },
      answer: countOf('extraCopies', 0, 12_000),
      options: [0, 2, 6],
      explain: {
        zh: '{extra} 份：例如消息 53 尝试了 {attempts} 次，两台都已存入；应用收到的异常是 {failed} 次。',
        en: '{extra}: message 53, for one, was sent in {attempts} attempts, and both Brokers stored it; the application gets {failed} exceptions.',
      },
    },
    rule: {
      zh: '没有应答不等于没有存入，重试就可能重复；两份的 msgId 相同，消费端要按业务键去重。',
      en: 'No answer does not mean not stored, so a retry can duplicate; both copies have the same msgId, and consumers have to be idempotent.',
    },
  }),

  question({
    name: 'no-loss',
    title: { zh: '怎么保证消息不丢失？', en: 'How do I make sure that no message is lost?' },
    summary: {
      zh: '默认设置：超时 3 秒，重试 2 次；broker-a 的主机断电。',
      en: 'Default settings: 3 s and two retries; the host of broker-a loses power.',
    },
    asked: { notes: 47, asQuestion: 29, threads: 1 },
    issues: [760, 8990, 8997],
    terms: ['sendMsgTimeout', 'retryTimes', 'maxTimeoutPerRequest'],
    source: { method: 'DefaultMQProducerImpl#sendDefaultImpl', release: '5.3.3', rules: ['L1', 'L2', 'L3'] },
    notShown: {
      zh: '这里只有发送端；刷盘、复制和消费各有自己的问题。',
      en: 'Only the sending side; flush, replication and consumption have questions of their own.',
    },
    shownBy: ['flush', 'replication', 'consumed-twice'],
    step: {
      say: {
        zh: 'broker-a 的主机刚刚断电，没有任何应答。sendMsgTimeout=3000，retryTimesWhenSendFailed=2。',
        en: 'The host of broker-a has just lost power and answers nothing. sendMsgTimeout=3000, retryTimesWhenSendFailed=2.',
      },
      input: silentHost,
      atMs: 5150,
      untilMs: 8500,
      figures: {
        outcome: { kind: 'outcomeOf', message: 53 },
        attempts: { kind: 'attemptsOf', message: 53 },
        elapsed: { kind: 'elapsedOf', message: 53 },
      },
      claims: [
        { figure: { kind: 'brokerOf', message: 53 }, equals: 'broker-a' },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
        { figure: { kind: 'elapsedOf', message: 53 }, equals: 3000 },
      ],
    },
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 53 轮到 broker-a，会怎样？',
        en: 'The turn of message 53 is on broker-a. What happens to it?',
      },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '{outcome}：第 {attempts} 次尝试就用完了 {elapsed}，两次重试都没有发生。',
        en: 'It {outcome}: attempt {attempts} used up {elapsed}, and neither of the two retries happened.',
      },
    },
    rule: {
      zh: `应用必须处理异常并补发。${SINCE.maxTimeoutPerRequest} 起，sendMsgMaxTimeoutPerRequest 只在连接还在时给重试留出时间；重新连接没有应答的主机，还要调小 connectTimeoutMillis。`,
      en: `The application has to catch the exception and send again. From ${SINCE.maxTimeoutPerRequest}, sendMsgMaxTimeoutPerRequest leaves time for a retry only while the connection is open; connecting again to a silent host also needs a lower connectTimeoutMillis.`,
    },
  }),

  question({
    name: 'broker-busy',
    title: {
      zh: '“[TIMEOUT_CLEAN_QUEUE]broker busy” 是怎么回事？',
      en: '"[TIMEOUT_CLEAN_QUEUE]broker busy": what does it mean?',
    },
    summary: {
      zh: '客户端 5.2.0；broker-a 的发送队列过载一秒，broker-b 空闲。',
      en: 'Client 5.2.0; the send queue of broker-a is overloaded for a second, broker-b is idle.',
    },
    asked: { notes: 18, asQuestion: 6, threads: 12 },
    issues: [2471, 4425, 2945],
    terms: ['retryTimes', 'sendMsgTimeout'],
    source: { method: 'BrokerFastFailure#cleanExpiredRequest', release: '5.2.0', rules: ['B4', 'L4'] },
    notShown: {
      zh: '这里的过载由人触发；队列自己堵起来的样子，在“存储”一章的问题里。',
      en: 'Here a person triggers the overload; a queue that fills up by itself is in a question of the chapter Storing.',
    },
    shownBy: ['why-busy'],
    step: {
      say: {
        zh: 'broker-a 过载：请求在发送队列里等满 200 ms（waitTimeMillsInSendQueue）就被清出。broker-b 空闲。',
        en: 'broker-a is overloaded: it drops what has waited 200 ms in its send queue (waitTimeMillsInSendQueue). broker-b is idle.',
      },
      input: busy,
      atMs: 5150,
      untilMs: 5600,
      speed: 0.1,
      figures: {
        outcome: { kind: 'outcomeOf', message: 53 },
        attempts: { kind: 'attemptsOf', message: 53 },
        elapsed: { kind: 'elapsedOf', message: 53 },
      },
      claims: [
        { figure: { kind: 'brokerOf', message: 53 }, equals: 'broker-a' },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
      ],
    },
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 53 轮到 broker-a，会怎样？',
        en: 'The turn of message 53 is on broker-a. What happens to it?',
      },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '{outcome}：尝试 {attempts} 次，{elapsed} 后 SYSTEM_BUSY 直接抛给应用。',
        en: 'It {outcome}: after {attempts} attempt and {elapsed}, SYSTEM_BUSY goes straight to the application.',
      },
    },
    rule: {
      zh: `${SINCE.retriesSystemBusy} 以前的客户端不重试这个错误码；${SINCE.retriesSystemBusy} 起会立即改发别的 Broker。`,
      en: `Clients before ${SINCE.retriesSystemBusy} do not retry this code; from ${SINCE.retriesSystemBusy} on they send to another Broker at once.`,
    },
  }),

  question({
    name: 'still-failed',
    title: {
      zh: '“Send [3] times, still failed”：重试和超时怎么算？',
      en: '"Send [3] times, still failed": how do retries and the timeout work?',
    },
    summary: {
      zh: '只有一组 Broker，它的 Master 宕机，没有 Slave。',
      en: 'One Broker group without a Slave; its Master dies.',
    },
    asked: { notes: 21, asQuestion: 6, threads: 9 },
    issues: [760, 8990],
    terms: ['retryTimes', 'sendMsgTimeout'],
    source: { method: 'DefaultMQProducerImpl#sendDefaultImpl', release: '5.3.3', rules: ['L1', 'L2', 'L5', 'Q3'] },
    step: {
      say: {
        zh: '唯一的 Broker 已宕机，主机还在，会拒绝连接。sendMsgTimeout=3000，最多尝试 3 次。',
        en: 'The only Broker is dead; its host is up and refuses connections. sendMsgTimeout=3000, three attempts at most.',
      },
      input: oneGroup,
      atMs: 5990,
      untilMs: 6050,
      speed: 0.01,
      figures: {
        elapsed: { kind: 'elapsedOf', message: 7 },
        attempts: { kind: 'attemptsOf', message: 7 },
        outcome: { kind: 'outcomeOf', message: 7 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 7 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 7 }, equals: 3 },
        { figure: { kind: 'elapsedOf', message: 7 }, equals: 6 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '消息 7 调用 send() 之后，多久收到异常？',
        en: 'How long after its send() does message 7 get the exception?',
      },
      answer: { kind: 'elapsedOf', message: 7 },
      options: [6, 3000, 9000],
      explain: {
        zh: '{elapsed}：{attempts} 次尝试都发往同一台，都被立即拒绝。',
        en: '{elapsed}: all {attempts} attempts go to the same Broker, which refuses at once.',
      },
    },
    rule: {
      zh: '重试之间没有等待，只有一组时也没有别处可发；3 秒是所有尝试共用的上限，这里用不到。',
      en: 'There is no pause between attempts, and with one group no other place to go; the 3 s are a limit for all attempts together, and not needed here.',
    },
  }),

  question({
    name: 'oneway',
    title: { zh: '同步、异步、单向发送有什么区别？', en: 'Sync, async, one-way: what is the difference?' },
    summary: {
      zh: 'ONEWAY，每秒 10 条；broker-a 的主机断电。',
      en: 'ONEWAY, ten messages a second; the host of broker-a loses power.',
    },
    asked: { notes: 31, asQuestion: 3, threads: 1 },
    issues: [],
    terms: ['sendResult'],
    source: { method: 'NettyRemotingAbstract#invokeOnewayImpl', release: '5.3.3', rules: ['L11', 'L13'] },
    step: {
      say: {
        zh: 'communicationMode=ONEWAY。broker-a 的主机刚刚断电，路由里还有它。',
        en: 'communicationMode=ONEWAY. The host of broker-a has just lost power, and the route still has it.',
      },
      input: oneway,
      atMs: 5050,
      untilMs: 15_000,
      speed: 2,
      figures: {
        lost: countOf('failedMessages', 5000, 15_000),
        sent: countOf('sent', 5000, 14_950),
        attempts: countOf('failedAttempts', 5000, 15_000),
      },
      claims: [
        { figure: countOf('failedMessages', 5000, 15_000), equals: 50 },
        { figure: countOf('sent', 5000, 14_950), equals: 100 },
        { figure: countOf('failedAttempts', 5000, 15_000), equals: 0 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: { zh: '从 5 秒到 15 秒，丢失多少条消息？', en: 'How many messages are lost from 5 s to 15 s?' },
      answer: countOf('failedMessages', 5000, 15_000),
      options: [0, 3, 50],
      explain: {
        zh: '{sent} 条里丢失 {lost} 条，而客户端报告的失败是 {attempts} 次。',
        en: '{lost} of {sent}, and the client reports {attempts} failures.',
      },
    },
    rule: {
      zh: 'ONEWAY 只管发出，不等应答、不重试；SYNC 等应答并重试，ASYNC 在回调里给出结果。',
      en: 'ONEWAY sends and forgets: no answer, no retry. SYNC waits and retries, ASYNC reports the result in a callback.',
    },
  }),

  question({
    name: 'flush',
    title: { zh: '同步刷盘还是异步刷盘？', en: 'Sync or async flush?' },
    summary: {
      zh: 'SYNC_FLUSH；broker-a 的磁盘卡住。',
      en: 'SYNC_FLUSH; the disk of broker-a stalls.',
    },
    asked: { notes: 33, asQuestion: 15, threads: null },
    issues: [],
    terms: ['sendMsgTimeout', 'sendResult'],
    source: { method: 'CommitLog#submitFlushRequest', release: '4.9.7', rules: ['B6', 'L2'] },
    notShown: {
      zh: '这里只看应答；断电会丢什么，在“存储”一章的问题里。',
      en: 'This is about the answer only; what a power cut takes is in a question of the chapter Storing.',
    },
    shownBy: ['flush-quiet'],
    step: {
      say: {
        zh: 'flushDiskType=SYNC_FLUSH，broker-a 的磁盘刚刚卡住。sendMsgTimeout=3000，syncFlushTimeout=5000。',
        en: 'flushDiskType=SYNC_FLUSH, and the disk of broker-a has just stalled. sendMsgTimeout=3000, syncFlushTimeout=5000.',
      },
      input: stalledDisk,
      atMs: 5150,
      untilMs: 8500,
      figures: {
        outcome: { kind: 'outcomeOf', message: 53 },
        elapsed: { kind: 'elapsedOf', message: 53 },
        stored: { ...countOf('stored', 5200, 8100), brokerName: 'broker-a' },
      },
      claims: [
        { figure: { kind: 'brokerOf', message: 53 }, equals: 'broker-a' },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'failed' },
        { figure: { kind: 'elapsedOf', message: 53 }, equals: 3000 },
        { figure: { ...countOf('stored', 5200, 8100), brokerName: 'broker-a' }, equals: 1 },
      ],
    },
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 53 发往 broker-a，应用看到什么结果？',
        en: 'Message 53 goes to broker-a. What does the application see?',
      },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '{outcome}：{elapsed} 后超时，而 broker-a 已经写入（这段时间存入 {stored} 条），只是没有确认刷盘。',
        en: 'It {outcome}: a timeout after {elapsed}, though broker-a has written it ({stored} copy stored meanwhile) and only the flush is not confirmed.',
      },
    },
    rule: {
      zh: 'SYNC_FLUSH 等刷盘才应答，满 5 秒返回 FLUSH_DISK_TIMEOUT，客户端却只等 3 秒。ASYNC_FLUSH 写入内存就应答；换成它，这块磁盘卡住时 1 秒后返回 SYSTEM_BUSY，客户端改发 broker-b。',
      en: 'SYNC_FLUSH answers after the flush, or with FLUSH_DISK_TIMEOUT after 5 s, but the client waits only 3 s. ASYNC_FLUSH answers when it is in memory; with it this stalled disk means SYSTEM_BUSY after 1 s, and the client retries on broker-b.',
    },
  }),

  question({
    name: 'where-is-it',
    title: { zh: '怎么查一条消息，它存到了哪里？', en: 'How do I find a message, and where is it stored?' },
    summary: {
      zh: '消息 29 正发往刚宕机的 broker-a。',
      en: 'Message 29 is on its way to broker-a, which has just died.',
    },
    asked: { notes: 21, asQuestion: 1, threads: 2 },
    issues: [],
    terms: ['queueOffset', 'sendResult', 'messageQueue'],
    source: { method: 'DefaultMQProducerImpl#sendDefaultImpl', release: '5.3.3', rules: ['L1', 'Q3'] },
    notShown: {
      zh: '按 key 查询和消息轨迹还看不到。',
      en: 'Queries by key and message traces are not shown yet.',
    },
    step: {
      say: {
        zh: '消息 29 的第一次尝试正飞往 broker-a，而它已经宕机。',
        en: 'The first attempt of message 29 is flying to broker-a, which is dead.',
      },
      input: retried,
      atMs: 11_250,
      untilMs: 11_800,
      speed: 0.25,
      figures: {
        queue: { kind: 'queueOf', message: 29, attempt: 2 },
        first: { kind: 'queueOf', message: 29 },
        attempts: { kind: 'attemptsOf', message: 29 },
      },
      claims: [
        { figure: { kind: 'queueOf', message: 29, attempt: 2 }, equals: 'broker-b q0' },
        { figure: { kind: 'attemptsOf', message: 29 }, equals: 2 },
        { figure: { kind: 'outcomeOf', message: 29 }, equals: 'retried' },
      ],
    },
    ask: {
      kind: 'queue',
      prompt: { zh: '消息 29 最后存进哪个队列？', en: 'Which queue does message 29 end up in?' },
      answer: { kind: 'queueOf', message: 29, attempt: 2 },
      explain: {
        zh: '{queue}：先选了 {first}，失败后改发，一共尝试 {attempts} 次。',
        en: '{queue}: its first choice was {first}, and it took {attempts} attempts.',
      },
    },
    rule: {
      zh: 'SendResult 给出最后存入的队列和 queueOffset；在“为什么”里输入消息编号，能看到每次尝试。',
      en: 'SendResult names the queue and the queueOffset of the last attempt; type the number of a message under “Why” to see each attempt.',
    },
  }),
]
