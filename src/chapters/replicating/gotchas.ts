// What surprises people about copies, each with the number that proves it; the numbers are those of the rules.

import { type Run, type Settings, stateAt, type UserAction } from '../../rocketmq'
import { type Gotcha, gotchaOf } from '../gotcha'
import { kill, powerOff } from '../lessonInput'
import { copiesOf, endings, entries, percent } from '../reading'
import { restart } from '../storing/inputs'

const COPIES: Partial<Settings> = { simulateStore: true, brokerGroupCount: 1, slaveCount: 1 }
const back = [kill(5000, 'broker-a/n1'), restart(10_000, 'broker-a/n1')]
const bothDown = [kill(5000, 'broker-a/n1'), kill(5000, 'broker-a/n2')]
const DLEDGER: Partial<Settings> = { ...COPIES, slaveCount: 2, enableDLegerCommitLog: true, sendIntervalMs: 500 }
const CONTROLLER: Partial<Settings> = {
  ...COPIES,
  slaveCount: 2,
  enableControllerMode: true,
  brokerRole: 'SYNC_MASTER',
  sendIntervalMs: 500,
}
/** A message is appended 4 ms after its send; the Master sends to its Slaves at the next 100 ms. */
const KILLED_MS = 5004

/** Messages of the Master in whose place its first Slave has others. */
function different(run: Run): number {
  const [master, slave] = stateAt(run, run.endMs).brokerGroups[0]?.nodes.map(({ store }) => store) ?? []
  if (!master || !slave) return Number.NaN
  const epochAt = (parts: typeof master.parts, offset: number) =>
    parts.find(({ endOffset }) => offset < endOffset)?.epoch
  return entries(run, 'appended', 12_000).filter(
    ({ node, offset }) =>
      node === 0 && offset < slave.maxOffset && epochAt(master.parts, offset) !== epochAt(slave.parts, offset),
  ).length
}

/** The longest wait of a send, from a moment on. */
const longest = (run: Run, fromMs: number): number =>
  Math.max(...endings(run, fromMs).map(({ elapsedMs }) => elapsedMs))

/** From append to the first Slave, without the network: the longest. */
function longestLag(run: Run): number {
  const arrivals = entries(run, 'replicated')
  const lags = entries(run, 'appended', 5000, run.endMs - 1000).map(({ atMs, offset, size }) => {
    const there = arrivals.find((entry) => entry.offset >= offset + size)
    return (there?.atMs ?? Number.NaN) - atMs - run.input.scenario.settings.networkLatencyMs
  })
  return Math.max(...lags)
}

const lostCount = (run: Run): number => entries(run, 'lost').reduce((sum, { count }) => sum + count, 0)

const slaves: UserAction[] = [{ atMs: 20_000, type: 'set', name: 'slaveCount', value: 1 }]

