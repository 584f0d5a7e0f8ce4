// The client's algorithm as pseudo-code: the lines that one attempt has executed are lit, with their values beside them. A
// second release can be held against it, line by line.

import { useEffect, useId, useMemo, useState } from 'react'
import type { AttemptExplanation } from '../../../explain/attempt'
import { executedLines } from '../../../explain/executedLines'
import { type CodeLine, codeOf } from '../../../explain/pseudocode'
import { clientRules, RELEASES } from '../../../rocketmq'
import { Select } from '../../kit/Select'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import type { Change } from './codeDiff'
import { Method } from './DecisionCard'

/** A line of either release and where it stands. */
interface Row {
  line: CodeLine
  change: Change
}

export default function CodeView({ attempt }: { attempt: AttemptExplanation }) {
  const m = useMessages('pseudocode', 'why')
  const id = useId()
  const { rules } = attempt
  // Nothing chosen yet: after a change of the release, the one in force now is held against the attempt's.
  const [chosen, setOther] = useState<string | null | undefined>(undefined)
  const now = useClusterState((state) => state.settings.clientVersion)
  const other = chosen === undefined ? (now === rules.release ? null : now) : chosen === rules.release ? null : chosen
  const lines = useMemo(() => codeOf(rules), [rules])
  const lit = useMemo(() => executedLines(attempt), [attempt])
  const rows = useRows(lines, other)
  const changed = rows.some(({ change }) => change !== 'same')
  return (
    <>
      <p className="text-muted">{m.why.codeHint}</p>
      <p className="flex items-center gap-6 py-4">
        <label htmlFor={id}>{m.why.compareWith}</label>
        <Select
          id={id}
          className="wide:min-h-17"
          value={other ?? ''}
          options={[
            ['', m.why.noComparison],
            ...RELEASES.filter((release) => release !== rules.release).map((release) => [release, release] as const),
          ]}
          onChoose={(release) => setOther(release || null)}
        />
      </p>
      {other !== null && (
        <p className="flex flex-wrap gap-y-2 gap-x-8 pb-4 [&_[data-change='added']]:text-good [&_[data-change='removed']]:text-bad">
          {changed ? m.why.comparedCode(rules.release, other) : m.why.sameCode}
          {changed && (
            <>
              <span data-change="removed">{`− ${rules.release}`}</span>
              <span data-change="added">{`+ ${other}`}</span>
            </>
          )}
        </p>
      )}
      <ol
        className="py-3 border border-line rounded-lg bg-inset font-mono text-[0.84rem] leading-[1.5]"
        aria-label={m.why.code}
        data-release={rules.release}
      >
        {rows.map(({ line, change }) => {
          const values = change === 'added' ? undefined : lit.get(line.id)
          return (
            <li
              key={`${change} ${line.id}`}
              className="code-line py-[0.02rem] pr-6 pl-13 text-muted data-[head=true]:pt-6 data-[lit=true]:bg-flight-soft/28 data-[lit=true]:text-text data-[change=added]:bg-good-soft/22 data-[change=added]:text-text data-[change=removed]:bg-bad-soft/22"
              data-line={line.id}
              data-lit={values !== undefined}
              data-change={change}
              data-head={line.method !== null}
            >
              {line.method && <Method name={line.method} />}
              <span
                className="code-text block relative wrap-anywhere in-data-[head=true]:font-semibold"
                style={{ paddingInlineStart: `${line.indent * 1.1}rem` }}
              >
                <span
                  className="absolute -left-9.5 text-flight in-data-[change=added]:text-text in-data-[change=added]:font-bold in-data-[change=removed]:text-text in-data-[change=removed]:font-bold"
                  aria-hidden="true"
                >
                  {change === 'added' ? '+' : change === 'removed' ? '−' : values !== undefined ? '▸' : ''}
                </span>
                {change !== 'same' && <span className="sr-only">{`${m.why[change]} `}</span>}
                {values !== undefined && <span className="sr-only">{`${m.why.executed} `}</span>}
                {line.text}
                {values && (
                  <b className="inline-block ml-6 px-3.5 rounded-sm bg-panel text-text font-semibold">{values}</b>
                )}
                {line.comment && <span className="block font-sans text-[0.82rem] text-muted">{line.comment(m)}</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}

const alone = (lines: CodeLine[]): Row[] => lines.map((line) => ({ line, change: 'same' }))

/** The lines, with those of the other release among them once the comparison is there. */
function useRows(lines: CodeLine[], other: string | null): Row[] {
  const [rows, setRows] = useState<{ of: CodeLine[]; other: string; rows: Row[] } | null>(null)
  useEffect(() => {
    if (other === null) return
    let over = false
    import('./codeDiff').then(({ compareCode }) => {
      if (!over) setRows({ of: lines, other, rows: compareCode(lines, codeOf(clientRules(other))) })
    })
    return () => {
      over = true
    }
  }, [lines, other])
  return rows !== null && rows.of === lines && rows.other === other ? rows.rows : alone(lines)
}
