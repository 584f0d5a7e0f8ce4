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
    cause: {
      zh: '两台都在规避期时，4.9.7 的兜底规则改写了队列列表，此后再也轮不到 broker-b。',
      en: 'While it avoided both Brokers, the fallback of 4.9.7 overwrote its list of queues, and the turn of broker-b never came again.',
    },
    fix: {
      zh: `升级到 4.9.8，或 ${SINCE.newFaultTable} 以上；应急办法是重启生产者。`,
      en: `Upgrade to 4.9.8, or to ${SINCE.newFaultTable} or later. For now, restart the producer.`,
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
      zh: '两台都在规避期，消息总要发出去：4.9.7 按兜底规则挑一台，用在队列列表当前的那一格上。',
      en: 'It avoids both, and a message has to go somewhere: 4.9.7 picks a Broker by its fallback and uses it for the current field of the list.',
    },
    atMs: 5600,
    untilMs: 15_000,
    speed: 2,
    ask: {
      kind: 'choice',
      prompt: { zh: '这一次选择之后，那一格会怎样？', en: 'What becomes of that field after the choice?' },
      answer: storedIn('broker-b', 50_000, 60_000),
      options: [
        { text: { zh: '被选中的 Broker 覆盖，不再复原', en: 'The chosen Broker replaces it for good' }, equals: 0 },
        { text: { zh: '只借用一次，列表不变', en: 'It is lent once; the list stays' }, atLeast: 20, atMost: 30 },
        { text: { zh: '窗口结束时复原', en: 'It is restored when the window ends' }, atLeast: 31 },
      ],
      explain: {
        zh: '列表里再也没有 broker-b 的格子：50 秒到 60 秒之间，它存入 {count} 条。',
        en: 'The list has no field of broker-b any more: from 50 s to 60 s it stores {count} messages.',
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
    title: { zh: '4.9.8 的同一次故障', en: 'The same hiccup with 4.9.8' },
    say: {
      zh: '同一次故障。4.9.7 在 60 秒以后，broker-b 分到 {before}。',
      en: 'The same hiccup. With 4.9.7 broker-b gets {before} after 60 s.',
    },
    atMs: 5600,
    untilMs: 16_000,
    speed: 4,
    task: {
      prompt: {
        zh: '把客户端版本改成 4.9.8，同一次故障重放一遍。',
        en: 'Set the client release to 4.9.8: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '4.9.8' },
    },
    meaning: {
      zh: `broker-a {a}，broker-b {b}：${KEEPS_LIST_BEFORE} 和 ${SINCE.keepsList} 起，兜底只借用那一格，不改列表。`,
      en: `broker-a gets {a}, broker-b {b}: ${KEEPS_LIST_BEFORE}, and the 5.x line from ${SINCE.keepsList}, leave the list as it is.`,
    },
    figures: { a: shareOf('broker-a', 60_000, 100_000), b: shareOf('broker-b', 60_000, 100_000) },
    otherFigures: { before: shareOf('broker-b', 60_000, 100_000) },
    claims: [
      { figure: shareOf('broker-b', 60_000, 100_000), equals: 50 },
      { figure: shareOf('broker-b', 60_000, 100_000), inOther: true, equals: 0 },
    ],
  },
)
