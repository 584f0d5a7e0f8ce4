import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const retriesThatNeverHappen = incident(
  {
    id: 'retries-that-never-happen',
    gotcha: gotcha('S6'),
    title: { zh: '断电时，应用大量超时', en: 'Timeouts when a machine loses power' },
    summary: {
      zh: '“机器断电时，应用收到大量超时异常。不是有两次重试吗？”',
      en: '"When the machine lost power, the application got timeouts. Did it not have two retries?"',
    },
    cause: {
      zh: '断电的主机不应答，一次等待就用完 sendMsgTimeout：重试次数是上限，不是保证。',
      en: 'A host without power does not answer, and one wait uses up sendMsgTimeout. The number of retries is a limit, not a promise.',
    },
    fix: {
      zh: `${SINCE.maxTimeoutPerRequest} 起，sendMsgMaxTimeoutPerRequest 和 connectTimeoutMillis 要一起调小：前者限制等应答，后者限制建立连接，重试才有时间。更早的版本没有前者：调小 connectTimeoutMillis，只剩连接还在的那一条失败。`,
      en: `From ${SINCE.maxTimeoutPerRequest}, lower sendMsgMaxTimeoutPerRequest and connectTimeoutMillis together: one limits the wait for an answer, the other the time to connect, and both leave time for a retry. An earlier client has only the second: with it, just the message on the open connection fails.`,
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
      kind: 'choice',
      prompt: { zh: '这 3 秒里，消息 53 在做什么？', en: 'What does message 53 do during its 3 s?' },
      answer: { kind: 'attemptsOf', message: 53 },
      options: [
        { text: { zh: '一直等第一次尝试的应答', en: 'It waits for the answer to its first attempt' }, equals: 1 },
        {
          text: { zh: '等 1.5 秒后换到 broker-b，也超时', en: 'It moves to broker-b after 1.5 s and times out there' },
          equals: 2,
        },
        { text: { zh: '每秒尝试一次，都发给 broker-a', en: 'It tries broker-a once a second' }, equals: 3 },
      ],
      explain: {
        zh: '{attempts} 次尝试，耗时 {elapsed}：时间预算是整次调用的，一次等待就用完了。',
        en: '{attempts} attempt in {elapsed}: the time budget covers the whole call, and one wait uses it up.',
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
    title: { zh: '限制等应答的时间', en: 'Limit the wait for an answer' },
    say: {
      zh: '同一次断电。没有上限时，消息 53 只尝试 {before} 次。',
      en: 'The same power cut. Without a limit, message 53 makes {before} attempt.',
    },
    atMs: 4900,
    untilMs: 6600,
    task: {
      prompt: {
        zh: '把 sendMsgMaxTimeoutPerRequest 设成 1000。',
        en: 'Set sendMsgMaxTimeoutPerRequest to 1000.',
      },
      act: { kind: 'setting', name: 'sendMsgMaxTimeoutPerRequest', value: 1000 },
    },
    meaning: {
      zh: `消息 53 尝试了 {attempts} 次，{outcome}。但到 20 秒仍有 {now} 条失败：以后的消息要重新建立连接，这段时间不受它限制。这个设置从 ${SINCE.maxTimeoutPerRequest} 起才有。`,
      en: `Message 53 makes {attempts} attempts and is {outcome}. Yet {now} messages fail by 20 s: those after it have to connect again, and the setting does not limit that. It exists from ${SINCE.maxTimeoutPerRequest}.`,
    },
    figures: {
      attempts: { kind: 'attemptsOf', message: 53 },
      outcome: { kind: 'outcomeOf', message: 53 },
      now: countOf('failedMessages', 0, 20_000),
    },
    otherFigures: { before: { kind: 'attemptsOf', message: 53 } },
    claims: [
      { figure: { kind: 'attemptsOf', message: 53 }, equals: 2 },
      { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
      { figure: countOf('failedMessages', 0, 20_000), equals: 4 },
      { figure: { kind: 'attemptsOf', message: 53 }, inOther: true, equals: 1 },
    ],
  },
  {
    id: 'connect',
    variant: 2,
    title: { zh: '再限制建立连接的时间', en: 'Limit the time to connect as well' },
    say: {
      zh: '同一次断电，等应答最多 1 秒。只有这个上限时，到 20 秒为止失败 {before} 条，每条都在等连接建立。',
      en: 'The same power cut, with 1 s at most for an answer. That limit alone leaves {before} messages failing by 20 s, each of them waiting to connect.',
    },
    atMs: 4900,
    untilMs: 9300,
    task: {
      prompt: {
        zh: '把 connectTimeoutMillis 设成 1000。',
        en: 'Set connectTimeoutMillis to 1000.',
      },
      act: { kind: 'setting', name: 'connectTimeoutMillis', value: 1000 },
    },
    meaning: {
      zh: '到 20 秒失败 {now} 条，{rescued} 条重试后成功：消息 55 等 1 秒连不上，再到 broker-b，一共 {elapsed}。',
      en: '{now} messages fail by 20 s and {rescued} are stored by a retry: message 55 waits 1 s for a connection, then goes to broker-b, {elapsed} in all.',
    },
    figures: {
      now: countOf('failedMessages', 0, 20_000),
      rescued: countOf('rescuedMessages', 0, 20_000),
      elapsed: { kind: 'elapsedOf', message: 55 },
    },
    otherFigures: { before: countOf('failedMessages', 0, 20_000) },
    claims: [
      { figure: countOf('failedMessages', 0, 20_000), equals: 0 },
      { figure: { kind: 'outcomeOf', message: 55 }, equals: 'retried' },
      { figure: countOf('failedMessages', 0, 20_000), inOther: true, equals: 4 },
    ],
  },
)
