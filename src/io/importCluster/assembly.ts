// The input of a run from what was gathered of a paste, and what had to be left out or assumed for it.

import { INVISIBLE } from '../../i18n/invisible'
import type { LateMessages, Text } from '../../i18n/messages'
import {
  type BrokerGroupSpec,
  defaultBrokerName,
  MASTER_ID,
  PERM_WRITE,
  presetInput,
  RELEASES,
  type RunInput,
  rangeOf,
  type SettingName,
  type Settings,
  TARGET_WORDS,
  type UserAction,
} from '../../rocketmq'
import type { BrokerFact, Gathered, QueueFact } from './gathered'
import { isKnownRelease, nearestRelease } from './releases'

/** The id of a scenario that came from a paste, in place of a preset's. */
export const OWN_CLUSTER = 'own'

/** A Broker group as it will be put on the stage. */
interface Group {
  brokerName: string
  slaveCount: number | null
  hasMaster: boolean
  writeQueueNums: number | null
  perm: number | null
  line: number
  /** brokerIds above 0, ascending. */
  slaveIds: number[]
}

/** mqadmin cuts names in its tables to this length. RocketMQ: UtilAll#frontStringAtLeast */
const CUT_NAME_LENGTH = 32
const MAX_NAME_LENGTH = 64
/** What updateTopic creates on each Broker. */
const UPDATE_TOPIC_QUEUES = 8

type Said = (words: LateMessages['importCluster']) => string

/** Puts together what was gathered, step by step, and notes what it had to leave out or assume. */
export class Assembly {
  readonly ignored: { line: number | null; why: Text<'importCluster'> }[] = []
  readonly assumptions: Text<'importCluster'>[] = []
  /** Versions in the text that are none of the simulated releases, and what is done about each. */
  readonly releases: { line: number; what: Text<'importCluster'> }[] = []
  private readonly gathered: Gathered

  constructor(gathered: Gathered) {
    this.gathered = gathered
  }

  private ignore(line: number | null, why: Said): void {
    this.ignored.push({ line, why: (m) => why(m.importCluster) })
  }

  private assume(what: Said): void {
    this.assumptions.push((m) => what(m.importCluster))
  }

  input(): RunInput {
    const base = presetInput('2m-2s-async')
    const settings: Settings = { ...base.scenario.settings }
    const route = this.lastRoute()
    const topic = this.topic(route?.topic ?? null, base.scenario.topic)
    const groups = this.groups(route?.queues ?? null, topic)
    this.release(settings)
    this.settings(settings)
    this.nameServers(settings)
    const { brokerGroups, actions } = this.stageGroups(groups, settings)
    if (this.gathered.actingMaster) settings.enableSlaveActingMaster = true
    this.assume(({ assumed }) => assumed.pace())
    return { scenario: { preset: OWN_CLUSTER, topic, settings, brokerGroups }, seed: base.seed, actions }
  }

  /** The queues of the last Topic; what belongs to an earlier Topic is left out. */
  private lastRoute(): { topic: string | null; queues: QueueFact[] } | null {
    const routes = this.gathered.routes.filter(({ queues }) => queues.length > 0)
    const last = routes.at(-1)
    if (!last) return null
    const isSame = ({ topic }: { topic: string | null }) =>
      topic === last.topic || topic === null || last.topic === null
    const sameTopic = routes.filter(isSame)
    // topicRoute knows the write queues; topicStatus only lists what is there.
    const best = sameTopic.findLast(({ source }) => source === 'topicRoute') ?? last
    for (const other of routes) {
      if (other === best || isSame(other)) continue
      for (const { line, brokerName } of other.queues) {
        this.ignore(line, ({ ignored }) => ignored.otherTopic(brokerName))
      }
    }
    if (best.source === 'topicStatus') this.assume(({ assumed }) => assumed.statusQueues())
    return { topic: last.topic ?? best.topic, queues: best.queues }
  }

  private topic(ofRoute: string | null, fallback: string): string {
    const { topics } = this.gathered
    const name = ofRoute ?? topics.at(-1)?.name
    for (const other of topics) {
      if (other.name !== name) {
        this.ignore(other.line, ({ ignored }) => ignored.overwritten(`Topic ${other.name}`, topics.at(-1)?.line ?? 0))
      }
    }
    if (name !== undefined) return name
    this.assume(({ assumed }) => assumed.topic(fallback))
    return fallback
  }

