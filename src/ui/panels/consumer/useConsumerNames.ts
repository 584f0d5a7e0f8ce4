// How consumers, nodes and queues are called in sentences about consumers.

import { useMemo } from 'react'
import type { ConsumerNames } from '../../../i18n/consumerPanel'
import { numberedProcess } from '../../../projections/numberedProcess'
import { storeQueueName } from '../../../projections/queueNames'
import { sameJson } from '../../../session/runViews'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'

export function useConsumerNames(): ConsumerNames {
  const m = useMessages('consumerPanel')
  const brokers = useClusterState((state) => state.brokerGroups.map(({ brokerName }) => brokerName), sameJson)
  const settings = useClusterState((state) => state.settings)
  return useMemo(() => {
    const broker = (group: number) => brokers[group] ?? ''
    return {
      consumer(index) {
        const { number, group } = numberedProcess('consumer', index, settings)
        return m.names.consumer.sentence(number, group)
      },
      node: (group, node) => `${broker(group)} n${node}`,
      queue: (group, queueId) => `${broker(group)} ${storeQueueName(queueId)}`,
    }
  }, [brokers, settings, m])
}
