// The engine's own check of an input: a run takes a frozen copy of what it is given and refuses what it could not compute.
// Ranges are those of settings.ts and scenario.ts. The page's gate (io/inputSchema.ts) describes the same shapes for
// people, and asks `misfits` here what must fit together.

import { copied, frozen } from '../sim/frozen'
import { clientRules, RELEASES } from './releases'
import {
  defaultBrokerName,
  MAX_ACTIONS,
  MAX_ANSWER_TIMES,
  MAX_RESPONSE_CODE,
  MAX_RUN_MS,
  MAX_SEED,
  MAX_TABLE_LENGTH,
  type ParsedTarget,
  PLAIN_ACTIONS,
  parseTarget,
  type RunInput,
  TROUBLES,
  type UserAction,
  type UserActionType,
} from './scenario'
import { SETTING_DEFINITIONS, type SettingDefinition, type SettingName, type Settings } from './settings'

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
    | 'notProducer'
    | 'notPeer'
    | 'notForTarget'
  /** What would be accepted instead. */
  allowed: { list?: readonly string[] }
}

// ---------------------------------------------------------------- one value at a time

/** A value as it is kept, or an exception that names its place. */
type Check = (value: unknown, path: string) => unknown

/** The value as one short line. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

function refuse(path: string, value: unknown, wanted: string): never {
  throw new RangeError(`${path === '' ? 'the input' : path} must be ${wanted}, not ${shown(value)}`)
}

const integer =
  (min: number, max: number): Check =>
  (value, path) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? value
      : refuse(path, value, `a whole number from ${min} to ${max}`)

const flag: Check = (value, path) => (typeof value === 'boolean' ? value : refuse(path, value, 'true or false'))
const text: Check = (value, path) => (typeof value === 'string' ? value : refuse(path, value, 'a text'))
const oneOf =
  (list: readonly string[]): Check =>
  (value, path) =>
    list.includes(value as string) ? value : refuse(path, value, `one of ${list.join(', ')}`)
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? value : check(value, path)
const nullable =
  (check: Check): Check =>
  (value, path) =>
    value === null ? value : check(value, path)

const target: Check = (value, path) =>
  typeof value === 'string' && parseTarget(value) !== null
    ? value
    : refuse(path, value, 'a target such as broker-a/master, broker-a/n1, nameserver/0 or producer/0')

function list(data: unknown, path: string, max: number): readonly unknown[] {
  if (!Array.isArray(data)) return refuse(path, data, 'a list')
  if (data.length > max) throw new RangeError(`${path} must have at most ${max} entries, not ${data.length}`)
  return data
}

/** ms in steps that never go down; `strictly`: no two alike. */
const table =
  (strictly: boolean): Check =>
  (data, path) => {
    const steps = list(data, path, MAX_TABLE_LENGTH)
    if (steps.length === 0) refuse(path, data, 'a list with entries')
    const check = integer(0, MAX_RUN_MS)
    return Object.freeze(
      Array.from(steps, (step, at) => {
        check(step, `${path}[${at}]`)
        const before = at === 0 ? -1 : (steps[at - 1] as number)
        const rises = strictly ? (step as number) > before : (step as number) >= before
        return rises ? step : refuse(`${path}[${at}]`, step, 'in ascending order')
      }),
    )
  }

function checkOf({ name, kind }: SettingDefinition): Check {
  switch (kind.type) {
    case 'integer':
      return kind.nullable ? nullable(integer(kind.min, kind.max)) : integer(kind.min, kind.max)
    case 'boolean':
      return flag
    case 'release':
      return oneOf(RELEASES)
    case 'choice':
      return oneOf(kind.options)
    case 'table':
      return nullable(table(name === 'latencyMax'))
  }
}

type Fields = ReadonlyMap<string, Check>
const fields = (checks: Record<string, Check>): Fields => new Map(Object.entries(checks))

const SETTING_FIELDS = fields(
  Object.fromEntries(SETTING_DEFINITIONS.map((definition) => [definition.name, checkOf(definition)])),
)
const settingCheck = (name: SettingName): Check => SETTING_FIELDS.get(name) as Check

const TIMED: readonly string[] = SETTING_DEFINITIONS.filter(({ timed }) => timed).map(({ name }) => name)

const GROUP_FIELDS = fields({
  brokerName: optional(text),
  slaveCount: optional(settingCheck('slaveCount')),
  writeQueueNums: optional(settingCheck('writeQueueNums')),
  serviceTimeMs: optional(settingCheck('brokerServiceTimeMs')),
})

const action = (more: Record<string, Check>): Fields => fields({ atMs: integer(0, MAX_RUN_MS), type: text, ...more })
const plain = action({ target })

const ACTION_FIELDS: ReadonlyMap<unknown, Fields> = new Map<UserActionType, Fields>([
  ...PLAIN_ACTIONS.map((type): [UserActionType, Fields] => [type, plain]),
  ['slow', action({ target, ms: settingCheck('brokerServiceTimeMs') })],
  ['setFault', action({ target, fault: oneOf(TROUBLES), on: flag })],
  ['injectResponse', action({ target, code: integer(1, MAX_RESPONSE_CODE), times: integer(0, MAX_ANSWER_TIMES) })],
  ['link', action({ target, peer: target, lossPercent: integer(0, 100) })],
  ['writePerm', action({ brokerName: text, on: flag })],
  // Its value depends on its name, and is checked below.
  ['set', action({ name: oneOf(TIMED), value: (value) => value, brokerName: optional(text) })],
])

