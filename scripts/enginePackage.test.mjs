// The package as somebody else gets it: packed, installed into an empty folder, imported through its exports. Every
// example of docs/engine-api.md is run there. UPDATE_EXAMPLES=1 writes their output anew.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildEngine } from './buildEngine.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const page = join(projectDir, 'docs', 'engine-api.md')
const work = mkdtempSync(join(tmpdir(), 'rocketscope-package-'))
const consumer = join(work, 'consumer')
const installed = join(consumer, 'node_modules', 'rocketscope')
const manifest = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'))

/** Each fenced example and the printed text below it. */
const EXAMPLE = /```(js|sh)\n([\s\S]*?)```\n(?:\n[^`#]*)?\n```text\n([\s\S]*?)```/g
const examples = () => [...readFileSync(page, 'utf8').matchAll(EXAMPLE)]

const node = (file, args = []) => spawnSync(process.execPath, [file, ...args], { cwd: consumer, encoding: 'utf8' })

beforeAll(async () => {
  // Staged elsewhere, so that a test writes nothing into the project.
  const staging = join(work, 'staging')
  mkdirSync(consumer, { recursive: true })
  await buildEngine(join(staging, 'dist-engine'))
  for (const name of ['package.json', 'README.md', 'LICENSE', 'src', ...manifest.files.slice(1)].map((one) =>
    one.replace(/\*.*/, ''),
  )) {
    cpSync(join(projectDir, name), join(staging, name), { recursive: true })
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['pack', '--ignore-scripts', '--offline', '--pack-destination', work], {
    cwd: staging,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }))
  execFileSync(npm, ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', join(work, tarball)], {
    cwd: consumer,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
}, 300_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

function runExample(language, code, index) {
  if (language === 'js') {
    const file = join(consumer, `example${index}.js`)
    writeFileSync(file, code)
    return node(file)
  }
  const words = [...code.trim().matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2])
  expect(words.slice(0, 2)).toEqual(['npx', 'rocketscope'])
  return node(join(consumer, 'node_modules', '.bin', 'rocketscope'), words.slice(2))
}

test('every example of the API page prints what stands under it', () => {
  const found = examples()
  expect(found.length).toBeGreaterThanOrEqual(6)
  let text = readFileSync(page, 'utf8')
  for (const [index, [whole, language, code, printed]] of found.entries()) {
    const { status, stdout, stderr } = runExample(language, code, index)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    if (process.env.UPDATE_EXAMPLES) {
      const updated = whole.replace(/```text\n[\s\S]*?```$/, () => `\`\`\`text\n${stdout}\`\`\``)
      text = text.replace(whole, () => updated)
    } else expect(stdout).toBe(printed)
  }
  if (process.env.UPDATE_EXAMPLES) writeFileSync(page, text)
})

const CONSUMER = `
import { createCursor, PRESETS, presetInput, REAL_SETTINGS, type Run, type RunInput, simulate } from 'rocketscope/engine'
import { createSummaryCounts, type Figures, figures } from 'rocketscope/figures'
import { type InputProblem, parseInput, readLink } from 'rocketscope/input'

const parsed = parseInput(JSON.parse('{}'))
const problems: readonly InputProblem[] = parsed.ok ? [] : parsed.problems
export const sentences: string[] = problems.map(({ words }) => words.zh)
const linked = readLink('v=1&preset=article')
const input: RunInput = linked.ok ? linked.input : presetInput('article')
input.scenario.settings.sendMsgTimeout = 500
const run: Run = simulate({ ...input, scenario: { ...input.scenario, settings: { ...REAL_SETTINGS } } }, 1000)
export const again: Run = simulate(run.input, 1000)
export const counted: Figures = figures(run, 0, 1000)
createSummaryCounts(run)
// @ts-expect-error: a run has an input
simulate(1, 1000)
// @ts-expect-error: shared by all
PRESETS[0].scenario.topic = 'x'
// @ts-expect-error: shared by all
REAL_SETTINGS.sendMsgTimeout = 1
// @ts-expect-error: the run's own
run.input.actions.push({ atMs: 1, type: 'kill', target: 'broker-a/master' })
createCursor(run).seek(0).nowMs = 1
`

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('the examples and a strict program have types, for module %s and resolution %s', (module, resolution) => {
  for (const [index, [, language, code]] of examples().entries()) {
    if (language === 'js') writeFileSync(join(consumer, `example${index}.js`), code)
  }
  writeFileSync(join(consumer, 'program.ts'), CONSUMER)
  const files = readdirSync(consumer).filter((name) => /^(?:example\d+\.js|program\.ts)$/.test(name))
  expect(files.length).toBeGreaterThan(4)
  const tsc = resolve(projectDir, 'node_modules/typescript', 'bin/tsc')
  const options = {
    module,
    moduleResolution: resolution,
    target: 'ES2023',
    lib: 'ES2023,DOM',
    types: '',
    skipLibCheck: 'false',
  }
  const named = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const { status, stdout } = node(tsc, ['--noEmit', '--strict', '--allowJs', '--checkJs', ...named, ...files])
  expect(stdout).toBe('')
  expect(status).toBe(0)
})

