// The edges of the stage: quiet dotted lines as the table of edges says, and lines from the expanded producer to queues or
// Broker groups; those to an avoided group are dotted in its colour, those of a link that loses packets are dashed. A broken link
// between servers is drawn also where no quiet line is.

import { memo, useCallback, useMemo } from 'react'
import { producerToGroupLoss } from '../../../projections/linkLoss'
import { statusesOf } from '../../../projections/statuses'
import type { LossyLink } from '../../../rocketmq'
import { edgeBetween } from '../../../stage/edges'
import type { StageLayout } from '../../../stage/layout'
import { NODE_KIND_NAMES } from '../../../stage/nodeKinds'
import { type Route, svgPath } from '../../../stage/routes'
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
      <BrokenServerLinks layout={layout} />
    </g>
  )
})

const BrokenServerLinks = memo(function BrokenServerLinks({ layout }: { layout: StageLayout }) {
  const { cut, lossy } = useClusterState(
    useCallback(
      ({ links }) => {
        const paths = { cut: '', lossy: '' }
        for (const { ends, lossPercent } of links) {
          const route = serverRoute(layout, ends)
          if (route) paths[lossPercent === 100 ? 'cut' : 'lossy'] += svgPath(route)
        }
        return paths
      },
      [layout],
    ),
    sameView,
  )
  return (
    <g strokeWidth={2} strokeLinecap="round">
      {cut && <path d={cut} stroke="var(--bad)" strokeDasharray="2 9" />}
      {lossy && <path d={lossy} stroke="var(--avoid)" strokeDasharray="9 5 2 5" />}
    </g>
  )
})

/** Where a link between two servers runs, if both are on the stage. */
function serverRoute(layout: StageLayout, [one, other]: LossyLink['ends']): Route | null {
  const broker = one.kind === 'broker' ? one : other
  const peer = broker === one ? other : one
  if (broker.kind !== 'broker') return null
  if (peer.kind === 'nameServer') return layout.registerRoute(broker.group, peer.index)
  return peer.kind === 'broker' ? layout.peerRoute(broker.group, broker.node, peer.node) : null
}

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
        loss: producerToGroupLoss(state, producer, group),
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
