import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseBreakpoints, readBreakpoints } from '../io/breakpointSchema'
import { type Breakpoint, breakpointKey, EVENT_BREAKPOINTS, firstHit, LIMITS_OF } from '../projections/breakpointHits'
import { entryAt, type LogEntry, logLength, presetInput, type Run, simulate, type UserAction } from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { act, begin, pause, play, seek, setFastForward, setSpeed } from './actions'
import { useApp } from './appStore'
import {
  addBreakpoint,
  breakpointView,
  clearBreakpoints,
  enableBreakpoint,
  removeBreakpoint,
  setBreakpoints,
  toggleBreakpoint,
} from './breakpoints'
import { advance } from './clock'

const END_MS = 40_000

const ACTIONS: UserAction[] = [
  { atMs: 1500, type: 'kill', target: 'broker-a/master' },
  { atMs: 14_000, type: 'restart', target: 'broker-a/n0' },
  { atMs: 20_000, type: 'slow', target: 'broker-b/master', ms: 700 },
  { atMs: 26_000, type: 'slow', target: 'broker-b/master', ms: 0 },
]

const eventfulInput = (preset = 'article') => ({ ...presetInput(preset), actions: ACTIONS })

const entriesOf = (run: Run): LogEntry[] =>
  Array.from({ length: logLength(run.log) }, (_, index) => entryAt(run.log, index))

/** Every moment at which one of the breakpoints holds, told slowly: windows are followed from the first entry on. */
function momentsThatHold(run: Run, breakpoints: readonly Breakpoint[]): number[] {
  const held = new Set<number>()
  const openUntil = new Map<string, number>()
  const limited = (entry: LogEntry, one: Breakpoint, limits: readonly string[]) =>
    limits.every((limit) => {
      const wanted = (one as unknown as Record<string, number | undefined>)[limit]
      return wanted === undefined || (entry as unknown as Record<string, number>)[limit] === wanted
    })
  for (const entry of entriesOf(run)) {
    let opens = false
    if (entry.kind === 'avoided' || entry.kind === 'available') {
      const pair = `${entry.producer} ${entry.group}`
      opens = entry.kind === 'avoided' && (openUntil.get(pair) ?? 0) <= entry.atMs
      openUntil.set(pair, entry.kind === 'avoided' ? entry.untilMs : 0)
    }
    for (const one of breakpoints) {
      if (!one.enabled || one.kind === 'time' || !limited(entry, one, LIMITS_OF[one.kind])) continue
      const holds = {
        avoided: opens,
        available: entry.kind === 'available',
        attemptFailed: entry.kind === 'sendFailed',
        retry: entry.kind === 'send' && entry.attempt > 1,
        givenUp: entry.kind === 'messageFailed',
        route: entry.kind === 'route' && entry.outcome === 'changed',
        role: entry.kind === 'role' || entry.kind === 'masterReady',
        newMaster: entry.kind === 'masterReady',
        busy: entry.kind === 'busy',
        cut: entry.kind === 'cut',
        lost: entry.kind === 'lost',
        memberLeft: entry.kind === 'memberLeft',
        queueRevoked: entry.kind === 'queueRevoked',
        consumeFailed: entry.kind === 'consumed' && entry.result !== 'SUCCESS',
        deadLettered: entry.kind === 'deadLettered',
        skipped: entry.kind === 'skipped' && entry.cause !== 'filtered',
      }[one.kind]
      if (holds) held.add(entry.atMs)
    }
  }
  for (const one of breakpoints) if (one.enabled && one.kind === 'time' && one.atMs <= run.endMs) held.add(one.atMs)
  held.delete(0)
  return [...held].sort((left, right) => left - right)
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const mostlyOn = fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })

const anyEvent: fc.Arbitrary<Breakpoint> = fc
  .record({
    kind: fc.constantFrom(...EVENT_BREAKPOINTS),
    enabled: mostlyOn,
    group: seldom(fc.nat(2)),
    producer: seldom(fc.nat(1)),
    message: seldom(fc.integer({ min: 1, max: 40 })),
  })
  .map(({ kind, enabled, ...limits }) => {
    const kept = LIMITS_OF[kind].filter((limit) => limits[limit] !== undefined).map((limit) => [limit, limits[limit]])
    return { kind, enabled, ...Object.fromEntries(kept) } as Breakpoint
  })
const anyTime: fc.Arbitrary<Breakpoint> = fc.record({
  kind: fc.constant('time' as const),
  enabled: mostlyOn,
  atMs: fc.nat(END_MS),
})
const anyBreakpoints = fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: anyEvent }, anyTime), {
  minLength: 1,
  maxLength: 6,
  selector: breakpointKey,
})

beforeEach(() => {
  begin(eventfulInput())
  setSpeed(1)
  setFastForward(false)
  clearBreakpoints()
  pause()
})
afterEach(clearBreakpoints)