export const REPLICATING_GOTCHAS: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'C6',
      title: { zh: 'Master 与 Slave 从此不同，状态全绿', en: 'Master and Slave differ for ever, all is green' },
      say: {
        zh: 'Master 断电丢了尾部，重启后在原处写入新消息；Slave 还留着旧的。没有报错，也没有修复。',
        en: 'The Master loses its tail in a power cut and writes new messages in its place; the Slave keeps the old ones. No error, no repair.',
      },
      issues: [1155, 3015, 3016],
      startMs: 5800,
      untilMs: 45_000,
      speed: 5,
      proof: {
        words: { zh: '在两个节点的同一位置上不同', en: 'of the Master where the Slave has others' },
        unit: 'messages',
        compute: different,
      },
    },
    {
      label: '5.3.3',
      settings: { ...COPIES, sendIntervalMs: 1000, messageBodySize: 100 },
      actions: [powerOff(5900, 'broker-a/n0'), restart(7000)],
      expected: 5,
    },
    {
      label: '4.9.7',
      settings: { ...COPIES, sendIntervalMs: 1000, messageBodySize: 100, clientVersion: '4.9.7' },
      actions: [powerOff(5900, 'broker-a/n0'), restart(7000)],
      expected: 5,
    },
  ),
  gotchaOf(
    {
      id: 'C7',
      title: { zh: '把 Slave 加回来，发送反而卡住', en: 'Adding a Slave back blocks the sends' },
      say: {
        zh: '4.9.7 的 SYNC_MASTER：没有 Slave 时立即返回；Slave 连上后 5 秒才上报位点，这期间每次发送都等它。',
        en: 'SYNC_MASTER in 4.9.7 answers at once without a Slave. A Slave that connects reports its offset only 5 s later, and every send waits for it until then.',
      },
      issues: [],
      startMs: 24_500,
      untilMs: 36_000,
      speed: 1,
      proof: {
        words: { zh: '最久的一次发送', en: 'for the slowest send' },
        unit: 'ms',
        compute: (run) => longest(run, 20_000),
      },
    },
    {
      label: '4.9.7',
      settings: {
        ...COPIES,
        brokerRole: 'SYNC_MASTER',
        clientVersion: '4.9.7',
        sendMsgTimeout: 10_000,
        sendIntervalMs: 1000,
      },
      actions: back,
      expected: 3005,
      within: 110,
    },
    {
      label: '5.3.3',
      settings: { ...COPIES, brokerRole: 'SYNC_MASTER', sendMsgTimeout: 10_000, sendIntervalMs: 1000 },
      actions: back,
      expected: 5,
      within: 5,
    },
  ),
  gotchaOf(
    {
      id: 'C8',
      title: { zh: '新 Slave 没有历史', en: 'A fresh Slave lacks the history' },
      say: {
        zh: '空的 Slave 从 Master 最后一个文件的开头复制，更早的文件永远不来。Controller 模式从最早的文件开始。',
        en: "An empty Slave begins with the Master's last file; older files never arrive. Under a Controller it begins with the oldest.",
      },
      issues: [3661, 9580],
      startMs: 19_500,
      untilMs: 45_000,
      speed: 4,
      proof: {
        words: { zh: '的日志在 Slave 上', en: "of the Master's log is on the Slave" },
        unit: 'percent',
        compute: (run) => {
          const [master, slave] = stateAt(run, run.endMs).brokerGroups[0]?.nodes.map(({ store }) => store) ?? []
          return master && slave ? percent(slave.maxOffset - slave.minOffset, master.maxOffset) : Number.NaN
        },
      },
    },
    {
      label: '5.3.3',
      settings: { ...COPIES, slaveCount: 0, mappedFileSizeCommitLog: 102_400, sendIntervalMs: 100 },
      actions: slaves,
      expected: 27.75,
      within: 0.5,
    },
    {
      label: { zh: '5.3.3，Controller', en: '5.3.3, Controller' },
      settings: {
        ...COPIES,
        slaveCount: 0,
        enableControllerMode: true,
        mappedFileSizeCommitLog: 102_400,
        sendIntervalMs: 100,
      },
      actions: slaves,
      expected: 100,
      within: 1,
    },
  ),
  gotchaOf(
    {
      id: 'C9',
      title: { zh: '每秒一条，Slave 也会落后', en: 'One message a second, and still a lag' },
      say: {
        zh: 'ASYNC_MASTER 的发送线程空闲时每 100 毫秒看一次。落后 0 到 100 毫秒，由定时器决定，不由负载决定。',
        en: 'The sender of an ASYNC_MASTER looks every 100 ms when idle. The lag is 0 to 100 ms, set by a timer and not by the load.',
      },
      issues: [],
      startMs: 5000,
      untilMs: 65_000,
      speed: 0.5,
      proof: {
        words: { zh: '最久才离开 Master 的一条', en: 'until the slowest message left the Master' },
        unit: 'ms',
        compute: longestLag,
      },
    },
    { label: '5.3.3', settings: { ...COPIES, sendIntervalMs: 997 }, actions: [], expected: 98, within: 4 },
    {
      label: '4.9.7',
      settings: { ...COPIES, sendIntervalMs: 997, clientVersion: '4.9.7' },
      actions: [],
      expected: 98,
      within: 4,
    },
  ),
  gotchaOf(
    {
      id: 'C15',
      title: { zh: '一个原因，两种失败', en: 'One cause, two kinds of failure' },
      say: {
        zh: 'DLedger 的两个 Follower 都宕机：先发的 2.5 秒后报错；Leader 下台时还在等的得不到应答，只能等客户端超时。',
        en: 'Both followers of a DLedger group die. The first send gets its error after 2.5 s; one that still waits when the Leader steps down gets no answer until the client gives up.',
      },
      issues: [4814],
      startMs: 4900,
      untilMs: 25_000,
      speed: 2,
      proof: {
        words: { zh: '最久的一次发送', en: 'for the slowest send' },
        unit: 'ms',
        compute: (run) => longest(run, 5000),
      },
    },
    {
      label: '5.3.3',
      settings: { ...DLEDGER, retryTimesWhenSendFailed: 0, sendMsgTimeout: 9000 },
      actions: bothDown,
      expected: 9000,
      within: 5,
    },
    {
      label: '4.9.7',
      settings: { ...DLEDGER, retryTimesWhenSendFailed: 0, sendMsgTimeout: 9000, clientVersion: '4.9.7' },
      actions: bothDown,
      expected: 9000,
      within: 5,
    },
  ),
  gotchaOf(
    {
      id: 'C16',
      title: { zh: '报错了，却存了', en: 'An error, and stored all the same' },
      say: {
        zh: 'DLedger 等不到多数派就报错，但消息已在 Leader 的日志里；客户端重试又写入一份。',
        en: 'DLedger answers with an error when no majority has it, but the message is in the log of the Leader, and the retry of the client appends another one.',
      },
      issues: [],
      startMs: 4900,
      untilMs: 14_000,
      speed: 1,
      proof: {
        words: { zh: '在 Leader 的日志里，发送却失败了', en: 'in the log of the Leader, of a send that failed' },
        unit: 'copies',
        compute: (run) => {
          const failed = entries(run, 'messageFailed', 5000)[0]
          return failed ? copiesOf(run, failed.message) : Number.NaN
        },
      },
    },
    { label: '5.3.3', settings: DLEDGER, actions: bothDown, expected: 2 },
    {
      label: { zh: '5.3.3，不重试', en: '5.3.3, no retries' },
      settings: { ...DLEDGER, retryTimesWhenSendFailed: 0 },
      actions: bothDown,
      expected: 1,
    },
  ),
  gotchaOf(
    {
      id: 'C21',
      title: { zh: 'Controller 默认会丢已确认的消息', en: 'Controller defaults lose acknowledged messages' },
      say: {
        zh: '默认写完 Master 就应答，SyncStateSet 里的 Slave 可以落后，照样能当选。allAckInSyncStateSet=true 才等到每个成员。',
        en: 'By default the Master answers once it has appended. A Slave of the SyncStateSet may be behind and is elected all the same; allAckInSyncStateSet=true waits for each member.',
      },
      issues: [7017, 5663],
      startMs: 4900,
      untilMs: 12_000,
      speed: 0.2,
      proof: {
        words: { zh: '已确认，新 Master 没有', en: 'acknowledged, and not on the new Master' },
        unit: 'messages',
        compute: lostCount,
      },
    },
    {
      label: { zh: '5.3.3，默认', en: '5.3.3, defaults' },
      settings: CONTROLLER,
      actions: [kill(KILLED_MS)],
      expected: 1,
    },
    {
      label: { zh: '5.3.3，allAck=true', en: '5.3.3, allAck=true' },
      settings: { ...CONTROLLER, allAckInSyncStateSet: true },
      actions: [kill(KILLED_MS)],
      expected: 0,
    },
  ),
]

/** @throws RangeError if there is none with that id */
export function replicatingGotcha(id: string): Gotcha {
  const found = REPLICATING_GOTCHAS.find((one) => one.id === id)
  if (!found) throw new RangeError(`no gotcha ${id}`)
  return found
}
