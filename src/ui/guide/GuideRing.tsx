// Where a first visit is invited to look: a ring around what the invitation is about, with a word or two at it.

import { useStore } from 'zustand'
import { GUIDE, type GuidePlace, guide } from '../../session/guide'
import { type Box, fitText } from '../../stage/boxes'
import type { StageLayout } from '../../stage/layout'
import { useMessages } from '../shell/useMessages'
import { Label, trueWidth } from '../stage/Label'
import type { Scene } from '../stage/nodeKind'

/** The box of a place on this stage; null where the stage does not show it by itself. */
function boxOf(place: GuidePlace, group: number, { places }: StageLayout): Box | null {
  const groups = places.broker
  switch (place) {
    case 'producer':
      return places.producer.find(({ expanded }) => expanded)?.box ?? null
    case 'switch':
      return places.producer.find(({ expanded }) => expanded)?.switchBox ?? null
    case 'master':
      return groups.find(({ index }) => index === group)?.nodes[0]?.box ?? null
    case 'victim':
      return groups.find(({ index }) => index === group)?.box ?? null
    case 'other':
      return groups.find(({ index }) => index !== group)?.box ?? null
  }
}

export default function GuideRing({ layout }: Scene) {
  const m = useMessages('introduced')
  const { at, broker, group, ended, backMs } = useStore(guide)
  const rule = GUIDE[at]
  // What is invited to then is not on the stage.
  const target = rule && !ended && backMs === null ? boxOf(rule.place, group, layout) : null
  if (!target) return null
  const f = layout.size
  const pad = f * 0.35
  const text = fitText([m.introduced.guide(broker)[rule.step].tag], target.w + f * 6, f, true)
  const w = trueWidth(text, f, true) + f * 1.2
  const h = f * 1.6
  // Above what it is about, within the stage, and beside its title.
  const wanted = rule.place === 'producer' ? target.x + target.w - w : target.x
  const x = Math.min(Math.max(2, wanted), layout.width - w - 2)
  const y = Math.max(1, target.y - pad - h)
  return (
    <g data-place={rule.place} pointerEvents="none">
      <rect
        x={target.x - pad}
        y={target.y - pad}
        width={target.w + 2 * pad}
        height={target.h + 2 * pad}
        rx={f * 0.9}
        fill="none"
        stroke="var(--flight)"
        strokeWidth={3}
        strokeDasharray={`${f * 0.6} ${f * 0.4}`}
      />
      {text && (
        <>
          <rect x={x} y={y} width={w} height={h} rx={h / 2} fill="var(--flight)" />
          <Label x={x + w / 2} y={y + h / 2} size={f} text={text} anchor="middle" bold fill="var(--on-colour)" />
        </>
      )}
    </g>
  )
}
