// Holds that a part which is loaded late asks for exactly the words it says: one section too few would throw when it opens,
// one too many would make it heavier than it is.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))
const files = readdirSync(src, { recursive: true })
  .map((path) => join(src, String(path)))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|testData|\.d\.ts$/.test(path))

const moduleAt = (from, specifier) => {
  const at = resolve(dirname(from), specifier)
  return [at, `${at}.ts`, `${at}.tsx`, join(at, 'index.ts')].find((path) => /\.tsx?$/.test(path) && existsSync(path))
}
const texts = (nodes) => nodes.filter(({ type }) => type === 'Literal').map(({ value }) => value)

/** What a file imports at once, the late sections it says, and the parts it loads late with the sections it asks for. */
function read(path) {
  const { program } = parseSync(path, readFileSync(path, 'utf8'))
  const found = { imports: [], says: [], parts: [] }
  new Visitor({
    ImportDeclaration({ source, importKind }) {
      if (importKind !== 'type' && source.value.startsWith('.')) found.imports.push(moduleAt(path, source.value))
    },
    CallExpression({ callee, arguments: given }) {
      if (callee.name === 'useMessages') found.says.push(...texts(given))
      if (callee.name === 'messagesOf') found.says.push(...texts(given.slice(1)))
      if (callee.name === 'lateText') found.says.push(...texts(given[0].elements))
      if (callee.name !== 'lazyPart') return
      const loaded = []
      new Visitor({ ImportExpression: ({ source }) => void loaded.push(moduleAt(path, source.value)) }).visit({
        ...program,
        body: [{ type: 'ExpressionStatement', expression: given[0] }],
      })
      found.parts.push({ loaded, asks: texts(given.slice(2)) })
    },
  }).visit(program)
  return found
}

const modules = new Map(files.map((path) => [path, read(path)]))

/** All that a module says, with what it imports at once. */
function saidBy(path, seen = new Set()) {
  if (!path || seen.has(path)) return []
  seen.add(path)
  const { imports, says } = modules.get(path) ?? { imports: [], says: [] }
  return [...says, ...imports.flatMap((one) => saidBy(one, seen))]
}

test('every late part asks for the words it says, and for no others', () => {
  const parts = [...modules.values()].flatMap((one) => one.parts).filter(({ loaded }) => loaded.length > 0)
  expect(parts.length).toBeGreaterThan(20)
  const named = (path) => relative(src, path).split(sep).join('/')
  const sorted = (sections) => [...new Set(sections)].sort()
  const asked = parts.map(({ loaded, asks }) => [loaded.map(named).join(), sorted(asks)])
  expect(asked).toEqual(
    parts.map(({ loaded }) => [loaded.map(named).join(), sorted(loaded.flatMap((path) => saidBy(path)))]),
  )
  // Where the calls are read at all, most sections are asked for.
  expect(sorted(asked.flatMap(([, asks]) => asks)).length).toBeGreaterThan(10)
})

test('what comes with the first load says no late section', () => {
  for (const root of ['main.tsx', 'ui/shell/later.ts', 'ui/stage/overlay.ts', 'ui/embed/startEmbed.tsx'])
    expect(saidBy(join(src, root)), root).toEqual([])
})
