// Play, pause, step, jump, speed, auto fast-forward. Nothing here ever moves: every text has its room kept, and every control
// that is still to come its place.

import { Suspense } from 'react'
import { restart, setFastForward, setSpeed, slowDown, speedUp, togglePlay } from '../../session/actions'
import { SPEEDS, useApp } from '../../session/appStore'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from '../../session/jumps'
import { IconButton } from '../kit/Button'
import { Switch } from '../kit/Switch'
import { speedText } from '../shell/format'
import { icons } from '../shell/icons'
import { lazyPart } from '../shell/lazyPart'
import { Reserved } from '../shell/Reserved'
import { useHidden } from '../shell/useHidden'
import { useMessages } from '../shell/useMessages'
import { Clock } from './Clock'

// One part, so that they come together.
const loadTools = () => import('./TransportTools')
const EditTools = lazyPart(async () => ({ default: (await loadTools()).EditTools }), null)
const ViewTools = lazyPart(async () => ({ default: (await loadTools()).ViewTools }), null)

export function Transport() {
  const m = useMessages()
  const playing = useApp((state) => state.playing)
  const withoutSteps = useHidden('steps')
  const withoutSpeed = useHidden('speed')
  return (
    <div className="flex items-center flex-wrap gap-y-5 gap-x-9 px-10 pt-6 pb-3 [&_.switch]:ml-auto max-[1961px]:wide:gap-x-7 max-[1531px]:wide:gap-x-5.5 max-[1341px]:wide:gap-x-3 max-wide:flex-wrap max-wide:justify-between max-wide:gap-x-4 split:flex-wrap split:gap-4 split:pb-0 split:[&_.icon-button]:w-17 split:[&_.button]:min-h-23 split:[&_.button]:px-5.5">
      <fieldset className="flex gap-3 max-wide:w-full max-wide:justify-center" aria-label={m.page.transport}>
        <Reserved empty={withoutSteps}>
          <TransportButton
            name={m.page.toStart}
            caption={m.page.captions.toStart}
            keys="Home"
            icon={icons.toStart}
            onPress={restart}
          />
          <TransportButton
            name={m.page.jumpBack}
            caption={m.page.captions.jumpBack}
            keys="Shift ←"
            icon={icons.jumpBack}
            onPress={jumpToPrevious}
          />
          <TransportButton
            name={m.page.stepBack}
            caption={m.page.captions.stepBack}
            keys="←"
            icon={icons.stepBack}
            onPress={stepBack}
          />
        </Reserved>
        <button
          type="button"
          className="transport-button w-36 max-[1341px]:wide:w-30 border-flight bg-flight-soft max-wide:max-w-60 split:w-32"
          aria-label={playing ? m.page.pause : m.page.play}
          title={`${playing ? m.page.pause : m.page.play} (Space)`}
          onClick={togglePlay}
        >
          {playing ? icons.pause : icons.play}
        </button>
        <Reserved empty={withoutSteps}>
          <TransportButton
            name={m.page.stepForward}
            caption={m.page.captions.stepForward}
            keys="→"
            icon={icons.stepForward}
            onPress={stepForward}
          />
          <TransportButton
            name={m.page.jumpForward}
            caption={m.page.captions.jumpForward}
            keys="Shift →"
            icon={icons.jumpForward}
            onPress={jumpToNext}
          />
        </Reserved>
      </fieldset>
      <Clock className="text-[1.65rem] leading-none [letter-spacing:-0.01em] min-w-86 max-[1341px]:wide:text-[1.5rem] max-[1341px]:wide:min-w-78 max-wide:min-w-69 max-wide:text-[1.35rem] split:text-[1.3rem] split:min-w-62" />
      {/* All at once: what came between two others would move them. */}
      <Suspense>
        <EditTools />
        <Reserved empty={withoutSpeed}>
          <Speed />
          <FastForward />
        </Reserved>
        <ViewTools />
      </Suspense>
    </div>
  )
}

interface ButtonProps {
  name: string
  caption: string
  keys: string
  icon: React.ReactNode
  onPress: () => void
}

function TransportButton({ name, caption, keys, icon, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className="transport-button w-auto min-w-27 flex-none px-1 max-wide:flex-1 split:min-w-23"
      aria-label={name}
      title={`${name} (${keys})`}
      onClick={() => onPress()}
    >
      {icon}
      <span className="caption">{caption}</span>
    </button>
  )
}

function Speed() {
  const m = useMessages()
  const speed = useApp((state) => state.speed)
  const pace = useApp((state) => (state.pace > state.speed * 1.05 ? speedText(state.pace) : null))
  const position = nearest(speed)
  return (
    <fieldset
      className="flex items-center gap-3 flex-none max-[1341px]:wide:gap-0 max-[1341px]:wide:[&_.icon-button]:w-17 [&_.icon-button]:border-transparent [&_.icon-button]:bg-transparent max-wide:gap-0"
      aria-label={m.page.speed}
    >
      <IconButton label={m.page.slower} title={`${m.page.slower} (↓)`} onClick={slowDown}>
        {icons.minus}
      </IconButton>
      <input
        type="range"
        className="accent-flight w-70 min-w-40 h-20 max-[1531px]:wide:hidden max-wide:hidden"
        aria-label={m.page.speed}
        aria-valuetext={m.page.speedValue(speedText(speed))}
        min={0}
        max={SPEEDS.length - 1}
        step={1}
        value={position}
        onChange={(event) => setSpeed(SPEEDS[Number(event.target.value)])}
      />
      <IconButton className="max-wide:order-2" label={m.page.faster} title={`${m.page.faster} (↑)`} onClick={speedUp}>
        {icons.plus}
      </IconButton>
      <output
        className="speed-value min-w-34 font-bold data-[fast=true]:text-flight max-wide:order-1 max-wide:min-w-28 max-wide:text-center split:min-w-26"
        data-fast={pace !== null}
      >
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
    <Switch
      on={fastForward}
      className="switch flex-col justify-center gap-1.5"
      aria-label={m.page.fastForward}
      title={`${m.page.fastForwardHint} (F)`}
      onChange={setFastForward}
    >
      <span className="caption">{m.page.fastForwardShort}</span>
    </Switch>
  )
}
