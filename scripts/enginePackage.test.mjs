// The package as somebody else gets it: packed, unpacked into a project of its own, imported through its exports. Every
// example of docs/engine-api.md is run there. UPDATE_EXAMPLES=1 writes their output anew.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
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
  for (const name of ['package.json', 'README.md', 'LICENSE', 'docs', 'src']) {
    cpSync(join(projectDir, name), join(staging, name), { recursive: true })
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['pack', '--ignore-scripts', '--offline', '--pack-destination', work], {
    cwd: staging,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(work, tarball), '-C', installed, '--strip-components=1'])
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }))
  // npm would link the command so.
  mkdirSync(join(consumer, 'node_modules', '.bin'))
  symlinkSync(join(installed, manifest.bin.rocketscope), join(consumer, 'node_modules', '.bin', 'rocketscope'))
}, 120_000)
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

test('the examples have types, also for a compiler that follows Node’s own rules', () => {
  for (const [index, [, language, code]] of examples().entries()) {
    if (language === 'js') writeFileSync(join(consumer, `example${index}.js`), code)
  }
  writeFileSync(
    join(consumer, 'wrong.ts'),
    "import { simulate } from 'rocketscope/engine'\n// @ts-expect-error: a run has an input\nsimulate(1, 1000)\n",
  )
  const files = readdirSync(consumer).filter((name) => /\.[tj]s$/.test(name))
  expect(files.length).toBeGreaterThan(4)
  const tsc = resolve(projectDir, 'node_modules/typescript', 'bin/tsc')
  const options = [
    '--noEmit',
    '--strict',
    '--allowJs',
    '--checkJs',
    '--module',
    'nodenext',
    '--target',
    'ES2023',
    '--lib',
    'ES2023,DOM',
    '--types',
    '',
  ]
  const { status, stdout } = node(tsc, [...options, ...files])
  expect(stdout).toBe('')
  expect(status).toBe(0)
})

describe('the package', () => {
  test('brings the built files, its papers, and nothing of the page', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files).toContain('LICENSE')
    expect(files).toContain(join('docs', 'engine-api.md'))
    for (const { types, default: file } of [manifest.exports['./engine'], manifest.exports['./figures']]) {
      expect(files).toContain(join(types))
      expect(files).toContain(join(file))
    }
    expect(files.filter((name) => name.startsWith('src'))).toEqual([])
  })

  test('needs nothing else to be installed', () => {
    for (const name of ['engine.js', 'figures.js', 'command.js']) {
      const code = readFileSync(join(installed, 'dist-engine', name), 'utf8')
      for (const [, from] of code.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)"/gm)) {
        expect(from.startsWith('.') || isBuiltin(from), from).toBe(true)
      }
    }
  })

  test('has a command that says what it does not know', () => {
    const command = join(consumer, 'node_modules', '.bin', 'rocketscope')
    expect(node(command, ['--help'])).toMatchObject({ status: 0 })
    expect(node(command, ['simlate'])).toMatchObject({ status: 2, stderr: expect.stringContaining('simlate') })
    expect(node(command, ['simulate', '--help']).stdout).toContain('rocketscope simulate <preset')
    expect(node(command, ['sweep', '--help']).stdout).toContain('rocketscope sweep <preset')
    expect(node(command, ['simulate', 'article', '--until', '1000']).stdout).toContain('preset article')
  })
})
