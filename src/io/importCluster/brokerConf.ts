// broker.conf, one or several after one another, and what getBrokerConfig prints: each is a Broker process of its own. Where
// one ends and the next begins, a key appears again.

import { INVISIBLE } from '../../i18n/invisible'
import { MASTER_ID, type SettingName } from '../../rocketmq'
import type { BrokerConf, BrokerFact, Gathered } from './gathered'
import { STORE_NAMES, takeSetting } from './settingNames'

/** A Broker's settings by their names in lower case. */
const BROKER_SETTINGS = new Map<string, SettingName>(
  (
    [
      'brokerRole',
      'flushDiskType',
      'syncFlushTimeout',
      'slaveTimeout',
      'inSyncReplicas',
      'enableDLegerCommitLog',
      'enableControllerMode',
      'enableSlaveActingMaster',
      'autoCreateTopicEnable',
      'registerNameServerPeriod',
      ...STORE_NAMES,
    ] as const
  ).map((name) => [name.toLowerCase(), name]),
)

const IDENTITY = [
  'brokername',
  'brokerid',
  'brokerclustername',
  'dlegergroup',
  'dlegerselfid',
  'dlegerpeers',
  'controlleraddr',
]

/** How a group is called whose broker.conf has no brokerName: the real one is the name of its host. */
const NAMELESS = 'broker-a'
/** More processes than any group has. */
const MAX_NODES = 64

/** The next key belongs to another Broker. */
export function beginBrokerConf(
  gathered: Gathered,
  line: number,
  more: Omit<BrokerConf, 'line' | 'entries'> = {},
): void {
  const last = gathered.confs.at(-1)
  if (last?.entries.size === 0 && last.guess === undefined) gathered.confs.pop()
  gathered.confs.push({ line, entries: new Map(), ...more })
}

/** @returns whether the key is a Broker's own; what it means is only known once all are there */
export function takeBrokerEntry(gathered: Gathered, line: number, written: string, value: string): boolean {
  const name = written.slice(0, 40).replace(/[-_]/g, '').toLowerCase()
  if (!IDENTITY.includes(name) && !BROKER_SETTINGS.has(name)) return false
  const last = gathered.confs.at(-1)
  if (last === undefined || last.entries.has(name)) beginBrokerConf(gathered, line)
  gathered.confs.at(-1)?.entries.set(name, { line, name: written, value: value.replace(INVISIBLE, '') })
  return true
}

/** The processes of one Broker group, as its files tell. */
interface Process {
  conf: BrokerConf
  id: number | null
  isSlave: boolean
}

interface ConfGroup {
  cluster: string | null
  processes: Process[]
  /** How many dLegerPeers has, 0 without DLedger. */
  peers: number
  isElecting: boolean
}

/** Brokers and settings from all the files, once the whole text has been read. */
export function finishBrokerConfs(gathered: Gathered): void {
  const groups = new Map<string, ConfGroup>()
  const names = gathered.confs.map((conf) => nameOf(conf))
  const only = new Set(names.filter((name) => name !== null))
  gathered.confs.forEach((conf, index) => {
    const value = (name: string) => conf.entries.get(name)?.value ?? ''
    const isOn = (name: string) => /^true$/i.test(value(name))
    const peers = value('dlegerpeers')
      .split(';')
      .filter((peer) => peer.includes('-')).length
    const hasDledger = conf.entries.has('enabledlegercommitlog') ? isOn('enabledlegercommitlog') : peers > 0
    const hasController = isOn('enablecontrollermode') && !hasDledger
    const isElecting = hasDledger || hasController
    const isSlave = !isElecting && (/^slave$/i.test(value('brokerrole')) || Number(value('brokerid') || 0) > 0)
    takeSettings(gathered, conf, isSlave, hasDledger, hasController)

    const isBroker = conf.guess !== undefined || IDENTITY.some((name) => conf.entries.has(name)) || isSlave
    if (!isBroker) return
    const name = names[index] ?? (only.size === 1 ? ([...only][0] as string) : NAMELESS)
    if (names[index] === null && only.size !== 1) {
      gathered.assumptions.push((m) => m.importCluster.assumed.noBrokerName(conf.line, NAMELESS))
    }
    let group = groups.get(name)
    if (!group) {
      group = { cluster: null, processes: [], peers: 0, isElecting: false }
      groups.set(name, group)
    }
    const id = /^\d{1,9}$/.test(value('brokerid')) ? Number(value('brokerid')) : null
    group.cluster ??= value('brokerclustername') || null
    group.processes.push({ conf, id, isSlave: isSlave || (conf.guess?.slave ?? false) })
    group.peers = Math.max(group.peers, hasDledger ? Math.min(peers, MAX_NODES) : 0)
    group.isElecting ||= isElecting
  })
  for (const [name, group] of groups) takeGroup(gathered, name.slice(0, 200), group)
}

