// Which of the links of a process is broken, and how: to any other process that it exchanges anything with.

import { useCallback, useId, useState } from 'react'
import type { Messages } from '../../../i18n/messages'
import { processOfTarget } from '../../../projections/numberedProcess'
import {
  areLinked,
  brokerAddress,
  type ClusterState,
  CONTROLLER,
  consumerAddress,
  isDown,
  lossBetween,
  MASTER_ID,
  nameServerAddress,
  numberedTarget,
  type ParsedTarget,
  parseTarget,
  producerAddress,
  type Target,
} from '../../../rocketmq'
import { act } from '../../../session/actions'
import { sameView } from '../../../stage/sameView'
import { Segmented } from '../../kit/Segmented'
import { Select } from '../../kit/Select'
import { useClusterState } from '../../shell/useClusterState'
import { FLAKY_PERCENT } from './menuItems'

interface Peer {
  target: Target
  name: string
  /** What is lost on the link to it now. */
  lossPercent: number
}

/** Everything that can have a link, servers first: those to producers have items of their own in the menu. */
function processesOf({ settings, nameServers, brokerGroups, producers, consumers }: ClusterState): Target[] {
  return [
    ...nameServers.map((_, index) => numberedTarget('nameServer', index)),
    ...(settings.enableControllerMode ? [numberedTarget('controller', 0)] : []),
    ...brokerGroups.flatMap(({ brokerName, nodes, removed }) =>
      nodes.flatMap((node) => (removed || node.removed ? [] : `${brokerName}/n${node.nodeIndex}`)),
    ),
    ...producers.flatMap(({ removed }, index) => (removed ? [] : numberedTarget('producer', index))),
    ...consumers.flatMap(({ removed }, index) => (removed ? [] : numberedTarget('consumer', index))),
  ]
}

function addressOf(state: ClusterState, target: ParsedTarget) {
  switch (target.kind) {
    case 'controller':
      return CONTROLLER
    case 'producer':
      return producerAddress(target.index)
    case 'consumer':
      return consumerAddress(target.index)
    case 'nameServer':
      return nameServerAddress(target.index)
    case 'broker': {
      const group = state.brokerGroups.findIndex(({ brokerName }) => brokerName === target.brokerName)
      return brokerAddress(group, target.node as number)
    }
  }
}

/** How a process is called in the list: a node of a group with its role. */
function nameOf(state: ClusterState, target: Target, m: Messages): string {
  const numbered = processOfTarget(target, state.settings)
  if (numbered) return m.names[numbered.kind].title(numbered.number, numbered.group)[0] as string
  const [brokerName, node] = target.split('/n')
  const group = state.brokerGroups.find((one) => one.brokerName === brokerName)
  const one = group?.nodes[Number(node)]
  const isMaster = one?.brokerId === MASTER_ID && !isDown(one.process)
  return `${brokerName} n${node} (${(isMaster ? m.stage.roleMaster : m.stage.roleSlave)[0]})`
}

function peersOf(state: ClusterState, target: Target, m: Messages): Peer[] {
  const own = parseTarget(target) as ParsedTarget
  const from = addressOf(state, own)
  return processesOf(state).flatMap((peer) => {
    const other = parseTarget(peer) as ParsedTarget
    if (!areLinked(own, other)) return []
    return {
      target: peer,
      name: nameOf(state, peer, m),
      lossPercent: lossBetween(state, from, addressOf(state, other)),
    }
  })
}

export function LinkChoice({ target, m, onDone }: { target: string; m: Messages; onDone: () => void }) {
  const peers = useClusterState(
    useCallback((state) => peersOf(state, target, m), [target, m]),
    sameView,
  )
  const [chosen, setChosen] = useState<Target | null>(null)
  const id = useId()
  const words = m.stageMenu
  const peer = peers.find((one) => one.target === chosen) ?? peers.find((one) => one.lossPercent > 0) ?? peers[0]
  if (!peer) return null
  const { lossPercent } = peer
  const lossWords = (percent: number) => (percent === 100 ? words.linkIsCut : words.linkLoses(percent))
  const flaky = lossPercent > 0 && lossPercent < 100 ? lossPercent : FLAKY_PERCENT
  const nameIn = ({ name, lossPercent: lost }: Peer) => (lost > 0 ? `${name}${m.format.colon}${lossWords(lost)}` : name)
  return (
    <div className="grid gap-5">
      <label htmlFor={id}>{words.linkTo}</label>
      <Select
        id={id}
        value={peer.target}
        options={peers.map((one) => [one.target, nameIn(one)])}
        onChoose={setChosen}
      />
      <Segmented
        label={words.linksTitle}
        value={String(lossPercent)}
        options={[
          ['0', words.linkWorks],
          [String(flaky), lossWords(flaky)],
          ['100', words.linkIsCut],
        ]}
        onChange={(percent) => {
          setChosen(peer.target)
          if (Number(percent) !== lossPercent) {
            act({ type: 'link', target, peer: peer.target, lossPercent: Number(percent) })
          }
        }}
      />
      <button type="button" className="stage-slow-done" onClick={onDone}>
        {words.done}
      </button>
    </div>
  )
}
