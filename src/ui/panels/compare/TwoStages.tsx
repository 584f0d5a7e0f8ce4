// Two stages under one playhead, each with what it is and what has just happened in it. In a narrow window one of them is
// shown at a time.

import { type MouseEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { factsOf, leavesOutChanges } from '../../../explain/difference'
import { chooseComparison, notify } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { mainView, otherView } from '../../../session/clock'
import { endComparing, swapRuns } from '../../../session/comparison'
import { shownSummary, watchSummary } from '../../../session/shownSummary'
import { RunViewContext } from '../../shell/useClusterState'
import { useHeadline } from '../../shell/useHeadline'
import { useMessages } from '../../shell/useMessages'

import { Stage } from '../../stage/Stage'
import './compare.css'

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
  const m = useMessages()
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
  const m = useMessages()
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
    notify('info', (m) => m.compare.onlyDifference)
  }
  return (
    <div className="two-stages" onClickCapture={onClickCapture}>
      {narrow && (
        <div className="compare-bar">
          <fieldset className="segmented" aria-label={m.compare.show}>
            {(['main', 'other'] as const).map((side) => (
              <button key={side} type="button" aria-pressed={shown === side} onClick={() => setShown(side)}>
                {LETTER[side]}
              </button>
            ))}
          </fieldset>
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
  const m = useMessages()
  return (
    <>
      <button type="button" className="button" title={m.compare.swapHint} onClick={swapRuns}>
        {m.compare.swap}
      </button>
      <button type="button" className="button" onClick={() => chooseComparison({ setting: null })}>
        {m.compare.change}
      </button>
      <button
        type="button"
        className="button"
        aria-label={m.compare.endLong}
        title={m.compare.endLong}
        onClick={endComparing}
      >
        {m.compare.end}
      </button>
    </>
  )
}

function Half({ side, buttons = false }: { side: Side; buttons?: boolean }) {
  const m = useMessages()
  const compared = useSides()
  const story = useHeadline()
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
    <section className="stage-half" data-side={side} aria-label={`${LETTER[side]} · ${title}`}>
      <header className="half-head">
        <span className="half-letter" aria-hidden="true">
          {LETTER[side]}
        </span>
        <h2>
          {!isRelease && <span className="half-release">{releases[side]} · </span>}
          {title}
        </h2>
        {counters && (
          <p className="half-counters">
            {counters.map(({ name, value }) => (
              <span key={name}>
                {name} <b>{value}</b>
              </span>
            ))}
          </p>
        )}
        <p className="half-story" data-tone={story.tone} data-testid={`story-${side}`}>
          {story.headline}
        </p>
        {buttons && (
          <fieldset className="compare-buttons" aria-label={m.page.compare}>
            <Buttons />
          </fieldset>
        )}
      </header>
      <div className="half-stage">
        <Stage />
      </div>
    </section>
  )
}

/** The view of a side, for parts outside of the stages. */
export const viewOf = (side: Side) => (side === 'main' ? mainView : otherView)
