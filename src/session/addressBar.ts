// Keeps the exact run and view in the address, without ever making an entry in the browser's history, and opens what
// somebody else puts there. Loaded when the first picture stands.

import { saveAddress, saveLessonPage } from '../io/storage'
import { addressText } from './addressText'
import { useApp } from './appStore'
import { shortAddress } from './questionAddress'
import { sharing } from './sharingState'
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
  /** The link that is being opened. */
  let opening = ''
  let writtenAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  let dueAt = 0

  const write = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // Another link was put there just now: it is not to be written over before it has been read.
    if (opening !== '' || (written !== '' && location.hash !== written)) return
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
    opening = hash.length > 1 ? hash : ''
    // The address always holds what is on the screen, also where nothing could be read.
    if (opening === '') write()
    else
      void openLink(hash)
        .finally(() => {
          if (opening === hash) opening = ''
        })
        .then(write)
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

/** What opens links is loaded with the first one. */
async function openLink(hash: string): Promise<void> {
  const { openAddress } = await import('./sharing').catch((error: unknown) => {
    // The address will be another, so the link is shown.
    sharing.setState({ linkToCopy: new URL(hash, location.href).href })
    throw error
  })
  await openAddress(hash)
}
