// The whole page in Node, on a DOM without layout: what happens, what is said and what is saved is tested here; what is
// drawn, measured or left to the browser is tested in a browser. Every page is loaded from its first module on, so that
// nothing is left of the page before it but what a tab saves.

import { configure, fireEvent, screen, waitFor, within } from '@testing-library/dom'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { Root } from 'react-dom/client'
import { afterEach, expect, vi } from 'vitest'
import { LANGUAGE_CODES, type Language } from '../../i18n/languages'

// A limit for what hangs, not a promise of speed. The whole document is a poor error message.
configure({
  asyncUtilTimeout: 60_000,
  getElementError: (message) => new Error((message ?? 'not found').slice(0, 2000)),
})

/** Behaviour does not differ by language, and words are complete by type: one with every change, both before a release. */
export const LANGUAGES: readonly Language[] = process.env.ROCKETSCOPE_ALL_CASES === '1' ? LANGUAGE_CODES : ['en']

/** px of everything on this screen; a line of a list is as low as one of the log. */
const SIZE = { width: 1280, height: 600, line: 20 }
/** ms from one frame to the next: the longest that the clock of the page takes for one. */
const FRAME_MS = 100
/** ms of real time between two frames. */
const FRAME_GAP_MS = 16

/** What the page has told the browser to listen to, to be taken back when it is left. */
const listening: (() => void)[] = []
const roots: Root[] = []
/** What the page has planned: it dies with the page, as in a browser. */
const timers = new Set<ReturnType<typeof setTimeout>>()
const frames = new Map<number, ReturnType<typeof setTimeout>>()
let frameNow = 0

function prepareBrowser(): void {
  vi.doMock(import('react-dom/client'), async (importOriginal) => {
    const original = await importOriginal()
    return {
      ...original,
      createRoot: (...args) => {
        const root = original.createRoot(...args)
        roots.push(root)
        return root
      },
    }
  })
  for (const target of [window, document]) {
    const add = target.addEventListener
    target.addEventListener = ((...args: Parameters<typeof add>) => {
      add.apply(target, args)
      listening.push(() => target.removeEventListener(args[0], args[1], args[2]))
    }) as typeof add
  }
  const later = globalThis.setTimeout
  globalThis.setTimeout = ((...args: Parameters<typeof later>) => {
    const timer = later(...args)
    timers.add(timer)
    return timer
  }) as typeof later
  window.requestAnimationFrame = (callback) => {
    const id = frames.size === 0 ? 1 : Math.max(...frames.keys()) + 1
    frames.set(
      id,
      setTimeout(() => {
        frames.delete(id)
        frameNow += FRAME_MS
        callback(frameNow)
      }, FRAME_GAP_MS),
    )
    return id
  }
  window.cancelAnimationFrame = (id) => {
    clearTimeout(frames.get(id))
    frames.delete(id)
  }
  window.getComputedStyle = plainStyle
  const isLine = (element: Element) => element.tagName === 'LI'
  const sizes: Record<string, (element: HTMLElement) => number> = {
    clientWidth: () => SIZE.width,
    offsetWidth: () => SIZE.width,
    clientHeight: (element) => (isLine(element) ? SIZE.line : SIZE.height),
    offsetHeight: (element) => (isLine(element) ? SIZE.line : SIZE.height),
  }
  for (const [name, size] of Object.entries(sizes)) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return size(this)
      },
    })
  }
  Element.prototype.getBoundingClientRect = function () {
    return new DOMRect(0, 0, SIZE.width, isLine(this) ? SIZE.line : SIZE.height)
  }
}

/** All that is asked of a style here. Without style sheets there is no more to know, and the DOM's own answer is slow. */
function plainStyle(element: Element): CSSStyleDeclaration {
  const { style } = element as HTMLElement
  const isOff =
    (element as HTMLElement).hidden || element.matches('dialog:not([open]), details:not([open]) > *:not(summary)')
  const known: Record<string, string> = {
    display: isOff ? 'none' : style?.display || 'block',
    visibility: style?.visibility || 'visible',
    fontSize: '16px',
    paddingLeft: '0px',
    paddingRight: '0px',
  }
  return { ...known, getPropertyValue: (name: string) => known[name] ?? '' } as unknown as CSSStyleDeclaration
}

/** What browsers do with modal dialogs: Escape closes them, and the focus goes back to where it was. */
function prepareDialogs(): void {
  const { showModal, close } = HTMLDialogElement.prototype
  const openers = new WeakMap<HTMLDialogElement, Element | null>()
  HTMLDialogElement.prototype.showModal = function () {
    openers.set(this, document.activeElement)
    showModal.call(this)
  }
  HTMLDialogElement.prototype.close = function (value) {
    const opener = openers.get(this)
    close.call(this, value)
    if (this.contains(document.activeElement)) (document.activeElement as HTMLElement).blur()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
  }
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    const open = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].pop()
    if (open?.dispatchEvent(new Event('cancel', { cancelable: true }))) open.close()
  })
}

/** What was given to the browser to be saved, oldest first. */
export const downloads: { name: string; file: Blob }[] = []

