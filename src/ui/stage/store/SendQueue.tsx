// Requests that wait in the send queue, the append lock, and the way from there to the end of the tape.

import { fitText, shortCount } from '../../../stage/boxes'
import { inSlot, Label } from '../Label'
import { Words } from './Copies'
import { bytesText, type OpenedProps } from './drawn'

const LOCK_OPEN = 'M-5 0 H5 V7 H-5 Z M-3.2 0 V-3.500 A3.300 3.300 0 0 1 3 -5'
const LOCK_SHUT = 'M-5 0 H5 V7 H-5 Z M-3.2 0 V-3 A3.200 3.200 0 0 1 3.200 -3 V0'

export function SendQueue({ view, places, f, m }: OpenedProps) {
  const { box, title, count, dots, lock } = places.send
  const { heldMs, lockWaiters } = view.send
  // Whoever waits for the lock has been in the queue, and is not through.
  const waiting = view.send.waiting + lockWaiters
  const w = m.openedBroker
  const isHeld = heldMs !== null
  const waits = waiting > 0
  const step = f * 0.62
  const shown = Math.min(waiting, Math.floor(dots.w / step))
  const words = isHeld ? w.lockHeld(m.format.duration(heldMs)) : w.queue
  const said = waits ? [...w.queueWaits(m.format.number(waiting)), shortCount(waiting)] : w.queueEmpty
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={f * 0.5}
        fill="var(--inset)"
        stroke={isHeld ? 'var(--bad)' : 'var(--line)'}
        strokeWidth={isHeld ? 2 : 1.25}
      />
      <Label
        {...inSlot(title)}
        text={fitText(words, title.w, title.size)}
        fill={isHeld ? 'var(--bad)' : 'var(--muted)'}
      />
      <Label
        {...inSlot(count)}
        text={fitText(said, waits ? count.w : count.w + dots.w, count.size, waits)}
        bold={waits}
        fill={waits ? 'var(--avoid)' : 'var(--muted)'}
      />
      {Array.from({ length: shown }, (_, i) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is a place in the queue
          key={i}
          cx={dots.x + dots.w - (i + 0.5) * step}
          cy={dots.y + dots.h / 2}
          r={f * 0.23}
          fill="var(--flight)"
        />
      ))}
      <path
        d={isHeld ? LOCK_SHUT : LOCK_OPEN}
        transform={`translate(${lock.x + lock.w / 2} ${lock.y + lock.h / 2}) scale(${((f * 0.95) / 16).toFixed(3)})`}
        fill="none"
        stroke={isHeld ? 'var(--bad)' : 'var(--muted)'}
        strokeWidth={2}
        strokeLinejoin="round"
      />
    </g>
  )
}

/** Where the tape ends in the CommitLog. */
export function Written({ view, places, m }: OpenedProps) {
  const w = m.openedBroker
  const offset = m.format.number(view.maxOffset)
  const title = places.written.detail
    ? w.written
    : [offset, bytesText(view.maxOffset, m.format.number)].flatMap((end) => w.written.map((word) => `${word} ${end}`))
  return <Words line={places.written} title={title} detail={[offset]} tone="var(--flight)" />
}