/** Changes all that can be changed in everything the package gives, and compares what it computes before and afterwards. */
const SPOILER = `
import * as engine from 'rocketscope/engine'
import * as figures from 'rocketscope/figures'
import * as input from 'rocketscope/input'

const seen = new Set()
function spoil(value) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
  seen.add(value)
  for (const key of Reflect.ownKeys(value)) {
    if (typeof value === 'function' && key === 'prototype') continue
    spoil(value[key])
    try { value[key] = 7 } catch {}
    try { delete value[key] } catch {}
  }
  if (Array.isArray(value)) try { value.push('more') } catch {}
  if (ArrayBuffer.isView(value)) value.fill(7)
  try { value.more = 'more' } catch {}
}
const killed = (id) => {
  const one = engine.presetInput(id)
  one.actions.push({ atMs: 900, type: 'kill', target: 'broker-a/master' })
  return one
}
const MOMENTS = [0, 500, 1000, 2500, 4000]
const look = (run) => [
  Array.from({ length: engine.logLength(run.log) }, (_, at) => engine.entryAt(run.log, at)),
  MOMENTS.map((tMs) => engine.stateAt(run, tMs)),
  figures.figures(run, 0, 4000),
  run.input,
]
const IDS = engine.PRESETS.map(({ id }) => id).filter((id) => id !== 'large')
const all = () => JSON.stringify([IDS.map((id) => look(engine.simulate(killed(id), 4000))), engine.RELEASES.map(engine.clientRules),
  input.parseInput({}), input.readLink('v=1&preset=article&do=kill+broker-z/master+@1')])
const before = all()
const kept = engine.simulate(killed('article'), 4000)
const savedLook = JSON.stringify(look(kept))

for (const id of IDS) {
  const mine = killed(id)
  const run = engine.simulate(mine, 4000)
  const fork = engine.forkRun(kept, mine, 4000)
  const cursor = engine.createCursor(kept)
  for (const one of [run, fork]) for (const part of look(one)) spoil(part)
  for (const tMs of MOMENTS) {
    spoil(cursor.seek(tMs))
    spoil(engine.stateAt(kept, tMs))
  }
  for (let at = 0; at < engine.logLength(kept.log); at++) spoil(engine.attemptDecision(kept, at))
  const tally = figures.createSummaryCounts(kept)
  figures.countUntil(tally, 3000)
  spoil(figures.figuresOf(tally))
  spoil(tally)
  spoil(run.log)
  spoil(run)
  spoil(mine)
}
const parsed = input.parseInput(engine.presetInput('article'))
const parsedRun = engine.simulate(parsed.input, 100)
spoil(parsed)
spoil(parsedRun)
spoil(input.parseInput(7))
spoil(input.readLink('v=1&preset=article'))
for (const release of engine.RELEASES) spoil(engine.clientRules(release))
for (const { name } of engine.SETTING_DEFINITIONS) spoil(engine.settingDefinition(name))
for (const module of [engine, figures, input]) for (const name of Object.keys(module)) if (typeof module[name] !== 'function') spoil(module[name])

console.log(all() === before && JSON.stringify(look(kept)) === savedLook ? 'the same' : 'changed')
`

const JUNK = `
import * as engine from 'rocketscope/engine'
import * as figures from 'rocketscope/figures'
import * as input from 'rocketscope/input'

const run = engine.simulate(engine.presetInput('article'), 1000)
const tally = figures.createSummaryCounts(run)
const NONE = [undefined, null, NaN, -1, 0.5, Infinity, '5', {}, [], 10 ** 12]
const calls = {
  simulate: (one) => engine.simulate(engine.presetInput('article'), one),
  input: (one) => engine.simulate(one, 1000),
  extendRun: (one) => engine.extendRun(run, one),
  forkRun: (one) => engine.forkRun(run, engine.presetInput('article'), one),
  stateAt: (one) => engine.stateAt(run, one),
  seek: (one) => engine.createCursor(run).seek(one),
  entryAt: (one) => engine.entryAt(run.log, one),
  entryTime: (one) => engine.entryTime(run.log, one),
  entryKind: (one) => engine.entryKind(run.log, one),
  attemptDecision: (one) => engine.attemptDecision(run, one),
  figures: (one) => figures.figures(run, 0, one),
  countUntil: (one) => figures.countUntil(tally, one),
  noRun: (one) => engine.stateAt(one, 0),
  noLog: (one) => engine.entryAt(one, 0),
  noTally: (one) => figures.figuresOf(one),
  presetInput: (one) => engine.presetInput(one),
  clientRules: (one) => engine.clientRules(one),
}
for (const [name, call] of Object.entries(calls)) {
  for (const one of NONE) {
    try {
      console.log(name, one, 'gives', call(one))
    } catch (error) {
      if (!(error instanceof RangeError)) console.log(name, one, 'throws', error)
    }
  }
}
const cyclic = {}
cyclic.scenario = cyclic
const ANYTHING = [...NONE, cyclic, new Proxy({}, { ownKeys() { throw new Error('no') } }), 5n, Symbol('x'), () => 1, new Date()]
for (const one of ANYTHING) {
  for (const read of [input.parseInput, input.parseFile, input.readLink]) {
    const answer = read(one)
    if (answer.ok || answer.problems.length === 0) console.log(read.name, 'takes', one)
    for (const { words } of answer.problems ?? []) if (!words.zh || !words.en) console.log('no words', one)
  }
}
`

