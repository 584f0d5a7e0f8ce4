// Every copy of the group beside the tape: solid as far as it is on that node's disk, light as far as it is in its memory; and the
// lines of what is confirmed and dispatched.

import type { CopyView } from '../../../projections/brokerStore'
import { fitText, type TextSlot } from '../../../stage/boxes'
import type { Line, MarkKind } from '../../../stage/store/storePlaces'
import { inSlot, Label } from '../Label'
import { Sign } from '../Sign'
import { counted, masterWords, type Said, slaveWords } from './copyWords'
import type { OpenedProps } from './drawn'

/** Only what happens moves: while time stands, a place is where it is. */
const SLIDE =
  'motion-safe:in-data-time-goes-on:transition-transform motion-safe:in-data-time-goes-on:duration-180 ease-out'

const MARK_COLOUR: Record<MarkKind, string> = { confirmed: 'var(--vote)', dispatched: 'var(--flight)' }

/** A bar that ends at a place of the tape and begins before anything that is seen of it. */
function Bar({ to, y, h, fill, opacity, props }: BarProps) {
  const { places, base } = props
  const length = places.tape.w * 3
  return (
    <rect
      className={SLIDE}
      x={-length}
      y={y}
      width={length}
      height={h}
      rx={h / 2}
      fill={fill}
      opacity={opacity}
      transform={`translate(${((to - base) * places.cellW).toFixed(1)} 0)`}
    />
  )
}

interface BarProps {
  to: number
  y: number
  h: number
  fill: string
  opacity?: number
  props: OpenedProps
}

const barColour = ({ isMaster, isRunning }: CopyView): string =>
  isRunning ? (isMaster ? 'var(--good)' : 'var(--vote)') : 'var(--line-strong)'

/** What moves with the tape. */
export function CopyBars(props: OpenedProps & { hatch: string }) {
  const { view, places, base, lit, hatch, f } = props
  const { cellW } = places
  const litCell = view.cells.find(({ message, lastMessage }) => lit >= message && lit <= lastMessage)
  const litX = litCell && (litCell.at - base + 0.5) * cellW
  return places.copies.map(({ node, bar }) => {
    const copy = view.copies.find((one) => one.node === node)
    if (!copy) return null
    const colour = barColour(copy)
    const { y, h } = bar
    const has = litCell && copy.written >= litCell.at + 1
    const onDisk = litCell && copy.flushed >= litCell.at + 1
    return (
      <g key={node}>
        <Bar to={copy.written} y={y} h={h} fill={colour} opacity={0.3} props={props} />
        {copy.committed < copy.written && (
          <Bar to={copy.committed} y={y} h={h} fill={colour} opacity={0.3} props={props} />
        )}
        <Bar to={copy.flushed} y={y} h={h} fill={colour} opacity={0.85} props={props} />
        {copy.divergent > 0 && (
          <g>
            <rect
              x={(copy.divergesAt - base) * cellW}
              y={y - h * 0.3}
              width={cellW}
              height={h * 1.6}
              rx={f * 0.2}
              fill={`url(#${hatch})`}
              stroke="var(--bad)"
              strokeWidth={1.5}
            />
          </g>
        )}
        {litX !== undefined && (
          <circle
            cx={litX}
            cy={y + h / 2}
            r={h * 0.42}
            fill={onDisk ? 'var(--text)' : 'var(--card)'}
            stroke={has ? 'var(--text)' : 'var(--line-strong)'}
            strokeWidth={2}
            strokeDasharray={has ? undefined : '2 2'}
          />
        )}
      </g>
    )
  })
}

/** The lines of positions, in what moves with the tape. */
export function MarkLines(props: OpenedProps) {
  const { view, places, base, f } = props
  const { tape, cellW } = places
  const master = view.copies.find(({ node }) => node === view.node)
  const flushedRow = places.copies.find(({ node }) => node === view.node)
  return (
    <>
      {master && flushedRow && (
        <g className={SLIDE} transform={`translate(${((master.flushed - base) * cellW).toFixed(1)} 0)`}>
          <line
            x1={0}
            x2={0}
            y1={tape.y - f * 0.1}
            y2={flushedRow.bar.y + flushedRow.bar.h}
            stroke={master.isRunning ? 'var(--good)' : 'var(--line-strong)'}
            strokeWidth={2.5}
          />
        </g>
      )}
      {places.marks.map(({ kind, track }) => {
        const mark = view[kind]
        if (!mark) return null
        const y = track.y + track.h / 2
        const colour = MARK_COLOUR[kind]
        const size = f * 0.36
        return (
          <g key={kind} className={SLIDE} transform={`translate(${((mark.at - base) * cellW).toFixed(1)} 0)`}>
            <line x1={-tape.w * 3} x2={0} y1={y} y2={y} stroke={colour} strokeWidth={2} opacity={0.75} />
            <path d={`M0 ${y - size * 1.3}L${size} ${y + size * 0.5}H${-size}Z`} fill={colour} />
            <line x1={0} x2={0} y1={tape.y + tape.h - f * 0.3} y2={tape.y + tape.h} stroke={colour} strokeWidth={3} />
          </g>
        )
      })}
    </>
  )
}

const fitIn = (wordings: readonly string[], { w, size }: TextSlot, bold = false) => fitText(wordings, w, size, bold)

export function Words({ line, title, detail, tone }: Said & { line: Line }) {
  return (
    <>
      <Label {...inSlot(line.title)} text={fitIn(title, line.title, true)} fill={tone} bold />
      {line.detail && <Label {...inSlot(line.detail)} text={fitIn(detail, line.detail)} fill="var(--muted)" />}
    </>
  )
}

/** What is said beside the bars and lines, and the grooves in which they move. */
export function CopyWords(props: OpenedProps) {
  const { view, places, f, m } = props
  const w = m.openedBroker
  const { number } = m.format
  const isDown = view.copies.some(({ node, isRunning }) => node === view.node && !isRunning)
  return (
    <>
      {places.copies.map(({ node, bar, ...line }) => {
        const copy = view.copies.find((one) => one.node === node)
        return (
          <g key={node}>
            <rect
              x={bar.x}
              y={bar.y}
              width={bar.w}
              height={bar.h}
              rx={bar.h / 2}
              fill="var(--inset)"
              stroke="var(--line)"
            />
            {copy && (
              <Words line={line} {...(node === view.node ? masterWords : slaveWords)(copy, view.send.unanswered, m)} />
            )}
          </g>
        )
      })}
      {places.marks.map(({ kind, label, track, value }) => {
        const mark = view[kind]
        if (!mark) return null
        const y = track.y + track.h / 2
        const all = mark.behind === 0
        // What a node that is down had dispatched is a place in its log, and no status of it.
        const words = isDown ? [number(mark.offset)] : all ? w.passedAll : counted(w.toGo, mark.behind, number)
        const tone = isDown ? 'var(--muted)' : all ? 'var(--good)' : 'var(--avoid)'
        return (
          <g key={kind}>
            <line
              x1={track.x}
              x2={track.x + track.w}
              y1={y}
              y2={y}
              stroke="var(--line)"
              strokeWidth={1.25}
              strokeDasharray="2 4"
            />
            <Sign name="tick" x={label.x + f * 0.4} y={label.y + label.h / 2} size={f * 0.7} fill={MARK_COLOUR[kind]} />
            <Label {...inSlot(label)} x={label.x + f} text={fitText(w[kind], label.w - f, label.size)} />
            <Label {...inSlot(value)} text={fitIn(words, value)} fill={tone} />
          </g>
        )
      })}
    </>
  )
}
