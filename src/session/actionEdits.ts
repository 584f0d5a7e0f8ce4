// Moving, copying, changing and removing actions of an input. Pure: an input in, another one out, always in the order of
// time. Whether the engine accepts it is the gate's to say, in inputSchema.ts.

import { MAX_RUN_MS, type RunInput, type UserAction } from '../rocketmq'

/** An edited input, and the edited actions as they are in it. */
export interface Edited {
  input: RunInput
  actions: UserAction[]
}

/** In the order of time; of one moment, what was put there last happens last. */
function withActions(input: RunInput, others: readonly UserAction[], placed: UserAction[]): Edited {
  const actions = [...others, ...placed].sort((one, other) => one.atMs - other.atMs)
  return { input: { ...input, actions }, actions: placed }
}

/** ms by which actions can be moved together so that all stay within a day. */
function allowedMove(actions: readonly UserAction[], byMs: number): number {
  const times = actions.map((action) => action.atMs)
  return Math.max(-Math.min(...times), Math.min(MAX_RUN_MS - Math.max(...times), Math.round(byMs)))
}

/**
 * Moves actions, all by the same time; the first of them goes no further back than 0.
 *
 * @param which - actions of this input
 * @param byMs - ms of virtual time; 0 gives the very same input
 */
export function movedActions(input: RunInput, which: readonly UserAction[], byMs: number): Edited {
  const by = which.length === 0 ? 0 : allowedMove(which, byMs)
  if (by === 0) return { input, actions: [...which] }
  const others = input.actions.filter((action) => !which.includes(action))
  return withActions(
    input,
    others,
    which.map((action) => ({ ...action, atMs: action.atMs + by })),
  )
}

/** The same actions once more, the first of them at atMs. */
export function copiedActions(input: RunInput, which: readonly UserAction[], atMs: number): Edited {
  if (which.length === 0) return { input, actions: [] }
  const by = allowedMove(which, atMs - Math.min(...which.map((action) => action.atMs)))
  return withActions(
    input,
    input.actions,
    which.map((action) => ({ ...action, atMs: action.atMs + by })),
  )
}

export function removedActions(input: RunInput, which: readonly UserAction[]): RunInput {
  return { ...input, actions: input.actions.filter((action) => !which.includes(action)) }
}

/** Another action in the place of one: another value, another time. */
export function changedAction(input: RunInput, old: UserAction, fresh: UserAction): Edited {
  if (old.atMs === fresh.atMs) {
    const actions = input.actions.map((action) => (action === old ? fresh : action))
    return { input: { ...input, actions }, actions: [fresh] }
  }
  return withActions(
    input,
    input.actions.filter((action) => action !== old),
    [fresh],
  )
}

/** The same input with other actions added behind those of the same time. */
export const addedActions = (input: RunInput, added: readonly UserAction[]): RunInput =>
  withActions(input, input.actions, [...added]).input
