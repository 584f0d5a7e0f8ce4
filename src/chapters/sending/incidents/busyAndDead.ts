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
      kind: 'broker',
      prompt: {
        zh: '两台都在窗口内。消息 90 的第三次尝试会发往哪一台？',
        en: 'Both are avoided now. Where does the third attempt of message 90 go?',
      },
      answer: { kind: 'brokerOf', message: 90, attempt: 3 },
      options: ['broker-a', 'broker-b'],
      explain: {
        zh: '还是 {chosen}。窗口都没到期时，4.9.7 按上次延迟排序，只在较快的一半里选：连接被拒只要 2 ms，比健康的 broker-b 还快。',
        en: 'To {chosen} again. With every window open 4.9.7 sorts by the last latency and takes the faster half. A refused connection takes 2 ms: faster than the healthy broker-b.',
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
    variant: 2,
    title: { zh: '客户端 5.3.3', en: 'Client 5.3.3' },
    say: {
      zh: '“忙”会重试，窗口只有 10 秒，退路也不看延迟：失败 {failed} 条。',
      en: 'It retries a busy answer, its windows last 10 s, and its fallback ignores latency: {failed} fail.',
    },
    atMs: 7950,
    untilMs: 9500,
    speed: 0.3,
    meaning: {
      zh: '升级客户端；升级之前，把 pollNameServerInterval 调短。',
      en: 'Upgrade the client. Until then, shorten pollNameServerInterval.',
    },
    figures: { failed: failed(8000, 30_000) },
    claims: [{ figure: failed(8000, 30_000), atMost: 3 }],
  },
)
