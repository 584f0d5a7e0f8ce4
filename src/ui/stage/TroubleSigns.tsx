// Lossy links, and why an attempt failed: above the packets, so that none travels over what is to be read. Loaded after the first
// picture.

import { useMessages } from '../shell/useMessages'
import { LinkLossMarks } from './edges/LinkLossMarks'
import { FailureNotes } from './FailureNotes'
import type { Scene } from './nodeKind'

export default function TroubleSigns({ shortNames, ...scene }: Scene & { shortNames: readonly string[] }) {
  const m = useMessages()
  return (
    <div className="absolute inset-0 pointer-events-none" aria-hidden="true">
      <svg width={scene.layout.width} height={scene.layout.height} className="block" aria-hidden="true">
        <LinkLossMarks {...scene} m={m} />
        <FailureNotes layout={scene.layout} shortNames={shortNames} m={m} />
      </svg>
    </div>
  )
}
