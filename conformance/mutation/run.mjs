// npm run -s mutate -- [options] [file of src/rocketmq …]: how many deliberate mistakes in the rules are noticed, and by what.
// Every mutant is first played against the recordings; what they do not notice is given to the tests of the engine.
import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { RECORDINGS_OF } from './files.mjs'
import { instrument } from './mutants.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Tests for what no recording notices. */
const ENGINE_TESTS = [
  'src/rocketmq/nameserver/nameServer.test.ts',
  'src/rocketmq/releases.test.ts',
  'src/rocketmq/producer/faultStrategy.test.ts',
  'src/rocketmq/producer/faultTable.test.ts',
  'src/rocketmq/producer/clientException.test.ts',
  'src/rocketmq/client/route.test.ts',
  'src/rocketmq/client/remotingClient.test.ts',
  'src/rocketmq/client/producerDeath.test.ts',
  'src/rocketmq/producer/selectMessageQueue.test.ts',
  'src/rocketmq/producer/sendLoop.test.ts',
  'src/rocketmq/producer/asyncSend.test.ts',
  'src/rocketmq/producer/connections.test.ts',
  'src/rocketmq/producer/producer.test.ts',
  'src/rocketmq/producer/producerActions.test.ts',
  'src/rocketmq/producer/vectors.test.ts',
  'src/rocketmq/producer/asyncPool.test.ts',
  'src/rocketmq/producer/pause.test.ts',
  'src/rocketmq/client/silentNameServer.test.ts',
  'src/rocketmq/client/handshakes.test.ts',
  'src/rocketmq/broker/brokerController.test.ts',
  'src/rocketmq/broker/brokerEnds.test.ts',
  'src/rocketmq/broker/brokerRefuses.test.ts',
  'src/rocketmq/broker/relocateBroker.test.ts',
  'src/rocketmq/broker/topicOnBroker.test.ts',
  'src/rocketmq/broker/sendMessageProcessor.test.ts',
  'src/rocketmq/dledger/memberState.test.ts',
  'src/rocketmq/dledger/votes.test.ts',
  'src/rocketmq/dledger/dledger.test.ts',
  'src/rocketmq/controller/controller.test.ts',
  'src/rocketmq/links.test.ts',
  'src/rocketmq/faults.test.ts',
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    recordings: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    again: { type: 'string' },
    lines: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const HELP = `npm run -s mutate -- [options] [file of src/rocketmq …]
  --every N      only every Nth mutant of a file
  --from N       beginning with the Nth (with --every: another share of them)
  --lines A-B    only the mutants on these lines
  --recordings   the recordings only, not the tests of the engine
  --quick        without the engine's slow tests, those that take more than a twentieth of the time of all
  --again FILE   only what survived when FILE was written with --json, and only the tests of the engine; adds up both
  --json FILE    writes every mutant and what noticed it
Files: ${Object.keys(RECORDINGS_OF).join(' ')}`

/**
 * The rules of a release are made while modules load; here they are made anew whenever somebody asks, so that a mutant of
 * them can wake up later, and whoever asks is heard.
 */
function rulesOnDemand(code) {
  const asked = 'RULES.get(release)'
  if (!code.includes(asked)) throw new Error(`releases.ts no longer says ${asked}`)
  const onDemand = '(globalThis.__asks?.(release), RULES.has(release) ? build(release) : undefined)'
  return `${code.replace(asked, onDemand)}
globalThis.__rules = { releases: [...RULES.keys()], of: (release) => (RULES.has(release) ? build(release) : null) }`
}

/** Puts test files and the engine with all mutants of one file into one bundle. @returns its address and the mutants */
async function bundleOf(file, testFiles, folder, name) {
  let mutants = []
  const entry = join(folder, `${name}.entry.mjs`)
  const imports = testFiles.map((test) => `import ${JSON.stringify(resolve(root, test))}`)
  const standIn = resolve(root, 'conformance/mutation/standIn.ts')
  writeFileSync(entry, `${imports.join('\n')}\nexport { collected } from ${JSON.stringify(standIn)}\n`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { vitest: standIn } },
    ssr: { noExternal: true },
    plugins: [
      {
        name: 'mutants',
        enforce: 'pre',
        transform(code, id) {
          // Recordings and traces lie beside the tests, not beside the bundle.
          const here = code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
          if (id !== resolve(root, 'src/rocketmq', file)) return here === code ? null : { code: here, map: null }
          const instrumented = instrument(code, file, 1)
          mutants = instrumented.mutants
          return { code: file === 'releases.ts' ? rulesOnDemand(instrumented.code) : instrumented.code, map: null }
        },
      },
    ],
    build: {
      ssr: entry,
      outDir: join(folder, name),
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'tests.mjs', codeSplitting: false } },
    },
  })
  const bundle = join(folder, name, 'tests.mjs')
  // The same with every mutant asleep, which tells instead where a test comes by.
  const scout = join(folder, name, 'scout.mjs')
  const told = readFileSync(bundle, 'utf8').replace(/__mutant === (\d+)/g, 'globalThis.__reached($1)')
  writeFileSync(scout, told)
  return { bundle: pathToFileURL(bundle).href, scout: pathToFileURL(scout).href, mutants }
}

