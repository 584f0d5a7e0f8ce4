import { SINCE } from '../../../projections/releaseFacts'
import { countOf, storedIn } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const oneBadMessage = incident(
  {
    id: 'one-bad-message',
    gotcha: gotcha('S12'),
    title: { zh: '一条坏消息之后，流量变了样', en: 'After one bad message the traffic changed' },
    summary: {
      zh: '“有人发了一条属性超长的消息，此后十分钟 broker-a 没有流量。”',
      en: '"One of us sent a message with oversized properties. For ten minutes broker-a had no traffic."',
    },
    cause: {
      zh: '故障表分不清是 Broker 坏了，还是消息坏了：任何异常都打开窗口。',
      en: 'The fault table cannot tell a bad Broker from a bad message: every exception opens a window.',
    },
    fix: {
      zh: `发送前检查消息的大小和属性；升级到 ${SINCE.newFaultTable} 以上，窗口从十分钟变成十秒。`,
      en: `Check size and properties of messages before you send them. From ${SINCE.newFaultTable} the window is ten seconds instead of ten minutes.`,
    },
    minutes: 3,
    terms: ['isolation', 'avoidanceWindow'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '客户端 4.9.7。只有 {failed} 条消息失败，但 broker-a 从 4.1 秒到 14 秒只存入 {stored} 条。',
      en: 'Client 4.9.7. Only {failed} message fails, yet from 4.1 s to 14 s broker-a stores {stored}.',
    },
    atMs: 5000,
    untilMs: 7000,
    view: { select: { brokerName: 'broker-a' } },
    meaning: { zh: 'broker-a 自始至终没有故障。', en: 'broker-a was healthy all the time.' },
    figures: {
      failed: countOf('failedMessages', 0, 15_000),
      stored: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 4100, toMs: 14_000 },
    },
    claims: [
      { figure: countOf('failedMessages', 0, 15_000), equals: 1 },
      { figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 4100, toMs: 14_000 }, equals: 0 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '错在哪里', en: 'Where the error is' },
    say: {
      zh: 'broker-a 拒收消息 41：MESSAGE_ILLEGAL。这种错误码不重试，直接抛给应用。',
      en: 'broker-a rejects message 41: MESSAGE_ILLEGAL. The client does not retry this code; the application gets it at once.',
    },
    atMs: 3980,
    untilMs: 4200,
    speed: 0.2,
    ask: {
      kind: 'choice',
      prompt: { zh: '客户端把这次失败算在谁头上？', en: 'Whom does the client blame for this failure?' },
      answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 },
      options: [
        { text: { zh: '消息：抛给应用就完了', en: 'The message: throwing it is all' }, equals: 0 },
        {
          text: { zh: 'Broker，但比宕机轻', en: 'The Broker, but less than for a crash' },
          atLeast: 1,
          atMost: 599_999,
        },
        { text: { zh: 'Broker，和宕机一样', en: 'The Broker, as much as for a crash' }, atLeast: 600_000 },
      ],
      explain: {
        zh: '打开 {window} 的窗口：只要尝试抛出异常，就记为这台 Broker 的失败。',
        en: 'It opens a window of {window}: any exception of an attempt counts as a failure of its Broker.',
      },
    },
    meaning: {
      zh: '故障表分不清是 Broker 坏了，还是消息坏了。',
      en: 'The fault table cannot tell a bad Broker from a bad message.',
    },
    figures: { window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 } },
    claims: [{ figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 }, equals: 600_000 }],
  },
  {
    id: 'fix',
    title: { zh: '新版本里', en: 'With a new release' },
    say: {
      zh: '同一条坏消息。4.9.7 在 14.1 秒到 15 秒之间，存入 broker-a {before} 条。',
      en: 'The same bad message. From 14.1 s to 15 s, 4.9.7 stores {before} messages on broker-a.',
    },
    atMs: 13_900,
    untilMs: 15_000,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.3，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.3: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
    },
    meaning: {
      zh: '窗口只有 {window}，同一段时间存入 {now} 条。规则没变，窗口变短；根本的办法是发送前检查消息。',
      en: 'A window of {window}, and {now} messages in the same time. The rule is the same, the window shorter; the real fix is to check messages before you send them.',
    },
    figures: {
      window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 },
      now: storedIn('broker-a', 14_100, 15_000),
    },
    otherFigures: { before: storedIn('broker-a', 14_100, 15_000) },
    claims: [
      { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 }, equals: 10_000 },
      { figure: storedIn('broker-a', 14_100, 15_000), atLeast: 4 },
      { figure: storedIn('broker-a', 14_100, 15_000), inOther: true, equals: 0 },
    ],
  },
)
