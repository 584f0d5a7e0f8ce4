import type { Outlook } from '../../projections/outlook'
import type { OutlookMessages } from '../outlook'

export function blockedWords(outlook: Outlook): string | null {
  const { address, listed, overwritten, knownMaster, waitsFor } = outlook
  if (overwritten) {
    return '但生产者的列表里已经没有它的队列：兜底把那几项改写成了别的 Broker'
  }
  if (!listed) return '但生产者的列表里没有它的队列'
  if (address === 'none') return '但生产者没有它的 Master 地址'
  if (address === 'old') {
    return `但生产者只有 n${knownMaster} 的地址，而 n${knownMaster} 不可写`
  }
  if (waitsFor.some(({ what }) => what === 'reachable')) {
    return '但它还标记为不可达'
  }
  return null
}

export const outlook: OutlookMessages = {
  blocked: blockedWords,
}
