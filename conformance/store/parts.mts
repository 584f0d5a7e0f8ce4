// Settings and acts that several experiments have in common.

import type { Settings, StoreNodes } from './storeNodes.mts'

/** Files that fit on any disk; the rules do not depend on their size. */
export const SMALL: Settings = { mappedFileSizeCommitLog: 1_048_576, maxHashSlotNum: 1000, maxIndexNum: 4000 }
export const TINY: Settings = { ...SMALL, mappedFileSizeCommitLog: 1024 }
export const SYNC_FLUSH: Settings = { ...SMALL, flushDiskType: 'SYNC_FLUSH' }
export const SYNC: Settings = { ...SMALL, brokerRole: 'SYNC_MASTER' }
export const ASYNC: Settings = { ...SMALL, brokerRole: 'ASYNC_MASTER' }
export const SLAVE: Settings = { ...SMALL, brokerRole: 'SLAVE' }
export const isV5 = (release: string) => Number(release.split('.')[0]) >= 5
/** What makes a SYNC_MASTER wait for one Slave: in 5.x a setting of its own. */
export const syncFor = (release: string): Settings => (isV5(release) ? { ...SYNC, inSyncReplicas: 2 } : SYNC)

/** Dispatch is behind the append by a few ms. */
export const SETTLE_MS = 300

export async function ten(nodes: StoreNodes, node: string, id = 'old', from = 0, to = 10): Promise<void> {
  for (let i = from; i < to; i++) await nodes.put(node, `${id}${i}`, i % 2)
  await nodes.wait(SETTLE_MS)
}
