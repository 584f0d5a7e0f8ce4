// Whether anybody can see the page: not in a hidden tab, not in a frame that is scrolled out of sight or that its host
// has put away. Says it; what stops then is the clock's.

import { createStore } from 'zustand/vanilla'
import { isFramed } from './embedding'

interface Visibility {
  /** The tab is in front. */
  tab: boolean
  /** The frame is in sight, as far as the browser tells. */
  frame: boolean
  /** The host says so: it knows of slides that are hidden in place, which no browser tells a frame of. */
  host: boolean
}

export const visibility = createStore<Visibility>(() => ({ tab: true, frame: true, host: true }))

export const isSeen = ({ tab, frame, host }: Visibility): boolean => tab && frame && host

/** What the host has to say about it. */
export const setShownByHost = (host: boolean): void => visibility.setState({ host })

/** Begins. @returns a function that ends it */
export function watchVisibility(tell: (seen: boolean) => void): () => void {
  const onTab = () => visibility.setState({ tab: !document.hidden })
  const unsubscribe = visibility.subscribe((now) => tell(isSeen(now)))
  document.addEventListener('visibilitychange', onTab)
  onTab()
  let observer: IntersectionObserver | null = null
  if (isFramed() && typeof IntersectionObserver !== 'undefined') {
    // Without a root of its own it is asked of the whole window, through all the frames between, whoever made them.
    observer = new IntersectionObserver((entries) => {
      visibility.setState({ frame: entries.at(-1)?.isIntersecting ?? true })
    })
    observer.observe(document.documentElement)
  }
  return () => {
    unsubscribe()
    document.removeEventListener('visibilitychange', onTab)
    observer?.disconnect()
  }
}
