// The runs that lessons, questions and talks of this chapter look at: one Broker group without Slaves, a message every 500 ms,
// the first to q0, a flush every 2 s; with one group the switch of the producer has nothing to choose.

import type { Settings, UserAction } from '../../rocketmq'
import { lessonInput } from '../lessonInput'

/** Messages 9 to 12 are acknowledged and in the page cache only. */
export const CRASH_MS = 5900
export const RESTART_MS = 7000
/** The Broker is up again, and says what it has. */
export const BACK_MS = 8300

export const storeInput = (changes: Partial<Settings> = {}, actions: UserAction[] = []) =>
  lessonInput('store', { sendLatencyFaultEnable: false, ...changes }, actions)

export const restart = (atMs = RESTART_MS, target = 'broker-a/n0'): UserAction => ({ atMs, type: 'restart', target })

/** 10 producers with 10 threads, each packet 100 sends: more than the Broker writes a second. */
export const busyInput = (changes: Partial<Settings> = {}, actions: UserAction[] = []) =>
  lessonInput(
    'overload',
    { brokerWritesPerSecond: 40_000, sendThreadCount: 10, sendIntervalMs: 100, ...changes },
    actions,
  )

/** RocketMQ's own values, one Broker group without Slaves. */
export const realStore = (changes: Partial<Settings> = {}, actions: UserAction[] = []) =>
  lessonInput(
    '2m-noslave',
    { simulateStore: true, brokerGroupCount: 1, writeQueueNums: 2, threadLocalIndexStart: -1, ...changes },
    actions,
  )

/** A disk of 1 MB and files of 10 KB fill up in a minute or so. */
export const SMALL_DISK: Partial<Settings> = {
  sendIntervalMs: 100,
  diskCapacityMegabytes: 1,
  mappedFileSizeCommitLog: 10_240,
}
