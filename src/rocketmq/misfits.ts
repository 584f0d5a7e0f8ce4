// What parts of an input must fit one another: names, tables, and that what an action names is there. For the engine's own
// check and for the page's gate; each value alone has been checked before.

import { clientRules } from './releases'
import { defaultBrokerName, type RunInput, type UserAction } from './scenario'
import { rangeOf, type Settings } from './settings'
import { MAX_NODES } from './state'
import {
  areLinked,
  BROKER_ACTIONS,
  NUMBERED_KINDS,
  NUMBERED_TARGETS,
  type NumberedKind,
  numberedTarget,
  type ParsedTarget,
  parseTarget,
  TARGET_WORDS,
} from './targets'

/** One part of an input that does not fit another one. */
export interface Misfit {
  /** "actions[3].target" */
  path: string
  value: unknown
  reason:
    | 'badName'
    | 'nameTaken'
    | 'tablesDiffer'
    | 'notSorted'
    | 'noSuchTarget'
    | 'notTarget'
    | 'noLink'
    | 'notForTarget'
    | 'needsStore'
  /** What would be accepted instead. */
  allowed: { list?: readonly string[] }
}

/** The value as one short line. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

const MISFIT_TEXT: Record<Misfit['reason'], string> = {
  badName: 'cannot be the name of a Broker group',
  nameTaken: 'is the name of two Broker groups',
  tablesDiffer: 'are the lengths of latencyMax and notAvailableDuration, which must be equally long',
  notSorted: 'is earlier than the action before it: actions must be in ascending order of atMs',
  noSuchTarget: 'is not there in this cluster',
  notTarget: 'is not a target',
  noLink: 'has no link to the target of the action',
  notForTarget: 'cannot be done to its target',
  needsStore: 'consumer groups read what Brokers store: simulateStore must be true',
}

export const misfitText = ({ path, value, reason, allowed }: Misfit): string =>
  `${path}: ${shown(value)} ${MISFIT_TEXT[reason]}${allowed.list ? ` (possible: ${allowed.list.join(', ')})` : ''}`

/** @returns the two lengths where they differ, else null */
function differentLengths(
  settings: Pick<Settings, 'clientVersion' | 'latencyMax' | 'notAvailableDuration'>,
): string | null {
  const rules = clientRules(settings.clientVersion)
  const latencies = (settings.latencyMax ?? rules.latencyMax).length
  const durations = (settings.notAvailableDuration ?? rules.notAvailableDuration).length
  return latencies === durations ? null : `${latencies} / ${durations}`
}

/** Names of all Broker groups there can be, by position. */
const allBrokerNames = ({ scenario }: RunInput): string[] =>
  Array.from(
    { length: rangeOf('brokerGroupCount').max },
    (_, index) => scenario.brokerGroups[index]?.brokerName ?? defaultBrokerName(index),
  )

/** Names of the Broker groups that are, or have been, there at a moment, ms of virtual time. */
export function brokerNamesOf(input: RunInput, tMs: number): string[] {
  const counts = input.actions.flatMap((action) =>
    action.type === 'set' && action.name === 'brokerGroupCount' && action.atMs <= tMs ? Number(action.value) : [],
  )
  return allBrokerNames(input).slice(0, Math.max(input.scenario.settings.brokerGroupCount, ...counts))
}

/** What an action can name. Sizes are the largest so far: what has once been there can still be named. */
interface Cluster {
  input: RunInput
  /** Of all Broker groups there can be. */
  names: readonly string[]
  sizes: Record<Size, number>
  /** By Broker group: how often one of its nodes has been told to come back elsewhere. */
  relocated: Map<string, number>
}

const SIZES = [
  'brokerGroupCount',
  'slaveCount',
  ...NUMBERED_KINDS.flatMap((kind) => NUMBERED_TARGETS[kind].count ?? []),
] as const
type Size = (typeof SIZES)[number]

const misfit = (path: string, value: unknown, reason: Misfit['reason'], list?: readonly string[]): Misfit => ({
  path,
  value,
  reason,
  allowed: list ? { list } : {},
})

/** What is wrong with the things an action names, if anything. */
function actionMisfit(cluster: Cluster, action: Exclude<UserAction, { type: 'set' }>, path: string): Misfit | null {
  if (action.type === 'writePerm') {
    return groupNamed(cluster, action.brokerName) >= 0
      ? null
      : misfit(`${path}.brokerName`, action.brokerName, 'noSuchTarget', presentNames(cluster))
  }
  const parsed = parseTarget(action.target)
  const wrong = targetMisfit(cluster, action.target, parsed, path, 'target')
  if (wrong) return wrong
  const kind = parsed?.kind
  if (action.type === 'link') {
    const peer = parseTarget(action.peer)
    const missing = targetMisfit(cluster, action.peer, peer, path, 'peer')
    if (missing || !parsed || !peer) return missing
    return areLinked(parsed, peer) ? null : misfit(`${path}.peer`, action.peer, 'noLink')
  }
  const list: readonly string[] = kind && kind !== 'broker' ? NUMBERED_TARGETS[kind].actions : BROKER_ACTIONS
  return list.includes(action.type) ? null : misfit(`${path}.type`, action.type, 'notForTarget', list)
}

