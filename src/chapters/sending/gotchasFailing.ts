// Gotchas about one send: how long it takes to fail, whether it is tried again, and how many copies it leaves.

import { SINCE } from '../../projections/releaseFacts'
import type { Run, UserAction } from '../../rocketmq'
import { type Gotcha, gotchaOf } from '../gotcha'
import { copiesOf, type Entry, endings, entries, firstActionMs, percent } from '../reading'

const A = 0

const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })
const powerOff = (atMs: number): UserAction => ({ atMs, type: 'powerOff', target: 'broker-a/master' })
const freeze = (atMs: number): UserAction => ({ atMs, type: 'freeze', target: 'broker-a/n0' })
const slow = (atMs: number, ms: number): UserAction => ({ atMs, type: 'slow', target: 'broker-a/n0', ms })
const trouble = (atMs: number, name: 'overloaded' | 'diskStalled', on: boolean): UserAction => ({
  atMs,
  type: 'setFault',
  target: 'broker-a/n0',
  fault: name,
  on,
})

const busyForASecond = [trouble(4990, 'overloaded', true), trouble(5990, 'overloaded', false)]

/** t0's request at 4,000 is stuck for 5 s; t1's at 6,500 would be answered after 700 ms. */
const neighbours: UserAction[] = [
  slow(3990, 5000),
  slow(4500, 695),
  { atMs: 6450, type: 'set', name: 'sendThreadCount', value: 2 },
]

/** The first attempt of the story that goes wrong. */
const firstFailure = (run: Run): Entry<'sendFailed'> | undefined =>
  entries(run, 'sendFailed', firstActionMs(run)).find((entry) => entry.group === A)

/** How the first send that meets the fault ends. */
const endOf = (run: Run, message: number | undefined) => endings(run).find((entry) => entry.message === message)

/** Attempts of the first send that meets the fault. */
function attempts(run: Run): number {
  const message = firstFailure(run)?.message
  if (message === undefined) return Number.NaN
  return entries(run, 'send').filter((entry) => entry.message === message).length
}

/** ms from the call of send() to its end, for the first send that meets the fault. */
const elapsed = (run: Run): number => endOf(run, firstFailure(run)?.message)?.elapsedMs ?? Number.NaN

