// `npm run fuzz -- --minutes 10 [--kind links,engine] [--seed N]`: tries all random cases of the unit tests once, and then new
// ones for a long time. Each batch runs in a process of its own, so that one that hangs or runs out of memory is found as
// well. A failing case is made as small as possible and kept in scripts/fuzz/cases, where the unit tests try it from then on.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import type { Case, Kind } from './fuzz/kind.mts'

/** What counts the work must be there before whatever it counts, and slows all else down. */
const isSlowBatch = process.argv[2] === '--batch' && process.argv[3] === 'slow'
const KINDS: readonly Pick<Kind, 'name'>[] = isSlowBatch
  ? [(await import('./fuzz/slow.mts')).slow]
  : [...(await import('./fuzz/kinds.mts')).KINDS, { name: 'slow' }]

/** One batch: long enough that starting a process costs little. */
const BATCH_MS = 20_000
/** Beyond this a batch hangs. A case that is made smaller may take as long as the batch again. */
const LIMIT_MS = 180_000
const casesDir = new URL('./fuzz/cases/', import.meta.url)

const HELP = `Tries random cases for a long time.

npm run fuzz -- --minutes 10 [--kind ${KINDS.map(({ name }) => name).join(',')}] [--seed N]

Without --kind, the unit tests try all of their random cases first. Every kind gets --minutes (default 1). The seed (0 to 2147483647) makes the same cases again. Exit code 1: something was found.`

interface Batch {
  tried: number
  /** The smallest failing case, or null. */
  failed: { case: unknown; error: string; path: string } | null
}

/** Runs in the process of one batch. */
function runBatch(name: string, seed: number, batchMs: number): Batch {
  const kind = KINDS.find((one) => one.name === name) as Kind<Case> | undefined
  if (!kind) throw new RangeError(`There is no kind "${name}".`)
  const details = fc.check(fc.property(kind.cases, kind.check), {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: batchMs,
  })
  if (!details.failed || details.counterexample === null) return { tried: details.numRuns, failed: null }
  const error =
    details.errorInstance instanceof Error ? (details.errorInstance.stack ?? '') : String(details.errorInstance)
  return {
    tried: details.numRuns,
    failed: { case: details.counterexample[0], error, path: details.counterexamplePath ?? '' },
  }
}

const script = fileURLToPath(import.meta.url)

/** @returns what the batch says, or why it says nothing */
function startBatch(kind: string, seed: number, batchMs: number): Promise<Batch | string> {
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      [...process.execArgv, script, '--batch', kind, String(seed), String(batchMs)],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let out = ''
    let error = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      error += text
    })
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      if (signal === 'SIGKILL') done(`no end after ${LIMIT_MS / 1000} s`)
      else if (code !== 0) done(`ended with ${code ?? signal}: ${error.slice(-2000)}`)
      else done(JSON.parse(out) as Batch)
    })
  })
}

/** @returns the name of the file it is kept in */
function keepCase(kind: string, seed: number, failed: NonNullable<Batch['failed']>): string {
  mkdirSync(casesDir, { recursive: true })
  const hash = createHash('sha256').update(JSON.stringify(failed.case)).digest('hex').slice(0, 10)
  const name = `${kind}-${hash}.json`
  const [what = ''] = failed.error.split('\n')
  writeFileSync(new URL(name, casesDir), `${JSON.stringify({ kind, seed, what, case: failed.case }, null, 2)}\n`)
  return name
}

/** Numbers that follow from the first, so that a whole session can be had again. */
const nextSeed = (seed: number): number => (Math.imul(seed, 1_664_525) + 1_013_904_223) & 0x7fffffff

async function fuzz(names: readonly string[], minutes: number, firstSeed: number): Promise<number> {
  let found = 0
  console.log(`seed ${firstSeed}, ${minutes} min for each of: ${names.join(', ')}`)
  for (const name of names) {
    const untilMs = performance.now() + minutes * 60_000
    let seed = firstSeed
    let tried = 0
    for (let batches = 1; ; batches++, seed = nextSeed(seed)) {
      const leftMs = untilMs - performance.now()
      if (leftMs <= 0) {
        console.log(`${name}: ${tried} cases in ${batches - 1} batches, nothing found`)
        break
      }
      const batch = await startBatch(name, seed, Math.ceil(Math.min(BATCH_MS, Math.max(1000, leftMs))))
      if (typeof batch === 'string') {
        found++
        console.log(`${name}: seed ${seed}: ${batch}`)
        break
      }
      tried += batch.tried
      if (batch.failed === null) continue
      found++
      console.log(`${name}: FOUND after ${tried} cases, seed ${seed}, path ${batch.failed.path}`)
      console.log(batch.failed.error)
      console.log(`Kept as scripts/fuzz/cases/${keepCase(name, seed, batch.failed)}`)
      break
    }
  }
  return found
}

/** @returns whether the random cases of the unit tests, all of them, find nothing */
const tryUnitTests = (): boolean =>
  spawnSync(process.execPath, [fileURLToPath(new URL('test.mjs', import.meta.url)), '--only', 'cases'], {
    stdio: 'inherit',
  }).status === 0

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      kind: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const all = KINDS.map(({ name }) => name)
  const names = values.kind?.split(',').map((name) => name.trim()) ?? all
  const unknown = names.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new RangeError(`There is no kind "${unknown}". Kinds: ${all.join(', ')}.`)
  const minutes = Number(values.minutes)
  if (!(minutes > 0 && minutes <= 10_000))
    throw new RangeError(`--minutes ${values.minutes}: a number above 0 is wanted.`)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 0x80000000) : Number(values.seed)
  if (!Number.isInteger(seed) || seed < 0 || seed > 0x7fffffff) {
    throw new RangeError(`--seed ${values.seed}: a whole number from 0 to 2147483647 is wanted.`)
  }
  const unitTestsPass = values.kind !== undefined || tryUnitTests()
  process.exitCode = (await fuzz(names, minutes, seed)) > 0 || !unitTestsPass ? 1 : 0
}

try {
  if (process.argv[2] === '--batch') {
    const [kind = '', seed = '', batchMs = ''] = process.argv.slice(3)
    process.stdout.write(JSON.stringify(runBatch(kind, Number(seed), Number(batchMs))))
  } else await main()
} catch (error) {
  if (process.argv[2] === '--batch') throw error
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
