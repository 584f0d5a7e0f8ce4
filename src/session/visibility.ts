// Whether anybody can see the page: not while its tab is hidden, not while it is part of another page and scrolled out of
// sight there, and not while the page around it says that it has put it away. Without an eye on it no frame is asked for
// and time stands, so that nothing is missed.

import { createStore } from 'zustand/vanilla'

interface Seen {
  /** The tab is in front. */
  tab: boolean
  /** In sight, as far as the browser tells. */
  frame: boolean
  /** The page around it says so: it knows of slides that are hidden in place, which no browser tells a frame of. */
  host: boolean
}

/** Until something says otherwise, it can be seen. */
export const seen = createStore<Seen>(() => ({ tab: true, frame: true, host: true }))

export function isPageVisible(): boolean {
  const { tab, frame, host } = seen.getState()
  return tab && frame && host
}

/** What the page around it has to say about it. */
export const setVisibleToHost = (host: boolean): void => seen.setState({ host })

/**
 * Says whether any part of an element is in sight: within its own page and, where that page is part of another one, within
 * that one as well, whoever made it. Asks for no frames.
 *
 * @param tell - told at first, and whenever it changes; where the browser cannot say, told once that it is
 * @returns a function that ends it
 */
export function watchSight(element: Element, tell: (inSight: boolean) => void): () => void {
  if (typeof IntersectionObserver === 'undefined') {
    tell(true)
    return () => undefined
  }
  // The newest entry comes last. Without a root of its own it is held against the window of the outermost page.
  const observer = new IntersectionObserver((entries) => tell(entries[entries.length - 1].isIntersecting))
  observer.observe(element)
  return () => observer.disconnect()
}

/**
 * Begins.
 *
 * @param root - the element that holds all of the page
 * @returns a function that ends it, for tests
 */
export function observeVisibility(root: Element): () => void {
  const onTab = () => seen.setState({ tab: !document.hidden })
  const stopWatching = watchSight(root, (frame) => seen.setState({ frame }))
  document.addEventListener('visibilitychange', onTab)
  onTab()
  return () => {
    stopWatching()
    document.removeEventListener('visibilitychange', onTab)
    seen.setState({ tab: true, frame: true, host: true })
  }
}