export const failingGotchas: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'S6',
      title: { zh: '三次机会，只用了一次', en: 'Retries that never happen' },
      say: {
        zh: '主机断电，没有任何应答。第一次尝试就用完整个 sendMsgTimeout，重试随即停止；调大超时只会等得更久。',
        en: 'The host loses power and nothing answers. The first attempt waits for the whole sendMsgTimeout, then the loop stops. A longer timeout only waits longer.',
      },
      issues: [760, 8990, 8997],
      startMs: 4800,
      untilMs: 20_000,
      speed: 0.5,
      proof: {
        words: { zh: '第一条发往断电主机的消息', en: 'by the first message to the silent host' },
        unit: 'attempts',
        compute: attempts,
      },
    },
    { label: '5.3.3', actions: [powerOff(5000)], expected: 1 },
    {
      label: { zh: '5.3.3，超时 10 秒', en: '5.3.3, timeout 10 s' },
      settings: { sendMsgTimeout: 10_000 },
      actions: [powerOff(5000)],
      expected: 1,
    },
    {
      label: { zh: '5.3.3，单次上限 1 秒', en: '5.3.3, 1 s per attempt' },
      settings: { sendMsgMaxTimeoutPerRequest: 1000 },
      actions: [powerOff(5000)],
      expected: 2,
    },
    { label: '4.2.0', settings: { clientVersion: '4.2.0' }, actions: [powerOff(5000)], expected: 2 },
  ),
  gotchaOf(
    {
      id: 'S13',
      title: { zh: 'Broker 一忙，应用就收到异常', en: 'A busy Broker throws at the application' },
      say: {
        zh: `broker-a 过载，返回 SYSTEM_BUSY。${SINCE.retriesSystemBusy} 以前这个错误码不重试，直接抛给应用，而 broker-b 正闲着。`,
        en: `broker-a is overloaded and answers SYSTEM_BUSY. Before ${SINCE.retriesSystemBusy} the client does not retry that code: it goes straight to the caller while broker-b is idle.`,
      },
      issues: [5838, 5845],
      startMs: 4900,
      untilMs: 12_000,
      speed: 0.2,
      proof: {
        words: { zh: '遇到 SYSTEM_BUSY 的发送以异常告终', en: 'of the sends that meet SYSTEM_BUSY throw' },
        unit: 'percent',
        compute: (run) => {
          const met = new Set(entries(run, 'sendFailed').flatMap((entry) => (entry.code === 2 ? [entry.message] : [])))
          return percent(entries(run, 'messageFailed').filter((entry) => met.has(entry.message)).length, met.size)
        },
      },
    },
    { label: '5.2.0', settings: { clientVersion: '5.2.0' }, actions: busyForASecond, expected: 100 },
    { label: '5.3.0', settings: { clientVersion: '5.3.0' }, actions: busyForASecond, expected: 0 },
  ),
  gotchaOf(
    {
      id: 'S15',
      title: { zh: '只有一台时，三次尝试都发往同一台', en: 'One Broker: three attempts on the same one' },
      say: {
        zh: '只有一个 Broker 组，重试没有别处可发，中间也不等待：几毫秒就失败三次。规避开或关都一样。',
        en: 'With one Broker group a retry has no other target, and it does not pause: three refused connections within milliseconds. Avoidance changes nothing.',
      },
      issues: [],
      startMs: 5000,
      untilMs: 6500,
      speed: 0.05,
      proof: {
        words: { zh: '从调用 send 到抛出异常', en: 'from send() to its exception' },
        unit: 'ms',
        compute: elapsed,
      },
    },
    {
      label: { zh: '5.3.3，规避关', en: '5.3.3, avoidance off' },
      settings: { brokerGroupCount: 1, sendIntervalMs: 1000 },
      actions: [kill(5050)],
      expected: 6,
    },
    {
      label: { zh: '5.3.3，规避开', en: '5.3.3, avoidance on' },
      settings: { brokerGroupCount: 1, sendIntervalMs: 1000, sendLatencyFaultEnable: true },
      actions: [kill(5050)],
      expected: 6,
    },
    {
      label: { zh: '4.9.7，规避开', en: '4.9.7, avoidance on' },
      settings: { brokerGroupCount: 1, sendIntervalMs: 1000, sendLatencyFaultEnable: true, clientVersion: '4.9.7' },
      actions: [kill(5050)],
      expected: 6,
    },
  ),
  gotchaOf(
    {
      id: 'S16',
      title: { zh: '在途消息的结果，取决于客户端版本', en: 'In-flight messages depend on the release' },
      say: {
        zh: `broker-a 收到一条消息，500 ms 后宕机。旧版不处理断开的连接，一直等到超时，没有时间重试；${SINCE.failsInFlightOnClose} 起立刻改发 broker-b。`,
        en: `broker-a receives a message and dies 500 ms later. An old client ignores the closed connection, waits for its timeout and has no time left to retry. From ${SINCE.failsInFlightOnClose} on it retries on broker-b at once.`,
      },
      issues: [5866, 5867],
      startMs: 3950,
      untilMs: 12_000,
      speed: 0.2,
      proof: {
        words: { zh: '从调用 send 到有结果', en: 'from send() to its outcome' },
        unit: 'ms',
        compute: elapsed,
      },
    },
    {
      label: '5.1.2',
      settings: { clientVersion: '5.1.2' },
      actions: [slow(3900, 2000), kill(4500)],
      expected: 3000,
    },
    {
      label: '5.1.3',
      settings: { clientVersion: '5.1.3' },
      actions: [slow(3900, 2000), kill(4500)],
      // 500 ms, 102 ms until the process is gone, 1 ms for the news, 5 ms for the send to broker-b.
      expected: 608,
    },
  ),
  gotchaOf(
    {
      id: 'S17',
      title: { zh: '一条超时，连累同连接的另一条', en: 'One timeout fails its neighbour too' },
      say: {
        zh: `两个线程共用到 broker-a 的连接。${SINCE.closesSocketOnTimeout} 起，一条超时就关闭连接：另一条本来 200 ms 后就有应答，现在失败，重发给 broker-b，于是存了两份。`,
        en: `Two threads share one connection to broker-a. From ${SINCE.closesSocketOnTimeout} on a timeout closes it: the neighbour, 200 ms before its answer, fails and goes to broker-b as well, so it is stored twice.`,
      },
      issues: [],
      startMs: 3900,
      untilMs: 12_000,
      speed: 0.2,
      proof: {
        words: { zh: '另一条消息最终存入', en: "of the neighbour's message stored in the end" },
        unit: 'copies',
        compute: (run) => {
          const stuck = firstFailure(run)
          const neighbour = entries(run, 'send', firstActionMs(run), stuck?.atMs).findLast(
            (entry) => entry.thread === 1,
          )
          return neighbour ? copiesOf(run, neighbour.message) : Number.NaN
        },
      },
    },
    { label: '5.3.3', actions: neighbours, expected: 2 },
    { label: '4.9.1', settings: { clientVersion: '4.9.1' }, actions: neighbours, expected: 2 },
    { label: '4.9.0', settings: { clientVersion: '4.9.0' }, actions: neighbours, expected: 1 },
  ),
  gotchaOf(
    {
      id: 'S18',
      title: { zh: '异步的超时总是迟到', en: 'An asynchronous timeout is late' },
      say: {
        zh: '异步发送的超时由每秒一次的扫描发现，再宽限一秒：设 3 秒，4 到 5 秒才回调，已没有时间重试。',
        en: 'A scan once a second finds ASYNC timeouts, after a second of grace. With 3 s, the callback comes after 4 to 5 s, with no time left for a retry.',
      },
      issues: [],
      startMs: 4800,
      untilMs: 14_000,
      speed: 0.5,
      proof: {
        words: { zh: '从调用 send 到得知失败', en: 'from send() to its failure callback' },
        unit: 'ms',
        compute: elapsed,
      },
    },
    {
      label: 'ASYNC',
      settings: { communicationMode: 'ASYNC' },
      actions: [freeze(4990)],
      expected: 4500,
      within: 500,
    },
    { label: 'SYNC', actions: [freeze(4990)], expected: 3000 },
  ),
  gotchaOf(
    {
      id: 'S19',
      title: { zh: '异步重试换了 Broker，没换 queueId', en: 'An ASYNC retry changes the Broker, not the queueId' },
      say: {
        zh: '发往 broker-a 的 q6 失败，改发 broker-b，请求里的 queueId 仍是 6。broker-b 只有 4 个队列，拒收。',
        en: 'The send to q6 of broker-a fails and goes to broker-b, still with queueId 6. broker-b has four queues and rejects it.',
      },
      issues: [],
      startMs: 5500,
      untilMs: 9000,
      speed: 0.2,
      proof: {
        words: { zh: 'broker-b 对重试返回的错误码', en: 'is the code broker-b answers the retry with' },
        unit: 'code',
        compute: (run) => entries(run, 'messageFailed', firstActionMs(run))[0]?.code ?? Number.NaN,
      },
    },
    {
      label: '5.3.1',
      settings: { communicationMode: 'ASYNC', sendIntervalMs: 1000, clientVersion: '5.3.1' },
      actions: [kill(5950)],
      brokerGroups: [{ writeQueueNums: 8 }, { writeQueueNums: 4 }],
      expected: 1,
    },
    {
      label: '5.3.3',
      settings: { communicationMode: 'ASYNC', sendIntervalMs: 1000 },
      actions: [kill(5950)],
      brokerGroups: [{ writeQueueNums: 8 }, { writeQueueNums: 4 }],
      expected: 29,
    },
  ),
  gotchaOf(
    {
      id: 'S20',
      title: { zh: '没有报错的重复消息', en: 'A duplicate without an error' },
      say: {
        zh: 'broker-a 存入太慢：客户端不再等待，改发 broker-b，得到一个 SEND_OK；broker-a 随后也存入。同一个 msgId，两份。',
        en: 'broker-a stores late. The client stops waiting, sends to broker-b and gets one SEND_OK; broker-a stores its copy as well. One msgId, two copies.',
      },
      issues: [8997],
      startMs: 4900,
      untilMs: 12_000,
      speed: 0.2,
      proof: {
        words: { zh: '存入的同一条消息，成功只报了一次', en: 'stored of a message with one SEND_OK' },
        unit: 'copies',
        compute: (run) => {
          const onA = entries(run, 'send', firstActionMs(run)).find((entry) => entry.group === A)
          return onA ? copiesOf(run, onA.message) : Number.NaN
        },
      },
    },
    {
      label: { zh: '5.3.3，单次上限 1 秒', en: '5.3.3, 1 s per attempt' },
      settings: { sendMsgMaxTimeoutPerRequest: 1000 },
      actions: [slow(4990, 1500)],
      expected: 2,
    },
    { label: { zh: '5.3.3，单次不限', en: '5.3.3, no limit per attempt' }, actions: [slow(4990, 1500)], expected: 1 },
  ),
  gotchaOf(
    {
      id: 'S22',
      title: { zh: '从来见不到的 FLUSH_DISK_TIMEOUT', en: 'The FLUSH_DISK_TIMEOUT you never see' },
      say: {
        zh: '磁盘卡住时，SYNC_FLUSH 的 Broker 等 5 秒才返回 FLUSH_DISK_TIMEOUT，而客户端默认 3 秒就放弃。超时设为 8 秒，才能看到这个状态。',
        en: 'With its disk stalled, a SYNC_FLUSH Broker answers FLUSH_DISK_TIMEOUT after 5 s, but the client gives up after 3 s. Only with 8 s does the status arrive.',
      },
      issues: [],
      startMs: 4900,
      untilMs: 20_000,
      speed: 0.5,
      proof: {
        words: { zh: '从调用 send 到有结果', en: 'from send() to its outcome' },
        unit: 'ms',
        compute: (run) => {
          const onA = entries(run, 'send', firstActionMs(run)).find((entry) => entry.group === A)
          return endOf(run, onA?.message)?.elapsedMs ?? Number.NaN
        },
      },
    },
    {
      label: 'sendMsgTimeout=3000',
      settings: { flushDiskType: 'SYNC_FLUSH' },
      actions: [trouble(4990, 'diskStalled', true)],
      expected: 3000,
    },
    {
      label: 'sendMsgTimeout=8000',
      settings: { flushDiskType: 'SYNC_FLUSH', sendMsgTimeout: 8000 },
      actions: [trouble(4990, 'diskStalled', true)],
      expected: 5005,
    },
  ),
  gotchaOf(
    {
      id: 'S23',
      title: { zh: '不等 Slave 的 SYNC_MASTER', en: 'A SYNC_MASTER that does not wait' },
      say: {
        zh: 'Slave 宕机。4.x 的 SYNC_MASTER 返回 SLAVE_NOT_AVAILABLE；5.x 的 inSyncReplicas 默认是 1，只算自己，仍返回 SEND_OK。',
        en: 'The Slave dies. A 4.x SYNC_MASTER answers SLAVE_NOT_AVAILABLE. In 5.x inSyncReplicas is 1 by default, the Master itself, so it answers SEND_OK.',
      },
      issues: [],
      startMs: 4800,
      untilMs: 10_000,
      speed: 0.5,
      proof: {
        words: { zh: '的应答表明没有可用的 Slave', en: "of broker-a's answers report the missing Slave" },
        unit: 'percent',
        compute: (run) => {
          const ok = entries(run, 'sendOk', firstActionMs(run) + 100).filter((entry) => entry.group === A)
          return percent(ok.filter((entry) => entry.status === 'SLAVE_NOT_AVAILABLE').length, ok.length)
        },
      },
    },
    {
      label: '4.9.7',
      settings: { clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER', slaveCount: 1 },
      actions: [kill(4990, 'broker-a/n1')],
      expected: 100,
    },
    {
      label: '5.3.3',
      settings: { brokerRole: 'SYNC_MASTER', slaveCount: 1 },
      actions: [kill(4990, 'broker-a/n1')],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'S26',
      title: { zh: '单次上限不含建立连接', en: 'The cap for one attempt does not cover connecting' },
      say: {
        zh: 'sendMsgMaxTimeoutPerRequest 是 1 秒。上一次超时关掉了连接，这一次要先重连：断电的主机没有应答，等满 3 秒；进程只是冻结时，内核仍会接受连接，上限才有效。',
        en: 'sendMsgMaxTimeoutPerRequest is 1 s. A timeout has closed the connection, so the next attempt must connect first: without power that blocks for 3 s. If the process is only frozen, the kernel accepts.',
      },
      issues: [8997],
      startMs: 4900,
      untilMs: 20_000,
      speed: 0.5,
      proof: {
        words: { zh: '第二次发往 broker-a 的尝试耗时', en: 'is what the second attempt on broker-a takes' },
        unit: 'ms',
        compute: (run) =>
          entries(run, 'sendFailed', firstActionMs(run)).filter((entry) => entry.group === A)[1]?.latencyMs ??
          Number.NaN,
      },
    },
    {
      label: { zh: '断电', en: 'power off' },
      settings: { sendMsgMaxTimeoutPerRequest: 1000 },
      actions: [powerOff(5000)],
      expected: 3000,
    },
    {
      label: { zh: '冻结', en: 'frozen' },
      settings: { sendMsgMaxTimeoutPerRequest: 1000 },
      actions: [freeze(5000)],
      expected: 1000,
    },
  ),
]
