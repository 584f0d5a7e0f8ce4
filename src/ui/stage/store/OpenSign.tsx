// Beside the name of a Broker group whose inside can be shown.

import { textWidth } from '../../../stage/boxes'
import type { GroupBox } from '../../../stage/nodes/broker/brokerCardLayout'

/** Two corners that go apart. */
const SIGN = 'M1.5 -6 H6 V-1.5 M6 -6 L1 -1 M-1.5 6 H-6 V1.5 M-6 6 L-1 1'

export default function OpenSign({ place }: { place: GroupBox }) {
  const { title, name, size: f, level } = place
  if (level === 'tile') return null
  const x = title.x + Math.min(title.w - f * 0.5, textWidth(name, title.size, true) + f * 0.35)
  return (
    <path
      d={SIGN}
      transform={`translate(${x.toFixed(1)} ${(title.y + title.h / 2).toFixed(1)}) scale(${((f * 0.8) / 16).toFixed(3)})`}
      fill="none"
      stroke="var(--muted)"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
}
