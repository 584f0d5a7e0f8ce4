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
  return `${broker} 在 ${until} 之前不会再选（规避 ${formatDuration(entry.windowMs)}）`
}

function windowWords(entry: EntryOf<'window'>, context: NarrationContext): string {
  switch (entry.kind) {
    case 'avoided': {
      const until = formatTime(entry.untilMs)
      const broker = context.brokerName(entry.group)
      const standIn = failureLatencyMs(context.settings.clientVersion)
      return entry.isolation
        ? `${broker} 发送失败，按 ${formatDuration(standIn)} 查表，规避 ${formatDuration(entry.windowMs)}，到 ${until} 为止。`
        : `${broker} 用了 ${formatDuration(entry.latencyMs)}，太慢，规避 ${formatDuration(entry.windowMs)}，到 ${until} 为止。`
    }
    case 'available':
      return availableWords(entry, context)
    case 'reachable': {
      const broker = context.brokerName(entry.group)
      return entry.reachable ? `${broker} 重新标记为可达。` : `${broker} 标记为不可达，直到探测成功。`
    }
  }
}

function availableWords(entry: Entry<'available'>, context: NarrationContext, outlook: Outlook | null = null): string {
  const broker = context.brokerName(entry.group)
  const blocked = outlook && blockedWords(outlook)
  const then = blocked ? `，${blocked}` : ''
  switch (entry.cause) {
    case 'windowEnded':
      return `${broker} 的规避窗口结束${then}。`
    case 'success':
      return `一次很快的成功让 ${broker} 的规避窗口提前结束。`
    case 'removed':
      return `探测器删除了 ${broker} 的故障项${then}。`
    case 'forgotten':
      return `兜底选中了 ${broker}，但它没有可写的队列，于是删除它的故障项${then}。`
  }
}

export const windowsNarration: WindowsNarrationMessages = {
  window: windowWords,
  available: availableWords,
}