describe('stopping', () => {
  test('playing stops exactly at each moment in order, misses none and stops at none twice, however it is played', () => {
    let stopped = 0
    fc.assert(
      fc.property(
        fc.record({
          preset: fc.constantFrom('article', 'article-off', '2m-2s-async'),
          seed: fc.nat(1000),
          breakpoints: anyBreakpoints,
          speeds: fc.array(fc.constantFrom(0.05, 0.5, 1, 5, 20, 50), { minLength: 1, maxLength: 4 }),
          frames: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 }),
          fastForward: fc.boolean(),
          fromMs: fc.nat(15_000),
        }),
        ({ preset, seed, breakpoints, speeds, frames, fastForward, fromMs }) => {
          const input = { ...eventfulInput(preset), seed }
          const toMs = Math.min(END_MS, fromMs + 15_000)
          const expected = momentsThatHold(simulate(input, END_MS), breakpoints).filter(
            (atMs) => atMs > fromMs && atMs <= toMs,
          )
          begin(input)
          setBreakpoints(breakpoints)
          seek(fromMs)
          setFastForward(fastForward)
          const stops: number[] = []
          // The slowest speed would take for ever on its own: it takes turns with the others.
          for (let frame = 0; useApp.getState().playheadMs < toMs; frame++) {
            setSpeed(speeds[Math.floor(frame / 50) % speeds.length] as number)
            if (frame % 200 === 199) setSpeed(50)
            play()
            advance(frames[frame % frames.length] as number)
            const { playing, playheadMs } = useApp.getState()
            if (!playing && playheadMs <= toMs) stops.push(playheadMs)
          }
          expect(stops).toEqual(expected)
          stopped += stops.length
        },
      ),
      { numRuns: cases(10, 40) },
    )
    expect(stopped).toBeGreaterThan(cases(8, 30))
  })

  test('a message that fails by what somebody has just done while playing stops it at that very moment', () => {
    addBreakpoint({ kind: 'givenUp' })
    play()
    while (useApp.getState().playheadMs < 700) advance(16)
    act({ type: 'kill', target: 'producer/0' })
    const { playheadMs, run } = useApp.getState()
    advance(16)
    const failed = entriesOf(run).find((entry) => entry.kind === 'messageFailed')
    expect(failed?.atMs).toBe(Math.floor(playheadMs))
    expect(useApp.getState()).toMatchObject({ playing: false, playheadMs: failed?.atMs })
    play()
    advance(16)
    expect(useApp.getState().playing).toBe(true)
  })

  test('what somebody does while paused is seen by them and stops nothing', () => {
    addBreakpoint({ kind: 'givenUp' })
    seek(700)
    act({ type: 'kill', target: 'producer/0' })
    play()
    advance(16)
    expect(useApp.getState().playing).toBe(true)
  })

  test('jumping over a moment does not stop', () => {
    addBreakpoint({ kind: 'time', atMs: 5000 })
    play()
    seek(6000)
    advance(16)
    expect(useApp.getState().playing).toBe(true)
  })

  test('says which entry it was for, until it goes on', () => {
    addBreakpoint({ kind: 'attemptFailed', group: 0 })
    setSpeed(50)
    play()
    while (useApp.getState().playing) advance(100)
    const { stop } = breakpointView.getState()
    const { run, playheadMs } = useApp.getState()
    expect(stop?.atMs).toBe(playheadMs)
    expect(entryAt(run.log, stop?.logIndex as number)).toMatchObject({ kind: 'sendFailed', group: 0, atMs: playheadMs })
    play()
    expect(breakpointView.getState().stop).toBeNull()
  })

  test('of several in one stretch the earliest stops, and of one moment the event is told, not the time', () => {
    const run = simulate(eventfulInput(), END_MS)
    const failed = entriesOf(run).find((entry) => entry.kind === 'sendFailed') as LogEntry
    const time = { kind: 'time' as const, enabled: true, atMs: failed.atMs }
    const event = { kind: 'attemptFailed' as const, enabled: true }
    expect(firstHit(run, [time, event], 0, END_MS)).toMatchObject({ atMs: failed.atMs, breakpoint: event })
    expect(firstHit(run, [{ ...time, atMs: failed.atMs - 1 }, event], 0, END_MS)).toMatchObject({
      atMs: failed.atMs - 1,
      logIndex: null,
    })
  })
})

describe('the list', () => {
  test('the same breakpoint is there once; setting it again switches it on', () => {
    addBreakpoint({ kind: 'avoided', group: 0 })
    const [one] = useApp.getState().breakpoints
    enableBreakpoint(breakpointKey(one as Breakpoint), false)
    expect(useApp.getState().breakpoints).toEqual([{ kind: 'avoided', group: 0, enabled: false }])
    addBreakpoint({ kind: 'avoided', group: 0 })
    expect(useApp.getState().breakpoints).toEqual([{ kind: 'avoided', group: 0, enabled: true }])
    toggleBreakpoint({ kind: 'avoided', group: 0 })
    expect(useApp.getState().breakpoints).toEqual([])
  })

  test('a time between two milliseconds is taken at a whole one', () => {
    addBreakpoint({ kind: 'time', atMs: 1234.6 })
    expect(useApp.getState().breakpoints).toEqual([{ kind: 'time', atMs: 1235, enabled: true }])
    removeBreakpoint('time 1235')
    expect(useApp.getState().breakpoints).toEqual([])
  })

  test('passes through JSON and the gate unchanged; what is broken is refused, of a kept list only the broken part', () => {
    fc.assert(
      fc.property(anyBreakpoints, (breakpoints) => {
        expect(parseBreakpoints(JSON.parse(JSON.stringify(breakpoints)))).toEqual(breakpoints)
      }),
    )
    expect(parseBreakpoints([{ kind: 'nothing', enabled: true }])).toBeNull()
    expect(parseBreakpoints([{ kind: 'time', enabled: true, atMs: -1 }])).toBeNull()
    expect(readBreakpoints('[{"kind":"time","enabled":true,"atMs":5},{"kind":"?"}]')).toEqual([
      { kind: 'time', enabled: true, atMs: 5 },
    ])
    expect(readBreakpoints('{')).toEqual([])
  })
})
