// What the comparison with real clusters comes to, in a few figures for the page "Accuracy". `npm run accuracy` writes them to
// public/cluster.json; a test holds that they are what is written.

import { quantile } from './elections'
import type { Judgement } from './judged'

/** Kills of a leader, and what became of them; ms from the kill to the new Master. */
export interface ElectionSummary {
  mode: 'dledger' | 'controller'
  release: string
  underLoad: boolean
  kills: number
  recorded: { min: number; p50: number; max: number }
  simulated: { p10: number; p50: number; p90: number }
}

export interface AccuracySummary {
  releases: string[]
  figures: number
  agree: number
  producers: number
  kills: number
  /** The recording whose number of failed calls is furthest from the simulated one. */
  worst: { recording: string; recorded: number; simulated: number }
  elections: ElectionSummary[]
}

const releaseOf = (recording: string): string => /\d+\.\d+\.\d+/.exec(recording)?.[0] ?? ''

/** Experiments without producers write nothing meanwhile. */
const isIdle = (recording: string): boolean => recording.includes(' d0-')

export function accuracySummary({ producers, elections, calls }: Judgement): AccuracySummary {
  const judged = [...producers, ...elections, ...calls]
  const rows = judged.flatMap((one) => one.rows)
  const failedCalls = producers.flatMap(({ recording, rows: own }) =>
    own.flatMap(({ figure, recorded, simulated }) => {
      if (figure !== 'failedCalls' || recorded === null || simulated === null) return []
      const nearest = Math.min(Math.max(recorded, simulated[0]), simulated[1])
      return [{ recording, recorded, simulated: nearest }]
    }),
  )
  const distance = (one: AccuracySummary['worst']) => Math.abs(one.recorded - one.simulated)
  const worst = failedCalls.reduce((most, one) => (distance(one) > distance(most) ? one : most))
  return {
    releases: [...new Set(judged.map(({ recording }) => releaseOf(recording)))].sort(),
    figures: rows.length,
    agree: rows.filter(({ agrees }) => agrees).length,
    producers: producers.length + calls.length,
    kills: elections.reduce((sum, { recorded }) => sum + recorded.length, 0),
    worst,
    elections: elections.map(({ recording, recorded, simulated }) => ({
      mode: / (?:f|controller)-/.test(recording) ? 'controller' : 'dledger',
      release: releaseOf(recording),
      underLoad: !isIdle(recording),
      kills: recorded.length,
      recorded: { min: recorded[0] as number, p50: quantile(recorded, 50), max: recorded.at(-1) as number },
      simulated: { p10: quantile(simulated, 10), p50: quantile(simulated, 50), p90: quantile(simulated, 90) },
    })),
  }
}

export const summaryText = (judgement: Judgement): string => `${JSON.stringify(accuracySummary(judgement), null, 2)}\n`
