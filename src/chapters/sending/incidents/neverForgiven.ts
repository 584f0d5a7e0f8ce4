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
      zh: `${SINCE.detector} 的故障项多了一个可达标记。失败会清除它，只有后台探测能恢复它，而探测默认关闭。`,
      en: `${SINCE.detector} added a reachable flag to the fault item. A failure clears it, and only the detector sets it again; the detector is off by default.`,
    },
    atMs: 3950,
    untilMs: 4300,
    speed: 0.2,
    ask: {
      kind: 'broker',
      prompt: { zh: '消息 141 会先发往哪组 Broker？', en: 'Which Broker group does message 141 go to?' },
      answer: { kind: 'brokerOf', message: 141 },
      options: ['broker-a', 'broker-b'],
      explain: {
        zh: '{broker}：窗口虽已结束，broker-a 仍标记为不可达。',
        en: '{broker}: the window is over, but broker-a is still marked as unreachable.',
      },
    },
    meaning: {
      zh: `“可用”要求窗口已过并且可达，后一半在 ${NEEDS_REACHABLE} 里只有探测能恢复，而它默认关闭。`,
      en: `Available means: window over and reachable. In ${NEEDS_REACHABLE} only the detector restores the second half, and it is off by default.`,
    },
    figures: { broker: { kind: 'brokerOf', message: 141 } },
    claims: [{ figure: { kind: 'brokerOf', message: 141 }, equals: 'broker-b' }],
  },
  {
    id: 'fix',
    variant: 2,
    title: { zh: '5.2.0 里', en: 'With 5.2.0' },
    say: {
      zh: '客户端 5.2.0：{back} 又开始使用 broker-a，到 40 秒存入 {stored} 条。',
      en: 'Client 5.2.0: broker-a is in use again at {back} and has stored {stored} messages by 40 s.',
    },
    atMs: 13_900,
    untilMs: 15_000,
    meaning: {
      zh: `升级到 ${SINCE.availableByTimeAlone} 以上，或者在 ${NEEDS_REACHABLE} 里打开 startDetectorEnable。`,
      en: `Go to ${SINCE.availableByTimeAlone} or later, or turn startDetectorEnable on in ${NEEDS_REACHABLE}.`,
    },
    figures: {
      back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 4100 } },
      stored: storedIn('broker-a', 4100, 40_000),
    },
    claims: [
      { figure: storedIn('broker-a', 4100, 40_000), atLeast: 120 },
      {
        figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 4100 } },
        atLeast: 14_000,
        atMost: 14_500,
      },
    ],
  },
)
