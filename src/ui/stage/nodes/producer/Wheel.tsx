// The producer's wheel: one sector per MessageQueue of messageQueueList. Hatched is avoided, bright is being sent to.
// The pointers turn with each frame and are painted on the canvas (paintWheel.ts).

import { memo, useMemo } from 'react'
import type { FirstMessages } from '../../../../i18n/messages'
import { countdownSeconds } from '../../../../i18n/seconds'
import { fitText, textWidth } from '../../../../stage/boxes'
import type { WheelView } from '../../../../stage/nodes/producer/producerView'
import { parseList } from '../../../../stage/nodes/producer/producerView'
import {
  MIN_SECTOR,
  type Run,
  runPath,
  runRim,
  runsOf,
  sectorsOf,
  sectorWidth,
  type WheelBox,
} from '../../../../stage/nodes/producer/wheel'
import { useRunView } from '../../../shell/useClusterState'
import { Label, useIsPrinted } from '../../Label'

export interface WheelProps {
  place: WheelBox
  view: WheelView
  /** By Broker group. */
  shortNames: readonly string[]
  m: FirstMessages
  hatch: string
  /** More than one producer or no room: only the ring. */
  plain: boolean
  /** The process does not run. */
  still: boolean
  /** The index and what it leads to are not met yet. */
  withoutIndex: boolean
}

export const Wheel = memo(function Wheel({
  place,
  view,
  shortNames,
  m,
  hatch,
  plain,
  still,
  withoutIndex,
}: WheelProps) {
  const list = useMemo(() => parseList(view.list), [view.list])
  const count = list.length
  const runs = useMemo(() => runsOf(list.map((q) => ({ group: q.group }))), [list])
  const thin = sectorWidth(place, count) < MIN_SECTOR
  const sectors = useMemo(() => (thin ? [] : sectorsOf(place, count)), [place, count, thin])
  const runPaths = useMemo(
    () => (thin ? runs.map((run) => runPath(place, run, count)) : []),
    [place, runs, count, thin],
  )
  const chosen = useMemo(() => new Set(view.chosen), [view.chosen])
  const f = place.size
  const labelled = !plain && count > 0 && Math.min(place.r - place.hub, sectorWidth(place, count) * 1.1) > f * 1.9
  return (
    <g transform={`translate(${place.cx} ${place.cy})`}>
      {count === 0 && (
        <circle
          r={(place.r + place.hub) / 2}
          fill="none"
          stroke="var(--line)"
          strokeWidth={place.r - place.hub}
          strokeDasharray={`${f * 0.4} ${f * 0.4}`}
          opacity={0.5}
        />
      )}
      {thin
        ? runs.map((run, position) => (
            <SectorShape
              key={`${run.first}.${run.group}`}
              d={runPaths[position]}
              tenths={view.avoided[run.group] ?? 0}
              chosen={false}
              odd={run.group % 2 === 1}
              hatch={hatch}
              still={still}
            />
          ))
        : sectors.map((sector) => {
            const queue = list[sector.position]
            return (
              <SectorShape
                key={sector.position}
                d={sector.path}
                tenths={view.avoided[queue.group] ?? 0}
                chosen={chosen.has(sector.position)}
                odd={queue.group % 2 === 1}
                hatch={hatch}
                still={still}
              />
            )
          })}
      {labelled &&
        sectors.map((sector) => {
          const queue = list[sector.position]
          return (
            <SectorLabel
              key={sector.position}
              x={sector.middle.x}
              y={sector.middle.y}
              room={Math.min(place.r - place.hub, sectorWidth(place, count) * 1.1) - f * 0.2}
              wide={
                count === 1 || Math.abs(Math.cos(sector.angle)) > 0.7
                  ? sectorWidth(place, count) * 0.8
                  : place.r - place.hub - f * 0.3
              }
              f={f}
              broker={shortNames[queue.group] ?? '?'}
              queueId={queue.queueId}
              tenths={view.avoided[queue.group] ?? 0}
              chosen={chosen.has(sector.position)}
              rewritten={view.rewritten.includes(sector.position)}
            />
          )
        })}
      {!plain &&
        !labelled &&
        place.ring > f &&
        runs.map((run) => (
          <RunName
            key={`${run.first}.${run.group}`}
            place={place}
            run={run}
            count={count}
            name={shortNames[run.group] ?? '?'}
            tenths={view.avoided[run.group] ?? 0}
            crowded={runs.length > 20}
          />
        ))}
      {!plain &&
        !labelled &&
        view.rewritten.map((position) => {
          const sector = sectors[position]
          return (
            sector && <circle key={position} cx={sector.middle.x} cy={sector.middle.y} r={f * 0.16} fill="var(--bad)" />
          )
        })}
      {!plain && (withoutIndex ? <HubShape place={place} /> : <Hub place={place} view={view} m={m} count={count} />)}
    </g>
  )
})

const SectorShape = memo(function SectorShape({
  d,
  tenths,
  chosen,
  odd,
  hatch,
  still,
}: {
  d: string
  tenths: number
  chosen: boolean
  odd: boolean
  hatch: string
  still: boolean
}) {
  const avoided = tenths > 0
  return (
    <>
      <path
        d={d}
        fill={chosen ? 'var(--flight-soft)' : odd ? 'var(--line)' : 'var(--inset)'}
        fillOpacity={odd && !chosen ? 0.55 : 1}
        stroke={chosen ? 'var(--flight)' : avoided ? 'var(--avoid)' : 'var(--line)'}
        strokeWidth={chosen ? 2 : 1.25}
        opacity={still ? 0.4 : 1}
      />
      {avoided && <path d={d} fill={`url(#${hatch})`} opacity={0.85} />}
    </>
  )
})

