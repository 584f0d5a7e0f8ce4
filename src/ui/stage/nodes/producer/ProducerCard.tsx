// A producer: the chosen one with its switch, its wheel and its counts, the others as small rings.

import { memo, useCallback } from 'react'
import type { FirstMessages } from '../../../../i18n/messages'
import { fitText, shortCount } from '../../../../stage/boxes'
import type { ProducerBox } from '../../../../stage/nodes/producer/producersLayout'
import { ASKS_FOR_ROUTE, type PoolView, producerView } from '../../../../stage/nodes/producer/producerView'
import { sameView } from '../../../../stage/sameView'
import { useClusterState } from '../../../shell/useClusterState'
import { inSlot, Label } from '../../Label'
import type { DrawnScene } from '../../nodeKind'
import { Sign } from '../../Sign'
import { Wheel } from './Wheel'

/** The longest of them first, the star's own words last: they must be there. */
const starred = (footers: readonly string[], m: FirstMessages): readonly string[] => [
  ...footers.flatMap((footer) => m.stage.starLegend(footer).slice(0, 1)),
  ...footers.flatMap((footer) => m.stage.starLegend(footer).slice(1)),
  ...m.stage.star,
]

/** The threads of the client's pool: full squares are blocked, empty ones free. */
function Pool({ place, view, scene }: { place: NonNullable<ProducerBox['pool']>; view: PoolView; scene: DrawnScene }) {
  const { m, shortNames } = scene
  const blockedBy = view.threads.filter((group) => group !== null)
  const [first] = blockedBy
  const only = first !== undefined && first !== ASKS_FOR_ROUTE && blockedBy.every((group) => group === first)
  const words = m.stage.pool(
    blockedBy.length,
    view.threads.length,
    only ? (shortNames[first] ?? null) : null,
    shortCount(view.waiting),
  )
  const full = blockedBy.length === view.threads.length
  return (
    <g data-pool={`${blockedBy.length}/${view.threads.length}`}>
      {place.squares.map((square, thread) => (
        <rect
          // A thread of the pool keeps its place.
          key={square.x}
          x={square.x}
          y={square.y}
          width={square.w}
          height={square.h}
          rx={square.h / 5}
          fill={view.threads[thread] == null ? 'none' : 'var(--flight)'}
          stroke={view.threads[thread] == null ? 'var(--muted)' : 'var(--flight)'}
        />
      ))}
      <Label
        {...inSlot(place.text, 'middle')}
        text={fitText(words, place.text.w, place.text.size)}
        fill={full ? 'var(--bad)' : 'var(--muted)'}
      />
    </g>
  )
}

export const ProducerCard = memo(function ProducerCard({ place, scene }: { place: ProducerBox; scene: DrawnScene }) {
  const { shortNames, m, hatch, hidden } = scene
  const only = scene.layout.places.producer.length === 1
  const view = useClusterState(
    useCallback(
      (state, tMs) => (state.producers[place.index] ? producerView(state, place.index, tMs, place.expanded) : null),
      [place.index, place.expanded],
    ),
    sameView,
  )
  if (!view) return null
  const { box, wheel } = place
  const wordings = m.stage.producerFooter(shortCount(view.stored), shortCount(view.failed), view.pollInSeconds)
  // The two shortest say nothing of route polls.
  const footers = hidden.includes('poll') ? wordings.slice(-2) : wordings
  const f = wheel.size
  const still = view.process !== 'running'
  const paused = view.process === 'frozen'
  const sign = paused ? 'snow' : 'cross'
  const tone = paused ? 'var(--flight)' : still ? 'var(--bad)' : null
  const signW = still ? f * 1.4 : 0
  const titles = m.names.producer.title(only ? null : place.index + 1)
  // SYNC is what everybody expects; the other ways are named.
  const plain =
    view.mode === 'SYNC' ? titles : [...titles.flatMap((title) => m.stage.sendingMode(title, view.mode)), view.mode]
  const condition = m.stage.node_frozen[0]
  const state = paused ? [...plain.map((title) => `${title} · ${condition}`), condition] : plain
  // How many sends a dot stands for is always said, in as many words as there is room for.
  const many = view.sendsPerPacket === 1 ? null : m.stage.perDot(shortCount(view.sendsPerPacket))
  const named = many ? [...many.flatMap((words) => state.map((title) => `${title} · ${words}`)), ...many] : state
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={Math.min(f * 0.9, box.h / 5)}
        fill="var(--card)"
        stroke={tone ?? 'var(--line)'}
        strokeWidth={still ? 2 : 1.25}
        strokeDasharray={still && !paused ? `${f * 0.9} ${f * 0.3} ${f * 0.25} ${f * 0.3}` : undefined}
      />
      <Wheel
        place={wheel}
        view={view.wheel}
        shortNames={shortNames}
        m={m}
        hatch={hatch}
        plain={!place.expanded}
        still={still}
        withoutIndex={hidden.includes('index')}
      />
      {place.expanded ? (
        <Label
          {...inSlot(place.title)}
          x={place.title.x + signW}
          text={fitText(named, place.title.w - signW, place.title.size, true)}
          bold
          strike={still && !paused}
        />
      ) : (
        <Label
          {...inSlot(place.title, 'middle')}
          text={String(place.index + 1)}
          bold
          fill={tone ?? 'var(--text)'}
          strike={still && !paused}
        />
      )}
      {still && (
        <Sign
          name={sign}
          x={place.expanded ? place.title.x + f * 0.5 : wheel.cx}
          y={place.expanded ? place.title.y + place.title.h / 2 : box.y + f * 0.6}
          size={place.expanded ? f : f * 0.8}
          fill={tone ?? ''}
        />
      )}
      {place.switchLabel && !hidden.includes('switch') && (
        <Label
          {...inSlot(place.switchLabel, place.footer ? 'start' : 'end')}
          text={fitText(m.stage.switchLabel, place.switchLabel.w, place.switchLabel.size)}
          fill="var(--muted)"
        />
      )}
      {place.pool && view.pool && <Pool place={place.pool} view={view.pool} scene={scene} />}
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
