import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const storedTwice = incident(
  {
    id: 'stored-twice',
    gotcha: gotcha('S20'),
    title: { zh: '没有报错，消息却重复了', en: 'Stored twice, and no error' },
    summary: {
      zh: '“日志里全是 SEND_OK，消费端却收到了重复的订单。”',
      en: '"Every send was SEND_OK, and still the consumer got orders twice."',
    },
    minutes: 3,
    terms: ['sendResult', 'maxTimeoutPerRequest'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '每次尝试最多等 1 秒（sendMsgMaxTimeoutPerRequest），broker-a 却慢了 1.5 秒。到 12 秒，失败的消息有 {failed} 条，多存的副本却有 {extra} 份。',
      en: 'An attempt may take 1 s (sendMsgMaxTimeoutPerRequest), and broker-a answers 1.5 s late. By 12 s, {failed} messages have failed, but {extra} extra copies exist.',
    },
    atMs: 5000,
    untilMs: 12_000,
    speed: 2,
    meaning: {
      zh: '应用看到的每一次都是成功。',
      en: 'The application only gets successes.',
    },
    figures: { failed: countOf('failedMessages', 0, 12_000), extra: countOf('extraCopies', 0, 12_000) },
    claims: [
      { figure: countOf('failedMessages', 0, 12_000), equals: 0 },
      { figure: countOf('extraCopies', 0, 12_000), atLeast: 1 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '第一次尝试的结果', en: 'What happened to the first attempt' },
    say: {
      zh: '消息 53 在 broker-a 上等了 1 秒没有回复，于是改发 broker-b。',
      en: 'Message 53 waits 1 s for broker-a, gets no answer, and goes to broker-b.',
    },
    atMs: 5150,
    untilMs: 7200,
    ask: {
      kind: 'outcome',
      prompt: { zh: '消息 53 最后结果如何？', en: 'How does message 53 end?' },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '{outcome}，尝试了 {attempts} 次，应用只看到 SEND_OK。但 broker-a 也已存入，只是应答太晚。',
        en: 'It was {outcome}, after {attempts} attempts, and the application gets SEND_OK. But broker-a stored it as well; only its answer was late.',
      },
    },
    meaning: {
      zh: '超时不等于没有存入：重试可能造成重复，消费端必须幂等。',
      en: 'No answer does not mean not stored: a retry can duplicate, so consumers have to be idempotent.',
    },
    figures: {
      outcome: { kind: 'outcomeOf', message: 53 },
      attempts: { kind: 'attemptsOf', message: 53 },
    },
    claims: [
      { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
      { figure: { kind: 'attemptsOf', message: 53 }, equals: 2 },
    ],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: '不限制单次尝试', en: 'Without the limit per attempt' },
    say: {
      zh: '不设 sendMsgMaxTimeoutPerRequest：多存的副本 {extra} 份，但每次都要等 1.5 秒。',
      en: 'Without sendMsgMaxTimeoutPerRequest there are {extra} extra copies, but every such send waits the full 1.5 s.',
    },
    atMs: 5150,
    untilMs: 8000,
    meaning: {
      zh: '快速重试与不重复不能兼得；消费端幂等就没有这个问题。',
      en: 'A fast retry or no duplicate: you can have one. With an idempotent consumer you can have both.',
    },
    figures: { extra: countOf('extraCopies', 0, 12_000) },
    claims: [
      { figure: countOf('extraCopies', 0, 12_000), equals: 0 },
      { figure: countOf('failedMessages', 0, 12_000), equals: 0 },
    ],
  },
)
