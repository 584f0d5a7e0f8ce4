// A link that loses packets, drawn where it runs: a break in the line with a word beside it.

import { memo, useCallback, useMemo } from 'react'
import type { Messages } from '../../../i18n/messages'
import { producerToGroupLoss, producerToNameServerLoss } from '../../../projections/linkLoss'
import { pointAlong, type Route } from '../../../stage/routes'
import { sameView } from '../../../stage/sameView'
import { useClusterState } from '../../shell/useClusterState'
import type { ControlScene } from '../nodeKind'
import { LinkPill, linkPill } from './LinkPill'

export const LinkLossMarks = memo(function LinkLossMarks({ layout, producer, m }: ControlScene) {
  const losses = useClusterState(
    useCallback(
      (state) => ({
        groups: layout.places.broker.map(({ index: group }) => producerToGroupLoss(state, producer, group)),
        nameServers: layout.places.nameServer.map(({ index: nameServer }) =>
          producerToNameServerLoss(state, producer, nameServer),
        ),
      }),
      [layout, producer],
    ),
    sameView,
  )
  const routes = useMemo(
    () => ({
      // With several lanes the middle one represents the group.
      groups: layout.places.broker.map(({ index: group, lanes }) =>
        layout.sendRoute(producer, group, Math.max(0, Math.floor((lanes.length - 1) / 2))),
      ),
      nameServers: layout.places.nameServer.map(({ index: nameServer }) => layout.askRoute(producer, nameServer)),
    }),
    [layout, producer],
  )
  const f = layout.size
  return (
    <>
      {losses.groups.map(
        (percent, i) =>
          // Where one line says how a group is, it says this too.
          layout.places.broker[i].status === null && (
            <LinkLossMark
              key={layout.places.broker[i].index}
              route={routes.groups[i]}
              percent={percent}
              end={!layout.wide}
              f={f}
              m={m}
            />
          ),
      )}
      {/* On a narrow stage a NameServer says it itself. */}
      {layout.wide &&
        losses.nameServers.map((percent, i) => (
          <LinkLossMark
            key={layout.places.nameServer[i].index}
            route={routes.nameServers[i]}
            percent={percent}
            end={false}
            f={f}
            m={m}
          />
        ))}
    </>
  )
})

function LinkLossMark({
  route,
  percent,
  end,
  f,
  m,
}: {
  route: Route | null
  percent: number
  /** Only its end is free of words: then a sign must do. */
  end: boolean
  f: number
  m: Messages
}) {
  if (!route || percent === 0) return null
  const pill = end ? { percent, text: '', w: f * 1.7 } : linkPill(percent, f, Math.max(f * 4.5, route.length * 0.5), m)
  const { x, y } = pointAlong(route, end ? 1 : 0.5, { x: 0, y: 0 })
  return <LinkPill x={Math.max(2, x - pill.w / 2)} y={y} f={f} pill={pill} />
}
