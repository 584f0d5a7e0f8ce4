// Keys in an embedded page. There are no shortcuts: a key does something only for a control that somebody has gone to with
// Tab, or in a menu or dialog that is open. All others are the host's, whose slides they turn; see docs/embed.md.

import { restart } from '../../session/actions'
import { stepBack, stepForward } from '../../session/jumps'

/** Told of keys that are the host's, when they are pressed and when they are let go. */
type KeyListener = (event: KeyboardEvent) => void

let tell: KeyListener = () => undefined

export const onHostKey = (listener: KeyListener): void => {
  tell = listener
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn', 'Process', 'Dead']
const SLIDER_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']
const TEXT_TYPES = ['text', 'number', 'search', 'url', 'email', 'password', 'tel']

const isTextField = (element: Element): boolean =>
  element instanceof HTMLInputElement
    ? TEXT_TYPES.includes(element.type)
    : element.matches('textarea, [contenteditable]')

/** What is open over the page has all keys until it is closed. */
const isOver = (element: Element): boolean =>
  element.closest('[role=menu], [role=dialog], [role=listbox], dialog') !== null

/** Whether the element has its own use for a key. */
function uses(element: Element, key: string): boolean {
  if (element.matches('button, [role=switch], summary, a[href]') && key === 'Enter') return true
  if (element.matches('button, [role=switch], summary, input[type=checkbox], input[type=radio]') && key === ' ')
    return true
  return element.matches('input[type=range], [role=slider], select, input[type=radio]') && SLIDER_KEYS.includes(key)
}

/** The timeline's slider has no keys of its own: on the whole page, the shortcuts move the playhead. */
function moveAlong(element: Element, key: string): boolean {
  if (!element.matches('.scrubber')) return false
  if (key === 'ArrowRight') stepForward()
  else if (key === 'ArrowLeft') stepBack()
  else if (key === 'Home') restart()
  else return false
  return true
}

/** Begins. @returns a function that ends it */
export function startKeys(): () => void {
  /** Whether the focus is where it is because of the keyboard. The Tab that brought it may have been the host's. */
  let byKeyboard = false
  let spaceTaken = false
  /** Keys that the host knows as pressed, by their place on the keyboard. */
  const down = new Set<string>()

  const give = (event: KeyboardEvent) => {
    down.add(event.code)
    tell(event)
  }
  const isNobodys = ({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent) =>
    isComposing || key === 'Tab' || MODIFIERS.includes(key) || ctrlKey || metaKey || altKey

  // Before any control hears of it: one that was only clicked, or that a closed menu has left the focus on, has no keys.
  const onKeyDownFirst = (event: KeyboardEvent) => {
    const focused = document.activeElement
    if (byKeyboard || isNobodys(event) || !(focused instanceof HTMLElement) || focused === document.body) return
    if (isTextField(focused) || isOver(focused)) return
    event.stopImmediatePropagation()
    if (uses(focused, event.key)) {
      event.preventDefault()
      spaceTaken = event.key === ' '
    }
    focused.blur()
    give(event)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    if (event.defaultPrevented || isNobodys(event)) return
    const focused = document.activeElement ?? document.body
    if (isTextField(focused) || isOver(focused)) return
    if (moveAlong(focused, key)) event.preventDefault()
    if (event.defaultPrevented || uses(focused, key)) return
    // The way back to the slides for who has gone to a control.
    if (key === 'Escape' && focused instanceof HTMLElement) focused.blur()
    give(event)
  }
  // Some browsers press a button when Space is let go.
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && spaceTaken) event.preventDefault()
    spaceTaken = false
    // Programs that repeat a key until it is let go must hear of that, too.
    if (down.delete(event.code)) tell(event)
  }
  const onFocus = ({ target }: FocusEvent) => {
    byKeyboard = target instanceof Element && target.matches(':focus-visible')
  }
  // A click does not leave the focus behind, where a ring would stand and the next key would be taken for the control.
  const onClick = () => {
    const focused = document.activeElement
    if (byKeyboard || !(focused instanceof HTMLElement) || isTextField(focused) || isOver(focused)) return
    focused.blur()
  }
  window.addEventListener('keydown', onKeyDownFirst, { capture: true })
  window.addEventListener('keydown', onKeyDown)
  window.addEventListener('keyup', onKeyUp)
  window.addEventListener('focusin', onFocus)
  window.addEventListener('click', onClick)
  return () => {
    window.removeEventListener('keydown', onKeyDownFirst, { capture: true })
    window.removeEventListener('keydown', onKeyDown)
    window.removeEventListener('keyup', onKeyUp)
    window.removeEventListener('focusin', onFocus)
    window.removeEventListener('click', onClick)
  }
}