function prepareDownloads(): void {
  const files = new Map<string, Blob>()
  URL.createObjectURL = (file) => {
    const address = `blob:${files.size}`
    files.set(address, file as Blob)
    return address
  }
  URL.revokeObjectURL = () => undefined
  const click = HTMLAnchorElement.prototype.click
  HTMLAnchorElement.prototype.click = function () {
    const file = files.get(this.href)
    if (this.download !== '' && file) downloads.push({ name: this.download, file })
    else click.call(this)
  }
}

/** Drops a file on the page. */
export function dropFile(text: string, name = 'file.json'): void {
  const file = new File([text], name, { type: 'application/json' })
  const dataTransfer = { files: [file], types: ['Files'], items: [{ kind: 'file' }], dropEffect: 'none' }
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer }))
  }
}

let prepared = false
let left = true

/** Leaves the page: what it listens to and waits for ends with it. What it has saved stays. */
function leavePage(): void {
  if (left) return
  left = true
  // In the order of a browser. A page that nobody sees asks for no frames, so that its clock stands for good.
  setHidden(true)
  window.dispatchEvent(new Event('pagehide'))
  for (const root of roots.splice(0)) root.unmount()
  for (const end of listening.splice(0)) end()
  for (const timer of [...timers, ...frames.values()]) clearTimeout(timer)
  timers.clear()
  frames.clear()
  document.body.replaceChildren()
  setHidden(false)
}

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' })
  document.dispatchEvent(new Event('visibilitychange'))
}

afterEach(() => {
  leavePage()
  localStorage.clear()
  sessionStorage.clear()
  downloads.length = 0
  history.replaceState(null, '', '/')
  vi.restoreAllMocks()
})

async function load(): Promise<UserEvent> {
  left = false
  vi.resetModules()
  document.body.innerHTML = '<div id="root"></div>'
  await import('../../main')
  // The last part of the page to come.
  await waitFor(() => expect(document.querySelector('#side-panel-content')).not.toBeNull())
  return userEvent.setup({ delay: null, writeToClipboard: true })
}

/**
 * Opens the page in a new tab.
 *
 * @param parts - what stands behind "#v=2&" in a link, as in docs/link-format.md: the run and its moment, paused;
 *   nothing for the page as it first opens, playing
 * @param isFirstVisit - whoever opens it has not been here before; else they have, and see everything
 */
export async function openPage(parts = '', language: Language = 'en', isFirstVisit = false): Promise<UserEvent> {
  if (!prepared) {
    prepareDialogs()
    prepareBrowser()
    prepareDownloads()
  }
  prepared = true
  leavePage()
  localStorage.setItem('rocketscope.language', language)
  if (isFirstVisit) localStorage.setItem('rocketscope.introduced', '')
  history.replaceState(null, '', parts === '' ? '/' : `/#v=2&${parts}`)
  return await load()
}

/** Loads the page of this tab once more. */
export async function reloadPage(): Promise<UserEvent> {
  leavePage()
  return await load()
}

/** Lets React finish what it has begun: what is on the page is not yet what listens to it. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn++) await new Promise((done) => setTimeout(done))
}

/** The element of a role and a name, once it is there and listens. */
export async function find(role: string, name?: string | RegExp, inside: HTMLElement = document.body) {
  await within(inside).findByRole(role, name === undefined ? {} : { name })
  await settle()
  return await within(inside).findByRole(role, name === undefined ? {} : { name })
}

/** The same now, or null. */
export const query = (role: string, name?: string | RegExp, inside: HTMLElement = document.body): HTMLElement | null =>
  within(inside).queryByRole(role, name === undefined ? {} : { name })

/** Presses it, once it is there. */
export async function press(
  user: UserEvent,
  role: string,
  name?: string | RegExp,
  inside?: HTMLElement,
): Promise<HTMLElement> {
  const element = await find(role, name, inside)
  await waitFor(() => expect((element as HTMLButtonElement).disabled ?? false).toBe(false))
  await user.click(element)
  return element
}

/** Chooses from the menu of what is one press away. */
export async function chooseMore(user: UserEvent, name: string | RegExp, more: string | RegExp = /^(More|更多)$/) {
  await press(user, 'button', more)
  await press(user, 'menuitem', name, await find('menu'))
}

/** Puts a text into a field in the place of what is there, as from the clipboard. */
export async function fill(field: HTMLElement, value: string): Promise<void> {
  field.focus()
  await settle()
  fireEvent.input(field, { target: { value } })
  await settle()
}

/** Waits until nothing of this role and name is there. */
export const gone = (role: string, name?: string | RegExp): Promise<void> =>
  waitFor(() => expect(query(role, name)).toBeNull())

/** Waits until something says this, wherever it is by then. */
export const says = (where: () => Element | null, words: string | RegExp): Promise<void> =>
  waitFor(() => expect(where()?.textContent).toMatch(words))

/** What the clock shows. */
export const shownTime = (): string => screen.getByRole('timer').textContent ?? ''

/** What the tab has saved under a name, read as JSON. */
export const saved = <T>(name: string): T | null =>
  JSON.parse(sessionStorage.getItem(`rocketscope.${name}`) ?? 'null') as T | null

/** Waits until something gives a value, which is then given back. */
export const until = <T>(ask: () => T | null | undefined | false): Promise<T> =>
  waitFor(() => {
    const found = ask()
    if (found === null || found === undefined || found === false) throw new Error(`not yet: ${ask}`)
    return found
  })
