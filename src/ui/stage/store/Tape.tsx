// The tape of the CommitLog: one cell for a message, or for several where they come fast; its marks; and what is in the page
// cache only, lighter.

import type { TapeCell } from '../../../projections/brokerStore'
import { fitText, shortCount } from '../../../stage/boxes'
import { Label } from '../Label'
import { type OpenedProps, queueFill, timesText } from './drawn'

/** How much of the colour what is only in the page cache has. */
const IN_CACHE = 0.36

/** The cells, in what moves with the tape. */
export function TapeCells({ view, places, f, group, lit, base }: OpenedProps) {
  const { tape, cellW } = places
  const flushed = view.copies.find(({ node }) => node === view.node)?.flushed ?? 0
  return view.cells.map((cell) => (
    <Cell
      key={cell.at}
      cell={cell}
      x={(cell.at - base) * cellW}
      y={tape.y}
      w={cellW}
      h={tape.h}
      f={f}
      onDisk={Math.min(1, Math.max(0, flushed - cell.at))}
      lit={lit >= cell.message && lit <= cell.lastMessage && (view.per > 1 || lit === cell.message)}
      group={group}
    />
  ))
}

interface CellProps {
  cell: TapeCell
  x: number
  y: number
  w: number
  h: number
  f: number
  /** How much of it, 0 to 1. */
  onDisk: number
  lit: boolean
  group: number
}

function Cell({ cell, x, y, w, h, f, onDisk, lit, group }: CellProps) {
  const { message, messages, shares, beginsFile, beginsEpoch } = cell
  const gap = Math.min(2.5, w * 0.05)
  const pad = f * 0.3
  const left = x + gap
  const width = w - 2 * gap
  const top = y + pad
  const height = h - 2 * pad
  const single = shares.length === 1
  const text = messages === 1 ? String(message) : timesText(messages)
  const twoLines = height >= f * 2.1
  let at = left
  return (
    <g className="cursor-pointer" data-message={message} data-group={group} data-stored={cell.storedAtMs}>
      {shares.map(([queueId, share]) => {
        const part = (width * share) / messages
        const part0 = at
        at += part
        const solid = Math.min(part, Math.max(0, left + width * onDisk - part0))
        return (
          <g key={queueId}>
            <rect
              x={part0}
              y={top}
              width={part}
              height={height}
              rx={single ? f * 0.25 : 0}
              fill={queueFill(queueId)}
              fillOpacity={IN_CACHE}
              stroke={single ? queueFill(queueId) : 'none'}
              strokeWidth={1.25}
            />
            {solid > 0 && (
              <rect
                x={part0}
                y={top}
                width={solid}
                height={height}
                rx={single ? f * 0.25 : 0}
                fill={queueFill(queueId)}
              />
            )}
          </g>
        )
      })}
      {lit && (
        <rect
          x={left}
          y={top}
          width={width}
          height={height}
          rx={f * 0.25}
          fill="none"
          stroke="var(--text)"
          strokeWidth={2.5}
        />
      )}
      {(beginsFile || beginsEpoch) && (
        <line
          x1={x}
          x2={x}
          y1={y}
          y2={y + h}
          stroke={beginsEpoch ? 'var(--vote)' : 'var(--line-strong)'}
          strokeWidth={2}
          strokeDasharray={beginsEpoch ? '5 3' : undefined}
        />
      )}
      <Label
        x={left + width / 2}
        y={twoLines ? top + height * 0.36 : top + height / 2}
        size={f}
        text={fitText(
          // A figure that is cut is another figure: rather fewer digits, or none.
          messages === 1 ? [text, shortCount(message), ''] : [text, text.slice(1), ''],
          width - gap,
          f,
          true,
        )}
        anchor="middle"
        bold
      />
      {twoLines && (
        <Label
          x={left + width / 2}
          y={top + height * 0.74}
          size={f * 0.88}
          text={fitText(
            single ? [`q${shares[0]?.[0]}`] : [`q${shares[0]?.[0]}–${shares.at(-1)?.[0]}`, ''],
            width,
            f * 0.88,
          )}
          anchor="middle"
          fill="var(--text)"
          opacity={0.8}
        />
      )}
    </g>
  )
}
