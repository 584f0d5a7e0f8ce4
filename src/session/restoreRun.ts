// What the page opens with: the link in its address, else the run this tab had before, else the default. Loaded where there
// is one of the first two; what reads a link only where there is one.

import { withRecordings } from '../io/recording/withRecordings'
import { isRunOfThisEntry, loadAddress, loadBreakpoints, loadComparison, loadHistory, loadRun } from '../io/storage'
import { MAX_RUN_MS } from '../rocketmq'
import { begin, seek, setSpeed } from './actions'
import { useApp } from './appStore'
import { sameInput, saveBranch } from './history'
import { notify } from './notices'
import { askedQuestion } from './questionAddress'

/**
 * Takes up the run this tab had before a reload; what cannot be read is said, and the default run stays.
 *
 * @param isNewVisit - it is saved as a branch, and the page begins with the default run nevertheless
 * @returns whether there was one
 */
export async function restoreSavedRun(isNewVisit = false): Promise<boolean> {
  const kept = await loadRun()
  if (kept === null) return false
  if (kept === 'broken') {
    notify('problem', (m) => m.notices.brokenRun)
    return false
  }
  const { input: fresh } = useApp.getState()
  if (isNewVisit && sameInput(kept.input, fresh)) return false
  begin(kept.input)
  seek(Math.min(kept.playheadMs, MAX_RUN_MS))
  setSpeed(kept.speed)
  useApp.setState({ playing: kept.playing })
  await restoreHistory()
  if (isNewVisit) {
    saveBranch(null, fresh)
    begin(fresh)
    setSpeed(1)
    useApp.setState({ playing: true })
    notify('info', (m) => m.page.lastRunSaved, { undo: true })
    return true
  }
  if (loadComparison() !== null) await (await import('./comparison')).restoreComparison()
  return true
}

/** Takes up the versions and branches that belong to the kept run; taking the run up was no change of it. */
async function restoreHistory(): Promise<void> {
  const text = loadHistory()
  if (text === null) useApp.setState({ past: [], future: [], branches: [] })
  else {
    const { readHistory } = await import('./readHistory')
    await withRecordings(
      () => readHistory(text),
      (history) => useApp.setState(history),
    )
  }
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

/** Opens what there is to open. What cannot be read is said, and then the next best is opened. */
export async function restoreRun(): Promise<void> {
  const { hash } = location
  if (hash.length < 2) {
    // A reload, or gone back to; else this is a new visit.
    await restoreSavedRun(!isRunOfThisEntry())
    return
  }
  const { openAddress, showAddressView } = await import('./sharing')
  // A reload: the tab knows more about its own run than a link says, such as whether it was playing.
  const name = askedQuestion(hash)
  if (isRunOfThisEntry() && (await restoreSavedRun())) {
    await showAddressView(loadAddress() ?? hash)
    if (name === null) await openAddress(hash)
  } else if (name !== undefined) {
    // It takes the place of what this tab had, which can be had back.
    await restoreSavedRun()
    await openAddress(hash)
  } else if (await openAddress(hash)) useApp.setState({ past: [], future: [], branches: [] })
  else await restoreSavedRun()
}
