// Gotchas that a running cluster showed.

import { SINCE } from '../../projections/releaseFacts'
import type { Run, UserAction } from '../../rocketmq'
import { type Gotcha, gotchaOf } from '../gotcha'
import { entries, percent } from '../reading'

const KILLED_MS = 8000
/** The producer polls at 10 ms and at 30 s. */
const POLL_MS = 30_000

const kill = (target: string): UserAction => ({ atMs: KILLED_MS, type: 'kill', target })
const overloaded = (atMs: number, on: boolean): UserAction => ({
  atMs,
  type: 'setFault',
  target: 'broker-b/n0',
  fault: 'overloaded',
  on,
})

/** One request meets the overload. */
const busyAnswer = [overloaded(3000, true), overloaded(3400, false)]

const DLEDGER = { sendLatencyFaultEnable: true, enableDLegerCommitLog: true, slaveCount: 2 } as const
/** broker-a comes back within 5 s of its death, as a Slave. */
const CONTROLLER = { enableControllerMode: true, slaveCount: 2, brokerStartupMs: 3000 } as const
const killedAndBack: UserAction[] = [kill('broker-a/n0'), { atMs: 10_000, type: 'restart', target: 'broker-a/n0' }]

/** Of the calls from a death to the poll after it, how many in a hundred throw. */
function failedUntilPoll(run: Run): number {
  const failed = entries(run, 'messageFailed', KILLED_MS, POLL_MS).length
  return percent(failed, failed + entries(run, 'sendOk', KILLED_MS, POLL_MS).length)
}

/** broker-a's host is gone before the producer has connected to it. */
const silentFromTheStart: UserAction[] = [{ atMs: 0, type: 'powerOff', target: 'broker-a/n0' }]
const ASYNC = { communicationMode: 'ASYNC', producerCores: 4 } as const

/** Of the calls that end in the first 25 s, how many in a hundred end with an exception. */
function failedCalls(run: Run): number {
  const failed = entries(run, 'messageFailed', 0, 25_000).length
  return percent(failed, failed + entries(run, 'sendOk', 0, 25_000).length)
}

export const clusterGotchas: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'S27',
      title: { zh: '一次“忙”，再死一台：一条也发不出去', en: 'One busy answer and a dead leader: nothing goes out' },
      say: {
        zh: 'broker-b 回过一次 SYSTEM_BUSY，被规避十分钟；broker-a 再宕机，两台都在窗口内。旧版此时只挑延迟最小的一半，挑中的全是宕机的 broker-a。',
        en: 'broker-b said SYSTEM_BUSY once, so it is avoided for ten minutes. When broker-a dies as well, an old client takes the faster half of the two, and a refused connection is fast.',
      },
      issues: [],
      startMs: 7900,
      untilMs: 40_000,
      speed: 0.2,
      proof: {
        words: { zh: '从宕机到下一次取路由，以异常告终的发送', en: 'of the sends until the next poll throw' },
        unit: 'percent',
        compute: failedUntilPoll,
      },
    },
    {
      label: '4.9.7',
      settings: { ...DLEDGER, clientVersion: '4.9.7' },
      actions: [...busyAnswer, kill('broker-a/master')],
      expected: 100,
    },
    {
      label: { zh: '4.9.7，broker-b 没忙过', en: '4.9.7, broker-b was never busy' },
      settings: { ...DLEDGER, clientVersion: '4.9.7' },
      actions: [kill('broker-a/master')],
      expected: 0,
      within: 1,
    },
    {
      label: '5.3.3',
      settings: { ...DLEDGER, clientVersion: '5.3.3' },
      actions: [...busyAnswer, kill('broker-a/master')],
      expected: 0.9,
      within: 1,
    },
  ),
  gotchaOf(
    {
      id: 'S28',
      title: {
        zh: '旧 Master 回来当 Slave，发给它就报错',
        en: 'The old Master is back as a Slave, and sends to it throw',
      },
      say: {
        zh: `旧 Master 重启后成了 Slave，生产者的旧路由还指着它。5.x 的 Slave 用 SYSTEM_BUSY 拒绝写入，${SINCE.retriesSystemBusy} 以前的客户端不重试。`,
        en: `The old Master restarts as a Slave while the producer's route still names it. A 5.x Slave refuses writes with SYSTEM_BUSY, which no client before ${SINCE.retriesSystemBusy} retries.`,
      },
      issues: [],
      startMs: 12_900,
      untilMs: 40_000,
      speed: 0.2,
      proof: {
        words: { zh: '遇到 SYSTEM_BUSY 的发送以异常告终', en: 'of the sends that meet SYSTEM_BUSY throw' },
        unit: 'percent',
        compute: (run) => {
          const met = new Set(entries(run, 'sendFailed').flatMap(({ code, message }) => (code === 2 ? [message] : [])))
          return percent(entries(run, 'messageFailed').filter(({ message }) => met.has(message)).length, met.size)
        },
      },
    },
    {
      label: '5.2.0',
      settings: { ...CONTROLLER, clientVersion: '5.2.0' },
      actions: killedAndBack,
      expected: 100,
    },
    { label: '5.3.3', settings: { ...CONTROLLER, clientVersion: '5.3.3' }, actions: killedAndBack, expected: 0 },
  ),
  gotchaOf(
    {
      id: 'S29',
      title: { zh: '一台主机不应答，ASYNC 发送全部超时', en: 'One silent host, and ASYNC sends to all Brokers fail' },
      say: {
        zh: '建立连接要占住客户端线程池的一个线程。broker-a 的主机不应答，每次连接占 3 秒；4 个线程很快全被占满，发往 broker-b 的消息在队列里等到超时。',
        en: 'Connecting occupies a thread of the client pool. The host of broker-a does not answer, so each connect takes 3 s: soon all 4 threads are busy, and messages for broker-b time out in the queue.',
      },
      issues: [4836, 1671, 4552],
      startMs: 0,
      untilMs: 25_000,
      speed: 0.5,
      proof: {
        words: { zh: '以异常告终的发送', en: 'of the sends end with an exception' },
        unit: 'percent',
        compute: failedCalls,
      },
    },
    {
      label: '4.9.7',
      settings: { ...ASYNC, clientVersion: '4.9.7' },
      actions: silentFromTheStart,
      expected: 95,
      within: 3,
    },
    {
      label: { zh: '4.9.7，规避打开', en: '4.9.7, avoidance on' },
      settings: { ...ASYNC, clientVersion: '4.9.7', sendLatencyFaultEnable: true },
      actions: silentFromTheStart,
      expected: 2,
      within: 2,
    },
    {
      label: '5.3.1',
      settings: { ...ASYNC, clientVersion: '5.3.1' },
      actions: silentFromTheStart,
      expected: 3,
      within: 2,
    },
  ),
]
