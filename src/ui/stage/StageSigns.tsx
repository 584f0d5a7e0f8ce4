// Signs and words over the drawing of the stage: what a Broker that cannot be used waits for,
// and where a first visit is invited to look.

import { Suspense, useCallback } from 'react'
import { outlookOf } from '../../projections/outlook'
import { useApp } from '../../session/appStore'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState } from '../shell/useClusterState'
import type { Scene } from './nodeKind'

/** Loaded when a Broker has to be waited for. */
const ReuseSigns = lazyPart(() => import('./ReuseSigns'), null, 'waits')
const GuideRing = lazyPart(() => import('../guide/GuideRing'), null, 'introduced')

export function StageSigns(scene: Scene) {
  const { producer } = scene
  const guided = useApp((state) => state.guided && state.lesson === null && state.presenting === null)
  // At the very beginning everything waits, for a moment.
  const waits = useClusterState(
    useCallback(
      (state) =>
        state.totals.stored > 0 &&
        state.brokerGroups.some((_, group) => (outlookOf(state, producer, group)?.waitsFor.length ?? 0) > 0),
      [producer],
    ),
  )
  return (
    <>
      {waits && (
        <Suspense>
          <ReuseSigns {...scene} />
        </Suspense>
      )}
      {guided && (
        <Suspense>
          <GuideRing {...scene} />
        </Suspense>
      )}
    </>
  )
}