  /** Brokers whose names are known, or only guessed ones. What mqadmin could not reach may be down. */
  private knownBrokers(queues: QueueFact[] | null): BrokerFact[] {
    const { brokers } = this.gathered
    for (const { brokerName, brokerId, isUnreachable } of brokers) {
      if (isUnreachable) this.assume(({ assumed }) => assumed.unreachable(brokerName, brokerId ?? MASTER_ID))
    }
    const known = brokers.filter(({ isGuessed }) => !isGuessed)
    if (known.length === 0 && queues === null) return brokers
    for (const { line, brokerName, isGuessed } of brokers) {
      if (isGuessed) this.ignore(line, ({ ignored }) => ignored.guessedBroker(brokerName))
    }
    return known
  }

  /** @returns the Broker groups that have queues of the Topic, by name; null if the text names none */
  private groups(queues: QueueFact[] | null, topic: string): Group[] | null {
    const brokers = this.knownBrokers(queues)
    if (brokers.length === 0 && queues === null) return null
    const longNames = [...brokers, ...(queues ?? [])].map(({ brokerName }) => brokerName)
    const longer = new Map(
      longNames.filter((name) => name.length > CUT_NAME_LENGTH).map((name) => [name.slice(0, CUT_NAME_LENGTH), name]),
    )
    const fullName = (name: string) => longer.get(name) ?? name

    const groups = new Map<string, Group & { ids: Set<number>; rows: number }>()
    const groupOf = (name: string, line: number) => {
      const brokerName = fullName(name)
      let group = groups.get(brokerName)
      if (!group) {
        group = {
          brokerName,
          slaveCount: null,
          hasMaster: true,
          writeQueueNums: null,
          perm: null,
          line,
          slaveIds: [],
          ids: new Set(),
          rows: 0,
        }
        groups.set(brokerName, group)
      }
      return group
    }
    for (const { brokerName, brokerId, line } of brokers) {
      const group = groupOf(brokerName, line)
      if (brokerId === null) group.rows++
      else group.ids.add(brokerId)
    }
    for (const { brokerName, writeQueueNums, perm, line } of queues ?? []) {
      Object.assign(groupOf(brokerName, line), { writeQueueNums, perm })
    }
    const found = [...groups.values()].sort((one, other) => (one.brokerName < other.brokerName ? -1 : 1))
    for (const group of found) {
      group.slaveIds = [...group.ids].filter((id) => id > 0).sort((one, other) => one - other)
      group.hasMaster = group.ids.size === 0 || group.ids.has(0)
      if (group.ids.size > 0) group.slaveCount = group.slaveIds.length
      else if (group.rows > 0) group.slaveCount = group.rows - 1
    }
    const clusters = [...new Set(brokers.map(({ cluster }) => cluster).filter((name) => name !== null))]
    if (queues === null && clusters.length > 1)
      this.assume(({ assumed }) => assumed.clusters(clusters.slice(0, 8).join(', ')))
    if (queues === null) return found

    const withQueues = found.filter(({ writeQueueNums }) => (writeQueueNums ?? 0) > 0)
    if (withQueues.length === 0)
      return found.map((group) => ({ ...group, writeQueueNums: group.writeQueueNums || null }))
    for (const group of found) {
      if ((group.writeQueueNums ?? 0) > 0) continue
      this.ignore(group.line, ({ ignored }) => ignored.noQueues(group.brokerName, topic))
    }
    return withQueues
  }

  private release(settings: Settings): void {
    const { clients, brokers, serverVersions } = this.gathered
    // What is named itself comes before what a starter brings.
    const client = clients.findLast(({ starter }) => starter === undefined) ?? clients.at(-1)
    const ofBroker =
      brokers.find(({ version, brokerId }) => version !== null && brokerId === MASTER_ID) ??
      brokers.find(({ version }) => version !== null) ??
      serverVersions[0]
    for (const earlier of clients) {
      if (client && earlier !== client && earlier.version !== client.version) {
        const { starter } = earlier
        this.ignore(earlier.line, ({ ignored }) =>
          starter !== undefined && client.starter === undefined
            ? ignored.starterOverridden(starter, client.line)
            : ignored.overwritten(starter ?? 'rocketmq-client', client.line),
        )
      }
    }
    const version = client?.version ?? ofBroker?.version ?? null
    if (version === null) {
      this.assume(({ assumed }) => assumed.clientDefault(settings.clientVersion))
      return
    }
    const release = nearestRelease(version)
    settings.clientVersion = release
    const { starter } = client ?? {}
    if (starter !== undefined) this.assume(({ assumed }) => assumed.clientOfStarter(starter, version))
    if (!client) this.assume(({ assumed }) => assumed.clientLikeBroker(release))
  }

