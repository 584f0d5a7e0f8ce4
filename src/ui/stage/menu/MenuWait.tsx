// What the process of a menu waits for, below what can be done to it.

import {
  type Address,
  brokerAddress,
  consumerAddress,
  nameServerAddress,
  parseTarget,
  producerAddress,
} from '../../../rocketmq'
import { FirstWait } from '../../panels/why/WaitsCard'
import { useRunView } from '../../shell/useClusterState'

export default function MenuWait({ target }: { target: string }) {
  const view = useRunView()
  const parsed = parseTarget(target)
  if (!parsed || parsed.kind === 'controller') return null
  const group =
    parsed.kind === 'broker' ? view.state().brokerGroups.findIndex((one) => one.brokerName === parsed.brokerName) : -1
  const address: Address | null =
    parsed.kind === 'producer'
      ? producerAddress(parsed.index)
      : parsed.kind === 'nameServer'
        ? nameServerAddress(parsed.index)
        : parsed.kind === 'consumer'
          ? consumerAddress(parsed.index)
          : group >= 0 && typeof parsed.node === 'number'
            ? brokerAddress(group, parsed.node)
            : null
  return address && <FirstWait address={address} />
}
