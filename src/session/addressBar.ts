// Keeps the exact run and view in the address, without ever making an entry in the browser's history, and opens what
// somebody else puts there. Loaded when the first picture stands.

import { saveAddress, saveLessonPage } from '../io/storage'
import { useApp } from './appStore'
import { shortAddress } from './questionAddress'
import { addressText, openAddress } from './sharing'
import { hasOtherView } from './view'

/** ms of real time between two writes: browsers stop a page that changes its address too often. */
const MIN_GAP_MS = 400
/** The same while nothing but the time goes on. */
const PLAYING_GAP_MS = 1000

/**
 * Begins.
 *
 * @param openedHash - what the page was opened with
 * @returns a function that ends it, for tests
 */
export function startAddressBar(openedHash: string): () => void {
  let written = ''
  let writtenAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  let dueAt = 0

  const write = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // Another link was put there just now: it is not to be written over before it has been read.
    if (written !== '' && location.hash !== written) return
    writtenAt = performance.now()
    const hash = shortAddress(useApp.getState()) ?? `#${addressText()}`
    try {
      if (hash !== location.hash) history.replaceState(history.state, '', hash)
    } catch {
      // Asked too often, or longer than this browser's addresses can be: the next change tries again, and links are copied all the same.
    }
    written = location.hash
  }

  const writeAfter = (gapMs: number) => {
    const wantedAt = Math.max(performance.now(), writtenAt + gapMs)
    if (timer !== null) {
      if (dueAt <= wantedAt) return
      clearTimeout(timer)
    }
    dueAt = wantedAt
    timer = setTimeout(write, wantedAt - performance.now())
  }

  const unsubscribe = useApp.subscribe((state, previous) => {
    const moved = Math.floor(state.playheadMs) !== Math.floor(previous.playheadMs)
    const stopped = state.playing !== previous.playing
    const changed =
      state.input !== previous.input ||
      stopped ||
      state.questions !== previous.questions ||
      hasOtherView(state, previous)
    if (changed || (moved && !state.playing)) writeAfter(MIN_GAP_MS)
    else if (moved) writeAfter(PLAYING_GAP_MS)
  })

  const onHashChange = () => {
    const { hash } = location
    if (hash === written) return
    written = hash
    const opened = hash.length > 1 ? openAddress(hash) : false
    // The address always holds what is on the screen, also where nothing could be read.
    if (typeof opened === 'boolean') write()
    else void opened.then(write)
  }
  // A reload must find what was changed in the last moment, too.
  const onLeave = () => {
    saveAddress(`#${addressText()}`)
    const { lesson } = useApp.getState()
    saveLessonPage(lesson && JSON.stringify(lesson))
  }
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') onLeave()
  }
  window.addEventListener('hashchange', onHashChange)
  window.addEventListener('pagehide', onLeave)
  document.addEventListener('visibilitychange', onVisibility)
  // Another link may have been put into the address since then.
  if (location.hash === openedHash) write()
  else onHashChange()
  return () => {
    unsubscribe()
    window.removeEventListener('pagehide', onLeave)
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('hashchange', onHashChange)
    if (timer !== null) clearTimeout(timer)
  }
}
