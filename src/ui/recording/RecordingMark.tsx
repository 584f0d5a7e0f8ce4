// Where a recording is shown, it is marked; what marks it is loaded with the first one.

import { Suspense } from 'react'
import { useApp } from '../../session/appStore'
import { lazyPart } from '../shell/lazyPart'
import { useRunView } from '../shell/useClusterState'

const RecordingChip = lazyPart(() => import('./RecordingChip'), null, 'recordings')

/** @param inline - in a line of text; otherwise in the corner of what is around it, where there is one run alone */
export function RecordingMark({ inline = false }: { inline?: boolean }) {
  const view = useRunView()
  const isRecording = useApp(
    ({ comparison }) => view.run().input.recording !== undefined && (inline || comparison === null),
  )
  return (
    isRecording && (
      <Suspense>
        <RecordingChip inline={inline} />
      </Suspense>
    )
  )
}
