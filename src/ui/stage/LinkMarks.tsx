// A link that loses packets, drawn where it runs: a break in the line with a word beside it.

import { memo, useCallback, useMemo } from 'react'
import { fitText } from '../../scene/boxes'
import type { StageLayout } from '../../scene/layout'
import { pointAlong, type Route } from '../../scene/routes'
import { brokerLinkLoss, nameServerLinkLoss, sameView } from '../../scene/sceneAt'
import { useClusterState } from '../../store/clock'
import { stagePhrases, stageWordings } from '../../text/stage'
import type { Language } from '../../text/words'
import { Label, Sign, trueWidth } from './parts'

/** Where along its path a mark stands: past the place where all paths leave the producer, short of the cards. */
const SHARE = { broker: 0.5, nameServer: 0.5 }

export const LinkMarks = memo(function LinkMarks({
  layout,
  producer,
  language,
}: {
  layout: StageLayout
  producer: number
  language: Language
}) {
  const losses = useClusterState(
    useCallback(
      (state) => ({
        groups: layout.groups.map(({ group }) => brokerLinkLoss(state, producer, group)),
        nameServers: layout.nameServers.map(({ nameServer }) => nameServerLinkLoss(state, producer, nameServer)),
      }),
      [layout, producer],
    ),
    sameView,
  )
  const routes = useMemo(
    () => ({
      // With several lanes the middle one stands for the group.
      groups: layout.groups.map(({ group, lanes }) =>
        layout.sendRoute(producer, group, Math.max(0, Math.floor((lanes.length - 1) / 2))),
      ),
      nameServers: layout.nameServers.map(({ nameServer }) => layout.askRoute(producer, nameServer)),
    }),
    [layout, producer],
  )
  const f = layout.size
  return (
    <>
      {losses.groups.map((percent, i) => (
        <LinkMark
          key={layout.groups[i].group}
          route={routes.groups[i]}
          share={SHARE.broker}
          percent={percent}
          f={f}
          language={language}
        />
      ))}
      {losses.nameServers.map((percent, i) => (
        <LinkMark
          key={layout.nameServers[i].nameServer}
          route={routes.nameServers[i]}
          share={SHARE.nameServer}
          percent={percent}
          f={f}
          language={language}
        />
      ))}
    </>
  )
})

function LinkMark({
  route,
  share,
  percent,
  f,
  language,
}: {
  route: Route | null
  share: number
  percent: number
  f: number
  language: Language
}) {
  if (!route || percent === 0) return null
  const cut = percent === 100
  const size = f * 0.9
  const words = cut ? stageWordings.linkCut[language] : stagePhrases.linkLossy[language](percent)
  // On a short way only the short word has room.
  const text = fitText(words, Math.max(f * 2.5, route.length * 0.5), size, true)
  const w = trueWidth(text, size, true) + f * 2.3
  const h = f * 1.6
  const { x, y } = pointAlong(route, share, { x: 0, y: 0 })
  const tone = cut ? 'var(--bad)' : 'var(--avoid)'
  const left = Math.max(2, x - w / 2)
  return (
    <g>
      <rect
        x={left}
        y={y - h / 2}
        width={w}
        height={h}
        rx={h / 2}
        fill="var(--panel)"
        stroke={tone}
        strokeWidth={1.75}
        strokeDasharray={cut ? undefined : `${f * 0.4} ${f * 0.25}`}
      />
      <Sign name={cut ? 'gap' : 'loss'} x={left + f * 0.95} y={y} size={f * 0.9} fill={tone} />
      <Label x={left + f * 1.75} y={y} size={size} text={text} bold fill={tone} />
    </g>
  )
}
