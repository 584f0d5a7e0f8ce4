// A producer: the chosen one with its switch, its wheel and its counts, the others as small rings.

import { memo, useCallback } from 'react'
import type { FirstMessages } from '../../i18n/messages'

import { fitText, shortCount } from '../../stage/boxes'
import type { ProducerBox } from '../../stage/producersLayout'
import { producerView, sameView } from '../../stage/sceneAt'
import { useClusterState } from '../shell/useClusterState'
import { inSlot, Label, Sign } from './parts'
import { Wheel } from './Wheel'

export interface ProducerCardProps {
  place: ProducerBox
  /** By Broker group. */
  shortNames: readonly string[]
  m: FirstMessages
  hatch: string
  /** There is no other. */
  only: boolean
}

/** The longest of them first, the star's own words last: they must be there. */
const starred = (footers: readonly string[], m: FirstMessages): readonly string[] => [
  ...footers.flatMap((footer) => m.stage.starLegend(footer).slice(0, 1)),
  ...footers.flatMap((footer) => m.stage.starLegend(footer).slice(1)),
  ...m.stage.star,
]

export const ProducerCard = memo(function ProducerCard({ place, shortNames, m, hatch, only }: ProducerCardProps) {
  const view = useClusterState(
    useCallback(
      (state, tMs) =>
        state.producers[place.producer] ? producerView(state, place.producer, tMs, place.expanded) : null,
      [place.producer, place.expanded],
    ),
    sameView,
  )
  if (!view) return null
  const { box, wheel } = place
  const footers = m.stage.producerFooter(shortCount(view.stored), shortCount(view.failed), view.pollInSeconds)
  const f = wheel.size
  const still = view.process !== 'running'
  const titles = only ? m.stage.producerTitle : m.stage.producerTitleOf(place.producer + 1)
  // SYNC is what everybody expects; the other ways are named.
  const named =
    view.mode === 'SYNC' ? titles : [...titles.flatMap((title) => m.stage.sendingMode(title, view.mode)), view.mode]
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={Math.min(f * 0.9, box.h / 5)}
        fill="var(--card)"
        stroke={still ? 'var(--bad)' : 'var(--line)'}
        strokeWidth={still ? 2 : 1.25}
        strokeDasharray={still ? `${f * 0.9} ${f * 0.3} ${f * 0.25} ${f * 0.3}` : undefined}
      />
      <Wheel
        place={wheel}
        view={view.wheel}
        shortNames={shortNames}
        m={m}
        hatch={hatch}
        plain={!place.expanded}
        still={still}
      />
      {place.expanded ? (
        <Label
          {...inSlot(place.title)}
          text={fitText(named, place.title.w, place.title.size, true)}
          bold
          strike={still}
        />
      ) : (
        <Label
          {...inSlot(place.title, 'middle')}
          text={String(place.producer + 1)}
          bold
          fill={still ? 'var(--bad)' : 'var(--text)'}
          strike={still}
        />
      )}
      {still && (
        <Sign
          name="cross"
          x={wheel.cx}
          y={place.expanded ? wheel.cy - wheel.hub * 0.75 : box.y + f * 0.6}
          size={place.expanded ? f * 1.4 : f * 0.8}
          fill="var(--bad)"
        />
      )}
      {place.switchLabel && (
        <Label
          {...inSlot(place.switchLabel, place.footer ? 'start' : 'end')}
          text={fitText(m.stage.switchLabel, place.switchLabel.w, place.switchLabel.size)}
          fill="var(--muted)"
        />
      )}
      {place.footer && (
        <Label
          {...inSlot(place.footer, 'middle')}
          text={fitText(
            view.wheel.rewritten.length > 0 ? starred(footers, m) : footers,
            place.footer.w,
            place.footer.size,
          )}
          fill={view.failed > 0 ? 'var(--text)' : 'var(--muted)'}
        />
      )}
    </g>
  )
})
