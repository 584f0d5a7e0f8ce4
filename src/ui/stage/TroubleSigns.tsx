// Lossy links, and why an attempt failed. Loaded after the first picture.

import { useMessages } from '../shell/useMessages'
import { LinkLossMarks } from './edges/LinkLossMarks'
import { FailureNotes } from './FailureNotes'
import type { Scene } from './nodeKind'

export default function TroubleSigns({ shortNames, ...scene }: Scene & { shortNames: readonly string[] }) {
  const m = useMessages()
  return (
    <>
      <LinkLossMarks {...scene} m={m} />
      <FailureNotes layout={scene.layout} shortNames={shortNames} m={m} />
    </>
  )
}
