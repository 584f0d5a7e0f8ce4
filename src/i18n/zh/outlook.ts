import type { Outlook } from '../../projections/outlook'
import { formatTime } from '../format'
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

const WAITS: Record<Outlook['waitsFor'][number]['what'], (at: string | null) => string> = {
  master: () => '新 Master（还没有）',
  route: (at) => (at === null ? '取到新地址的那次路由（时间未知）' : `下次取路由 ${at}`),
  window: (at) => `规避窗口结束 ${at}`,
  reachable: () => '探测成功（时间未知）',
}

function waitWords({ waitsFor }: Outlook): string | null {
  if (waitsFor.length === 0) return null
  const parts = waitsFor.map(({ what, atMs }) => WAITS[what](atMs === null ? null : formatTime(atMs, 1)))
  const [first] = parts
  if (!first) return null
  if (parts.length === 1) return `要再用它，只等：${first}。`
  return `要再用它，等最晚的一项：${parts.join(' > ')}。`
}

export const outlook: OutlookMessages = {
  blocked: blockedWords,
  waits: waitWords,
}
