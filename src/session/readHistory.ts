// Reads the versions and branches that this tab has kept for a reload. Loaded where there are some.

import { parseRunInput } from '../io/inputSchema'
import { parsedJson } from '../io/outsideJson'
import { MAX_RUN_MS, type RunInput } from '../rocketmq'
import type { Branch, History, Version } from './appStore'
import { branchNameOf, MAX_BRANCHES, MAX_VERSIONS } from './history'
import { MAX_TEXT_LENGTH } from './saveHistory'

const isObject = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null

/** Reads what historyText wrote. What cannot be read is left out; nothing is thrown. */
export function readHistory(text: string): History {
  // Nothing longer is ever written here.
  const data = parsedJson(text, MAX_TEXT_LENGTH)
  if (!isObject(data)) return { past: [], future: [], branches: [] }
  const { scenarios } = data
  const readInput = (kept: unknown): RunInput | null => {
    if (!isObject(kept) || !Array.isArray(scenarios)) return null
    const checked = parseRunInput({ ...kept, scenario: scenarios[kept.scenario as number] })
    return checked.ok ? checked.input : null
  }
  const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= MAX_RUN_MS
  const readVersion = (kept: unknown): Version | null => {
    if (!isObject(kept) || !isTime(kept.playheadMs) || !isTime(kept.seenMs)) return null
    const input = readInput(kept.input)
    const { playheadMs, seenMs } = kept
    const whole = kept.whole === true ? { whole: true } : {}
    return input && { input, playheadMs, seenMs, acted: kept.acted === true, ...whole }
  }
  const ids = new Set<number>()
  const readBranch = (kept: unknown): Branch | null => {
    const version = readVersion(kept)
    if (!version || !isObject(kept)) return null
    const { id, name } = kept
    if (!Number.isInteger(id) || ids.has(id as number)) return null
    ids.add(id as number)
    const leftFor = kept.leftFor === null ? null : readInput(kept.leftFor)
    return { ...version, id: id as number, name: typeof name === 'string' ? branchNameOf(name) : null, leftFor }
  }
  const all = <One>(list: unknown, read: (kept: unknown) => One | null, most: number): One[] =>
    Array.isArray(list)
      ? list
          .slice(-most)
          .map(read)
          .filter((one) => one !== null)
      : []
  return {
    past: all(data.past, readVersion, MAX_VERSIONS),
    future: all(data.future, readVersion, MAX_VERSIONS),
    branches: all(data.branches, readBranch, MAX_BRANCHES),
  }
}
