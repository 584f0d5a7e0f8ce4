// The edges of the stage: quiet dotted lines as the table of edges says, and lines from the expanded producer to queues or
// Broker groups; those to an avoided group are dotted in its colour, those of a link that loses packets are dashed.

import { memo, useCallback, useMemo } from 'react'
import { edgeBetween } from '../../../stage/edges'
import type { StageLayout } from '../../../stage/layout'
import { NODE_KIND_NAMES } from '../../../stage/nodeKinds'
import { statusesOf } from '../../../stage/nodes/broker/groupStatuses'
import { brokerLinkLoss } from '../../../stage/nodes/broker/groupView'
import { svgPath } from '../../../stage/routes'
import { sameView } from '../../../stage/sameView'
import { useClusterState } from '../../shell/useClusterState'

/** More lanes than this share one line per Broker group. */
const MAX_LANE_LINES = 16

/** Lines that are there even while nothing moves. */
function quietPaths(layout: StageLayout): string {
  let paths = ''
  for (const fromKind of NODE_KIND_NAMES) {
    for (const toKind of NODE_KIND_NAMES) {
      const edge = edgeBetween(fromKind, toKind)
      if (!edge?.isDrawn) continue
      for (const from of layout.places[fromKind]) {
        for (const to of layout.places[toKind]) {
          const route = edge.isDrawn(from, to, layout) ? edge.path(from, to, layout, 0) : null
          if (route) paths += svgPath(route)
        }
      }
    }
  }
  return paths
}

export const EdgeLines = memo(function EdgeLines({ layout, producer }: { layout: StageLayout; producer: number }) {
  const groups = layout.places.broker
  const lanes = groups.reduce((sum, g) => sum + g.lanes.length, 0)
  const each = lanes > 0 && lanes <= MAX_LANE_LINES && groups.every((g) => g.lanes.length > 0)
  const quiet = useMemo(() => quietPaths(layout), [layout])
  return (
    <g fill="none">
      <path
        d={quiet}
        stroke="var(--line-strong)"
        strokeOpacity={0.45}
        strokeWidth={1.25}
        strokeDasharray="1 6"
        strokeLinecap="round"
      />
      {groups.map((g) => (
        <SendLines
          key={g.index}
          layout={layout}
          producer={producer}
          group={g.index}
          lanes={each ? g.lanes.length : 1}
        />
      ))}
    </g>
  )
})

const SendLines = memo(function SendLines({
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
        believed: state.brokerGroups[group] ? statusesOf(state, group, producer, tMs).believed : 'absent',
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
