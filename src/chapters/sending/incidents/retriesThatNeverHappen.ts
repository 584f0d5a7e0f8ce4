import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const retriesThatNeverHappen = incident(
  {
    id: 'retries-that-never-happen',
    gotcha: gotcha('S6'),
    title: { zh: '配了重试，却从来没重试', en: 'The retries that never happen' },
    summary: {
      zh: '“机器断电时，应用收到大量超时异常。不是有两次重试吗？”',
      en: '"When the machine lost power, the application got timeouts. Did it not have two retries?"',
    },
    minutes: 3,
    terms: ['retryTimes', 'sendMsgTimeout'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '客户端 5.3.3，5 秒时 broker-a 所在的机器断电。到 20 秒为止，{failed} 次调用抛出异常。',
      en: 'Client 5.3.3; at 5 s the machine of broker-a loses power. By 20 s, {failed} calls have thrown.',
    },
    atMs: 4950,
    untilMs: 8600,
    meaning: {
      zh: '每次都等满 3 秒，然后失败。broker-b 一直正常。',
      en: 'Each hangs for 3 s and fails, while broker-b is healthy all the time.',
    },
    figures: { failed: countOf('failedMessages', 0, 20_000) },
    claims: [{ figure: countOf('failedMessages', 0, 20_000), equals: 4 }],
  },
  {
    id: 'cause',
    title: { zh: '数一数尝试了几次', en: 'Count the attempts' },
    say: {
      zh: '消息 53 是第一条轮到 broker-a 的消息。断电的机器不会返回“拒绝连接”，不会有任何回应。',
      en: 'Message 53 is the first with its turn on broker-a. A machine without power does not refuse; it does not answer at all.',
    },
    atMs: 5250,
    untilMs: 8600,
    ask: {
      kind: 'number',
      prompt: { zh: '消息 53 一共尝试了几次？', en: 'How many attempts does message 53 make?' },
      answer: { kind: 'attemptsOf', message: 53 },
      options: [1, 2, 3],
      explain: {
        zh: '{attempts} 次，耗时 {elapsed}：时间预算是整次调用的，一次等待就用完了。',
        en: '{attempts}, in {elapsed}: the time budget covers the whole call, and one wait uses it up.',
      },
    },
    meaning: {
      zh: '重试次数是上限，不是保证：没有时间就没有重试。',
      en: 'The number of retries is a limit, not a promise: no time, no retry.',
    },
    figures: {
      attempts: { kind: 'attemptsOf', message: 53 },
      elapsed: { kind: 'elapsedOf', message: 53 },
    },
    claims: [
      { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
      { figure: { kind: 'elapsedOf', message: 53 }, atLeast: 3000, atMost: 3001 },
    ],
  },
  {
    id: 'fix',
    variant: 2,
    title: { zh: '给每次尝试设个上限', en: 'A limit for each attempt' },
    say: {
      zh: '同样的断电，sendMsgMaxTimeoutPerRequest 设成 1000：消息 53 尝试了 {attempts} 次，{outcome}。',
      en: 'The same power cut with sendMsgMaxTimeoutPerRequest at 1000: message 53 makes {attempts} attempts and is {outcome}.',
    },
    atMs: 5250,
    untilMs: 6600,
    meaning: {
      zh: `等 1 秒就放弃这次尝试，剩下的时间够发往 broker-b。这个设置从 ${SINCE.maxTimeoutPerRequest} 起才有，而且不含建立连接的时间。`,
      en: `It gives up an attempt after 1 s, and the rest of the budget is enough for broker-b. The setting exists from ${SINCE.maxTimeoutPerRequest} and does not cover the time to connect.`,
    },
    figures: {
      attempts: { kind: 'attemptsOf', message: 53 },
      outcome: { kind: 'outcomeOf', message: 53 },
    },
    claims: [
      { figure: { kind: 'attemptsOf', message: 53 }, equals: 2 },
      { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
    ],
  },
)
