// Beneath the sentence: why, log, settings. One of three at a time.

import { type KeyboardEvent, Suspense, useEffect, useRef, useState } from 'react'
import { questionName } from '../../chapters/question'
import type { SidePanel as PanelName } from '../../io/viewFields'
import { showPanel, showSummary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { hiddenSigns, type Sign } from '../../session/signs'
import { watchSight } from '../../session/visibility'
import { isGotcha } from '../learn/useGotchas'
import { Totals } from '../panels/Totals'
import { lazyPart } from './lazyPart'
import { InSightContext } from './useClusterState'
import { useHidden } from './useHidden'
import { useMessages } from './useMessages'
import { useOpenQuestion } from './useOpenQuestion'

const ExplanationPanel = lazyPart(() => import('../panels/ExplanationPanel'))
const LogPanel = lazyPart(() => import('../panels/log/LogPanel'))
const SettingsPanel = lazyPart(() => import('../panels/SettingsPanel'), undefined, 'settings')
const SummaryPanel = lazyPart(() => import('../panels/compare/SummaryPanel'), undefined, 'compare')
const GotchaCard = lazyPart(() => import('../learn/GotchaCard'))
const LessonPanel = lazyPart(
  () => import('../learn/LessonPanel'),
  undefined,
  'glossary',
  'lessons',
  'presenting',
  'questions',
)

const ChallengePanel = lazyPart(() => import('../challenges/ChallengePanel'), undefined, 'challenges')

/** With the sign that it is for a first visit. */
const PANELS: readonly (readonly [PanelName, Sign])[] = [
  ['story', 'why'],
  ['log', 'log'],
  ['settings', 'settings'],
]

export function SidePanel() {
  const m = useMessages()
  const chosen = useApp((state) => state.sidePanel)
  const verdict = useApp((state) => state.comparison?.verdictShown ?? null)
  const inLesson = useApp((state) => state.lesson !== null)
  const inChallenge = useApp((state) => state.challenge !== null)
  const isClosed = (chosen === 'lesson' && !inLesson) || (chosen === 'challenge' && !inChallenge)
  const shown = verdict ? 'verdict' : isClosed ? 'story' : chosen
  const hidden = useApp(hiddenSigns)
  // Why is open from the start; it has not been asked for.
  const opened = shown === 'story' ? null : shown
  const withoutTotals = useHidden('totals')
  const panels: readonly (PanelName | 'verdict')[] = [
    ...(inLesson ? (['lesson'] as const) : []),
    ...(inChallenge ? (['challenge'] as const) : []),
    ...(verdict === null ? [] : (['verdict'] as const)),
    // What is open has been asked for, perhaps by its key.
    ...PANELS.flatMap(([name, sign]) => (hidden.includes(sign) && name !== opened ? [] : [name])),
  ]
  const preset = useApp((state) => state.input.scenario.preset)
  // Its number would answer what a lesson asks.
  const asked = useOpenQuestion()
  const isQuestion = useApp(({ lesson }) => lesson !== null && questionName(lesson.id) !== null)
  const tabs = useRef<HTMLDivElement>(null)
  // On a phone it is below what the screen shows.
  const panel = useRef<HTMLElement>(null)
  const [inSight, setInSight] = useState(true)
  useEffect(() => {
    if (panel.current) return watchSight(panel.current, setInSight)
  }, [])
  const show = (name: PanelName | 'verdict') => (name === 'verdict' ? showSummary() : showPanel(name))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = panels[(panels.indexOf(shown) + step + panels.length) % panels.length]
    show(next)
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <aside ref={panel} className="side-panel" aria-label={m.page.panel}>
      <div
        ref={tabs}
        hidden={panels.length === 0}
        className="flex gap-2 px-8 pt-4 border-b border-line [&_button]:px-9 [&_button]:py-4.5 [&_button]:text-muted [&_button]:border-b-3 [&_button]:border-transparent [&_button[aria-selected='true']]:text-text [&_button[aria-selected='true']]:font-semibold [&_button[aria-selected='true']]:border-b-flight max-wide:[&_button]:min-h-32 max-wide:[&_button]:flex-1 max-wide:sticky max-wide:top-0 max-wide:z-3 max-wide:bg-panel"
        role="tablist"
        aria-label={m.page.panel}
        onKeyDown={onKeyDown}
      >
        {panels.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={shown === name}
            aria-controls="side-panel-content"
            tabIndex={shown === name ? 0 : -1}
            onClick={() => show(name)}
          >
            {m.page[name === 'lesson' && isQuestion ? 'question' : name]}
          </button>
        ))}
      </div>
      <InSightContext value={inSight}>
        <div
          id="side-panel-content"
          hidden={panels.length === 0}
          className="panel-content relative flex-1 min-h-0 overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable] px-11 pt-7 pb-10 [scrollbar-width:thin] [scrollbar-color:var(--line)_transparent] -outline-offset-3 max-wide:overflow-visible [&:has(>_.lesson)]:pb-0 split:[&:has(.verdict)]:pt-4 [&:has(>_.log-panel)]:flex [&:has(>_.log-panel)]:p-0 [&:has(>_.log-panel)]:overflow-hidden max-wide:[&:has(>_.log-panel)]:overflow-visible"
          role="tabpanel"
          aria-labelledby={`tab-${shown}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling panel must be reachable by keyboard
          tabIndex={0}
        >
          {shown === 'verdict' && (
            <Suspense fallback={<p className="text-muted">{m.page.loading}</p>}>
              <SummaryPanel />
            </Suspense>
          )}
          {shown === 'lesson' && (
            <Suspense fallback={<p className="text-muted">{m.page.loading}</p>}>
              <LessonPanel />
            </Suspense>
          )}
          {shown === 'challenge' && (
            <Suspense fallback={<p className="text-muted">{m.page.loading}</p>}>
              <ChallengePanel />
            </Suspense>
          )}
          {shown === 'story' && panels.length > 0 && (
            <>
              {isGotcha(preset) && !asked && (
                <Suspense>
                  <GotchaCard id={preset} />
                </Suspense>
              )}
              <Suspense>
                <ExplanationPanel />
              </Suspense>
            </>
          )}
          {shown === 'log' && (
            <Suspense fallback={<p className="text-muted">{m.page.loading}</p>}>
              <LogPanel />
            </Suspense>
          )}
          {shown === 'settings' && (
            <Suspense fallback={<p className="text-muted">{m.page.loading}</p>}>
              <SettingsPanel />
            </Suspense>
          )}
        </div>
        {!withoutTotals && <Totals />}
      </InSightContext>
    </aside>
  )
}
