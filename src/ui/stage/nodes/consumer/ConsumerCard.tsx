// A consumer: the messages that it works on are drawn by a part that is loaded with the first run that has consumers.

import { Suspense } from 'react'
import type { ConsumerBox } from '../../../../stage/nodes/consumer/consumersLayout'
import { lazyPart } from '../../../shell/lazyPart'
import type { DrawnScene } from '../../nodeKind'

const ConsumerDrawing = lazyPart(() => import('./ConsumerDrawing'), null, 'consumerStage')

export function ConsumerCard(props: { place: ConsumerBox; scene: DrawnScene }) {
  return (
    <Suspense>
      <ConsumerDrawing {...props} />
    </Suspense>
  )
}
