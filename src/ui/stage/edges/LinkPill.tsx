// The word that a link is cut or loses packets, for wherever there is room for it. Part of the first picture.

import type { FirstMessages } from '../../../i18n/messages'
import { fitText, textWidth } from '../../../stage/boxes'
import { Label, trueWidth } from '../Label'
import { Sign } from '../Sign'

export interface PillPlan {
  percent: number
  text: string
  w: number
}

/** What a pill says in so much room, and how wide it becomes. */
export function linkPill(percent: number, f: number, room: number, m: FirstMessages): PillPlan {
  const words = percent === 100 ? m.stage.linkCut : m.stage.linkLossy(percent)
  // A word cut short says less than the sign alone.
  const fits = words.some((word) => textWidth(word, f * 0.9, true) <= room - f * 2.3)
  const text = fits ? fitText(words, room - f * 2.3, f * 0.9, true) : ''
  return { percent, text, w: text === '' ? f * 1.7 : trueWidth(text, f * 0.9, true) + f * 2.3 }
}

/** Says that a link is cut or loses packets; `x` is its left end, `y` its middle. */
export function LinkPill({ x, y, f, pill }: { x: number; y: number; f: number; pill: PillPlan }) {
  const cut = pill.percent === 100
  const h = Math.max(f * 1.5, 14)
  const tone = cut ? 'var(--bad)' : 'var(--avoid)'
  return (
    <g>
      <rect
        x={x}
        y={y - h / 2}
        width={pill.w}
        height={h}
        rx={h / 2}
        fill="var(--panel)"
        stroke={tone}
        strokeWidth={1.5}
        strokeDasharray={cut ? undefined : `${f * 0.4} ${f * 0.25}`}
      />
      <Sign name={cut ? 'gap' : 'loss'} x={x + f * (pill.text ? 0.95 : 0.85)} y={y} size={f * 0.85} fill={tone} />
      <Label x={x + f * 1.75} y={y} size={f * 0.9} text={pill.text} bold fill={tone} />
    </g>
  )
}
