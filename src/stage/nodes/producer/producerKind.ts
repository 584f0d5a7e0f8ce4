// Producers: the first column, where messages begin.

import type { ProducerAddress } from '../../../rocketmq'
import { clamp } from '../../boxes'
import type { NodeKind } from '../../nodeKind'
import { type ProducerBox, type ProducerSpec, producersLayout } from './producersLayout'
import { sendsFromPool } from './producerView'

/** More Broker groups than this make the wheel give room to them. */
const MANY_GROUPS = { wide: 6, tall: 4 }

export const producerKind: NodeKind<ProducerSpec, ProducerBox, ProducerAddress> = {
  column: {
    order: 1,
    extent: ({ wide, width, height, size, mainCount }) => {
      if (wide) return clamp(width * 0.26, size * 15.5, size * (mainCount > MANY_GROUPS.wide ? 20 : 25))
      const many = mainCount > MANY_GROUPS.tall
      return clamp(height * (many ? 0.3 : 0.36), size * (many ? 11.5 : 13), size * 20)
    },
  },
  importance: 2,
  specs: (state) => {
    const { producers, brokerGroups } = state
    const pooled = sendsFromPool(state)
    const queues = brokerGroups.reduce((sum, g) => sum + (g.removed ? 0 : Math.max(1, g.writeQueueNums)), 0)
    return producers.flatMap(({ removed, asyncPool }, index) =>
      removed ? [] : [{ index, queues, poolThreads: pooled ? asyncPool.threads.length : 0 }],
    )
  },
  // Queues are in the key of the Broker groups.
  key: (state) => {
    let key = sendsFromPool(state) ? 'pool' : ''
    for (const { removed } of state.producers) key += removed ? '-' : 'p'
    return key
  },
  measure: producersLayout,
  indexOf: ({ index }) => index,
  boxOf: ({ box }) => box,
}