// ---------------------------------------------------------------- the parts of an input

/**
 * Frozen copies that a run has taken before, each with what it was taken as: whoever changes one thing in an input hands
 * the rest back as it is.
 */
const taken = new WeakMap<object, Fields | Check>()

/** A frozen copy of an object with these fields and no others, its keys in their order. */
function take(data: unknown, known: Fields, path: string): Record<string, unknown> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return refuse(path, data, 'an object')
  if (taken.get(data) === known) return data as Record<string, unknown>
  const below = path === '' ? '' : `${path}.`
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(data)) {
    const check = known.get(key)
    if (!check) throw new RangeError(`${below}${key.slice(0, 60)} is not a field of ${path === '' ? 'an input' : path}`)
    copy[key] = check((data as Record<string, unknown>)[key], below + key)
  }
  for (const [key, check] of known) if (!Object.hasOwn(copy, key)) check(undefined, below + key)
  taken.set(copy, known)
  return Object.freeze(copy)
}

function takeAction(data: unknown, path: string): unknown {
  if (typeof data !== 'object' || data === null) return refuse(path, data, 'an object')
  const { type } = data as { type?: unknown }
  const known = ACTION_FIELDS.get(type)
  if (!known) return refuse(`${path}.type`, type, `one of ${[...ACTION_FIELDS.keys()].join(', ')}`)
  if (taken.get(data) === known || type !== 'set') return takeInPlace(data, known, path)
  const { name, value, brokerName } = data as Extract<UserAction, { type: 'set' }>
  if (brokerName !== undefined && name !== 'writeQueueNums') {
    refuse(`${path}.brokerName`, brokerName, 'left out: only writeQueueNums can be set for one Broker group')
  }
  if (!TIMED.includes(name)) refuse(`${path}.name`, name, `one of ${TIMED.join(', ')}`)
  settingCheck(name)(value, `${path}.value`)
  if (Array.isArray(value)) Object.freeze(value)
  return takeInPlace(data, known, path)
}

/** An action is frozen as it is: the page tells one from another by identity, also after a run has taken them. */
function takeInPlace(data: object, known: Fields, path: string): object {
  if (taken.get(data) === known) return data
  take(data, known, path)
  taken.set(data, known)
  return Object.freeze(data)
}

function listOf(item: Check, max: number): Check {
  const check: Check = (data, path) => {
    if (Array.isArray(data) && taken.get(data) === check) return data
    const items = Object.freeze(Array.from(list(data, path, max), (one, at) => item(one, `${path}[${at}]`)))
    taken.set(items, check)
    return items
  }
  return check
}

const SCENARIO_FIELDS = fields({
  preset: text,
  topic: text,
  settings: (data, path) => take(data, SETTING_FIELDS, path),
  brokerGroups: listOf((data, path) => take(data, GROUP_FIELDS, path), rangeOf('brokerGroupCount').max),
})

const INPUT_FIELDS = fields({
  scenario: (data, path) => take(data, SCENARIO_FIELDS, path),
  seed: integer(0, MAX_SEED),
  actions: listOf(takeAction, MAX_ACTIONS),
})

/** The range of a setting, for whatever has the same unit and meaning as it. */
export function rangeOf(name: SettingName): { min: number; max: number } {
  const kind = SETTING_DEFINITIONS.find((definition) => definition.name === name)?.kind
  return kind?.type === 'integer' ? { min: kind.min, max: kind.max } : { min: 0, max: 0 }
}

/**
 * The input of a run as its own: a frozen copy, so that nothing outside can change what the run is made from. Its actions are
 * the same objects, frozen: whoever must not see them frozen hands in copies, as the package does.
 *
 * @returns the same object again for an input taken before; parts taken before are not copied either
 * @throws RangeError that names the first field that is wrong
 */
export function takeInput(data: unknown): RunInput {
  if (typeof data === 'object' && data !== null && taken.get(data) === INPUT_FIELDS) return data as RunInput
  const input = take(data, INPUT_FIELDS, '') as unknown as RunInput
  const [misfit] = misfits(input)
  if (misfit) {
    taken.delete(input)
    throw new RangeError(misfitText(misfit))
  }
  return input
}

/**
 * An input as a run takes it, unchecked: for tests of what the engine does beyond the ranges that a person can set, and
 * with actions that make no sense. A run of it may never end.
 */
export function takeUnchecked(input: RunInput): RunInput {
  const own = frozen(copied(input))
  const { scenario, actions } = own
  taken.set(own, INPUT_FIELDS).set(scenario, SCENARIO_FIELDS).set(scenario.settings, SETTING_FIELDS)
  for (const one of actions) taken.set(one, ACTION_FIELDS.get(one.type) as Fields)
  return own
}

