// `npm test`: what is checked with every change, in order, each step timed and counted; `npm run test:release`: the slow
// checks before a release; `--set all`: both. The last line is `N passed, N failed`.
// `npm test -- --only unit,e2e` runs some of them, whichever they belong to; e2e brings the build it needs along.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const plainUnlessSeen = process.stdout.isTTY ? [] : ['--colors=off'] // Biome colours a file's lines as well
/** Unit tests that take too long for every change: vite.config.ts leaves them out without ROCKETSCOPE_RELEASE. */
export const RELEASE_TESTS = ['scripts/enginePackage.test.mjs']
const SETS = ['change', 'release', 'all']
const LIMIT_MS = 15 * 60_000 // a step that hangs has failed

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command a script that Node runs, and its arguments
 * @property {Record<string, string>} [env]
 * @property {string} [report] the JSON file to count in; without it the step is one check
 * @property {(report: any) => Counts} [count]
 * @property {true} [maySkip] it may end well without having executed anything, if it says so
 * @property {'release'} [set] run before a release, not with every change
 * @property {string} [needs] the step that must have passed before
 */

/**
 * @param {string} work a folder for reports and for the build under test, so that `dist` stays as it is
 * @returns {Step[]}
 */
function getSteps(work) {
  const dist = join(work, 'dist')
  const single = join(work, 'dist-single')
  const auditReport = join(work, 'audit.json')
  return [
    { name: 'types', command: [tool('typescript', 'tsc'), '--noEmit'] },
    { name: 'lint', command: [tool('@biomejs/biome', 'biome'), 'ci', ...plainUnlessSeen, '.'] },
    { name: 'knip', command: [tool('knip', 'knip')] },
    {
      name: 'audit',
      command: [join(projectDir, 'scripts', 'audit.mjs'), auditReport],
      report: auditReport,
      count: (counts) => counts,
      maySkip: true,
    },
    unitStep('unit', work),
    { name: 'build', command: [tool('vite', 'vite'), 'build', '--outDir', dist, '--emptyOutDir'] },
    { ...browserStep('e2e', work, ['--grep-invert', '@release'], dist, single), needs: 'build' },
    {
      name: 'single',
      set: 'release',
      command: [tool('vite', 'vite'), 'build', '--mode', 'single', '--outDir', single, '--emptyOutDir'],
      needs: 'build',
    },
    // The single file, and RocketScope in other people's slides.
    { ...browserStep('examples', work, ['--grep', '@release'], dist, single), set: 'release', needs: 'single' },
    { ...unitStep('package', work, RELEASE_TESTS, { ROCKETSCOPE_RELEASE: '1' }), set: 'release' },
    { ...unitStep('cases', work, testsWithCases(), { ROCKETSCOPE_ALL_CASES: '1' }), set: 'release' },
  ]
}

/** @returns {Step} */
function unitStep(
  /** @type {string} */ name,
  /** @type {string} */ work,
  /** @type {string[]} */ files = [],
  env = {},
) {
  const report = join(work, `${name}.json`)
  return {
    name,
    command: [
      ...[tool('vitest', 'vitest'), 'run', '--reporter=default', '--reporter=json'],
      ...[`--outputFile.json=${report}`, ...files],
    ],
    env,
    report,
    count: countVitest,
  }
}

/**
 * @param {string} name
 * @param {string} work
 * @param {string[]} which options that choose among the end-to-end tests
 * @param {string} dist
 * @param {string} single
 * @returns {Step}
 */
function browserStep(name, work, which, dist, single) {
  const report = join(work, `${name}.json`)
  return {
    name,
    command: [
      ...[tool('@playwright/test', 'playwright'), 'test', '--reporter=list,json', ...which],
      ...['--output', join(work, name)],
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ROCKETSCOPE_DIST: dist, ROCKETSCOPE_SINGLE: single },
    report,
    count: countPlaywright,
  }
}

/** Unit tests with random cases or in both languages: all of them before a release, some with every change. */
function testsWithCases() {
  return ['src', 'scripts', 'conformance'].flatMap((folder) =>
    readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.test\.(?:tsx?|mjs)$/.test(path))
      .map((path) => join(folder, path))
      .filter((path) => /cases\.testData|each\(LANGUAGES\)/.test(readFileSync(join(projectDir, path), 'utf8'))),
  )
}

