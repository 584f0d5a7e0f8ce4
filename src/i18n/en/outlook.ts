import type { Outlook } from '../../projections/outlook'
import type { OutlookMessages } from '../outlook'

export function blockedWords(outlook: Outlook): string | null {
  const { address, listed, overwritten, knownMaster, waitsFor } = outlook
  if (overwritten) {
    return "but the producer's list has none of its queues left: the fallback overwrote them"
  }
  if (!listed) return "but the producer's list has no queue of it"
  if (address === 'none') return 'but the producer has no address of its Master'
  if (address === 'old') {
    return `but the producer only has the address of n${knownMaster}, which takes no writes`
  }
  if (waitsFor.some(({ what }) => what === 'reachable')) {
    return 'but it still counts as unreachable'
  }
  return null
}

export const outlook: OutlookMessages = {
  blocked: blockedWords,
}
