// What an answer to a stored message waits for besides the disk, and whose word it is that there are copies. The engine and the
// words on the page ask the same.

import { type ClientRules, clientRules } from './releases'
import type { Settings } from './settings'

type Modes = Pick<Settings, 'enableDLegerCommitLog' | 'enableControllerMode'>

/** Who has what a Master knows to be confirmed: any Slave (push2SlaveMaxOffset), all of the SyncStateSet, or a majority. */
export type ConfirmedBy = 'slave' | 'syncStateSet' | 'majority'

export function confirmedBy({ enableDLegerCommitLog, enableControllerMode }: Modes): ConfirmedBy {
  if (enableDLegerCommitLog) return 'majority'
  return enableControllerMode ? 'syncStateSet' : 'slave'
}

/** RocketMQ: CommitLog#handleDiskFlushAndHA; from 5.0 on SYNC_MASTER alone asks for no copy. */
export function awaitsCopies(
  settings: Modes & Pick<Settings, 'clientVersion' | 'brokerRole' | 'inSyncReplicas' | 'allAckInSyncStateSet'>,
  { waitsForInSyncReplicas }: Pick<ClientRules, 'waitsForInSyncReplicas'> = clientRules(settings.clientVersion),
): boolean {
  const { brokerRole, inSyncReplicas, allAckInSyncStateSet } = settings
  const by = confirmedBy(settings)
  if (by === 'majority') return true
  if (by === 'syncStateSet') return allAckInSyncStateSet || inSyncReplicas > 1
  return brokerRole === 'SYNC_MASTER' && (!waitsForInSyncReplicas || inSyncReplicas > 1)
}