/** The script behind a package's command, so that the same call works on every system, without a shell. */
function tool(/** @type {string} */ packageName, /** @type {string} */ command) {
  const manifest = join(projectDir, 'node_modules', packageName, 'package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return resolve(dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}

/** @returns {Counts} */
export function countVitest(/** @type {any} */ report) {
  // A file that could not be loaded has no tests in it to count. It is one failure.
  const broken = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' && file.assertionResults.every((/** @type {any} */ t) => t.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @returns {Counts} */
export function countPlaywright(/** @type {any} */ report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

/**
 * What one finished step adds to the sum.
 *
 * @param {{ status: number | null, counts: Counts | null, maySkip?: true | undefined }} outcome status null: it did not end
 *   by itself; counts null: one check without a report of its own
 * @returns {Counts}
 */
export function settle({ status, counts, maySkip }) {
  if (counts === null) return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
  const executed = counts.passed + counts.failed
  if (maySkip && status === 0 && executed === 0 && counts.skipped > 0) return counts
  // Nothing executed, or a bad end that no counted test explains: that is a failure of the step itself.
  if (executed === 0 || (status !== 0 && counts.failed === 0)) return { ...counts, failed: counts.failed + 1 }
  return counts
}

/** @returns {string} */
export function lastLine(/** @type {Counts} */ { passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * @param {Step[]} steps all of them, in order
 * @param {string | undefined} only names with commas between; undefined for a whole set
 * @param {string} set 'change', 'release' or 'all'
 * @returns {Step[]}
 * @throws RangeError for a name that is no step or no set
 */
export function chooseSteps(steps, only, set = 'change') {
  if (!SETS.includes(set)) throw new RangeError(`There is no set "${set}". Sets: ${SETS.join(', ')}.`)
  const chosen = steps.filter((step) => set === 'all' || (step.set ?? 'change') === set)
  const wanted = new Set(only?.split(',').map((name) => name.trim()) ?? chosen.map((step) => step.name))
  for (const name of wanted) {
    if (!steps.some((step) => step.name === name)) {
      throw new RangeError(`There is no step "${name}". Steps: ${steps.map((step) => step.name).join(', ')}.`)
    }
  }
  // From the last one back, because what is needed comes before and may need something itself.
  for (const step of [...steps].reverse()) if (wanted.has(step.name) && step.needs) wanted.add(step.needs)
  return steps.filter((step) => wanted.has(step.name))
}

/**
 * Runs a step to its end with its output on the screen.
 * @param {Step} step
 * @returns {Promise<number | null>} exit status; null when it could not start, crashed by signal or hung
 */
function run(step) {
  return new Promise((done) => {
    const child = spawn(process.execPath, step.command, {
      cwd: projectDir,
      env: { ...process.env, ...step.env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32', // a group of its own, so that its children end with it
    })
    const stop = () => {
      if (child.pid === undefined) return
      if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'])
      else process.kill(-child.pid, 'SIGKILL')
    }
    const interrupted = () => {
      stop()
      process.exit(130)
    }
    process.once('SIGINT', interrupted)
    process.once('SIGTERM', interrupted)
    const limit = setTimeout(() => {
      console.error(`${step.name}: no end after ${LIMIT_MS / 60_000} minutes, stopped.`)
      stop()
    }, LIMIT_MS)
    const end = (/** @type {number | null} */ status) => {
      clearTimeout(limit)
      process.removeListener('SIGINT', interrupted)
      process.removeListener('SIGTERM', interrupted)
      done(status)
    }
    child.once('error', (error) => {
      console.error(`${step.name}: ${error.message}`)
      end(null)
    })
    child.once('close', (status) => end(status))
  })
}

/**
 * @param {Step} step
 * @returns {Counts | null} null for a step that is one check; all zero, which is a failure, without a usable report
 */
function readCounts(step) {
  if (!step.report || !step.count) return null
  if (!existsSync(step.report)) {
    console.error(`${step.name}: ended without its report.`)
    return { passed: 0, failed: 0, skipped: 0 }
  }
  try {
    return step.count(JSON.parse(readFileSync(step.report, 'utf8')))
  } catch (error) {
    console.error(`${step.name}: its report cannot be read: ${error instanceof Error ? error.message : error}`)
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, set: { type: 'string' } } })
  const work = mkdtempSync(join(tmpdir(), 'rocketscope-test-'))
  const steps = chooseSteps(getSteps(work), values.only, values.set)
  /** @type {{ name: string, counts: Counts, seconds: number }[]} */
  const rows = []
  for (const step of steps) {
    console.log(`\n── ${step.name} ${'─'.repeat(70 - step.name.length)}`)
    const needed = rows.find((row) => row.name === step.needs)
    if (needed && needed.counts.failed > 0) {
      console.error(`${step.name}: not run, because ${needed.name} failed. Counted as failed.`)
      rows.push({ name: step.name, counts: { passed: 0, failed: 1, skipped: 0 }, seconds: 0 })
      continue
    }
    const startedAt = performance.now()
    const status = await run(step)
    const counts = settle({ status, counts: readCounts(step), maySkip: step.maySkip })
    rows.push({ name: step.name, counts, seconds: (performance.now() - startedAt) / 1000 })
  }

  const sum = { passed: 0, failed: 0, skipped: 0 }
  console.log(
    `\n${'step'.padEnd(10)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`,
  )
  for (const { name, counts, seconds } of rows) {
    const cells = [
      String(counts.passed).padStart(8),
      String(counts.failed).padStart(8),
      String(counts.skipped).padStart(9),
    ]
    console.log(`${name.padEnd(10)}${cells.join('')}${seconds.toFixed(1).padStart(9)}`)
    sum.passed += counts.passed
    sum.failed += counts.failed
    sum.skipped += counts.skipped
  }
  if (rows.some((row) => ['e2e', 'examples'].includes(row.name) && row.counts.failed > 0))
    console.log(`Traces and the tested build: ${work}`)
  else rmSync(work, { recursive: true, force: true })
  console.log(lastLine(sum))
  process.exitCode = sum.failed > 0 ? 1 : 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error)
    console.log(lastLine({ passed: 0, failed: 1, skipped: 0 }))
    process.exitCode = 1
  })
}
