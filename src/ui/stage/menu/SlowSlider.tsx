// How much latency is added to a node.

import { useId, useRef, useState } from 'react'
import type { Messages } from '../../../i18n/messages'
import { act } from '../../../session/actions'

const SLOWEST_MS = 5000
const SLOW_STEP_MS = 50

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
        max={SLOWEST_MS}
        step={SLOW_STEP_MS}
        value={ms}
        aria-valuetext={said}
        onChange={(event) => setMs(Number(event.currentTarget.value))}
        onPointerUp={(event) => commit(Number(event.currentTarget.value))}
      />
      <button type="submit" className="stage-slow-done">
        {m.stageMenu.done}
      </button>
    </form>
  )
}
