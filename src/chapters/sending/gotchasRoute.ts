// Gotchas about the route: what the producer believes, since when, and what that costs.

import { SINCE } from '../../projections/releaseFacts'
import type { Run, UserAction } from '../../rocketmq'
import { type Gotcha, gotchaOf } from '../gotcha'
import { entries, firstActionMs, firstAttempts, percent } from '../reading'

const A = 0

const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })
const secondProducer = (atMs: number): UserAction => ({ atMs, type: 'set', name: 'producerCount', value: 2 })

/** The newest producer: the one that a story adds, or the only one. */
const newestProducer = (run: Run): number =>
  Math.max(0, ...entries(run, 'send').map((entry) => entry.producer), ...lost(run).map((entry) => entry.producer))

const lost = (run: Run, fromMs = 0) => entries(run, 'messageFailed', fromMs)

/** Attempts on broker-a since it died: how long they go on. */
function lastUse(run: Run): number {
  const diedAt = firstActionMs(run)
  const attempts = entries(run, 'send', diedAt).filter((entry) => entry.group === A)
  return (attempts.at(-1)?.atMs ?? Number.NaN) - diedAt
}

/** How long the producer's list is shorter than before. */
function missingQueues(run: Run): number {
  const changes = entries(run, 'route').filter((entry) => entry.outcome === 'changed')
  const whole = Math.max(...changes.map((entry) => entry.queues))
  let missing = 0
  for (const [at, change] of changes.entries()) {
    if (change.queues < whole) missing += (changes[at + 1]?.atMs ?? run.endMs) - change.atMs
  }
  return missing
}

/** Many, and whole turns of the lists. */
const S25_MESSAGES = 1152

/** Share of first attempts that hit the dead broker-a before the next poll. */
function shareOnDead(run: Run): number {
  const sent = firstAttempts(run, firstActionMs(run)).slice(0, S25_MESSAGES)
  return percent(sent.filter((entry) => entry.group === A).length, sent.length)
}

const gentle = (clientVersion: string, writeQueueNums: number, expected: number) => ({
  label: {
    zh: `${clientVersion}，每台 ${writeQueueNums} 个队列`,
    en: `${clientVersion}, ${writeQueueNums} queues each`,
  },
  settings: { clientVersion, writeQueueNums, sendIntervalMs: 20 },
  actions: [kill(2050)],
  expected,
  within: 0.1,
})

