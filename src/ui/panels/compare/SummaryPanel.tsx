// The verdict: one sentence, and the figures of both runs. Every figure is a button that leads to its moments.

import { Suspense, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { type Difference, factsOf } from '../../../explain/difference'
import { narrationOf } from '../../../explain/narrationContextOf'
import { allSaved, type SummaryRow, summaryTable, telling, whyNoDifference } from '../../../explain/runSummaryRows'
import { formatTime } from '../../../i18n/format'
import type { Text } from '../../../i18n/messages'
import { narrate } from '../../../i18n/narration'
import { useApp } from '../../../session/appStore'
import { sameInput } from '../../../session/history'
import { goToFigure, type ShownSummary, shownSummary } from '../../../session/shownSummary'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { lazyPart } from '../../shell/lazyPart'
import { useMessages } from '../../shell/useMessages'
import { LETTER, type Side, useSides, viewOf } from './TwoStages'

export default function SummaryPanel() {
  const compared = useSides()
  const verdict = useStore(shownSummary, (state) => state.verdict)
  if (!compared || !verdict) return null
  return <RunSummary {...compared} verdict={verdict} />
}

const RecordingFigures = lazyPart(() => import('../../recording/RecordingFigures'), null, 'recordings')

interface Props {
  difference: Difference
  sides: Record<Side, string>
  leftOut: string | null
  verdict: ShownSummary
}

function RunSummary({ difference, sides, leftOut, verdict }: Props) {
  const m = useMessages('compare')
  const input = useApp((state) => state.input)
  const otherRunInput = useApp((state) => state.comparison?.run.input ?? state.input)
  const table = useMemo(() => summaryTable(verdict.main, verdict.other), [verdict])
  const [visited, setVisited] = useState<string | null>(null)
  const why = whyNoDifference(table, verdict.main, verdict.other, sameInput(input, otherRunInput), difference)
  const { toMs } = verdict.main
  const sentence = why
    ? m.compare.noDifference(why, toMs)
    : m.compare.summary(factsOf(input, difference, m), telling(table), allSaved(table))

  const goTo = (row: SummaryRow, side: Side) => {
    const found = goToFigure(row.id, side)
    if (!found) {
      setVisited(m.compare.nothingToGoTo)
      return
    }
    const view = viewOf(side)
    const said = narrate(found.entry, narrationOf(view.run(), view.state().settings), m)
    setVisited(`${LETTER[side]} · ${formatTime(found.entry.atMs)} ${said}`)
  }
  const rows = { goTo, sides }
  return (
    <div className="verdict">
      <p className="text-[1.12rem] font-semibold leading-[1.4] text-pretty" data-testid="verdict">
        <KeptTogether text={sentence} />
      </p>
      <p className="verdict-visited pt-1.5 pb-2.5 text-flight leading-[1.4]" role="status">
        {visited}
      </p>
      <table className="verdict-table w-full [&_:is(th,td)]:border-b [&_:is(th,td)]:border-line [&_:is(th,td)]:pl-5 [&_:is(th,td)]:text-right [&_:is(th,td)]:whitespace-nowrap [&_th:first-child]:pl-0 [&_th:first-child]:text-left [&_th:first-child]:font-normal [&_th:first-child]:whitespace-normal [&_tbody_[title]]:underline [&_tbody_[title]]:decoration-muted [&_tbody_[title]]:decoration-dotted [&_tbody_[title]]:underline-offset-[0.25em] [&_thead_th]:font-normal [&_thead_th]:text-muted">
        <thead>
          <tr>
            <th scope="col">{m.compare.sends}</th>
            {(['main', 'other'] as const).map((side) => (
              <th key={side} scope="col" title={sides[side]}>
                <span
                  className="inline-grid place-items-center min-w-16 h-16 rounded-sm bg-text text-panel font-bold data-[side=other]:bg-panel data-[side=other]:[box-shadow:inset_0_0_0_2px_var(--text)] data-[side=other]:text-text"
                  data-side={side}
                >
                  {LETTER[side]}
                </span>
              </th>
            ))}
            <th scope="col">{m.compare.changed}</th>
          </tr>
        </thead>
        <Part title={null} parts={table.sends} {...rows} />
        <Part title={(m) => m.compare.cluster} parts={table.cluster} {...rows} />
        <Shares shares={table.shares} {...rows} />
      </table>
      {verdict.recorded && (
        <Suspense>
          <RecordingFigures {...verdict.recorded} isMain={input.recording !== undefined} />
        </Suspense>
      )}
      <p className="text-muted pt-6">
        {m.compare.countedUntil(toMs)}
        {leftOut && ` ${leftOut}`}
      </p>
    </div>
  )
}

interface RowsProps {
  goTo: (row: SummaryRow, side: Side) => void
  sides: Record<Side, string>
}

/** The head of a part of the table. */
const PART = 'pt-6 text-small font-semibold! text-muted'

function Part({ title, parts, ...rest }: RowsProps & { title: Text<'compare'> | null; parts: readonly SummaryRow[] }) {
  const m = useMessages('compare')
  return (
    <tbody>
      {title && (
        <tr>
          <th scope="colgroup" colSpan={4} className={PART}>
            {title(m)}
          </th>
        </tr>
      )}
      {parts.map((row) => (
        <Row key={JSON.stringify(row.id)} row={row} {...rest} />
      ))}
    </tbody>
  )
}

/** Each Broker group with its queues below it, when opened. */
function Shares({
  shares,
  ...rest
}: RowsProps & { shares: readonly { group: SummaryRow; queues: readonly SummaryRow[] }[] }) {
  const m = useMessages('compare')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  return (
    <tbody>
      <tr>
        <th scope="colgroup" colSpan={4} className={PART}>
          {m.compare.shares}
        </th>
      </tr>
      {shares.flatMap(({ group, queues }) => {
        const name = group.brokerName ?? ''
        const isOpen = open.has(name)
        const toggle = () =>
          setOpen(isOpen ? new Set([...open].filter((one) => one !== name)) : new Set([...open, name]))
        return [
          <Row key={name} row={group} toggle={{ isOpen, toggle }} {...rest} />,
          ...(isOpen ? queues.map((row) => <Row key={JSON.stringify(row.id)} row={row} inner {...rest} />) : []),
        ]
      })}
    </tbody>
  )
}

function Row({
  row,
  goTo,
  sides,
  toggle,
  inner = false,
}: RowsProps & { row: SummaryRow; toggle?: { isOpen: boolean; toggle: () => void }; inner?: boolean }) {
  const m = useMessages('compare')
  const hint = m.compare.rowHint(row)
  const name = m.compare.rowName(row)
  const change = m.compare.changeText(row)
  const judgement = row.isBetter === null ? null : row.isBetter ? m.compare.better : m.compare.worse
  const cell = (side: Side) => {
    const value = row[side]
    const text = m.compare.figureText(value, row.unit)
    return (
      <td>
        {value === null || value === 0 ? (
          <span className="verdict-figure inline-grid min-h-18 items-center justify-items-end px-3 text-muted max-wide:min-h-30">
            {text}
          </span>
        ) : (
          <LinkButton
            className="verdict-figure min-h-18 rounded-sm px-3 font-semibold hover:bg-inset max-wide:min-h-30"
            aria-label={m.compare.figureLabel(row, sides[side], value)}
            onClick={() => goTo(row, side)}
          >
            {text}
          </LinkButton>
        )}
      </td>
    )
  }
  return (
    <tr>
      <th scope="row" className={inner ? 'pl-12! text-muted' : 'min-w-75 wrap-anywhere'} title={hint ?? undefined}>
        {toggle ? (
          <button
            type="button"
            className="text-left min-h-19 max-wide:min-h-30"
            aria-expanded={toggle.isOpen}
            onClick={toggle.toggle}
          >
            <span aria-hidden="true">{toggle.isOpen ? '▾' : '▸'}</span> {name}
          </button>
        ) : (
          name
        )}
      </th>
      {cell('main')}
      {cell('other')}
      <td
        className="text-muted data-[better=true]:text-good data-[better=false]:text-bad"
        data-better={row.isBetter ?? undefined}
      >
        {change}
        {judgement && <span> {judgement}</span>}
      </td>
    </tr>
  )
}
