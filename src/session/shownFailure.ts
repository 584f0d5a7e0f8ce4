// Which failure is told at the playhead, and what nobody has caught. Loaded after the first picture.

import { type AppState, useApp } from './appStore'
import { stopOf } from './computing'
import { type Failure, type Failures, failures, tell } from './failures'
import { runEndAt } from './runEnds'

const isSame = (one: Failure, other: Failure): boolean =>
  one.kind === other.kind &&
  one.error.message === other.error.message &&
  one.input === other.input &&
  one.atMs === other.atMs

/** The run under the playhead that ends here because the engine failed. */
function stopAt({ run, comparison, playheadMs }: AppState): Failure | null {
  for (const one of comparison ? [run, comparison.run] : [run]) {
    const error = stopOf(one)
    if (error && playheadMs >= one.endMs) return { kind: 'stopped', error, input: one.input, atMs: one.endMs }
  }
  return null
}

/** What is to be told at the playhead, or null. */
export function failureAt(state: AppState, { told, closed }: Failures): Failure | null {
  const failure = stopAt(state) ?? told
  return failure === null || (closed !== null && isSame(failure, closed)) ? null : failure
}

/** The reader has read why the run ends. */
export const closeRunEnd = (): void => failures.setState({ closedEnd: runEndAt(useApp.getState())?.run ?? null })

export const closeFailure = (closed: Failure): void => failures.setState({ told: null, closed })

/** What programs of the reader put into the page is none of its own failures. */
const isForeign = (text: string | undefined): boolean => /(?:chrome|moz|safari-web)-extension:/.test(text ?? '')

/** Begins to tell what nobody has caught. @returns a function that ends it, for tests */
export function startReportingFailures(): () => void {
  const onError = ({ error, filename }: ErrorEvent) => {
    // What comes without an error is a remark of the browser, or of a script that may not be looked into.
    if (error instanceof Error && !isForeign(filename)) tell('page', error)
  }
  const onRejection = ({ reason }: PromiseRejectionEvent) => {
    if (!isForeign(reason instanceof Error ? reason.stack : undefined)) tell('page', reason)
  }
  window.addEventListener('error', onError)
  window.addEventListener('unhandledrejection', onRejection)
  // What failed with another input is over; what cannot be computed of this one is a property of its run.
  const unsubscribe = useApp.subscribe((state, previous) => {
    if (state.input !== previous.input) failures.setState({ told: null, closed: null })
  })
  return () => {
    window.removeEventListener('error', onError)
    window.removeEventListener('unhandledrejection', onRejection)
    unsubscribe()
  }
}
