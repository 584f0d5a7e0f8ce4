// Consumers: the last column, where messages end; there only in runs that have any.

import type { ConsumerAddress } from '../../../rocketmq'
import { clamp } from '../../boxes'
import type { NodeKind } from '../../nodeKind'
import { type ConsumerBox, type ConsumerSpec, consumersLayout } from './consumersLayout'

export const consumerKind: NodeKind<ConsumerSpec, ConsumerBox, ConsumerAddress> = {
  column: {
    order: 3,
    extent: ({ wide, width, height, size }) =>
      wide ? clamp(width * 0.19, size * 13.4, size * 17) : clamp(height * 0.24, size * 8.5, size * 16),
  },
  importance: 2.5,
  specs: ({ consumers }) =>
    consumers.flatMap(({ removed, consumerGroup }, index) => (removed ? [] : [{ index, consumerGroup }])),
  key: ({ consumers }) => {
    let key = ''
    for (const { removed, consumerGroup } of consumers) key += removed ? '-' : consumerGroup
    return key
  },
  measure: consumersLayout,
  indexOf: ({ index }) => index,
  boxOf: ({ box }) => box,
}
