// What a process waits for at one moment, until when as far as its own timers say, and what else could end it. One list for card, Why
// and menu: the words are in i18n/waits.ts. When a producer can use a Broker group again is in reuse.ts.

import {
  type Address,
  type BrokerGroup,
  type BrokerNode,
  type ClusterState,
  type Consumer,
  isEnding,
  MASTER_ID,
  type Producer,
  type SendCall,
  type SimulationEvent,
} from '../rocketmq'
import { servingMaster } from './groupStatus'

/** One thing that is waited for. `untilMs`: virtual time at which it comes or is given up; null where no timer ends it. */
export type Wait = { untilMs: number | null } & (
  | { kind: 'frozen' }
  | { kind: 'starting' }
  /** A killed process ends: until then its host still accepts what is sent. */
  | { kind: 'exit' }
  /** A graceful stop. */
  | { kind: 'stop' }
  /** Started again before the old process has ended. */
  | { kind: 'startsAgain' }
  // Of a producer
  | { kind: 'poll' }
  | { kind: 'routeAnswer'; calls: number }
  | { kind: 'connection'; group: number; calls: number }
  | { kind: 'reply'; group: number; calls: number }
  | { kind: 'poolThread'; calls: number }
  // Of a Broker
  | { kind: 'votes'; accepted: number; needed: number }
  | { kind: 'nextVote' }
  | { kind: 'heartbeat' }
  /** It is Leader, and catches up before it serves. */
  | { kind: 'masterReady' }
  /** A Slave without elections: only the return of the Master ends it. */
  | { kind: 'masterBack' }
  /** The Controller has yet to notice, or nothing that it may make Master runs. */
  | { kind: 'controller' }
  | { kind: 'registration' }
  // Of a NameServer
  | { kind: 'scan' }
  // Of a consumer
  | { kind: 'rebalance' }
  | { kind: 'clientHeartbeat' }
  | { kind: 'offsets' }
  /** The next pull of a queue that has been put off. */
  | { kind: 'pull'; queues: number }
  /** Requests that are on their way, or held at a Broker. */
  | { kind: 'pullAnswer'; queues: number }
  | { kind: 'listener'; calls: number }
)

export type WaitKind = Wait['kind']

/** Earliest of some timers of the kinds that `fits` takes. */
function timerMs(state: ClusterState, fits: (event: SimulationEvent) => boolean): number | null {
  let found: number | null = null
  for (const event of state.eventQueue) {
    if ((found === null || event.atMs < found) && fits(event)) found = event.atMs
  }
  return found
}

/** What the process waits for, what ends first at the top; empty where it is taken out, or waits for nothing. */
export function waitsOf(state: ClusterState, address: Address): Wait[] {
  return listOf(state, address).sort(
    (one, other) => (one.untilMs ?? Number.MAX_SAFE_INTEGER) - (other.untilMs ?? Number.MAX_SAFE_INTEGER),
  )
}

function listOf(state: ClusterState, address: Address): Wait[] {
  switch (address.kind) {
    case 'producer': {
      const producer = state.producers[address.index]
      return producer && !producer.removed ? producerWaits(state, address.index, producer) : []
    }
    case 'consumer': {
      const consumer = state.consumers[address.index]
      return consumer && !consumer.removed ? consumerWaits(state, address.index, consumer) : []
    }
    case 'nameServer':
      return nameServerWaits(state, address.index)
    case 'broker':
    case 'dledger': {
      const group = state.brokerGroups[address.group]
      const node = group?.nodes[address.node]
      return group && node && !group.removed && !node.removed ? brokerWaits(state, address.group, group, node) : []
    }
    case 'controller':
      return []
  }
}

// --- producer --------------------------------------------------------------------------------------------------------

function producerWaits(state: ClusterState, index: number, producer: Producer): Wait[] {
  if (producer.process === 'frozen') return [{ kind: 'frozen', untilMs: null }]
  if (producer.process !== 'running') return []
  const waits: Wait[] = [{ kind: 'poll', untilMs: producer.nextPollAtMs }]
  const serial = producer.routeRequestSerial
  const routeEndsMs = producer.fetching
    ? timerMs(
        state,
        ({ kind, content }) => kind === 'routeTimeout' && content.producer === index && content.serial === serial,
      )
    : null
  // A poll waits as well, though no message does.
  if (producer.fetching && producer.fetchingCall === null)
    waits.push({ kind: 'routeAnswer', calls: 0, untilMs: routeEndsMs })
  for (const call of producer.calls) {
    const wait = call && waitOfCall(call)
    if (wait?.kind === 'routeAnswer') wait.untilMs = routeEndsMs
    if (!wait) continue
    const same = waits.find((one) => one.kind === wait.kind && sameGroup(one, wait))
    if (same && 'calls' in same) {
      same.calls++
      same.untilMs = earlier(same.untilMs, wait.untilMs)
    } else waits.push(wait)
  }
  return waits
}

const sameGroup = (one: Wait, other: Wait): boolean =>
  ('group' in one ? one.group : -1) === ('group' in other ? other.group : -1)

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

function waitOfCall(call: SendCall): Wait | null {
  switch (call.phase) {
    case 'queued':
      return { kind: 'poolThread', calls: 1, untilMs: null }
    case 'fetchingRoute':
      return { kind: 'routeAnswer', calls: 1, untilMs: null }
    case 'connecting':
      return { kind: 'connection', group: call.attemptGroup, calls: 1, untilMs: call.connectEndsAtMs }
    case 'waiting':
      return { kind: 'reply', group: call.attemptGroup, calls: 1, untilMs: call.deadlineMs }
    case 'handedOver':
      return null
  }
}

