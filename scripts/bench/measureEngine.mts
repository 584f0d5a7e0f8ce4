// Builds the engine's part of the bench and runs it in a Node of its own: a loader for TypeScript would slow it down.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { EngineFigures, EngineReport } from './engineInNode.mts'
import { type Measured, percentile, shorten } from './figures.mts'
import type { DayReport, ForkReport, LogReport } from './scaleInNode.mts'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))
const LIMIT_MS = 300_000

/** @param name - the script beside this one; modes - with which arguments it is run, one process after another */
async function runInNode(name: string, modes: readonly string[]): Promise<unknown[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'rocketscope-bench-'))
  try {
    await build({
      root: projectDir,
      configFile: false,
      logLevel: 'warn',
      build: {
        ssr: fileURLToPath(new URL(name, import.meta.url)),
        target: 'node20',
        outDir,
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
      },
    })
    const reports: unknown[] = []
    for (const mode of modes) {
      const options = ['--expose-gc', join(outDir, 'engine.mjs'), mode]
      const { stdout } = await promisify(execFile)(process.execPath, options, {
        // Options meant for this process, a loader among them, are not for that one.
        env: { ...process.env, NODE_OPTIONS: '' },
        timeout: LIMIT_MS,
        maxBuffer: 10_000_000,
      })
      reports.push(JSON.parse(stdout))
    }
    return reports
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** Median, and how far it went both ways, in millions. */
const inMillions = (values: number[]) => ({
  value: percentile(values, 0.5) / 1e6,
  detail: `best ${shorten(Math.max(...values) / 1e6)}, worst ${shorten(Math.min(...values) / 1e6)}`,
})

const states = (id: 'state-small' | 'state-large', { stateAtMs, checkpoints }: EngineFigures): Measured => ({
  id,
  value: percentile(stateAtMs, 0.95),
  detail: `p50 ${shorten(percentile(stateAtMs, 0.5))}, max ${shorten(percentile(stateAtMs, 1))}; ${checkpoints} checkpoints`,
})

/** @throws Error if the script cannot be built or ends badly */
export async function measureEngine(): Promise<Measured[]> {
  const [report] = await runInNode('engineInNode.mts', ['all'])
  const { machine, small, large, store, minuteMs } = report as EngineReport
  return [
    { id: 'machine', ...inMillions(machine) },
    { id: 'engine-small', ...inMillions(small.eventsPerSecond) },
    { id: 'engine-large', ...inMillions(large.eventsPerSecond) },
    { id: 'engine-small-cpu', ...inMillions(small.eventsPerCpuSecond) },
    { id: 'engine-large-cpu', ...inMillions(large.eventsPerCpuSecond) },
    // By CPU time: hardly changed by other work on the machine.
    { id: 'engine-store', ...inMillions(store.eventsPerCpuSecond) },
    {
      id: 'full-minute',
      value: percentile(minuteMs, 0.5),
      detail: `best ${shorten(Math.min(...minuteMs))}, worst ${shorten(Math.max(...minuteMs))}`,
    },
    { id: 'log-entry', value: large.logBytesPerEntry, detail: `small ${shorten(small.logBytesPerEntry)}` },
    {
      id: 'log-event',
      value: large.logBytesPerEvent,
      detail: `small ${shorten(small.logBytesPerEvent)}; ${large.entries} entries for ${large.events} events`,
    },
    { id: 'run-event', value: large.runBytesPerEvent, detail: `small ${shorten(small.runBytesPerEvent)}` },
    states('state-small', small),
    states('state-large', large),
  ]
}

const MEGABYTE = 1_000_000

/** @throws Error if the script cannot be built or ends badly */
export async function measureScale(): Promise<Measured[]> {
  const [log, day, fork] = (await runInNode('scaleInNode.mts', ['log', 'day', 'fork'])) as [
    LogReport,
    DayReport,
    ForkReport,
  ]
  const { bytesByHour } = day
  const half = bytesByHour.length / 2
  const grown = ((bytesByHour.at(-1) ?? 0) - (bytesByHour[half - 1] ?? 0)) / (bytesByHour.length - half)
  return [
    {
      id: 'log-memory',
      value: log.peakBytes / MEGABYTE,
      detail: `log ${shorten(log.logBytes / MEGABYTE)} MB, ${log.checkpoints} checkpoints; ${log.entries} entries of ${log.events} events in ${log.untilMs / 1000} s of virtual time`,
    },
    {
      id: 'log-memory-page',
      value: log.peakBytesOfPage / MEGABYTE,
      detail: 'every chart, mark and figure over the whole run at once',
    },
    {
      id: 'largest-speed',
      value: log.eventsPerSecond / 1e6,
      detail: `by CPU time ${shorten(log.eventsPerCpuSecond / 1e6)}`,
    },
    {
      id: 'largest-state',
      value: percentile(log.stateAtMs, 0.95),
      detail: `p50 ${shorten(percentile(log.stateAtMs, 0.5))}, max ${shorten(percentile(log.stateAtMs, 1))}`,
    },
    {
      id: 'day-memory',
      value: grown / MEGABYTE,
      detail: `after hour 1: ${shorten((bytesByHour[0] ?? 0) / MEGABYTE)} MB, after hour ${day.hours}: ${shorten((bytesByHour.at(-1) ?? 0) / MEGABYTE)} MB, and a log of ${shorten(day.logBytes / MEGABYTE)} MB; process at most ${shorten(day.peakBytes / MEGABYTE)} MB`,
    },
    {
      id: 'fork',
      value: percentile(fork.usual, 0.5),
      detail: `p95 ${shorten(percentile(fork.usual, 0.95))}; CPU time ${shorten(percentile(fork.usualCpu, 0.5))}`,
    },
    { id: 'fork-largest', value: percentile(fork.largest, 0.5), detail: 'one edit; 1,536,000 calls are made again' },
  ]
}
