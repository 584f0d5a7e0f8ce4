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
    cause: {
      zh: 'NameServer 一秒内就摘除了它，但从不通知生产者；到下一次取路由为止，一半的发送先失败再重试。',
      en: 'The NameServer removed it within a second but notifies no producer. Until the next poll half of the sends fail first and are retried.',
    },
    fix: {
      zh: '打开 sendLatencyFaultEnable；计划内的重启，先 wipeWritePerm，等一次取路由再停。',
      en: 'Turn sendLatencyFaultEnable on. Before a planned restart, revoke the write permission and wait for one poll.',
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
    variant: 1,
    title: { zh: '同样的故障，换个时刻', en: 'The same crash at another moment' },
    say: {
      zh: '刚才它在取路由之后马上宕机。这次换一个时刻：取路由前 1 秒。',
      en: 'It died right after a poll before. Now it dies at another moment: 1 s before a poll.',
    },
    atMs: 28_900,
    untilMs: 31_500,
    ask: {
      kind: 'choice',
      prompt: { zh: '有多少次尝试会失败？', en: 'How many attempts will fail?' },
      answer: countOf('failedAttempts', 29_000, 65_000),
      options: [
        { text: { zh: '和刚才差不多', en: 'About as many as before' }, atLeast: 100 },
        { text: { zh: '大约一半', en: 'About half of them' }, atLeast: 20, atMost: 99 },
        { text: { zh: '几次就停了', en: 'A few, and then no more' }, atMost: 10 },
      ],
      explain: {
        zh: '只有 {failed} 次：新路由马上就来。NameServer 不会通知生产者，过时多久，取决于离下一次取路由有多久。',
        en: 'Only {failed}: a fresh route arrives soon. The NameServer notifies no producer; how long its route is stale depends on how far its next poll is.',
      },
    },
    meaning: {
      zh: '宕机的时刻你选不了：不要靠运气。',
      en: 'You cannot choose the moment of a crash: do not rely on luck.',
    },
    figures: { failed: countOf('failedAttempts', 29_000, 65_000) },
    claims: [{ figure: countOf('failedAttempts', 29_000, 65_000), atMost: 6 }],
  },
  {
    id: 'fix',
    title: { zh: '打开开关', en: 'The switch on' },
    say: {
      zh: '回到最坏的时刻。开关关闭时，{before} 次尝试失败。',
      en: 'Back to the worst moment. With the switch off, {before} attempts fail.',
    },
    atMs: 30_000,
    untilMs: 31_500,
    task: {
      prompt: {
        zh: '在生产者的卡片上打开 sendLatencyFaultEnable。',
        en: 'Turn sendLatencyFaultEnable on, on the card of the producer.',
      },
      act: { kind: 'setting', name: 'sendLatencyFaultEnable', value: true },
    },
    meaning: {
      zh: '{now} 次，而不是 {before} 次：一次失败之后就规避它。计划内的重启，先 wipeWritePerm 再停。',
      en: '{now} instead of {before}: it is avoided after one failure. Before a planned restart, revoke its write permission (wipeWritePerm).',
    },
    figures: { now: countOf('failedAttempts', 29_000, 65_000) },
    otherFigures: { before: countOf('failedAttempts', 29_000, 65_000) },
    claims: [
      { figure: countOf('failedAttempts', 29_000, 65_000), atMost: 10 },
      { figure: countOf('failedAttempts', 29_000, 65_000), inOther: true, atLeast: 145 },
    ],
  },
)
