// Reads a run and its view from the text behind the # of an address. Whatever comes: what cannot be read is named,
// the rest is taken. Nothing here throws, and nothing takes longer or grows larger than a whole document would.
// The grammar is in docs/link-format.md; writeLink.ts writes it.

import { firstProblems, type Problem } from '../i18n/problems'
import {
  type BrokerGroupSpec,
  MAX_ACTIONS,
  PRESETS,
  type RunInput,
  SETTING_DEFINITIONS,
  type SettingName,
  type Settings,
  type UserAction,
} from '../rocketmq'
import { parseAction, parseSettingValue } from './actionText'
import type { Reading } from './document'
import { parseRunInput, parseWholeInput } from './inputSchema'
import { actionTextOfVersion1, migrateActionText, migrateDifferenceText, READABLE } from './migrate'
import { problem } from './outsideJson'
import { decodeText, MAX_UNPACKED_LENGTH, unpack, unpackText } from './packedText'
import { tidyView, VIEW_NAMES, type View, type ViewName, viewField } from './viewFields'
import { checkViewField, viewReader } from './viewReading'
import { actionText } from './writeAction'
import { baseOf, type GROUP_FIELDS, inputChecksum } from './writeLink'

/** Characters of a link that are read at all. */
export const MAX_LINK_LENGTH = 200_000
/** Characters of the name of a part. */
const MAX_PART_NAME_LENGTH = 60
/** Characters of what a part says about the view; only another run to compare with may need more. */
const MAX_VIEW_PART_LENGTH = 4000
const MAX_PARTS = MAX_ACTIONS + 200

const oldText = (action: UserAction): string => actionTextOfVersion1(actionText(action))

const SINGLE_PARTS = ['v', 'sum', 'preset', 'seed', 'topic', 'groups', 'recording', 'own', 'z'] as const
const SETTING_NAMES: readonly string[] = SETTING_DEFINITIONS.map(({ name }) => name)
const VIEW_PARTS = new Map<string, ViewName>(VIEW_NAMES.map((name) => [viewField(name).part, name]))
const GROUP_PART = /^group\.(\d{1,2})\.(brokerName|slaveCount|writeQueueNums|serviceTimeMs)$/

const isKnown = (name: string): boolean =>
  name.length <= MAX_PART_NAME_LENGTH &&
  ((SINGLE_PARTS as readonly string[]).includes(name) ||
    name === 'do' ||
    name === 'end' ||
    SETTING_NAMES.includes(name) ||
    VIEW_PARTS.has(name) ||
    GROUP_PART.test(name))

const KNOWN_NAMES = ['preset', 'seed', 'topic', 'do', ...VIEW_PARTS.keys(), ...SETTING_NAMES]

/** A link taken apart. */
interface Parts {
  single: Map<string, string>
  actions: string[]
  /** Whether anything in it was of ours. */
  known: boolean
  ended: boolean
}

/** Takes a text apart. @param whole - false: it broke off, so its last part is not to be trusted */
function takeApart(text: string, whole: boolean, into: Parts, problems: Problem[]): void {
  const pieces = text.split(/&(?:amp;)?/, MAX_PARTS + 1)
  if (pieces.length > MAX_PARTS) problems.push(problem('', pieces.length, 'tooMany', { max: MAX_PARTS }))
  if (!whole) pieces.pop()
  for (const piece of pieces.slice(0, MAX_PARTS)) {
    if (piece === '') continue
    const equals = piece.indexOf('=')
    const name = equals < 0 ? piece : piece.slice(0, equals)
    if (!isKnown(name)) {
      problems.push(problem('', name, 'unknownPart', { list: KNOWN_NAMES }))
      continue
    }
    into.known = true
    const value = decodeText(equals < 0 ? '' : piece.slice(equals + 1))
    if (name === 'end') into.ended = true
    else if (value === null) problems.push(problem(name, piece.slice(equals + 1), 'badEncoding'))
    else if (name === 'do') into.actions.push(value)
    else if (into.single.has(name)) problems.push(problem('', name, 'twice'))
    else into.single.set(name, value)
  }
}

const wholeNumber = (text: string): unknown => (/^\d{1,10}$/.test(text) ? Number(text) : text)

