// Play, pause, step, jump, speed, smart fast-forward. Nothing here ever moves: every text has its room kept.

import { formatTime } from '../../i18n/format'
import { restart, setFastForward, setSpeed, slowDown, speedUp, togglePlay } from '../../session/actions'
import { SPEEDS, useApp } from '../../session/appStore'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from '../../session/jumps'
import { BreakpointButton } from '../panels/breakpoints/BreakpointButton'
import { ChartsToggle } from '../panels/charts/ChartsToggle'
import { CompareButton } from '../panels/compare/CompareButton'
import { HistoryButtons } from '../panels/history/HistoryButtons'
import { speedText } from '../shell/format'
import { icons } from '../shell/icons'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

export function Transport() {
  const m = useMessages()
  const playing = useApp((state) => state.playing)
  return (
    <div className="transport">
      <fieldset className="transport-buttons" aria-label={m.page.transport}>
        <TransportButton name={m.page.toStart} keys="Home" icon={icons.toStart} onPress={restart} extra />
        <TransportButton name={m.page.jumpBack} keys="Shift ←" icon={icons.jumpBack} onPress={jumpToPrevious} />
        <TransportButton name={m.page.stepBack} keys="←" icon={icons.stepBack} onPress={stepBack} />
        <button
          type="button"
          className="transport-button transport-play"
          aria-label={playing ? m.page.pause : m.page.play}
          title={`${playing ? m.page.pause : m.page.play} (Space)`}
          onClick={togglePlay}
        >
          {playing ? icons.pause : icons.play}
        </button>
        <TransportButton name={m.page.stepForward} keys="→" icon={icons.stepForward} onPress={stepForward} />
        <TransportButton name={m.page.jumpForward} keys="Shift →" icon={icons.jumpForward} onPress={jumpToNext} />
      </fieldset>
      <Clock />
      <BreakpointButton />
      <HistoryButtons />
      <Speed />
      <FastForward />
      <CompareButton />
      <ChartsToggle />
    </div>
  )
}

interface ButtonProps {
  name: string
  keys: string
  icon: React.ReactNode
  onPress: () => void
  /** Left out where there is little room; a key and the timeline do the same. */
  extra?: boolean
}

function TransportButton({ name, keys, icon, onPress, extra = false }: ButtonProps) {
  return (
    <button
      type="button"
      className={extra ? 'transport-button transport-extra' : 'transport-button'}
      aria-label={name}
      title={`${name} (${keys})`}
      onClick={() => onPress()}
    >
      {icon}
    </button>
  )
}

function Clock() {
  const m = useMessages()
  // While it plays nobody can read milliseconds, and digits that only flicker mean nothing.
  const flickers = useApp((state) => state.playing && state.speed >= 0.5)
  const text = useClusterState((_, tMs) => formatTime(tMs, flickers ? 1 : 3))
  return (
    <div className="clock" role="timer" aria-live="off" aria-label={m.page.now}>
      {text}
    </div>
  )
}

function Speed() {
  const m = useMessages()
  const speed = useApp((state) => state.speed)
  const pace = useApp((state) => (state.pace > state.speed * 1.05 ? speedText(state.pace) : null))
  const position = nearest(speed)
  return (
    <fieldset className="speed" aria-label={m.page.speed}>
      <button
        type="button"
        className="icon-button"
        aria-label={m.page.slower}
        title={`${m.page.slower} (↓)`}
        onClick={slowDown}
      >
        {icons.minus}
      </button>
      <input
        type="range"
        className="range"
        aria-label={m.page.speed}
        aria-valuetext={m.page.speedValue(speedText(speed))}
        min={0}
        max={SPEEDS.length - 1}
        step={1}
        value={position}
        onChange={(event) => setSpeed(SPEEDS[Number(event.target.value)])}
      />
      <button
        type="button"
        className="icon-button speed-plus"
        aria-label={m.page.faster}
        title={`${m.page.faster} (↑)`}
        onClick={speedUp}
      >
        {icons.plus}
      </button>
      <output className="speed-value" data-fast={pace !== null}>
        {`${pace ?? speedText(speed)}×`}
      </output>
    </fieldset>
  )
}

/** Position in SPEEDS of the speed closest to this one. */
function nearest(speed: number): number {
  let best = 0
  SPEEDS.forEach((candidate, position) => {
    if (Math.abs(Math.log(candidate / speed)) < Math.abs(Math.log(SPEEDS[best] / speed))) best = position
  })
  return best
}

function FastForward() {
  const m = useMessages()
  const fastForward = useApp((state) => state.fastForward)
  return (
    <button
      type="button"
      role="switch"
      aria-checked={fastForward}
      aria-label={m.page.fastForward}
      className="switch"
      title={`${m.page.fastForwardHint} (F)`}
      onClick={() => setFastForward(!fastForward)}
    >
      <span className="switch-track" />
      <span className="switch-long">{m.page.fastForward}</span>
      <span className="switch-short">{m.page.fastForwardShort}</span>
    </button>
  )
}
