import { NEEDS_REACHABLE, SINCE } from '../../../projections/releaseFacts'
import { storedIn } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const neverForgiven = incident(
  {
    id: 'never-forgiven',
    gotcha: gotcha('S14'),
    title: { zh: '一个错误码之后再也没有流量', en: 'Never forgiven for one error code' },
    summary: {
      zh: '“升到 5.1.4 以后，broker-a 抖了一次，从此一条消息都收不到。”',
      en: '"After we went to 5.1.4, broker-a had one hiccup and has not had a message since."',
    },
    cause: {
      zh: `${NEEDS_REACHABLE} 要求窗口已过并且可达；失败会清除可达标记，只有默认关闭的探测能恢复它。`,
      en: `${NEEDS_REACHABLE} wants the window over and the Broker reachable. A failure clears that flag, and only the detector, off by default, sets it again.`,
    },
    fix: {
      zh: `升级到 ${SINCE.availableByTimeAlone} 以上，或者打开 startDetectorEnable。`,
      en: `Upgrade to ${SINCE.availableByTimeAlone} or later, or turn startDetectorEnable on.`,
    },
    minutes: 3,
    terms: ['reachable', 'detector'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: 'broker-a 只返回过一次错误码。从 4.1 秒到 40 秒，它存入 {stored} 条消息。',
      en: 'broker-a answered with one error code. From 4.1 s to 40 s it stores {stored} messages.',
    },
    atMs: 20_000,
    untilMs: 22_000,
    view: { select: { brokerName: 'broker-a' } },
    meaning: {
      zh: '窗口只有 10 秒，早已结束，生产者仍不选它。',
      en: 'The window was 10 s and is long over. Still the producer does not choose it.',
    },
    figures: { stored: storedIn('broker-a', 4100, 40_000) },
    claims: [
      { figure: storedIn('broker-a', 4100, 40_000), equals: 0 },
      { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 3000 }, equals: 10_000 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '还差一个标记', en: 'One flag more' },
    say: {
      zh: `${SINCE.detector} 的故障项多了一个标记：可达。这次错误码之后，broker-a 是“不可达”。`,
      en: `${SINCE.detector} added a flag to the fault item: reachable. The error code clears it for broker-a.`,
    },
    atMs: 3950,
    untilMs: 4300,
    speed: 0.2,
    ask: {
      kind: 'choice',
      prompt: {
        zh: '窗口结束以后，还要等什么才会再选它？',
        en: 'The window is over. What must happen before it is chosen again?',
      },
      answer: storedIn('broker-a', 14_100, 40_000),
      options: [
        { text: { zh: '下一次取路由', en: 'The next route poll' }, atLeast: 1, atMost: 80 },
        { text: { zh: '一次成功的发送', en: 'One successful send' }, atLeast: 81 },
        { text: { zh: '后台探测成功，而它没有打开', en: 'A successful probe, and probing is off' }, equals: 0 },
      ],
      explain: {
        zh: '从 14.1 秒到 40 秒存入 {stored} 条：故障项还记着“不可达”，只有探测能改回来。',
        en: 'From 14.1 s to 40 s it stores {stored} messages: the fault item still says unreachable, and only a probe changes that.',
      },
    },
    meaning: {
      zh: `“可用”要求窗口已过并且可达，后一半在 ${NEEDS_REACHABLE} 里只有探测能恢复，而它默认关闭。`,
      en: `Available means: window over and reachable. In ${NEEDS_REACHABLE} only the detector restores the second half, and it is off by default.`,
    },
    figures: { stored: storedIn('broker-a', 14_100, 40_000) },
    claims: [{ figure: storedIn('broker-a', 14_100, 40_000), equals: 0 }],
  },
  {
    id: 'fix',
    title: { zh: '5.2.0 里', en: 'With 5.2.0' },
    say: {
      zh: '同一次错误码。5.1.4 到 40 秒存入 broker-a {before} 条。',
      en: 'The same error code. 5.1.4 stores {before} messages on broker-a until 40 s.',
    },
    atMs: 13_900,
    untilMs: 15_000,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.2.0，同一次故障重放一遍。',
        en: 'Set the client release to 5.2.0: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.2.0' },
    },
    meaning: {
      zh: `{back} 又开始使用 broker-a，到 40 秒存入 {stored} 条：${SINCE.availableByTimeAlone} 起只看时间。`,
      en: `broker-a is in use again at {back} and has {stored} messages by 40 s: from ${SINCE.availableByTimeAlone} only time counts.`,
    },
    figures: {
      back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 4100 } },
      stored: storedIn('broker-a', 4100, 40_000),
    },
    otherFigures: { before: storedIn('broker-a', 4100, 40_000) },
    claims: [
      { figure: storedIn('broker-a', 4100, 40_000), atLeast: 120 },
      { figure: storedIn('broker-a', 4100, 40_000), inOther: true, equals: 0 },
      {
        figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 4100 } },
        atLeast: 14_000,
        atMost: 14_500,
      },
    ],
  },
)
