import { SINCE } from '../../../projections/releaseFacts'
import { shareOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const oneQueueOverloaded = incident(
  {
    id: 'one-queue-overloaded',
    gotcha: gotcha('S1'),
    title: { zh: '一个队列过载', en: 'One queue takes it all' },
    summary: {
      zh: '“broker-a 宕机后，broker-b 的 q0 积压猛增，旁边的 q1 却正常。”',
      en: '"When broker-a went down, q0 of broker-b piled up, while q1 beside it was fine."',
    },
    cause: {
      zh: '旧版本每条消息序号只加 1，规避一组 Broker，它的份额全落到紧随其后的队列。',
      en: 'An old client moves its index by one for each message, so the share of an avoided group falls on the queue right behind it.',
    },
    fix: {
      zh: `升级到 ${SINCE.newFaultTable} 以上；升级之前，自己用 MessageQueueSelector 选队列。`,
      en: `Upgrade to ${SINCE.newFaultTable} or later. Until then, choose queues with a MessageQueueSelector of your own.`,
    },
    minutes: 3,
    terms: ['sendWhichQueue', 'avoidanceWindow'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '客户端 4.9.7。生产者从 5.1 秒起规避 broker-a；到 15 秒为止，broker-b 的 q0 分到 {q0}，q1 只有 {q1}。',
      en: 'Client 4.9.7. The producer avoids broker-a from 5.1 s on; until 15 s, q0 of broker-b gets {q0} and q1 only {q1}.',
    },
    atMs: 6000,
    untilMs: 8000,
    meaning: {
      zh: '少了一组 Broker，剩下的两个队列本该各占一半。',
      en: 'With one group gone, the two remaining queues should share evenly.',
    },
    figures: { q0: shareOf('broker-b', 5100, 15_000, 0), q1: shareOf('broker-b', 5100, 15_000, 1) },
    claims: [
      { figure: shareOf('broker-b', 5100, 15_000, 0), atLeast: 73, atMost: 77 },
      { figure: shareOf('broker-b', 5100, 15_000, 1), atLeast: 23, atMost: 27 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '序号怎么走', en: 'How the index moves' },
    say: {
      zh: 'broker-a 的两格还在列表里，轮到它们时要另找一格。',
      en: 'The two fields of broker-a are still in the list; at their turns the search has to find another one.',
    },
    atMs: 6000,
    untilMs: 6500,
    speed: 0.2,
    ask: {
      kind: 'choice',
      prompt: {
        zh: '轮到 broker-a 的两格时，这些轮次去了哪里？',
        en: 'Where do the turns of the two fields of broker-a go?',
      },
      answer: shareOf('broker-b', 6001, 14_000, 0),
      options: [
        { text: { zh: '平均分给剩下的队列', en: 'Evenly to the remaining queues' }, atLeast: 45, atMost: 55 },
        { text: { zh: '全落到它们后面的第一格', en: 'All to the first field behind them' }, atLeast: 70, atMost: 80 },
        { text: { zh: '推迟到 broker-a 恢复', en: 'They wait until broker-a is back' }, atMost: 30 },
      ],
      explain: {
        zh: '跳过两格，序号也只加 1：四条里有三条落到同一格，q0 分到 {hits}。',
        en: 'Skipping two fields moves the index by one only: three of four messages land on the same field, and q0 gets {hits}.',
      },
    },
    meaning: {
      zh: '旧版本每条消息序号只加 1，规避一组 Broker，它的份额就全落到紧随其后的队列。',
      en: 'An old client moves its index by one for each message, so the share of an avoided group falls on the queue right behind it.',
    },
    figures: { hits: shareOf('broker-b', 6001, 14_000, 0) },
    claims: [{ figure: shareOf('broker-b', 6001, 14_000, 0), atLeast: 73, atMost: 77 }],
  },
  {
    id: 'fix',
    title: { zh: '新版本的做法', en: 'How a new release does it' },
    say: {
      zh: '同一次故障。4.9.7 里 q0 分到 {before0}，q1 分到 {before1}。',
      en: 'The same failure. With 4.9.7, q0 gets {before0} and q1 {before1}.',
    },
    atMs: 5900,
    untilMs: 8000,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.3，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.3: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
    },
    meaning: {
      zh: 'q0 分到 {q0}，q1 分到 {q1}：每检查一格序号就加 1，包括跳过的格子，剩下的队列重新均匀。',
      en: 'q0 gets {q0} and q1 {q1}: every queue examined moves the index, skipped ones included, so the remaining queues share evenly.',
    },
    figures: { q0: shareOf('broker-b', 5300, 14_900, 0), q1: shareOf('broker-b', 5300, 14_900, 1) },
    otherFigures: { before0: shareOf('broker-b', 5300, 14_900, 0), before1: shareOf('broker-b', 5300, 14_900, 1) },
    claims: [
      { figure: shareOf('broker-b', 5300, 14_900, 0), atLeast: 48, atMost: 52 },
      { figure: shareOf('broker-b', 5300, 14_900, 0), inOther: true, atLeast: 73 },
    ],
  },
)
