// Whether this browser keeps the page for times without a network, and whether a newer version is there. Loaded when the
// first picture stands; what keeps the files is src/serviceWorker.ts.

import { createStore } from 'zustand/vanilla'
import { useApp } from './appStore'
import { notify } from './notices'
import { trustedScript } from './trustedScript'

/** Put here by vite.config.ts: built as one file, which needs no network anyway. */
declare const __SINGLE_FILE__: boolean

/** `single` to `development`: it is never kept, for the reason that is named. */
export type Kept = 'asking' | 'storing' | 'stored' | 'failed' | 'single' | 'insecure' | 'embedded' | 'development'

interface OfflineState {
  kept: Kept
  /** Whether another version is ready, or in use in another tab: a reload brings it. */
  renewed: boolean
}

export const offline = createStore<OfflineState>(() => ({ kept: 'asking', renewed: false }))

/** Why the page must not be kept; null where it may. */
function whyNot(): Kept | null {
  if (__SINGLE_FILE__) return 'single'
  if (!import.meta.env.PROD) return 'development'
  if (!('serviceWorker' in navigator)) return 'insecure'
  // Somebody else's page: its reader has not asked for megabytes of ours, and its reload is not ours to offer.
  if (window.top !== window) return 'embedded'
  return null
}

let registration: ServiceWorkerRegistration | null | undefined = null

/** Begins. It never throws: a page that cannot be kept works as long as there is a network. */
export async function startOffline(): Promise<void> {
  const reason = whyNot()
  if (reason) {
    offline.setState({ kept: reason })
    return
  }
  tellOfNewVersion()
  try {
    registration = await navigator.serviceWorker.register(trustedScript(new URL('sw.js', document.baseURI).href), {
      updateViaCache: 'none',
    })
  } catch {
    // Cookies are forbidden, or the server was not reached. It is tried again with the next visit, and the help says so.
  }
  // What guards a browser may let it end well and give nothing.
  if (!registration) {
    offline.setState({ kept: 'failed' })
    return
  }
  offline.setState({ kept: registration.active ? 'stored' : 'storing', renewed: registration.waiting !== null })
  if (registration.active) {
    registration.active.postMessage('tidy')
    // Browsers look by themselves, but not while the page keeps its worker busy. Without a network there is nothing to see.
    registration.update().then(undefined, () => undefined)
  }
  follow(registration.installing)
  registration.addEventListener('updatefound', () => follow(registration?.installing ?? null))
  const before = navigator.serviceWorker.controller
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // Another tab has taken the newer version. The first one of all is what is on the screen.
    if (before !== null) offline.setState({ renewed: true })
  })
}

/** Waits for what becomes of a version that is being stored. */
function follow(coming: ServiceWorker | null): void {
  if (coming === null) return
  const look = () => {
    const { active } = registration as ServiceWorkerRegistration
    const isFirst = active === null || active === coming
    if (coming.state === 'installed' && !isFirst) offline.setState({ renewed: true })
    if (coming.state === 'activated' || (coming.state === 'installed' && isFirst)) offline.setState({ kept: 'stored' })
    // No space, or the network broke off. An older version stays as good as it was.
    if (coming.state === 'redundant' && isFirst) offline.setState({ kept: 'failed' })
  }
  coming.addEventListener('statechange', look)
  look()
}

/** Says it once, but not on a projector in the middle of a talk. */
function tellOfNewVersion(): void {
  let told = false
  const tell = () => {
    if (told || !offline.getState().renewed || useApp.getState().presenting) return
    told = true
    notify('info', (m) => m.offline.renewed, { reload: true })
  }
  offline.subscribe(tell)
  useApp.subscribe((state, previous) => {
    if (state.presenting !== previous.presenting) tell()
  })
}

/** Reloads the page in the newest version that is stored here; the run comes back as after any reload. */
export function reloadInNewVersion(): void {
  const waiting = registration?.waiting
  if (!waiting) {
    location.reload()
    return
  }
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated' || waiting.state === 'redundant') location.reload()
  })
  waiting.postMessage('takeOver')
}
