// What went wrong inside the page: in the engine, while drawing, or anywhere else. It stops the time and is told by
// ui/FailurePanel.tsx with all that is needed to see it again. Nothing is isPacketLost: the console has it as well. Only
// noting down happens here; what is told when is in shownFailure.ts, which is loaded later.

import { createStore } from 'zustand/vanilla'
import type { Run, RunInput } from '../rocketmq'
import { useApp } from './appStore'

export interface Failure {
  /**
   * stopped: the run on the page, or beside it, cannot be computed further. refused: what was asked for could not be
   * computed at all, and the page stays as it was. drawing: a part of the page. page: anything else.
   */
  kind: 'stopped' | 'refused' | 'drawing' | 'page'
  error: Error
  /** What it happened with. */
  input: RunInput
  /** ms of virtual time: the last good moment, or the one at which it could not be drawn. */
  atMs: number
}

export interface Failures {
  /** The newest one that is no property of a run. */
  told: Failure | null
  /** The one the reader has closed: it stays closed at its moment. */
  closed: Failure | null
  /** The run whose end by a limit the reader has closed. */
  closedEnd: Run | null
}

/** Whatever was thrown, as an error. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

export const failures = createStore<Failures>(() => ({ told: null, closed: null, closedEnd: null }))

/** Errors that have been told, and those of parts that could not be loaded, which have words of their own. */
export const known = new WeakSet<Error>()

/** Tells of something that failed with the run on the page, and stops the time. The same error is told once. */
export function tell(kind: Failure['kind'], thrown: unknown, about: Partial<Failure> = {}): void {
  const error = asError(thrown)
  if (known.has(error)) return
  known.add(error)
  const { input, playheadMs } = useApp.getState()
  const failure = { kind, error, input, atMs: Math.floor(playheadMs), ...about }
  failures.setState({ told: failure })
  if (useApp.getState().playing) useApp.setState(({ speed }) => ({ playing: false, pace: speed }))
}

/** Does a part of the opening: what fails, for whatever reason, is told, and must not keep the rest of the page away. */
export async function reportAndContinue(part: () => unknown): Promise<void> {
  try {
    await part()
  } catch (error) {
    console.error(error)
    tell('page', error)
  }
}

/**
 * Makes a run of an input.
 *
 * @throws what the engine throws, after it has been told
 */
export function made<T>(input: RunInput, make: () => T): T {
  try {
    return make()
  } catch (error) {
    tell('refused', error, { input })
    throw error
  }
}

/** Somebody wants to go on where a run ends: what was closed is told again. */
export const reopenFailure = (): void => failures.setState({ closed: null, closedEnd: null })