/** A process that is thrown away when a mutant does not come back or takes it down, and after fifty loads: modules are never forgotten. */
class Runner {
  anew = 0
  worker = null

  /** Sends a job to the worker. A result that a test without any mutant cannot confirm is asked for again in a new process. */
  async run(job, limitMs) {
    const result = await this.runOnce(job, limitMs)
    if (!result.tainted) return result
    this.end()
    const again = await this.runOnce(job, limitMs)
    this.end()
    return again
  }

  runOnce(job, limitMs) {
    if (job.anew && this.anew++ % 50 === 0) this.end()
    this.worker ??= fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), {
      execArgv: ['--max-old-space-size=1500'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const { worker } = this
    return new Promise((done) => {
      const finish = (result) => {
        clearTimeout(timer)
        worker.off('message', finish)
        worker.off('exit', crashes)
        done(result)
      }
      const dies = (why) => {
        this.end()
        finish({ killedBy: { name: why, message: '' } })
      }
      const crashes = () => dies('crashes')
      const timer = setTimeout(() => dies('does not end'), limitMs)
      worker.on('message', finish)
      worker.on('exit', crashes)
      worker.send(job)
    })
  }

  end() {
    this.worker?.kill('SIGKILL')
    this.worker = null
  }
}

/**
 * Runs without a mistake: how long one takes, whether it is one, and which tests come by which mutant.
 *
 * @returns what a mutant's job is, or null where no test comes by
 */
async function cleanRun(runner, { bundle, scout }, what) {
  const { killedBy, count } = await runner.run({ bundle, id: 0 }, 600_000)
  if (killedBy) throw new Error(`${what}: ${killedBy.name} fails without any mutant: ${killedBy.message}`)
  const startedAt = Date.now()
  const { tookEach } = await runner.run({ bundle, id: 0 }, 600_000)
  const tookMs = Date.now() - startedAt
  const isSlow = (position) => values.quick && what !== 'recordings' && tookEach[position] > tookMs / 20
  const slow = tookEach.filter((_, position) => isSlow(position)).length
  const without = slow > 0 ? `, ${slow} slow ones left out` : ''
  console.log(`  ${what}: ${count} tests${without}, ${(tookMs / 1000).toFixed(1)} s without a mutant`)
  const { reached, asked } = await runner.run({ bundle: scout, id: 0, scouts: true }, 600_000)
  runner.end()
  const whileLoading = new Set(reached[0])
  const positions = Array.from({ length: count }, (_, position) => position)
  const byTest = reached.slice(1).map((ids) => new Set(ids))
  const noticed = positions.map(() => 0)
  const jobOf = (id) => {
    const later = positions.filter((position) => byTest[position].has(id))
    // Only the rules of releases are made again after loading.
    const anew = whileLoading.has(id) && (asked === null || later.length === 0)
    const tests = (anew ? positions : later).filter((position) => !isSlow(position))
    if (tests.length === 0) return null
    // The test that has noticed most is asked first, then the quickest.
    tests.sort((one, other) => noticed[other] - noticed[one] || tookEach[one] - tookEach[other])
    return { bundle, id, anew, tests, asked }
  }
  return { tookMs, jobOf, noticed }
}

async function mutate(file, folder, runner) {
  const recordings = RECORDINGS_OF[file].map((kind) => `conformance/${kind}.test.ts`)
  const earlier = values.again && JSON.parse(readFileSync(values.again, 'utf8')).find((one) => one.file === file)
  if (values.again && !earlier) throw new Error(`${values.again} has nothing about ${file}`)
  const levels = earlier || recordings.length === 0 ? [] : [{ what: 'recordings', tests: recordings }]
  if (!values.recordings) levels.push({ what: 'engine tests', tests: ENGINE_TESTS })
  console.log(file)
  let open = earlier ? earlier.survivors.map((mutant) => ({ ...mutant, tests: 0 })) : null
  const killed = earlier ? earlier.all : []
  if (!earlier && levels.length === 0) throw new Error(`no recording is about ${file} alone: leave out --recordings`)
  for (const { what, tests } of levels) {
    const name = `${basename(file, '.ts')}-${what.replace(' ', '-')}`
    const { mutants, ...bundles } = await bundleOf(file, tests, folder, name)
    const { tookMs, jobOf, noticed } = await cleanRun(runner, bundles, what)
    const limitMs = 5000 + 2 * tookMs
    const [first, last] = (values.lines ?? '1-100000').split('-').map(Number)
    open ??= mutants.filter(
      ({ id, line }) => (id - Number(values.from)) % Number(values.every) === 0 && line >= first && line <= last,
    )
    const moved = earlier?.survivors.find(({ id, what, text }) => {
      const now = mutants[id - 1]
      return now?.what !== what || now.text !== text
    })
    if (moved) throw new Error(`${file} has changed since ${values.again} was written: ${moved.text} is elsewhere`)
    const left = []
    for (const mutant of open) {
      const job = jobOf(mutant.id)
      const { killedBy, count = 0 } = job ? await runner.run(job, limitMs) : {}
      if (killedBy) {
        killed.push({ ...mutant, level: what, by: killedBy.name })
        if (killedBy.position !== undefined) noticed[killedBy.position]++
      } else left.push({ ...mutant, tests: (mutant.tests ?? 0) + count })
    }
    open = left
    console.log(`  ${what}: ${killed.filter(({ level }) => level === what).length} noticed, ${open.length} left`)
  }
  const byRecordings = killed.filter(({ level }) => level === 'recordings').length
  return {
    file,
    mutants: killed.length + open.length,
    byRecordings,
    killed: killed.length,
    survivors: open,
    all: killed,
  }
}

const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

async function main() {
  if (values.help) return console.log(HELP)
  // The folder may be left out.
  const known = (name) => Object.keys(RECORDINGS_OF).find((file) => file === name || file.endsWith(`/${name}`)) ?? name
  const files = positionals.length > 0 ? positionals.map(known) : Object.keys(RECORDINGS_OF)
  const unknown = files.find((file) => !(file in RECORDINGS_OF) || !existsSync(resolve(root, 'src/rocketmq', file)))
  if (unknown) throw new Error(`${unknown} is not one of ${Object.keys(RECORDINGS_OF).join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'rocketscope-mutants-'))
  const runner = new Runner()
  const results = []
  try {
    for (const file of files) {
      const result = await mutate(file, folder, runner)
      results.push(result)
      const { mutants, byRecordings, killed } = result
      console.log(
        `  ${mutants} mutants: recordings ${percent(byRecordings, mutants)}, with engine tests ${percent(killed, mutants)}`,
      )
      for (const { line, what, text, tests } of result.survivors)
        console.log(`    ${file}:${line}  ${what}  ${text}${tests === 0 ? '  (no test comes by)' : ''}`)
      if (values.json) writeFileSync(values.json, JSON.stringify(results, null, 1))
    }
  } finally {
    runner.end()
    rmSync(folder, { recursive: true, force: true })
  }
  console.log('\n| file | mutants | noticed by recordings | with engine tests |\n|---|---|---|---|')
  for (const { file, mutants, byRecordings, killed } of results)
    console.log(`| ${file} | ${mutants} | ${percent(byRecordings, mutants)} | ${percent(killed, mutants)} |`)
}

// Imported files are read now, so that an unreadable one is named before the first mutant.
for (const file of Object.keys(RECORDINGS_OF)) readFileSync(resolve(root, 'src/rocketmq', file))
await main()
