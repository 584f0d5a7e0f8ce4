import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

const failed = (fromMs: number, toMs: number) => countOf('failedMessages', fromMs, toMs)

export const busyAndDead = incident(
  {
    id: 'busy-and-dead',
    gotcha: gotcha('S27'),
    title: {
      zh: '一次“忙”，再死一台：一条也发不出去',
      en: 'One busy answer and a dead leader: all sends fail',
    },
    summary: {
      zh: '“broker-a 的 Leader 宕机，全站停发 22 秒。broker-b 一直好好的，为什么一条都不发给它？”',
      en: '"The leader of broker-a died, and nothing was sent for 22 s. broker-b was healthy all the time. Why did nothing go there?"',
    },
    cause: {
      zh: '一次“忙”让 broker-b 进了十分钟的窗口；broker-a 的 Leader 又宕机时，4.9.7 的退路挑中拒绝得最快的那台。',
      en: 'One busy answer put broker-b into a window of ten minutes. When the leader of broker-a died as well, the fallback of 4.9.7 chose the one that refuses fastest.',
    },
    fix: {
      zh: `升级到 ${SINCE.retriesSystemBusy} 以上；升级之前，把 pollNameServerInterval 调短。`,
      en: `Upgrade to ${SINCE.retriesSystemBusy} or later; until then, shorten pollNameServerInterval.`,
    },
    minutes: 4,
    terms: ['avoidanceWindow', 'retryTimes'],
  },
  {
    id: 'before',
    title: { zh: '五秒之前', en: 'Five seconds earlier' },
    say: {
      zh: '客户端 4.9.7，规避开着。broker-b 过载 0.4 秒，回了一次 SYSTEM_BUSY。',
      en: 'Client 4.9.7, avoidance on. broker-b is overloaded for 0.4 s and answers SYSTEM_BUSY once.',
    },
    atMs: 2900,
    untilMs: 4000,
    speed: 0.3,
    meaning: {
      zh: '一次“忙”就开了 {window} 的窗口。从此只剩 broker-a，但没有一处告警。',
      en: 'That one answer opens a window of {window}. From now on everything goes to broker-a, and no alarm goes off.',
    },
    figures: { window: { kind: 'windowOf', brokerName: 'broker-b', afterMs: 3000 } },
    claims: [
      { figure: { kind: 'windowOf', brokerName: 'broker-b', afterMs: 3000 }, equals: 600_000 },
      { figure: countOf('failedMessages', 3500, 7900), equals: 0 },
    ],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: 'broker-a 的 Leader 宕机。到下一次取路由的 22 秒里，{failed} 条消息失败。',
      en: 'The leader of broker-a is killed. In the 22 s until the next poll {failed} messages fail.',
    },
    atMs: 7950,
    untilMs: 8600,
    speed: 0.1,
    ask: {
      kind: 'choice',
      prompt: {
        zh: '两台都在窗口内，消息 90 的第三次尝试按什么挑？',
        en: 'Both are in their windows. By what does the third attempt of message 90 choose?',
      },
      answer: { kind: 'brokerOf', message: 90, attempt: 3 },
      options: [
        { text: { zh: '上次延迟低的优先', en: 'The lower last latency wins' }, equals: 'broker-a' },
        { text: { zh: '上次失败早的优先', en: 'The older failure wins' }, equals: 'broker-b' },
        { text: { zh: '不挑，立即放弃', en: 'It does not choose, it gives up' }, equals: 'none' },
      ],
      explain: {
        zh: '发往 {chosen}：窗口都没到期时，4.9.7 按上次延迟排序，只在较快的一半里选。连接被拒只要 2 ms，比健康的 broker-b 还快。',
        en: 'To {chosen}: with every window open 4.9.7 sorts by the last latency and takes the faster half. A refused connection takes 2 ms, less than the healthy broker-b.',
      },
    },
    meaning: {
      zh: '新 Leader 早就选出来了，生产者要等取路由才知道。',
      en: 'The new leader is elected long before, but the producer learns of it only from its poll.',
    },
    figures: { failed: failed(8000, 30_000), chosen: { kind: 'brokerOf', message: 90, attempt: 3 } },
    claims: [
      { figure: failed(8000, 30_000), atLeast: 200 },
      { figure: countOf('stored', 8100, 29_900), equals: 0 },
      { figure: { kind: 'brokerOf', message: 90, attempt: 3 }, equals: 'broker-a' },
    ],
  },
  {
    id: 'without',
    variant: 1,
    title: { zh: '没有那次“忙”', en: 'Without the busy answer' },
    say: {
      zh: '同样的宕机，只是 broker-b 没有忙过：失败 {failed} 条。',
      en: 'The same death, but broker-b was never busy: {failed} fail.',
    },
    atMs: 7950,
    untilMs: 9500,
    speed: 0.3,
    meaning: {
      zh: '两件小事单独都不要紧，凑在一起就全停。',
      en: 'Each of the two is harmless alone. Together they stop everything.',
    },
    figures: { failed: failed(8000, 30_000) },
    claims: [{ figure: failed(8000, 30_000), atMost: 1 }],
  },
  {
    id: 'fix',
    title: { zh: '客户端 5.3.3', en: 'Client 5.3.3' },
    say: {
      zh: '同样的“忙”和宕机。4.9.7 到 30 秒失败 {before} 条。',
      en: 'The same busy answer and the same death. With 4.9.7 {before} messages fail by 30 s.',
    },
    atMs: 2900,
    untilMs: 9500,
    speed: 4,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.3，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.3: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
    },
    meaning: {
      zh: '失败 {failed} 条，不是 {before} 条：“忙”会重试，窗口只有 10 秒，退路也不看延迟。',
      en: '{failed} instead of {before}: it retries a busy answer, its windows last 10 s, and its fallback ignores latency.',
    },
    figures: { failed: failed(8000, 30_000) },
    otherFigures: { before: failed(8000, 30_000) },
    claims: [
      { figure: failed(8000, 30_000), atMost: 3 },
      { figure: failed(8000, 30_000), inOther: true, atLeast: 200 },
    ],
  },
)
