// Copies of a state. In one go, or a part at a time: with 80,000 messages in flight a copy takes longer than a frame.

import type { StateCopy } from '../../sim/run'
import type { BrokerGroup, BrokerNode } from './broker'
import type { ClusterState } from './cluster'
import type { NameServer } from './nameServer'
import type { Producer, SendCall } from './producer'

/**
 * Begins a private copy of everything that events change in place: what is small is copied at once, calls are left to
 * `advance`. Settings, routes, lists of queues, recent messages, packets and timers are replaced, never changed, so copies
 * share them. (A round trip through JSON gives the same; a test says so.)
 */
export function startCopy(state: ClusterState): StateCopy<ClusterState> {
  const producers = state.producers.map(cloneProducer)
  const copy: ClusterState = {
    ...state,
    brokerGroups: state.brokerGroups.map(cloneGroup),
    nameServers: state.nameServers.map(cloneNameServer),
    producers,
    exchanges: state.exchanges.slice(),
    lostPackets: state.lostPackets.slice(),
    freeExchanges: state.freeExchanges.slice(),
    totals: { ...state.totals },
    eventQueue: state.eventQueue.slice(),
  }
  let producer = 0
  return {
    state: copy,
    copied: 0,
    advance(parts) {
      let left = parts
      for (; producer < producers.length; producer++) {
        const from = (state.producers[producer] as Producer).calls
        const to: (SendCall | null)[] = (producers[producer] as Producer).calls
        while (to.length < from.length) {
          if (left-- <= 0) return false
          this.copied++
          const call = from[to.length]
          to.push(call ? { ...call } : null)
        }
      }
      return true
    },
  }
}

const cloneNode = (node: BrokerNode): BrokerNode => ({
  ...node,
  troubles: node.troubles.slice(),
  heldRequests: node.heldRequests.slice(),
  raft: node.raft ? { ...node.raft, round: node.raft.round ? { ...node.raft.round } : null } : null,
})

const cloneGroup = (group: BrokerGroup): BrokerGroup => ({
  ...group,
  nodes: group.nodes.map(cloneNode),
  syncStateSet: group.syncStateSet.slice(),
  queueOffsets: group.queueOffsets.slice(),
  recentMessages: group.recentMessages.slice(),
})

const cloneNameServer = (server: NameServer): NameServer => ({
  ...server,
  brokers: server.brokers.map((known) =>
    known
      ? {
          ...known,
          queueData: known.queueData && { ...known.queueData },
          brokerAddrs: known.brokerAddrs.slice(),
          lastUpdateMs: known.lastUpdateMs.slice(),
          dataVersions: known.dataVersions.slice(),
        }
      : null,
  ),
})

/** All of a producer but its calls. */
const cloneProducer = (producer: Producer): Producer => ({
  ...producer,
  brokerAddrTable: producer.brokerAddrTable.slice(),
  publishInfos: producer.publishInfos.map((info) => ({
    ...info,
    sendWhichQueue: info.sendWhichQueue.slice(),
  })),
  brokerLoss: producer.brokerLoss.map((nodes) => nodes.slice()),
  nameServerLoss: producer.nameServerLoss.slice(),
  faultItems: producer.faultItems.map((item) => (item ? { ...item } : null)),
  threads: producer.threads.map((thread) => ({ ...thread })),
  calls: [],
  freeCalls: producer.freeCalls.slice(),
  callTimers: producer.callTimers.slice(),
  connections: producer.connections.map((nodes) => nodes.slice()),
})
