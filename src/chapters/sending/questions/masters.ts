// Questions about a Master that dies, its replacement, and what its Slaves are good for.

import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { kill, lessonInput } from '../../lessonInput'
import { question } from '../../question'

const afterKill = lessonInput('article-off', {}, [kill(10_600)])
const election = lessonInput('real-5.3', { sendLatencyFaultEnable: false }, [kill(1000)])

/** One Slave each; that of broker-a dies. */
const withoutSlave = (clientVersion: string) =>
  lessonInput(
    '2m-2s-async',
    { clientVersion, brokerRole: 'SYNC_MASTER', writeQueueNums: 2, threadLocalIndexStart: -1 },
    [kill(4990, 'broker-a/n1')],
  )

export const masterQuestions = [
  question({
    name: 'master-dies',
    title: {
      zh: 'Master 宕机会怎样，由谁接替？',
      en: 'What happens when a Master dies, and who takes over?',
    },
    summary: {
      zh: 'DLedger 集群，三个节点一组；杀掉 broker-a 的 Master，看下一条消息。',
      en: 'A DLedger cluster, three nodes in a group: the Master of broker-a dies. What about the next message?',
    },
    asked: { notes: 50, asQuestion: 24, threads: 12 },
    issues: [2114, 3482, 2582],
    terms: ['master', 'slave', 'dledger', 'route'],
    source: {
      method: 'DefaultMQProducerImpl#sendDefaultImpl',
      release: '5.3.3',
      rules: ['L1', 'L4', 'R1', 'R2', 'D1'],
    },
    step: {
      say: {
        zh: 'broker-a 的 Master 刚刚宕机。生产者的列表里仍有它的两个队列，规避已关闭。',
        en: 'The Master of broker-a has just died. The list of the producer still has its two queues, and avoidance is off.',
      },
      input: afterKill,
      atMs: 10_650,
      untilMs: 21_000,
      speed: 2,
      figures: {
        outcome: { kind: 'outcomeOf', message: 29 },
        second: { kind: 'queueOf', message: 29, attempt: 2 },
        failed: countOf('failedMessages', 0, 30_000),
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: 10_600 } },
        route: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 16_500 } },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 29 }, equals: 'retried' },
        { figure: { kind: 'brokerOf', message: 29 }, equals: 'broker-a' },
        { figure: countOf('failedMessages', 0, 30_000), equals: 0 },
        { figure: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: 10_600 } }, atMost: 20_000 },
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 16_500 } }, atLeast: 20_000 },
      ],
    },
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 29 轮到 broker-a，会怎样？',
        en: 'The turn of message 29 is on broker-a. What happens to it?',
      },
      answer: { kind: 'outcomeOf', message: 29 },
      explain: {
        zh: '{outcome}：连接 broker-a 失败，立即改发 {second}；到 30 秒为止，抛给应用的异常有 {failed} 次。',
        en: 'It was {outcome}: broker-a refused, so it went to {second} at once, and until 30 s the application gets {failed} exceptions.',
      },
    },
    rule: {
      zh: '到 {ready}，一个 Slave 已当选新 Master；NameServer 不会通知生产者，它要到 {route} 取到路由才用得上。',
      en: 'A Slave is elected by {ready}, but the producer gets no notice: it uses the new Master from its next route on, at {route}.',
    },
  }),

  question({
    name: 'election-time',
    title: {
      zh: 'DLedger 选主要多久，什么时候才有新 Master？',
      en: 'How long does a DLedger election take?',
    },
    summary: {
      zh: '客户端与 Broker 5.3.3，真实参数；1 秒时杀掉 broker-a 的 Master。',
      en: 'Release 5.3.3 with real values; the Master of broker-a dies at 1 s.',
    },
    asked: { notes: 19, asQuestion: 5, threads: 9 },
    issues: [3858, 4191, 5469],
    terms: ['dledger', 'term', 'candidate'],
    source: { method: 'DLedgerRoleChangeHandler#handle', release: '5.3.3', rules: ['D1', 'D2', 'D4'] },
    notShown: {
      zh: '副本之间怎样复制日志，在“复制”一章的问题里。',
      en: 'How the nodes copy the log to each other is in a question of the chapter Replicating.',
    },
    shownBy: ['no-majority'],
    step: {
      say: {
        zh: 'broker-a 的 Master 在 1 秒时宕机，它的两个 Slave 都正常。',
        en: 'The Master of broker-a died at 1 s. Its two Slaves are healthy.',
      },
      input: election,
      atMs: 1200,
      untilMs: 31_000,
      speed: 4,
      figures: {
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: 1000 } },
        route: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 1500 } },
      },
      claims: [
        { figure: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: 1000 } }, atLeast: 8000, atMost: 11_300 },
        { figure: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 1500 } }, atLeast: 30_000 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: { zh: 'broker-a 什么时候有新 Master？', en: 'When does broker-a have a new Master?' },
      answer: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: 1000 } },
      options: [1300, 10_647, 30_012, 121_000],
      explain: {
        zh: '{ready}：其余节点等到心跳超时（最多 6 秒）才开始投票。',
        en: 'At {ready}: the others begin to vote only after the heartbeats have been missing for up to 6 s.',
      },
    },
    rule: {
      zh: `${SINCE.waitsForDeadPeer} 起，第一轮投票还要等宕机节点 2 到 3 秒，所以一共 7 到 10 秒；生产者要到 {route} 取路由才知道。`,
      en: `From ${SINCE.waitsForDeadPeer}, the first round also waits 2 to 3 s for the dead node, so it takes 7 to 10 s in all; the producer learns it at {route}, with its poll.`,
    },
  }),

  question({
    name: 'replication',
    title: {
      zh: '同步复制还是异步复制，Slave 宕机要等吗？',
      en: 'Sync or async replication: does a send wait for a dead Slave?',
    },
    summary: {
      zh: '5.3.3，SYNC_MASTER，每组一个 Slave；broker-a 的 Slave 已宕机。',
      en: 'Release 5.3.3, SYNC_MASTER, one Slave each; that of broker-a is down.',
    },
    asked: { notes: 29, asQuestion: 6, threads: 2 },
    issues: [],
    terms: ['master', 'slave', 'sendResult'],
    source: { method: 'CommitLog#handleHA', release: '5.3.3', rules: ['B7', 'L14'] },
    notShown: {
      zh: '这里的 Slave 从不落后；换 Master 会丢什么，在“复制”一章的问题里。',
      en: 'A Slave here is never behind; what a failover loses is in a question of the chapter Replicating.',
    },
    shownBy: ['failover-loses'],
    step: {
      say: {
        zh: 'brokerRole=SYNC_MASTER，其余保持默认。broker-a 的 Slave 刚刚宕机。',
        en: 'brokerRole=SYNC_MASTER, all else by default. The Slave of broker-a has just died.',
      },
      input: withoutSlave('5.3.3'),
      atMs: 5150,
      untilMs: 5400,
      speed: 0.05,
      figures: { elapsed: { kind: 'elapsedOf', message: 53 }, outcome: { kind: 'outcomeOf', message: 53 } },
      claims: [
        { figure: { kind: 'brokerOf', message: 53 }, equals: 'broker-a' },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'stored' },
        { figure: { kind: 'elapsedOf', message: 53 }, equals: 5 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '消息 53 发往 broker-a，send() 要等多久？',
        en: 'Message 53 goes to broker-a. How long does its send() take?',
      },
      answer: { kind: 'elapsedOf', message: 53 },
      options: [5, 3000, 5000],
      explain: {
        zh: '{elapsed}，{outcome}，返回 SEND_OK：没有等 Slave。',
        en: '{elapsed}, {outcome}, with SEND_OK: it does not wait for a Slave.',
      },
    },
    rule: {
      zh: '5.x 的 SYNC_MASTER 只在 inSyncReplicas 大于 1 时等待，而默认值是 1；4.x 没有 Slave 时立即返回 SLAVE_NOT_AVAILABLE。',
      en: 'In 5.x, SYNC_MASTER waits only if inSyncReplicas is above 1, and the default is 1; 4.x returns SLAVE_NOT_AVAILABLE at once.',
    },
  }),

  question({
    name: 'slave-not-available',
    title: {
      zh: '返回 SLAVE_NOT_AVAILABLE，消息算发送成功吗？',
      en: 'SLAVE_NOT_AVAILABLE: was the message sent or not?',
    },
    summary: {
      zh: '4.9.7，SYNC_MASTER，每组一个 Slave；broker-a 的 Slave 已宕机。',
      en: 'Release 4.9.7, SYNC_MASTER, one Slave each; that of broker-a is down.',
    },
    asked: { notes: 1, asQuestion: 0, threads: 6 },
    issues: [],
    terms: ['slave', 'sendResult'],
    source: { method: 'CommitLog#submitReplicaRequest', release: '4.9.7', rules: ['B7', 'L14'] },
    step: {
      say: {
        zh: 'brokerRole=SYNC_MASTER。broker-a 的 Slave 刚刚宕机，Master 正常。',
        en: 'brokerRole=SYNC_MASTER. The Slave of broker-a has just died; its Master is healthy.',
      },
      input: withoutSlave('4.9.7'),
      atMs: 5150,
      untilMs: 5400,
      speed: 0.05,
      figures: {
        outcome: { kind: 'outcomeOf', message: 53 },
        elapsed: { kind: 'elapsedOf', message: 53 },
        attempts: { kind: 'attemptsOf', message: 53 },
      },
      claims: [
        { figure: { kind: 'brokerOf', message: 53 }, equals: 'broker-a' },
        { figure: { kind: 'outcomeOf', message: 53 }, equals: 'stored' },
        { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
      ],
    },
    ask: {
      kind: 'outcome',
      prompt: { zh: '发往 broker-a 的消息 53 会怎样？', en: 'Message 53 goes to broker-a. What happens to it?' },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '{outcome}，尝试 {attempts} 次，耗时 {elapsed}：send() 正常返回，SendStatus 是 SLAVE_NOT_AVAILABLE。',
        en: 'It was {outcome} ({attempts} attempt, {elapsed}): send() returns normally, with the SendStatus SLAVE_NOT_AVAILABLE.',
      },
    },
    rule: {
      zh: '四种 SendStatus 都表示 Master 已经存入，应用不检查就看不出差别；补发会产生重复。5.x 默认不再返回这个状态。',
      en: 'All four values of SendStatus mean that the Master has stored it; sending it once more makes a duplicate. By default 5.x no longer returns this one.',
    },
  }),
]
