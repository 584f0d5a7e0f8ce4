// What surprises people about how a Broker stores, each with the number that proves it; the numbers are those of the rules.

import { UNTIL } from '../../projections/releaseFacts'
import type { Run, Settings } from '../../rocketmq'
import { type Gotcha, gotchaOf } from '../gotcha'
import { powerOff } from '../lessonInput'
import { entries } from '../reading'
import { restart, SMALL_DISK } from './inputs'

const ALONE: Partial<Settings> = { simulateStore: true, brokerGroupCount: 1 }
const CUT_MS = 10_300
const crash = [powerOff(CUT_MS), restart(CUT_MS + 1000)]

/** Age of the oldest acknowledged message that was lost, when the power went. */
function oldestLost(run: Run): number {
  const lost = new Set(entries(run, 'lost').map(({ message }) => message))
  const first = entries(run, 'sendOk').find(({ message }) => lost.has(message))
  return first ? CUT_MS - first.atMs : 0
}

/** ms for which the first message behind a moment is visible to consumers, and not on disk. */
function visibleTooEarly(run: Run): number {
  const copy = entries(run, 'appended', 5000)[0]
  if (!copy) return Number.NaN
  const end = copy.offset + copy.count * copy.size
  const seen = entries(run, 'dispatched', copy.atMs).find(({ offset }) => offset >= end)
  const safe = entries(run, 'flushed', copy.atMs).find(({ offset }) => offset >= end)
  return seen && safe ? Math.max(0, safe.atMs - seen.atMs) : Number.NaN
}

export const STORING_GOTCHAS: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'C17',
      title: { zh: '流量越小，断电丢的时间越长', en: 'A quiet system loses more time' },
      say: {
        zh: 'ASYNC_FLUSH 每 500 毫秒看一次，不满 4 页就不刷，等每 10 秒一次的强制刷盘。断电丢的是这段时间里的全部。',
        en: 'ASYNC_FLUSH looks every 500 ms but flushes only from 4 pages on; the rest waits for the pass of every 10 s. A power cut takes all of that time.',
      },
      issues: [],
      startMs: 9800,
      untilMs: 22_500,
      speed: 2,
      proof: {
        words: { zh: '断电丢掉的最早一条，已确认了', en: 'since the oldest lost message was acknowledged' },
        unit: 'ms',
        compute: oldestLost,
      },
    },
    {
      label: { zh: '每秒 1 条，100 字节', en: '1 message of 100 bytes a second' },
      settings: { ...ALONE, sendIntervalMs: 1000, messageBodySize: 100 },
      actions: crash,
      expected: 9295,
    },
    {
      label: { zh: '每秒 100 条，1 KiB', en: '100 messages of 1 KiB a second' },
      settings: { ...ALONE, sendIntervalMs: 10 },
      actions: crash,
      expected: 275,
      within: 25,
    },
    {
      label: 'SYNC_FLUSH',
      settings: { ...ALONE, sendIntervalMs: 1000, messageBodySize: 100, flushDiskType: 'SYNC_FLUSH' },
      actions: crash,
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'C18',
      title: { zh: '还没落盘，消费者已能看到', en: 'Visible before it is on disk' },
      say: {
        zh: `${UNTIL.showsUnflushed} 以前，SYNC_FLUSH 下消息写入后立即分发，不等刷盘。这时断电，消费者处理过的消息就不存在了。`,
        en: `Up to ${UNTIL.showsUnflushed} a message is dispatched at once, also with SYNC_FLUSH, before the flush. A power cut then takes what a consumer may have processed.`,
      },
      issues: [8239, 8240],
      startMs: 4900,
      untilMs: 8000,
      speed: 0.1,
      proof: {
        words: { zh: '可见而未落盘', en: 'visible and not on disk' },
        unit: 'ms',
        compute: visibleTooEarly,
      },
    },
    {
      label: '5.2.0',
      settings: { ...ALONE, flushDiskType: 'SYNC_FLUSH', fsyncMs: 200, sendIntervalMs: 500, clientVersion: '5.2.0' },
      actions: [],
      expected: 199,
    },
    {
      label: '5.3.0',
      settings: { ...ALONE, flushDiskType: 'SYNC_FLUSH', fsyncMs: 200, sendIntervalMs: 500, clientVersion: '5.3.0' },
      actions: [],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'C20',
      title: { zh: '磁盘 85%，没消费的也删', en: 'At 85% of the disk, unread messages go' },
      say: {
        zh: '超过 85% 就从最旧的文件删起，fileReservedTime 和消费进度都不看；超过 90% 拒绝写入。75% 只删到期的文件。',
        en: 'Above 85% the oldest files are deleted, whatever fileReservedTime says, consumed or not; above 90% writes are refused. Above 75% only expired files go.',
      },
      issues: [4549, 4042],
      startMs: 60_500,
      untilMs: 90_000,
      speed: 4,
      proof: {
        words: {
          zh: '从启动到删掉第一个 72 小时内的文件',
          en: 'from the start to the first deleted file, none of them 72 h old',
        },
        unit: 'ms',
        compute: (run) => entries(run, 'filesDeleted')[0]?.atMs ?? Number.NaN,
      },
    },
    { label: '5.3.3', settings: { ...ALONE, ...SMALL_DISK }, actions: [], expected: 70_000 },
    {
      label: { zh: '5.3.3，磁盘大一倍', en: '5.3.3, twice the disk' },
      settings: { ...ALONE, ...SMALL_DISK, diskCapacityMegabytes: 2, sendIntervalMs: 50 },
      actions: [],
      expected: 70_000,
    },
  ),
]
