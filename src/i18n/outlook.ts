// What a producer still lacks before it can use a Broker group again, in words: inside a sentence, and as one of its own.

import type { Outlook } from '../projections/outlook'
import { formatTime } from './format'
import type { Words } from './words'

/**
 * Why a Broker that is not avoided is not used with success all the same, said inside a sentence about it.
 *
 * @returns null if nothing is in the way
 */
export function blockedWords(outlook: Outlook): Words | null {
  const { address, listed, overwritten, knownMaster, waitsFor } = outlook
  if (overwritten) {
    return {
      zh: '但生产者的列表里已经没有它的队列：兜底把那几项改写成了别的 Broker',
      en: "but none of its queues is left in the producer's list: the fallback has overwritten them",
    }
  }
  if (!listed) return { zh: '但生产者的列表里没有它的队列', en: "but the producer's list has no queue of it" }
  if (address === 'none')
    return { zh: '但生产者没有它的 Master 地址', en: 'but the producer has no address of its Master' }
  if (address === 'old') {
    return {
      zh: `但生产者只有 n${knownMaster} 的地址，而 n${knownMaster} 写不进去`,
      en: `but the only address the producer has is that of n${knownMaster}, which takes no writes`,
    }
  }
  if (waitsFor.some(({ what }) => what === 'reachable')) {
    return { zh: '但它还标记为不可达', en: 'but it still counts as unreachable' }
  }
  return null
}

const WAITS: Record<Outlook['waitsFor'][number]['what'], (at: string | null) => Words> = {
  master: () => ({ zh: '新 Master（还没有）', en: 'a Master (none yet)' }),
  route: (at) =>
    at === null
      ? { zh: '带来新地址的那次取路由（还说不准）', en: 'a route poll that brings its address (nobody can say when)' }
      : { zh: `下次取路由 ${at}`, en: `the next route poll, ${at}` },
  window: (at) => ({ zh: `规避窗口结束 ${at}`, en: `the end of the window, ${at}` }),
  reachable: () => ({ zh: '探测成功（还说不准）', en: 'a probe that succeeds (nobody can say when)' }),
}

/** The latest of several things decides: all of them, the latest first. @returns null if there is nothing to wait for */
export function waitWords({ waitsFor }: Outlook): Words | null {
  if (waitsFor.length === 0) return null
  const parts = waitsFor.map(({ what, atMs }) => WAITS[what](atMs === null ? null : formatTime(atMs, 1)))
  const [first] = parts
  if (!first) return null
  if (parts.length === 1) return { zh: `要再用上它，只差：${first.zh}。`, en: `To be used again it needs ${first.en}.` }
  return {
    zh: `要再用上它，等最晚的一项：${parts.map(({ zh }) => zh).join(' > ')}。`,
    en: `To be used again it needs the latest of these: ${parts.map(({ en }) => en).join(' > ')}.`,
  }
}
