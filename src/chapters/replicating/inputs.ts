// The runs that lessons, questions and talks of this chapter look at: one Broker group of three nodes, a message every 500 ms.

import type { Settings, UserAction } from '../../rocketmq'
import { lessonInput } from '../lessonInput'

/** Message 11 is appended and its answer on the way; the Master sends to its Slaves a moment later. */
export const BETWEEN_MS = 5160

export type Mode = 'replication' | 'replication-sync' | 'dledger-log' | 'controller'

export const copiesInput = (mode: Mode, changes: Partial<Settings> = {}, actions: UserAction[] = []) =>
  lessonInput(mode, { sendLatencyFaultEnable: false, ...changes }, actions)
