// Faults of a Broker node, as items of its menu: each says what choosing it does now, so that what has begun is ended by its
// opposite in the same place. Reads the state, changes nothing.

import type { Messages } from '../../../../i18n/messages'
import { serverLinkLoss } from '../../../../projections/linkLoss'
import { isReadOnly } from '../../../../projections/statuses'
import {
  brokerAddress,
  type ClusterState,
  lossBetween,
  MASTER_ID,
  producerAddress,
  type TimelessAction,
  type Trouble,
} from '../../../../rocketmq'
import { type FaultItem, linkFaults, linksItem } from '../../menu/menuItems'
import type { SignName } from '../../Sign'

const FAULT_SIGNS: readonly { trouble: Trouble; letter: string; sign: SignName }[] = [
  { trouble: 'overloaded', letter: 'O', sign: 'gauge' },
  { trouble: 'diskFull', letter: 'S', sign: 'disk' },
  { trouble: 'diskStalled', letter: 'H', sign: 'diskHeld' },
]

/** @returns the items that make sense at this moment, in the order of the menu */
export function brokerFaults(
  m: Messages,
  state: ClusterState,
  index: number,
  nodeIndex: number,
  producer: number,
): FaultItem[] {
  const group = state.brokerGroups[index]
  const node = group?.nodes[nodeIndex]
  if (!node) return []
  const { brokerName } = group
  const target = `${brokerName}/n${nodeIndex}`
  const runs = node.process === 'running'
  const items: FaultItem[] = []
  for (const { trouble, letter, sign } of FAULT_SIGNS) {
    const on = node.troubles.includes(trouble)
    if (!on && !runs) continue
    const action: TimelessAction = { type: 'setFault', target, fault: trouble, on: !on }
    const label = on ? m.stageMenu[`${trouble}Ends` as const] : m.stageMenu[trouble]
    items.push({ id: trouble, letter, sign, label, action, ends: on })
  }
  const injected = node.injectedTimes > 0
  if (injected || runs) {
    const action: TimelessAction | null = injected
      ? { type: 'injectResponse', target, code: node.injectedCode, times: 0 }
      : null
    const label = injected ? m.stageMenu.answerEnds : m.stageMenu.answer
    items.push({ id: 'answer', letter: 'A', sign: 'bubble', label, action, ends: injected })
  }
  const lossPercent = lossBetween(state, producerAddress(producer), brokerAddress(index, nodeIndex))
  items.push(...linkFaults(m, state, target, producer, lossPercent, true, runs))
  if (runs || serverLinkLoss(state, index, nodeIndex) > 0) items.push(linksItem(m))
  const readOnly = state.nameServers.some((server) => isReadOnly(server, index))
  if (readOnly || (runs && node.brokerId === MASTER_ID)) {
    const words = readOnly ? m.stageMenu.writePermOn : m.stageMenu.writePermOff
    items.push({
      id: 'writePerm',
      letter: 'W',
      sign: 'pen',
      label: words(brokerName),
      action: { type: 'writePerm', brokerName, on: readOnly },
      ends: readOnly,
    })
  }
  return items
}