function readGroups(single: Parts['single'], problems: Problem[]): BrokerGroupSpec[] | null {
  const typed = single.get('groups')
  if (typed === undefined) return null
  const count = wholeNumber(typed)
  if (typeof count !== 'number' || count > 16) {
    problems.push(problem('groups', typed, 'notInteger', { min: 0, max: 16 }))
    return null
  }
  const groups: Record<string, unknown>[] = Array.from({ length: count }, () => ({}))
  for (const [name, value] of single) {
    const parts = GROUP_PART.exec(name)
    if (!parts) continue
    const group = groups[Number(parts[1])]
    const field = parts[2] as (typeof GROUP_FIELDS)[number]
    if (group) group[field] = field === 'brokerName' ? value : wholeNumber(value)
    else problems.push(problem('', name, 'unknownPart'))
  }
  return groups as BrokerGroupSpec[]
}

function readView(single: Parts['single'], isOld: boolean, problems: Problem[]): View {
  const view: Record<string, unknown> = {}
  for (const [part, name] of VIEW_PARTS) {
    const text = single.get(part)
    if (text === undefined) continue
    if (text.length > MAX_VIEW_PART_LENGTH && name !== 'compare') {
      problems.push(problem(part, text, 'tooLong', { max: MAX_VIEW_PART_LENGTH }))
      continue
    }
    const present = isOld && name === 'compare' ? migrateDifferenceText(text) : text
    const checked = checkViewField(name, viewReader(name).read(present), part)
    if (checked.ok) view[name] = checked.value
    else problems.push(checked.problem.reason === 'notRelease' ? checked.problem : { ...checked.problem, value: text })
  }
  return tidyView(view as View)
}

/** Rounds of leaving out what the gate refuses; what one round uncovers, the next one finds. */
const MAX_ROUNDS = 8

/** Leaves out of an input what the gate refuses, by name, until it accepts the rest. */
function accepted(wanted: RunInput, base: RunInput, problems: Problem[]): RunInput {
  let input = wanted
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = parseWholeInput(input)
    if (result.ok) return result.input
    const settings: Settings = { ...input.scenario.settings }
    const refusedActions = new Set<number>()
    let { brokerGroups, topic, preset } = input.scenario
    let { seed } = input
    for (const one of result.problems) {
      const [, action] = /^actions\[(\d+)\]/.exec(one.path) ?? []
      const [, setting] = /^scenario\.settings\.(\w+)/.exec(one.path) ?? []
      if (action !== undefined) {
        if (refusedActions.has(Number(action))) continue
        refusedActions.add(Number(action))
        problems.push({ ...one, path: actionText(input.actions[Number(action)] as UserAction) })
        continue
      }
      problems.push({ ...one, path: one.path.replace(/^scenario\.(settings\.)?/, '') })
      if (one.reason === 'tablesDiffer') {
        settings.latencyMax = base.scenario.settings.latencyMax
        settings.notAvailableDuration = base.scenario.settings.notAvailableDuration
        settings.clientVersion = base.scenario.settings.clientVersion
      } else if (setting !== undefined) {
        Object.assign(settings, { [setting]: base.scenario.settings[setting as SettingName] })
      } else if (one.path.startsWith('scenario.brokerGroups')) brokerGroups = base.scenario.brokerGroups
      else if (one.path === 'scenario.topic') topic = base.scenario.topic
      else if (one.path === 'scenario.preset') preset = PRESETS[0]?.id ?? ''
      else if (one.path === 'seed') seed = base.seed
    }
    const actions = input.actions.filter((_, index) => !refusedActions.has(index)).slice(0, MAX_ACTIONS)
    input = { scenario: { preset, topic, settings, brokerGroups }, seed, actions }
  }
  // What is left still does not fit together: without actions and sizes of its own it does.
  problems.push(problem('do', input.actions.length, 'tooMany', { max: 0 }))
  const bare = parseRunInput({ ...input, scenario: { ...base.scenario, preset: input.scenario.preset }, actions: [] })
  return bare.ok ? bare.input : base
}

/** How many characters the packed parts of some links may grow to, all together. */
export interface UnpackBudget {
  left: number
}

/**
 * Reads the text behind the # of an address, or a whole address. Never throws.
 *
 * @param budget - shared by links that come in one text
 */
