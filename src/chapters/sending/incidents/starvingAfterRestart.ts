import { SINCE } from '../../../projections/releaseFacts'
import { storedIn } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const starvingAfterRestart = incident(
  {
    id: 'starving-after-restart',
    gotcha: gotcha('S2'),
    title: { zh: '重启完毕，却一直没有流量', en: 'Back from a restart, and no traffic' },
    summary: {
      zh: '“broker-a 20 秒就重启完毕，监控上它的写入却一直是零。”',
      en: '"broker-a was back after 20 seconds, but its writes stayed at zero."',
    },
    cause: {
      zh: '4.9.7 把一次失败按 30 秒查表，规避十分钟；重启和新路由都不会清除窗口。',
      en: '4.9.7 looks up one failure as 30 s and avoids the Broker for ten minutes; neither a restart nor a fresh route clears the window.',
    },
    fix: {
      zh: `升级到 ${SINCE.newFaultTable} 以上，或者自己调小 notAvailableDuration。`,
      en: `Upgrade to ${SINCE.newFaultTable} or later, or lower notAvailableDuration yourself.`,
    },
    minutes: 3,
    terms: ['avoidanceWindow', 'isolation', 'sendLatencyFaultEnable'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '客户端 4.9.7，开关打开。broker-a 在 60 秒宕机，80 秒重启完毕。此后五分钟，它存入 {stored} 条消息。',
      en: 'Client 4.9.7 with the switch on. broker-a dies at 60 s and is back at 80 s. In the five minutes after that it stores {stored} messages.',
    },
    atMs: 100_000,
    untilMs: 102_000,
    view: { select: { brokerName: 'broker-a' } },
    meaning: {
      zh: 'Broker 正常，路由里也有它：是生产者自己不发。',
      en: 'The Broker is healthy and in the route: the producer itself does not send.',
    },
    figures: { stored: storedIn('broker-a', 80_000, 380_000) },
    claims: [{ figure: storedIn('broker-a', 80_000, 380_000), equals: 0 }],
  },
  {
    id: 'cause',
    title: { zh: '原因在哪里', en: 'The cause' },
    say: {
      zh: '回到宕机后的第一次失败，看故障表。',
      en: 'Go back to the first failure after the crash and look at the fault table.',
    },
    atMs: 60_150,
    untilMs: 60_400,
    speed: 0.2,
    ask: {
      kind: 'choice',
      prompt: {
        zh: '生产者不发给 broker-a。这次失败之后，它要等什么？',
        en: 'The producer does not send to broker-a. What does it wait for after this failure?',
      },
      answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
      options: [
        { text: { zh: '等 broker-a 重新接受连接', en: 'For broker-a to accept a connection again' }, atMost: 20_000 },
        {
          text: { zh: '等下一次取到新路由', en: 'For the next poll to bring a fresh route' },
          atLeast: 20_001,
          atMost: 120_000,
        },
        {
          text: {
            zh: '等一段写在规避表里的时间',
            en: 'For a time that is written in its table',
          },
          atLeast: 600_000,
        },
      ],
      explain: {
        zh: '失败按 {standIn} 查表，达到最高一级：规避 {window}。',
        en: 'It looks up the failure as {standIn} and reaches the highest step: {window} of avoidance.',
      },
    },
    meaning: {
      zh: '窗口只看时间，不看 Broker 是否恢复，路由更新也不会清除它。',
      en: 'Only time ends a window: neither a healthy Broker nor a fresh route does.',
    },
    figures: {
      window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
      standIn: { kind: 'isolationOf', atMs: 60_200 },
    },
    claims: [{ figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 }, equals: 600_000 }],
  },
  {
    id: 'fix',
    title: { zh: '换个版本再来一遍', en: 'The same with another release' },
    say: {
      zh: '同一次故障。4.9.7 从重启完毕到 120 秒，存入 broker-a {before} 条。',
      en: 'The same failure. From its restart to 120 s, 4.9.7 stores {before} messages on broker-a.',
    },
    atMs: 80_500,
    untilMs: 92_000,
    speed: 4,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.3，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.3: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
    },
    meaning: {
      zh: `${SINCE.newFaultTable} 起只规避 {window}，{back} 又开始使用 broker-a，到 120 秒存入 {now} 条，不是 {before} 条。`,
      en: `From ${SINCE.newFaultTable} the failure means {window}: broker-a is in use again at {back} and has {now} messages by 120 s instead of {before}.`,
    },
    figures: {
      window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
      back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 80_500 } },
      now: storedIn('broker-a', 80_000, 120_000),
    },
    otherFigures: { before: storedIn('broker-a', 80_000, 120_000) },
    claims: [
      { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 }, equals: 10_000 },
      {
        figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 80_500 } },
        atMost: 91_000,
      },
      { figure: storedIn('broker-a', 80_000, 120_000), atLeast: 100 },
      { figure: storedIn('broker-a', 80_000, 120_000), inOther: true, equals: 0 },
    ],
  },
)
