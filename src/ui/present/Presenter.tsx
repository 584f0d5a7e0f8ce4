// Presenter mode: the stage and one sentence below it, steered by a clicker. Everything else of the page is away. Loaded
// with the first talk.

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { lateText } from '../../i18n/load'
import type { Text } from '../../i18n/messages'
import { type Presenting, useApp } from '../../session/appStore'
import { startWatchingTasks } from '../../session/lessonActions'
import { openNotes, stageReport, startReporting } from '../../session/notesChannel'
import { notify } from '../../session/notices'
import {
  enterFullScreen,
  goBack,
  goForward,
  leavePresenting,
  putBack,
  startSavingPresenting,
  toggleBlack,
  toggleLock,
  toggleSpotlight,
} from '../../session/presenting'
import { currentState } from '../../session/runViews'
import { Progress } from '../kit/Surface'
import { startRefusingDrops } from '../shell/fileDrop'
import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'

function showNotes(): void {
  const channel = useApp.getState().presenting?.channel
  if (channel !== undefined && !openNotes(channel))
    notify(
      'problem',
      lateText(['presenting'], (m) => m.presenting.notesBlocked),
    )
}

/** What every key does. One without an action belongs to the page as always. */
const KEYS: { keys: string[]; shown: string; words: Text<'presenting'>; act: (() => void) | null }[] = [
  {
    keys: ['PageDown', 'ArrowRight', 'ArrowDown'],
    shown: 'PageDown →',
    words: (m) => m.presenting.forward,
    act: goForward,
  },
  { keys: ['PageUp', 'ArrowLeft', 'ArrowUp'], shown: 'PageUp ←', words: (m) => m.presenting.back, act: goBack },
  { keys: ['r', 'Home'], shown: 'R Home', words: (m) => m.presenting.putBack, act: putBack },
  { keys: ['b', '.'], shown: 'B .', words: (m) => m.presenting.black, act: toggleBlack },
  { keys: ['l'], shown: 'L', words: (m) => m.presenting.lock, act: toggleLock },
  { keys: ['s'], shown: 'S', words: (m) => m.presenting.spotlight, act: toggleSpotlight },
  { keys: ['n'], shown: 'N', words: (m) => m.presenting.notes, act: showNotes },
  { keys: ['f', 'F5'], shown: 'F F5', words: (m) => m.presenting.fullScreen, act: enterFullScreen },
  { keys: ['k'], shown: 'K', words: (m) => m.presenting.kill, act: null },
  { keys: [' '], shown: 'Space', words: (m) => m.presenting.play, act: null },
  { keys: ['Escape'], shown: 'Esc', words: (m) => m.presenting.leave, act: leavePresenting },
]

/** Keys that change nothing on the stage, or only when somebody has gone there with the focus. */
const PASSED_ON = new Set(['Tab', 'Shift', ' '])
/** Keys that may change the stage: away while it is locked. */
const FOR_THE_STAGE = new Set(['k', 'Enter'])

/** @returns whether the key is used up here */
function handle(event: KeyboardEvent, keysShown: boolean, showKeys: (shown: boolean) => void): boolean {
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const target = event.target instanceof Element ? event.target : null
  if (event.ctrlKey || event.metaKey || event.altKey) {
    // Undo would change the stage behind the cue; what belongs to the browser stays with it.
    return (event.ctrlKey || event.metaKey) && (pressed === 'z' || pressed === 'y')
  }
  // A menu of the stage has its own use for arrows, Enter and Escape.
  if (target?.closest('[role=menu], dialog') && !pressed.startsWith('Page')) return false
  if (pressed === '?' || (pressed === 'Escape' && keysShown)) {
    showKeys(!keysShown)
    return true
  }
  const key = KEYS.find(({ keys, act }) => act && keys.includes(pressed))
  if (key?.act) {
    key.act()
    return true
  }
  if (PASSED_ON.has(pressed)) return false
  const { presenting } = useApp.getState()
  const onOwnButton = target?.closest('.presenter') != null
  if (FOR_THE_STAGE.has(pressed) && (onOwnButton || !presenting?.locked)) return false
  // All other keys of the page would change what the room sees.
  return true
}

