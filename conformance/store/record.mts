// npx tsx conformance/store/record.mts <release> [<experiment>...]: see README.md.
// Needs Java 17 or later and Maven; nothing else in the project does.

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isBuilt } from '../cluster/processes.mts'
import { Recorder } from '../cluster/recorder.mts'
import { EXPERIMENTS, type StoreExperiment } from './experiments.mts'
import { GROUP_EXPERIMENTS, GroupActs, groupsOf, TIMEOUT_MS } from './groupExperiments.mts'
import type { GroupRecording } from './groupRecording'
import { HA_EXPERIMENTS } from './haExperiments.mts'
import type { StoreRecording } from './recording'
import { StoreNodes, TOPIC } from './storeNodes.mts'

const conformance = fileURLToPath(new URL('..', import.meta.url))
const ALL: Record<string, StoreExperiment> = { ...EXPERIMENTS, ...HA_EXPERIMENTS }

/** A store is recorded again, some times, when the machine was later than this, ms; the best recording is kept. */
const STALL_MS = 100
const MAX_TRIES = 2

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rebuild: { type: 'boolean' }, help: { type: 'boolean' } },
})
const [release, ...names] = positionals

const isBefore = (left: string, right: string): boolean => left.localeCompare(right, 'en', { numeric: true }) < 0

function build(of: string): string {
  const folder = join(conformance, 'target', `${of}-cluster`)
  if (isBuilt(folder) && !values.rebuild) return folder
  const command = ['-q', '-B', `-Drocketmq.version=${of}`, '-Pcluster', 'clean', 'package']
  const { status } = spawnSync('mvn', command, { cwd: conformance, stdio: 'inherit' })
  if (status !== 0) throw new Error(`Maven could not build release ${of}`)
  return folder
}

/** One line for each step, so that a change shows as a readable diff. */
function write({ steps, ...header }: StoreRecording | GroupRecording): void {
  const out = join(conformance, 'store', 'recordings', header.release)
  const rows = steps.map((step) => JSON.stringify(step)).join(',\n')
  mkdirSync(out, { recursive: true })
  const text = `${JSON.stringify(header).slice(0, -1)},\n"steps":[\n${rows}\n]}\n`
  writeFileSync(join(out, `${header.experiment}.json`), text)
  process.stdout.write(`${header.experiment} ${header.release}: ${steps.length} steps\n`)
}

/** Ends what runs, also when it is interrupted. */
async function guarded(running: { end(): Promise<void> }, work: () => Promise<void>): Promise<void> {
  const end = () => running.end().finally(() => process.exit(130))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    await work()
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
    await running.end()
  }
}

async function recordGroup(of: string, experiment: string, folder: string): Promise<void> {
  const spec = GROUP_EXPERIMENTS[experiment]
  if (!spec) throw new RangeError(`no experiment ${experiment}`)
  const raw = join(conformance, 'target', 'store', `${experiment}-${of}`)
  const recorder = new Recorder(
    { ...spec, groups: groupsOf(spec), senders: {}, run: () => Promise.resolve() },
    folder,
    `${raw}-work`,
    raw,
    1,
  )
  await guarded(recorder, async () => {
    await Promise.race([recorder.startCluster(), recorder.lost])
    const acts = new GroupActs(recorder)
    await Promise.race([spec.run(acts), recorder.lost])
    const header = { experiment, release: of, recorderVersion: 1, java: '17', about: spec.about } as const
    const { elects = 'dledger' } = spec
    write({ kind: 'group', ...header, elects, nodes: 3, queues: 2, timeoutMs: TIMEOUT_MS, steps: acts.steps })
  })
}

async function record(of: string, experiment: string, folder: string): Promise<void> {
  const spec = ALL[experiment]
  if (!spec) throw new RangeError(`no experiment ${experiment}`)
  const nodes = typeof spec.nodes === 'function' ? spec.nodes(of) : spec.nodes
  let best: StoreNodes | null = null
  for (let tries = 0; tries < MAX_TRIES && (best?.stallMs ?? Infinity) > STALL_MS; tries++) {
    const work = join(conformance, 'target', 'store', `${experiment}-${of}`)
    const running = new StoreNodes(folder, work, nodes, spec.system ?? {})
    await guarded(running, () => spec.run(running))
    if (!best || running.stallMs < best.stallMs) best = running
    if (running.stallMs > STALL_MS) process.stdout.write(`${experiment} ${of}: stalled for ${running.stallMs} ms\n`)
  }
  if (!best) return
  const { about, system } = spec
  const header = { kind: 'store', experiment, release: of, recorderVersion: 1, java: '17', about } as const
  const { steps, stallMs } = best
  write({ ...header, topic: TOPIC, nodes, ...(system ? { system } : {}), stallMs, steps })
}

if (values.help || !release || !/^\d+\.\d+\.\d+$/.test(release)) {
  const rows = Object.entries({ ...ALL, ...GROUP_EXPERIMENTS }).map(
    ([name, { about }]) => `  ${name.padEnd(20)}  ${about}\n`,
  )
  process.stdout.write(`record.mts <release> [<experiment>...] [--rebuild]\n\n${rows.join('')}`)
  process.exitCode = values.help ? 0 : 2
} else {
  const folder = build(release)
  const fits = ({ since, before }: { since?: string; before?: string }) =>
    (!since || !isBefore(release, since)) && (!before || isBefore(release, before))
  const fitting = Object.entries({ ...ALL, ...GROUP_EXPERIMENTS }).filter(([, spec]) => fits(spec))
  const chosen = names.length > 0 ? names : fitting.map(([name]) => name)
  for (const name of chosen) await (name in GROUP_EXPERIMENTS ? recordGroup : record)(release, name, folder)
}
