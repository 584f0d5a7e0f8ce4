import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binsCsv, callsCsv } from '../io/export/seriesCsv'
import { extendRun, presetInput, type RunInput, simulate, stateAt, type UserAction } from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { takeUnchecked } from '../rocketmq/checkInput'
import { binsBetween, callsBetween, copiesBefore, figuresBetween, percentile, queuesOf } from './series'

const UNTIL_MS = 15_000

const actions: fc.Arbitrary<UserAction[]> = fc
  .array(
    fc.record({
      atMs: fc.nat(UNTIL_MS),
      type: fc.constantFrom('kill' as const, 'powerOff' as const, 'freeze' as const, 'restart' as const),
      target: fc.constantFrom('broker-a/master', 'broker-b/master', 'broker-a/n1', 'nameserver/0', 'producer/0'),
    }),
    { maxLength: 4 },
  )
  .map((list) => list.sort((left, right) => left.atMs - right.atMs))

const input: fc.Arbitrary<RunInput> = fc
  .record({
    actions,
    seed: fc.nat(1000),
    communicationMode: fc.constantFrom('SYNC' as const, 'ASYNC' as const),
    sendIntervalMs: fc.constantFrom(50, 400),
    sendLatencyFaultEnable: fc.boolean(),
    sendThreadCount: fc.constantFrom(1, 3),
  })
  .map(({ actions: done, seed, ...settings }) => {
    const { scenario } = presetInput('article')
    return { scenario: { ...scenario, settings: { ...scenario.settings, ...settings } }, seed, actions: done }
  })

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('at any moment the series add up to the totals of the engine, and per queue to its queueOffsets', () => {
  fc.assert(
    fc.property(input, fc.array(fc.nat(UNTIL_MS), { minLength: 3, maxLength: 3 }), (of, moments) => {
      const run = simulate(takeUnchecked(of), UNTIL_MS)
      for (const tMs of moments) {
        const { totals, brokerGroups } = stateAt(run, tMs)
        const figures = figuresBetween(run, 0, tMs + 1)
        expect(figures.storedFirstTry + figures.storedAfterRetry).toBe(totals.stored)
        expect(figures.failed).toBe(totals.failed)
        expect(sum(figures.copies)).toBe(totals.storedCopies)
        const copies = copiesBefore(run, tMs + 1)
        const queues = queuesOf(run)
        queues.forEach(({ group, queueId }, position) => {
          expect(copies[position]).toBe(brokerGroups[group]?.queueOffsets[queueId] ?? 0)
        })
      }
    }),
    { numRuns: cases(10, 40) },
  )
})

test('a series that has grown with the run says the same as one read at once', () => {
  fc.assert(
    fc.property(input, fc.array(fc.integer({ min: 1, max: UNTIL_MS }), { maxLength: 6 }), (of, stops) => {
      const grown = simulate(takeUnchecked(of), 1)
      for (const stop of stops.sort((left, right) => left - right)) {
        extendRun(grown, stop)
        binsBetween(grown, 500, 0, grown.endMs + 1)
      }
      extendRun(grown, UNTIL_MS)
      const atOnce = simulate(takeUnchecked(of), UNTIL_MS)
      expect(queuesOf(grown)).toEqual(queuesOf(atOnce))
      const padded = (run: typeof grown) =>
        binsBetween(run, 500, 0, UNTIL_MS + 1).map((bin) => ({
          ...bin,
          copies: queuesOf(run).map((_, position) => bin.copies[position] ?? 0),
        }))
      expect(padded(grown)).toEqual(padded(atOnce))
    }),
    { numRuns: cases(10, 40) },
  )
})

const killed = (settings: Partial<RunInput['scenario']['settings']> = {}): RunInput => {
  const { scenario, ...rest } = presetInput('article')
  return {
    ...rest,
    scenario: { ...scenario, settings: { ...scenario.settings, ...settings } },
    actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }],
  }
}

test('bins follow one another, and together count what is counted at once', () => {
  const run = simulate(killed(), 20_000)
  const bins = binsBetween(run, 1000, 0, 20_000)
  expect(bins.map(({ fromMs }) => fromMs)).toEqual(Array.from({ length: 20 }, (_, second) => second * 1000))
  const whole = figuresBetween(run, 0, 20_000)
  for (const name of ['storedFirstTry', 'storedAfterRetry', 'failed', 'timed'] as const) {
    expect(sum(bins.map((bin) => bin[name]))).toBe(whole[name])
  }
  expect(whole.storedAfterRetry).toBeGreaterThan(0)
})

