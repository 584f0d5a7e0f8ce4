// npx tsx conformance/store/record.mts <release> [<experiment>...]: see README.md.
// Needs Java 17 or later and Maven; nothing else in the project does.

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isBuilt } from '../cluster/processes.mts'
import { EXPERIMENTS, type StoreExperiment } from './experiments.mts'
import { HA_EXPERIMENTS } from './haExperiments.mts'
import type { StoreRecording } from './recording'
import { StoreNodes, TOPIC } from './storeNodes.mts'

const conformance = fileURLToPath(new URL('..', import.meta.url))
const ALL: Record<string, StoreExperiment> = { ...EXPERIMENTS, ...HA_EXPERIMENTS }

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
function recordingText({ steps, ...header }: StoreRecording): string {
  const rows = steps.map((step) => JSON.stringify(step)).join(',\n')
  return `${JSON.stringify(header).slice(0, -1)},\n"steps":[\n${rows}\n]}\n`
}

async function record(of: string, experiment: string, folder: string): Promise<void> {
  const spec = ALL[experiment]
  if (!spec) throw new RangeError(`no experiment ${experiment}`)
  const nodes = typeof spec.nodes === 'function' ? spec.nodes(of) : spec.nodes
  const work = join(conformance, 'target', 'store', `${experiment}-${of}`)
  const running = new StoreNodes(folder, work, nodes, spec.system ?? {})
  const end = () => running.end().finally(() => process.exit(130))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    await spec.run(running)
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
    await running.end()
  }
  const { about, system } = spec
  const more = system ? { system } : {}
  const header = {
    kind: 'store',
    experiment,
    release: of,
    recorderVersion: 1,
    java: '17',
    about,
    topic: TOPIC,
  } as const
  const out = join(conformance, 'store', 'recordings', of)
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, `${experiment}.json`), recordingText({ ...header, nodes, ...more, steps: running.steps }))
  process.stdout.write(`${experiment} ${of}: ${running.steps.length} steps\n`)
}

if (values.help || !release || !/^\d+\.\d+\.\d+$/.test(release)) {
  const rows = Object.entries(ALL).map(([name, { about }]) => `  ${name.padEnd(20)}  ${about}\n`)
  process.stdout.write(`record.mts <release> [<experiment>...] [--rebuild]\n\n${rows.join('')}`)
  process.exitCode = values.help ? 0 : 2
} else {
  const folder = build(release)
  const fits = ({ since, before }: StoreExperiment) =>
    (!since || !isBefore(release, since)) && (!before || isBefore(release, before))
  const chosen = names.length > 0 ? names : Object.keys(ALL).filter((name) => fits(ALL[name] as StoreExperiment))
  for (const name of chosen) await record(release, name, folder)
}
