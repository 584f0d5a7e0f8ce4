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
      zh: '客户端 5.2.0。broker-a 的发送队列堵了一秒，{failed} 条消息失败，重试挽回 {rescued} 条。',
      en: 'Client 5.2.0. The send queue of broker-a is overloaded for a second: {failed} messages fail, retries save {rescued}.',
    },
    atMs: 4950,
    untilMs: 6500,
    meaning: {
      zh: '没有任何重试：应用直接收到异常。',
      en: 'The client did not retry at all: the exception went straight to the application.',
    },
    figures: { failed: countOf('failedMessages', 4900, 12_000), rescued: countOf('rescuedMessages', 4900, 12_000) },
    claims: [
      { figure: countOf('failedMessages', 4900, 12_000), equals: 4 },
      { figure: countOf('rescuedMessages', 4900, 12_000), equals: 0 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '哪些错误码会重试', en: 'Which codes the client retries' },
    say: {
      zh: '客户端有一份可重试错误码的名单。5.2.0 的名单里没有 SYSTEM_BUSY。',
      en: 'The client has a list of retryable codes. In 5.2.0 SYSTEM_BUSY is not on it.',
    },
    atMs: 5150,
    untilMs: 5600,
    speed: 0.2,
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 53 轮到忙着的 broker-a，会怎样？',
        en: 'The turn of message 53 is on the busy broker-a. What happens?',
      },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '只尝试了 {attempts} 次，就把异常抛给应用。',
        en: 'After {attempts} attempt the application gets the exception.',
      },
    },
    meaning: {
      zh: '是否重试取决于错误码，名单因版本而异。',
      en: 'A retry depends on the error code, and the list depends on the release.',
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
      zh: '客户端 5.3.0，同样过载一秒：失败 {failed} 条，重试挽回 {rescued} 条。',
      en: 'Client 5.3.0 and the same overload: {failed} fail, retries save {rescued}.',
    },
    atMs: 5150,
    untilMs: 6500,
    meaning: {
      zh: 'SYSTEM_BUSY 进入名单，应用没有察觉。',
      en: 'SYSTEM_BUSY is on the list now, and the application notices nothing.',
    },
    figures: { failed: countOf('failedMessages', 4900, 12_000), rescued: countOf('rescuedMessages', 4900, 12_000) },
    claims: [
      { figure: countOf('failedMessages', 4900, 12_000), equals: 0 },
      { figure: countOf('rescuedMessages', 4900, 12_000), equals: 4 },
    ],
  },
)
