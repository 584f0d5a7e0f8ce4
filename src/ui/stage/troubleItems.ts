// What else a node may suffer from, as items of its menu: each says what choosing it does now, so that what has begun is
// ended by its opposite in the same place. Reads the state, changes nothing.

import type { Text } from '../../i18n/messages'
import type { TimelessAction } from '../../rocketmq'
import { type ClusterState, MASTER_ID, parseTarget, type Trouble } from '../../rocketmq'
import { isReadOnly } from '../../stage/sceneAt'
import type { SignName } from './parts'

export interface TroubleItem {
  id: Trouble | 'answer' | 'linkCut' | 'linkFlaky' | 'linkMended' | 'writePerm'
  /** Letter that chooses it while the menu is open. */
  letter: string
  sign: SignName
  label: Text
  /** Null opens a choice instead. */
  action: TimelessAction | null
  /** It ends something. */
  ends: boolean
}

/** Of what a flaky link loses, percent. */
const FLAKY_PERCENT = 30

const TROUBLES: readonly { trouble: Trouble; letter: string; sign: SignName }[] = [
  { trouble: 'overloaded', letter: 'O', sign: 'gauge' },
  { trouble: 'diskFull', letter: 'S', sign: 'disk' },
  { trouble: 'diskStalled', letter: 'H', sign: 'diskHeld' },
]

/**
 * @param producer - position of the producer whose link it is
 * @returns the items that make sense at this moment, in the order of the menu
 */
export function troubleItems(state: ClusterState, target: string, producer: number): TroubleItem[] {
  const parsed = parseTarget(target)
  if (parsed?.kind === 'nameServer') {
    const lossPercent = state.producers[producer]?.nameServerLoss[parsed.index] ?? 0
    return linkItems(state, target, producer, lossPercent, false, true)
  }
  if (parsed?.kind !== 'broker' || parsed.node === 'master') return []
  const index = state.brokerGroups.findIndex((group) => group.brokerName === parsed.brokerName)
  const node = state.brokerGroups[index]?.nodes[parsed.node]
  if (!node) return []
  const runs = node.process === 'running'
  const items: TroubleItem[] = []
  for (const { trouble, letter, sign } of TROUBLES) {
    const on = node.troubles.includes(trouble)
    if (!on && !runs) continue
    const action: TimelessAction = { type: 'trouble', target, trouble, on: !on }
    const label: Text = on ? (m) => m.stageMenu[`${trouble}Ends` as const] : (m) => m.stageMenu[trouble]
    items.push({ id: trouble, letter, sign, label, action, ends: on })
  }
  const ordered = node.injectedTimes > 0
  if (ordered || runs) {
    const action: TimelessAction | null = ordered ? { type: 'answer', target, code: node.injectedCode, times: 0 } : null
    const label: Text = ordered ? (m) => m.stageMenu.answerEnds : (m) => m.stageMenu.answer
    items.push({ id: 'answer', letter: 'A', sign: 'bubble', label, action, ends: ordered })
  }
  const lossPercent = state.producers[producer]?.brokerLoss[index]?.[parsed.node] ?? 0
  items.push(...linkItems(state, target, producer, lossPercent, true, runs))
  const readOnly = state.nameServers.some((server) => isReadOnly(server, index))
  if (readOnly || (runs && node.brokerId === MASTER_ID)) {
    const { brokerName } = parsed
    items.push({
      id: 'writePerm',
      letter: 'W',
      sign: 'pen',
      label: (m) => (readOnly ? m.stageMenu.writePermOn : m.stageMenu.writePermOff)(brokerName),
      action: { type: 'writePerm', brokerName, on: readOnly },
      ends: readOnly,
    })
  }
  return items
}

function linkItems(
  state: ClusterState,
  peer: string,
  producer: number,
  lossPercent: number,
  mayBeFlaky: boolean,
  runs: boolean,
): TroubleItem[] {
  const several = state.producers.filter(({ removed }) => !removed).length > 1
  const number = several ? producer + 1 : null
  const link = (percent: number): TimelessAction => ({
    type: 'link',
    target: `producer/${producer}`,
    peer,
    lossPercent: percent,
  })
  if (lossPercent > 0) {
    const label: Text = (m) => m.stageMenu.linkMended(number)
    return [{ id: 'linkMended', letter: 'M', sign: 'tick', label, action: link(0), ends: true }]
  }
  if (!runs) return []
  const cut: TroubleItem = {
    id: 'linkCut',
    letter: 'C',
    sign: 'gap',
    label: (m) => m.stageMenu.linkCut(number),
    action: link(100),
    ends: false,
  }
  if (!mayBeFlaky) return [cut]
  const label: Text = (m) => m.stageMenu.linkLossy(number, FLAKY_PERCENT)
  return [cut, { id: 'linkFlaky', letter: 'L', sign: 'loss', label, action: link(FLAKY_PERCENT), ends: false }]
}
