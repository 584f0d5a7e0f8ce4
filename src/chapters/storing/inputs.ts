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
  lessonInput('overload', { brokerWritesPerSecond: 40_000, ...changes }, actions)
