import type { Challenge } from '../../challenge'
import { lessonInput, powerOff } from '../../lessonInput'
import { failedSends, set } from './moves'

const FROM_MS = 10_000
const END_MS = 70_000

export const silentHost: Challenge = {
  id: 'silent-host',
  level: 4,
  title: { zh: '主机没有回应，p99 不超过 500 ms', en: 'A silent host, and p99 within 500 ms' },
  situation: {
    zh: '客户端 5.3.3。10 秒时 broker-a 的主机断电：它不拒绝连接，而是没有任何回应。NameServer 两分钟后才会发现。',
    en: 'Client 5.3.3. At 10 s the host of broker-a loses power: it does not refuse connections, it just does not answer. The NameServer notices after two minutes.',
  },
  goal: {
    zh: '10 到 70 秒内，100 次发送有 99 次在 500 ms 内完成，最多 1 条失败。',
    en: 'From 10 to 70 s, 99 of 100 sends end within 500 ms, and at most one fails.',
  },
  input: lessonInput('2m-noslave', {}, [powerOff(FROM_MS)]),
  endMs: END_MS,
  rules: {
    actions: [],
    brokers: [],
    settings: [
      'sendLatencyFaultEnable',
      'startDetectorEnable',
      'sendMsgTimeout',
      'sendMsgMaxTimeoutPerRequest',
      'connectTimeoutMillis',
      'retryTimesWhenSendFailed',
    ],
    most: 3,
    untilMs: END_MS,
  },
  judge: [
    {
      claim: { figure: { kind: 'percentile', percent: 99, fromMs: FROM_MS, toMs: END_MS }, atMost: 500 },
      label: { zh: '发送耗时的 p99', en: 'p99 of the send time' },
    },
    failedSends(END_MS, { atMost: 1 }),
  ],
  par: 1,
  solution: [set(0, 'connectTimeoutMillis', 300)],
  lazy: [
    [set(0, 'sendLatencyFaultEnable', true)],
    [set(0, 'sendMsgTimeout', 500)],
    [set(0, 'sendMsgMaxTimeoutPerRequest', 300)],
    [set(0, 'sendLatencyFaultEnable', true), set(0, 'startDetectorEnable', true)],
  ],
  longer: [set(0, 'connectTimeoutMillis', 300), set(0, 'sendLatencyFaultEnable', true)],
  hint: {
    zh: '连接早已断开：每次尝试的 3 秒花在哪一步？',
    en: 'The connection is gone: on what does each attempt spend its 3 s?',
  },
  explain: {
    zh: '没有回应的主机，尝试的时间花在建连上，上限是 connectTimeoutMillis（3 秒），sendMsgTimeout 管不到。改成 300 ms，建连很快失败，剩下的时间足够改发 broker-b。',
    en: 'With a silent host the attempt waits for its connection, up to connectTimeoutMillis (3 s); sendMsgTimeout does not cut that short. At 300 ms connecting fails early and leaves time for broker-b.',
  },
  gotcha: 'S26',
}
