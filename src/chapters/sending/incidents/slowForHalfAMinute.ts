import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const slowForHalfAMinute = incident(
  {
    id: 'slow-for-half-a-minute',
    gotcha: gotcha('S7'),
    title: { zh: '一台 Broker 宕机，慢半分钟', en: 'Slow for half a minute' },
    summary: {
      zh: '“broker-a 重启，NameServer 一秒内就摘除了它，应用却有半分钟一半的发送变慢。”',
      en: '"broker-a vanished from the NameServer within a second, yet half of our sends were slow for half a minute."',
    },
    minutes: 3,
    terms: ['route', 'pollNameServerInterval'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '开关关闭。broker-a 在一次取路由之后马上宕机，{failed} 次尝试在它上面失败，到 {until} 突然停止。',
      en: 'The switch is off. broker-a is killed right after a poll; {failed} attempts fail on it, and at {until} this suddenly ends.',
    },
    atMs: 30_000,
    untilMs: 31_500,
    meaning: {
      zh: '应用没有收到异常：重试挽回了每条消息，只是多花了时间。',
      en: 'The application gets no exception: retries save every message, and only cost one more trip.',
    },
    figures: {
      failed: countOf('failedAttempts', 29_000, 65_000),
      until: { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: 30_100 } },
    },
    claims: [
      { figure: countOf('failedAttempts', 29_000, 65_000), atLeast: 145, atMost: 155 },
      { figure: countOf('failedMessages', 29_000, 65_000), equals: 0 },
      { figure: countOf('failedAttempts', 60_100, 65_000), equals: 0 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '哪一方还不知道', en: 'Who does not know yet' },
    say: {
      zh: '看 NameServer：它立刻摘除了 broker-a。再看生产者的列表。',
      en: 'Look at the NameServer: it removed broker-a at once. Now look at the list of the producer.',
    },
    atMs: 30_500,
    untilMs: 32_000,
    ask: {
      kind: 'number',
      prompt: {
        zh: '40 秒时，生产者的列表有几个队列？',
        en: "At 40 s, how many queues are in the producer's list?",
      },
      answer: { kind: 'queuesKnown', atMs: 40_000 },
      options: [0, 2, 4],
      explain: {
        zh: '还是 {known} 个：NameServer 不会通知生产者，要等生产者每 30 秒一次取路由。',
        en: 'Still {known}: the NameServer does not notify producers; each polls every 30 s.',
      },
    },
    meaning: {
      zh: '路由过时多久，取决于宕机时离下一次取路由有多久。',
      en: 'How long the route is stale depends on how far the next poll is at the moment of the crash.',
    },
    figures: { known: { kind: 'queuesKnown', atMs: 40_000 } },
    claims: [{ figure: { kind: 'queuesKnown', atMs: 40_000 }, equals: 4 }],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: '同样的故障，换个时刻', en: 'The same crash at another moment' },
    say: {
      zh: '如果在取路由前 1 秒宕机，只有 {failed} 次尝试失败。',
      en: 'When it dies 1 s before a poll, only {failed} attempts fail on it.',
    },
    atMs: 29_000,
    untilMs: 30_500,
    meaning: {
      zh: '不要靠运气：打开 sendLatencyFaultEnable，一次失败之后就规避它；计划内的重启，先 wipeWritePerm 再停。',
      en: 'Do not rely on luck: sendLatencyFaultEnable avoids it after one failure. Before a planned restart, revoke its write permission (wipeWritePerm).',
    },
    figures: { failed: countOf('failedAttempts', 29_000, 65_000) },
    claims: [{ figure: countOf('failedAttempts', 29_000, 65_000), atMost: 6 }],
  },
)
