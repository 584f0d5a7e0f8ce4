// Everything that is recorded against everything that is simulated, each figure judged: what the tests assert and docs/accuracy.md prints.

import { compareCalls, readCalls } from './callReplay'
import { DIFFERENCES, type Reason } from './differences'
import { quantile, readElections, SEEDS, simulatedElections } from './elections'
import { compare, type Row, readRecordingFile, recordingNames } from './replay'

export interface Judged {
  /** Such as `abc-4.9.7.a-off-30`. */
  recording: string
  conditions: 'quiet' | 'loaded'
  rows: Row[]
}

/** A moment's tolerance: a machine that is shared does nothing to the millisecond. ms */
const ELECTION_MS = { quiet: 150, loaded: 350 }

export interface JudgedElections extends Judged {
  recorded: readonly number[]
  simulated: readonly number[]
}

/** Nearest-rank quantiles over SEEDS seeds, each inside the recorded range, give or take the tolerance. */
function judgeElections(): JudgedElections[] {
  return readElections().map((one) => {
    const simulated = simulatedElections(one)
    const [min, max] = [one.electedMs[0] as number, one.electedMs.at(-1) as number]
    const plus = ELECTION_MS[one.conditions]
    const rows = [10, 50, 90].map((percent): Row => {
      const value = quantile(simulated, percent)
      return {
        ...{ figure: `p${percent}`, unit: 'ms', recorded: quantile(one.electedMs, percent) },
        ...{
          simulated: [value, value],
          tolerance: { plus, percent: 0 },
          agrees: value >= min - plus && value <= max + plus,
        },
      }
    })
    return {
      ...{ recording: `elections ${one.experiment}`, conditions: one.conditions, rows },
      recorded: one.electedMs,
      simulated,
    }
  })
}

const judgeProducers = (): Judged[] =>
  recordingNames().map((recording) => {
    const read = readRecordingFile(recording)
    return { recording, conditions: read.recordedWith.conditions, rows: compare(read) }
  })

const judgeCalls = (): Judged[] =>
  readCalls().map((calls) => ({ recording: calls.experiment, conditions: 'loaded', rows: compareCalls(calls) }))

export interface Judgement {
  producers: Judged[]
  elections: JudgedElections[]
  calls: Judged[]
}

export const judge = (): Judgement => ({
  producers: judgeProducers(),
  elections: judgeElections(),
  calls: judgeCalls(),
})

const key = (recording: string, figure: string): string => `${recording}: ${figure}`

/** Reason by recording and figure. */
export const reasonOf = (recording: string, figure: string): Reason | null =>
  DIFFERENCES.find((one) => one.recording === recording && one.figures.includes(figure))?.because ?? null

/** Figures that differ without a name, and names of figures that agree or are not there. */
export function unexplained({ producers, elections, calls }: Judgement): { unnamed: string[]; mended: string[] } {
  const all = [...producers, ...elections, ...calls]
  const differing = all.flatMap(({ recording, rows }) =>
    rows.filter(({ agrees }) => !agrees).map((row) => ({ ...row, at: key(recording, row.figure), recording })),
  )
  const named = DIFFERENCES.flatMap(({ recording, figures }) => figures.map((figure) => key(recording, figure)))
  const shown = ({ at, recorded, simulated }: (typeof differing)[number]): string =>
    `${at}: recorded ${recorded}, simulated ${simulated?.join(' to ') ?? null}`
  return {
    unnamed: differing.filter(({ recording, figure }) => reasonOf(recording, figure) === null).map(shown),
    mended: named.filter((one) => !differing.some(({ at }) => at === one)),
  }
}

export { SEEDS }
