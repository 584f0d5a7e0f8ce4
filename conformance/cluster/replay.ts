// Holds the engine against the recordings of a real cluster: each producer is simulated from the input that its recording carries,
// and both runs are counted by the same figures.

import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readRecordingText } from '../../src/io/recording/recordingFile'
import { type ComparedFigure, comparedFigures, type FigureName, runFigures } from '../../src/projections/runFigures'
import { inputOf, type Recording, type RunInput, simulate } from '../../src/rocketmq'
import { addRecording } from '../../src/rocketmq/recordedRun'

const folder = new URL('./recordings/', import.meta.url)

export const recordingNames = (): string[] =>
  readdirSync(folder)
    .flatMap((name) => /^(.+)\.json\.gz$/.exec(name)?.[1] ?? [])
    .sort()

/** @throws Error if the page could not open it either */
export function readRecordingFile(name: string): Recording {
  const reading = readRecordingText(gunzipSync(readFileSync(new URL(`${name}.json.gz`, folder))).toString('utf8'))
  if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.problems)}`)
  return reading.recording
}

/** What one figure may differ by: so much, or so many per cent of the recorded, whichever is more. */
export interface Tolerance {
  plus: number
  percent: number
}

export interface Row {
  /** Such as `queue a0` or `route after fault 1`. */
  figure: string
  unit: ComparedFigure['unit']
  recorded: number | null
  /** Least and most over all SHIFTS; null where none of them has it. */
  simulated: readonly [min: number, max: number] | null
  tolerance: Tolerance
  agrees: boolean
}

/**
 * What happens to a request depends on whether it left just before a fault or just after, which nobody chose: each input is
 * simulated several times, everything that was done moved by so many ms, within the pause between two calls.
 */
export const SHIFTS = [0, 12, 25, 37]

const shifted = (input: RunInput, ms: number): RunInput => ({
  ...input,
  actions: input.actions.map((action) => ({ ...action, atMs: action.atMs + ms })),
})

type Tolerances = Partial<Record<FigureName['of'], Tolerance>>

function tolerances(counts: Tolerance, failures: Tolerance, momentMs: number): Tolerances {
  const exact: Tolerance = { plus: 0, percent: 0 }
  const moment: Tolerance = { plus: momentMs, percent: 0 }
  return {
    ...{ calls: counts, attempts: counts, queue: counts, failedAttempts: failures, failure: failures },
    ...{ failedCalls: exact, exception: exact, windowMs: { plus: 10, percent: 0 } },
    ...{ dropped: moment, master: moment, route: moment, lastFailure: moment },
  }
}

/**
 * By how the machine was while it recorded. Counts: a thread that sleeps makes a few calls fewer. Failures: one or two requests are
 * under way at a fault, and end one way or the other. Moments: two things that a shared machine does at once are far apart.
 */
export const TOLERANCES: Record<Recording['recordedWith']['conditions'], Tolerances> = {
  quiet: tolerances({ plus: 10, percent: 4 }, { plus: 2, percent: 3 }, 150),
  loaded: tolerances({ plus: 10, percent: 8 }, { plus: 6, percent: 10 }, 350),
}

function isWithin(
  recorded: number | null,
  simulated: readonly (number | null)[],
  { plus, percent }: Tolerance,
): boolean {
  if (recorded === null) return simulated.includes(null)
  const range = rangeOf(simulated)
  const most = Math.max(plus, (percent / 100) * recorded)
  return range !== null && recorded >= range[0] - most && recorded <= range[1] + most
}

export function rangeOf(values: readonly (number | null)[]): readonly [number, number] | null {
  const there = values.filter((value) => value !== null)
  return there.length === 0 ? null : [Math.min(...there), Math.max(...there)]
}

/** One figure, judged. */
export function rowOf(
  figure: string,
  unit: Row['unit'],
  recorded: number | null,
  simulated: readonly (number | null)[],
  tolerance: Tolerance,
): Row {
  const agrees = isWithin(recorded, simulated, tolerance)
  return { figure, unit, recorded, simulated: rangeOf(simulated), tolerance, agrees }
}

function nameOf(id: FigureName): string {
  switch (id.of) {
    case 'queue':
      return `queue ${String.fromCharCode(97 + id.group)}${id.queueId}`
    case 'failure':
      return id.failure
    case 'exception':
      return id.exception
    case 'dropped':
    case 'master':
    case 'route':
    case 'lastFailure':
      return `${id.of} after fault ${id.fault + 1}`
    default:
      return id.of
  }
}

/** Every run elects for itself: the times are held by elections.ts, and what follows the second change of Master is not compared. */
const changesMaster = ({ input: { scenario } }: Recording): boolean =>
  scenario.settings.enableDLegerCommitLog || scenario.settings.enableControllerMode

/** Of these only what failed was written down, and after a kill only for 1.5 s. */
const isBrief = ({ experiment }: Recording): boolean => experiment.startsWith('h-')
const BRIEF_FIGURES: ReadonlySet<FigureName['of']> = new Set(['failure', 'failedCalls', 'exception', 'dropped'])
/** How often a busy thread comes round is not a rule of RocketMQ. */
const isPace = (id: FigureName): boolean => id.of === 'failure' && id.failure === 'connectRefused'
const BRIEF_MS = 1500

/** Compared up to this moment. */
export function comparedToMs(recording: Recording): number {
  const killedMs = recording.input.actions.find(({ type }) => type === 'kill')?.atMs
  if (isBrief(recording) && killedMs !== undefined) return Math.min(recording.endMs, killedMs + BRIEF_MS)
  if (!changesMaster(recording)) return recording.endMs
  const kills = recording.input.actions.filter(({ type }) => type === 'kill')
  return Math.min(recording.endMs, (kills[1]?.atMs ?? recording.endMs + 1) - 1)
}

/** Every figure that is compared, recorded and simulated. */
export function compare(recording: Recording): Row[] {
  addRecording(recording)
  const toMs = comparedToMs(recording)
  const recorded = runFigures(simulate(inputOf(recording), toMs))
  const simulated = SHIFTS.map((ms) => runFigures(simulate(shifted(recording.input, ms), toMs + ms)))
  const tolerances = TOLERANCES[recording.recordedWith.conditions]
  // A figure that one of them has is one of all.
  const ids = new Map(
    simulated.flatMap((one) => comparedFigures(recorded, one)).map((figure) => [JSON.stringify(figure.id), figure]),
  )
  const columns = simulated.map(
    (one) => new Map(comparedFigures(recorded, one).map((figure) => [JSON.stringify(figure.id), figure])),
  )
  return [...ids].flatMap(([key, { id, unit, main }]) => {
    const tolerance = tolerances[id.of]
    if (!tolerance || (isBrief(recording) && (!BRIEF_FIGURES.has(id.of) || isPace(id)))) return []
    if (id.of === 'master' && changesMaster(recording)) return []
    const others = columns.map((column) => column.get(key)?.other ?? (unit === 'count' ? 0 : null))
    if (main === null && others.every((one) => one === null)) return []
    return [rowOf(nameOf(id), unit, main, others, tolerance)]
  })
}
