// What happens to a message whose Master is dead, and what the producer remembers of it with the switch off.

import { countOf } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 10_600
const off = lessonInput('article-off')
const offKilled = lessonInput('article-off', {}, [kill(KILL_MS)])
const noRetries = lessonInput('article-off', { retryTimesWhenSendFailed: 0 }, [kill(KILL_MS)])
const firstFailure = { mark: 'attemptFailed', afterMs: KILL_MS } as const

export const masterLesson: Lesson = {
  id: 'master',
  kind: 'lesson',
  title: { zh: '一台 Master 宕机', en: 'A Master dies' },
  summary: {
    zh: '说得清轮到宕机 Master 的消息会怎样，以及开关关闭时生产者记得什么。',
    en: 'You can say what happens to a message whose Master is dead, and what the producer remembers with the switch off.',
  },
  minutes: 2,
  issues: [],
  terms: ['master', 'slave', 'retryTimes'],
  steps: [
    {
      id: 'kill',
      title: { zh: '你来杀掉它', en: 'Kill it yourself' },
      say: {
        zh: '开关关闭。每组只有 Master 接收写入，Slave 保存副本。',
        en: 'sendLatencyFaultEnable is off. Only the Master of a group takes writes; its Slaves hold copies.',
      },
      input: off,
      atMs: KILL_MS,
      untilMs: 11_690,
      speed: 0.5,
      task: {
        prompt: {
          zh: '点击 broker-a 的 Master，选 kill -9。',
          en: "Click broker-a's Master and choose kill -9.",
        },
        actions: [
          { type: 'kill', target: 'broker-a/master' },
          { type: 'kill', target: 'broker-a/n0' },
        ],
      },
      meaning: {
        zh: '轮到 broker-a 的消息 {message} 连接失败（{failedAt}），同一次调用马上重试，存入 {rescue}：重试会避开刚失败的 Broker。',
        en: 'Message {message} had its turn on broker-a: it could not connect ({failedAt}), and the same call retried at once into {rescue}. A retry avoids the Broker that has just failed.',
      },
      figures: {
        message: { kind: 'messageOf', mark: firstFailure },
        failedAt: { kind: 'momentOf', mark: firstFailure },
        rescue: { kind: 'queueOf', message: 29, attempt: 2 },
      },
      claims: [
        { figure: { kind: 'messageOf', mark: firstFailure }, equals: 29 },
        { figure: { kind: 'outcomeOf', message: 29 }, equals: 'retried' },
      ],
    },
    {
      id: 'again',
      title: { zh: '它记得吗', en: 'Does it remember?' },
      say: {
        zh: '开关仍然关闭。消息 29 在 broker-a 上失败，靠重试存到另一组；消息 30 一次成功。',
        en: 'The switch is still off. Message 29 has just failed on broker-a, and a retry stored it on the other group; message 30 went well.',
      },
      input: offKilled,
      atMs: 11_950,
      untilMs: 12_500,
      speed: 0.5,
      ask: {
        kind: 'broker',
        prompt: {
          zh: '消息 31 先发往哪组 Broker？在舞台上点击它。',
          en: 'Which Broker group does message 31 try first? Click it on the stage.',
        },
        answer: { kind: 'brokerOf', message: 31 },
        options: ['broker-a', 'broker-b'],
        explain: {
          zh: '先发往 {tried}，又失败一次，再重试到 {second}。',
          en: 'It tries {tried}, fails once more, and retries on {second}.',
        },
      },
      meaning: {
        zh: '开关关闭时，生产者只在一次调用之内避开刚失败的 Broker；下一条照旧轮转，不记得上次失败。',
        en: 'With the switch off, the producer avoids a failed Broker only within the same call. The next message takes its turn and does not remember.',
      },
      figures: {
        tried: { kind: 'brokerOf', message: 31 },
        second: { kind: 'queueOf', message: 31, attempt: 2 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 31 }, equals: 'retried' },
        { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-a' },
      ],
    },
    {
      id: 'application',
      title: { zh: '没有重试会怎样', en: 'Without retries' },
      say: {
        zh: '同一次故障，这次把 retryTimesWhenSendFailed 设为 0。消息 29 正发往 broker-a。',
        en: 'The same failure, this time with retryTimesWhenSendFailed 0. Message 29 is on its way to broker-a.',
      },
      input: noRetries,
      atMs: 11_300,
      untilMs: 20_400,
      speed: 8,
      ask: {
        kind: 'choice',
        prompt: { zh: '应用会看到什么？', en: 'What does the application see?' },
        answer: countOf('failedMessages', 0, 20_400),
        options: [
          { text: { zh: '没有异常，只是变慢', en: 'No exception; its calls are slower' }, equals: 0 },
          { text: { zh: '一次异常，之后改发 broker-b', en: 'One exception, then broker-b takes over' }, equals: 1 },
          { text: { zh: '一轮又一轮的异常', en: 'Exceptions, turn after turn' }, atLeast: 2 },
        ],
        explain: {
          zh: '{failed} 条消息抛出异常。有重试时一条没有，只是慢。',
          en: '{failed} messages throw. With retries none does; the calls are only slower.',
        },
      },
      meaning: {
        zh: '重试救的是消息，不是 Broker：{ready} 有 Slave 当选新 Master，{polled} 取到路由后才用上它。',
        en: 'A retry saves the message, not the Broker: a Slave is the new Master at {ready}, and the producer uses it from the poll of {polled} on.',
      },
      figures: {
        failed: countOf('failedMessages', 0, 20_400),
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', brokerName: 'broker-a', afterMs: KILL_MS } },
        polled: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } },
      },
      claims: [
        { figure: countOf('failedMessages', 0, 20_400), atLeast: 10 },
        { figure: countOf('failedMessages', 20_500, 30_000), equals: 0 },
      ],
    },
  ],
  quiz: [],
}
