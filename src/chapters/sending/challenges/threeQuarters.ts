import { UNTIL } from '../../../projections/releaseFacts'
import type { Challenge } from '../../challenge'
import { shareOf } from '../../figure'
import { lessonInput } from '../../lessonInput'
import { failedSends, firstBrokers, inject } from './moves'

const FROM_MS = 10_000
const END_MS = 610_000

const once = (atMs: number, brokerName: string) => inject(atMs, `${brokerName}/master`, 1)

export const threeQuarters: Challenge = {
  id: 'three-quarters',
  level: 5,
  title: { zh: 'broker-b 承担 75%，十分钟', en: '75 % on broker-b, for ten minutes' },
  situation: {
    zh: '客户端 4.9.7，规避开关打开，四组 Broker 各 2 个队列，每 200 ms 一条消息。',
    en: 'Client 4.9.7 with the switch on, four Broker groups with 2 queues each, one message every 200 ms.',
  },
  goal: {
    zh: '只用错误码，让 broker-b 在 10 到 610 秒存入 74% 到 76% 的消息，没有一条发送失败。',
    en: 'With response codes alone, have broker-b store 74 to 76 % of the messages from 10 to 610 s, without a failed send.',
  },
  input: lessonInput('real-4.9', {
    brokerGroupCount: 4,
    slaveCount: 0,
    enableDLegerCommitLog: false,
    sendIntervalMs: 200,
  }),
  endMs: END_MS,
  rules: { actions: ['injectResponse'], brokers: firstBrokers(4), settings: [], most: 4, untilMs: END_MS },
  judge: [
    {
      claim: { figure: shareOf('broker-b', FROM_MS, END_MS), atLeast: 74, atMost: 76 },
      label: { zh: 'broker-b 存入的消息', en: 'Messages on broker-b' },
    },
    failedSends(END_MS, { equals: 0 }),
  ],
  par: 2,
  solution: [once(5000, 'broker-a'), once(5000, 'broker-d')],
  lazy: [
    [once(5000, 'broker-a')],
    [once(5000, 'broker-a'), once(5000, 'broker-c')],
    [once(5000, 'broker-c'), once(5000, 'broker-d')],
    [once(5000, 'broker-a'), once(5000, 'broker-c'), once(5000, 'broker-d')],
  ],
  longer: [once(5000, 'broker-a'), once(5000, 'broker-d'), once(60_000, 'broker-d')],
  hint: {
    zh: '列表是 a a b b c c d d，首尾相接。被规避的那些队列，轮到时由谁来接？',
    en: 'The list is a a b b c c d d, and its end joins its beginning. Who takes the turns of the queues that are avoided?',
  },
  explain: {
    zh: `${UNTIL.oldFaultTable} 及以前，每次选择只把序号加 1：轮到被规避的队列，都由后面第一个可用的队列接手。d 和 a 相邻，它们的 4 次加上 b0 自己的 1 次、b1 的 1 次，八次里有六次是 broker-b。一个错误码在 4.9.7 里打开 10 分钟的窗口。`,
    en: `Up to ${UNTIL.oldFaultTable} a selection moves the index by 1, so the turns of avoided queues fall to the first available queue behind them. d and a are next to each other: their 4 turns, and those of b0 and b1, make six of eight for broker-b. One response code opens a window of 10 min in 4.9.7.`,
  },
  gotcha: 'S1',
}
