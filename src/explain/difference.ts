// What is different in a run that is compared with another one, as a small plain value, and the input it gives. Pure.

import type { DifferenceFacts } from '../i18n/compare'
import { type Localized, localize } from '../i18n/localized'
import type { Messages } from '../i18n/messages'

import {
  clientRules,
  RELEASES,
  type RunInput,
  type SettingName,
  type Settings,
  settingDefinition,
  type UserAction,
} from '../rocketmq'

/** The one thing that another run has different. Plain data: it survives JSON, and goes into a link. */
export type Difference =
  /** One setting holds another value from the beginning; later changes of that setting are left out. */
  | { kind: 'setting'; name: SettingName; value: Settings[SettingName] }
  /** Another latency table: its two halves belong together. null takes the release's own. */
  | ({ kind: 'table' } & Pick<Settings, 'latencyMax' | 'notAvailableDuration'>)
  /** One action is not done. */
  | { kind: 'without'; action: UserAction }
  /** One action is done besides. */
  | { kind: 'with'; action: UserAction }
  /** A whole other input, such as a branch: it stays as it is, whatever is done here. null name: the run of before. */
  | { kind: 'run'; name: Localized | null; input: RunInput }

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Settings that a single Broker group may have its own value of. */
const OF_A_GROUP: Partial<Record<SettingName, 'slaveCount' | 'writeQueueNums' | 'serviceTimeMs'>> = {
  slaveCount: 'slaveCount',
  writeQueueNums: 'writeQueueNums',
  brokerServiceTimeMs: 'serviceTimeMs',
}

function withSettings(input: RunInput, changes: Partial<Settings>): RunInput {
  const { scenario } = input
  const fields = Object.keys(changes).map((name) => OF_A_GROUP[name as SettingName])
  const brokerGroups = scenario.brokerGroups.map((spec) =>
    Object.fromEntries(Object.entries(spec).filter(([field]) => !fields.includes(field as 'slaveCount'))),
  )
  return {
    ...input,
    scenario: { ...scenario, settings: { ...scenario.settings, ...changes }, brokerGroups },
    actions: input.actions.filter((action) => action.type !== 'set' || !Object.hasOwn(changes, action.name)),
  }
}

/** Position of an action in an input; -1 if it is not there. */
const placeOf = (input: RunInput, action: UserAction): number => input.actions.findIndex((one) => same(one, action))

/** The input of the other run. It may name things that are not there: the gate must see it before the engine does. */
export function otherInput(input: RunInput, difference: Difference): RunInput {
  switch (difference.kind) {
    case 'setting':
      return withSettings(input, { [difference.name]: difference.value })
    case 'table': {
      const { latencyMax, notAvailableDuration } = difference
      return withSettings(input, { latencyMax, notAvailableDuration })
    }
    case 'without': {
      const place = placeOf(input, difference.action)
      return place < 0 ? input : { ...input, actions: input.actions.toSpliced(place, 1) }
    }
    case 'with': {
      const later = input.actions.findIndex((one) => one.atMs > difference.action.atMs)
      const place = later < 0 ? input.actions.length : later
      return { ...input, actions: input.actions.toSpliced(place, 0, difference.action) }
    }
    case 'run':
      return difference.input
  }
}

/**
 * What is different when the two runs change places.
 *
 * @param input - of the run that was the first one until now
 */
export function reversed(input: RunInput, difference: Difference): Difference {
  const { settings } = input.scenario
  const simple = (): Difference => {
    switch (difference.kind) {
      case 'setting':
        return { kind: 'setting', name: difference.name, value: settings[difference.name] }
      case 'table': {
        const { latencyMax, notAvailableDuration } = settings
        return { kind: 'table', latencyMax, notAvailableDuration }
      }
      case 'without':
        return { kind: 'with', action: difference.action }
      case 'with':
        return { kind: 'without', action: difference.action }
      case 'run':
        return { kind: 'run', name: null, input }
    }
  }
  const found = simple()
  // Where the first run had changes that the difference left out, only the whole input says what it was.
  return same(otherInput(otherInput(input, difference), found), input) ? found : { kind: 'run', name: null, input }
}

