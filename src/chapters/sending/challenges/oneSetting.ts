import type { Challenge } from '../../challenge'
import { kill, lessonInput } from '../../lessonInput'
import { failedSends, set } from './moves'

const END_MS = 60_000

export const oneSetting: Challenge = {
  id: 'one-setting',
  level: 1,
  title: { zh: '只改一个参数', en: 'One setting' },
  situation: {
    zh: '5 秒时 broker-a 的 Master 宕机。规避开关关闭，生产者不重试。',
    en: 'At 5 s the Master of broker-a dies. The switch is off, and the producer does not retry.',
  },
  goal: {
    zh: '只改一个参数，让 0 到 60 秒内没有消息发送失败。',
    en: 'Change one setting so that no send fails between 0 and 60 s.',
  },
  input: lessonInput('article-off', { retryTimesWhenSendFailed: 0 }, [kill(5000)]),
  endMs: END_MS,
  rules: {
    actions: [],
    brokers: [],
    settings: ['sendLatencyFaultEnable', 'retryTimesWhenSendFailed', 'sendMsgTimeout', 'clientVersion'],
    most: 2,
    untilMs: END_MS,
  },
  judge: [failedSends(END_MS, { equals: 0 })],
  par: 1,
  solution: [set(0, 'retryTimesWhenSendFailed', 1)],
  lazy: [
    [set(0, 'sendLatencyFaultEnable', true)],
    [set(0, 'sendMsgTimeout', 10_000)],
    [set(0, 'clientVersion', '4.9.7')],
  ],
  longer: [set(0, 'retryTimesWhenSendFailed', 1), set(0, 'sendLatencyFaultEnable', true)],
  hint: {
    zh: '规避靠失败来学习：总得先失败一次。什么能挽回这一次？',
    en: 'The switch learns from failures, so one comes first. What saves the message of that one?',
  },
  explain: {
    zh: '连接被拒绝只花几毫秒，时间预算几乎没动；重试时选择器避开刚失败的 Broker，消息由 broker-b 存入。开关只减少失败的尝试，挽回消息的是重试。',
    en: 'A refused connection costs a few ms of the time budget, and the retry avoids the Broker that has just failed: broker-b stores the message. The switch saves attempts; the retry saves the message.',
  },
  gotcha: 'S7',
}
