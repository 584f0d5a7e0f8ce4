// Broker groups: the main column, which takes all the room the others leave.

import type { BrokerAddress } from '../../../rocketmq'
import type { NodeKind } from '../../nodeKind'
import type { GroupBox, GroupSpec } from './brokerCardLayout'
import { brokersLayout } from './brokersLayout'

export const brokerKind: NodeKind<GroupSpec, GroupBox, BrokerAddress> = {
  column: { order: 2, extent: () => null },
  importance: 3,
  specs: (state) =>
    state.brokerGroups.flatMap((g, index) =>
      g.removed
        ? []
        : [
            {
              index,
              name: g.brokerName,
              queues: Math.max(1, g.writeQueueNums),
              nodes: g.nodes.flatMap((node, i) => (node.removed ? [] : [i])),
            },
          ],
    ),
  key: (state) => {
    let key = ''
    for (const g of state.brokerGroups) {
      if (g.removed) key += `|-${g.brokerName}`
      else {
        key += `|${g.brokerName}:${g.writeQueueNums}:`
        for (const node of g.nodes) key += node.removed ? '-' : 'n'
      }
    }
    return key
  },
  measure: brokersLayout,
  indexOf: ({ group }) => group,
  boxOf: ({ box, nodes }, { node }) => nodes.find((one) => one.node === node)?.box ?? box,
}
