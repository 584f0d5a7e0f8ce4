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
    cause: {
      zh: `${SINCE.availableByTimeAlone} 的可重试错误码里没有 SYSTEM_BUSY：异常直接抛给应用。`,
      en: `SYSTEM_BUSY is no retryable code in ${SINCE.availableByTimeAlone}: the exception goes straight to the application.`,
    },
    fix: {
      zh: `升级到 ${SINCE.retriesSystemBusy} 以上；更早的版本由应用自己重试。`,
      en: `Upgrade to ${SINCE.retriesSystemBusy} or later; with an earlier client, retry in the application.`,
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
    title: { zh: '应答是 SYSTEM_BUSY', en: 'The answer is SYSTEM_BUSY' },
    say: {
      zh: '消息 53 轮到忙着的 broker-a，收到 SYSTEM_BUSY。broker-b 空闲。',
      en: 'The turn of message 53 is on the busy broker-a, which answers SYSTEM_BUSY. broker-b is idle.',
    },
    atMs: 5150,
    untilMs: 5600,
    speed: 0.2,
    ask: {
      kind: 'choice',
      prompt: { zh: '为什么不换到 broker-b 重试？', en: 'Why is there no retry on broker-b?' },
      answer: { kind: 'attemptsOf', message: 53 },
      options: [
        { text: { zh: '这个错误码不在可重试之列', en: 'The client does not count this code as retryable' }, equals: 1 },
        {
          text: { zh: '时间预算只够再试一次，也失败了', en: 'The budget was enough for one more, which failed' },
          equals: 2,
        },
        { text: { zh: 'broker-b 两次都没接住', en: 'broker-b did not take it either, twice' }, equals: 3 },
      ],
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
    title: { zh: '换成 5.3.0', en: 'Now 5.3.0' },
    say: { zh: '同样过载一秒。5.2.0 失败 {before} 条。', en: 'The same overload. With 5.2.0 {before} messages fail.' },
    atMs: 4950,
    untilMs: 6500,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.0，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.0: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.0' },
    },
    meaning: {
      zh: `失败 {failed} 条，不是 {before} 条；重试挽回 {rescued} 条：${SINCE.retriesSystemBusy} 起，SYSTEM_BUSY 进入了名单。`,
      en: `{failed} fail instead of {before}, retries save {rescued}: SYSTEM_BUSY is on the list from ${SINCE.retriesSystemBusy}.`,
    },
    figures: { failed: countOf('failedMessages', 4900, 12_000), rescued: countOf('rescuedMessages', 4900, 12_000) },
    otherFigures: { before: countOf('failedMessages', 4900, 12_000) },
    claims: [
      { figure: countOf('failedMessages', 4900, 12_000), equals: 0 },
      { figure: countOf('failedMessages', 4900, 12_000), inOther: true, equals: 4 },
      { figure: countOf('rescuedMessages', 4900, 12_000), equals: 4 },
    ],
  },
)