describe('the package', () => {
  test('arrives alone', () => {
    const arrived = readdirSync(join(consumer, 'node_modules')).filter((name) => !name.startsWith('.'))
    expect(arrived).toEqual(['rocketscope'])
    expect(manifest.dependencies).toBeUndefined()
    expect(manifest.peerDependencies).toBeUndefined()
    expect(manifest.optionalDependencies).toBeUndefined()
  })

  test('brings the licence of every library that is built into it, and of no other', () => {
    const text = readFileSync(join(installed, 'dist-engine', 'LICENSES.txt'), 'utf8')
    const named = [...text.matchAll(/^(\S+) \d+\.\d+\.\d+ \(.+\)$/gm)].map((match) => match[1])
    expect(named).toEqual(['fflate', 'valibot'])
    expect(text.match(/Permission is hereby granted/g)).toHaveLength(named.length)
  })

  test('has no link to a file that it does not bring', () => {
    const pages = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', join('docs', 'engine-api.md')]))
    const dead = []
    for (const name of pages) {
      const text = readFileSync(join(installed, name), 'utf8')
      for (const match of text.matchAll(
        /\]\(([^)#\s]+)[^)]*\)|^\[[^\]]+\]:\s*(\S+)|(?:src|srcset|href)="([^"#]+)[^"]*"/gm,
      )) {
        const link = match[1] ?? match[2] ?? match[3]
        if (/^[a-z]+:/.test(link)) continue
        const target = resolve(dirname(join(installed, name)), decodeURI(link))
        const isInside = !relative(installed, target).startsWith('..')
        if (!isInside || !existsSync(target)) dead.push(`${name}: ${link}`)
      }
    }
    expect(dead).toEqual([])
  })

  test('brings the built files, its papers, and nothing of the page', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files).toContain('LICENSE')
    for (const kind of ['run', 'lesson'])
      expect(files).toContain(join('dist-engine', `rocketscope-${kind}.schema.json`))
    expect(files).toContain(join('docs', 'engine-api.md'))
    for (const name of ['./engine', './figures', './input']) {
      const { types, default: file } = manifest.exports[name]
      expect(files).toContain(join(types))
      expect(files).toContain(join(file))
    }
    expect(files.filter((name) => name.startsWith('src'))).toEqual([])
  })

  test('hands out nothing that changes a run', () => {
    writeFileSync(join(consumer, 'spoil.js'), SPOILER)
    expect(node(join(consumer, 'spoil.js'))).toEqual(
      expect.objectContaining({ status: 0, stderr: '', stdout: 'the same\n' }),
    )
  })

  test('never hangs or answers with junk: what is wrong is named', () => {
    writeFileSync(join(consumer, 'junk.js'), JUNK)
    const { stdout, stderr, status } = node(join(consumer, 'junk.js'))
    expect(stderr).toBe('')
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })

  test('needs nothing else to be installed', () => {
    const built = join(installed, 'dist-engine')
    const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
    expect(files).toEqual(expect.arrayContaining(['engine.js', 'figures.js', 'input.js', 'command.js']))
    for (const name of files) {
      const code = readFileSync(join(built, name), 'utf8')
      for (const [, from] of code.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)"/gm)) {
        expect(from.startsWith('.') || isBuiltin(from), from).toBe(true)
      }
    }
  })

  test('has a command that says what it does not know', () => {
    const command = join(consumer, 'node_modules', '.bin', 'rocketscope')
    expect(node(command, ['--help'])).toMatchObject({ status: 0 })
    expect(node(command, ['--version'])).toMatchObject({ status: 0, stdout: `rocketscope ${manifest.version}\n` })
    expect(node(command, ['--help', '--lang', 'zh']).stdout).toContain('运行一个场景')
    expect(node(command, ['simlate'])).toMatchObject({ status: 2, stderr: expect.stringContaining('simlate') })
    expect(node(command, ['simulate', '--help']).stdout).toContain('rocketscope simulate <preset')
    expect(node(command, ['sweep', '--help']).stdout).toContain('rocketscope sweep <preset')
    expect(node(command, ['simulate', 'article', '--until', '1000']).stdout).toContain('preset article')
  })
})
