// Settings and actions as people type them: in a panel, on the command line, in a link. What they come to is checked by the
// schemas of inputSchema.ts. writeAction.ts writes actions so.

import * as v from 'valibot'
import type { Allowed, Problem, ProblemReason } from '../i18n/problems'
import {
  ACTION_FIELDS,
  type SettingKind,
  type SettingName,
  type Settings,
  settingDefinition,
  type UserAction,
  type UserActionType,
} from '../rocketmq'
import { ACTION_TYPES, actionSchema, SETTING_NAMES, SETTING_SCHEMAS } from './inputSchema'
import { renamedAction } from './migrate'
import { problem } from './outsideJson'
import { problemOf } from './schemaParts'

/** Characters of an action as typed: more than the longest table of latencies and the longest names need. */
export const MAX_ACTION_LENGTH = 1000
/** Characters of a setting's value as typed. */
export const MAX_VALUE_LENGTH = 500

type Parsed<T> = ({ ok: true } & T) | { ok: false; problem: Problem }

const isSettingName = (name: unknown): name is SettingName => typeof name === 'string' && SETTING_NAMES.includes(name)

/** A length of time as people type it: "500", "500ms", "3s". Other texts come back as they are. */
function parseMs(text: string): unknown {
  const parts = /^(-?\d+(?:\.\d+)?) ?(ms|s)?$/.exec(text)
  if (!parts) return text
  const ms = Number(parts[1]) * (parts[2] === 's' ? 1000 : 1)
  return Number.isInteger(Math.round(ms * 1000) / 1000) ? Math.round(ms) : text
}

/** What a typed text means for a kind of setting; what it cannot mean stays text and is refused by the schema. */
function readText(kind: SettingKind, typed: string): unknown {
  const text = typed.trim()
  switch (kind.type) {
    case 'integer':
      if (kind.nullable && text === 'null') return null
      if (kind.unit === 'ms') return parseMs(text)
      return /^-?\d+$/.test(text) ? Number(text) : text
    case 'boolean':
      if (text === 'true' || text === 'on') return true
      return text === 'false' || text === 'off' ? false : text
    case 'release':
      return text
    case 'choice':
      return nameLike(text, kind.options)
    case 'table': {
      if (text === 'null') return null
      const parts = text.replace(/^\[|\]$/g, '').split(/[,，/、]\s*|\s+/)
      return parts.every((part) => /^\d+$/.test(part)) ? parts.map(Number) : text
    }
  }
}

/** Checks one value of one setting, as text from a person or as a value. */
export function parseSettingValue(name: string, value: unknown): Parsed<{ value: Settings[SettingName] }> {
  if (!isSettingName(name)) {
    return { ok: false, problem: problem('', name, 'unknownSetting', { list: SETTING_NAMES }) }
  }
  const { kind } = settingDefinition(name)
  if (typeof value === 'string' && value.length > MAX_VALUE_LENGTH) {
    return { ok: false, problem: problem(name, value, 'tooLong', { max: MAX_VALUE_LENGTH }) }
  }
  const result = v.safeParse(SETTING_SCHEMAS[name], typeof value === 'string' ? readText(kind, value) : value)
  if (result.success) return { ok: true, value: result.output }
  const first = problemOf(result.issues[0])
  return { ok: false, problem: { ...first, path: name } }
}

/** Other ways in which people write the same. */
const ACTION_WORDS: Record<string, UserActionType> = {
  poweroff: 'powerOff',
  'power-off': 'powerOff',
  start: 'restart',
  writeperm: 'writePerm',
}
const TARGET_WORDS: Record<string, string> = { namesrv: 'nameserver', NameServer: 'nameserver', Producer: 'producer' }

/** Takes "@9600", "@ 9600" or what stands behind the @ of the last word off the words. @returns null where there is no time */
function takeTime(words: string[]): string | null {
  const last = words.pop() ?? ''
  const before = words.at(-1)
  if (last !== '' && before?.endsWith('@')) {
    words.pop()
    if (before !== '@') words.push(before.slice(0, -1))
    return last
  }
  const at = last.indexOf('@')
  if (at < 0 || at === last.length - 1) return null
  if (at > 0) words.push(last.slice(0, at))
  return last.slice(at + 1)
}

