// What the page opens with: the link in its address, else the run this tab had before, else the default. What reads a link
// is only loaded when there is one.

import { isRunOfThisEntry, loadAddress } from '../io/storage'
import { useApp } from './appStore'
import { restoreSavedRun } from './restoreRun'

/** Opens what there is to open. What cannot be read is said, and then the next best is opened. */
export async function restoreRun(): Promise<void> {
  const { hash } = location
  if (hash.length < 2) {
    await restoreSavedRun()
    return
  }
  const { openAddress, showAddressView } = await import('./sharing')
  // A reload: the tab knows more about its own run than a link says, such as whether it was playing.
  if (isRunOfThisEntry() && (await restoreSavedRun())) showAddressView(loadAddress() ?? hash)
  else if (openAddress(hash)) useApp.setState({ past: [], future: [], branches: [] })
  else await restoreSavedRun()
}
