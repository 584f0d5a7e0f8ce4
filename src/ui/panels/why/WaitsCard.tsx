// What the selected process waits for, until when, and what ends it. Of a Broker group: each of its nodes.

import { useCallback } from 'react'
import { formatTime } from '../../../i18n/format'
import type { Messages } from '../../../i18n/messages'
import type { Selection } from '../../../io/viewFields'
import { numberedProcess } from '../../../projections/numberedProcess'
import { type Wait, waitsOf } from '../../../projections/waits'
import {
  type Address,
  brokerAddress,
  type ClusterState,
  consumerAddress,
  nameServerAddress,
  producerAddress,
} from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { sameJson } from '../../../session/runViews'
import { Section } from '../../kit/Surface'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useOpenQuestion } from '../../shell/useOpenQuestion'

/** A process, and how it is called in a list of several; null alone. */
interface Member {
  address: Address
  node: number | null
}

function membersOf(state: ClusterState, selection: Selection | null): Member[] {
  switch (selection?.kind) {
    case 'producer':
      return [{ address: producerAddress(selection.index), node: null }]
    case 'consumer':
      return [{ address: consumerAddress(selection.index), node: null }]
    case 'nameServer':
      return [{ address: nameServerAddress(selection.index), node: null }]
    case 'broker':
      return [{ address: brokerAddress(selection.group, selection.node), node: null }]
    case 'group':
      return (state.brokerGroups[selection.group]?.nodes ?? []).map(({ nodeIndex }) => ({
        address: brokerAddress(selection.group, nodeIndex),
        node: nodeIndex,
      }))
    default:
      return []
  }
}

function nameOf(state: ClusterState, selection: Selection | null, m: Messages): string {
  if (selection?.kind === 'group' || selection?.kind === 'broker') {
    const name = state.brokerGroups[selection.group]?.brokerName ?? ''
    return selection.kind === 'group' ? name : `${name} n${selection.node}`
  }
  if (selection?.kind === 'consumer') return consumerNameIn(state.settings, selection.index, m)
  if (selection?.kind !== 'producer' && selection?.kind !== 'nameServer') return ''
  const only = (selection.kind === 'producer' ? state.producers : state.nameServers).length === 1
  return m.names[selection.kind].title(only ? null : selection.index + 1)[0] as string
}

function consumerNameIn(settings: ClusterState['settings'], index: number, m: Messages): string {
  const { number, group } = numberedProcess('consumer', index, settings)
  return m.names.consumer.sentence(number, group)
}

export default function WaitsCard() {
  const m = useMessages('waits')
  const selection = useApp((state) => state.selection)
  const asks = useOpenQuestion()
  const { name, found } = useClusterState(
    useCallback(
      (state) => ({
        name: nameOf(state, selection, m),
        found: membersOf(state, selection).map(({ address, node }) => ({ node, lines: linesOf(state, address, m) })),
      }),
      [selection, m],
    ),
    sameJson,
  )
  if (found.length === 0 || asks) return null
  return (
    <Section aria-label={m.waits.heading(name)} data-testid="waits">
      <h2 className="mb-3.5">{m.waits.heading(name)}</h2>
      <ul className="grid gap-3">
        {found.flatMap(({ node, lines }) =>
          (lines.length === 0 ? [{ what: m.waits.nothing, after: '' }] : lines).map(({ what, after }) => (
            <li key={`${node} ${what}`}>
              {node !== null && <b>{`n${node}${m.format.colon}`}</b>}
              {what}
              {after && <span className="block text-muted">{after}</span>}
            </li>
          )),
        )}
      </ul>
    </Section>
  )
}

function linesOf(state: ClusterState, address: Address, m: ReturnType<typeof useMessages<'waits'>>) {
  return waitsOf(state, address).map((wait) => {
    const { what, after } = m.waits.wait(wait, groupName(state, wait))
    const until = wait.untilMs === null ? m.waits.noTimer : m.waits.until(formatTime(wait.untilMs, 1))
    return { what: m.format.clauses([what, until]), after }
  })
}

const groupName = ({ brokerGroups }: ClusterState, wait: Wait): string =>
  'group' in wait ? (brokerGroups[wait.group]?.brokerName ?? '') : ''

/** The same of one process, for its menu: what ends first. */
export function FirstWait({ address }: { address: Address }) {
  const m = useMessages('waits')
  const asks = useOpenQuestion()
  const line = useClusterState(
    useCallback((state) => linesOf(state, address, m)[0] ?? null, [address, m]),
    sameJson,
  )
  if (!line || asks) return null
  return (
    // Below all items, and no wider than they are.
    <p className="stage-menu-head col-span-full w-0 min-w-full text-pretty" data-testid="menu-wait">
      {m.waits.menu(line.what)}
    </p>
  )
}