/** The difference after the first run has been edited: an action that was moved or changed is still the same one. */
export function followed(difference: Difference, before: RunInput, after: RunInput): Difference {
  if (difference.kind !== 'without' || placeOf(after, difference.action) >= 0) return difference
  if (placeOf(before, difference.action) < 0) return difference
  const fresh = after.actions.filter((action) => placeOf(before, action) < 0)
  const gone = before.actions.filter((action) => placeOf(after, action) < 0)
  const moved = fresh[0]
  return fresh.length === 1 && gone.length === 1 && moved && moved.type === difference.action.type
    ? { kind: 'without', action: moved }
    : difference
}

/** Whether later changes of the compared setting are left out of the other run. */
export const leavesOutChanges = (input: RunInput, difference: Difference): boolean =>
  (difference.kind === 'setting' || difference.kind === 'table') &&
  input.actions.length > otherInput(input, difference).actions.length

// --- what is worth comparing -----------------------------------------------------------------------------------------

/** The newest release that behaves like the family before this one, or the first of the family after it. */
function neighbour(release: string, step: -1 | 1): string | null {
  const { family } = clientRules(release)
  const others = RELEASES.filter((one) => step * (RELEASES.indexOf(one) - RELEASES.indexOf(release as typeof one)) > 0)
  const ordered = step < 0 ? others.toReversed() : others
  return ordered.find((one) => clientRules(one).family !== family) ?? null
}

const NEWEST: string = RELEASES[RELEASES.length - 1] as string
/** What is still in production in many places. */
const WIDESPREAD = '4.9.7'
const MAX_FAULTS = 4

/** Values worth trying for settings that decide how a fault hurts. */
function otherValues({ clientVersion, ...settings }: Settings): Difference[] {
  const found: Difference[] = [
    { kind: 'setting', name: 'sendLatencyFaultEnable', value: !settings.sendLatencyFaultEnable },
  ]
  const releases = [WIDESPREAD, neighbour(clientVersion, -1), neighbour(clientVersion, 1), NEWEST]
  for (const release of new Set(releases)) {
    const another = release !== null && clientRules(release).family !== clientRules(clientVersion).family
    if (another) found.push({ kind: 'setting', name: 'clientVersion', value: release })
  }
  const add = (name: SettingName, one: number, other: number) =>
    found.push({ kind: 'setting', name, value: settings[name as keyof typeof settings] === one ? other : one })
  add('sendMsgTimeout', 1000, settingDefinition('sendMsgTimeout').realDefault as number)
  if (clientRules(clientVersion).hasMaxTimeoutPerRequest) add('sendMsgMaxTimeoutPerRequest', 1000, -1)
  add('retryTimesWhenSendFailed', 0, 2)
  add('writeQueueNums', 8, 2)
  const { pollNameServerInterval } = settings
  const later = Math.round(pollNameServerInterval / 2)
  add('firstPollMs', later, settingDefinition('firstPollMs').realDefault as number)
  if (settings.latencyMax !== null) found.push({ kind: 'table', latencyMax: null, notAvailableDuration: null })
  return found
}

/** A simulation of what a recording shows. */
const SIMULATION: Localized = { zh: '同样设置的模拟', en: 'the simulation' }

/** What is different in the simulation of a recording: everything that the rules decide. null for a run that is none. */
export function simulationOf({ recording, ...input }: RunInput): Difference | null {
  return recording === undefined ? null : { kind: 'run', name: SIMULATION, input }
}

/** Useful differences for an input, the most useful first. */
export function suggestedDifferences(input: RunInput): Difference[] {
  const simulation = simulationOf(input)
  return [...(simulation ? [simulation] : []), ...simulatedDifferences(input)]
}

function simulatedDifferences(input: RunInput): Difference[] {
  const faults = input.actions.filter((action) => action.type !== 'set').slice(-MAX_FAULTS)
  const [first, ...others] = otherValues(input.scenario.settings)
  return [...(first ? [first] : []), ...faults.map((action): Difference => ({ kind: 'without', action })), ...others]
}

// --- for words -------------------------------------------------------------------------------------------------------

/** What words need to know of a difference. @param input - of the first run */
export function factsOf(input: RunInput, difference: Difference, m: Messages): DifferenceFacts {
  const { settings } = input.scenario
  switch (difference.kind) {
    case 'setting':
      return { kind: 'setting', name: difference.name, main: settings[difference.name], other: difference.value }
    case 'table':
      return { kind: 'table', mainIsOwn: settings.latencyMax === null, otherIsOwn: difference.latencyMax === null }
    case 'run':
      return { kind: 'run', name: difference.name && localize(difference.name, m) }
    default:
      return { kind: difference.kind, action: difference.action }
  }
}
