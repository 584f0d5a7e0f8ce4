// `npm run bench`: measures how fast the engine and the page are, and prints each figure with its goal, with what
// docs/bench.md has recorded, and with how it was found. It judges nothing and never fails over a figure.
// Options: `-- --only engine,scale,browser`, `--json`, `--record` to keep the figures in docs/bench.md.

import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compare, figureOf, type Measured, readRecorded, shorten, writeRecorded } from './bench/figures.mts'
import { measureBrowser } from './bench/measureBrowser.mts'
import { measureEngine, measureScale } from './bench/measureEngine.mts'

const PARTS = ['engine', 'scale', 'browser'] as const
const page = fileURLToPath(new URL('../docs/bench.md', import.meta.url))

/** @throws RangeError for a part that there is not */
function chooseParts(only: string | undefined): Set<string> {
  const parts = only === undefined ? [...PARTS] : only.split(',').map((name) => name.trim())
  for (const name of parts) {
    if (!(PARTS as readonly string[]).includes(name)) {
      throw new RangeError(`There is no part "${name}". Parts: ${PARTS.join(', ')}.`)
    }
  }
  return new Set(parts)
}

const load = (): string => `load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores`

function printFigure({ id, value, detail }: Measured, recorded: number | undefined): void {
  const { what, unit, goal, how, others } = figureOf(id)
  const figure = `${shorten(value)} ${unit}`.padEnd(16)
  console.log(`${what.padEnd(41)} ${figure} ${(goal ? `goal ${goal}` : '').padEnd(23)} ${compare(id, value, recorded)}`)
  console.log(`    ${detail}`)
  console.log(`    how: ${how}`)
  if (others) console.log(`    others: ${others}`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'boolean' }, record: { type: 'boolean' } },
  })
  const parts = chooseParts(values.only)
  const startedAt = performance.now()
  const loadBefore = load()
  const recorded = readRecorded(readFileSync(page, 'utf8'))
  const measured: Measured[] = []
  const take = (part: Measured[]) => {
    measured.push(...part)
    if (!values.json) for (const one of part) printFigure(one, recorded.get(one.id)?.value)
  }
  let programs = `Node ${process.versions.node}`
  if (parts.has('engine')) take(await measureEngine())
  if (parts.has('scale')) take(await measureScale())
  if (parts.has('browser')) {
    const seen = await measureBrowser()
    take(seen.measured)
    programs += `, Chromium ${seen.version}`
  }

  if (values.json) {
    const figures = measured.map(({ id, value, detail }) => {
      const last = recorded.get(id)?.value
      return { id, ...figureOf(id), value, detail, recorded: last ?? null, compared: compare(id, value, last) }
    })
    console.log(JSON.stringify({ programs, loadBefore, loadAfter: load(), figures }, null, 2))
  } else {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
    console.log(`\n${programs}. Before: ${loadBefore}; after: ${load()}. Took ${seconds} s.`)
    console.log(
      'On a machine with other work figures vary by 30 % and more: compare ratios, and look at the first line.',
    )
  }
  if (values.record) {
    const today = new Date().toISOString().slice(0, 10)
    writeFileSync(page, writeRecorded(readFileSync(page, 'utf8'), measured, today))
    if (!values.json) console.log('Recorded in docs/bench.md.')
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