/**
 * Reads an action as typed: "kill broker-a master @9600", "slow broker-a/n0 700 @1000", "set sendMsgTimeout=500 @2000",
 * "set writeQueueNums=4 broker-b @2000", "restart nameserver 0 @20000", "setFault broker-a/n0 diskFull on @1000",
 * "injectResponse broker-a/n0 13 1 @990", "link producer/0 broker-a/n0 100 @500", "writePerm broker-a off @5000".
 * Whether its target exists is parseRunInput's.
 */
export function parseAction(text: string): Parsed<{ action: UserAction }> {
  const wrong = (reason: ProblemReason, value: unknown, allowed: Allowed = {}): Parsed<{ action: UserAction }> => ({
    ok: false,
    problem: problem(text, value, reason, allowed),
  })
  if (text.length > MAX_ACTION_LENGTH) return wrong('tooLong', text, { max: MAX_ACTION_LENGTH })
  const words = text.trim().split(/\s+/)
  const timed = takeTime(words)
  if (timed === null) return wrong('noTime', text)
  const typed = words.shift() ?? ''
  const type = (Object.hasOwn(ACTION_WORDS, typed) ? ACTION_WORDS[typed] : typed) as UserActionType
  const now = renamedAction(typed)
  if (now !== null) return wrong('renamedAction', typed, { list: [now] })
  if (!ACTION_TYPES.includes(type)) return wrong('notAction', typed, { list: ACTION_TYPES })
  const when = parseMs(timed)

  const build = (action: unknown): Parsed<{ action: UserAction }> => {
    const result = v.safeParse(actionSchema, action)
    if (result.success) return { ok: true, action: result.output as UserAction }
    return { ok: false, problem: { ...problemOf(result.issues[0]), path: text } }
  }

  if (type === 'set') {
    const change = words.find((word) => word.includes('=')) ?? words.join(' ')
    const equals = change.indexOf('=')
    const name = equals < 0 ? change : change.slice(0, equals)
    const read = parseSettingValue(name, equals < 0 ? '' : change.slice(equals + 1))
    if (!read.ok) return { ok: false, problem: { ...read.problem, path: text } }
    const others = words.toSpliced(words.indexOf(change), 1)
    const rest = others.length > 1 && others[0] === 'on' ? others.slice(1) : others
    if (rest.length > 1) return wrong('unknownKey', rest[1])
    return build({ atMs: when, type, name, value: read.value, ...(rest.length === 1 ? { brokerName: rest[0] } : {}) })
  }

  const action: Record<string, unknown> = { atMs: when, type }
  // The last word first: what is said before it may be of several words.
  for (const [name, kind] of Object.entries(ACTION_FIELDS[type]).toReversed()) {
    if (kind.type === 'text') action[name] = words.join(' ')
    else if (name === 'target') action[name] = targetText(words.join('/').split('/'))
    else if (kind.type === 'target') {
      // "producer/0 broker-a/n0" or "producer 0 broker-a n0"
      const [first = '', second = '', ...peer] = words.splice(0).join('/').split('/')
      words.push(first, second)
      action[name] = targetText(peer)
    } else {
      const word = words.pop() ?? ''
      action[name] = readText(kind, kind.type === 'integer' && kind.unit === 'count' ? word.replace(/%$/, '') : word)
    }
  }
  return build(action)
}

/** A Broker may bear such a name; its target ends in "master" or "n0". */
const targetText = ([name = '', ...which]: string[]): string =>
  [Object.hasOwn(TARGET_WORDS, name) && /^\d*$/.test(which[0] ?? '') ? TARGET_WORDS[name] : name, ...which].join('/')

/** The word of a list in its own spelling, whatever letters are capital; other words come back as they are. */
const nameLike = (typed: string, list: readonly string[]): string =>
  list.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed
