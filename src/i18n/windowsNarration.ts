// The avoidance windows in words: what opened one, how long it lasts, what ended it.

import { failureLatencyMs } from '../projections/releaseFacts'
import { formatDuration, formatTime } from './format'
import type { Entry, NarrationContext } from './narrationContext'
import { blockedWords } from './outlook'
import type { Words } from './words'

/** Said inside a sentence, before "；" or a full stop. */
export const avoidedUntil = (entry: Entry<'avoided'>, context: NarrationContext): Words => {
  const broker = context.brokerName(entry.group)
  const until = formatTime(entry.untilMs, 1)
  return {
    zh: `${broker} 在 ${until} 之前不会被选中（规避 ${formatDuration(entry.windowMs, 'zh')}）`,
    en: `${broker} is avoided until ${until} (${formatDuration(entry.windowMs, 'en')})`,
  }
}

/** One entry about the fault table. */
export function windowWords(entry: Entry<'avoided' | 'available' | 'reachable'>, context: NarrationContext): Words {
  switch (entry.kind) {
    case 'avoided': {
      const measured = formatDuration(entry.latencyMs, 'en')
      const until = formatTime(entry.untilMs)
      const broker = context.brokerName(entry.group)
      const standIn = failureLatencyMs(context.settings.clientVersion)
      return entry.isolation
        ? {
            zh: `${broker} 发送失败，按 ${formatDuration(standIn, 'zh')} 查表，规避 ${formatDuration(entry.windowMs, 'zh')}，到 ${until} 为止。`,
            en: `A failed send counts as ${formatDuration(standIn, 'en')} in the table, so ${broker} is avoided for ${formatDuration(entry.windowMs, 'en')}, until ${until}.`,
          }
        : {
            zh: `${broker} 用了 ${formatDuration(entry.latencyMs, 'zh')}，太慢，规避 ${formatDuration(entry.windowMs, 'zh')}，到 ${until} 为止。`,
            en: `${broker} took ${measured}, which is slow, so it is avoided for ${formatDuration(entry.windowMs, 'en')}, until ${until}.`,
          }
    }
    case 'available':
      return availableWords(entry, context)
    case 'reachable': {
      const broker = context.brokerName(entry.group)
      return entry.reachable
        ? { zh: `${broker} 重新标记为可达。`, en: `${broker} counts as reachable again.` }
        : {
            zh: `${broker} 标记为不可达，等探测成功再说。`,
            en: `${broker} counts as unreachable until a probe succeeds.`,
          }
    }
  }
}

/** `then` is what keeps the Broker from being chosen all the same, as far as that is known. */
export function availableWords(
  entry: Entry<'available'>,
  context: NarrationContext,
  then: Words = { zh: '', en: '' },
): Words {
  const broker = context.brokerName(entry.group)
  switch (entry.cause) {
    case 'windowEnded':
      return {
        zh: `${broker} 的规避窗口结束${then.zh}。`,
        en: `The avoidance window of ${broker} is over${then.en}.`,
      }
    case 'success':
      return {
        zh: `一次很快的成功让 ${broker} 的规避窗口提前结束。`,
        en: `One fast success ends the avoidance window of ${broker}.`,
      }
    case 'removed':
      return {
        zh: `${broker} 的故障项被删除${then.zh}。`,
        en: `The fault item of ${broker} is removed${then.en}.`,
      }
    case 'forgotten':
      return {
        zh: `兜底选中了 ${broker}，可路由里没有它可写的队列，它的故障项就被删除了${then.zh}。`,
        en: `The fallback picks ${broker}, finds no queue to write to, and drops its fault item${then.en}.`,
      }
  }
}

/** Why a Broker whose window is over is not used with success all the same. */
export function afterWindow(entry: Entry<'available'>, context: NarrationContext): Words {
  const known = context.outlooks?.(entry.atMs, entry.group).find(({ producer }) => producer === entry.producer)
  const blocked = known && blockedWords(known.outlook)
  return blocked ? { zh: `，${blocked.zh}`, en: `, ${blocked.en}` } : { zh: '', en: '' }
}
