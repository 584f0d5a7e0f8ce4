// What the input of the run was before, what it was before something was undone, and futures that are kept: three lists
// in the store, each bounded. Only noting down happens here; going somewhere is in editing.ts, which is loaded later.

import { INVISIBLE } from '../i18n/invisible'
import { PRESETS, presetInput, type RunInput } from '../rocketmq'
import { type Branch, useApp, type Version } from './appStore'

export const MAX_VERSIONS = 100
/** Branches that were kept by themselves; of more, the oldest goes. Those with a name stay. */
export const MAX_OWN_BRANCHES = 10
export const MAX_BRANCHES = 40
const MAX_NAME_LENGTH = 60

/** A branch's name as it may be shown; null for one that says nothing. */
export const branchNameOf = (name: string): string | null =>
  name.slice(0, MAX_NAME_LENGTH).replace(INVISIBLE, '').trim() || null

/**
 * Notes down the present version: what comes now is another one, and what was undone before cannot be done again.
 *
 * @param acted - whether it is left by doing something at the playhead
 */
export function record(acted = false): void {
  const { input, playheadMs, seenMs } = useApp.getState()
  useApp.setState(({ past, notice }) => ({
    past: withVersion(past, { input, playheadMs, seenMs, acted }),
    future: [],
    // An offer to take the last change back is over with the next change.
    notice: notice?.undo ? null : notice,
  }))
}

/** The version that was noted down last is taken up whole. */
export const markWhole = (): void =>
  useApp.setState(({ past }) => ({
    past: past.map((one, at) => (at === past.length - 1 ? { ...one, whole: true } : one)),
  }))

export const withVersion = (versions: readonly Version[], added: Version): Version[] =>
  [...versions, added].slice(-MAX_VERSIONS)

export const sameInput = (one: RunInput, other: RunInput): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

/** Whether the input is a preset as it comes: nothing is lost with it. */
export const isUntouched = (): boolean => {
  const { input } = useApp.getState()
  return PRESETS.some(({ id }) => id === input.scenario.preset && sameInput(input, presetInput(id)))
}

/**
 * Keeps the present future.
 *
 * @param name - what it is to be called; null makes a name from the input it is left for
 */
export function saveBranch(name: string | null, leftFor: RunInput | null): void {
  const { input, playheadMs, seenMs } = useApp.getState()
  useApp.setState(({ branches }) => {
    // What was kept by itself and is the same would only stand there twice.
    const others = branches.filter((branch) => branch.name !== null || !sameInput(branch.input, input))
    const id = branches.reduce((highest, branch) => Math.max(highest, branch.id), 0) + 1
    return { branches: bounded([...others, { id, name, input, playheadMs, seenMs, acted: false, leftFor }]) }
  })
}

function bounded(branches: readonly Branch[]): Branch[] {
  const own = branches.filter((branch) => branch.name === null)
  const tooMany = new Set(own.slice(0, Math.max(0, own.length - MAX_OWN_BRANCHES)))
  return branches.filter((branch) => !tooMany.has(branch)).slice(-MAX_BRANCHES)
}
