// The documents say what is so: every command is listed, every link leads somewhere, every printed example is real.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { simulateCommand } from './simulateCommand.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const read = (path) => readFileSync(join(projectDir, path), 'utf8')

const decisions = readdirSync(join(projectDir, 'docs', 'decisions')).map((name) => `docs/decisions/${name}`)
const READMES = ['README.md', 'README.zh-CN.md']
const DOCUMENTS = [
  ...READMES,
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/engine-rules.md',
  'docs/trace.md',
  'docs/link-format.md',
  'docs/lesson-format.md',
  'docs/engine-api.md',
  'docs/hosting.md',
  'docs/embed.md',
  'examples/README.md',
  ...decisions,
]

test.each(READMES)('%s lists every npm script', (path) => {
  const text = read(path)
  const { scripts } = JSON.parse(read('package.json'))
  for (const name of Object.keys(scripts)) {
    const command = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`
    expect(text).toContain(`\`${command}\``)
  }
})

test.each(DOCUMENTS)('every link in %s leads to a file', (path) => {
  const links = [...read(path).matchAll(/\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2],
  )
  for (const link of links) {
    if (/^https?:/.test(link)) continue
    expect(existsSync(join(projectDir, dirname(path), link)), link).toBe(true)
  }
})

test.each([
  ['README.md', []],
  ['docs/trace.md', []],
  ['README.zh-CN.md', ['--lang', 'zh']],
])('the trace printed in %s is what the command prints', (path, options) => {
  let out = ''
  const collect = (text) => {
    out += text
  }
  simulateCommand(['article', '--do', 'kill broker-a master @9600', ...options], { out: collect, error: collect })
  const printed = new Set(out.split('\n'))
  const lines = read(path)
    .split('\n')
    .filter((line) => /^ {4}\d+ {2}\S/.test(line))
  expect(lines.length).toBeGreaterThan(4)
  for (const line of lines) expect(printed).toContain(line)
})

test('decisions are numbered without a gap and headed by their number', () => {
  const names = readdirSync(join(projectDir, 'docs', 'decisions')).sort()
  for (const [index, name] of names.entries()) {
    expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`))
    expect(read(`docs/decisions/${name}`)).toMatch(new RegExp(`^# ${index + 1}\\. `))
  }
})

test('the rules name every engine file that follows RocketMQ, and each number once', () => {
  const rules = read('docs/engine-rules.md')
  const numbers = [...rules.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1])
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const [, file] of rules.matchAll(/`(\w+\.ts)`/g)) {
    expect(existsSync(join(projectDir, 'src', 'engine', file)) || file === 'clientVersion.ts', file).toBe(true)
  }
})
