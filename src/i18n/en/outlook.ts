import type { Outlook } from '../../projections/outlook'
import { formatTime } from '../format'
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

const WAITS: Record<Outlook['waitsFor'][number]['what'], (at: string | null) => string> = {
  master: () => 'the election of a Master (none yet)',
  route: (at) => (at === null ? 'a route poll that brings its address (time unknown)' : `the next route poll, ${at}`),
  window: (at) => `the end of the window, ${at}`,
  reachable: () => 'a successful probe (time unknown)',
}

function waitWords({ waitsFor }: Outlook): string | null {
  if (waitsFor.length === 0) return null
  const parts = waitsFor.map(({ what, atMs }) => WAITS[what](atMs === null ? null : formatTime(atMs, 1)))
  const [first] = parts
  if (!first) return null
  if (parts.length === 1) return `The producer can use it again after ${first}.`
  return `The producer can use it again after the latest of these: ${parts.join(' > ')}.`
}

export const outlook: OutlookMessages = {
  blocked: blockedWords,
  waits: waitWords,
}
