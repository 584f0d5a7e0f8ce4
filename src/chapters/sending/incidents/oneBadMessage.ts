import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const oneBadMessage = incident(
  {
    id: 'one-bad-message',
    gotcha: gotcha('S12'),
    title: { zh: '一条坏消息，规避一台好 Broker', en: 'One bad message, a good Broker avoided' },
    summary: {
      zh: '“有人发了一条属性超长的消息，此后十分钟 broker-a 没有流量。”',
      en: '"One of us sent a message with oversized properties. For ten minutes broker-a had no traffic."',
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
      kind: 'number',
      prompt: {
        zh: '生产者会规避 broker-a 多久？',
        en: 'For how long does the producer avoid broker-a?',
      },
      answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 },
      options: [0, 10_000, 600_000],
      explain: {
        zh: '{window}：只要尝试抛出异常，就记为这台 Broker 的失败。',
        en: '{window}: any exception of the attempt counts as a failure of the Broker.',
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
    variant: 1,
    title: { zh: '新版本里', en: 'With a new release' },
    say: {
      zh: '客户端 5.3.3：窗口 {window}，14 秒以后 broker-a 又有流量了。',
      en: 'Client 5.3.3: a window of {window}, and after 14 s broker-a has traffic again.',
    },
    atMs: 13_900,
    untilMs: 15_000,
    meaning: {
      zh: '规则没变，窗口变短。根本的办法是在发送前检查消息。',
      en: 'The rule is the same, the window is shorter. The real fix is to check messages before you send them.',
    },
    figures: { window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 } },
    claims: [
      { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3900 }, equals: 10_000 },
      {
        figure: { kind: 'count', what: 'stored', brokerName: 'broker-a', fromMs: 14_100, toMs: 15_000 },
        atLeast: 4,
      },
    ],
  },
)
