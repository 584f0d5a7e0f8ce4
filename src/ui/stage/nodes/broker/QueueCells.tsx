// The MessageQueues of a group in a large cluster: one small cell each, the fuller the stronger.

import { memo } from 'react'
import { type Box, fitText, shortCount, textWidth } from '../../../../stage/boxes'
import { sameView } from '../../../../stage/sameView'
import { Label } from '../../Label'

/** Steps of shade between nothing and the most. */
const SHADES = 8

const roundedRect = (b: Box, r: number): string =>
  `M${(b.x + r).toFixed(1)} ${b.y.toFixed(1)}h${(b.w - 2 * r).toFixed(1)}a${r} ${r} 0 0 1 ${r} ${r}v${(b.h - 2 * r).toFixed(1)}` +
  `a${r} ${r} 0 0 1 ${-r} ${r}h${(2 * r - b.w).toFixed(1)}a${r} ${r} 0 0 1 ${-r} ${-r}v${(2 * r - b.h).toFixed(1)}a${r} ${r} 0 0 1 ${r} ${-r}Z`

/**
 * The queues of a large cluster: each count as a shade, in words where they fit. One path per shade, because every
 * element more is painted again with every message.
 */
export const QueueCells = memo(function QueueCells({
  cells,
  counts,
  most,
  f,
}: {
  cells: Box[]
  counts: number[]
  most: number
  f: number
}) {
  const first = cells[0]
  const radius = Math.round(Math.min(3, first.h / 4, first.w / 4) * 10) / 10
  const paths: string[] = []
  cells.forEach((cell, queueId) => {
    const count = counts[queueId] ?? 0
    const shade = count === 0 ? 0 : 1 + Math.round((SHADES - 1) * Math.min(1, count / most))
    paths[shade] = (paths[shade] ?? '') + roundedRect(cell, radius)
  })
  const size = f * 0.85
  const words = first.w >= f * 1.9 && first.h >= f * 1.15
  const room = first.w - f * 0.6
  // All say as much as the one with the least room.
  const named = words && cells.every((_, queueId) => textWidth(`q${queueId} · ${counts[queueId] ?? 0}`, size) <= room)
  return (
    <>
      {paths.map((d, shade) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the shade
          key={shade}
          d={d}
          fill={shade === 0 ? 'var(--inset)' : 'var(--flight-soft)'}
          opacity={shade === 0 ? 1 : 0.2 + (0.8 * shade) / SHADES}
        />
      ))}
      {words &&
        cells.map((cell, queueId) => (
          <Label
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the queueId
            key={queueId}
            x={cell.x + cell.w / 2}
            y={cell.y + cell.h / 2}
            size={size}
            text={
              named
                ? `q${queueId} · ${counts[queueId] ?? 0}`
                : fitText([String(counts[queueId] ?? 0), shortCount(counts[queueId] ?? 0), ''], room, size)
            }
            anchor="middle"
          />
        ))}
    </>
  )
}, sameCells)

/** Counts are a new list with every message; shades are not. */
function sameCells(
  a: { cells: Box[]; counts: number[]; most: number; f: number },
  b: { cells: Box[]; counts: number[]; most: number; f: number },
): boolean {
  return a.cells === b.cells && a.most === b.most && a.f === b.f && sameView(a.counts, b.counts)
}