// --- Broker ----------------------------------------------------------------------------------------------------------

function brokerWaits(state: ClusterState, group: number, broker: BrokerGroup, node: BrokerNode): Wait[] {
  const timer = (...kinds: SimulationEvent['kind'][]): number | null =>
    timerMs(state, (event) => {
      if (!kinds.includes(event.kind)) return false
      const of = event.content as { group?: number; node?: number; epoch?: number }
      return of.group === group && of.node === node.nodeIndex && (of.epoch === undefined || of.epoch === node.epoch)
    })
  if (node.process === 'frozen') return [{ kind: 'frozen', untilMs: null }]
  if (node.process === 'starting') return [{ kind: 'starting', untilMs: timer('brokerStarted') }]
  if (isEnding(node.process)) {
    const untilMs = timer('exits', 'stopEnds')
    const isKilled = node.process === 'dying'
    return [{ kind: node.startsAgain ? 'startsAgain' : isKilled ? 'exit' : 'stop', untilMs }]
  }
  if (node.process !== 'running') return []
  const waits: Wait[] = [{ kind: 'registration', untilMs: timer('registerTimer') }]
  const leading = leadership(state, group, broker, node, timer)
  return leading ? [leading, ...waits] : waits
}

function leadership(
  state: ClusterState,
  group: number,
  broker: BrokerGroup,
  { raft, brokerId, nodeIndex }: BrokerNode,
  timer: (...kinds: SimulationEvent['kind'][]) => number | null,
): Wait | null {
  if (raft?.role === 'CANDIDATE') {
    const needed = Math.floor(broker.nodes.filter((one) => !one.removed).length / 2) + 1
    if (!raft.round) return { kind: 'nextVote', untilMs: raft.nextVoteAtMs > state.nowMs ? raft.nextVoteAtMs : null }
    return { kind: 'votes', accepted: raft.round.accepted, needed, untilMs: raft.round.waitUntilMs }
  }
  if (raft?.role === 'LEADER') {
    if (brokerId === MASTER_ID) return null
    const untilMs = timerMs(
      state,
      ({ kind, content }) =>
        kind === 'masterReady' && content.group === group && content.node === nodeIndex && content.term === raft.term,
    )
    return { kind: 'masterReady', untilMs }
  }
  if (servingMaster(broker) !== null) return null
  // The timer of a follower goes off when the heartbeats have stayed away for too long.
  if (raft) return { kind: 'heartbeat', untilMs: timer('raftWake') }
  if (broker.syncStateSet.length === 0) return { kind: 'masterBack', untilMs: null }
  const noticedMs = timerMs(state, ({ kind, content }) => kind === 'controllerMisses' && content.group === group)
  return { kind: 'controller', untilMs: noticedMs }
}

// --- NameServer ------------------------------------------------------------------------------------------------------

function nameServerWaits(state: ClusterState, index: number): Wait[] {
  const server = state.nameServers[index]
  if (!server) return []
  const timer = (kind: 'scanTimer' | 'nameServerExits'): number | null =>
    timerMs(
      state,
      (event) => event.kind === kind && event.content.nameServer === index && event.content.epoch === server.epoch,
    )
  if (server.process === 'frozen') return [{ kind: 'frozen', untilMs: null }]
  if (isEnding(server.process)) return [{ kind: 'exit', untilMs: server.exitsAtMs }]
  return server.process === 'running' ? [{ kind: 'scan', untilMs: timer('scanTimer') }] : []
}

// --- consumer --------------------------------------------------------------------------------------------------------

function consumerWaits(state: ClusterState, index: number, consumer: Consumer): Wait[] {
  const timer = (wanted: SimulationEvent['kind']): number | null =>
    timerMs(state, ({ kind, content }) => {
      const of = content as { consumer?: number; epoch?: number }
      return kind === wanted && of.consumer === index && of.epoch === consumer.epoch
    })
  if (consumer.process === 'frozen') return [{ kind: 'frozen', untilMs: null }]
  if (isEnding(consumer.process)) return [{ kind: consumer.process === 'dying' ? 'exit' : 'stop', untilMs: null }]
  if (consumer.process !== 'running') return []
  const pulling = consumer.queues.filter(({ pull }) => pull === 'pulling').length
  const putOff = consumer.queues.flatMap(({ pull, pullTimerMs }) => (pull === 'waiting' ? (pullTimerMs ?? []) : []))
  const ends = consumer.running.flatMap(({ endsAtMs }) => endsAtMs ?? [])
  const waits: Wait[] = [
    { kind: 'poll', untilMs: consumer.nextPollAtMs },
    { kind: 'rebalance', untilMs: consumer.rebalanceTimerMs },
    { kind: 'clientHeartbeat', untilMs: timer('consumerHeartbeatTimer') },
    { kind: 'offsets', untilMs: timer('persistTimer') },
  ]
  if (pulling > 0) waits.push({ kind: 'pullAnswer', queues: pulling, untilMs: null })
  if (putOff.length > 0) waits.push({ kind: 'pull', queues: putOff.length, untilMs: Math.min(...putOff) })
  if (consumer.running.length > 0)
    waits.push({
      kind: 'listener',
      calls: consumer.running.length,
      untilMs: ends.length > 0 ? Math.min(...ends) : null,
    })
  return waits
}