  /** Names every version that is no release known here, each once. */
  unknownReleases(): void {
    const { clients, brokers, serverVersions, noVersions } = this.gathered
    const named = [...clients, ...brokers, ...serverVersions].flatMap(({ line, version }) =>
      version === null || isKnownRelease(version) ? [] : [{ line, version }],
    )
    const say = (line: number, what: Said) => this.releases.push({ line, what: (m) => what(m.importCluster) })
    const once = <One>(list: readonly One[], name: (one: One) => string) => [
      ...new Map(list.toReversed().map((one) => [name(one), one])).values(),
    ]
    for (const { line, version } of once(named, (one) => one.version))
      say(line, ({ releases }) => releases.unknown(version, nearestRelease(version), RELEASES))
    for (const { line, written } of once(noVersions, (one) => one.written))
      say(line, ({ releases }) => releases.none(written.slice(0, MAX_NAME_LENGTH), RELEASES))
    this.releases.sort((one, other) => one.line - other.line)
  }

  private settings(settings: Settings): void {
    const facts = this.gathered.settings
    // The timeout of a call comes before that of its producer, wherever they stand.
    const inOrder = facts.toSorted((one, other) => Number(one.ofCall ?? false) - Number(other.ofCall ?? false))
    const last = new Map(inOrder.map((fact) => [fact.name, fact]))
    for (const fact of facts) {
      const winner = last.get(fact.name)
      if (winner && winner !== fact && JSON.stringify(winner.value) !== JSON.stringify(fact.value)) {
        this.ignore(fact.line, ({ ignored }) =>
          winner.ofCall && !fact.ofCall
            ? ignored.callComesFirst(fact.name, winner.line)
            : ignored.overwritten(fact.name, winner.line),
        )
      }
    }
    for (const { ofCall, line, value } of last.values()) {
      if (ofCall) this.assume(({ assumed }) => assumed.callTimeout(line, Number(value)))
    }
    for (const { name, value } of last.values()) Object.assign(settings, { [name]: value })
    this.tables(settings, last)
    if (facts.length === 0) this.assume(({ assumed }) => assumed.producerDefaults())
  }

  /** Both halves of the table must be equally long, also where one half is the release's own. */
  private tables(settings: Settings, facts: Map<SettingName, { line: number }>): void {
    const lengths = [settings.latencyMax, settings.notAvailableDuration].map(
      (table) => table?.length ?? OWN_TABLE_LENGTH,
    )
    if (lengths[0] === lengths[1]) return
    for (const name of ['latencyMax', 'notAvailableDuration'] as const) {
      const fact = facts.get(name)
      if (fact) this.ignore(fact.line, ({ ignored }) => ignored.badTable(name))
      settings[name] = null
    }
  }

  private nameServers(settings: Settings): void {
    const found = this.gathered.nameServers.reduce((most, { addresses }) => Math.max(most, addresses.length), 0)
    if (found === 0) {
      this.assume(({ assumed }) => assumed.nameServers())
      return
    }
    const most = rangeOf('nameServerCount').max
    const line = this.gathered.nameServers.find(({ addresses }) => addresses.length === found)?.line ?? null
    if (found > most) this.ignore(line, ({ ignored }) => ignored.tooManyNameServers(found, most))
    settings.nameServerCount = Math.min(found, most)
  }

  /** Writes the groups into settings and specs; what lacks a Master or a permission lacks it from second 0 on. */
  private stageGroups(
    groups: Group[] | null,
    settings: Settings,
  ): { brokerGroups: BrokerGroupSpec[]; actions: UserAction[] } {
    if (groups === null) {
      this.assume(({ assumed }) => assumed.cluster())
      return { brokerGroups: [], actions: [] }
    }
    const most = rangeOf('brokerGroupCount').max
    for (const { line, brokerName } of groups.slice(most)) {
      this.ignore(line, ({ ignored }) => ignored.tooManyGroups(brokerName, most))
    }
    const shown = groups.slice(0, most)
    this.unknownParts(shown)
    this.election(shown, settings)

    const names = this.names(shown)
    const specs = shown.map((group, index): Required<Omit<BrokerGroupSpec, 'serviceTimeMs'>> => {
      const mostSlaves = rangeOf('slaveCount').max
      const mostQueues = rangeOf('writeQueueNums').max
      const { brokerName, line } = group
      const slaves = group.slaveCount ?? 0
      const queues = group.writeQueueNums ?? UPDATE_TOPIC_QUEUES
      if (slaves > mostSlaves) this.ignore(line, ({ ignored }) => ignored.tooManySlaves(brokerName, slaves, mostSlaves))
      if (queues > mostQueues) this.ignore(line, ({ ignored }) => ignored.tooManyQueues(brokerName, queues, mostQueues))
      return {
        brokerName: names[index] as string,
        slaveCount: Math.min(slaves, mostSlaves),
        writeQueueNums: Math.min(queues, mostQueues),
      }
    })
    const [first] = specs
    settings.brokerGroupCount = specs.length
    settings.slaveCount = first?.slaveCount ?? settings.slaveCount
    settings.writeQueueNums = first?.writeQueueNums ?? settings.writeQueueNums
    const alike = (name: 'slaveCount' | 'writeQueueNums') => specs.every((spec) => spec[name] === settings[name])
    const brokerGroups = specs.map(
      (spec): BrokerGroupSpec => ({
        brokerName: spec.brokerName,
        ...(alike('slaveCount') ? {} : { slaveCount: spec.slaveCount }),
        ...(alike('writeQueueNums') ? {} : { writeQueueNums: spec.writeQueueNums }),
      }),
    )
    return { brokerGroups: withSpareNames(brokerGroups, most), actions: this.lacking(shown, names) }
  }

