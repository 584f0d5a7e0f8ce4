// Keeps the run of this tab for a reload, after every change of the input and when the page is left.

import { storeRun } from '../io/storage'
import { useApp } from './appStore'
import { destinationMs } from './computeJob'

function keepNow(): void {
  const { input, playing, speed } = useApp.getState()
  storeRun({ input, playheadMs: destinationMs(), playing, speed })
}

/** Begins. @returns a function that ends it, for tests */
export function startSavingRun(): () => void {
  const unsubscribe = useApp.subscribe((state, previous) => {
    if (state.input !== previous.input) keepNow()
  })
  const onHide = () => {
    if (document.visibilityState === 'hidden') keepNow()
  }
  window.addEventListener('pagehide', keepNow)
  document.addEventListener('visibilitychange', onHide)
  return () => {
    unsubscribe()
    window.removeEventListener('pagehide', keepNow)
    document.removeEventListener('visibilitychange', onHide)
  }
}
