// The SVG of the stage: ways, cards and what a parent adds to them. The page and the export draw the same.

import { type ReactNode, useMemo } from 'react'
import type { FirstMessages } from '../../i18n/messages'

import type { ClusterState } from '../../rocketmq'
import type { StageLayout } from '../../stage/layout'
import { BrokerCard } from './BrokerCard'
import { NameServerCard } from './NameServerCard'
import { ProducerCard } from './ProducerCard'
import { Wires } from './Wires'

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
  layout.producers.find((place) => place.expanded)?.producer ?? 0

export interface StageDrawingProps {
  layout: StageLayout
  /** By Broker group. */
  shortNames: readonly string[]
  m: FirstMessages
  /** Id of the hatch pattern. */
  hatch: string
  /** A round number no queue's count is above. */
  most: number
  /** The Broker group whose Master invites to be broken; -1 for none. */
  inviting: number
  /** The message that is lit up where it is stored; -1 for none. */
  chosenMessage: number
  /** What lies over the cards. */
  children?: ReactNode
}

export function StageDrawing({
  layout,
  shortNames,
  m,
  hatch,
  most,
  inviting,
  chosenMessage,
  children,
}: StageDrawingProps) {
  const producer = expandedProducer(layout)
  const names = useMemo(() => layout.groups.map((place) => place.name), [layout])
  const step = Math.max(6, layout.size * 0.55)
  return (
    <svg width={layout.width} height={layout.height} role="img" aria-label={m.stage.stage}>
      <defs>
        <pattern id={hatch} width={step} height={step} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={step * 0.34} height={step} fill="var(--avoid)" opacity={0.75} />
        </pattern>
      </defs>
      <Wires layout={layout} producer={producer} />
      {layout.producers.map((place) => (
        <ProducerCard
          key={place.producer}
          place={place}
          shortNames={shortNames}
          m={m}
          hatch={hatch}
          only={layout.producers.length === 1}
        />
      ))}
      {layout.nameServers.map((place) => (
        <NameServerCard
          key={place.nameServer}
          place={place}
          names={names}
          m={m}
          only={layout.nameServers.length === 1}
          linkTo={layout.wide ? null : producer}
        />
      ))}
      {layout.groups.map((place) => (
        <BrokerCard
          key={place.group}
          place={place}
          shortName={shortNames[place.group]}
          producer={producer}
          m={m}
          hatch={hatch}
          most={most}
          invites={place.group === inviting}
          chosenMessage={chosenMessage}
        />
      ))}
      {children}
    </svg>
  )
}
