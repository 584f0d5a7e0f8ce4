// Below the timeline: what the same run comes to with other luck. What is varied, how far it is, the strip, and what all runs say.

import { useId, useMemo } from 'react'
import { useStore } from 'zustand'
import { formatTime } from '../../../i18n/format'
import { MAX_RUN_MS, type UserAction } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { cancelLuck, chosenSpec, type LuckJob, luck, startLuckJob } from '../../../session/luck'
import { faultsIn, type LuckKind, type LuckSpec, MEASURES, summaryOf } from '../../../session/luckRuns'
import { chooseLuck, closeLuck, luckView } from '../../../session/luckView'
import { sameJson } from '../../../session/runViews'
import { Button } from '../../kit/Button'
import { CloseButton } from '../../kit/CloseButton'
import { KeptTogether } from '../../kit/KeptTogether'
import { NumberField } from '../../kit/NumberField'
import { Segmented } from '../../kit/Segmented'
import { Select } from '../../kit/Select'
import { Progress } from '../../kit/Surface'
import { useMessages } from '../../shell/useMessages'
import { Strip } from './Strip'

const KINDS: readonly LuckKind[] = ['seeds', 'moments']

export default function Luck() {
  const m = useMessages('luck')
  const { kind } = useStore(luckView)
  const comparing = useApp((state) => state.comparison !== null)
  const input = useApp((state) => state.input)
  const view = useStore(luckView)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is read from the view
  const spec = useMemo(() => chosenSpec(input), [input, view])
  const job = useStore(luck, (state) => state.job)
  const close = () => {
    cancelLuck()
    closeLuck()
  }
  return (
    <section
      className="border-t border-line py-3 text-small"
      aria-label={m.luck.title}
      data-testid="luck"
      data-state={job?.state ?? 'none'}
    >
      <div className="flex flex-wrap items-center gap-y-3 gap-x-6 [&_:is(.button,.segmented_button)]:min-h-18 max-wide:[&_:is(.button,.segmented_button)]:min-h-30">
        <h2 className="font-semibold">
          {m.luck.title}
          {comparing && <span className="text-muted font-normal">{` · ${m.luck.ofLeft}`}</span>}
        </h2>
        <Segmented
          label={m.luck.kindLabel}
          value={kind}
          options={KINDS.map((one) => [one, m.luck.kinds[one]] as const)}
          onChange={(one) => chooseLuck({ kind: one })}
        />
        {typeof spec !== 'string' && spec.kind === 'moments' && <Moments spec={spec} />}
        {typeof spec !== 'string' && job?.state !== 'running' && (
          <Button
            className="border-flight bg-flight-soft"
            onClick={() => void startLuckJob()}
            title={m.luck.until(formatTime(spec.untilMs, 0))}
          >
            {m.luck.compute(m.format.number(spec.runs))}
          </Button>
        )}
        {job?.state === 'running' && <Running job={job} />}
        <span className="flex-1" />
        <CloseButton onClick={close} />
      </div>
      {typeof spec === 'string' ? <p className="py-3 text-muted">{m.luck[spec]}</p> : null}
      {job && <Results job={job} stale={isStale(job, spec, input)} />}
    </section>
  )
}

/** What is on the page is none of its runs, or other runs have been chosen since. */
function isStale(job: LuckJob, spec: LuckSpec | string, input: LuckSpec['base']): boolean {
  if (typeof spec === 'string') return true
  // Opening one of the runs changes the input, and only what was varied in it.
  const without = ({ seed: _, actions, ...rest }: LuckSpec['base']) => ({
    ...rest,
    actions: actions.map(({ atMs: __, ...action }) => JSON.stringify(action)).sort(),
  })
  return job.spec.kind !== spec.kind || !sameJson(without(job.spec.base), without(input))
}

function Moments({ spec }: { spec: LuckSpec }) {
  const m = useMessages('luck')
  const id = useId()
  const faults = faultsIn(spec.base)
  const field = (name: 'fromMs' | 'toMs', label: string, min: number) => (
    <span className="flex items-center gap-3">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <NumberField
        id={`${id}-${name}`}
        name={label}
        value={spec[name]}
        min={min}
        max={MAX_RUN_MS}
        onValue={(value) => chooseLuck({ [name]: value })}
      />
    </span>
  )
  return (
    <>
      {faults.length > 1 && (
        <Select
          className="max-w-120"
          aria-label={m.luck.fault}
          value={spec.fault ?? 0}
          options={faults.map((at) => {
            const action = spec.base.actions[at] as UserAction
            return [at, `${m.editing.action(action)} · ${formatTime(action.atMs, 1)}`]
          })}
          onChoose={(at) => chooseLuck({ fault: Number(at), fromMs: null, toMs: null })}
        />
      )}
      {field('fromMs', m.luck.from, 0)}
      {field('toMs', m.luck.to, spec.fromMs)}
    </>
  )
}

function Running({ job }: { job: LuckJob }) {
  const m = useMessages('luck')
  const { done, spec } = job
  const text = m.luck.progress(done, spec.runs)
  return (
    <>
      <Progress
        className="h-5 w-60 rounded-xs border border-line-strong"
        max={spec.runs}
        value={done}
        aria-label={text}
      />
      <span className="tabular-nums">{text}</span>
      <Button onClick={cancelLuck}>{m.luck.cancel}</Button>
    </>
  )
}

function Results({ job, stale }: { job: LuckJob; stale: boolean }) {
  const m = useMessages('luck')
  const measure = useStore(luckView, (view) => view.measure)
  const facts = summaryOf(job.cells, measure)
  const { min, p10, p50, p90, max } = facts
  const { kind, runs, untilMs } = job.spec
  const text =
    min === null || p10 === null || p50 === null || p90 === null || max === null
      ? m.luck.noFigure({ measure, ...facts })
      : m.luck.summary({ measure, kind, ...facts, min, p10, p50, p90, max })
  return (
    <>
      <div className="flex flex-wrap items-center gap-y-2 gap-x-6 pt-3 max-wide:[&_.segmented_button]:min-h-30">
        <Segmented
          label={m.luck.measureLabel}
          value={measure}
          options={MEASURES.map((one) => [one, m.luck.measures[one]] as const)}
          onChange={(one) => chooseLuck({ measure: one })}
        />
        <p className="flex-1 min-w-120 max-wide:min-w-full" role="status" data-testid="luck-summary">
          <KeptTogether text={text} />{' '}
          <span className="text-muted">
            {job.state === 'cancelled' ? m.luck.cancelled(job.done, runs) : m.luck.until(formatTime(untilMs, 0))}
          </span>
        </p>
      </div>
      {job.state === 'failed' && <p className="text-bad">{m.luck.failed}</p>}
      {stale && <p className="text-avoid">{m.luck.stale}</p>}
      <Strip job={job} measure={measure} max={max ?? 0} p50={p50 ?? 0} p90={p90 ?? 0} />
    </>
  )
}
