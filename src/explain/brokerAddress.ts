// The address that a producer has of a Broker group's Master, as far as the log lets it be known.

import { createProjection } from '../projections/projection'
import { brokerNameOf } from '../projections/sendCalls'
import { MASTER_ID, type Run } from '../rocketmq'

/** RocketMQ: BrokerConfig.listenPort */
const BROKER_PORT = 10911

/** Which node was the Master that a producer's route named, as the log lets it be known. */
interface AddressBook {
  /** By group: positions at which a NameServer learned of a Master, and its node. */
  masters: { logIndex: number; node: number }[][]
  /** By producer: positions at which it took over a route; a new process begins with -1 less than its own position. */
  routes: { logIndex: number; first: boolean }[][]
  /** By producer: whether it has a route in this life of its process. */
  hasRoute: boolean[]
}

const addressBookOf = createProjection({
  kinds: ['registered', 'route', 'producerProcess'],
  init: (): AddressBook => ({ masters: [], routes: [], hasRoute: [] }),
  step(book, entry, logIndex) {
    // A pause leaves it what it knows.
    if (entry.kind === 'producerProcess') {
      if (entry.to !== 'running' && entry.to !== 'frozen') book.hasRoute[entry.producer] = false
    } else if (entry.kind === 'registered') {
      if (entry.brokerId === MASTER_ID) listAt(book.masters, entry.group).push({ logIndex, node: entry.node })
    } else if (entry.outcome === 'changed') {
      listAt(book.routes, entry.producer).push({ logIndex, first: book.hasRoute[entry.producer] !== true })
      book.hasRoute[entry.producer] = true
    }
  },
  mark: ({ masters, routes, hasRoute }) => ({
    masters: masters.map(({ length }) => length),
    routes: routes.map(({ length }) => length),
    hasRoute: [...hasRoute],
  }),
  resume: (book, mark) => ({
    masters: mark.masters.map((count, at) => listAt(book.masters, at).slice(0, count)),
    routes: mark.routes.map((count, at) => listAt(book.routes, at).slice(0, count)),
    hasRoute: [...mark.hasRoute],
  }),
})

function listAt<T>(lists: T[][], position: number): T[] {
  lists[position] ??= []
  return lists[position]
}

/** The last of a list that is not later than a position in the log. */
function lastUntil<T extends { logIndex: number }>(list: readonly T[] | undefined, logIndex: number): T | null {
  let found: T | null = null
  for (const one of list ?? []) {
    if (one.logIndex > logIndex) break
    found = one
  }
  return found
}

/** "broker-a-n0:10911": the host is named after the node on the stage. */
export function brokerAddress(run: Run, logIndex: number, producer: number, group: number): string {
  const book = addressBookOf(run)
  const route = lastUntil(book.routes[producer], logIndex)
  const master = lastUntil(book.masters[group], route?.logIndex ?? logIndex)
  return `${brokerNameOf(run, group)}-n${master?.node ?? 0}:${BROKER_PORT}`
}

/** Whether the route taken over at an entry is the first of this life of its producer's process. */
export const isFirstRoute = (run: Run, logIndex: number, producer: number): boolean =>
  lastUntil(addressBookOf(run).routes[producer], logIndex)?.first === true
