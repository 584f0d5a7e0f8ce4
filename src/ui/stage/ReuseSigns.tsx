// On the lower edge of a Broker group's card, while a producer cannot use it: what it waits for, the latest first, which rules.

import type { ReuseLine } from '../../i18n/waits'
import { textWidth } from '../../stage/boxes'
import type { GroupBox } from '../../stage/nodes/broker/brokerCardLayout'
import { useMessages } from '../shell/useMessages'
import { useOpenQuestion } from '../shell/useOpenQuestion'
import { type ShownOutage, useOutages } from '../shell/useOutages'
import { Label, trueWidth } from './Label'
import type { Scene } from './nodeKind'
import { Sign } from './Sign'

export default function ReuseSigns({ layout, producer }: Scene) {
  const outages = useOutages(producer, null)
  // What is asked stays open, and what the stage has taken out has no card.
  if (useOpenQuestion()) return null
  return (
    <g data-testid="reuse-signs">
      {outages.map((outage) => {
        const place = layout.places.broker.find(({ index }) => index === outage.group)
        return place && <ReuseSign key={outage.group} place={place} outage={outage} />
      })}
    </g>
  )
}

const widthOf = ({ lead, ruling, rest }: ReuseLine, size: number): number =>
  textWidth(lead, size) + textWidth(ruling, size, true) + textWidth(rest, size)

function ReuseSign({ place, outage }: { place: GroupBox; outage: ShownOutage }) {
  const m = useMessages('waits')
  const { box, size: f, level } = place
  const roomy = level === 'full' || level === 'compact'
  const size = f * (roomy ? 0.88 : 0.78)
  const h = f * (roomy ? 1.45 : 1.1)
  const room = box.w - f * 2.6
  const lines = m.waits.reuseLines(outage)
  const line = lines.find((one) => widthOf(one, size) <= room) ?? lines.at(-1)
  if (!line) return null
  // A full-width colon brings its own room.
  const leadW = trueWidth(line.lead.trimEnd(), size) + (line.lead.endsWith(' ') ? size * 0.3 : 0)
  const rulingW = trueWidth(line.ruling, size, true)
  const restW = line.rest === '' ? 0 : trueWidth(line.rest, size) + size * 0.3
  const x = box.x + f * 0.6
  const y = box.y + box.h + f * (roomy ? 0.1 : 0.12)
  const text = x + f * 1.35
  return (
    <g data-group={outage.group}>
      <rect
        x={x}
        y={y - h / 2}
        width={leadW + rulingW + restW + f * 1.9}
        height={h}
        rx={h / 2}
        fill="var(--panel)"
        stroke="var(--avoid)"
        strokeWidth={1.25}
      />
      <Sign name="clock" x={x + f * 0.8} y={y} size={size * 0.85} fill="var(--avoid)" />
      <Label x={text} y={y} size={size} text={line.lead} fill="var(--muted)" />
      <Label x={text + leadW} y={y} size={size} text={line.ruling} bold />
      <Label x={text + leadW + rulingW + size * 0.3} y={y} size={size} text={line.rest.trim()} fill="var(--muted)" />
    </g>
  )
}
