// What the readers of the single formats find, before it is put together: facts with the line each stands in.

import type { Text } from '../../i18n/messages'
import type { SettingName, Settings } from '../../rocketmq'
import { isBlank, type Line } from './lines'

/** A Broker process that a line tells of. */
export interface BrokerFact {
  line: number
  cluster: string | null
  brokerName: string
  /** 0 is the Master; null where the output does not say. */
  brokerId: number | null
  /** "5.1.4" */
  version: string | null
  /** mqadmin prints neither version nor load of a Broker that does not answer. */
  isUnreachable?: true
  /** The name is that of a service or of a resource: the real one, in its broker.conf, counts more. */
  isGuessed?: true
}

/** One broker.conf, or one Broker in a description of containers. */
export interface BrokerConf {
  line: number
  entries: Map<string, { line: number; name: string; value: string }>
  /** The name that it has if its entries give none; `slave` as the name of its file or service says. */
  guess?: { brokerName: string; slave: boolean }
  version?: string
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
  /** The timeout of a send call itself, which comes before that of the producer. */
  ofCall?: true
}

/** What the lines of a paste say. Filled by the readers, in the order of the lines. */
export interface Gathered {
  brokers: BrokerFact[]
  routes: RouteFact[]
  topics: { line: number; name: string }[]
  nameServers: { line: number; addresses: string[] }[]
  settings: SettingFact[]
  /** "5.1.4" of rocketmq-client itself, or of the one that a starter brings. */
  clients: { line: number; version: string; starter?: string }[]
  /** Dependencies as they were written; their versions may stand elsewhere. */
  artifacts: { line: number; name: string; version: string | null }[]
  /** `<rocketmq.version>` and the like, which a dependency may refer to. */
  versions: { line: number; name: string; version: string }[]
  confs: BrokerConf[]
  /** NameServer processes, as descriptions of containers name them, and releases of images that say nothing of a Broker. */
  nameServerHosts: string[]
  serverVersions: { line: number; version: string }[]
  /** What is written where a version belongs, and names none. */
  noVersions: { line: number; written: string }[]
  /** The values of a configuration by their whole names, without dashes and case: what @Value asks for. */
  values: Map<string, string>
  /** The binder of each Spring Cloud Stream binding; that of '' is the default. */
  binders: Map<string, string>
  /** Does a configuration give the endpoints of a Proxy, which only the gRPC client has? */
  usesGrpc: boolean
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
  artifacts: [],
  versions: [],
  confs: [],
  nameServerHosts: [],
  serverVersions: [],
  noVersions: [],
  values: new Map(),
  binders: new Map(),
  usesGrpc: false,
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

/** A line that carries nothing by itself. */
export function noteStructure(gathered: Gathered, line: Line): void {
  if (!isBlank(line)) gathered.structure.push(line.number)
}
