// Holds that a part which is loaded late asks for exactly the words it says: one section too few would throw when it opens,
// one too many would make it heavier than it is.
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Visitor } from 'vite'
import { expect, test } from 'vitest'
import { loadedWith, moduleAt, programOf, srcDir } from './modules.mjs'

const texts = (nodes) => nodes.filter(({ type }) => type === 'Literal').map(({ value }) => value)

/** The late sections that a module says, and the parts it loads late with the sections it asks for. */
function read(path) {
  const program = programOf(path)
  const found = { says: [], parts: [] }
  new Visitor({
    CallExpression({ callee, arguments: given }) {
      if (callee.name === 'useMessages') found.says.push(...texts(given))
      if (callee.name === 'messagesOf') found.says.push(...texts(given.slice(1)))
      if (callee.name === 'lateText') found.says.push(...texts(given[0].elements ?? []))
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

const modules = new Map(
  readdirSync(srcDir, { recursive: true })
    .map((path) => join(srcDir, String(path)))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|testData|\.d\.ts$/.test(path))
    .map((path) => [path, read(path)]),
)

/** All that is said by a module and what is loaded with it. */
const saidBy = (path) => loadedWith(path).flatMap((one) => modules.get(one)?.says ?? [])

test('every late part asks for the words it says, and for no others', () => {
  const parts = [...modules.values()].flatMap((one) => one.parts).filter(({ loaded }) => loaded.length > 0)
  expect(parts.length).toBeGreaterThan(20)
  const named = (path) => relative(srcDir, path).split(sep).join('/')
  const sorted = (sections) => [...new Set(sections)].sort()
  const asked = parts.map(({ loaded, asks }) => [loaded.map(named).join(), sorted(asks)])
  expect(asked).toEqual(parts.map(({ loaded }) => [loaded.map(named).join(), sorted(loaded.flatMap(saidBy))]))
  // Where the calls are read at all, most sections are asked for.
  expect(sorted(asked.flatMap(([, asks]) => asks)).length).toBeGreaterThan(10)
})

test('what comes with the first load says no late section', () => {
  for (const root of ['main.tsx', 'ui/shell/later.ts', 'ui/stage/overlay.ts'])
    expect(saidBy(join(srcDir, root)), root).toEqual([])
  // main.tsx loads these with the page in another page.
  expect(saidBy(join(srcDir, 'ui/embed/startEmbed.tsx'))).toEqual(['embedding', 'problems'])
})
