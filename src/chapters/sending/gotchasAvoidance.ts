// Gotchas about sendLatencyFaultEnable: whom it avoids, for how long, and what that does to the others.

import type { Run, UserAction } from '../../rocketmq'
import { type Gotcha, gotchaOf } from '../gotcha'
import { endings, entries, firstActionMs, firstAttempts, percent } from '../reading'

const A = 0
const B = 1
const ON = { sendLatencyFaultEnable: true } as const

const kill = (atMs: number): UserAction => ({ atMs, type: 'kill', target: 'broker-a/master' })
const answer = (atMs: number, code: number): UserAction => ({
  atMs,
  type: 'injectResponse',
  target: 'broker-a/n0',
  code,
  times: 1,
})
const slow = (atMs: number, ms: number, target = 'broker-a/n0'): UserAction => ({ atMs, type: 'slow', target, ms })

/** Whole turns of both lists, 4 and 48 queues long, and shorter than a window of 10 s. */
const S1_MESSAGES = 96

/** Share of q0 in what broker-b is sent right after broker-a has become avoided. */
function shareOfFirstQueue(run: Run): number {
  const avoided = entries(run, 'avoided', firstActionMs(run))[0]
  const sent = firstAttempts(run, (avoided?.atMs ?? run.endMs) + 1).slice(0, S1_MESSAGES)
  const onB = sent.filter((entry) => entry.group === B)
  return percent(onB.filter((entry) => entry.queueId === 0).length, onB.length)
}

/** From the last failure on broker-a to the next message it takes. */
function fromFailureToUse(run: Run): number {
  const failures = entries(run, 'sendFailed', firstActionMs(run)).filter((entry) => entry.group === A)
  const failedAt = failures.at(-1)?.atMs ?? Number.NaN
  const used = entries(run, 'send').find((entry) => entry.group === A && entry.atMs > failedAt)
  return (used?.atMs ?? Number.NaN) - failedAt
}

/** From the moment broker-a has a writable Master again to the first message that Master stores. */
function unusedMaster(run: Run): number {
  const ready = entries(run, 'masterReady', firstActionMs(run)).find((entry) => entry.group === A)
  const used = entries(run, 'stored').find((entry) => ready && entry.group === A && entry.node === ready.node)
  return (used?.atMs ?? Number.NaN) - (ready?.atMs ?? Number.NaN)
}

/** Share of first attempts that broker-a or broker-b gets in the last part of the run, whichever gets less. */
function smallerShare(run: Run, fromMs: number): number {
  const sent = firstAttempts(run, fromMs).slice(0, 400)
  const onA = percent(sent.filter((entry) => entry.group === A).length, sent.length)
  return Math.min(onA, 100 - onA)
}

/** How long the newest window really lasts: to its own end, or to the success that ends it. */
function lastingWindow(run: Run): number {
  const opened = entries(run, 'avoided', firstActionMs(run))[0]
  if (!opened) return 0
  const ended = entries(run, 'available', opened.atMs).find((entry) => entry.group === opened.group)
  return Math.min(opened.untilMs, ended?.atMs ?? opened.untilMs) - opened.atMs
}

/** Two threads have a request on broker-a at the same time: t0's arrives at 4,001 and t1's at 4,004. */
const bothOnA = (refusedFromMs: number): UserAction[] => [
  { atMs: 3953, type: 'set', name: 'sendThreadCount', value: 2 },
  answer(refusedFromMs, 13),
]
const FAILURE_FIRST = bothOnA(3999)
const SUCCESS_FIRST = bothOnA(4002)

/** broker-a dies right after the producer has learned the route; the next poll, which would mend the list, is far away. */
const coldStart = (release: string, start: number, expected: number) => ({
  settings: { ...ON, clientVersion: release, threadLocalIndexStart: start, firstPollMs: 20_000 },
  actions: [kill(2)],
  expected,
})

/** A healthy send takes 5 ms. */
const slowSuccess = (clientVersion: string, latencyMs: number, expected: number) => ({
  label: `${clientVersion} · ${latencyMs} ms`,
  settings: { ...ON, clientVersion },
  actions: [slow(1000, latencyMs - 5)],
  expected,
})

