import type { Outlook } from '../../projections/outlook'
import { failureLatencyMs } from '../../projections/releaseFacts'
import type { EntryOf } from '../entryTraits'
import { formatTime } from '../format'
import type { Entry, NarrationContext } from '../narrationContext'
import type { WindowsNarrationMessages } from '../windowsNarration'
import { formatDuration } from './format'
import { blockedWords } from './outlook'

export const avoidedUntil = (entry: Entry<'avoided'>, context: NarrationContext): string => {
  const broker = context.brokerName(entry.group)
  const until = formatTime(entry.untilMs, 1)
  return `${broker} is avoided until ${until} (${formatDuration(entry.windowMs)})`
}

function windowWords(entry: EntryOf<'window'>, context: NarrationContext): string {
  switch (entry.kind) {
    case 'avoided': {
      const measured = formatDuration(entry.latencyMs)
      const until = formatTime(entry.untilMs)
      const broker = context.brokerName(entry.group)
      const standIn = failureLatencyMs(context.settings.clientVersion)
      return entry.isolation
        ? `A failed send counts as ${formatDuration(standIn)} in the table, so the producer avoids ${broker} for ${formatDuration(entry.windowMs)}, until ${until}.`
        : `${broker} took ${measured}, so the producer avoids it for ${formatDuration(entry.windowMs)}, until ${until}.`
    }
    case 'available':
      return availableWords(entry, context)
    case 'reachable': {
      const broker = context.brokerName(entry.group)
      return entry.reachable
        ? `${broker} counts as reachable again.`
        : `${broker} counts as unreachable until a probe succeeds.`
    }
  }
}

function availableWords(entry: Entry<'available'>, context: NarrationContext, outlook: Outlook | null = null): string {
  const broker = context.brokerName(entry.group)
  const blocked = outlook && blockedWords(outlook)
  const then = blocked ? `, ${blocked}` : ''
  switch (entry.cause) {
    case 'windowEnded':
      return `The avoidance window of ${broker} is over${then}.`
    case 'success':
      return `One fast success ends the avoidance window of ${broker}.`
    case 'removed':
      return `The detector deletes the fault item of ${broker}${then}.`
    case 'forgotten':
      return `The fallback picks ${broker}, finds no writable queue, and deletes its fault item${then}.`
  }
}

export const windowsNarration: WindowsNarrationMessages = {
  window: windowWords,
  available: availableWords,
}
