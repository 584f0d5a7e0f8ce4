// What a NameServer shows at one moment, as plain values.

import { isReadOnly } from '../../../projections/statuses'
import { type ClusterState, MASTER_ID, type ProcessState } from '../../../rocketmq'

export interface NameServerView {
  nameServer: number
  process: ProcessState
  /** Broker groups it lists with a Master. */
  withMaster: number
  /** Broker groups that are part of the cluster. */
  groups: number
  /** First group that it lists without a Master, or does not list; null if all have one. */
  missing: string | null
  /** True if it lists other nodes of that group. */
  missingHasSlaves: boolean
  /** First group that has lost its write permission here; null if none has. */
  readOnly: string | null
}

/** What one NameServer shows. */
export function nameServerView(state: ClusterState, nameServer: number): NameServerView {
  const server = state.nameServers[nameServer]
  let withMaster = 0
  let groups = 0
  let missing: string | null = null
  let missingHasSlaves = false
  let readOnly: string | null = null
  state.brokerGroups.forEach((g, group) => {
    if (g.removed) return
    groups++
    const known = server.brokers[group]
    if (readOnly === null && isReadOnly(server, group)) readOnly = g.brokerName
    if ((known?.brokerAddrs[MASTER_ID] ?? null) !== null) withMaster++
    else if (missing === null) {
      missing = g.brokerName
      missingHasSlaves = known?.brokerAddrs.some((node) => node !== null) ?? false
    }
  })
  return { nameServer, process: server.process, withMaster, groups, missing, missingHasSlaves, readOnly }
}
