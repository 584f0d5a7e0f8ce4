// The documents say what is so: every command is listed, every link leads somewhere, every printed example is real.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { clientRules, RELEASES } from '../src/rocketmq'
import { simulateCommand } from './simulateCommand.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))
const read = (path) => readFileSync(join(projectDir, path), 'utf8')

const GUIDES = ['docs/guide.md', 'docs/guide.zh-CN.md']
const NOT_OURS = new Set(['node_modules', '.git'])
/** Every page of the repository. */
const DOCUMENTS = readdirSync(projectDir, { withFileTypes: true })
  .flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return []
    if (!entry.isDirectory()) return [entry.name]
    return readdirSync(join(projectDir, entry.name), { recursive: true })
      .map((name) => `${entry.name}/${name}`)
      .filter((name) => !name.split('/').some((part) => NOT_OURS.has(part)))
  })
  .filter((name) => name.endsWith('.md'))
  .sort()

/** What stands in code is no link. */
const withoutCode = (text) => text.replace(/^(```+|~~~+)[\s\S]*?^\1/gm, '').replace(/(`+)[^`\n]+?\1/g, '')

/** Every place of a page that a link could name: its headings, as GitHub names them, and what has an id. */
function anchorsOf(text) {
  const seen = new Map()
  const headings = [...text.replace(/^(```+|~~~+)[\s\S]*?^\1/gm, '').matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(
    ([, title]) => {
      const name = title
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/<[^>]*>/g, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
        .replaceAll(' ', '-')
      const before = seen.get(name) ?? 0
      seen.set(name, before + 1)
      return before === 0 ? name : `${name}-${before}`
    },
  )
  return new Set([...headings, ...[...text.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, id]) => id)])
}

/** Links and pictures of a page, also those of HTML and of references. */
const linksOf = (text) =>
  [
    ...withoutCode(text).matchAll(
      /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|(?:src|srcset|href)="([^"]+)"|^\[[^\]]+\]:\s+(\S+)/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3])

/** What is wrong with a link on a page; null if it leads somewhere. */
function deadLink(from, link) {
  if (/^(?:[a-z]+:|\/\/)/i.test(link)) return null
  const [path, anchor] = link.split('#')
  const target = path === '' ? from : join(dirname(from), decodeURIComponent(path))
  if (!existsSync(join(projectDir, target))) return 'no such file'
  if (anchor === undefined || !target.endsWith('.md')) return null
  return anchorsOf(read(target)).has(decodeURIComponent(anchor)) ? null : 'no such heading'
}

test('CONTRIBUTING.md lists every npm script', () => {
  const text = read('CONTRIBUTING.md')
  const { scripts } = JSON.parse(read('package.json'))
  for (const name of Object.keys(scripts)) {
    const command = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`
    expect(text).toContain(`\`${command}\``)
  }
})

test.each(DOCUMENTS)('every link in %s leads to a file, and to a heading in it', (path) => {
  const dead = linksOf(read(path)).flatMap((link) => {
    const why = deadLink(path, link)
    return why === null ? [] : [`${link}: ${why}`]
  })
  expect(dead).toEqual([])
})

test('every page that the package brings has links only to what the package brings', () => {
  const { files } = JSON.parse(read('package.json'))
  // npm adds these three by itself.
  const brought = ['README.md', 'LICENSE', 'package.json', ...files]
  const brings = (path) => brought.some((one) => path === one || path.startsWith(`${one}/`))
  const pages = DOCUMENTS.filter(brings)
  expect(pages.length).toBeGreaterThan(30)
  const missing = pages.flatMap((page) =>
    linksOf(read(page))
      .filter((link) => !/^(?:[a-z]+:|\/\/|#)/i.test(link))
      .map((link) => join(dirname(page), decodeURIComponent(link.split('#')[0])))
      .filter((target) => !brings(target))
      .map((target) => `${page}: ${target}`),
  )
  expect(missing).toEqual([])
})

test('a link that leads nowhere is noticed, and what only looks like one is not', () => {
  expect(linksOf('[a](x.md#b) <img src="y.png"> `[c](d)`\n\n[r]: z.md\n\n```\n[e](f)\n```\n')).toEqual([
    'x.md#b',
    'y.png',
    'z.md',
  ])
  expect(deadLink('README.md', 'docs/nothing.md')).toBe('no such file')
  expect(deadLink('docs/embed.md', '#no-such-heading')).toBe('no such heading')
  expect(deadLink('README.md', 'docs/embed.md#as-a-script')).toBeNull()
  expect(deadLink('docs/embed.md', 'https://example.org/x')).toBeNull()
  expect(DOCUMENTS.length).toBeGreaterThan(30)
})

test.each([
  ['docs/guide.md', []],
  ['docs/trace.md', []],
  ['docs/guide.zh-CN.md', ['--lang', 'zh']],
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
  const paths = readdirSync(join(projectDir, 'src', 'rocketmq'), { recursive: true, encoding: 'utf8' })
  const sources = new Set(paths.map((path) => path.split(/[\\/]/).at(-1)))
  for (const [, file] of rules.matchAll(/`(\w+\.ts)`/g)) {
    expect(sources.has(file), file).toBe(true)
  }
})

test.each(GUIDES)('%s says which releases there are', (name) => {
  expect(read(name)).toMatch(new RegExp(`${RELEASES[0]} (?:to|到) ${RELEASES.at(-1)}\\b`))
})

test('the rules name every release that changes one, or the last that did not', () => {
  const rules = read('docs/engine-rules.md')
  const isSaid = (release) => new RegExp(`(?<![\\d.])${release.replaceAll('.', '\\.')}(?![.\\d]*\\d)`).test(rules)
  const behaviour = ({ release: _, ...rest }) => JSON.stringify(rest)
  const changes = RELEASES.filter(
    (release, at) => at > 0 && behaviour(clientRules(release)) !== behaviour(clientRules(RELEASES[at - 1])),
  )
  const names = (release) => [release, release.replace(/\.\d+$/, ''), RELEASES[RELEASES.indexOf(release) - 1]]
  expect(changes.filter((release) => !names(release).some(isSaid))).toEqual([])
})
