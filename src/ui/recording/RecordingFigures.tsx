// How far a recording and its simulation are apart, figure by figure.

import { Fragment } from 'react'
import { formatTime } from '../../i18n/format'
import { type ComparedFigure, comparedFigures, type FigureName, type RunFigures } from '../../projections/runFigures'
import { useApp } from '../../session/appStore'
import { useMessages } from '../shell/useMessages'

interface Props {
  main: RunFigures
  other: RunFigures
  /** Whether the run of the page is the recording; else the other one is. */
  isMain: boolean
}

export default function RecordingFigures({ main, other, isMain }: Props) {
  const m = useMessages('recordings')
  const actions = useApp((state) => state.input.actions)
  const groups = useApp((state) => state.run.checkpoints[0]?.state.brokerGroups)
  const recorded = isMain ? main : other
  const simulated = isMain ? other : main
  const rows = comparedFigures(recorded, simulated)
  const name = (id: FigureName): string => {
    const brokerName = 'group' in id ? (groups?.[id.group]?.brokerName ?? '') : ''
    return m.recordings.figureName(id, brokerName)
  }
  /** What the figures of a fault are the figures of, above the first of them. */
  const heading = ({ id }: ComparedFigure): string | null => {
    const fault = id.of === 'dropped' ? (recorded.faults[id.fault] ?? simulated.faults[id.fault]) : undefined
    const action = fault && actions[fault.action]
    return action ? m.recordings.afterFault(m.editing.action(action), formatTime(fault.atMs)) : null
  }
  const shown = (value: number | null, unit: 'count' | 'ms'): string =>
    value === null ? m.recordings.none : unit === 'ms' ? m.recordings.ms(value) : m.format.number(value)
  return (
    <section className="pt-8" aria-label={m.recordings.figures}>
      <h3 className="font-semibold">{m.recordings.figures}</h3>
      <p className="text-muted">{m.recordings.figuresHint}</p>
      <table className="mt-3 w-full [&_:is(th,td)]:border-b [&_:is(th,td)]:border-line [&_:is(th,td)]:py-2 [&_:is(th,td)]:pl-5 [&_:is(th,td)]:text-right [&_td]:whitespace-nowrap [&_th:first-child]:pl-0 [&_th:first-child]:text-left [&_th]:font-normal [&_thead_th]:text-muted">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">{m.recordings.recorded}</th>
            <th scope="col">{m.recordings.simulated}</th>
            <th scope="col">{m.recordings.apart}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { id, unit, main: one, other: two } = row
            const above = heading(row)
            const isPart = id.of === 'failure' || id.of === 'exception'
            return (
              <Fragment key={JSON.stringify(id)}>
                {above && (
                  <tr>
                    <th scope="colgroup" colSpan={4} className="pt-5! font-semibold!">
                      {above}
                    </th>
                  </tr>
                )}
                <tr>
                  <th scope="row" className={isPart ? 'pl-9! text-muted' : 'fault' in id ? 'pl-9!' : ''}>
                    {name(id)}
                  </th>
                  <td>{shown(one, unit)}</td>
                  <td>{shown(two, unit)}</td>
                  <td className="text-muted">
                    {one === null || two === null || one === two ? '' : shown(Math.abs(one - two), unit)}
                  </td>
                </tr>
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
