import { expect, test } from 'vitest'
import { entryAt, extendRun, presetInput, type RunInput, simulate, stateAt } from '../rocketmq'
import { groupStatusOf } from './groupStatus'
import { attemptNear, knownToCome, timelineData } from './timelineTracks'

const killed = (): RunInput => ({
  ...presetInput('article'),
  actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }],
})

test('a lane tells what a Broker group was: up, no Master, electing, up again', () => {
  const { lanes } = timelineData(simulate(killed(), 20_000), 0, 20_000, 10)
  const [first, second] = lanes
  const truths = first.segments.map(({ status }) => status)
  expect(truths.slice(0, 3)).toEqual(['ok', 'noMaster', 'electing'])
  expect(truths.at(-1)).toBe('ok')
  expect(first.segments[1].fromMs).toBe(4000)
  expect(first.segments.at(-1)?.toMs).toBeNull()
  expect(second.segments.map(({ status }) => status)).toEqual(['ok'])
})

test('segments follow one another without a gap, and agree with the state', () => {
  const run = simulate(killed(), 20_000)
  const { segments } = timelineData(run, 0, 20_000, 10).lanes[0]
  segments.forEach((segment, position) => {
    if (position > 0) expect(segments[position - 1].toMs).toBe(segment.fromMs)
    const middle = Math.floor((segment.fromMs + (segment.toMs ?? 20_000)) / 2)
    expect(groupStatusOf(stateAt(run, middle).brokerGroups[0])).toBe(segment.status)
  })
})

test('an avoidance window begins with the failed send and ends when the Broker is available again', () => {
  const { lanes } = timelineData(simulate(killed(), 20_000), 0, 20_000, 10)
  expect(lanes[0].windows[0]).toMatchObject({ producer: 0, untilMs: lanes[0].windows[0].fromMs + 3000 })
  expect(lanes[0].windows[0].endedMs).toBe(lanes[0].windows[0].untilMs)
  expect(lanes[1].windows).toEqual([])
})

test('every finished attempt is counted once, whatever the width of a mark', () => {
  const run = simulate(killed(), 20_000)
  const { totals } = stateAt(run, 20_000)
  for (const markMs of [1, 100, 5000]) {
    const attempts = timelineData(run, 0, 20_000, markMs).lanes.flatMap((lane) => lane.attempts)
    const failed = attempts.reduce((sum, mark) => sum + mark.failed, 0)
    const ok = attempts.reduce((sum, mark) => sum + mark.ok, 0)
    expect(failed).toBe(totals.failedAttempts)
    expect(ok).toBe(totals.stored)
  }
})

test('a mark whose width has a fraction never stays where it is', () => {
  const { scenario, ...input } = presetInput('2m-noslave')
  const settings = { ...scenario.settings, sendIntervalMs: 1, sendThreadCount: 4 }
  const run = simulate({ ...input, scenario: { ...scenario, settings } }, 4000)
  for (const width of [408, 425]) {
    const attempts = timelineData(run, 0, 4000, 20_000 / width).lanes.flatMap((lane) => lane.attempts)
    expect(attempts.reduce((sum, { ok }) => sum + ok, 0)).toBe(stateAt(run, 4000).totals.stored)
  }
})

test('only what lies in the range is given', () => {
  const run = simulate(killed(), 20_000)
  const { lanes, polls } = timelineData(run, 5000, 9000, 10)
  for (const lane of lanes) {
    for (const mark of lane.attempts) expect(mark.atMs >= 5000 && mark.atMs <= 9000).toBe(true)
  }
  expect(polls).toEqual([])
  expect(timelineData(run, 0, 20_000, 10).polls[0]).toMatchObject({ outcome: 'changed' })
})

test('a run that has been computed further shows more of itself', () => {
  const run = simulate(killed(), 3000)
  expect(timelineData(run, 0, 20_000, 10).lanes[0].segments).toHaveLength(1)
  extendRun(run, 20_000)
  expect(timelineData(run, 0, 20_000, 10).lanes[0].segments.length).toBeGreaterThan(2)
})

test('what is known to come is the end of an open window and the next poll, not the computed future', () => {
  const run = simulate(killed(), 20_000)
  const before = knownToCome(stateAt(run, 4500))
  expect(before.windowEnds).toEqual([])
  const [window] = timelineData(run, 0, 20_000, 10).lanes[0].windows
  const during = knownToCome(stateAt(run, window.fromMs + 10))
  expect(during.windowEnds).toEqual([{ group: 0, atMs: window.untilMs, listed: true }])
  expect(during.nextPollMs).toBeGreaterThan(window.fromMs)
})

test('the attempt nearest to a moment is found by its end, or none where none is near', () => {
  const run = simulate(killed(), 20_000)
  const { attempts } = timelineData(run, 0, 20_000, 1).lanes[0]
  const failed = attempts.find((mark) => mark.failed > 0)
  const stored = attempts.find((mark) => mark.ok > 0)
  if (!failed || !stored) throw new Error('nothing failed, or nothing was stored')
  const kindNear = (tMs: number, withinMs: number) => {
    const found = attemptNear(run, 0, tMs, withinMs)
    return found === null ? null : entryAt(run.log, found)
  }
  expect(kindNear(failed.atMs + 3, 10)).toMatchObject({ kind: 'sendFailed', atMs: failed.atMs })
  expect(kindNear(stored.atMs - 3, 10)).toMatchObject({ kind: 'sendOk', atMs: stored.atMs })
  expect(kindNear(0, 10)).toBeNull()
  expect(attemptNear(run, 99, 4000, 10)).toBeNull()
})
