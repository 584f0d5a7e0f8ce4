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

const projectDir = fileURLToPath(new URL('../..', import.meta.url))
const LIMIT_MS = 120_000

async function runInNode(): Promise<EngineReport> {
  const outDir = mkdtempSync(join(tmpdir(), 'rocketscope-bench-'))
  try {
    await build({
      root: projectDir,
      configFile: false,
      logLevel: 'warn',
      build: {
        ssr: fileURLToPath(new URL('engineInNode.mts', import.meta.url)),
        target: 'node20',
        outDir,
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
      },
    })
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', join(outDir, 'engine.mjs')], {
      // Options meant for this process, a loader among them, are not for that one.
      env: { ...process.env, NODE_OPTIONS: '' },
      timeout: LIMIT_MS,
      maxBuffer: 10_000_000,
    })
    return JSON.parse(stdout) as EngineReport
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
  const { machine, small, large } = await runInNode()
  return [
    { id: 'machine', ...inMillions(machine) },
    { id: 'engine-small', ...inMillions(small.eventsPerSecond) },
    { id: 'engine-large', ...inMillions(large.eventsPerSecond) },
    { id: 'engine-small-cpu', ...inMillions(small.eventsPerCpuSecond) },
    { id: 'engine-large-cpu', ...inMillions(large.eventsPerCpuSecond) },
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
