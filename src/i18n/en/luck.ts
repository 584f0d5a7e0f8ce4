import { formatTime } from '../format'
import { figureIn, type LuckMessages } from '../luck'
import { format } from './format'

const count = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`

const UNFINISHED = (unfinished: number): string =>
  unfinished === 0 ? '' : ` ${count(unfinished, 'run was', 'runs were')} too large to finish.`

export const luck: LuckMessages = {
  title: 'Luck',
  ofLeft: 'the run on the left (A)',
  kindLabel: 'What changes',
  kinds: { seeds: 'Another seed', moments: 'Another moment' },
  measureLabel: 'Figure',
  measures: { failedAttempts: 'Failed attempts', failed: 'Failed sends', recoveryMs: 'Time to recovery' },
  fault: 'Fault',
  from: 'From (ms)',
  to: 'To (ms)',
  compute: (runs) => `Compute ${runs} runs`,
  cancel: 'Cancel',
  close: 'Close',
  until: (time) => `Each run up to ${time}`,
  progress: (done, runs) => `${done} of ${runs} computed`,
  cancelled: (done, runs) => `Cancelled: ${done} of ${runs} computed`,
  failed: 'The computation failed and has stopped.',
  stale: 'The run has changed. These results are from before.',
  summary: ({ measure, kind, counted, missing, unfinished, min, p10, p50, p90, max }) => {
    const say = figureIn(format, measure)
    const runs = kind === 'seeds' ? count(counted, 'seed', 'seeds') : count(counted, 'moment', 'moments')
    const what = {
      failedAttempts: ' failed attempts',
      failed: ' failed sends',
      recoveryMs: ' to recovery',
    }[measure]
    const text =
      min === max
        ? `In ${runs}: always ${say(min)}${what}`
        : `In ${runs}: ${say(min)} to ${say(max)}${what}, half of them at most ${say(p50)} (p10 ${say(p10)}, p90 ${say(p90)})`
    const rest = missing > 0 ? ` ${count(missing, 'run has', 'runs have')} no recovery before the end.` : ''
    return `${text}.${rest}${UNFINISHED(unfinished)}`
  },
  noFigure: ({ measure, missing, unfinished }) =>
    `${measure === 'recoveryMs' && missing > 0 ? 'No run recovers, or none has a fault.' : 'No results yet.'}${UNFINISHED(unfinished)}`,
  cell: ({ kind, at, outcome, hasFault, untilMs, shown }) => {
    const name = `${kind === 'seeds' ? `Seed ${at}` : `Fault at ${formatTime(at, 3)}`}${shown ? ' (this run)' : ''}`
    if (outcome === null) return `${name}: not computed yet`
    if (outcome === 'budget') return `${name}: too large to finish`
    if (outcome === 'ended') return `${name}: the run ends early`
    const { failedAttempts, failed, recoveryMs } = outcome
    const parts = [
      count(failedAttempts, 'failed attempt', 'failed attempts'),
      count(failed, 'failed send', 'failed sends'),
      ...(!hasFault
        ? []
        : [
            recoveryMs === null
              ? `no recovery before ${formatTime(untilMs, 0)}`
              : `recovery after ${format.duration(recoveryMs)}`,
          ]),
    ]
    return `${name}: ${parts.join(', ')}`
  },
  open: 'Open this run',
  hint: 'Left and right arrows move, Enter opens that run',
  list: (runs) => `List all ${runs} runs`,
  noFault: 'No Broker fails in this run. Break one first, then move that fault to other moments.',
  recording: 'A recording has no seed, and its faults cannot move. Use a simulated run instead.',
}