const MISFIT_TEXT: Record<Misfit['reason'], string> = {
  badName: 'cannot be the name of a Broker group',
  nameTaken: 'is the name of two Broker groups',
  tablesDiffer: 'are the lengths of latencyMax and notAvailableDuration, which must be equally long',
  notSorted: 'is earlier than the action before it: actions must be in ascending order of atMs',
  noSuchTarget: 'is not there in this cluster',
  notTarget: 'is not a target',
  notProducer: 'is not a producer, at which a link begins',
  notPeer: 'is a producer, to which no link leads',
  notForTarget: 'cannot be done to its target',
}

const misfitText = ({ path, value, reason, allowed }: Misfit): string =>
  `${path}: ${shown(value)} ${MISFIT_TEXT[reason]}${allowed.list ? ` (possible: ${allowed.list.join(', ')})` : ''}`

// ---------------------------------------------------------------- what must fit together

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
  brokerGroupCount: number
  slaveCount: number
  producerCount: number
}

const PRODUCER_ACTIONS: readonly UserActionType[] = ['kill', 'powerOff', 'stop', 'restart', 'link']
const NAME_SERVER_ACTIONS: readonly UserActionType[] = frozen([...PLAIN_ACTIONS, 'slow'])
const BROKER_ACTIONS: readonly UserActionType[] = frozen([...NAME_SERVER_ACTIONS, 'setFault', 'injectResponse'])

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
    if (kind !== 'producer') {
      return misfit(`${path}.target`, action.target, 'notProducer', numbered('producer', cluster.producerCount))
    }
    const peer = parseTarget(action.peer)
    if (peer?.kind === 'producer') return misfit(`${path}.peer`, action.peer, 'notPeer')
    return targetMisfit(cluster, action.peer, peer, path, 'peer')
  }
  const list = kind === 'producer' ? PRODUCER_ACTIONS : kind === 'nameServer' ? NAME_SERVER_ACTIONS : BROKER_ACTIONS
  return list.includes(action.type) ? null : misfit(`${path}.type`, action.type, 'notForTarget', list)
}

const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${name}/${at}`)

const presentNames = ({ names, brokerGroupCount }: Cluster): string[] => names.slice(0, brokerGroupCount)

/** Position of a Broker group that is or has been there, or -1. */
function groupNamed({ names, brokerGroupCount }: Cluster, name: string): number {
  const group = names.indexOf(name)
  return group < brokerGroupCount ? group : -1
}

function targetMisfit(
  cluster: Cluster,
  target: string,
  parsed: ParsedTarget | null,
  path: string,
  field: 'target' | 'peer',
): Misfit | null {
  const { settings, brokerGroups } = cluster.input.scenario
  const missing = (list: readonly string[]) => misfit(`${path}.${field}`, target, 'noSuchTarget', list)
  if (!parsed) return misfit(`${path}.${field}`, target, 'notTarget')
  if (parsed.kind === 'nameServer') {
    return parsed.index < settings.nameServerCount ? null : missing(numbered('nameserver', settings.nameServerCount))
  }
  if (parsed.kind === 'producer') {
    return parsed.index < cluster.producerCount ? null : missing(numbered('producer', cluster.producerCount))
  }
  const group = groupNamed(cluster, parsed.brokerName)
  if (group < 0) return missing(presentNames(cluster).map((name) => `${name}/master`))
  const slaves = Math.max(brokerGroups[group]?.slaveCount ?? 0, cluster.slaveCount)
  if (parsed.node === 'master' || parsed.node <= slaves) return null
  const nodes = Array.from({ length: slaves + 1 }, (_, node) => `${parsed.brokerName}/n${node}`)
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
    if (name === 'nameserver' || name === 'producer') found.push(misfit(path, name, 'badName'))
    if (names.indexOf(name) !== names.lastIndexOf(name)) found.push(misfit(path, name, 'nameTaken'))
  }
  const lengths = differentLengths(scenario.settings)
  if (lengths) found.push(misfit('scenario.settings.notAvailableDuration', lengths, 'tablesDiffer'))

  const settings = { ...scenario.settings }
  const { brokerGroupCount, slaveCount, producerCount } = settings
  const cluster: Cluster = { input, names, brokerGroupCount, slaveCount, producerCount }
  for (const [index, action] of actions.entries()) {
    const path = `actions[${index}]`
    const before = actions[index - 1]
    if (before && before.atMs > action.atMs) found.push(misfit(`${path}.atMs`, action.atMs, 'notSorted'))
    if (action.type !== 'set') {
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
      cluster.brokerGroupCount = Math.max(cluster.brokerGroupCount, settings.brokerGroupCount)
      cluster.slaveCount = Math.max(cluster.slaveCount, settings.slaveCount)
      cluster.producerCount = Math.max(cluster.producerCount, settings.producerCount)
    }
    // Both halves of the table may change in two actions of one moment.
    const isTable = action.name === 'latencyMax' || action.name === 'notAvailableDuration'
    const different = isTable && actions[index + 1]?.atMs !== action.atMs ? differentLengths(settings) : null
    if (different) found.push(misfit(`${path}.value`, different, 'tablesDiffer'))
  }
  return found
}