const SectorLabel = memo(function SectorLabel({
  x,
  y,
  room,
  wide,
  f,
  broker,
  queueId,
  tenths,
  chosen,
  rewritten,
}: {
  x: number
  y: number
  /** Px across, whichever way. */
  room: number
  wide: number
  f: number
  broker: string
  queueId: number
  tenths: number
  chosen: boolean
  rewritten: boolean
}) {
  const mark = rewritten ? '*' : ''
  const width = Math.max(room, wide)
  const size = Math.min(f * 1.02, Math.max(f * 0.85, room * 0.42))
  const isPrinted = useIsPrinted(size)
  const text = fitText([`${broker} q${queueId}${mark}`, `${broker}${queueId}${mark}`, ''], width, size, true)
  if (!isPrinted || !text || text === '…') return null
  const seconds = tenths > 0 ? fitText([`${countdownSeconds(tenths)} s`, ''], width, size * 0.92) : ''
  const both = seconds !== '' && seconds !== '…' && room >= f * 2
  const w = Math.max(textWidth(text, size, true), both ? textWidth(seconds, size * 0.92) : 0) + f * 0.5
  const h = f * (both ? 2.35 : 1.25)
  return (
    <>
      {tenths > 0 && (
        <rect x={x - w / 2} y={y - h / 2} width={w} height={h} rx={f * 0.35} fill="var(--card)" opacity={0.86} />
      )}
      <Label
        x={x}
        y={both ? y - f * 0.55 : y}
        size={size}
        text={text}
        anchor="middle"
        bold
        fill={rewritten ? 'var(--bad)' : tenths > 0 ? 'var(--avoid)' : chosen ? 'var(--text)' : 'var(--muted)'}
      />
      {both && <Label x={x} y={y + f * 0.6} size={size * 0.92} text={seconds} anchor="middle" fill="var(--avoid)" />}
    </>
  )
})

const RunName = memo(function RunName({
  place,
  run,
  count,
  name,
  tenths,
  crowded,
}: {
  place: WheelBox
  run: Run
  count: number
  name: string
  tenths: number
  crowded: boolean
}) {
  const rim = runRim(place, run, count)
  const f = place.size
  const size = f * 0.85
  const room = rim.width - f * 0.2
  const text = crowded && room < f ? '' : fitText([name, ''], Math.max(room, f * 0.95), size, true)
  // Whole seconds: tenths would reach into the sectors. The Broker's card has them.
  const seconds = tenths > 0 && text !== '' ? `${Math.ceil(tenths / 10)}s` : ''
  return (
    <>
      <path d={rim.path} fill={tenths > 0 ? 'var(--avoid)' : 'var(--line-strong)'} opacity={tenths > 0 ? 1 : 0.55} />
      {text && text !== '…' && (
        <Label
          x={rim.label.x}
          y={seconds ? rim.label.y - f * 0.48 : rim.label.y}
          size={size}
          text={text}
          anchor="middle"
          bold
          fill={tenths > 0 ? 'var(--avoid)' : 'var(--muted)'}
        />
      )}
      {seconds && (
        <Label
          x={rim.label.x}
          y={rim.label.y + f * 0.5}
          size={size}
          text={seconds}
          anchor="middle"
          fill="var(--avoid)"
        />
      )}
    </>
  )
})

const HubShape = ({ place }: { place: WheelBox }) => (
  <circle r={place.hub - Math.max(2, place.size * 0.35)} fill="var(--inset)" stroke="var(--line)" />
)

/** The middle: the value of sendWhichQueue and the place it leads to. */
function Hub({ place, view, m, count }: { place: WheelBox; view: WheelView; m: FirstMessages; count: number }) {
  const f = place.size
  const index = view.indexes.find((value) => value !== null) ?? null
  const many = view.indexes.length > 1
  // Of a recording only the place is known.
  const isRecording = useRunView().run().input.recording !== undefined
  const room = place.hub * 1.5
  const text = index === null ? '–' : isRecording ? '?' : String(index)
  const roomy = place.hub > f * 2.6
  let size = f * (roomy ? 1.75 : 1.45)
  while (size > f * 0.8 && textWidth(text, size, true) > room) size -= 1
  const shown = fitText([text, `…${text.slice(-4)}`, `…${text.slice(-2)}`, ''], room, size, true)
  const position = index !== null && count > 0 ? ((index % count) + count) % count : null
  const below = position === null ? [] : m.stage.modulo(count, position).slice(isRecording ? -1 : 0)
  const head = many ? m.stage.threads(view.indexes.length) : [m.stage.wheelHead]
  return (
    <>
      <HubShape place={place} />
      {roomy && (
        <Label
          x={0}
          y={-f * 1.6}
          size={f * 0.88}
          text={fitText(head, room * 0.85, f * 0.88)}
          anchor="middle"
          fill="var(--muted)"
        />
      )}
      <Label
        x={0}
        y={roomy ? 0 : place.hub > f * 1.8 && below.length > 0 ? -f * 0.5 : 0}
        size={size}
        text={shown}
        anchor="middle"
        bold
      />
      {below.length > 0 && place.hub > f * 1.8 && (
        <Label
          x={0}
          y={f * (roomy ? 1.55 : 1)}
          size={f * 0.88}
          text={fitText(below, room * 0.9, f * 0.88)}
          anchor="middle"
          fill="var(--muted)"
        />
      )}
    </>
  )
}
