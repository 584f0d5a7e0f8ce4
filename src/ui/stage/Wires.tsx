// The ways: from the expanded producer to queues or Brokers, to the NameServers, and from Brokers to NameServers. Quiet
// lines; those to an avoided Broker are dotted in its colour.

import { memo, useCallback, useMemo } from 'react'
import type { StageLayout } from '../../stage/layout'
import { svgPath } from '../../stage/routes'
import { brokerLinkLoss, sameView, truthsOf } from '../../stage/sceneAt'
import { useClusterState } from '../shell/useClusterState'

/** More lanes than this share one line per Broker group. */
const MAX_LANE_WIRES = 16

export const Wires = memo(function Wires({ layout, producer }: { layout: StageLayout; producer: number }) {
  const lanes = layout.groups.reduce((sum, g) => sum + g.lanes.length, 0)
  const each = lanes > 0 && lanes <= MAX_LANE_WIRES && layout.groups.every((g) => g.lanes.length > 0)
  const control = useMemo(() => {
    const paths: string[] = []
    for (const n of layout.nameServers) {
      const ask = layout.askRoute(producer, n.nameServer)
      if (ask) paths.push(svgPath(ask))
      if (layout.groups.length > 4) continue
      for (const g of layout.groups) {
        const register = layout.registerRoute(g.group, n.nameServer)
        if (register) paths.push(svgPath(register))
      }
    }
    return paths.join('')
  }, [layout, producer])
  return (
    <g fill="none">
      <path
        d={control}
        stroke="var(--line-strong)"
        strokeOpacity={0.45}
        strokeWidth={1.25}
        strokeDasharray="1 6"
        strokeLinecap="round"
      />
      {layout.groups.map((g) => (
        <GroupWires
          key={g.group}
          layout={layout}
          producer={producer}
          group={g.group}
          lanes={each ? g.lanes.length : 1}
        />
      ))}
    </g>
  )
})

const GroupWires = memo(function GroupWires({
  layout,
  producer,
  group,
  lanes,
}: {
  layout: StageLayout
  producer: number
  group: number
  lanes: number
}) {
  const { believed, loss } = useClusterState(
    useCallback(
      (state, tMs) => ({
        believed: state.brokerGroups[group] ? truthsOf(state, group, producer, tMs).believed : 'absent',
        loss: brokerLinkLoss(state, producer, group),
      }),
      [group, producer],
    ),
    sameView,
  )
  const d = useMemo(() => {
    let text = ''
    for (let q = 0; q < lanes; q++) {
      const route = layout.sendRoute(producer, group, q)
      if (route) text += svgPath(route)
    }
    return text
  }, [layout, producer, group, lanes])
  const avoided = believed === 'avoided'
  const unused = believed !== 'ok' && !avoided
  return (
    <path
      d={d}
      stroke={avoided ? 'var(--avoid)' : 'var(--line-strong)'}
      strokeOpacity={avoided ? 0.8 : unused ? 0.25 : 0.4}
      strokeWidth={avoided ? 2 : 1.5}
      strokeDasharray={avoided ? '1 7' : loss === 100 ? '2 9' : loss > 0 ? '9 5 2 5' : unused ? '6 6' : undefined}
      strokeLinecap="round"
    />
  )
})
