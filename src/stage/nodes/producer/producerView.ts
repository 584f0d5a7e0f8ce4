// What a producer shows at one moment, as plain values: its counts and its wheel.

import { avoidedMs } from '../../../projections/statuses'
import {
  type ClusterState,
  type CommunicationMode,
  clientRules,
  type MessageQueue,
  type ProcessState,
  type Producer,
  sendsOf,
} from '../../../rocketmq'

export interface WheelView {
  /** messageQueueList: group and queueId of each place in turn, joined into one value. */
  list: string
  length: number
  /** Places that a fallback has overwritten. */
  rewritten: number[]
  /** Tenths of a second left, by group; 0 for those that are not avoided. */
  avoided: number[]
  /** Value of sendWhichQueue of each thread; null before its first use. */
  indexes: (number | null)[]
  /** Places in the list that something is being sent to now. */
  chosen: number[]
}

/** Threads of the client's pool that send ASYNC. */
export interface PoolView {
  /** By thread: group that it connects to, ASKS_FOR_ROUTE, or null when it is free. */
  threads: (number | null)[]
  /** Calls that wait for a thread. */
  waiting: number
}

/** What a thread does that fetches the route. */
export const ASKS_FOR_ROUTE = -1

/** Is there a pool that sends? */
export const sendsFromPool = ({ settings }: Pick<ClusterState, 'settings'>): boolean =>
  settings.communicationMode === 'ASYNC' && clientRules(settings.clientVersion).asyncPool

export interface ProducerView {
  producer: number
  process: ProcessState
  /** Sends. */
  stored: number
  failed: number
  /** What one packet, and so one dot, stands for. */
  sendsPerPacket: number
  faultEnabled: boolean
  mode: CommunicationMode
  hasRoute: boolean
  /** Whole seconds until the next route poll. */
  pollInSeconds: number
  /** null where no pool sends. */
  pool: PoolView | null
  wheel: WheelView
}

const listTexts: { key: number; check: number; text: string }[] = []

/** messageQueueList as one value. Built again only when it has changed: it may have 768 entries, and frames are many. */
function listText(producer: number, list: readonly MessageQueue[]): string {
  let key = list.length
  let check = 7
  for (const queue of list) {
    const entry = (queue.group << 6) | queue.queueId
    key = (Math.imul(key, 31) + entry) | 0
    check = (Math.imul(check, 16_777_619) ^ entry) | 0
  }
  const known = listTexts[producer]
  if (known && known.key === key && known.check === check) return known.text
  let text = ''
  for (const queue of list) text += `${queue.group}.${queue.queueId},`
  listTexts[producer] = { key, check, text }
  return text
}

/** Longer lists are too thin for single sectors to light up. */
const MAX_LIT_LIST = 200

/** Places in the list of the queues that this producer has requests in flight to. */
function chosenPlaces(state: ClusterState, producer: number, list: readonly MessageQueue[]): number[] {
  const chosen: number[] = []
  if (list.length > MAX_LIT_LIST) return chosen
  for (const call of state.producers[producer]?.calls ?? []) {
    const request = call?.request
    if (!request) continue
    const place = list.findIndex((q) => q.group === request.group && q.queueId === request.queueId)
    if (place >= 0 && !chosen.includes(place)) chosen.push(place)
  }
  return chosen.sort((a, b) => a - b)
}

/** Threads whose index is a pointer of the wheel: those that choose. */
export const pointersOf = (state: Pick<ClusterState, 'settings'>, { threads, asyncPool }: Producer): number[] =>
  sendsFromPool(state) ? asyncPool.threads.map((_, i) => i) : threads.flatMap(({ retired }, i) => (retired ? [] : [i]))

const poolView = ({ asyncPool, calls }: Producer): PoolView => ({
  threads: asyncPool.threads.map((slot) => {
    const call = slot === null ? null : calls[slot]
    if (!call) return null
    return call.phase === 'fetchingRoute' ? ASKS_FOR_ROUTE : call.attemptGroup
  }),
  waiting: asyncPool.waiting,
})

/**
 * What a producer shows.
 *
 * @param expanded - with everything that only a large wheel can show
 */
export function producerView(state: ClusterState, producer: number, tMs: number, expanded = true): ProducerView {
  const p = state.producers[producer]
  const info = p.publishInfos[p.publishInfos.length - 1]
  const list = info?.messageQueueList ?? []
  const rewritten: number[] = []
  if (expanded) for (let i = 0; i < list.length; i++) if (list[i].rewritten) rewritten.push(i)
  const avoided: number[] = []
  for (let g = 0; g < state.brokerGroups.length; g++) avoided.push(Math.ceil(avoidedMs(state, p, g, tMs) / 100))
  const indexes: (number | null)[] = []
  if (expanded) {
    for (const i of pointersOf(state, p)) indexes.push(info?.sendWhichQueue[i] ?? null)
  }
  return {
    producer,
    process: p.process,
    stored: sendsOf(state.settings, p.stored),
    failed: sendsOf(state.settings, p.failed),
    sendsPerPacket: sendsOf(state.settings, 1),
    faultEnabled: state.settings.sendLatencyFaultEnable,
    mode: state.settings.communicationMode,
    hasRoute: p.route !== null,
    pollInSeconds: expanded ? Math.max(0, Math.ceil((p.nextPollAtMs - tMs) / 1000)) : 0,
    pool: expanded && sendsFromPool(state) ? poolView(p) : null,
    wheel: {
      list: listText(producer, list),
      length: list.length,
      rewritten,
      avoided,
      indexes,
      chosen: expanded ? chosenPlaces(state, producer, list) : [],
    },
  }
}

/** messageQueueList back from the one value that WheelView has it in. */
export function parseList(list: string): { group: number; queueId: number }[] {
  return list
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const [group, queueId] = entry.split('.').map(Number)
      return { group, queueId }
    })
}
