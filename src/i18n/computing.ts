// Words for what takes its time: computing to a far moment, and a run that ends because it would hold too much.

import type { RunEnd, RunLimit } from '../rocketmq'
import { formatNumber, formatTime } from './format'
import type { Phrase } from './notices'
import type { Language, Words } from './words'

export const computingWords = {
  change: { zh: '正在重新计算', en: 'Computing the changed run' },
  cancel: { zh: '取消', en: 'Cancel' },
  cancelJump: {
    zh: '取消：停在已经算到的时刻（Esc）',
    en: 'Cancel: stay at the furthest moment computed (Esc)',
  },
  cancelChange: { zh: '取消：保持原样（Esc）', en: 'Cancel: leave the run as it is (Esc)' },
} satisfies Record<string, Words>

export const computingPhrases = {
  jump: {
    zh: (time: string) => `正在计算到 ${time}`,
    en: (time: string) => `Computing up to ${time}`,
  },
}

const WHAT: Record<RunLimit, Phrase<[string]>> = {
  inFlight: {
    zh: (most) => `在途消息会超过 ${most} 条`,
    en: (most) => `more than ${most} messages would be in flight`,
  },
  events: {
    zh: (most) => `待处理的事件会超过 ${most} 个`,
    en: (most) => `more than ${most} events would be pending`,
  },
  entries: {
    zh: (most) => `日志会超过 ${most} 条`,
    en: (most) => `the log would have more than ${most} entries`,
  },
}

const ADVICE: Record<RunLimit, Words> = {
  inFlight: {
    zh: '调大发送间隔、减少发送线程，或缩短 Broker 的处理时间；也可以回到更早的时刻再操作。',
    en: 'Increase the send interval, use fewer threads or shorten the service time; or go back and act earlier.',
  },
  events: {
    zh: '调大发送间隔、减少发送线程，或缩短超时时间；也可以回到更早的时刻再操作。',
    en: 'Increase the send interval, use fewer threads or shorten the timeouts; or go back and act earlier.',
  },
  entries: {
    zh: '调大发送间隔，或减少 Producer 和发送线程；也可以回到更早的时刻再操作。',
    en: 'Increase the send interval, or use fewer producers and threads; or go back and act earlier.',
  },
}

/**
 * Why a run ends, and what to change.
 *
 * @param side - whose run it is: the page's own, or the one it is compared with
 */
export function runEndText({ limit, most, atMs }: RunEnd, language: Language, side: 'own' | 'other' = 'own'): string {
  const time = formatTime(Math.max(0, atMs - 1))
  const what = WHAT[limit][language](formatNumber(most, language))
  const advice = ADVICE[limit][language]
  if (language === 'zh') {
    const who = side === 'own' ? '过程' : '用来对比的过程'
    return `${who}到 ${time} 为止：再往后，${what}，超出了模拟的上限。${advice}`
  }
  const who = side === 'own' ? 'The run' : 'The run it is compared with'
  return `${who} ends at ${time}: after that, ${what}, the most that is simulated. ${advice}`
}
