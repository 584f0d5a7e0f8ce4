// The slim row of an embedded page: to and fro, the time, the speed where there is room, and the way to the whole page.

import { type SyntheticEvent, useState } from 'react'
import { formatTime } from '../../i18n/format'
import { restart, seek, slowDown, speedUp, togglePlay } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { wholePageAddress } from '../../session/embedRun'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from '../../session/jumps'
import { speedText } from '../shell/format'
import { icons } from '../shell/icons'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { Clock } from '../timeline/Clock'

/** What all buttons here look like; which of them there is room for. */
const KEY =
  'inline-grid place-items-center size-23 min-w-[28px] min-h-[28px] border rounded-lg hover:border-line-strong max-wide:data-[room=much]:hidden max-[520px]:data-[room=some]:hidden'

/** @param slider - whether the row has to do without the timeline */
export function EmbedControls({ slider }: { slider: boolean }) {
  const m = useMessages()
  const playing = useApp((state) => state.playing)
  return (
    <div className="embed-row flex items-center gap-6 px-7 py-3.5 max-[520px]:gap-4 max-[520px]:px-4 max-[520px]:py-2.5">
      <fieldset className="flex items-center flex-none gap-2" aria-label={m.page.transport}>
        <RowButton name={m.page.toStart} icon={icons.toStart} onPress={restart} room="much" />
        <RowButton name={m.page.jumpBack} icon={icons.jumpBack} onPress={jumpToPrevious} />
        <RowButton name={m.page.stepBack} icon={icons.stepBack} onPress={stepBack} room="some" />
        <button
          type="button"
          className={`${KEY} w-28 border-flight bg-flight-soft`}
          aria-label={playing ? m.page.pause : m.page.play}
          title={playing ? m.page.pause : m.page.play}
          onClick={togglePlay}
        >
          {playing ? icons.pause : icons.play}
        </button>
        <RowButton name={m.page.stepForward} icon={icons.stepForward} onPress={stepForward} room="some" />
        <RowButton name={m.page.jumpForward} icon={icons.jumpForward} onPress={jumpToNext} />
      </fieldset>
      <Clock className="flex-none min-w-[6.2em] text-large max-[520px]:min-w-[5.8em] max-[520px]:text-base" />
      {slider ? <Slider /> : <span className="flex-1" />}
      <Speed />
      <OpenWhole />
    </div>
  )
}

function RowButton({
  name,
  icon,
  onPress,
  room,
}: {
  name: string
  icon: React.ReactNode
  onPress: () => void
  /** How much the frame must have; the slider or the timeline does the same. */
  room?: 'some' | 'much'
}) {
  return (
    <button
      type="button"
      className={`${KEY} border-line bg-card`}
      data-room={room}
      aria-label={name}
      title={name}
      onClick={() => onPress()}
    >
      {icon}
    </button>
  )
}

/** ms of virtual time by which the end of the slider grows, so that it does not creep under the hand. */
const GROWS_BY_MS = 10_000

/** All that has been seen, and what is planned. */
function Slider() {
  const m = useMessages()
  const playheadMs = useClusterState((_, tMs) => Math.floor(tMs / 100) * 100)
  const endMs = useApp(({ seenMs, input }) => {
    const furthest = Math.max(seenMs, input.actions.at(-1)?.atMs ?? 0, 1)
    return Math.ceil(furthest / GROWS_BY_MS) * GROWS_BY_MS
  })
  return (
    <input
      type="range"
      className="accent-flight w-70 min-w-40 h-20 max-[1531px]:wide:hidden max-wide:hidden embedded:block embedded:flex-1 embedded:w-auto embedded:min-w-30"
      aria-label={m.page.playhead}
      aria-valuetext={formatTime(playheadMs, 1)}
      min={0}
      max={endMs}
      step={100}
      value={playheadMs}
      onChange={(event) => seek(Number(event.target.value))}
    />
  )
}

function Speed() {
  const m = useMessages()
  const speed = useApp((state) => state.speed)
  return (
    <fieldset
      className="flex items-center flex-none gap-2 [&_output]:min-w-[3em] [&_output]:text-center [&_output]:font-semibold max-wide:hidden"
      aria-label={m.page.speed}
    >
      <RowButton name={m.page.slower} icon={icons.minus} onPress={slowDown} />
      <output>{`${speedText(speed)}×`}</output>
      <RowButton name={m.page.faster} icon={icons.plus} onPress={speedUp} />
    </fieldset>
  )
}

function OpenWhole() {
  const m = useMessages('embedding')
  const [start] = useState(wholePageAddress)
  // The moment it leads to is the one at which it is used, by whatever way.
  const point = ({ currentTarget }: SyntheticEvent<HTMLAnchorElement>) => {
    currentTarget.href = wholePageAddress()
  }
  return (
    <a
      href={start}
      className="hover:border-line-strong inline-flex items-center flex-none gap-4 min-h-[max(2.3rem,28px)] px-6 border border-line rounded-lg bg-card text-text whitespace-nowrap"
      target="_blank"
      rel="noopener"
      aria-label={m.embedding.openWhole}
      title={m.embedding.openHint}
      onPointerEnter={point}
      onPointerDown={point}
      onFocus={point}
      onContextMenu={point}
      onKeyDown={point}
    >
      <svg viewBox="0 0 20 20" width="1.25em" height="1.25em" fill="currentColor" aria-hidden="true">
        <path d="M11 2.500h6.500V9h-1.900V5.700L9.200 12.100 7.900 10.800 14.300 4.400H11ZM3.500 4.500h5v1.900H5.400v8.200h8.200v-3.100h1.900v5h-12Z" />
      </svg>
      <span className="max-wide:hidden">{m.embedding.openWhole}</span>
      <span className="hidden max-wide:inline max-[520px]:hidden">{m.embedding.openShort}</span>
    </a>
  )
}
