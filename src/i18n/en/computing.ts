import type { RunEnd, RunLimit } from '../../rocketmq'
import type { ComputingMessages } from '../computing'
import { formatTime } from '../format'
import { formatNumber } from './format'

const WHAT: Record<RunLimit, (a: string) => string> = {
  inFlight: (most) => `more than ${most} messages would be in flight`,
  events: (most) => `more than ${most} events would be pending`,
  entries: (most) => `the log would have more than ${most} entries`,
}

const ADVICE: Record<RunLimit, string> = {
  inFlight: 'Increase the send interval, use fewer threads or shorten the service time; or go back and act earlier.',
  events: 'Increase the send interval, use fewer threads or shorten the timeouts; or go back and act earlier.',
  entries: 'Increase the send interval, or use fewer producers and threads; or go back and act earlier.',
}

function runEndText({ limit, most, atMs }: RunEnd, side: 'own' | 'other' = 'own'): string {
  const time = formatTime(Math.max(0, atMs - 1))
  if (limit === 'recording') return `The recording ends at ${time}. What happened later was not recorded.`
  const what = WHAT[limit](formatNumber(most))
  const advice = ADVICE[limit]
  const who = side === 'own' ? 'The run' : 'The other run'
  return `${who} ends at ${time}: after that, ${what}, the limit of the simulation. ${advice}`
}

export const computing: ComputingMessages = {
  change: 'Computing the changed run',
  cancel: 'Cancel',
  cancelJump: 'Cancel: stay at the furthest moment computed (Esc)',
  cancelChange: 'Cancel: leave the run as it is (Esc)',
  jump: (time) => `Computing up to ${time}`,
  runEnd: runEndText,
}
