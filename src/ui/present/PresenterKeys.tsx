// The keys of presenter mode: what each does, what it does outside, and the list of them for `?`.

import type { Text } from '../../i18n/messages'
import { type Presenting, useApp } from '../../session/appStore'
import { openNotes } from '../../session/notesChannel'
import {
  enterFullScreen,
  goBack,
  goForward,
  leavePresenting,
  putBack,
  toggleBlack,
  toggleLock,
  toggleSpotlight,
} from '../../session/presenting'
import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'
import { PresenterButton } from './PresenterButton'

/** What is to be shown once a key has been used. */
export type KeyList = 'shut' | 'open' | 'notesBlocked'

/** @returns whether the browser let it */
function showNotes(): boolean {
  const channel = useApp.getState().presenting?.channel
  return channel === undefined || openNotes(channel)
}

interface Key {
  keys: string[]
  shown: string
  words: Text<'presenting'>
  /** What the key does while nothing is presented, where that is something else. */
  outside?: Text<'presenting'>
  /** @returns false where it could not be done. One without an action belongs to the page as always. */
  act: (() => unknown) | null
}

const KEYS: Key[] = [
  {
    keys: ['PageDown', 'ArrowRight', 'ArrowDown'],
    shown: 'PageDown →',
    words: (m) => m.presenting.forward,
    outside: (m) => m.presenting.outsideKeys.step,
    act: goForward,
  },
  {
    keys: ['PageUp', 'ArrowLeft', 'ArrowUp'],
    shown: 'PageUp ←',
    words: (m) => m.presenting.back,
    outside: (m) => m.presenting.outsideKeys.step,
    act: goBack,
  },
  {
    keys: ['r', 'Home'],
    shown: 'R Home',
    words: (m) => m.presenting.putBack,
    outside: (m) => m.presenting.outsideKeys.reset,
    act: putBack,
  },
  {
    keys: ['b', '.'],
    shown: 'B .',
    words: (m) => m.presenting.black,
    outside: (m) => m.presenting.outsideKeys.breakpoints,
    act: toggleBlack,
  },
  {
    keys: ['l'],
    shown: 'L',
    words: (m) => m.presenting.lock,
    outside: (m) => m.presenting.outsideKeys.language,
    act: toggleLock,
  },
  {
    keys: ['s'],
    shown: 'S',
    words: (m) => m.presenting.spotlight,
    outside: (m) => m.presenting.outsideKeys.settings,
    act: toggleSpotlight,
  },
  { keys: ['n'], shown: 'N', words: (m) => m.presenting.notes, act: showNotes },
  {
    keys: ['f', 'F5'],
    shown: 'F F5',
    words: (m) => m.presenting.fullScreen,
    outside: (m) => m.presenting.outsideKeys.fast,
    act: enterFullScreen,
  },
  { keys: ['k'], shown: 'K', words: (m) => m.presenting.kill, act: null },
  { keys: [' '], shown: 'Space', words: (m) => m.presenting.play, act: null },
  {
    keys: ['Escape', 'p'],
    shown: 'Esc P',
    words: (m) => m.presenting.leave,
    outside: (m) => m.presenting.outsideKeys.present,
    act: leavePresenting,
  },
]

/** Keys that change nothing on the stage, or only when somebody has gone there with the focus. */
const PASSED_ON = new Set(['Tab', 'Shift', ' '])
/** Keys that may change the stage: away while it is locked. */
const FOR_THE_STAGE = new Set(['k', 'Enter'])

/** @returns whether the key is used up here */
export function handleKey(event: KeyboardEvent, list: KeyList, show: (list: KeyList) => void): boolean {
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const target = event.target instanceof Element ? event.target : null
  if (event.ctrlKey || event.metaKey || event.altKey) {
    // Undo would change the stage behind the cue; what belongs to the browser stays with it.
    return (event.ctrlKey || event.metaKey) && (pressed === 'z' || pressed === 'y')
  }
  // A menu of the stage has its own use for arrows, Enter and Escape.
  if (target?.closest('[role=menu], dialog') && !pressed.startsWith('Page')) return false
  if (pressed === '?' || (pressed === 'Escape' && list !== 'shut')) {
    show(list === 'shut' ? 'open' : 'shut')
    return true
  }
  const key = KEYS.find(({ keys, act }) => act && keys.includes(pressed))
  if (key?.act) {
    // A notice would be in front of the audience.
    if (key.act() === false) show('notesBlocked')
    return true
  }
  if (PASSED_ON.has(pressed)) return false
  const { presenting } = useApp.getState()
  const onOwnButton = target?.closest('.presenter, .presenter-card') != null
  if (FOR_THE_STAGE.has(pressed) && (onOwnButton || !presenting?.locked)) return false
  // All other keys of the page would change what the room sees.
  return true
}

/** All keys; each line is a button as well, for who has no keyboard. */
export function PresenterKeys({
  presenting,
  list,
  show,
}: {
  presenting: Presenting
  list: KeyList
  show: (list: KeyList) => void
}) {
  const m = useMessages('presenting')
  const on = new Map<Text<'presenting'>, boolean>()
  for (const { words, shown } of KEYS) {
    if (shown === 'B .') on.set(words, presenting.black)
    if (shown === 'L') on.set(words, presenting.locked)
    if (shown === 'S') on.set(words, presenting.spotlight)
  }
  return (
    <div className="absolute right-10 bottom-[calc(100%_+_0.8rem)] z-30 flex items-start gap-5 max-h-[calc(100dvh_-_16rem)] overflow-auto py-8 pr-8 pl-12 border border-line-strong rounded-xl bg-panel shadow-pop [&_li]:grid [&_li]:grid-cols-[8.5rem_auto] [&_li]:items-center [&_li]:min-h-19 [&_kbd]:min-w-24 [&_kbd]:justify-self-start [&_kbd]:py-0 [&_kbd]:text-muted">
      <div>
        {list === 'notesBlocked' && (
          <p className="mb-6 max-w-[26rem] text-bad" role="alert">
            {m.presenting.notesBlocked}
          </p>
        )}
        <ul aria-label={m.presenting.keys}>
          {KEYS.map(({ shown, words, outside, act }) => (
            <li key={shown}>
              <kbd>{shown}</kbd>
              <span className="flex flex-wrap items-baseline gap-x-5">
                {act ? (
                  <button
                    type="button"
                    className="justify-self-start rounded-sm px-4 text-left hover:bg-inset aria-pressed:bg-flight-soft"
                    aria-pressed={on.get(words)}
                    onClick={() => {
                      if (act() === false) show('notesBlocked')
                    }}
                  >
                    {words(m)}
                  </button>
                ) : (
                  <span className="px-4">{words(m)}</span>
                )}
                {outside && <span className="text-muted">{m.presenting.outside(outside(m))}</span>}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <PresenterButton words={(m) => m.presenting.closeKeys} onClick={() => show('shut')}>
        {icons.close}
      </PresenterButton>
    </div>
  )
}
