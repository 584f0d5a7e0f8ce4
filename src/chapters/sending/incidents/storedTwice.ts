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
    cause: {
      zh: '超时不等于没有存入：第一次尝试已经存好，只是应答太晚，重试又存了一份。',
      en: 'No answer does not mean not stored: the first attempt was stored and answered late, and the retry stored another copy.',
    },
    fix: {
      zh: '消费端做到幂等；不能幂等的，不要限制单次尝试。',
      en: 'Make consumers idempotent. Where they cannot be, set no limit per attempt.',
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
      zh: '消息 53 轮到变慢的 broker-a，1 秒之内没有应答。',
      en: 'The turn of message 53 is on the slow broker-a, which does not answer within 1 s.',
    },
    atMs: 5150,
    untilMs: 7200,
    ask: {
      kind: 'choice',
      prompt: { zh: '多出来的那一份是从哪里来的？', en: 'Where does the extra copy come from?' },
      answer: { kind: 'attemptsOf', message: 53 },
      options: [
        { text: { zh: '应用调用了两次 send', en: 'The application called send twice' }, equals: 1 },
        { text: { zh: '两次尝试各存了一份', en: 'Each of two attempts stored one' }, equals: 2 },
        { text: { zh: '一台 Broker 写了两遍', en: 'One Broker wrote it twice' }, equals: 3 },
      ],
      explain: {
        zh: '消息 53 {outcome}，尝试了 {attempts} 次，应用只看到 SEND_OK。但 broker-a 也已存入，只是应答太晚。',
        en: 'Message 53 was {outcome} after {attempts} attempts, and the application gets SEND_OK. But broker-a stored it as well; only its answer was late.',
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
    title: { zh: '不限制单次尝试', en: 'No limit per attempt' },
    say: {
      zh: '每次尝试最多等 1 秒时，到 12 秒多存了 {before} 份。',
      en: 'With 1 s per attempt there are {before} extra copies by 12 s.',
    },
    atMs: 4900,
    untilMs: 8000,
    task: {
      prompt: {
        zh: '把 sendMsgMaxTimeoutPerRequest 改回 -1。',
        en: 'Set sendMsgMaxTimeoutPerRequest back to -1.',
      },
      act: { kind: 'setting', name: 'sendMsgMaxTimeoutPerRequest', value: -1 },
    },
    meaning: {
      zh: '多存 {extra} 份，不是 {before} 份；但每次都要等 1.5 秒。快速重试与不重复不能兼得，消费端幂等才没有这个问题。',
      en: '{extra} extra copies instead of {before}, but every such send waits the full 1.5 s. A fast retry or no duplicate: only an idempotent consumer gives you both.',
    },
    figures: { extra: countOf('extraCopies', 0, 12_000) },
    otherFigures: { before: countOf('extraCopies', 0, 12_000) },
    claims: [
      { figure: countOf('extraCopies', 0, 12_000), equals: 0 },
      { figure: countOf('extraCopies', 0, 12_000), inOther: true, atLeast: 1 },
      { figure: countOf('failedMessages', 0, 12_000), equals: 0 },
    ],
  },
)
