// Holds where styles may be written: sheets only where utilities cannot say it, one dialog, colours in one place, and no
// class that nothing draws and nothing looks for.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'tailwindcss'
import { Visitor } from 'vite'
import { expect, test } from 'vitest'
import { loadedWith, programOf } from './modules.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** Beginnings of the paths below src that may hold a sheet; the first is the theme. */
const SHEETS = ['app.css', 'theme.css', 'ui/kit/', 'ui/shell/later.css', 'ui/stage/', 'ui/timeline/']
const MAX_LINES = 700

const files = (dir, name) =>
  readdirSync(join(root, dir), { recursive: true })
    .map((path) => join(dir, String(path)).split(sep).join('/'))
    .filter((path) => name.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')])

const sheets = files('src', /\.css$/)
const isTest = /\.test\.|testData/
const sources = files('src', /\.tsx?$/).filter(([path]) => !isTest.test(path))
const readers = [
  ...sources,
  ...files('src', /\.test\.tsx?$/),
  ...files('e2e', /\.ts$/),
  ...files('scripts', /\.m[jt]s$/),
]

test('sheets lie where they may, and are short', () => {
  const misplaced = sheets
    .map(([path]) => path.slice('src/'.length))
    .filter((path) => !SHEETS.some((at) => path.startsWith(at)))
  expect(misplaced).toEqual([])
  expect(sheets.reduce((sum, [, text]) => sum + text.split('\n').length - 1, 0)).toBeLessThanOrEqual(MAX_LINES)
})

test('only the kit draws a dialog or takes a part of Radix', () => {
  const own = sources.filter(([path]) => !path.startsWith('src/ui/kit/') && !path.startsWith('src/ui/stage/'))
  expect(own.filter(([, text]) => /<dialog\b|from '@radix-ui\//.test(text)).map(([path]) => path)).toEqual([])
})

test('colours are written in the theme only', () => {
  const colour = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?![\w-])/i
  const found = [
    ...sheets.filter(([path]) => !['src/app.css', 'src/theme.css'].includes(path)),
    ...sources.filter(([path]) => path.endsWith('.tsx')),
  ]
  expect(
    found.filter(([, text]) => colour.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))).map(([path]) => path),
  ).toEqual([])
})

/** The classes of a tag: those in plain text, and those in the texts of an expression. */
function classesOf(source) {
  const classes = new Set()
  for (const [, plain, expression] of source.matchAll(/className=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})/g)) {
    const texts =
      plain === undefined
        ? [...expression.replace(/[!=]== '[^']*'/g, '').matchAll(/(['"`])((?:(?!\1).)*)\1/g)].map((found) => found[2])
        : [plain]
    for (const text of texts)
      for (const name of text.replace(/\$\{[^}]*\}/g, ' ').split(/\s+/)) if (name) classes.add(name)
  }
  return classes
}

/** What Tailwind makes of these classes with one of the sheets. */
async function sheetOf(/** @type {string} */ name, classes) {
  const { build, sources } = await compile(readFileSync(join(root, 'src', name), 'utf8'), {
    base: join(root, 'src', dirname(name)),
    loadStylesheet: async (id, base) => {
      const path = id.startsWith('.')
        ? resolve(base, id)
        : require.resolve(id === 'tailwindcss' ? 'tailwindcss/index.css' : id)
      return { path, base: dirname(path), content: readFileSync(path, 'utf8') }
    },
  })
  return { css: build([...classes]), sources }
}

/** What Tailwind and the sheets draw of these classes. */
async function drawnOf(classes) {
  const css = [(await sheetOf('ui/shell/later.css', classes)).css, ...sheets.map(([, text]) => text)].join('\n')
  return new Set([...css.matchAll(/\.((?:\\.|[\w-]|[^ -~])+)/g)].map(([, name]) => name.replace(/\\(.)/g, '$1')))
}

/** All that stands in quotes in a module. */
function textsOf(path) {
  const found = []
  new Visitor({
    Literal: ({ value }) => void (typeof value === 'string' && found.push(value)),
    TemplateElement: ({ value }) => void found.push(value.cooked),
  }).visit(programOf(path))
  return found
}

/** "a.{b,c}" -> a.b, a.c */
const expanded = (pattern) => {
  const braces = /\{([^{}]*)\}/.exec(pattern)
  return braces ? braces[1].split(',').flatMap((one) => expanded(pattern.replace(braces[0], one))) : [pattern]
}

test('the first sheet has the utilities of every part that is drawn before the second comes, and of no other', async () => {
  const first = loadedWith(join(root, 'src/main.tsx'))
  const { sources } = await sheetOf('app.css', [])
  const listed = sources.flatMap(({ base, pattern }) => expanded(pattern).map((path) => resolve(base, path)))
  const named = listed.filter((path) => existsSync(path))
  expect(named.filter((path) => !first.includes(path))).toEqual([])
  // Any text of a module that draws may be a class, wherever it is put together.
  const wordsOf = (paths) => new Set(paths.flatMap(textsOf).flatMap((text) => text.split(/\s+/)))
  const drawn = async (paths) => new Set((await sheetOf('app.css', wordsOf(paths))).css.split('\n'))
  const [all, some] = [await drawn(first.filter((path) => path.includes(`${sep}ui${sep}`))), await drawn(named)]
  expect([...all].filter((line) => !some.has(line))).toEqual([])
  // Where the modules are read at all, they have many classes.
  expect(some.size - (await drawn([])).size).toBeGreaterThan(20)
})

test('every class is drawn by something or looked for by something', async () => {
  const used = new Map(sources.map(([path, text]) => [path, classesOf(text)]))
  const all = new Set([...used.values()].flatMap((names) => [...names]))
  const drawn = await drawnOf(all)
  const sought = new Set()
  for (const [, text] of readers) {
    for (const [, name] of text.matchAll(/getElementsByClassName\('([\w-]+)'\)/g)) sought.add(name)
    for (const [, , selector] of text.matchAll(/(['"`])((?:(?!\1)[^\n])*)\1/g))
      for (const [, name] of selector.matchAll(/\.([a-z][\w-]*)/g)) sought.add(name)
  }
  // Where the classes are read at all, there are hundreds.
  expect(all.size).toBeGreaterThan(100)
  const idle = [...used].flatMap(([path, names]) =>
    [...names].filter((name) => !drawn.has(name) && !sought.has(name)).map((name) => `${path}: ${name}`),
  )
  expect(idle).toEqual([])
})

test('slanted lines mean avoidance, on the stage, on the timeline and nowhere else', () => {
  const slanted = sources.filter(([, text]) =>
    /patternTransform="rotate|repeating-linear-gradient\((?!90deg)/.test(text),
  )
  expect(slanted.map(([path]) => path).sort()).toEqual(['src/ui/stage/StageDrawing.tsx', 'src/ui/timeline/Lanes.tsx'])
})
