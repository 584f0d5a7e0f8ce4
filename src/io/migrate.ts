// Format version 1 of links, files and messages called two user actions otherwise. What was written then still opens and
// means the same: the gates put these words into the present ones before they look at anything.

import { isObject } from './outsideJson'

/** By the word of version 1: the present one, and the field of it that had another name. */
const RENAMED: Record<string, { type: string; field?: readonly [before: string, now: string] }> = {
  trouble: { type: 'setFault', field: ['trouble', 'fault'] },
  answer: { type: 'injectResponse' },
}

/** Versions that are read; the last one is written. */
export const READABLE: readonly unknown[] = [1, 2]

/** What an action is called now; null for a word that was never another. */
export const renamedAction = (word: string): string | null =>
  Object.hasOwn(RENAMED, word) ? (RENAMED[word]?.type ?? null) : null

/** An action as plain data, whatever else it may be. */
export function migrateAction(data: unknown): unknown {
  if (!isObject(data) || typeof data.type !== 'string' || !Object.hasOwn(RENAMED, data.type)) return data
  const { type, field } = RENAMED[data.type] as (typeof RENAMED)[string]
  const rename = (key: string): string => (key === field?.[0] ? field[1] : key)
  return Object.fromEntries(Object.entries({ ...data, type }).map(([key, value]) => [rename(key), value]))
}

/** The input of a run as plain data, whatever else it may be. */
export const migrateInput = (data: unknown): unknown =>
  isObject(data) && Array.isArray(data.actions) ? { ...data, actions: data.actions.map(migrateAction) } : data

/** An action as typed in a link: "trouble broker-a/n0 diskFull on @1000". */
export const migrateActionText = (text: string): string =>
  text.replace(/^[a-z]+(?= )/, (word) => renamedAction(word) ?? word)

/** A difference as typed in a link: "without trouble broker-a/n0 diskFull on @1000". */
export const migrateDifferenceText = (text: string): string =>
  text.replace(/^(with|without) ([a-z]+)(?= )/, (_, kind, word) => `${kind} ${renamedAction(word) ?? word}`)

/** An action as a link of version 1 has it: its checksum was made of that. */
export const actionTextOfVersion1 = (text: string): string => {
  const old = Object.entries(RENAMED).find(([, { type }]) => text.startsWith(`${type} `))
  return old ? old[0] + text.slice(old[1].type.length) : text
}

/** Settings that version 1 did not have: with this value they say nothing, and a lesson keeps its name. */
const LATER_SETTINGS: Record<string, unknown> = { processExitMs: 52 }
/** What a setting left out was called in version 1. */
const LEFT_OUT: Record<string, readonly [now: unknown, then: unknown]> = { killClosesWith: ['HOST', 'FIN'] }

function settingsOfVersion1(settings: object): object {
  const before = Object.entries(settings).filter(
    ([name, value]) => LATER_SETTINGS[name] !== value || value === undefined,
  )
  return Object.fromEntries(
    before.map(([name, value]) => [name, LEFT_OUT[name]?.[0] === value ? LEFT_OUT[name]?.[1] : value]),
  )
}

/** Any plain data with the actions in it as version 1 had them: a lesson is known by a checksum of that. */
export function asVersion1(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(asVersion1)
  if (!isObject(data)) return data
  if (isObject(data.settings) && 'processExitMs' in data.settings) {
    return asVersion1({ ...data, settings: settingsOfVersion1(data.settings) })
  }
  const [word, old] = Object.entries(RENAMED).find(([, { type }]) => type === data.type) ?? []
  const rename = (key: string): string => (word !== undefined && key === old?.field?.[1] ? old.field[0] : key)
  const typed = word === undefined ? data : { ...data, type: word }
  return Object.fromEntries(Object.entries(typed).map(([key, value]) => [rename(key), asVersion1(value)]))
}