const nameOf = ({ entries, guess }: BrokerConf): string | null =>
  entries.get('brokername')?.value || entries.get('dlegergroup')?.value || guess?.brokerName || null

function takeGroup(gathered: Gathered, brokerName: string, { cluster, processes, peers, isElecting }: ConfGroup): void {
  const ids = new Set<number>()
  const nextId = (from: number) => {
    let id = from
    while (ids.has(id)) id++
    return id
  }
  const facts: BrokerFact[] = []
  // Those that say who they are first.
  for (const { conf, id, isSlave } of processes.toSorted((one, other) => Number(one.isSlave) - Number(other.isSlave))) {
    if (facts.length >= MAX_NODES) break
    const isGuessed = !conf.entries.has('brokername') && !conf.entries.has('dlegergroup') && conf.guess !== undefined
    let brokerId: number
    if (isElecting) brokerId = nextId(0)
    else if (isSlave) brokerId = id !== null && id > 0 ? id : nextId(1)
    else brokerId = 0
    ids.add(brokerId)
    const line = conf.entries.get('brokername')?.line ?? conf.line
    facts.push({ line, cluster, brokerName, brokerId, version: conf.version ?? null, ...(isGuessed && { isGuessed }) })
  }
  // Peers whose own file is not in the text.
  for (const [first] = facts; first && facts.length < peers; ) {
    facts.push({
      ...first,
      brokerId: nextId(facts.length),
      line: processes[0]?.conf.entries.get('dlegerpeers')?.line ?? first.line,
    })
    ids.add(facts.at(-1)?.brokerId as number)
  }
  const others = gathered.brokers.filter((other) => other.brokerName === brokerName)
  if (facts.length > 0 && ![...facts, ...others].some(({ brokerId }) => brokerId === MASTER_ID)) {
    facts.push({ ...(facts[0] as BrokerFact), brokerId: MASTER_ID, version: null })
    gathered.assumptions.push((m) => m.importCluster.assumed.masterElsewhere(brokerName))
  }
  for (const fact of facts) {
    gathered.brokers.push(fact)
    gathered.read.push({ line: fact.line, what: (m) => m.importCluster.readAs.broker(brokerName, fact.brokerId, '') })
  }
}

function takeSettings(
  gathered: Gathered,
  { entries }: BrokerConf,
  isSlave: boolean,
  hasDledger: boolean,
  hasController: boolean,
): void {
  for (const [key, { line, name, value }] of entries) {
    const setting = BROKER_SETTINGS.get(key)
    const needs = (other: string) =>
      void gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.needs(name, other) })
    if (setting === undefined) {
      if (value !== '' && !hasDledger && /^dleger(peers|group|selfid)$/.test(key)) needs('enableDLegerCommitLog')
      else if (value !== '' && !hasController && key === 'controlleraddr') needs('enableControllerMode')
      else gathered.structure.push(line)
    } else if (key === 'brokerrole' && /^slave$/i.test(value)) gathered.structure.push(line)
    else if (isSlave && !key.startsWith('enable')) {
      gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.slaveSetting })
    } else takeSetting(gathered, line, setting, value)
  }
  const peers = entries.get('dlegerpeers')
  if (hasDledger && peers && !entries.has('enabledlegercommitlog')) {
    takeSetting(gathered, peers.line, 'enableDLegerCommitLog', 'true')
  }
}
