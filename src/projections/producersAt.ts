// What the producers of a run knew at the moment of an entry: how each stood to a Broker group, and what a new route changed.
// Computed from the state of that moment when it is asked for, and remembered.

import { MASTER_ID, PERM_WRITE, type RouteEntry, type Run, stateAt } from '../rocketmq'
import { type Outlook, outlookOf } from './outlook'

export interface ProducerOutlook {
  producer: number
  outlook: Outlook
}

/** What a producer's new route gives and takes, by Broker group index. */
export interface RouteChange {
  /** Groups that had no queue to write to before, and have. */
  gained: number[]
  /** Groups that had one and have none. */
  lost: number[]
  /** Of the lost: the NameServer names no Master for them any more. */
  masterless: number[]
  /** Groups in both whose Master is another node. */
  moved: { group: number; node: number }[]
}

/** More answers than a screen shows at once. */
const MAX_REMEMBERED = 500
const remembered = new WeakMap<Run, Map<string, unknown>>()

function once<T>(run: Run, key: string, compute: () => T): T {
  let answers = remembered.get(run)
  if (!answers || answers.size > MAX_REMEMBERED) {
    answers = new Map()
    remembered.set(run, answers)
  }
  if (!answers.has(key)) answers.set(key, compute())
  return answers.get(key) as T
}

/** How every producer that runs stood to a Broker group at the end of a millisecond. */
export const outlooksAt = (run: Run, atMs: number, group: number): ProducerOutlook[] =>
  once(run, `outlook ${atMs} ${group}`, () => {
    const state = stateAt(run, atMs)
    return state.producers.flatMap(({ process, removed }, producer) => {
      const outlook = process === 'running' && !removed ? outlookOf(state, producer, group) : null
      return outlook ? [{ producer, outlook }] : []
    })
  })

const writable = (route: readonly RouteEntry[] | null | undefined): Map<number, number> =>
  new Map(
    (route ?? []).flatMap(({ group, queueData, brokerAddrs }) => {
      const master = brokerAddrs[MASTER_ID] ?? null
      const has = master !== null && (queueData.perm & PERM_WRITE) !== 0 && queueData.writeQueueNums > 0
      return has ? [[group, master] as const] : []
    }),
  )

/** What the route that a producer applied in this millisecond changed; empty for its first one. */
export const routeChangeAt = (run: Run, atMs: number, producer: number): RouteChange =>
  once(run, `route ${atMs} ${producer}`, () => {
    const change: RouteChange = { gained: [], lost: [], masterless: [], moved: [] }
    const before = atMs > 0 ? stateAt(run, atMs - 1).producers[producer]?.route : null
    const route = stateAt(run, atMs).producers[producer]?.route
    if (!before || !route) return change
    const [was, is] = [writable(before), writable(route)]
    for (const [group, node] of is) {
      if (!was.has(group)) change.gained.push(group)
      else if (was.get(group) !== node) change.moved.push({ group, node })
    }
    for (const group of was.keys()) {
      if (is.has(group)) continue
      change.lost.push(group)
      const addrs = route.find((entry) => entry.group === group)?.brokerAddrs
      if ((addrs?.[MASTER_ID] ?? null) === null) change.masterless.push(group)
    }
    return change
  })
