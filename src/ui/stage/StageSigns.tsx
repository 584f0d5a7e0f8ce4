// Signs and words over the drawing of the stage: lossy links, why an attempt failed, and where a first visit is invited to look.

import { Suspense } from 'react'
import { useApp } from '../../session/appStore'
import { lazyPart } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import { LinkLossMarks } from './edges/LinkLossMarks'
import { FailureNotes } from './FailureNotes'
import type { Scene } from './nodeKind'

const GuideRing = lazyPart(() => import('../guide/GuideRing'), null, 'introduced')

export function StageSigns({ shortNames, ...scene }: Scene & { shortNames: readonly string[] }) {
  const m = useMessages()
  const guided = useApp((state) => state.guided && state.lesson === null && state.presenting === null)
  return (
    <>
      <LinkLossMarks {...scene} m={m} />
      <FailureNotes layout={scene.layout} shortNames={shortNames} m={m} />
      {guided && (
        <Suspense>
          <GuideRing {...scene} />
        </Suspense>
      )}
    </>
  )
}
