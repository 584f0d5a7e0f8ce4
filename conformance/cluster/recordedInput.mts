// What a recording does not say outright and its input needs: phases, paces, start-up times, a seed.

import { REAL_SETTINGS, type RecordedAttempts, type Recording, type UserAction } from '../../src/rocketmq/index.ts'
import { argumentsOf, type Line, number } from './rawLines.mts'

/** Calls that took longer were held up by a fault. */
const WAITED_MS = 1000
/** Lists that come before this may have been asked for by a send. */
const SETTLED_MS = 1000
/** From a poll to the list it brings. */
const ANSWER_MS = 2

/** ms from the first restart until the NameServer names the node again; RocketMQ's own value where none was restarted. */
export function startupOf(actions: readonly UserAction[], routes: Recording['nameServerRoutes']): number {
  for (const action of actions) {
    if (action.type !== 'restart') continue
    const [, letter, node] = /^broker-(.)\/n(\d)$/.exec(action.target) as unknown as [string, string, string]
    const back = routes.find(
      ({ atMs, groups }) => atMs > action.atMs && groups[letter.charCodeAt(0) - 97]?.brokerAddrs.includes(Number(node)),
    )
    if (back) return back.atMs - action.atMs
  }
  return REAL_SETTINGS.brokerStartupMs
}

/**
 * Time 0 is the first attempt that succeeds while the cluster is whole and, where that is before the first fault, no window is open:
 * a loaded machine takes seconds from start() to it, and may fail at first. Where the phase of the heartbeats matters it is the
 * client's start, because only the poll has a phase of its own in the settings; and where only failures were written down, too.
 *
 * @param wholeMs when the NameServer first named every host from then on
 * @param faultMs when the first thing was done from then on
 */
export function firstSendMs(
  lines: readonly Line[],
  clientStartMs: number,
  wholeMs: (fromMs: number) => number,
  faultMs: (fromMs: number) => number,
): number {
  const args = argumentsOf(lines.find(({ k }) => k === 'start') ?? { t: 0 })
  if (args.hb !== undefined || args.brief !== undefined) return clientStartMs
  const attempts = lines.filter(({ k, t }) => k === 'att' && t >= clientStartMs)
  const fromMs = wholeMs(attempts[0]?.t ?? clientStartMs)
  const good = attempts.filter(({ t, ex }) => t >= fromMs && !ex)
  const untilMs = new Map<unknown, number>()
  const calm = attempts.find((line) => {
    const isOpen = [...untilMs.values()].some((ms) => ms > line.t)
    untilMs.set(line.b, number(line.until))
    return !isOpen && good.includes(line)
  })
  return (calm && calm.t < faultMs(fromMs) ? calm : good[0])?.t ?? clientStartMs
}

/**
 * The client polls 10 ms after its start, and then at each interval. Where a poll brought a new list, that says it better: on a loaded
 * machine start() returns some hundred ms after the client's timers began.
 *
 * @param listMs when the list changed, from time 0 on, ascending
 */
export function firstPollMs(poll: number, sinceStartMs: number, listMs: readonly number[]): number {
  const seenMs = listMs.find((ms) => ms > SETTLED_MS)
  if (seenMs === undefined && sinceStartMs === 0) return REAL_SETTINGS.firstPollMs
  const phase = seenMs === undefined ? 10 - sinceStartMs : seenMs - ANSWER_MS
  return Math.max(REAL_SETTINGS.firstPollMs, ((phase % poll) + poll) % poll)
}

/** As asked for, and what a loaded machine adds: the mean between the starts of calls, but those that waited for a fault. */
export function sendIntervalMs(attempts: RecordedAttempts, threads: number, asked: number, toMs: number): number {
  if (threads > 1) return asked
  const { startMs, latencyMs, attempt } = attempts
  const starts: { atMs: number; tookMs: number }[] = []
  attempt.forEach((turn, row) => {
    if (turn === 1) starts.push({ atMs: startMs[row] as number, tookMs: 0 })
    const last = starts.at(-1)
    if (last) last.tookMs += latencyMs[row] as number
  })
  const gaps = starts.slice(1).flatMap(({ atMs }, position) => {
    const { atMs: beforeMs, tookMs } = starts[position] as (typeof starts)[number]
    return atMs <= toMs && tookMs < WAITED_MS ? [atMs - beforeMs] : []
  })
  return gaps.length === 0 ? asked : Math.round(gaps.reduce((all, gap) => all + gap, 0) / gaps.length)
}
