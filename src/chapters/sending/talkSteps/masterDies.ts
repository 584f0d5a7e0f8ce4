// What fails when a Master dies, and until when.

import type { Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 10_600
const off = lessonInput('article-off')
const offKilled = lessonInput('article-off', {}, [kill(KILL_MS)])
const noSwitchOver = lessonInput('article-off', { enableDLegerCommitLog: false }, [kill(KILL_MS)])
const failedAttempts = (toMs: number): Figure => ({ kind: 'count', what: 'failedAttempts', toMs })

export const masterLesson: Lesson = {
  id: 'master-dies',
  kind: 'lesson',
  title: { zh: '一台 Master 宕机', en: 'A Master dies' },
  summary: {
    zh: '说得清 Master 宕机以后，哪些发送会失败、为什么、到什么时候为止。',
    en: 'You can say which sends fail after a Master has died, why, and until when.',
  },
  minutes: 5,
  issues: [],
  terms: ['master', 'retryTimes'],
  steps: [
    {
      id: 'kill',
      title: { zh: '你来杀掉它', en: 'Kill it yourself' },
      say: {
        zh: 'sendLatencyFaultEnable 已关闭。点击 broker-a 的 Master，选 kill -9。',
        en: "sendLatencyFaultEnable is off. Click broker-a's Master and choose kill -9.",
      },
      input: off,
      atMs: KILL_MS,
      untilMs: 11_690,
      task: {
        prompt: { zh: '杀掉 broker-a 的 Master', en: "Kill broker-a's Master" },
        actions: [
          { type: 'kill', target: 'broker-a/master' },
          { type: 'kill', target: 'broker-a/n0' },
        ],
      },
      meaning: {
        zh: '轮到 broker-a 的消息 {message} 连接失败（{failedAt}），马上改发 broker-b。',
        en: 'Message {message} had its turn on broker-a: it could not connect, failed at {failedAt} and went to broker-b at once.',
      },
      notes: {
        zh: '杀掉之后先暂停，让大家看清：Broker 已经宕机，转盘上 broker-a 还在。',
        en: 'Pause after the kill. Everybody should notice that the Broker is dead while broker-a is still on the wheel.',
      },
      figures: {
        message: { kind: 'messageOf', mark: { mark: 'attemptFailed', afterMs: KILL_MS } },
        failedAt: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: KILL_MS } },
      },
      claims: [
        { figure: { kind: 'messageOf', mark: { mark: 'attemptFailed', afterMs: KILL_MS } }, equals: 29 },
        { figure: { kind: 'outcomeOf', message: 29 }, equals: 'retried' },
      ],
    },
    {
      id: 'again',
      title: { zh: '还会再失败吗', en: 'Will it happen again?' },
      say: {
        zh: '消息 29 靠重试存入 {rescue}。消息 31 又轮到 broker-a。',
        en: 'A retry saved message 29 in {rescue}. The turn of message 31 is on broker-a again.',
      },
      input: offKilled,
      atMs: 11_950,
      untilMs: 12_500,
      ask: {
        kind: 'outcome',
        prompt: { zh: '消息 31 会怎样？', en: 'What will happen to message 31?' },
        answer: { kind: 'outcomeOf', message: 31 },
        explain: {
          zh: '它不记得上一次失败：先发往 broker-a 失败，再重试到 {second}。',
          en: 'The producer does not remember the last failure: it tries broker-a, fails, and retries on {second}.',
        },
      },
      meaning: {
        zh: '一次调用之内它会避开刚失败的 Broker；下一条照旧轮转，不记得上次失败。',
        en: 'Within one call it avoids the Broker that has just failed; the next message takes its turn and does not remember the failure.',
      },
      figures: {
        rescue: { kind: 'queueOf', message: 29, attempt: 2 },
        second: { kind: 'queueOf', message: 31, attempt: 2 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 31 }, equals: 'retried' },
        { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-a' },
      ],
    },
    {
      id: 'how-long',
      title: { zh: '失败到什么时候为止', en: 'Until when?' },
      say: {
        zh: '{ready} 有一个 Slave 当选新 Master。但生产者要到 20 秒取路由时才知道它的地址。',
        en: 'At {ready} a Slave becomes the new Master. But the producer learns its address only with the poll at 20 s.',
      },
      input: offKilled,
      atMs: 15_900,
      untilMs: 20_400,
      speed: 2,
      meaning: {
        zh: '从宕机到取到新路由，一共 {failed} 次尝试失败；应用没有看到异常，只是变慢了。',
        en: 'From the crash to the new route {failed} attempts failed. The application got no exception; its calls only took longer.',
      },
      figures: {
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: KILL_MS } },
        failed: failedAttempts(30_000),
      },
      claims: [
        { figure: failedAttempts(30_000), equals: 12 },
        { figure: { kind: 'count', what: 'failedMessages', toMs: 30_000 }, equals: 0 },
        { figure: { kind: 'count', what: 'failedAttempts', fromMs: 20_500, toMs: 30_000 }, equals: 0 },
      ],
    },
    {
      id: 'no-switch-over',
      title: { zh: '如果没有 DLedger', en: 'And without DLedger?' },
      say: {
        zh: '刚才选得出新 Master，是因为这几组运行在 DLedger 模式。换成经典主从：Slave 还在，但不会自动变成 Master。下一次取路由以后，列表只剩 {known} 个队列。',
        en: 'The election happened because the groups run in DLedger mode. In classic Master and Slave mode the Slaves live on, but none becomes Master. After the next poll the list is down to {known} queues.',
      },
      input: noSwitchOver,
      atMs: 19_900,
      untilMs: 21_500,
      meaning: {
        zh: '失败停止，代价是所有写入都集中到 broker-b，直到重启 broker-a。',
        en: 'The failures end, at a price: all writes go to broker-b until broker-a restarts.',
      },
      figures: { known: { kind: 'queuesKnown', atMs: 21_000 } },
      claims: [
        { figure: { kind: 'queuesKnown', atMs: 21_000 }, equals: 2 },
        {
          figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-b', afterMs: 21_000 } },
          atMost: 21_500,
        },
      ],
    },
  ],
  quiz: [
    {
      id: 'exceptions',
      input: offKilled,
      atMs: KILL_MS,
      ask: {
        kind: 'number',
        prompt: {
          zh: '到 30 秒为止，应用收到几次异常？',
          en: 'How many exceptions does the application get until 30 s?',
        },
        answer: { kind: 'count', what: 'failedMessages', toMs: 30_000 },
        options: [0, 3, 12],
        explain: {
          zh: '{failed} 次：默认最多重试两次，第一次重试总能发到 broker-b。',
          en: '{failed}: the default is two retries, and the first always reaches broker-b.',
        },
      },
      figures: { failed: { kind: 'count', what: 'failedMessages', toMs: 30_000 } },
    },
  ],
}
