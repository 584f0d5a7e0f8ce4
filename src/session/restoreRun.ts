// Keeps the run of this tab for a reload, after every change of the input and when the page is left, and takes it up.

import { loadBreakpoints, loadComparison, loadHistory, loadRun, storeRun } from '../io/storage'
import { MAX_RUN_MS } from '../rocketmq'
import { begin, notify, seek, setSpeed } from './actions'
import { useApp } from './appStore'
import { destinationMs } from './computeJob'

function keepNow(): void {
  const { input, playing, speed } = useApp.getState()
  storeRun({ input, playheadMs: destinationMs(), playing, speed })
}

/** Takes up the run this tab had before a reload; what cannot be read is said, and the default run stays. @returns whether there was one */
export async function restoreSavedRun(): Promise<boolean> {
  const kept = await loadRun()
  if (kept === null) return false
  if (kept === 'broken') {
    notify('problem', (m) => m.notices.brokenRun)
    return false
  }
  begin(kept.input)
  seek(Math.min(kept.playheadMs, MAX_RUN_MS))
  setSpeed(kept.speed)
  useApp.setState({ playing: kept.playing })
  await takeUpKeptHistory()
  if (loadComparison() !== null) (await import('./comparison')).restoreComparison()
  return true
}

/** Takes up the versions and branches that belong to the kept run; taking the run up was no change of it. */
async function takeUpKeptHistory(): Promise<void> {
  const text = loadHistory()
  if (text === null) useApp.setState({ past: [], future: [], branches: [] })
  else useApp.setState((await import('./saveHistory')).readHistory(text))
}

/** Takes up the breakpoints this tab had before a reload; what cannot be read is left out. */
export async function restoreBreakpoints(): Promise<void> {
  const text = loadBreakpoints()
  if (text === null || text === '[]') return
  const [{ readBreakpoints }, { setBreakpoints }] = await Promise.all([
    import('../io/breakpointSchema'),
    import('./breakpoints'),
  ])
  setBreakpoints(readBreakpoints(text))
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
