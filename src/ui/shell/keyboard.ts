// One listener for all keys. Keys do nothing while somebody types, nor where what has the focus uses this very key; Space is
// always play or pause, except in a text field.

import { nextLanguage } from '../../i18n/languages'
import { groupStatusOf, hasMaster } from '../../projections/groupStatus'
import {
  act,
  chooseComparison,
  restart,
  select,
  setFastForward,
  setTheme,
  showHelp,
  showPanel,
  slowDown,
  speedUp,
  togglePlay,
} from '../../session/actions'
import { useApp } from '../../session/appStore'
import { breakpointView, showBreakpoints } from '../../session/breakpoints'
import { finder, showFinder } from '../../session/finder'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from '../../session/jumps'
import { setLanguage } from '../../session/language'
import { wantSearch } from '../../session/logView'
import { notify } from '../../session/notices'
import { currentState } from '../../session/runViews'
import { redo, undo } from '../../session/undo'

const TEXT_INPUTS = new Set(['text', 'number', 'search', 'url', 'email', 'password', 'tel'])

function isTextField(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return TEXT_INPUTS.has(element.type)
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
}

/** Whether the element with the focus has its own use for this key: lists for all, by first letters; rows only for going along. */
function usesKey(element: Element | null, key: string): boolean {
  if (element instanceof HTMLSelectElement) return true
  if (element?.closest('[role=menu], [role=listbox], dialog, [role=dialog]') != null) return true
  const goesAlong = key.length > 1
  const isRange = element instanceof HTMLInputElement && element.type === 'range'
  return goesAlong && (isRange || element?.closest('[role=tablist], [role=radiogroup]') != null)
}

/** Acts on one key. @returns whether the key was used */
function handle(event: KeyboardEvent): boolean {
  const { helpOpen, language, theme, sidePanel, fastForward } = useApp.getState()
  switch (event.key) {
    case 'ArrowRight':
      if (event.shiftKey) jumpToNext()
      else stepForward()
      return true
    case 'ArrowLeft':
      if (event.shiftKey) jumpToPrevious()
      else stepBack()
      return true
    case ']':
      jumpToNext()
      return true
    case '[':
      jumpToPrevious()
      return true
    case 'ArrowUp':
    case '+':
    case '=':
      speedUp()
      return true
    case 'ArrowDown':
    case '-':
      slowDown()
      return true
    case 'Home':
      restart()
      return true
    case 'PageDown':
    case 'PageUp':
      return turnPage(event.key === 'PageDown')
    case '/':
      showPanel('log')
      wantSearch()
      return true
    case '?':
      showHelp(!helpOpen)
      return true
    default:
      break
  }
  if (event.shiftKey) return false
  switch (event.key.toLowerCase()) {
    case 'k':
      killFirstMaster()
      return true
    case 'y':
      void import('../../session/sharing').then(({ copyLink }) => copyLink())
      return true
    case 'b':
      showBreakpoints(!breakpointView.getState().open)
      return true
    case 'f':
      setFastForward(!fastForward)
      return true
    case 'l':
      void setLanguage(nextLanguage(language))
      return true
    case 'm':
      void import('../../session/lifeView').then(({ showLife }) => showLife())
      return true
    case 'p':
      void import('../../session/presenting').then(({ startPresenting }) => startPresenting())
      return true
    case 'r':
      void import('../../session/reset').then(({ resetRun }) => resetRun())
      return true
    case 't':
      setTheme(theme === 'dark' ? 'light' : 'dark')
      return true
    case 'c':
      chooseComparison(useApp.getState().comparing ? null : { setting: null })
      return true
    case 's':
      showPanel(sidePanel === 'settings' ? 'story' : 'settings')
      return true
    default:
      return /^[1-9]$/.test(event.key) ? focusGroup(Number(event.key) - 1) : false
  }
}

/** In an open lesson. @returns whether there is one */
function turnPage(forward: boolean): boolean {
  if (!useApp.getState().lesson) return false
  import('../../session/lessonActions').then(({ nextPage, previousPage }) => (forward ? nextPage() : previousPage()))
  return true
}

export function killFirstMaster(): void {
  const group = currentState().brokerGroups.find((candidate) => !candidate.removed)
  const status = group ? groupStatusOf(group) : 'removed'
  if (!group || !(hasMaster(status) || status === 'frozen')) {
    notify('info', (m) => m.page.noMasterToKill)
    return
  }
  act({ type: 'kill', target: `${group.brokerName}/master` })
}

/** To the group's Master on the stage, or to its first node where there is none. */
function focusGroup(position: number): boolean {
  const groups = currentState().brokerGroups
  const group = groups[position]
  if (!group || group.removed) return false
  const master = Math.max(
    0,
    group.nodes.findIndex((node) => !node.removed && node.brokerId === 0),
  )
  select({ kind: 'broker', group: position, node: master })
  nodeButton(group.brokerName)?.focus()
  return true
}

/** The stage's button of a group: of its Master, else of any of its nodes, else of the group itself. */
function nodeButton(brokerName: string): HTMLElement | null {
  const buttons = [...document.querySelectorAll<HTMLElement>('.stage-area button')].filter((button) =>
    button
      .getAttribute('aria-label')
      ?.split(/[^\w-]+/)
      .includes(brokerName),
  )
  return buttons.find((button) => button.getAttribute('aria-label')?.includes('Master')) ?? buttons[0] ?? null
}

/** Undo and redo, as everywhere; in a text field they belong to the text. @returns whether the key was used */
function handleUndo(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTextField(document.activeElement)) return false
  const key = event.key.toLowerCase()
  if (key === 'z') {
    if (event.shiftKey) redo()
    else undo()
    return true
  }
  if (key !== 'y' || event.shiftKey) return false
  redo()
  return true
}

/** The command list, from a text field as well; not over a dialog, nor while presenting. @returns whether the key was used */
function handleFinder(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k')
    return false
  const { open } = finder.getState()
  if (!useApp.getState().presenting && (open || !document.querySelector('dialog[open]'))) showFinder(!open)
  return true
}

const isForOthers = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTextField(document.activeElement)

/** Begins. @returns a function that ends it */
export function startKeyboard(): () => void {
  let spaceTaken = false
  const onKeyDown = (event: KeyboardEvent) => {
    if (handleUndo(event) || handleFinder(event)) event.preventDefault()
    // What is typed while the command list is on its way is meant for it.
    if (isForOthers(event) || finder.getState().open) return
    const focused = document.activeElement
    // What has its own use for a key (a node on the stage, an open menu) has marked it as used by now.
    if (event.key === ' ' || event.defaultPrevented || (usesKey(focused, event.key) && event.key !== '?')) return
    if (handle(event)) event.preventDefault()
  }
  const onSpaceDown = (event: KeyboardEvent) => {
    if (event.key !== ' ' || isForOthers(event)) return
    // Also with a button focused: the button must not be pressed as well, so its click is stopped on both edges.
    event.preventDefault()
    event.stopPropagation()
    spaceTaken = true
    if (!event.repeat) togglePlay()
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !spaceTaken) return
    spaceTaken = false
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('keydown', onSpaceDown, { capture: true })
  window.addEventListener('keydown', onKeyDown)
  window.addEventListener('keyup', onKeyUp, { capture: true })
  return () => {
    window.removeEventListener('keydown', onSpaceDown, { capture: true })
    window.removeEventListener('keydown', onKeyDown)
    window.removeEventListener('keyup', onKeyUp, { capture: true })
  }
}
