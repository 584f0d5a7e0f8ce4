// Why a Broker group has no queue in the list a call chooses from: what the route behind the list said of the group, and what kept a
// new Master from being there.

import {
  type BrokerGroup,
  type ClusterState,
  clientRules,
  MASTER_ID,
  type MessageQueue,
  PERM_WRITE,
  type Run,
  type SendCall,
  stateAt,
} from '../rocketmq'

/** Why a Broker group has no queue in the producer's list. */
export type MissingReason =
  /** The route had nobody under brokerId 0. */
  | 'noMaster'
  /** A Slave stood under brokerId 0, for reading only. */
  | 'acting'
  | 'readOnly'
  | 'notInRoute'
  | 'noTopic'
  /** The fallback of an old client has put other Brokers into its entries. */
  | 'overwritten'
  | 'unknown'

/** A Broker group without a queue in the list, by position in ClusterState. */
export interface MissingGroup {
  group: number
  reason: MissingReason
  /** Controller mode: nodes of it run, but none that the Controller may make Master. */
  heldBack: boolean
}

/** Controller mode: somebody runs and nobody of the SyncStateSet does. RocketMQ: DefaultElectPolicy */
function isHeldBack(broker: BrokerGroup): boolean {
  const running = broker.nodes.filter((node) => node.process === 'running' && !node.removed)
  return (
    broker.syncStateSet.length > 0 &&
    running.length > 0 &&
    running.every((node) => !broker.syncStateSet.includes(node.nodeIndex))
  )
}

/** What an earlier attempt of the same call looked at: the same list, perhaps with fewer entries overwritten. */
interface Earlier {
  trace: { messageQueueList: readonly MessageQueue[] }
  unlisted: readonly MissingGroup[]
}

/** Without these there could be a Master in the route. */
const WITHOUT_MASTER: readonly MissingReason[] = ['noMaster', 'notInRoute', 'acting']

const has = (list: readonly MessageQueue[], group: number): boolean => list.some((queue) => queue.group === group)

/**
 * The groups that are missing in the list of a call, at one of its choices.
 *
 * @param state - the cluster at the choice; it is read at once and not kept
 * @param list - the list as it was before the choice
 */
export function missingGroups(
  run: Run,
  state: ClusterState,
  producerIndex: number,
  call: SendCall,
  list: readonly MessageQueue[],
  earlier: Earlier | undefined,
): MissingGroup[] {
  const producer = state.producers[producerIndex]
  const newest = producer?.publishInfos.at(-1)
  const route = newest?.generation === call.generation ? (producer?.route ?? null) : null
  const found: MissingGroup[] = []
  for (let group = 0; group < state.settings.brokerGroupCount; group++) {
    const broker = state.brokerGroups[group]
    if (!broker || has(list, group)) continue
    const reason = reasonOf(group)
    found.push({ group, reason, heldBack: WITHOUT_MASTER.includes(reason) && isHeldBack(broker) })
  }
  return found

  function reasonOf(group: number): MissingReason {
    if (earlier && has(earlier.trace.messageQueueList, group)) return 'overwritten'
    const known = earlier?.unlisted.find((one) => one.group === group)
    if (known) return known.reason
    // A newer route has come since, and the one behind this list is gone.
    if (!route) return 'unknown'
    const entry = route.find((one) => one.group === group)
    if (!entry) return state.brokerGroups[group]?.topicCreated ? 'notInRoute' : 'noTopic'
    const named = entry.brokerAddrs[MASTER_ID] ?? null
    if (named === null) return 'noMaster'
    if (entry.queueData.perm & PERM_WRITE) return 'overwritten'
    const { enableSlaveActingMaster, clientVersion } = state.settings
    if (!enableSlaveActingMaster || !clientRules(clientVersion).serverMayActAsMaster) return 'readOnly'
    // Who is named under brokerId 0 may have become Master since: what counts is who it was then.
    const then = stateAt(run, producer?.routeAppliedAtMs ?? state.nowMs).brokerGroups[group]?.nodes[named]
    return then?.brokerId === MASTER_ID ? 'readOnly' : 'acting'
  }
}
