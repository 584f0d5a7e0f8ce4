// The head of a Broker group's card: its name and term, and its three statuses as chips, as one line, or as a sign.

import type { FirstMessages } from '../../../../i18n/messages'
import { type Box, fitText } from '../../../../stage/boxes'
import type { GroupBox } from '../../../../stage/nodes/broker/brokerCardLayout'
import { LinkPill, linkPill } from '../../edges/LinkPill'
import { inSlot, Label, trueWidth, useIsPrinted } from '../../Label'
import { Sign } from '../../Sign'
import { softVar, toneVar } from '../../tones'
import type { StatusChip } from './statusChips'

export function Title({
  place,
  shortName,
  term,
  end,
  m,
  muted,
}: {
  place: GroupBox
  shortName: string
  term: number
  /** Where something else begins. */
  end: number
  m: FirstMessages
  muted: boolean
}) {
  const { title, size: f } = place
  const text = fitText([place.name, shortName], title.w, title.size, true)
  const nameW = trueWidth(text, title.size, true)
  const left = end - title.x - nameW - f * 0.6
  const roomy = place.level === 'full' || place.level === 'compact'
  const termText = term > 0 && roomy && left > f * 2.2 ? fitText(m.stage.term(term), left, f * 0.85) : ''
  return (
    <>
      <Label {...inSlot(title)} text={text} bold fill={muted ? 'var(--muted)' : 'var(--text)'} />
      {termText && (
        <Label
          x={title.x + nameW + f * 0.5}
          y={title.y + title.h / 2}
          size={f * 0.85}
          text={termText}
          fill="var(--muted)"
        />
      )}
    </>
  )
}

/**
 * Wordings tried in turn, longest first: for each of the three chips, which "who" and which "what" it takes. That a group is avoided
 * says more than by whom; what it is needs a name least, because it comes first.
 */
const CHIP_WORDINGS = [
  '00 00 00',
  '00 10 00',
  '00 11 00',
  '01 11 00',
  '01 11 20',
  '11 11 20',
  '01 11 11',
  '11 11 21',
  '11 21 21',
].map((line) => line.split(' ').map((chip) => [Number(chip[0]), Number(chip[1])] as const))

interface ChipPlan {
  chips: { saying: StatusChip; whoText: string; whatText: string; whoW: number; signW: number; x: number; w: number }[]
  /** Left end of everything. */
  left: number
  y: number
  h: number
}

/** The status chips side by side, in the longest wording that has room. */
export function planChips(
  area: Box,
  list: readonly StatusChip[],
  disagree: boolean,
  f: number,
  end: boolean,
): ChipPlan {
  const gap = f * 0.35
  const size = f * 0.9
  const differW = disagree ? f * 1.3 : 0
  let chips: ChipPlan['chips'] = []
  let total = 0
  for (const wording of CHIP_WORDINGS) {
    chips = list.map((saying, i) => {
      const [who, what] = wording[i]
      const whoText = saying.who[Math.min(who, saying.who.length - 1)]
      const whatText = saying.what[Math.min(what, saying.what.length - 1)]
      const whoW = whoText ? trueWidth(whoText, size) + f * 0.35 : 0
      const signW = saying.sign ? f * 1.05 : 0
      return {
        saying,
        whoText,
        whatText,
        whoW,
        signW,
        x: 0,
        w: whoW + signW + trueWidth(whatText, size, true) + f * 1.15,
      }
    })
    total = chips.reduce((sum, c) => sum + c.w, 0) + gap * (chips.length - 1)
    if (total + differW <= area.w) break
  }
  const h = Math.min(f * 1.55, area.h)
  const left = end ? area.x + area.w - total - differW : area.x
  let x = left + differW
  for (const chip of chips) {
    chip.x = x
    x += chip.w + gap
  }
  return { chips, left, y: area.y + (area.h - h) / 2, h }
}

