// Every regular expression that may meet a text from outside is linear, proved from its own steps (work/linear.mts): all of
// them in src, in the script for host pages and in the commands. One that is only put together while the program runs
// cannot be proved, so there is none.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { slowOn } from './work/linear.mts'
import { countSteps } from './work/match.mts'
import { compile } from './work/program.mts'

const root = fileURLToPath(new URL('..', import.meta.url))
const isTest = (file) => /\.(test|testData)\.tsx?$/.test(file)
const files = [
  ...readdirSync(`${root}/src`, { recursive: true })
    .filter((file) => /\.tsx?$/.test(file) && !isTest(file))
    .map((file) => `src/${file.replaceAll('\\', '/')}`),
  'public/embed.js',
  ...['commandInput', 'simulateCommand', 'sweepCommand', 'traceFormat', 'summaryText'].map(
    (name) => `scripts/${name}.mts`,
  ),
].sort()

function* nodesBelow(value) {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesBelow(item)
  } else if (value !== null && typeof value === 'object') {
    if (typeof value.type === 'string') yield value
    for (const key in value) yield* nodesBelow(value[key])
  }
}

/** Methods of a text that make a regular expression of what they are given. */
const MAKE_ONE = ['match', 'matchAll', 'search']

/** The patterns of a file, and what makes one that is not written down. */
function patternsIn(text, name) {
  const { program, errors } = parseSync(name, text)
  expect(errors, name).toEqual([])
  const patterns = []
  const made = []
  for (const node of nodesBelow(program)) {
    if (node.type === 'Literal' && node.regex) patterns.push(node.regex)
    const isCall = node.type === 'NewExpression' || node.type === 'CallExpression'
    if (isCall && node.callee.type === 'Identifier' && node.callee.name === 'RegExp') made.push('RegExp(…)')
    const method = isCall && node.callee.type === 'MemberExpression' ? node.callee.property.name : ''
    const [given] = isCall ? node.arguments : []
    const isText = typeof given?.value === 'string' || ['TemplateLiteral', 'BinaryExpression'].includes(given?.type)
    if (MAKE_ONE.includes(method) && isText) made.push(`.${method}(…)`)
  }
  return { patterns, made }
}

const proved = (source, flags = '') => slowOn(compile(source, flags))

test.each(files)('%s', { timeout: 60_000 }, (file) => {
  const { patterns, made } = patternsIn(readFileSync(`${root}/${file}`, 'utf8'), file)
  expect(made).toEqual([])
  const slow = patterns.flatMap(({ pattern, flags }) => {
    const letters = proved(pattern, flags)
    return letters === null ? [] : [`/${pattern}/${flags} reads ${JSON.stringify(letters)} again and again`]
  })
  expect(slow).toEqual([])
})

describe('the proof', () => {
  test('all readers are looked at', () => {
    expect(files.length).toBeGreaterThan(200)
    for (const file of ['src/io/inputSchema.ts', 'src/io/importCluster/gather.ts', 'public/embed.js']) {
      expect(files).toContain(file)
    }
  })

  test.each([
    ['a loop in a loop', '^(a+)+$'],
    ['two ways that take the same', '^(?:a|a)*$'],
    ['a loop of nothing but a loop', '(a*)*b'],
    ['two loops behind one another', '^(.*?)\\s*@\\s*(\\S+)\\s*$', 's'],
    ['a word anywhere in a word', '^\\w*trace\\w*$'],
    ['a beginning that is looked for in what was read', '\\s+$'],
    ['the same with a bracket', '[^\\]]*\\]'],
    ['the rest of a line', ':.*$'],
    ['what is looked at beyond a match', 'a(.*c)?', 'g'],
    ['looking ahead from everywhere', '(?=.*x)a'],
    ['an edge that does not help', '\\b(a-)*b'],
  ])('finds %s', (_, source, flags) => {
    expect(proved(source, flags)).not.toBeNull()
  })

  test.each([
    ['a loop at the end', 'a+'],
    ['loops that take different letters', '^\\s*\\S+\\s+\\d*$'],
    ['a word that begins at its edge', '\\bset([A-Z]\\w*)\\s*\\(', 'g'],
    ['brackets without brackets in them', '<([\\w.-]{1,80})>([^<>]*)</', 'g'],
    ['letters of a choice', '^(?:a|ab|c)*$'],
    ['something counted', '^[\\w.-]{0,200}\\s*='],
  ])('lets %s pass', (_, source, flags) => {
    expect(proved(source, flags)).toBeNull()
  })

  test('a pattern that refers to a group is not let pass', () => {
    expect(() => proved('^(["\'])(.*)\\1$')).toThrow('a reference to a group')
  })
})

describe('counted steps', () => {
  const TEXTS = ['', 'a', 'aaab', ' x@ 5 ', 'set( setA(setB(', '<a>b</a>', 'n0/1', '😀a\ud800', 'a\nb', '12.5 ms', 'İK']

  test('the counted engine finds what the browser finds, with every pattern there is', () => {
    let compared = 0
    for (const file of files) {
      for (const { pattern, flags } of patternsIn(readFileSync(`${root}/${file}`, 'utf8'), file).patterns) {
        const native = new RegExp(pattern, flags.replace(/[gy]/g, ''))
        const counted = compile(pattern, flags)
        for (const text of TEXTS) {
          const found = native.exec(text)
          const ours = countSteps(counted, text, 0, false)?.found ?? null
          const expected = found && { index: found.index, end: found.index + found[0].length }
          expect(ours, `/${pattern}/${flags} in ${JSON.stringify(text)}`).toEqual(expected)
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(1000)
  })

  test('a slow pattern takes four times the steps for twice the text', () => {
    const steps = (length) => countSteps(compile('\\s+$', ''), `${' '.repeat(length)}x`, 0, false)?.steps ?? 0
    expect(steps(400) / steps(200)).toBeGreaterThan(3.8)
    expect(countSteps(compile('\\s+$', ''), `${' '.repeat(400)}x`, 0, false, 1000)).toBeNull()
  })
})
