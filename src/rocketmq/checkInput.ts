// The engine's own check of an input: a run takes a frozen copy of what it is given and refuses what it could not compute.
// Ranges are those of settings.ts and scenario.ts. The page's gate (io/inputSchema.ts) describes the same shapes for
// people, from the same tables; what must fit together is in misfits.ts.

import { copied, frozen } from '../sim/frozen'
import { ACTION_FIELDS, type FieldKind } from './actionFields'
import { misfits, misfitText, shown } from './misfits'
import { playedOrSimulated } from './recordings'
import { RELEASES } from './releases'
import {
  MAX_ACTIONS,
  MAX_RUN_MS,
  MAX_SEED,
  MAX_TABLE_LENGTH,
  type RunInput,
  type UserAction,
  type UserActionType,
} from './scenario'
import { rangeOf, SETTING_DEFINITIONS, type SettingName } from './settings'
import { provideInputCheck } from './takeInput'
import { parseTarget } from './targets'

// ---------------------------------------------------------------- one value at a time

/** A value as it is kept, or an exception that names its place. */
type Check = (value: unknown, path: string) => unknown

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
    : refuse(path, value, 'a target such as broker-a/master, broker-a/n1, nameserver/0, producer/0 or consumer/0')

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

function checkOf(kind: FieldKind): Check {
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
      return nullable(table(kind.strictly))
    case 'text':
      return text
    case 'target':
      return target
  }
}

type Fields = ReadonlyMap<string, Check>
const fields = (checks: Record<string, Check>): Fields => new Map(Object.entries(checks))

const SETTING_FIELDS = fields(
  Object.fromEntries(SETTING_DEFINITIONS.map((definition) => [definition.name, checkOf(definition.kind)])),
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

const ACTION_CHECKS: ReadonlyMap<unknown, Fields> = new Map<UserActionType, Fields>([
  ...Object.entries(ACTION_FIELDS).map(([type, kinds]): [UserActionType, Fields] => [
    type as UserActionType,
    action(Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, checkOf(kind)]))),
  ]),
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
  const known = ACTION_CHECKS.get(type)
  if (!known) return refuse(`${path}.type`, type, `one of ${[...ACTION_CHECKS.keys()].join(', ')}`)
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
  recording: optional(text),
})

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
  const played = playedOrSimulated(input)
  if (played !== input) return takeInput(played)
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
  for (const one of actions) taken.set(one, ACTION_CHECKS.get(one.type) as Fields)
  return own
}

provideInputCheck(takeInput)
