// The SVG of the stage: edges, cards in the order of the registry, and what a parent adds to them. The page and the export draw
// the same.

import { type ReactNode, useMemo } from 'react'
import type { ClusterState } from '../../rocketmq'
import type { StageLayout } from '../../stage/layout'
import { NODE_KIND_NAMES, type NodeKindName, type PlaceOf } from '../../stage/nodeKinds'
import { EdgeLines } from './edges/EdgeLines'
import type { DrawnScene } from './nodeKind'
import { cardOf } from './nodeKinds'

/** The next of 10, 20, 50, 100, ...: bars and shades keep their scale for a while. */
function roundAbove(count: number): number {
  let unit = 10
  while (unit * 10 <= count) unit *= 10
  for (const times of [1, 2, 5, 10]) if (unit * times >= count) return unit * times
  return unit * 10
}

/** A round number no queue's count is above. */
export const maxStored = (state: ClusterState): number => {
  let most = 0
  for (const group of state.brokerGroups) for (const stored of group.queueOffsets) if (stored > most) most = stored
  return roundAbove(most)
}

/** The producer whose belief is shown. */
export const expandedProducer = (layout: StageLayout): number =>
  layout.places.producer.find((place) => place.expanded)?.index ?? 0

interface StageDrawingProps extends Omit<DrawnScene, 'producer'> {
  /** What lies over the cards. */
  children?: ReactNode
}

export function StageDrawing({ children, ...props }: StageDrawingProps) {
  const { layout, hidden, shortNames, m, hatch, most, inviting, chosenMessage } = props
  const producer = expandedProducer(layout)
  const scene = useMemo<DrawnScene>(
    () => ({ layout, producer, hidden, shortNames, m, hatch, most, inviting, chosenMessage }),
    [layout, producer, hidden, shortNames, m, hatch, most, inviting, chosenMessage],
  )
  const step = Math.max(6, layout.size * 0.55)
  return (
    <svg width={layout.width} height={layout.height} role="img" aria-label={m.stage.stage}>
      <defs>
        <pattern id={hatch} width={step} height={step} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={step * 0.34} height={step} fill="var(--avoid)" opacity={0.75} />
        </pattern>
      </defs>
      <EdgeLines layout={layout} producer={producer} />
      {NODE_KIND_NAMES.map((kind) => {
        const Card = cardOf(kind)
        return layout.places[kind].map((place) => (
          <Card key={`${kind}.${place.index}`} place={place as PlaceOf<NodeKindName>} scene={scene} />
        ))
      })}
      {children}
    </svg>
  )
}
