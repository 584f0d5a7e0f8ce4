// Two stages under one playhead, each with what it is and what has just happened in it. In a narrow window one of them is
// shown at a time.

import { type MouseEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { factsOf, leavesOutChanges } from '../../../explain/difference'
import { lateText } from '../../../i18n/load'
import { chooseComparison } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { endComparing, swapRuns } from '../../../session/comparison'
import { notify } from '../../../session/notices'
import { mainView, otherView } from '../../../session/runViews'
import { shownSummary, watchSummary } from '../../../session/shownSummary'
import { Button } from '../../kit/Button'
import { Segmented } from '../../kit/Segmented'
import { RecordingMark } from '../../recording/RecordingMark'
import { RunViewContext, useRunView } from '../../shell/useClusterState'
import { useHeadline } from '../../shell/useHeadline'
import { useMessages } from '../../shell/useMessages'
import { Stage } from '../../stage/Stage'

export type Side = 'main' | 'other'

export const LETTER: Record<Side, string> = { main: 'A', other: 'B' }

/** Below this there is no room for two, px; the same as in compare.css. */
const NARROW = '(max-width: 859px)'

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches)
  useEffect(() => {
    const query = matchMedia(NARROW)
    const onChange = () => setNarrow(query.matches)
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [])
  return narrow
}

/** What each side is, in words, and what B leaves out. */
export function useSides() {
  const m = useMessages('compare')
  const input = useApp((state) => state.input)
  const comparison = useApp((state) => state.comparison)
  if (!comparison) return null
  const { difference, leftOut } = comparison
  const facts = factsOf(input, difference, m)
  const name = difference.kind === 'setting' ? difference.name : null
  return {
    facts,
    difference,
    sides: m.compare.sides(facts),
    leftOut: m.compare.leftOut(leavesOutChanges(input, difference), name, leftOut),
    releases: {
      main: input.scenario.settings.clientVersion,
      other: comparison.run.input.scenario.settings.clientVersion,
    },
  }
}

export default function TwoStages() {
  const m = useMessages('compare')
  const narrow = useNarrow()
  const [shown, setShown] = useState<Side>('main')
  const compared = useSides()
  useEffect(watchSummary, [])
  if (!compared) return <Stage />
  const { difference } = compared
  const isTheSwitch = difference.kind === 'setting' && difference.name === 'sendLatencyFaultEnable'
  const onClickCapture = (event: MouseEvent) => {
    if (!isTheSwitch || !(event.target as Element).closest('.stage-switch')) return
    event.preventDefault()
    event.stopPropagation()
    notify(
      'info',
      lateText(['compare'], (m) => m.compare.onlyDifference),
    )
  }
  return (
    <div
      className="two-stages absolute inset-0 grid [grid-template:minmax(0,1fr)/minmax(0,1fr)_minmax(0,1fr)] gap-x-[2px] bg-line-strong max-wide:[grid-template:auto_minmax(0,1fr)/minmax(0,1fr)]"
      onClickCapture={onClickCapture}
    >
      {narrow && (
        <div className="max-wide:flex max-wide:items-center max-wide:justify-between max-wide:gap-3 max-wide:px-5 max-wide:py-3 max-wide:border-b max-wide:border-line max-wide:bg-panel max-wide:[&_.button]:min-w-0 max-wide:[&_fieldset_button]:min-h-29 max-wide:[&_fieldset_button]:min-w-32">
          <Segmented
            label={m.compare.show}
            value={shown}
            options={(['main', 'other'] as const).map((side) => [side, LETTER[side]] as const)}
            onChange={setShown}
          />
          <Buttons />
        </div>
      )}
      {(!narrow || shown === 'main') && <Half side="main" />}
      {(!narrow || shown === 'other') && (
        <RunViewContext value={otherView}>
          <Half side="other" buttons={!narrow} />
        </RunViewContext>
      )}
    </div>
  )
}

function Buttons() {
  const m = useMessages('compare')
  return (
    <>
      <Button title={m.compare.swapHint} onClick={swapRuns}>
        {m.compare.swap}
      </Button>
      <Button onClick={() => chooseComparison({ setting: null })}>{m.compare.change}</Button>
      <Button aria-label={m.compare.endLong} title={m.compare.endLong} onClick={endComparing}>
        {m.compare.end}
      </Button>
    </>
  )
}

function Half({ side, buttons = false }: { side: Side; buttons?: boolean }) {
  const m = useMessages('compare')
  const compared = useSides()
  const story = useHeadline()
  const isRecording = useRunView().run().input.recording !== undefined
  const figures = useStore(shownSummary, ({ verdict }) => verdict?.[side] ?? null)
  if (!compared) return null
  const { sides, releases, facts } = compared
  const isRelease = facts.kind === 'setting' && facts.name === 'clientVersion'
  const title = sides[side]
  const row = (of: string, value: number) => ({
    name: m.compare.rowName({ id: { of }, unit: 'count', main: null, other: null, brokerName: null }),
    value: m.format.number(value),
  })
  const counters = figures && [row('failed', figures.failed), row('retries', figures.retries)]
  return (
    <section
      className="stage-half grid grid-rows-[auto_minmax(0,1fr)] min-w-0 min-h-0 bg-ground"
      data-side={side}
      aria-label={`${LETTER[side]} · ${title}`}
    >
      <header className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-6 px-7 pt-3.5 pb-3 border-b border-line bg-panel [&_h2]:truncate [&_h2]:text-[1.05rem] [&_h2]:font-bold max-wide:grid-cols-[auto_minmax(0,1fr)] max-wide:[&_h2]:whitespace-normal">
        <span
          className="inline-grid place-items-center min-w-16 h-16 rounded-sm bg-text text-panel font-bold in-data-[side=other]:bg-panel in-data-[side=other]:[box-shadow:inset_0_0_0_2px_var(--text)] in-data-[side=other]:text-text"
          aria-hidden="true"
        >
          {LETTER[side]}
        </span>
        <h2>
          {isRecording ? (
            <RecordingMark inline />
          ) : (
            <>
              {!isRelease && <span className="text-muted font-normal">{releases[side]} · </span>}
              {title}
            </>
          )}
        </h2>
        {counters && (
          <p className="flex gap-9 text-muted whitespace-nowrap [&_b]:inline-block [&_b]:min-w-12 [&_b]:text-text [&_b]:text-large presenting:[&_b]:text-[1.7rem] presenting:[&_b]:leading-none presenting:items-baseline max-wide:col-span-full">
            {counters.map(({ name, value }) => (
              <span key={name}>
                {name} <b>{value}</b>
              </span>
            ))}
          </p>
        )}
        <p
          className="col-span-full h-[calc(2*1.35em)] overflow-hidden leading-[1.35] line-clamp-2 data-[tone=bad]:text-bad data-[tone=good]:text-good data-[tone=avoid]:text-avoid data-[tone=vote]:text-vote wide:[:has(>fieldset)>&]:col-[1/3] presenting:hidden"
          data-tone={story.tone}
          data-testid={`story-${side}`}
        >
          {story.headline}
        </p>
        {buttons && (
          <fieldset
            className="flex gap-3 [&_.button]:min-w-0 [&_.button]:min-h-20 [&_.button]:px-6 [&_.button]:py-0 [&_.button]:whitespace-nowrap presenting:hidden"
            aria-label={m.page.compare}
          >
            <Buttons />
          </fieldset>
        )}
      </header>
      <div className="relative min-h-0">
        <Stage />
      </div>
    </section>
  )
}

/** The view of a side, for parts outside of the stages. */
export const viewOf = (side: Side) => (side === 'main' ? mainView : otherView)
