// One column for each run: its height and colour are its figure, dotted or striped is a run without one. A click, or Enter, opens the run.

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { useApp } from '../../../session/appStore'
import { type LuckJob, openCell, shownCell } from '../../../session/luck'
import { type LuckCell, type Measure, momentOf, seedOf } from '../../../session/luckRuns'
import { Button, LinkButton } from '../../kit/Button'
import { useMessages } from '../../shell/useMessages'

interface StripProps {
  job: LuckJob
  measure: Measure
  max: number
  p50: number
  p90: number
}

/** Dots and level stripes say what no colour should say alone: there is no figure. Slanted lines mean avoidance only. */
const LOOKS = {
  waiting: 'bg-line opacity-50',
  unfinished: 'bg-[radial-gradient(var(--muted)_1px,transparent_1.3px)] bg-size-[4px_4px]',
  missing: 'bg-[linear-gradient(var(--bad)_2px,transparent_2px)] bg-size-[100%_5px]',
  none: 'bg-good',
  low: 'bg-flight',
  middle: 'bg-avoid',
  high: 'bg-bad',
}

/** Which look a run has. */
function lookOf(
  cell: LuckCell | null,
  measure: Measure,
  { p50, p90 }: Pick<StripProps, 'p50' | 'p90'>,
): keyof typeof LOOKS {
  if (cell === null) return 'waiting'
  if (typeof cell === 'string') return 'unfinished'
  const value = cell[measure]
  if (value === null) return 'missing'
  return value === 0 ? 'none' : value <= p50 ? 'low' : value <= p90 ? 'middle' : 'high'
}

export function Strip({ job, measure, max, p50, p90 }: StripProps) {
  const m = useMessages('luck')
  const input = useApp((state) => state.input)
  const { spec, cells } = job
  const shown = useMemo(() => shownCell(spec, input), [spec, input])
  const [pointed, setPointed] = useState<number | null>(null)
  const [listed, setListed] = useState(false)
  const strip = useRef<HTMLDivElement>(null)
  const at = Math.min(pointed ?? Math.max(0, shown), spec.runs - 1)
  const wordsOf = (run: number) =>
    m.luck.cell({
      kind: spec.kind,
      at: spec.kind === 'seeds' ? seedOf(spec, run) : momentOf(spec, run),
      outcome: cells[run] ?? null,
      hasFault: spec.fault !== null,
      untilMs: spec.untilMs,
      shown: run === shown,
    })
  const runAt = (event: PointerEvent): number => {
    const box = strip.current?.getBoundingClientRect()
    if (!box || box.width === 0) return 0
    const share = (event.clientX - box.left) / box.width
    return Math.min(spec.runs - 1, Math.max(0, Math.floor(share * spec.runs)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: spec.runs - 1,
    }
    const next = steps[event.key]
    if (next !== undefined) setPointed(Math.min(spec.runs - 1, Math.max(0, next)))
    else if (event.key === 'Enter') void openCell(spec, at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div
        ref={strip}
        className="flex items-stretch h-[3.2rem] mt-4 mb-2 pt-[8px] border-b border-line-strong rounded-[4px] cursor-pointer touch-pan-y"
        role="slider"
        tabIndex={0}
        aria-label={m.luck.hint}
        aria-valuemin={1}
        aria-valuemax={spec.runs}
        aria-valuenow={at + 1}
        aria-valuetext={wordsOf(at)}
        title={m.luck.hint}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setPointed(runAt(event))}
        onPointerDown={(event) => event.button === 0 && setPointed(runAt(event))}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setPointed(null)}
        // A finger hides what it points at: it chooses, and the button below opens.
        onClick={(event) => {
          const isMouse = (event.nativeEvent as globalThis.PointerEvent).pointerType !== 'touch'
          if (isMouse) void openCell(spec, runAt(event as unknown as PointerEvent))
        }}
      >
        {cells.map((cell, run) => {
          const look = lookOf(cell, measure, { p50, p90 })
          const value = cell !== null && typeof cell === 'object' ? (cell[measure] ?? max) : max
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a run is known by its position
              key={run}
              className="relative flex items-end flex-1 min-w-0 px-[0.5px] data-[pointed=true]:bg-flight-soft data-[pointed=true]:outline data-[pointed=true]:outline-text data-[shown=true]:before:absolute data-[shown=true]:before:top-[-8px] data-[shown=true]:before:left-1/2 data-[shown=true]:before:ml-[-5px] data-[shown=true]:before:w-[10px] data-[shown=true]:before:h-[7px] data-[shown=true]:before:bg-text data-[shown=true]:before:[clip-path:polygon(0_0,100%_0,50%_100%)]"
              data-look={look}
              data-shown={run === shown}
              data-pointed={pointed !== null && run === at}
            >
              <i
                className={`flex-1 ${LOOKS[look]}`}
                style={{ height: look === 'none' ? '8%' : `${max === 0 ? 100 : 12 + (88 * value) / max}%` }}
              />
            </span>
          )
        })}
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 min-h-15 max-wide:min-h-30">
        <span className="min-w-0 text-pretty" data-testid="luck-cell">
          {wordsOf(at)}
        </span>
        {at !== shown && <Button onClick={() => void openCell(spec, at)}>{m.luck.open}</Button>}
        <span className="flex-1" />
        <LinkButton aria-expanded={listed} onClick={() => setListed(!listed)}>
          {m.luck.list(spec.runs)}
        </LinkButton>
      </div>
      {listed && (
        <ol className="max-h-72 overflow-auto columns-[2_22rem]">
          {cells.map((_, run) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run is known by its position
            <li key={run} className="aria-[current=true]:font-semibold" aria-current={run === shown}>
              <LinkButton onClick={() => void openCell(spec, run)}>{wordsOf(run)}</LinkButton>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
