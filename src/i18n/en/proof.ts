import type { ProofMessages } from '../proof'
import { formatDuration, formatNumber } from './format'

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

/** By unit: a number with what is counted, ready to stand before the words of its proof. */
const UNITS: Record<string, (value: number) => string> = {
  percent: (value) => `${formatNumber(Math.round(value * 10) / 10)}%`,
  ms: (value) => formatDuration(value),
  attempts: (value) => `${value} ${plural(value, 'attempt', 'attempts')}`,
  messages: (value) => `${value} ${plural(value, 'message', 'messages')}`,
  queues: (value) => `${value} ${plural(value, 'queue', 'queues')}`,
  copies: (value) => `${value} ${plural(value, 'copy', 'copies')}`,
  code: (value) => String(value),
}

const proofText = (value: number, unit: string): string =>
  Number.isFinite(value) ? (UNITS[unit]?.(value) ?? String(value)) : '—'

export const proof: ProofMessages = {
  scenarios: 'Scenarios',
  surprises: 'Gotchas',
  variants: 'Other versions and conditions',
  issues: 'Discussed in',
  changed:
    'You have changed this run, and the number is of the changed run. Choose any of the above to restore the story.',
  share: 'Share and files',
  howTrue: 'Accuracy',
  surprise: (id) => `Gotcha ${id}`,
  figure: proofText,
}
