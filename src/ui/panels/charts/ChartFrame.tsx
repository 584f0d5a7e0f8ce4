// What all charts are framed by: a name and a scale at the left, a legend with the figures of the moment above the plot.

import { type ReactNode, useContext } from 'react'
import type { SeriesBin } from '../../../projections/series'
import type { Run } from '../../../rocketmq'
import type { TimeAxis } from '../../../stage/timeAxis'
import { Drawing, Unit } from '../../timeline/plot'
import type { ShareMember } from './figures'
import type { MomentFigures } from './useFigures'

export interface PartProps {
  run: Run
  otherRun: Run | null
  bins: SeriesBin[]
  otherBins: SeriesBin[] | null
  axis: TimeAxis
  width: number
  height: number
  members: ShareMember[]
  moment: MomentFigures
  /** The only chart on the screen: its name is on the switch above. */
  alone: boolean
  narrow: boolean
}

/** One chart: its name and scale at the left, its legend with the figures of the moment above the plot. */
export function Chart({
  title,
  alone,
  note,
  upper,
  lower,
  width,
  height,
  legend,
  extra,
  children,
}: {
  title: string
  alone: boolean
  note?: string
  upper: string
  lower: string
  width: number
  height: number
  legend: ReactNode
  extra?: ReactNode
  children: ReactNode
}) {
  const unit = useContext(Unit)
  return (
    <>
      <div className="flex flex-col relative min-w-0 pr-5" title={note}>
        <span
          className={
            alone
              ? 'chart-title font-semibold leading-[1.35] absolute size-px overflow-hidden [clip-path:inset(50%)] whitespace-nowrap'
              : 'chart-title font-semibold leading-[1.35]'
          }
        >
          {title}
        </span>
        {extra}
        <span
          className="absolute right-5 bottom-2 flex flex-col justify-between items-end text-muted text-fine leading-none whitespace-nowrap pointer-events-none"
          style={{ height: height * unit }}
        >
          <span>{upper}</span>
          <span>{lower}</span>
        </span>
      </div>
      <div className="w-(--plot-width) min-w-0 pb-2 [&_svg]:block [&_svg]:overflow-hidden">
        <div className="chart-legend relative z-2 bg-panel flex items-center gap-x-10 h-14 pl-2 overflow-hidden whitespace-nowrap max-wide:flex-wrap max-wide:h-auto max-wide:min-h-14">
          {legend}
        </div>
        <Drawing width={width} height={height}>
          <path
            className="stroke-line fill-none"
            d={`M0 .5H${width}M0 ${height / 2}H${width}M0 ${height - 0.5}H${width}`}
          />
          {children}
        </Drawing>
      </div>
    </>
  )
}

/** A sign, a word and the figure of the moment. */
export function Key({ sign, name, value }: { sign: ReactNode; name: string; value: string }) {
  return (
    <span className="min-w-0 max-w-full inline-flex items-center gap-3.5 [&>svg]:flex-none">
      {sign}
      <span className="text-muted max-w-160 min-w-0 overflow-hidden text-ellipsis" title={name}>
        {name}
      </span>
      <b>{value}</b>
    </span>
  )
}

export const LineSign = ({ line }: { line: string }) => (
  <svg width="1.2em" height="0.8em" viewBox="0 0 16 10" aria-hidden="true">
    <path className={line} d="M0 5H16" />
  </svg>
)
