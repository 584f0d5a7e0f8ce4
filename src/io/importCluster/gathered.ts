// What the readers of the single formats find, before it is put together: facts with the line each stands in.

import type { Text } from '../../i18n/messages'
import type { SettingName, Settings } from '../../rocketmq'

/** A Broker process that a line tells of. */
export interface BrokerFact {
  line: number
  cluster: string | null
  brokerName: string
  /** 0 is the Master; null where the output does not say. */
  brokerId: number | null
  /** "5.1.4" */
  version: string | null
}

/** The queues of the Topic on one Broker group. */
export interface QueueFact {
  line: number
  brokerName: string
  writeQueueNums: number
  /** 6 reads and writes; null where the output does not say. */
  perm: number | null
}

/** One Topic's route, as topicRoute or topicStatus prints it. */
export interface RouteFact {
  topic: string | null
  source: 'topicRoute' | 'topicStatus'
  queues: QueueFact[]
  /** The queues of topicStatus by their Broker group. */
  byName: Map<string, QueueFact>
}

export interface SettingFact {
  line: number
  name: SettingName
  value: Settings[SettingName]
}

/** What the lines of a paste say. Filled by the readers, in the order of the lines. */
export interface Gathered {
  brokers: BrokerFact[]
  routes: RouteFact[]
  topics: { line: number; name: string }[]
  nameServers: { line: number; addresses: string[] }[]
  settings: SettingFact[]
  /** "5.1.4" of rocketmq-client itself. */
  clients: { line: number; version: string }[]
  actingMaster: boolean
  read: { line: number; what: Text<'importCluster'> }[]
  ignored: { line: number; why: Text<'importCluster'> }[]
  unread: { line: number; text: string }[]
  /** Lines that carry nothing by themselves: headers, brackets, comments. */
  structure: number[]
  assumptions: Text<'importCluster'>[]
}

export const gatherNothing = (): Gathered => ({
  brokers: [],
  routes: [],
  topics: [],
  nameServers: [],
  settings: [],
  clients: [],
  actingMaster: false,
  read: [],
  ignored: [],
  unread: [],
  structure: [],
  assumptions: [],
})

/** How much had been gathered at some moment. */
export interface Mark {
  read: number
  ignored: number
  unread: number
}

export const markOf = ({ read, ignored, unread }: Gathered): Mark => ({
  read: read.length,
  ignored: ignored.length,
  unread: unread.length,
})

/** The lines of which something has been said since then. */
export const linesSince = ({ read, ignored, unread }: Gathered, mark: Mark): Set<number> =>
  new Set(
    [...read.slice(mark.read), ...ignored.slice(mark.ignored), ...unread.slice(mark.unread)].map((one) => one.line),
  )