  private unknownParts(groups: readonly Group[]): void {
    const named = (unknown: Group[]) => unknown.map(({ brokerName }) => brokerName).join(', ')
    const noQueues = groups.filter(({ writeQueueNums }) => writeQueueNums === null)
    if (noQueues.length > 0) this.assume(({ assumed }) => assumed.queues(named(noQueues), UPDATE_TOPIC_QUEUES))
    const noNodes = groups.filter(({ slaveCount }) => slaveCount === null)
    if (noNodes.length > 0) this.assume(({ assumed }) => assumed.slaves(named(noNodes)))
  }

  /** Where a group switches its Master by itself, the id the new Master had is missing among its Slaves. */
  private election(groups: readonly Group[], settings: Settings): void {
    const said = this.gathered.settings.some(
      ({ name }) => name === 'enableDLegerCommitLog' || name === 'enableControllerMode',
    )
    const gaps = groups.some(({ hasMaster, slaveIds }) => hasMaster && (slaveIds.at(-1) ?? 0) > slaveIds.length)
    if (said || !gaps) return
    if (settings.clientVersion.startsWith('4.')) {
      settings.enableDLegerCommitLog = true
      this.assume(({ assumed }) => assumed.dledger())
    } else {
      settings.enableControllerMode = true
      this.assume(({ assumed }) => assumed.controller())
    }
  }

  /** Names the gate accepts, all different. */
  private names(groups: readonly Group[]): string[] {
    const taken = new Set(TARGET_WORDS)
    return groups.map(({ brokerName }) => {
      const cut = brokerName.slice(0, MAX_NAME_LENGTH)
      const short = cut.replace(INVISIBLE, '_').replace(/[\s/]/g, '_')
      let name = short
      for (let next = 2; taken.has(name); next++) name = `${short.slice(0, MAX_NAME_LENGTH - 4)}-${next}`
      taken.add(name)
      if (name !== brokerName) this.assume(({ assumed }) => assumed.renamed(brokerName, name))
      return name
    })
  }

  private lacking(groups: readonly Group[], names: readonly string[]): UserAction[] {
    const actions: UserAction[] = []
    groups.forEach(({ brokerName, hasMaster, perm }, index) => {
      const name = names[index] as string
      if (!hasMaster) {
        actions.push({ atMs: 0, type: 'kill', target: `${name}/n0` })
        this.assume(({ assumed }) => assumed.noMaster(brokerName))
      }
      if (perm !== null && (perm & PERM_WRITE) === 0) {
        actions.push({ atMs: 0, type: 'writePerm', brokerName: name, on: false })
        this.assume(({ assumed }) => assumed.noWritePerm(brokerName, perm))
      }
    })
    return actions
  }
}

/** Entries in every release's own table. RocketMQ: MQFaultStrategy.latencyMax */
const OWN_TABLE_LENGTH = 7

/** Names the positions that are free so far, if a name of the cluster is one that they would get by themselves. */
function withSpareNames(specs: BrokerGroupSpec[], most: number): BrokerGroupSpec[] {
  const names = specs.map(({ brokerName }) => brokerName)
  const free = Array.from({ length: most }, (_, index) => defaultBrokerName(index))
  if (!free.slice(specs.length).some((name) => names.includes(name))) return specs
  const unused = [...free, ...Array.from({ length: most }, (_, index) => `broker-${index + 1}`)].filter(
    (name) => !names.includes(name),
  )
  const spare = unused.slice(0, most - specs.length).map((brokerName): BrokerGroupSpec => ({ brokerName }))
  return [...specs, ...spare]
}