export function readLink(text: string, budget?: UnpackBudget): Reading {
  const reading = readWholeLink(text, budget ?? { left: MAX_UNPACKED_LENGTH })
  return { ...reading, problems: firstProblems(reading.problems) }
}

function readWholeLink(text: string, budget: UnpackBudget): Reading {
  const nothing = (...problems: Problem[]): Reading => ({ input: null, view: {}, problems })
  if (text.length > MAX_LINK_LENGTH) return nothing(problem('', '', 'tooLong', { max: MAX_LINK_LENGTH }))
  const hash = text.slice(text.indexOf('#') + 1).trim()
  const problems: Problem[] = []
  const parts: Parts = { single: new Map(), actions: [], known: false, ended: false }
  takeApart(hash, true, parts, problems)
  const { single } = parts
  if (!parts.known) return nothing(problem('', hash, 'notLink'))

  const version = single.get('v')
  // One that somebody writes by hand need not say its version.
  const isOld = version === undefined || version === '1'
  if (!READABLE.map(String).includes(version ?? '')) problems.push(problem('v', version ?? '', 'otherVersion'))
  const packedText = single.get('z')
  let damaged = false
  if (packedText !== undefined) {
    const unpacked = unpack(packedText, budget.left)
    budget.left = unpacked.tooLong ? 0 : budget.left - unpacked.text.length
    damaged = !unpacked.whole
    if (damaged) problems.push(problem('z', '', 'badCompression'))
    takeApart(unpacked.text, unpacked.whole, parts, problems)
  }
  // Somebody who writes a link by hand needs neither sum nor end; a link of ours without its end has lost more.
  const sum = single.get('sum')
  if (sum !== undefined && !parts.ended) problems.push(problem('', '', 'cutOff'))

  const preset = single.get('preset')
  const view = readView(single, isOld, problems)
  const saysInput = preset !== undefined || parts.actions.length > 0 || SETTING_NAMES.some((name) => single.has(name))
  const ownText = single.get('own')
  const own = ownText === undefined ? undefined : unpackText(ownText)
  if (own === null) problems.push(problem('own', '', 'badLesson'))
  if (!saysInput) {
    // A lesson alone is something to open, too.
    if (own) return { input: null, view, own, problems: [...problems, problem('preset', '', 'noScenario')] }
    return { input: null, view: {}, problems: [...problems, problem('', hash, 'notLink')] }
  }
  if (preset === undefined) problems.push(problem('preset', '', 'noScenario'))

  const before = problems.length
  const base = structuredClone(baseOf(preset ?? 'link'))
  const settings: Settings = { ...base.scenario.settings }
  for (const name of SETTING_NAMES) {
    const typed = single.get(name)
    if (typed === undefined) continue
    const read = parseSettingValue(name, typed)
    if (read.ok) Object.assign(settings, { [name]: read.value })
    else problems.push(read.problem)
  }
  const actions: UserAction[] = []
  for (const typed of parts.actions.slice(0, MAX_ACTIONS)) {
    if (typed === '') continue
    const read = parseAction(isOld ? migrateActionText(typed) : typed)
    if (read.ok) actions.push(read.action)
    else problems.push(read.problem)
  }
  const seed = single.get('seed')
  const wanted = {
    scenario: {
      preset: base.scenario.preset,
      topic: single.get('topic') ?? base.scenario.topic,
      settings,
      brokerGroups: readGroups(single, problems) ?? base.scenario.brokerGroups,
    },
    // A text that is no number is refused by the gate, by name.
    seed: (seed === undefined ? base.seed : wholeNumber(seed)) as number,
    actions: parts.actions.length === 0 ? base.actions : actions.toSorted((one, other) => one.atMs - other.atMs),
  }
  const recording = single.get('recording')
  const input = accepted(recording === undefined ? wanted : { ...wanted, recording }, base, problems)
  const understood = problems.length === before && !damaged && preset !== undefined
  if (understood && sum !== undefined && sum !== inputChecksum(input, isOld ? oldText : actionText)) {
    problems.push(problem('', preset, 'changedSince'))
  }
  return { input, view, problems, ...(own ? { own } : {}) }
}