/** No two machines are alike to the millisecond; two that were would take turns, and each would keep a queue. */
const bothSlow = [slow(5000, 700), slow(5000, 701, 'broker-b/n0'), slow(15_000, 0), slow(15_000, 0, 'broker-b/n0')]

export const avoidanceGotchas: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'S1',
      title: { zh: '规避把压力集中到一个队列', en: 'Avoidance puts the load on one queue' },
      say: {
        zh: '旧版跳过规避中的 Broker 时，序号只加 1：跳过的轮次全落到后面第一个可用队列。',
        en: 'An old client moves its index by one however many queues it skips, so every skipped turn goes to the first queue after them.',
      },
      issues: [5672],
      startMs: 4700,
      untilMs: 20_000,
      speed: 0.5,
      proof: {
        words: { zh: 'broker-b 收到的消息里 q0 所占的份额', en: 'of what broker-b gets goes to its q0' },
        unit: 'percent',
        compute: shareOfFirstQueue,
      },
    },
    { label: '4.9.7', settings: { ...ON, clientVersion: '4.9.7' }, actions: [kill(5050)], expected: 75 },
    { label: '5.3.3', settings: { ...ON, clientVersion: '5.3.3' }, actions: [kill(5050)], expected: 50 },
    {
      label: { zh: '4.9.7，每台 24 个队列', en: '4.9.7, 24 queues each' },
      settings: { ...ON, clientVersion: '4.9.7', writeQueueNums: 24 },
      actions: [kill(5050)],
      expected: 52.1,
      within: 0.1,
    },
  ),
  gotchaOf(
    {
      id: 'S2',
      title: { zh: '重启 20 秒，十分钟没有流量', en: 'Ten minutes without traffic after a 20 s restart' },
      say: {
        zh: 'broker-a 20 秒就重启完毕，也一直在路由里，但故障表不看这些：规避窗口结束之前，旧版一条消息也不发给它。',
        en: 'broker-a is back after 20 s and never left the route. The fault table ignores this: until the window is over, an old client sends it nothing.',
      },
      issues: [],
      startMs: 59_700,
      untilMs: 665_000,
      speed: 2,
      proof: {
        words: { zh: '从最后一次失败，到再发给 broker-a', en: 'from the last failure to the next send to broker-a' },
        unit: 'ms',
        compute: fromFailureToUse,
      },
    },
    {
      label: '4.9.7',
      settings: { ...ON, clientVersion: '4.9.7', brokerStartupMs: 0 },
      actions: [kill(60_050), { atMs: 80_000, type: 'restart', target: 'broker-a/n0' }],
      expected: 600_000,
      within: 300,
    },
    {
      label: '5.3.3',
      settings: { ...ON, clientVersion: '5.3.3', brokerStartupMs: 0 },
      actions: [kill(60_050), { atMs: 80_000, type: 'restart', target: 'broker-a/n0' }],
      expected: 10_000,
      within: 300,
    },
  ),
  gotchaOf(
    {
      id: 'S3',
      title: { zh: '规避认的是名字，不是机器', en: 'The window follows the name, not the machine' },
      say: {
        zh: '新 Master 是另一台健康的机器，但 brokerName 相同：前任的规避窗口对它同样有效。',
        en: 'The new Master is another, healthy machine under the same brokerName, so the window of its predecessor applies to it as well.',
      },
      issues: [],
      startMs: 4700,
      untilMs: 610_000,
      speed: 1,
      proof: {
        words: {
          zh: '新 Master 已能写入，却没有收到消息的时间',
          en: 'in which the new Master was writable but got nothing',
        },
        unit: 'ms',
        compute: unusedMaster,
      },
    },
    {
      label: '4.9.7',
      settings: { ...ON, clientVersion: '4.9.7', enableDLegerCommitLog: true, slaveCount: 2 },
      actions: [kill(5050)],
      expected: 594_000,
      within: 2000,
    },
    {
      label: '5.3.3',
      settings: { ...ON, clientVersion: '5.3.3', enableDLegerCommitLog: true, slaveCount: 2 },
      actions: [kill(5050)],
      expected: 21_600,
      within: 2000,
    },
  ),
  gotchaOf(
    {
      id: 'S4',
      title: { zh: '队列永久丢失', en: 'Queues lost for good' },
      say: {
        zh: '两台都在规避期时，旧版会挑一台，并就地改写共享的队列列表。两台都恢复后，列表没有恢复。',
        en: 'When it avoids both Brokers, an old client picks one and overwrites entries of its shared queue list. Both recover; the list does not.',
      },
      issues: [7779, 3548],
      startMs: 4700,
      untilMs: 100_000,
      speed: 1,
      proof: {
        words: {
          zh: '全部恢复以后，较少的那台分到的份额',
          en: 'is the smaller share, long after both recovered',
        },
        unit: 'percent',
        compute: (run) => smallerShare(run, 60_000),
      },
    },
    { label: '4.9.7', settings: { ...ON, clientVersion: '4.9.7' }, actions: bothSlow, expected: 0 },
    { label: '4.9.8', settings: { ...ON, clientVersion: '4.9.8' }, actions: bothSlow, expected: 50 },
    { label: '5.3.3', settings: { ...ON, clientVersion: '5.3.3' }, actions: bothSlow, expected: 50 },
  ),
  gotchaOf(
    {
      id: 'S5',
      title: { zh: '打开规避，反而全部失败', en: 'Turning avoidance on causes an outage' },
      say: {
        zh: '刚启动的客户端第一条就发往宕机的 broker-a：故障表里只有它，旧版每次重试都选它，还把队列列表全改写成它。四种起点里有一种如此：取到新路由之前全部失败，而 broker-b 一直空闲。',
        en: 'A new client first tries broker-a, just dead. Its fault table has no other name, so every retry picks broker-a and overwrites the queue list with it. One start in four does this: all sends fail until the next poll.',
      },
      issues: [1576, 1302, 2046, 2204, 2358],
      startMs: 0,
      untilMs: 10_000,
      speed: 0.1,
      proof: {
        words: { zh: '的发送以异常告终', en: 'of all sends end with an exception' },
        unit: 'percent',
        compute: (run) => {
          const ended = endings(run)
          return percent(ended.filter((entry) => entry.kind === 'messageFailed').length, ended.length)
        },
      },
    },
    { label: '4.7.1', ...coldStart('4.7.1', 0, 100) },
    { label: '4.8.0', ...coldStart('4.8.0', 0, 0) },
    ...([1, 2, 3] as const).map((start) => ({
      label: { zh: `4.7.1 · 起点 +${start}`, en: `4.7.1 · start +${start}` },
      // From +3 the first message is lost as well, but an entry of broker-b survives.
      ...coldStart('4.7.1', start, start === 3 ? 1 : 0),
    })),
  ),
  gotchaOf(
    {
      id: 'S10',
      title: { zh: '发送成功也会触发规避', en: 'A success can open a window, too' },
      say: {
        zh: '规避只看耗时：消息已经存入，但因为慢，生产者仍会规避这台 Broker 一段时间。门槛是 550 ms。',
        en: 'Only latency counts. The message is stored, but it took long, so the producer avoids the Broker for a while. The threshold is 550 ms.',
      },
      issues: [],
      startMs: 900,
      untilMs: 4000,
      speed: 0.5,
      proof: {
        words: { zh: '一次成功的发送触发的规避时间', en: 'of avoidance after a success' },
        unit: 'ms',
        compute: (run) => entries(run, 'avoided', firstActionMs(run))[0]?.windowMs ?? 0,
      },
    },
    slowSuccess('4.9.7', 560, 30_000),
    slowSuccess('5.3.3', 560, 2000),
    slowSuccess('4.9.7', 549, 0),
    slowSuccess('4.9.7', 1000, 60_000),
  ),
  gotchaOf(
    {
      id: 'S11',
      title: { zh: '两个应答的先后决定结果', en: 'The order of two replies decides' },
      say: {
        zh: '两个线程同时各发一条消息给 broker-a，一条失败，一条成功。旧版后到的结果覆盖先到的：失败先到，窗口立刻结束；成功先到，规避十分钟。',
        en: 'Two threads each send a message to broker-a; one fails, one succeeds. In an old client the later result overwrites the earlier: after failure first, the window is gone; after success first, it stays.',
      },
      issues: [],
      startMs: 3990,
      untilMs: 16_000,
      speed: 0.05,
      proof: {
        words: { zh: '实际规避 broker-a 的时间', en: 'is how long the producer really avoids broker-a' },
        unit: 'ms',
        compute: lastingWindow,
      },
    },
    {
      label: { zh: '4.9.7，失败先到', en: '4.9.7, failure first' },
      settings: { ...ON, clientVersion: '4.9.7' },
      actions: FAILURE_FIRST,
      expected: 3,
    },
    {
      label: { zh: '4.9.7，成功先到', en: '4.9.7, success first' },
      settings: { ...ON, clientVersion: '4.9.7' },
      actions: SUCCESS_FIRST,
      expected: 600_000,
    },
    {
      label: { zh: '5.3.3，失败先到', en: '5.3.3, failure first' },
      settings: { ...ON, clientVersion: '5.3.3' },
      actions: FAILURE_FIRST,
      expected: 10_000,
    },
    {
      label: { zh: '5.3.3，成功先到', en: '5.3.3, success first' },
      settings: { ...ON, clientVersion: '5.3.3' },
      actions: SUCCESS_FIRST,
      expected: 10_000,
    },
  ),
  gotchaOf(
    {
      id: 'S12',
      title: { zh: '一条坏消息，规避一台好 Broker', en: 'One bad message, a good Broker avoided' },
      say: {
        zh: 'broker-a 拒收一条不合法的消息（MESSAGE_ILLEGAL 13）。错在消息，不重试，直接抛给应用；生产者却照样规避 broker-a。',
        en: 'broker-a rejects one malformed message (MESSAGE_ILLEGAL, 13). The client throws it to the caller without a retry, yet it avoids the healthy broker-a.',
      },
      issues: [],
      startMs: 3800,
      untilMs: 8000,
      speed: 0.2,
      proof: {
        words: { zh: '一条坏消息触发的规避时间', en: 'of avoidance for one bad message' },
        unit: 'ms',
        compute: (run) => entries(run, 'avoided', firstActionMs(run))[0]?.windowMs ?? 0,
      },
    },
    { label: '4.9.7', settings: { ...ON, clientVersion: '4.9.7' }, actions: [answer(3990, 13)], expected: 600_000 },
    { label: '5.3.3', settings: { ...ON, clientVersion: '5.3.3' }, actions: [answer(3990, 13)], expected: 10_000 },
  ),
  gotchaOf(
    {
      id: 'S14',
      title: { zh: '5.1.4 遇到一次错误码就不再恢复', en: '5.1.4 never recovers from an error code' },
      say: {
        zh: 'broker-a 只返回过一次错误码。5.1.4 把它标记为不可达，探测器关闭时不会恢复：窗口早已结束，仍不选它。',
        en: 'broker-a answers with an error code once. 5.1.4 marks it as unreachable, and without the detector the mark stays, long after the window.',
      },
      issues: [7812, 7814],
      startMs: 3800,
      untilMs: 40_000,
      speed: 0.5,
      proof: {
        words: { zh: '窗口结束以后 broker-a 分到的份额', en: 'of the messages reach broker-a once its window is over' },
        unit: 'percent',
        compute: (run) => {
          const sent = firstAttempts(run, 20_000).slice(0, 200)
          return percent(sent.filter((entry) => entry.group === A).length, sent.length)
        },
      },
    },
    { label: '5.1.4', settings: { ...ON, clientVersion: '5.1.4' }, actions: [answer(3990, 1)], expected: 0 },
    {
      label: { zh: '5.1.4，开探测器', en: '5.1.4 with the detector' },
      settings: { ...ON, clientVersion: '5.1.4', startDetectorEnable: true },
      actions: [answer(3990, 1)],
      expected: 50,
    },
    {
      label: '5.2.0',
      settings: { ...ON, clientVersion: '5.2.0' },
      actions: [answer(3990, 1)],
      expected: 50,
    },
  ),
]
