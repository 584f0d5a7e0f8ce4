// On the upper edge of a Broker group whose inside can be shown.

import type { GroupBox } from '../../../stage/nodes/broker/brokerCardLayout'

/** Two corners that go apart. */
const SIGN = 'M1.5 -6 H6 V-1.5 M6 -6 L1 -1 M-1.5 6 H-6 V1.5 M-6 6 L-1 1'

export function OpenSign({ place }: { place: GroupBox }) {
  const { box, size: f, level } = place
  // Tiles are all button.
  if (level === 'tile') return null
  const x = box.x + box.w - f * 1.4
  const scale = (f * 0.72) / 16
  return (
    <g transform={`translate(${x.toFixed(1)} ${box.y.toFixed(1)})`}>
      <circle r={f * 0.66} fill="var(--card)" stroke="var(--line-strong)" strokeWidth={1.25} />
      <path
        d={SIGN}
        transform={`scale(${scale.toFixed(3)})`}
        fill="none"
        stroke="var(--text)"
        strokeWidth={2.2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </g>
  )
}
