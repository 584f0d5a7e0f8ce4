// How long a killed process takes to go. Until then its host still takes what is sent to it, and no process reads that.

import { draw, type Simulation } from './context'

/**
 * Recorded on a running cluster, 96 times kill -9: how many in a hundred were gone after so many ms. Between two points every
 * ms is as likely as another: half of them are quick and the rest has a long tail, which no usual curve follows better.
 */
const GONE_AFTER: readonly (readonly [percent: number, ms: number])[] = [
  [0, 18],
  [10, 23],
  [50, 52],
  [90, 246],
  [100, 516],
]
const MEDIAN_MS = 52

/** Of 10,000 alike; so fine that no two neighbouring ms fall together. */
const SHARES = 10_000

/**
 * ms from the signal until the host closes the connections of the process, drawn from the stream of `owner`. The setting is the
 * median; with 0 a process is gone at once and nothing is drawn.
 */
export function exitMs(sim: Simulation, owner: { randomState: number }): number {
  const median = sim.state.settings.processExitMs
  return median === 0 ? 0 : Math.round((recordedExitMs(draw(owner, SHARES)) * median) / MEDIAN_MS)
}

/** @param share - 0 to 9,999: how many of 10,000 are quicker */
export function recordedExitMs(share: number): number {
  const percent = (100 * share) / SHARES
  const upper = GONE_AFTER.findIndex(([at]) => at > percent)
  const [fromPercent, fromMs] = GONE_AFTER[upper - 1] as (typeof GONE_AFTER)[number]
  const [toPercent, toMs] = GONE_AFTER[upper] as (typeof GONE_AFTER)[number]
  return Math.round(fromMs + ((toMs - fromMs) * (percent - fromPercent)) / (toPercent - fromPercent))
}
