// A MessageQueue with room of its own: the newest messages as squares, or a bar, and how many it holds.

import { memo } from 'react'
import type { FirstMessages } from '../../../../i18n/messages'
import { fitText, shortCount, textWidth } from '../../../../stage/boxes'
import type { GroupBox, LaneBox } from '../../../../stage/nodes/broker/brokerCardLayout'
import { inSlot, Label } from '../../Label'

interface LaneProps {
  place: LaneBox
  f: number
  count: number
  recent: string
  most: number
  still: boolean
  chosenMessage: number
  group: number
  /** Consumers say more of the queue in the place of its count. */
  bare: boolean
}

export const QueueLane = memo(function QueueLane({
  place,
  f,
  count,
  recent,
  most,
  still,
  chosenMessage,
  group,
  bare,
}: LaneProps) {
  const { box, label, body, count: countSlot } = place
  const ids = recent === '' ? [] : recent.split(',')
  const side = Math.min(box.h - f * 0.3, f * 2.4)
  const size = Math.min(side * 0.62, f * 1.15)
  const squareW = Math.max(side * 1.12, textWidth(ids[0] ?? '0', size) + f * 0.5)
  const gap = f * 0.28
  const room = Math.floor((body.w + gap) / (squareW + gap))
  // Below this the numbers could not be read: then a bar says how many.
  const squares = size >= f * 0.74 && room >= 2
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} rx={Math.min(f * 0.55, box.h / 3)} fill="var(--inset)" />
      <Label {...inSlot(label)} x={label.x + f * 0.4} text={`q${place.queueId}`} fill="var(--muted)" />
      {squares
        ? ids
            .slice(0, room)
            .map((id, i) => (
              <Square
                key={id}
                x={body.x + i * (squareW + gap)}
                y={body.y + (body.h - side) / 2}
                w={squareW}
                h={side}
                size={size}
                id={id}
                age={i}
                still={still}
                chosen={Number(id) === chosenMessage}
                group={group}
              />
            ))
        : body.w > f && (
            <>
              <rect
                x={body.x}
                y={body.y + body.h / 2 - f * 0.22}
                width={body.w}
                height={f * 0.44}
                rx={f * 0.22}
                fill="var(--line)"
                opacity={0.7}
              />
              <rect
                x={body.x}
                y={body.y + body.h / 2 - f * 0.22}
                width={Math.max(0, Math.min(1, count / most)) * body.w}
                height={f * 0.44}
                rx={f * 0.22}
                fill={still ? 'var(--muted)' : 'var(--flight)'}
                opacity={0.75}
              />
            </>
          )}
      {!bare && (
        <Label
          {...inSlot(countSlot, 'end')}
          x={countSlot.x + countSlot.w - f * 0.35}
          text={fitText([String(count), shortCount(count)], countSlot.w - f * 0.3, countSlot.size, true)}
          bold
          fill={still ? 'var(--muted)' : 'var(--text)'}
        />
      )}
    </g>
  )
})

interface SquareProps {
  x: number
  y: number
  w: number
  h: number
  size: number
  id: string
  /** 0 is the newest. */
  age: number
  still: boolean
  chosen: boolean
  group: number
}

/** A stored message: the newest is nearest to the producer and is the brightest. */
const Square = memo(function Square({ x, y, w, h, size, id, age, still, chosen, group }: SquareProps) {
  const fade = Math.max(0.25, 1 - age * 0.11)
  return (
    <g className="stage-stored" data-message={id} data-group={group}>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx={Math.min(6, h / 4)}
        fill={still ? 'var(--line)' : 'var(--flight-soft)'}
        opacity={still ? 0.8 : fade}
        stroke={chosen ? 'var(--flight)' : 'none'}
        strokeWidth={chosen ? 2 : 0}
      />
      <Label
        x={x + w / 2}
        y={y + h / 2}
        size={size}
        text={id}
        anchor="middle"
        fill={age === 0 && !still ? 'var(--text)' : 'var(--muted)'}
        bold={age === 0 && !still}
      />
    </g>
  )
})

/** Where the lanes will be once a message has created the Topic on this group. */
export function NoTopic({ place, m }: { place: GroupBox; m: FirstMessages }) {
  const f = place.size
  const first = place.lanes[0]?.box ?? place.cells[0]
  if (!first) return null
  const { x, y } = first
  const { w, h } = first
  const size = Math.min(f, h * 0.8)
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx={Math.min(f * 0.55, h / 3)}
        fill="none"
        stroke="var(--line-strong)"
        strokeDasharray={`${f * 0.4} ${f * 0.3}`}
      />
      <Label
        x={x + w / 2}
        y={y + h / 2}
        size={size}
        text={fitText(m.stage.noTopic, w - f * 0.8, size)}
        anchor="middle"
        fill="var(--muted)"
      />
    </g>
  )
}