function numbered({ input, sizes }: Cluster, kind: NumberedKind): string[] {
  const { count, times, needs } = NUMBERED_TARGETS[kind]
  if (needs !== null && !input.scenario.settings[needs]) return []
  return Array.from(
    { length: (count === null ? 1 : sizes[count]) * (times === null ? 1 : input.scenario.settings[times]) },
    (_, at) => numberedTarget(kind, at),
  )
}

const presentNames = ({ names, sizes }: Cluster): string[] => names.slice(0, sizes.brokerGroupCount)

/** Position of a Broker group that is or has been there, or -1. */
function groupNamed({ names, sizes }: Cluster, name: string): number {
  const group = names.indexOf(name)
  return group < sizes.brokerGroupCount ? group : -1
}

function targetMisfit(
  cluster: Cluster,
  target: string,
  parsed: ParsedTarget | null,
  path: string,
  field: 'target' | 'peer',
): Misfit | null {
  const { brokerGroups } = cluster.input.scenario
  const missing = (list: readonly string[]) => misfit(`${path}.${field}`, target, 'noSuchTarget', list)
  if (!parsed) return misfit(`${path}.${field}`, target, 'notTarget')
  if (parsed.kind !== 'broker') {
    const present = numbered(cluster, parsed.kind)
    return parsed.index < present.length ? null : missing(present)
  }
  const group = groupNamed(cluster, parsed.brokerName)
  if (group < 0) return missing(presentNames(cluster).map((name) => `${name}/master`))
  const members = 1 + Math.max(brokerGroups[group]?.slaveCount ?? 0, cluster.sizes.slaveCount)
  const hosts = Math.min(MAX_NODES, members + (cluster.relocated.get(parsed.brokerName) ?? 0))
  if (parsed.node === 'master' || parsed.node < hosts) return null
  const nodes = Array.from({ length: hosts }, (_, node) => `${parsed.brokerName}/n${node}`)
  return missing([`${parsed.brokerName}/master`, ...nodes])
}

/**
 * Names, tables and targets that do not fit one another, in the order of time. Each value alone has been checked.
 *
 * @param from - the actions before it have been checked already
 */
export function misfits(input: RunInput, from = 0): Misfit[] {
  const { scenario, actions } = input
  const found: Misfit[] = []
  const names = allBrokerNames(input)
  for (const [index, spec] of scenario.brokerGroups.entries()) {
    const path = `scenario.brokerGroups[${index}].brokerName`
    const name = spec.brokerName
    if (name === undefined) continue
    if (TARGET_WORDS.includes(name)) found.push(misfit(path, name, 'badName'))
    if (names.indexOf(name) !== names.lastIndexOf(name)) found.push(misfit(path, name, 'nameTaken'))
  }
  const lengths = differentLengths(scenario.settings)
  if (lengths) found.push(misfit('scenario.settings.notAvailableDuration', lengths, 'tablesDiffer'))

  const { consumerGroupCount, simulateStore } = scenario.settings
  if (consumerGroupCount > 0 && !simulateStore)
    found.push(misfit('scenario.settings.consumerGroupCount', consumerGroupCount, 'needsStore'))

  const settings = { ...scenario.settings }
  const sizes = Object.fromEntries(SIZES.map((size) => [size, settings[size]])) as Cluster['sizes']
  const relocated: Cluster['relocated'] = new Map()
  const cluster: Cluster = { input, names, sizes, relocated }
  for (const [index, action] of actions.entries()) {
    const path = `actions[${index}]`
    const before = actions[index - 1]
    if (before && before.atMs > action.atMs) found.push(misfit(`${path}.atMs`, action.atMs, 'notSorted'))
    if (action.type !== 'set') {
      if (action.type === 'relocate') {
        const [brokerName = ''] = action.target.split('/')
        relocated.set(brokerName, (relocated.get(brokerName) ?? 0) + 1)
      }
      if (index < from) continue
      const wrong = actionMisfit(cluster, action, path)
      if (wrong) found.push(wrong)
      continue
    }
    if (action.brokerName !== undefined) {
      if (groupNamed(cluster, action.brokerName) < 0) {
        found.push(misfit(`${path}.brokerName`, action.brokerName, 'noSuchTarget', presentNames(cluster)))
      }
    } else {
      Object.assign(settings, { [action.name]: action.value })
      for (const size of SIZES) sizes[size] = Math.max(sizes[size], settings[size])
    }
    // Both halves of the table may change in two actions of one moment.
    const isTable = action.name === 'latencyMax' || action.name === 'notAvailableDuration'
    const different = isTable && actions[index + 1]?.atMs !== action.atMs ? differentLengths(settings) : null
    if (different) found.push(misfit(`${path}.value`, different, 'tablesDiffer'))
  }
  return found
}
