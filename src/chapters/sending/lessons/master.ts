// What happens to a message whose Master is dead, and what the producer remembers of it with the switch off.

import { countOf } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, lessonInput } from '../../lessonInput'

const KILL_MS = 10_600
const off = lessonInput('article-off')
const offKilled = lessonInput('article-off', {}, [kill(KILL_MS)])
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
        zh: 'sendLatencyFaultEnable 已关闭。每组只有 Master 接收写入，Slave 保存副本。',
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
        zh: '开关仍然关闭。消息 29 刚刚在 broker-a 上失败，靠重试存到了另一组；消息 30 一次成功。',
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
      title: { zh: '应用看到了什么', en: 'What the application sees' },
      say: {
        zh: '此后一轮一轮都这样，直到下一次取路由。',
        en: 'It goes on like this, turn after turn, until the next route poll.',
      },
      input: offKilled,
      atMs: 12_500,
      untilMs: 20_400,
      speed: 4,
      ask: {
        kind: 'choice',
        prompt: { zh: '应用会怎么发现？', en: 'How does the application notice?' },
        answer: countOf('failedMessages', 0, 30_000),
        options: [
          { text: { zh: '只觉得变慢，没有异常', en: 'Its calls are slower; no exception' }, equals: 0 },
          { text: { zh: '偶尔收到一次异常', en: 'An exception now and then' }, atLeast: 1, atMost: 5 },
          { text: { zh: '每次轮到 broker-a 都收到异常', en: 'An exception at every turn of broker-a' }, atLeast: 6 },
        ],
        explain: {
          zh: '{attempts} 次尝试失败，{failed} 条消息失败：每条都靠重试存到 broker-b。',
          en: '{attempts} attempts fail, {failed} messages do: a retry stores each of them on broker-b.',
        },
      },
      meaning: {
        zh: '{ready} 有一个 Slave 当选新 Master，{polled} 取到路由后才用上它的新地址。',
        en: 'A Slave becomes the new Master at {ready}, and the producer gets the new address with the poll at {polled}.',
      },
      figures: {
        attempts: countOf('failedAttempts', 0, 20_400),
        failed: countOf('failedMessages', 0, 20_400),
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', brokerName: 'broker-a', afterMs: KILL_MS } },
        polled: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } },
      },
      claims: [
        { figure: countOf('failedAttempts', 0, 20_400), equals: 12 },
        { figure: countOf('failedMessages', 0, 30_000), equals: 0 },
        { figure: countOf('failedAttempts', 20_500, 30_000), equals: 0 },
      ],
    },
  ],
  quiz: [],
}
