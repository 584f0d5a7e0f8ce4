// Signs and words over the drawing of the stage: lossy links, and why an attempt failed.

import { useMessages } from '../shell/useMessages'
import { LinkLossMarks } from './edges/LinkLossMarks'
import { FailureNotes } from './FailureNotes'
import type { Scene } from './nodeKind'

export function StageSigns({ shortNames, ...scene }: Scene & { shortNames: readonly string[] }) {
  const m = useMessages()
  return (
    <>
      <LinkLossMarks {...scene} m={m} />
      <FailureNotes layout={scene.layout} shortNames={shortNames} m={m} />
    </>
  )
}