export function Chips({ plan, disagree, f, hatch }: { plan: ChipPlan; disagree: boolean; f: number; hatch: string }) {
  const { y, h } = plan
  if (!useIsPrinted(f * 0.9)) return null
  return (
    <g>
      {disagree && <Sign name="differ" x={plan.left + f * 0.5} y={y + h / 2} size={f * 0.95} fill="var(--avoid)" />}
      {plan.chips.map(({ saying, whoText, whatText, whoW, signW, x, w }, i) => {
        const tone = toneVar(saying.tone)
        const quiet = saying.tone === 'good'
        const plainFill = quiet || saying.hatched
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: always the same three, in this order
          <g key={i}>
            <rect x={x} y={y} width={w} height={h} rx={h / 2} fill="var(--card)" />
            <rect
              x={x}
              y={y}
              width={w}
              height={h}
              rx={h / 2}
              fill={plainFill ? 'var(--card)' : softVar(saying.tone)}
              fillOpacity={plainFill ? 1 : 0.45}
              stroke={quiet ? 'var(--line)' : tone}
              strokeWidth={1.25}
            />
            {saying.hatched && (
              <rect x={x} y={y} width={w} height={h} rx={h / 2} fill={`url(#${hatch})`} opacity={0.3} />
            )}
            <Label x={x + f * 0.55} y={y + h / 2} size={f * 0.9} text={whoText} fill="var(--muted)" />
            {saying.sign && (
              <Sign name={saying.sign} x={x + f * 0.55 + whoW + f * 0.4} y={y + h / 2} size={f * 0.75} fill={tone} />
            )}
            <Label
              x={x + f * 0.55 + whoW + signW}
              y={y + h / 2}
              size={f * 0.9}
              text={whatText}
              fill={quiet ? 'var(--good)' : saying.tone === 'muted' ? 'var(--text)' : tone}
              bold
            />
          </g>
        )
      })}
    </g>
  )
}

export function Status({
  place,
  saying,
  disagree,
  loss,
  m,
}: {
  place: GroupBox
  saying: StatusChip
  disagree: boolean
  loss: number
  m: FirstMessages
}) {
  const slot = place.status
  if (!slot) return null
  const f = place.size
  const sign = saying.sign ?? (saying.tone === 'good' ? 'tick' : null)
  const signW = sign ? f * 1.1 : 0
  const differW = disagree ? f * 1.1 : 0
  const link = loss > 0 ? linkPill(loss, f, slot.w * 0.56, m) : null
  const room = slot.w - signW - differW - (link ? link.w + f * 0.3 : 0)
  return (
    <>
      {sign && (
        <Sign name={sign} x={slot.x + f * 0.4} y={slot.y + slot.h / 2} size={f * 0.75} fill={toneVar(saying.tone)} />
      )}
      <Label
        x={slot.x + signW}
        y={slot.y + slot.h / 2}
        size={slot.size}
        text={fitText(saying.what, room, slot.size)}
        fill={toneVar(saying.tone)}
      />
      {link && <LinkPill x={slot.x + slot.w - differW - link.w} y={slot.y + slot.h / 2} f={f} pill={link} />}
      {disagree && (
        <Sign name="differ" x={slot.x + slot.w - f * 0.5} y={slot.y + slot.h / 2} size={f * 0.8} fill="var(--avoid)" />
      )}
    </>
  )
}

/** On the smallest tiles a sign replaces the words. */
export function TileSign({ place, saying, shortName }: { place: GroupBox; saying: StatusChip; shortName: string }) {
  const { title, size: f } = place
  const text = fitText([place.name, shortName], title.w, title.size, true)
  const x = title.x + trueWidth(text, title.size, true) + f * 0.7
  if (x + f * 0.5 > title.x + title.w) return null
  const sign = saying.sign ?? (saying.tone === 'good' ? 'tick' : saying.hatched ? 'pause' : 'differ')
  return <Sign name={sign} x={x} y={title.y + title.h / 2} size={f * 0.75} fill={toneVar(saying.tone)} />
}