export default function Presenter() {
  const m = useMessages('presenting')
  const presenting = useApp((state) => state.presenting)
  useApp((state) => state.lesson)
  const [keysShown, showKeys] = useState(false)
  const channel = presenting?.channel
  useEffect(startWatchingTasks, [])
  useEffect(startRefusingDrops, [])
  useEffect(startSavingPresenting, [])
  useEffect(() => (channel === undefined ? undefined : startReporting(channel)), [channel])
  // Before it is seen: whoever sees the talk may press the clicker.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || !handle(event, keysShown, showKeys)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [keysShown])
  const report = stageReport(useApp.getState())
  if (!presenting || !report) return null
  const place = m.presenting.placeOf(report.place, report.all)
  return (
    <>
      {presenting.locked && <div className="[grid-area:stage] z-20" />}
      {presenting.spotlight && <Spotlight />}
      <section
        className="presenter [grid-area:presenter] relative z-26 flex items-center gap-15 min-h-56 px-16 pt-9 pb-7 bg-panel max-[701px]:flex-col max-[701px]:items-stretch max-[701px]:gap-4"
        aria-label={m.presenting.presenter}
      >
        <Progress
          className="absolute inset-x-0 top-0 h-[0.22rem] w-full"
          max={report.all}
          value={report.place}
          aria-label={m.presenting.place}
        />
        <p
          className="presenter-sentence flex-1 min-w-0 text-[1.5rem] leading-[1.35] text-balance max-[701px]:text-[1.15rem]"
          aria-live="polite"
          data-revealed={presenting.revealed}
        >
          {report.answer !== null && (
            <b className="inline-block mr-[0.6em] px-[0.5em] rounded-[0.3em] bg-good text-on-colour">{report.answer}</b>
          )}
          {report.sentence}
        </p>
        <div className="flex flex-col items-end gap-3 max-[701px]:flex-row max-[701px]:items-center max-[701px]:justify-between">
          <span
            className="presenter-place inline-flex items-center gap-[0.5em] text-muted whitespace-nowrap"
            title={place}
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
            <PresenterButton words={(m) => m.presenting.keys} pressed={keysShown} onClick={() => showKeys(!keysShown)}>
              ?
            </PresenterButton>
            <PresenterButton words={(m) => m.presenting.leave} onClick={leavePresenting}>
              {icons.close}
            </PresenterButton>
          </div>
        </div>
        {keysShown && <Keys presenting={presenting} onClose={() => showKeys(false)} />}
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

function PresenterButton({
  words,
  pressed,
  onClick,
  children,
}: {
  words: Text<'presenting'>
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}) {
  const m = useMessages('presenting')
  return (
    <button
      type="button"
      className="grid place-items-center size-[max(2rem,24px)] rounded-md text-muted hover:bg-inset hover:text-text max-[701px]:size-[44px]"
      aria-label={words(m)}
      title={words(m)}
      aria-expanded={pressed}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** All keys; each line is a button as well, for who has no keyboard. */
function Keys({ presenting, onClose }: { presenting: Presenting; onClose: () => void }) {
  const m = useMessages('presenting')
  const on = new Map<Text<'presenting'>, boolean>([
    [(m) => m.presenting.black, presenting.black],
    [(m) => m.presenting.lock, presenting.locked],
    [(m) => m.presenting.spotlight, presenting.spotlight],
  ])
  return (
    <div className="absolute right-10 bottom-[calc(100%_+_0.8rem)] z-30 flex items-start gap-5 max-h-[calc(100dvh_-_9rem)] overflow-auto py-8 pr-8 pl-12 border border-line-strong rounded-xl bg-panel shadow-pop [&_li]:grid [&_li]:grid-cols-[8.5rem_auto] [&_li]:items-center [&_li]:min-h-19 [&_kbd]:min-w-24 [&_kbd]:justify-self-start [&_kbd]:py-0 [&_kbd]:text-muted">
      <ul aria-label={m.presenting.keys}>
        {KEYS.map(({ shown, words, act }) => (
          <li key={shown}>
            <kbd>{shown}</kbd>
            {act ? (
              <button
                type="button"
                className="justify-self-start rounded-sm px-4 text-left hover:bg-inset aria-pressed:bg-flight-soft"
                aria-pressed={on.get(words)}
                onClick={act}
              >
                {words(m)}
              </button>
            ) : (
              <span className="px-4">{words(m)}</span>
            )}
          </li>
        ))}
      </ul>
      <PresenterButton words={(m) => m.presenting.closeKeys} onClick={onClose}>
        {icons.close}
      </PresenterButton>
    </div>
  )
}

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