test('a bin that is not over is not there, neither ahead of what is asked for nor of what is computed', () => {
  const run = simulate(killed(), 5500)
  expect(binsBetween(run, 1000, 0, 3999).at(-1)?.toMs).toBe(3000)
  expect(binsBetween(run, 1000, 0, 4000).at(-1)?.toMs).toBe(4000)
  expect(binsBetween(run, 1000, 0, 20_000).at(-1)?.toMs).toBe(5000)
})

test('percentiles are by nearest rank', () => {
  const values = Array.from({ length: 200 }, (_, position) => position + 1)
  expect(percentile(values, 50)).toBe(100)
  expect(percentile(values, 99)).toBe(198)
  expect(percentile([7], 99)).toBe(7)
  expect(percentile([3, 9], 50)).toBe(3)
  expect(percentile([], 50)).toBeNull()
})

test('latency counts failed calls like all others', () => {
  const run = simulate(killed({ retryTimesWhenSendFailed: 0, sendLatencyFaultEnable: false }), 20_000)
  const figures = figuresBetween(run, 0, 20_001)
  const latencies = callsBetween(run, 0, 20_001).map(({ elapsedMs }) => elapsedMs as number)
  expect(figures.failed).toBeGreaterThan(0)
  expect(figures.timed).toBe(latencies.length)
  expect(figures.slowestMs).toBe(Math.max(...latencies))
  expect(figures.p50Ms).toBe(
    percentile(
      latencies.sort((left, right) => left - right),
      50,
    ),
  )
})

test('a ONEWAY call is stored when its copy is written, and has no latency', () => {
  const run = simulate(killed({ communicationMode: 'ONEWAY' }), 20_000)
  const { totals } = stateAt(run, 20_000)
  const figures = figuresBetween(run, 0, 20_001)
  expect(figures.storedFirstTry).toBe(totals.stored)
  expect(figures.storedFirstTry).toBeGreaterThan(0)
  expect(figures.failed).toBe(totals.failed)
  expect(figures.timed).toBe(0)
  expect(figures.p50Ms).toBeNull()
})

test('ONEWAY may begin in the middle of a run', () => {
  const of = killed()
  const turned: RunInput = {
    ...of,
    actions: [{ atMs: 9000, type: 'set', name: 'communicationMode', value: 'ONEWAY' }],
  }
  const run = simulate(turned, 20_000)
  expect(figuresBetween(run, 9500, 20_001).timed).toBe(0)
  expect(figuresBetween(run, 0, 20_001).storedFirstTry).toBe(stateAt(run, 20_000).totals.stored)
})

const nameOf = (group: number) => ['broker-a', 'broker-b'][group] ?? '?'
const rowsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(','))

test('the table of bins has every bin of the stretch, cut at its end, and adds up', () => {
  const run = simulate(killed(), 20_000)
  const [head, ...rows] = rowsOf(binsCsv(run, 1000, 2000, 9501, nameOf))
  expect(head).toContain('copies broker-b q1')
  expect(rows.map((row) => Number(row[0]))).toEqual([2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000])
  expect(rows.at(-1)?.[1]).toBe('9501')
  const whole = figuresBetween(run, 2000, 9501)
  const column = (name: string) => sum(rows.map((row) => Number(row[head.indexOf(name)])))
  expect(column('stored_first_try')).toBe(whole.storedFirstTry)
  expect(column('copies broker-a') + column('copies broker-b')).toBe(sum(whole.copies))
  expect(column('copies broker-b q0') + column('copies broker-b q1')).toBe(column('copies broker-b'))
})

test('the table of messages has a row for each call that ended, and says how', () => {
  const run = simulate(killed({ retryTimesWhenSendFailed: 0, sendLatencyFaultEnable: false }), 20_000)
  const [head, ...rows] = rowsOf(callsCsv(run, 0, 20_001, nameOf))
  const { totals } = stateAt(run, 20_000)
  expect(rows).toHaveLength(totals.stored + totals.failed)
  const outcome = head.indexOf('outcome')
  expect(rows.filter((row) => row[outcome] === 'failed')).toHaveLength(totals.failed)
  const failed = rows.find((row) => row[outcome] === 'failed') as string[]
  expect(failed[head.indexOf('exception')]).not.toBe('')
  expect(failed[head.indexOf('broker')]).toBe('')
  expect(Number(failed[head.indexOf('ended_ms')]) - Number(failed[head.indexOf('started_ms')])).toBe(
    Number(failed[head.indexOf('elapsed_ms')]),
  )
})
