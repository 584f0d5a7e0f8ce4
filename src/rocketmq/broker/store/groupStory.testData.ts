// Stories of one Broker group whose inside is simulated. For tests.

import type { UserAction } from '../../scenario'
import type { Settings } from '../../settings'
import type { ClusterState } from '../../state'
import { recordsBetween } from '../../state/records'
import { type Story, tell } from '../../testDriver'
import './index'

/** One group of a Master and a Slave, 100-byte bodies, a message each 100 ms. */
export const group = (changes: Partial<Settings>, actions: UserAction[], untilMs: number, seed = 1): Story =>
  tell(
    {
      simulateStore: true,
      brokerGroupCount: 1,
      slaveCount: 1,
      messageBodySize: 100,
      brokerStartupMs: 0,
      pollNameServerInterval: 1000,
      retryTimesWhenSendFailed: 0,
      ...changes,
    },
    actions,
    untilMs,
    seed,
  )

export const nodesOf = (state: ClusterState) => state.brokerGroups[0]?.nodes ?? []
export const storeAt = (state: ClusterState, node: number) => {
  const store = nodesOf(state)[node]?.store
  if (!store) throw new Error(`n${node} has no store`)
  return store
}
export const messagesOf = (state: ClusterState, node: number): number[] => {
  const [first] = state.brokerGroups
  const store = storeAt(state, node)
  if (!first) return []
  return [...recordsBetween(first, store, store.minOffset, store.maxOffset)].map(({ message }) => message)
}
export const on = (
  node: string,
  type: 'kill' | 'powerOff' | 'freeze' | 'resume' | 'restart',
  atMs: number,
): UserAction => ({
  atMs,
  type,
  target: `broker-a/${node}`,
})
export const cut = (one: string, other: string, atMs: number, lossPercent = 100): UserAction => ({
  atMs,
  type: 'link',
  target: one,
  peer: other,
  lossPercent,
})
