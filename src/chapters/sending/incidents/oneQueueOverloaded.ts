import { shareOf, storedIn } from '../../figure'
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
      zh: '在“为什么”面板里逐条查看：轮到 broker-a 的两格时，最后选中哪里？',
      en: 'Go from message to message in the panel Why: at the turns of the two fields of broker-a, which queue does the search find?',
    },
    atMs: 6000,
    untilMs: 6500,
    speed: 0.2,
    view: { panel: 'story' },
    ask: {
      kind: 'number',
      prompt: {
        zh: '4 条消息里，有几条落到 broker-b 的 q0？',
        en: 'Of 4 messages, how many land on q0 of broker-b?',
      },
      answer: storedIn('broker-b', 6001, 6400, 0),
      options: [1, 2, 3, 4],
      explain: {
        zh: '{hits} 条：跳过两格序号也只加 1，跳过的轮次都落到后面第一个可用的队列。',
        en: '{hits}: skipping two fields still counts as one step, so every skipped turn lands on the first field after them.',
      },
    },
    meaning: {
      zh: '旧版本每条消息序号只加 1，规避一组 Broker，它的份额就全落到紧随其后的队列。',
      en: 'An old client moves its index by one for each message, so the share of an avoided group falls on the queue right behind it.',
    },
    figures: { hits: storedIn('broker-b', 6001, 6400, 0) },
    claims: [{ figure: storedIn('broker-b', 6001, 6400, 0), equals: 3 }],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: '新版本的做法', en: 'How a new release does it' },
    say: {
      zh: '客户端 5.3.3：q0 分到 {q0}，q1 分到 {q1}。',
      en: 'Client 5.3.3: q0 gets {q0}, q1 {q1}.',
    },
    atMs: 6000,
    untilMs: 8000,
    meaning: {
      zh: '每检查一格序号就加 1，包括跳过的格子，剩下的队列重新均匀。',
      en: 'Here every queue examined moves the index, skipped ones included, so the remaining queues share evenly again.',
    },
    figures: { q0: shareOf('broker-b', 5300, 14_900, 0), q1: shareOf('broker-b', 5300, 14_900, 1) },
    claims: [{ figure: shareOf('broker-b', 5300, 14_900, 0), atLeast: 48, atMost: 52 }],
  },
)
