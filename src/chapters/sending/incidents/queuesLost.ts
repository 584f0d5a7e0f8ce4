import { KEEPS_LIST_BEFORE, SINCE } from '../../../projections/releaseFacts'
import { shareOf, storedIn } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const queuesLost = incident(
  {
    id: 'queues-lost',
    gotcha: gotcha('S4'),
    title: { zh: '一台 Broker 再也收不到消息', en: 'One Broker never gets a message again' },
    summary: {
      zh: '“两台 Broker 都抖了一下，恢复以后 broker-b 的流量再也没回来，重启生产者才好。”',
      en: '"Both Brokers had a hiccup. broker-b never got its traffic back until we restarted the producer."',
    },
    minutes: 3,
    terms: ['topicPublishInfo', 'avoidanceWindow'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '两台都变慢 10 秒，15 秒起恢复。但从 60 秒到 100 秒，broker-a 分到 {a}，broker-b 分到 {b}。',
      en: 'Both are slow for 10 s and recover at 15 s. Yet from 60 s to 100 s broker-a gets {a} and broker-b {b}.',
    },
    atMs: 60_000,
    untilMs: 62_000,
    meaning: {
      zh: '窗口早已结束，没有 Broker 在规避期：问题不在故障表。',
      en: 'The windows are long over and the producer avoids no Broker: the fault table is not the cause.',
    },
    figures: { a: shareOf('broker-a', 60_000, 100_000), b: shareOf('broker-b', 60_000, 100_000) },
    claims: [
      { figure: shareOf('broker-a', 60_000, 100_000), equals: 100 },
      { figure: shareOf('broker-b', 60_000, 100_000), equals: 0 },
    ],
  },
  {
    id: 'cause',
    title: { zh: '看看那张列表', en: 'Look at the list' },
    say: {
      zh: '两台都在规避期时，4.9.7 用兜底规则挑一台，并把它写进队列列表当前的那一格。',
      en: 'While it avoided both, 4.9.7 picked one by its fallback and overwrote the current field of the list with it.',
    },
    atMs: 5600,
    untilMs: 15_000,
    speed: 2,
    ask: {
      kind: 'number',
      prompt: {
        zh: '恢复以后，50 秒到 60 秒之间 broker-b 存入几条？',
        en: 'After the recovery, how many messages does broker-b store from 50 s to 60 s?',
      },
      answer: storedIn('broker-b', 50_000, 60_000),
      options: [0, 25, 50],
      explain: {
        zh: '{count} 条：列表里已经没有 broker-b 的格子，永远轮不到它。',
        en: '{count}: the list has no field of broker-b any more, so its turn never comes.',
      },
    },
    meaning: {
      zh: '列表只在路由变化或重启时重建，在此之前一直是错的。',
      en: 'Only a route change or a restart rebuilds the list; until then the wrong fields stay.',
    },
    figures: { count: storedIn('broker-b', 50_000, 60_000) },
    claims: [{ figure: storedIn('broker-b', 50_000, 60_000), equals: 0 }],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: '4.9.8 的同一次故障', en: 'The same hiccup with 4.9.8' },
    say: {
      zh: '客户端 4.9.8：60 秒以后 broker-a {a}，broker-b {b}。',
      en: 'Client 4.9.8: after 60 s broker-a gets {a}, broker-b {b}.',
    },
    atMs: 60_000,
    untilMs: 62_000,
    meaning: {
      zh: `${KEEPS_LIST_BEFORE} 和 ${SINCE.keepsList} 起，兜底只借用那一格，不改列表。`,
      en: `${KEEPS_LIST_BEFORE}, and the 5.x line from ${SINCE.keepsList}, leave the list as it is.`,
    },
    figures: { a: shareOf('broker-a', 60_000, 100_000), b: shareOf('broker-b', 60_000, 100_000) },
    claims: [{ figure: shareOf('broker-b', 60_000, 100_000), equals: 50 }],
  },
)