export const routeGotchas: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'S7',
      title: { zh: '宕机的 Broker，最多还会用 30 秒', en: 'A dead Broker is used for up to 30 s' },
      say: {
        zh: 'NameServer 几毫秒就摘除了 broker-a，但生产者要等下一次取路由才知道；发送失败不会让它提前取路由。',
        en: 'The NameServer drops broker-a within milliseconds. The producer learns it at its next poll; a failed send does not trigger an earlier one.',
      },
      issues: [],
      startMs: 29_700,
      untilMs: 65_000,
      speed: 0.5,
      proof: {
        words: {
          zh: '宕机后生产者仍选中 broker-a 的时间',
          en: 'is how long the producer still chooses the dead broker-a',
        },
        unit: 'ms',
        compute: lastUse,
      },
    },
    {
      label: { zh: '取路由之后马上宕机', en: 'killed right after a poll' },
      actions: [kill(30_050)],
      expected: 29_900,
      within: 300,
    },
    {
      label: { zh: '取路由前 1 秒宕机', en: 'killed 1 s before a poll' },
      actions: [kill(29_050)],
      expected: 900,
      within: 300,
    },
  ),
  gotchaOf(
    {
      id: 'S8',
      title: { zh: '最后一台宕机，旧路由反而保留', en: 'The last Broker dies, the stale route stays' },
      say: {
        zh: '唯一的 Broker 宕机，NameServer 应答“没有这个 Topic”。运行中的生产者保留旧路由，不断尝试连接；新启动的生产者直接报“没有路由”。',
        en: 'The only Broker dies and the NameServer answers: no such Topic. A running producer keeps its old route and keeps trying to connect; a new one reports "no route" at once.',
      },
      issues: [6657],
      startMs: 29_900,
      untilMs: 35_000,
      speed: 0.2,
      proof: {
        words: { zh: '每次发送抛出异常前试过的次数', en: 'made by each send before it throws' },
        unit: 'attempts',
        compute: (run) => {
          const newest = newestProducer(run)
          const calls = lost(run, 30_100).filter((entry) => entry.producer === newest)
          return calls.reduce((sum, entry) => sum + entry.attempts, 0) / calls.length
        },
      },
    },
    {
      label: { zh: '运行中的生产者', en: 'running producer' },
      settings: { brokerGroupCount: 1 },
      actions: [kill(29_950)],
      expected: 3,
    },
    {
      label: { zh: '新启动的生产者', en: 'new producer' },
      settings: { brokerGroupCount: 1 },
      actions: [kill(29_950), secondProducer(31_000)],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'S9',
      title: { zh: '自动创建的 Topic，只在一台上', en: 'An auto-created Topic lives on one Broker' },
      say: {
        zh: 'Broker 收到消息时才创建 Topic。在下一次取路由之前没收到消息的那台，此后再也不会收到。',
        en: 'A Broker creates the Topic only when a message arrives. One that got none before the next poll never gets any.',
      },
      issues: [566, 2744, 6657],
      startMs: 0,
      untilMs: 65_000,
      speed: 5,
      proof: {
        words: { zh: '取路由之后留在列表里', en: 'left in the list after the poll' },
        unit: 'queues',
        compute: (run) => entries(run, 'route').at(-1)?.queues ?? Number.NaN,
      },
    },
    {
      label: { zh: '取路由前发 4 条', en: '4 messages before the poll' },
      settings: { topicExists: false, networkLatencyMs: 5, sendIntervalMs: 9000 },
      actions: [],
      expected: 4,
    },
    {
      label: { zh: '取路由前发 5 条', en: '5 messages before the poll' },
      settings: { topicExists: false, networkLatencyMs: 5, sendIntervalMs: 7000 },
      actions: [],
      expected: 8,
    },
  ),
  gotchaOf(
    {
      id: 'S21',
      title: { zh: 'NameServer 全部宕机，生产者照常发送', en: 'The producer outlives every NameServer' },
      say: {
        zh: '两台 NameServer 都宕机。已知的 Topic 靠缓存的路由一直能发；此后新启动的生产者无法发送。',
        en: 'Both NameServers are down. The cached route keeps known Topics working; a producer that starts now cannot send at all.',
      },
      issues: [],
      startMs: 4500,
      untilMs: 120_000,
      speed: 1,
      proof: {
        words: { zh: '的发送失败', en: 'of its sends fail' },
        unit: 'percent',
        compute: (run) => {
          const newest = newestProducer(run)
          const mine = (entry: { producer: number; atMs: number }) => entry.producer === newest && entry.atMs > 6000
          const failed = lost(run).filter(mine).length
          return percent(failed, failed + entries(run, 'sendOk').filter(mine).length)
        },
      },
    },
    {
      label: { zh: '运行中的生产者', en: 'running producer' },
      settings: { nameServerCount: 2 },
      actions: [kill(5000, 'nameserver/0'), kill(5000, 'nameserver/1')],
      expected: 0,
    },
    {
      label: { zh: '新启动的生产者', en: 'new producer' },
      settings: { nameServerCount: 2 },
      actions: [kill(5000, 'nameserver/0'), kill(5000, 'nameserver/1'), secondProducer(8000)],
      expected: 100,
    },
  ),
  gotchaOf(
    {
      id: 'S24',
      title: { zh: '取路由时机不巧，多等 30 秒', en: 'A poll at the wrong moment costs 30 s' },
      say: {
        zh: '新 Master 几秒就能选出。但如果取路由恰好在宕机与选举之间，这组的队列就从列表里消失，下一次取路由才恢复。',
        en: "The group elects a new Master within seconds. But a poll between crash and election drops the group's queues, and only the next one brings them back.",
      },
      issues: [],
      startMs: 28_700,
      untilMs: 65_000,
      speed: 1,
      proof: {
        words: { zh: '这组队列从列表里消失的时间', en: "is how long the group's queues are missing from the list" },
        unit: 'ms',
        compute: missingQueues,
      },
    },
    {
      label: { zh: '宕机 1 秒后取路由', en: 'poll 1 s after the kill' },
      settings: { enableDLegerCommitLog: true, slaveCount: 2 },
      actions: [kill(29_050)],
      expected: 30_000,
    },
    {
      label: { zh: '宕机 10 秒后取路由', en: 'poll 10 s after the kill' },
      settings: { enableDLegerCommitLog: true, slaveCount: 2 },
      actions: [kill(20_050)],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'S25',
      title: { zh: '队列越多，影响越小', en: 'More queues, fewer failures' },
      say: {
        zh: `规避关闭，一台宕机：${SINCE.sharedRetryWalk} 起，一次重试就跳过它的全部队列，队列越多，失败越少。更早的版本不论几个队列都是三分之一。`,
        en: `Avoidance off, one Broker dead. From ${SINCE.sharedRetryWalk} on a retry walks past its whole block of queues, so more queues mean fewer failures. Before that it is a third, however many queues there are.`,
      },
      issues: [2223, 2253],
      startMs: 1700,
      untilMs: 28_000,
      speed: 0.5,
      proof: {
        words: { zh: '的消息首次尝试就发往宕机的 broker-a', en: 'of messages try the dead broker-a first' },
        unit: 'percent',
        compute: shareOnDead,
      },
    },
    gentle('5.3.3', 2, 50),
    gentle('5.3.3', 24, 4.17),
    gentle('4.7.1', 2, 33.3),
    gentle('4.7.1', 24, 33.4),
  ),
]
