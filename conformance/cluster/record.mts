// npx tsx conformance/cluster/record.mts <release> <experiment>... [--rounds N]: see README.md.
// Needs Java 17 or later and Maven; nothing else in the project does.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { EXPERIMENTS } from './experiments.mts'
import { isBuilt } from './processes.mts'
import { Recorder } from './recorder.mts'

const conformance = fileURLToPath(new URL('..', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '1' }, rebuild: { type: 'boolean' }, help: { type: 'boolean' } },
})
const [release, ...names] = positionals

function help(): string {
  const width = Math.max(...Object.keys(EXPERIMENTS).map((name) => name.length))
  const rows = Object.entries(EXPERIMENTS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}\n`)
  return `record.mts <release> <experiment>... [--rounds N] [--rebuild]\n\n${rows.join('')}`
}

const isBefore = (left: string, right: string): boolean => left.localeCompare(right, 'en', { numeric: true }) < 0

function build(): string {
  const folder = join(conformance, 'target', `${release}-cluster`)
  if (isBuilt(folder) && !values.rebuild) return folder
  const command = ['-q', '-B', `-Drocketmq.version=${release}`, '-Pcluster', 'clean', 'package']
  const { status } = spawnSync('mvn', command, { cwd: conformance, stdio: 'inherit' })
  if (status !== 0) throw new Error(`Maven could not build release ${release}`)
  return folder
}

async function record(name: string, folder: string): Promise<void> {
  const experiment = EXPERIMENTS[name]
  if (!experiment || !release) throw new RangeError(`no experiment ${name}`)
  if (experiment.since && isBefore(release, experiment.since)) throw new RangeError(`${name}: from ${experiment.since}`)
  const raw = join(conformance, 'target', 'cluster', `${name}-${release}`)
  const recorder = new Recorder(experiment, folder, `${raw}-work`, raw, Number(values.rounds))
  const end = () => recorder.end().finally(() => process.exit(130))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    process.stdout.write(`${name} ${release}: starting\n`)
    await Promise.race([recorder.startCluster(), recorder.lost])
    process.stdout.write(`${name} ${release}: recording\n`)
    await Promise.race([experiment.run(recorder), recorder.lost])
    process.stdout.write(`${name} ${release}: ${raw}\n`)
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
    await recorder.end()
  }
}

if (values.help || !release || names.length === 0 || !/^\d+\.\d+\.\d+$/.test(release)) {
  process.stdout.write(help())
  process.exitCode = values.help ? 0 : 2
} else {
  const folder = build()
  for (const name of names) await record(name, folder)
}
