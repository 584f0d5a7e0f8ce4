import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const busyBroker = incident(
  {
    id: 'busy-broker',
    gotcha: gotcha('S13'),
    title: { zh: 'Broker 一忙，应用就报错', en: 'A busy Broker throws at the application' },
    summary: {
      zh: '“大促时 broker-a 忙了一秒，应用收到 SYSTEM_BUSY。broker-b 明明闲着，为什么不重试？”',
      en: '"broker-a was busy for a second and we got SYSTEM_BUSY. broker-b was idle: why was there no retry?"',
    },
    minutes: 3,
    terms: ['retryTimes'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '客户端 5.2.0。broker-a 的发送队列堵了一秒，{failed} 条消息失败，靠重试救回 {rescued} 条。',
      en: 'Client 5.2.0. The send queue of broker-a is jammed for a second: {failed} messages fail, {rescued} are saved by a retry.',
    },
    atMs: 4950,
    untilMs: 6500,
    meaning: {
      zh: '一次重试都没有：异常直接到了应用手里。',
      en: 'There was not a single retry: the exception went straight to the application.',
    },
    figures: { failed: countOf('failedMessages', 4900, 12_000), rescued: countOf('rescuedMessages', 4900, 12_000) },
    claims: [
      { figure: countOf('failedMessages', 4900, 12_000), equals: 4 },
      { figure: countOf('rescuedMessages', 4900, 12_000), equals: 0 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '哪些错误码会重试', en: 'Which codes are retried' },
    say: {
      zh: '客户端手里有一张会重试的错误码名单。5.2.0 的名单里没有 SYSTEM_BUSY。',
      en: 'The client holds a list of codes that are worth a retry. In 5.2.0 SYSTEM_BUSY is not on it.',
    },
    atMs: 5150,
    untilMs: 5600,
    speed: 0.2,
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 53 轮到忙着的 broker-a，会怎样？',
        en: 'Message 53 has its turn on the busy broker-a. What happens?',
      },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '只尝试了 {attempts} 次就抛给应用了。',
        en: 'After {attempts} attempt the application gets the exception.',
      },
    },
    meaning: {
      zh: '“失败会重试”要看是哪种失败：名单因版本而异。',
      en: '"Failures are retried" depends on the failure, and the list depends on the release.',
    },
    figures: { attempts: { kind: 'attemptsOf', message: 53 } },
    claims: [
      { figure: { kind: 'outcomeOf', message: 53 }, equals: 'failed' },
      { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
    ],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: `${SINCE.retriesSystemBusy} 起`, en: `From ${SINCE.retriesSystemBusy}` },
    say: {
      zh: '客户端 5.3.0，同样堵一秒：失败 {failed} 条，重试救回 {rescued} 条。',
      en: 'Client 5.3.0 and the same second: {failed} fail, {rescued} are saved by a retry.',
    },
    atMs: 5150,
    untilMs: 6500,
    meaning: {
      zh: 'SYSTEM_BUSY 上了名单，应用什么都没察觉。',
      en: 'SYSTEM_BUSY is on the list now, and the application notices nothing.',
    },
    figures: { failed: countOf('failedMessages', 4900, 12_000), rescued: countOf('rescuedMessages', 4900, 12_000) },
    claims: [
      { figure: countOf('failedMessages', 4900, 12_000), equals: 0 },
      { figure: countOf('rescuedMessages', 4900, 12_000), equals: 4 },
    ],
  },
)
