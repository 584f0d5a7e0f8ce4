// Reports what went wrong inside the page.

import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useApp } from '../../session/appStore'
import { type Failure, failures } from '../../session/failures'
import { failureAt } from '../../session/shownFailure'
import { lazyPart } from './lazyPart'

const FailureReport = lazyPart(() => import('./FailureReport'), undefined, 'failures')

export function FailurePanel() {
  const kept = useStore(failures)
  // Made anew with every look: what tells them apart is the error and what it happened with.
  const key = useApp((state) => failureKey(failureAt(state, kept)))
  const failure = failureAt(useApp.getState(), kept)
  return (
    key !== '' &&
    failure && (
      <Suspense>
        <FailureReport key={key} failure={failure} />
      </Suspense>
    )
  )
}

const failureKey = (failure: Failure | null): string =>
  failure ? `${failure.kind} ${failure.atMs} ${failure.input.seed} ${failure.error.message}` : ''
