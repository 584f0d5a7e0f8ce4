// Where a recording is shown, it is marked; what marks it is loaded with the first one.

import { Suspense } from 'react'
import { useApp } from '../../session/appStore'
import { lazyPart } from '../shell/lazyPart'

const RecordingChip = lazyPart(() => import('./RecordingChip'), null, 'recordings')

export function RecordingMark() {
  const isRecording = useApp((state) => state.input.recording !== undefined)
  return (
    isRecording && (
      <Suspense>
        <RecordingChip />
      </Suspense>
    )
  )
}
