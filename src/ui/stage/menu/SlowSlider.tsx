// How much latency is added to a node.

import { type CSSProperties, useId, useRef, useState } from 'react'
import type { Messages } from '../../../i18n/messages'
import { act } from '../../../session/actions'

/** What can be chosen, ms: fine where latencyMax has its thresholds, coarse beyond. */
const CHOICES: readonly number[] = [
  ...Array.from({ length: 21 }, (_, step) => 50 * step),
  ...Array.from({ length: 8 }, (_, step) => 1500 + 500 * step),
]
/** What is written under the slider, ms. */
const TICKS: readonly number[] = [0, 300, 600, 1000, 3000, 5000]
const tickText = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`)

export function SlowSlider({
  target,
  slowMs,
  m,
  onDone,
}: {
  target: string
  slowMs: number
  m: Messages
  onDone: () => void
}) {
  const [ms, setMs] = useState(slowMs)
  const id = useId()
  // What a link has set may lie between them.
  const choices = CHOICES.includes(slowMs) ? CHOICES : [...CHOICES, slowMs].sort((one, other) => one - other)
  const last = choices.length - 1
  const msOf = ({ value }: HTMLInputElement) => choices[Number(value)] as number
  const said = ms > 0 ? `+${ms} ms` : m.stageMenu.slowOff
  // One action for one decision: not one for each step of the slider.
  const done = useRef(slowMs)
  const commit = (value: number) => {
    if (value !== done.current) act({ type: 'slow', target, ms: value })
    done.current = value
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        commit(ms)
        onDone()
      }}
    >
      <div className="flex justify-between gap-10">
        {/* An output inside the label would take the label for itself. */}
        <label htmlFor={id}>{m.stageMenu.slowTitle}</label>
        <output>{said}</output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        step={1}
        value={choices.indexOf(ms)}
        aria-valuetext={said}
        onChange={(event) => setMs(msOf(event.currentTarget))}
        onPointerUp={(event) => commit(msOf(event.currentTarget))}
      />
      <div className="stage-slow-ticks relative h-12 -mt-4 text-muted text-fine" aria-hidden="true">
        {TICKS.map((tick) => (
          // Under the middle of the thumb, which is 16 px wide and stays within the track; the words of the ends stay, too.
          <span
            key={tick}
            className="absolute left-[calc(8px+var(--at)*(100%-16px))] pt-3 whitespace-nowrap -translate-x-1/2 before:absolute before:top-0 before:left-1/2 before:h-3 before:w-px before:bg-line-strong first:-ml-[8px] first:translate-x-0 first:before:left-[8px] last:ml-[8px] last:-translate-x-full last:before:left-[calc(100%-8px)]"
            style={{ '--at': choices.indexOf(tick) / last } as CSSProperties}
          >
            {tickText(tick)}
          </span>
        ))}
      </div>
      <button type="submit" className="stage-slow-done">
        {m.stageMenu.done}
      </button>
    </form>
  )
}
