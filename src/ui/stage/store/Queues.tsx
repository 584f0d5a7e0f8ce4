// The ConsumeQueues of an opened Broker: one row each with its newest entries, or one cell each where they are many.

import type { QueueStore } from '../../../projections/brokerStore'
import { fitText, shortCount } from '../../../stage/boxes'
import { inSlot, Label } from '../Label'
import { type OpenedProps, queueFill, timesText } from './drawn'

export function Queues(props: OpenedProps) {
  const { view, places, f, m } = props
  const { lanes, cells, queuesHead } = places
  return (
    <>
      <Label {...inSlot(queuesHead)} text={fitText(m.openedBroker.queues, queuesHead.w, queuesHead.size, true)} bold />
      {lanes.map((lane) => {
        const queue = view.queues[lane.queueId]
        return queue && <Lane key={lane.queueId} lane={lane} queue={queue} {...props} />
      })}
      {cells.map((cell, queueId) => {
        const queue = view.queues[queueId]
        if (!queue) return null
        const size = f * 0.88
        const count = [String(queue.maxOffset), shortCount(queue.maxOffset)]
        const words = [...count.map((one) => `q${queueId} · ${one}`), ...count, '']
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the queueId
          <g key={queueId}>
            <rect
              x={cell.x}
              y={cell.y}
              width={cell.w}
              height={cell.h}
              rx={Math.min(4, cell.h / 4)}
              fill={queueFill(queueId)}
              fillOpacity={queue.undispatched > 0 ? 0.4 : 0.85}
              stroke={queueFill(queueId)}
              strokeDasharray={queue.undispatched > 0 ? '4 3' : undefined}
            />
            {cell.h >= size * 1.1 && (
              <Label
                x={cell.x + cell.w / 2}
                y={cell.y + cell.h / 2}
                size={size}
                text={fitText(words, cell.w - f * 0.3, size)}
                anchor="middle"
              />
            )}
          </g>
        )
      })}
    </>
  )
}

function Lane({
  lane,
  queue,
  places,
  f,
  group,
  lit,
  m,
}: OpenedProps & { lane: OpenedProps['places']['lanes'][number]; queue: QueueStore }) {
  const { box, label, body, count } = lane
  const { entryW, entries: room } = places
  const { queueId, undispatched } = queue
  const pad = box.h * 0.12
  const ghosts = Math.min(undispatched, Math.max(1, Math.floor(room / 3)), 2)
  const entries = queue.entries.slice(-Math.max(0, room - ghosts))
  const total = entries.length + ghosts
  const gap = Math.min(2, entryW * 0.04)
  const placeOf = (i: number) => body.x + body.w - (total - i) * entryW + gap
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} rx={Math.min(f * 0.5, box.h / 3)} fill="var(--inset)" />
      <rect x={box.x} y={box.y} width={f * 0.35} height={box.h} rx={f * 0.17} fill={queueFill(queueId)} />
      <Label {...inSlot(label)} x={label.x + f * 0.6} text={`q${queueId}`} />
      {entries.map(({ message, messages }, i) => (
        <g key={message} className="cursor-pointer" data-message={message} data-group={group}>
          <rect
            x={placeOf(i)}
            y={box.y + pad}
            width={entryW - 2 * gap}
            height={box.h - 2 * pad}
            rx={f * 0.2}
            fill={queueFill(queueId)}
            fillOpacity={0.85}
            stroke={message === lit ? 'var(--text)' : 'none'}
            strokeWidth={2.5}
          />
          <Label
            x={placeOf(i) + entryW / 2 - gap}
            y={box.y + box.h / 2}
            size={Math.min(f * 0.95, box.h * 0.72)}
            text={fitText(
              messages === 1 ? [String(message), shortCount(message)] : [timesText(messages)],
              entryW - 2 * gap,
              f * 0.95,
            )}
            anchor="middle"
          />
        </g>
      ))}
      {Array.from({ length: room > 0 ? ghosts : 0 }, (_, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row
          key={i}
          x={placeOf(entries.length + i)}
          y={box.y + pad}
          width={entryW - 2 * gap}
          height={box.h - 2 * pad}
          rx={f * 0.2}
          fill="none"
          stroke={queueFill(queueId)}
          strokeWidth={1.75}
          strokeDasharray="4 3"
        />
      ))}
      <Label
        {...inSlot(count, 'end')}
        text={fitText([m.format.number(queue.maxOffset), shortCount(queue.maxOffset)], count.w, count.size, true)}
        bold
      />
    </g>
  )
}
