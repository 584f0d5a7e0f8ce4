// NameServers: over the columns before the Brokers, whom they connect.

import type { NameServerAddress } from '../../../rocketmq'
import { clamp } from '../../boxes'
import type { NodeKind } from '../../nodeKind'
import { type NameServerBox, nameServersLayout } from './nameServersLayout'

export const nameServerKind: NodeKind<number, NameServerBox, NameServerAddress> = {
  column: {
    order: 'above',
    extent: ({ wide, width, size }) => (wide ? size * 3.9 : clamp(width * 0.31, size * 8.4, size * 15)),
  },
  importance: 1,
  specs: (state) => state.nameServers.map((_, index) => index),
  key: (state) => `${state.nameServers.length}`,
  measure: nameServersLayout,
  indexOf: ({ index }) => index,
  boxOf: ({ box }) => box,
}
