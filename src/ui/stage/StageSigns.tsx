// Signs and words over the drawing of the stage: what a Broker that cannot be used waits for,
// and where a first visit is invited to look.

import { Suspense, useCallback } from 'react'
import { outlookOf } from '../../projections/outlook'
import { useApp } from '../../session/appStore'
import { isGuided } from '../../session/signs'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState, useRunView } from '../shell/useClusterState'
import type { Scene } from './nodeKind'
import type { Unfolding } from './store/useUnfold'

/** Loaded when a Broker has to be waited for. */
const ReuseSigns = lazyPart(() => import('./ReuseSigns'), null, 'waits')
const StoreSigns = lazyPart(() => import('./store/StoreSigns'), null)
const ConsumerSigns = lazyPart(() => import('./ConsumerSigns'), null, 'consumerStage')
const GuideRing = lazyPart(() => import('../guide/GuideRing'), null, 'introduced')

interface StageSignsProps extends Scene {
  chosenMessage: number
  onUnfold: (unfolding: Unfolding) => void
}

export function StageSigns({ chosenMessage, onUnfold, ...scene }: StageSignsProps) {
  const { producer } = scene
  const view = useRunView()
  const opens = useApp(() => view.run().input.scenario.settings.simulateStore)
  const guided = useApp(isGuided)
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
      {opens && (
        <Suspense>
          <StoreSigns layout={scene.layout} chosenMessage={chosenMessage} onUnfold={onUnfold} />
        </Suspense>
      )}
      {scene.layout.places.consumer.length > 0 && (
        <Suspense>
          <ConsumerSigns layout={scene.layout} />
        </Suspense>
      )}
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
