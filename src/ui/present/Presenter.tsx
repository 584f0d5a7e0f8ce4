// Presenter mode: the stage, and below it the premise, one sentence and what can be answered, steered by a clicker.
// Everything else of the page is away. Loaded with the first talk.

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { type Cue, cardOf } from '../../chapters/talk'
import { useApp } from '../../session/appStore'
import { openedPage, startWatchingTasks } from '../../session/lessonActions'
import { stageReport, startReporting } from '../../session/notesChannel'
import { pageFacts } from '../../session/pageFacts'
import { goBack, goForward, leavePresenting, startSavingPresenting } from '../../session/presenting'
import { currentState } from '../../session/runViews'
import { Progress } from '../kit/Surface'
import { startRefusingDrops } from '../shell/fileDrop'
import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'
import { CueCard } from './Card'
import { CueWords } from './CueWords'
import { PresenterButton } from './PresenterButton'
import { handleKey, type KeyList, PresenterKeys } from './PresenterKeys'

export default function Presenter() {
  const m = useMessages('presenting')
  const presenting = useApp((state) => state.presenting)
  useApp((state) => state.lesson)
  // What it says in numbers may have been on its way.
  useStore(pageFacts)
  const [list, show] = useState<KeyList>('shut')
  const channel = presenting?.channel
  useEffect(startWatchingTasks, [])
  useEffect(startRefusingDrops, [])
  useEffect(startSavingPresenting, [])
  useEffect(() => (channel === undefined ? undefined : startReporting(channel)), [channel])
  // Before it is seen: whoever sees the talk may press the clicker.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || !handleKey(event, list, show)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [list])
  const report = stageReport(useApp.getState())
  if (!presenting || !report) return null
  const opened = openedPage()
  const step = opened?.page.kind === 'step' ? opened.page.step : null
  const cue = step && cardOf(step) ? (step as Cue) : null
  return (
    <>
      {presenting.locked && <div className="[grid-area:stage] z-20" />}
      {presenting.spotlight && <Spotlight />}
      {cue && <CueCard cue={cue} talkId={opened?.lesson.id ?? ''} />}
      <section
        className="presenter [grid-area:presenter] relative z-26 flex items-end gap-15 data-[card=false]:min-h-126 px-16 pt-9 pb-7 bg-panel max-[701px]:flex-col max-[701px]:items-stretch max-[701px]:gap-4"
        aria-label={m.presenting.presenter}
        data-card={cue !== null}
      >
        <Progress
          className="absolute inset-x-0 top-0 h-[0.22rem] w-full"
          max={report.all}
          value={report.place}
          aria-label={m.presenting.place}
        />
        {cue ? <div className="flex-1" /> : <CueWords report={report} revealed={presenting.revealed} />}
        <div className="flex flex-col items-end gap-3 max-[701px]:flex-row max-[701px]:items-center max-[701px]:justify-between">
          <span
            className="presenter-place inline-flex items-center gap-[0.5em] text-muted whitespace-nowrap"
            title={m.presenting.placeOf(report.place, report.all)}
          >
            {presenting.locked && (
              <span role="img" className="inline-flex text-avoid" aria-label={m.presenting.locked}>
                {LOCK}
              </span>
            )}
            {`${report.place} / ${report.all}`}
          </span>
          <div className="flex gap-2">
            <PresenterButton words={(m) => m.presenting.back} onClick={goBack}>
              {icons.stepBack}
            </PresenterButton>
            <PresenterButton words={(m) => m.presenting.forward} onClick={goForward}>
              {icons.stepForward}
            </PresenterButton>
            <PresenterButton
              words={(m) => m.presenting.keys}
              pressed={list !== 'shut'}
              onClick={() => show(list === 'shut' ? 'open' : 'shut')}
            >
              ?
            </PresenterButton>
            <PresenterButton words={(m) => m.presenting.leave} onClick={leavePresenting}>
              {icons.close}
            </PresenterButton>
          </div>
        </div>
        {list !== 'shut' && <PresenterKeys presenting={presenting} list={list} show={show} />}
      </section>
      {presenting.black && <div className="fixed inset-0 z-40 bg-black" role="img" aria-label={m.presenting.black} />}
    </>
  )
}

const LOCK = (
  <svg viewBox="0 0 20 20" width="1em" height="1em" fill="currentColor" aria-hidden="true">
    <path d="M5 9V6.500a5 5 0 0 1 10 0V9h1v8.500H4V9Zm2.200 0h5.600V6.500a2.800 2.800 0 0 0-5.600 0Z" />
  </svg>
)

/** Where the hole is before the pointer has moved: around what the cue has selected, else in the middle of the stage. */
function startOfSpot(): { x: number; y: number } {
  const stage = document.querySelector('.stage-area')
  const { selection } = useApp.getState()
  const name =
    selection?.kind === 'group' || selection?.kind === 'broker'
      ? currentState().brokerGroups[selection.group]?.brokerName
      : undefined
  const chosen = name
    ? [...document.querySelectorAll('.stage-area button')].find((button) =>
        button.getAttribute('aria-label')?.includes(name),
      )
    : undefined
  const box = (chosen ?? stage)?.getBoundingClientRect()
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 }
}

/** A dark veil with a hole around the pointer. */
function Spotlight() {
  const veil = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const put = ({ x, y }: { x: number; y: number }) => {
      veil.current?.style.setProperty('--spot-x', `${x}px`)
      veil.current?.style.setProperty('--spot-y', `${y}px`)
    }
    const onMove = (event: PointerEvent) => put({ x: event.clientX, y: event.clientY })
    put(startOfSpot())
    window.addEventListener('pointermove', onMove)
    return () => window.removeEventListener('pointermove', onMove)
  }, [])
  return (
    <div
      ref={veil}
      className="fixed inset-0 z-25 pointer-events-none [background:radial-gradient(_circle_at_var(--spot-x,50%)_var(--spot-y,50%),transparent_0_19vmin,rgb(0_0_0/62%)_23vmin_)]"
    />
  )
}
