import type { ProofMessages } from '../proof'
import { formatDuration, formatNumber } from './format'

/** By unit: a number with what is counted, ready to stand before the words of its proof. */
const UNITS: Record<string, (value: number) => string> = {
  percent: (value) => `${formatNumber(Math.round(value * 10) / 10)}%`,
  ms: (value) => formatDuration(value),
  attempts: (value) => `${value} 次尝试`,
  messages: (value) => `${value} 条消息`,
  queues: (value) => `${value} 个队列`,
  copies: (value) => `${value} 份`,
  code: (value) => String(value),
}

const proofText = (value: number, unit: string): string =>
  Number.isFinite(value) ? (UNITS[unit]?.(value) ?? String(value)) : '—'

export const proof: ProofMessages = {
  scenarios: '场景',
  surprises: '意外',
  variants: '换一个版本或条件',
  issues: '官方讨论：',
  changed: '你改动了这个过程，数字是改动后的。点上面任意一项，恢复原来的过程。',
  share: '分享与文件',
  howTrue: '有多真实？',
  surprise: (id) => `意外 ${id}`,
  figure: proofText,
}
