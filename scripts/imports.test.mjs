// Holds the table of allowed arrows between the folders of src, and what the engine may not touch.
// It reads the syntax tree, so a comment or a text that merely mentions something offends nobody.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { nodesBelow } from './syntaxTree.mjs'

const srcDir = fileURLToPath(new URL('../src', import.meta.url))

/**
 * Per folder of src: the folders it may import, those of which it may import types only, and the packages.
 * Every folder may import itself. '*' is every folder. A package ending in '*' stands for all that begin so.
 */
const ARROWS = {
  // The kernel knows no RocketMQ.
  sim: { folders: [], types: [], packages: [] },
  rocketmq: { folders: ['sim'], types: [], packages: [] },
  projections: { folders: ['rocketmq'], types: [], packages: [] },
  stage: { folders: ['projections'], types: ['rocketmq'], packages: ['d3-*'] },
  i18n: { folders: ['projections'], types: ['rocketmq'], packages: [] },
  explain: { folders: ['rocketmq', 'projections', 'i18n'], types: [], packages: [] },
  chapters: { folders: ['rocketmq', 'projections', 'explain', 'i18n'], types: [], packages: [] },
  io: {
    folders: ['rocketmq', 'projections', 'explain', 'chapters', 'i18n'],
    types: [],
    packages: ['valibot', 'fflate', 'yaml'],
  },
  session: {
    folders: ['rocketmq', 'projections', 'explain', 'chapters', 'io', 'i18n'],
    types: [],
    packages: ['zustand', 'zustand/*', 'valibot'],
  },
  // What other programs get.
  package: { folders: ['sim', 'rocketmq', 'projections', 'io', 'i18n'], types: [], packages: [] },
  ui: {
    folders: ['*'],
    types: [],
    packages: [
      'react',
      'react/*',
      'react-dom',
      'react-dom/*',
      '@radix-ui/*',
      '@tanstack/react-virtual',
      'cmdk',
      'diff',
      'gifenc',
      'uqr',
      'mediabunny',
      'zustand',
      'zustand/*',
    ],
  },
  // The files directly in src: main.tsx puts everything together.
  '': { folders: ['*'], types: [], packages: ['*'] },
}

/** What the stage may take besides types: RocketMQ's names for things, and the readers of its log. Never what simulates. */
const READERS = [
  'MASTER_ID',
  'PERM_WRITE',
  'RESPONSE_CODE',
  'clientRules',
  'entryAt',
  'entryKind',
  'entryProducer',
  'entryTime',
  'fieldReader',
  'eachPacket',
  'eachServedRequest',
  'firstEntryAfter',
  'isAbandoned',
  'isStoredCode',
  'isServing',
  'isTopicQueue',
  'requestOf',
  'sendsOf',
  'requestsInFlight',
]

/**
 * Which other rooms of src/rocketmq a room may import; left out, none: a process sees another one's packets and nothing else of it. The
 * client is the library of whoever sends or fetches; DLedger and the Controller learn of a Broker on its host through `onBroker`.
 * What all share lies beside the rooms. What they may read of each other's state: processes.test.mjs.
 */
const ROOM_IMPORTS = { producer: ['client'], consumer: ['client'] }

/** Beside its room it loads what belongs to it elsewhere: by file. */
const LOADERS = { 'rocketmq/consumer/index.ts': 'broker' }

/** Test files run in Node and may use these besides; where only types may cross, a test may also run what it names. */
const TEST_PACKAGES = ['vitest', 'fast-check', 'node:*', '@testing-library/*']

/** What would make two runs of the same input differ, or differ between browsers in the last digit. */
const ENGINE_FORBIDDEN = {
  Math: ['random', 'log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'sin', 'cos', 'tan', 'pow'],
  Date: ['now'],
  performance: '*',
  crypto: '*',
}
const ENGINE_FORBIDDEN_NAMES = ['setTimeout', 'setInterval', 'queueMicrotask', 'requestAnimationFrame']

const matches = (patterns, name) =>
  patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))

/** Tests, and what only they use. */
const isTest = (file) => /\.(test|testData)\.tsx?$/.test(file)
const folderOf = (file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')

/** Every import and re-export of a file, with whether only types (and the names in readers) cross. */
function* importsOf(nodes, readers) {
  for (const node of nodes) {
    if (node.type === 'ImportDeclaration') {
      const { specifiers, importKind } = node
      const harmless = (specifier) => specifier.importKind === 'type' || readers.includes(specifier.imported?.name)
      const typesOnly = specifiers.length > 0 && specifiers.every(harmless)
      yield { from: node.source.value, typesOnly: importKind === 'type' || typesOnly }
    } else if (node.type === 'ExportNamedDeclaration' && node.source) {
      const typesOnly = node.specifiers.length > 0 && node.specifiers.every((one) => one.exportKind === 'type')
      yield { from: node.source.value, typesOnly: node.exportKind === 'type' || typesOnly }
    } else if (node.type === 'ExportAllDeclaration') {
      yield { from: node.source.value, typesOnly: node.exportKind === 'type' }
    } else if (node.type === 'ImportExpression') {
      // A computed address cannot be checked, so it is not allowed to pass as something known.
      yield { from: node.source.type === 'Literal' ? node.source.value : '(computed)', typesOnly: false }
    } else if (node.type === 'TSImportType') {
      yield { from: (node.source ?? node.argument.literal ?? node.argument).value, typesOnly: true }
    }
  }
}

/** What the engine may not use, found in one of its files. */
function* forbiddenIn(nodes) {
  for (const node of nodes) {
    if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
      const banned = Object.hasOwn(ENGINE_FORBIDDEN, node.object.name) ? ENGINE_FORBIDDEN[node.object.name] : []
      const member = node.computed ? (node.property.value ?? '(computed)') : node.property.name
      if (banned === '*' || banned.includes(member) || (banned.length > 0 && member === '(computed)')) {
        yield `${node.object.name}.${member}`
      }
      if (node.object.name === 'globalThis') yield `globalThis.${member}`
    } else if (node.type === 'NewExpression' && node.callee.name === 'Date') {
      yield 'new Date('
    } else if (node.type === 'VariableDeclarator' && Object.hasOwn(ENGINE_FORBIDDEN, node.init?.name ?? '')) {
      yield `${node.init.name} under another name`
    } else if (node.type === 'CallExpression' && ['Date', ...ENGINE_FORBIDDEN_NAMES].includes(node.callee.name)) {
      yield `${node.callee.name}(`
    }
  }
}

/** The room of a file of src/rocketmq, or null beside the rooms. */
const roomOf = (file) => /^rocketmq\/([^/]+)\//.exec(file)?.[1] ?? null

/** Imports of one room from another. */
function* roomOffences(file, nodes) {
  const room = roomOf(file)
  if (room === null) return
  for (const { from } of importsOf(nodes, [])) {
    const other = from.startsWith('.') ? roomOf(posix.join(posix.dirname(file), from)) : null
    if (other === null || other === room || other === 'state' || ROOM_IMPORTS[room]?.includes(other)) continue
    if (Object.hasOwn(LOADERS, file) && LOADERS[file] === other) continue
    yield `${file} imports ${from}, which is another room`
  }
}

/**
 * @param {string} file its path below src, with slashes
 * @param {string} code
 * @returns {string[]} one sentence for each offence
 */
function offencesIn(file, code) {
  const { program, errors } = parseSync(file, code)
  if (errors.length > 0) return [`${file} cannot be read: ${errors[0].message}`]
  const nodes = [...nodesBelow(program)]
  const folder = folderOf(file)
  const arrows = ARROWS[folder]
  if (arrows === undefined) return [`${file} is in a folder that the table of arrows does not know`]

  const offences = []
  for (const { from, typesOnly } of importsOf(nodes, folder === 'stage' ? READERS : [])) {
    if (from.startsWith('.')) {
      const target = posix.join(posix.dirname(file), from.replace(/\?.*$/, ''))
      if (target === '..' || target.startsWith('../')) {
        offences.push(`${file} imports ${from}, which is outside of src`)
        continue
      }
      const goal = Object.hasOwn(ARROWS, target) ? target : folderOf(target) // '../rocketmq' is the folder's door
      if (goal === folder || matches(arrows.folders, goal)) continue
      // A test may ask whoever reads the thing it tests; the simulated system is tested by itself.
      if (isTest(file) && goal !== 'ui' && folder !== 'sim' && folder !== 'rocketmq') continue
      if (!arrows.types.includes(goal)) offences.push(`${file} imports ${from}`)
      else if (!typesOnly && !isTest(file)) offences.push(`${file} imports more than types from ${from}`)
    } else if (!matches(isTest(file) ? [...arrows.packages, ...TEST_PACKAGES] : arrows.packages, from)) {
      offences.push(`${file} imports ${from}`)
    }
  }
  if (folder === 'rocketmq' && !isTest(file)) offences.push(...roomOffences(file, nodes))
  if ((folder === 'sim' || folder === 'rocketmq') && !isTest(file)) {
    for (const thing of forbiddenIn(nodes)) offences.push(`${file} uses ${thing}`)
  }
  return offences
}

const files = existsSync(srcDir)
  ? readdirSync(srcDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) =>
        posix.join(
          ...join(entry.parentPath, entry.name)
            .slice(srcDir.length + 1)
            .split(/[\\/]/),
        ),
      )
      .sort()
  : []

/** Folders in which no file may import itself by way of others, not even a type or later on. */
const WITHOUT_CYCLES = ['sim', 'rocketmq', 'projections', 'chapters', 'io', 'session']

/**
 * @param {Record<string, string[]>} imports by file: what it imports
 * @returns {string[]} one way round for each cycle that is found
 */
function cyclesIn(imports) {
  const cycles = []
  const done = new Set()
  const visit = (file, path) => {
    const at = path.indexOf(file)
    if (at >= 0) cycles.push([...path.slice(at), file].join(' -> '))
    if (at >= 0 || done.has(file)) return
    for (const next of imports[file] ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of Object.keys(imports)) visit(file, [])
  return cycles
}

/** The files of a folder that a file of it imports, in whatever way. */
function importedBy(file) {
  const { program } = parseSync(file, readFileSync(join(srcDir, file), 'utf8'))
  return [...importsOf([...nodesBelow(program)], [])]
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from }) => posix.join(posix.dirname(file), from.replace(/\?.*$/, '')))
    .flatMap((path) => [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].filter((name) => files.includes(name)))
}

describe('the source of the project', () => {
  test.each(WITHOUT_CYCLES)('no file of src/%s imports itself by way of others', (folder) => {
    const own = files.filter((file) => folderOf(file) === folder && !isTest(file))
    expect(own.length).toBeGreaterThan(0)
    const cycles = cyclesIn(Object.fromEntries(own.map((file) => [file, importedBy(file)])))
    expect(cycles, cycles.join('\n')).toEqual([])
  })

  test('there is something to look at in every folder', () => {
    expect(files.length).toBeGreaterThan(0)
    const folders = readdirSync(srcDir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    for (const { name } of folders) {
      expect(files.filter((file) => folderOf(file) === name).length, `files found in src/${name}`).toBeGreaterThan(0)
    }
  })

  test('imports go along the allowed arrows, and the engine touches no clock, chance or rounding', () => {
    const offences = files.flatMap((file) => offencesIn(file, readFileSync(join(srcDir, file), 'utf8')))
    expect(offences, offences.join('\n')).toEqual([])
  })
})

/** Where all languages may be imported at once: what is not loaded by a page. */
const ALL_LANGUAGES = /^(?:i18n\/(?:allMessages|languages)\.ts|package\/)|\.test(?:Data)?\.tsx?$/

describe('languages', () => {
  const imported = (text) => [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name)

  test('the page reaches a language through load.ts alone, and no language reaches another', () => {
    const offences = files.flatMap((file) => {
      const own = /^i18n\/(\w+)\//.exec(file)?.[1]
      if (ALL_LANGUAGES.test(file)) return []
      return imported(readFileSync(join(srcDir, file), 'utf8'))
        .filter((name) => name.startsWith('.'))
        .map((name) => posix.join(posix.dirname(file), name))
        .filter(
          (name) => name === 'i18n/allMessages' || (/^i18n\/\w+\//.test(name) && !name.startsWith(`i18n/${own}/`)),
        )
        .map((name) => `${file} imports ${name}`)
    })
    expect(offences, offences.join('\n')).toEqual([])
  })

  test('only a language, and data that holds all of them, knows which language it is', () => {
    const asked = files.filter(
      (file) => !ALL_LANGUAGES.test(file) && /language\s*[!=]==?\s*'/.test(readFileSync(join(srcDir, file), 'utf8')),
    )
    expect(asked).toEqual([])
  })
})

describe('the check itself', () => {
  test('finds a cycle, and none where two ways lead to the same file', () => {
    expect(cyclesIn({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([])
    expect(cyclesIn({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [] })).toEqual(['b -> c -> b'])
    expect(cyclesIn({ a: ['a'] })).toEqual(['a -> a'])
  })

  test.each([
    ['rocketmq/a.ts', "import type { Text } from '../i18n/messages'", '../i18n/messages'],
    ['rocketmq/a.ts', "import { scaleLinear } from 'd3-scale'", 'd3-scale'],
    ['rocketmq/a.ts', "export * from '../session/actions'", '../session/actions'],
    ['rocketmq/a.ts', "let a: import('../ui/App').App", '../ui/App'],
    ['rocketmq/a.ts', "const a = await import('../ui/App')", '../ui/App'],
    ['rocketmq/a.ts', 'const a = await import(name)', '(computed)'],
    ['rocketmq/a.test.ts', "import { App } from '../ui/App'", '../ui/App'],
    ['stage/a.ts', "import { simulate } from '../rocketmq'", 'more than types from ../rocketmq'],
    ['stage/a.ts', "import { simulate, type Run } from '../rocketmq'", 'more than types from ../rocketmq'],
    ['stage/a.ts', "import '../rocketmq/index'", 'more than types from ../rocketmq/index'],
    ['stage/a.ts', "import { MASTER_ID, simulate } from '../rocketmq'", 'more than types from ../rocketmq'],
    ['stage/a.ts', "import { create } from 'zustand'", 'zustand'],
    ['i18n/a.ts', "import { MASTER_ID } from '../rocketmq/state'", 'more than types'],
    ['projections/a.ts', "import type { Text } from '../i18n/messages'", '../i18n/messages'],
    ['projections/a.ts', "import { figures } from '../explain/difference'", '../explain/difference'],
    ['rocketmq/a.ts', "import { groupStatusOf } from '../projections/groupStatus'", '../projections/groupStatus'],
    ['chapters/a.ts', "import { kill } from '../session/actions'", '../session/actions'],
    ['session/a.ts', "import { useState } from 'react'", 'react'],
    ['session/a.ts', "import { box } from '../stage/boxes'", '../stage/boxes'],
    ['ui/stage/a.tsx', "import { scaleLinear } from 'd3-scale'", 'd3-scale'],
    ['ui/a.tsx', "import data from '../../package.json'", 'outside of src'],
    ['utils/a.ts', '', 'does not know'],
    ['rocketmq/broker/a.ts', "import { callFails } from '../producer/sendLoop'", '../producer/sendLoop'],
    ['rocketmq/client/a.ts', "import type { Call } from '../producer/sendLoop'", '../producer/sendLoop'],
    ['rocketmq/dledger/a.ts', "import { startBroker } from '../broker/broker'", '../broker/broker'],
    ['rocketmq/storage/a.ts', "import { startBroker } from '../broker/broker'", '../broker/broker'],
    ['rocketmq/a.ts', 'const = 1', 'cannot be read'],
    ['rocketmq/a.ts', 'const now = Date.now()', 'Date.now'],
    ['rocketmq/a.ts', "const now = Date['now']()", 'Date.now'],
    ['rocketmq/a.ts', 'const now = +new Date()', 'new Date('],
    ['rocketmq/a.ts', 'const now = performance.now()', 'performance.now'],
    ['rocketmq/a.ts', 'const chance = Math.random()', 'Math.random'],
    ['rocketmq/a.ts', 'const { random } = Math', 'Math under another name'],
    ['rocketmq/a.ts', 'const wait = -Math.log(u)', 'Math.log'],
    ['rocketmq/a.ts', 'const twice = Math.pow(2, x)', 'Math.pow'],
    ['rocketmq/a.ts', 'setTimeout(() => {}, 1)', 'setTimeout('],
    ['rocketmq/a.ts', 'globalThis.setTimeout(() => {}, 1)', 'globalThis.setTimeout'],
  ])('%s with "%s" is an offence', (file, code, named) => {
    const offences = offencesIn(file, code)
    expect(offences).toHaveLength(1)
    expect(offences[0]).toContain(file)
    expect(offences[0]).toContain(named)
  })

  test.each([
    ['rocketmq/a.ts', "import { next } from './random'; import type { Run } from './types'"],
    ['rocketmq/a.ts', "// Date.now() and new Date() are out\nconst text = 'Math.random()'; const low = Math.min(1, 2)"],
    ['rocketmq/a.test.ts', "import { test } from 'vitest'; import fc from 'fast-check'; setTimeout(() => {}, 1)"],
    ['rocketmq/producer/a.ts', "import { invoke } from '../client/a'; import { send } from '../network'"],
    ['rocketmq/broker/a.ts', "import type { BrokerNode } from '../state'; import { b } from './b'"],
    ['rocketmq/processes.ts', "import { broker } from './broker/broker'"],
    ['stage/a.ts', "import type { Run } from '../rocketmq'; import { type Run as R } from '../rocketmq/state'"],
    ['stage/a.ts', "import { scaleLinear } from 'd3-scale'"],
    ['stage/a.ts', "import { entryAt, MASTER_ID, type Run } from '../rocketmq'"],
    ['stage/a.test.ts', "import { simulate } from '../rocketmq'"],
    ['i18n/a.ts', "export type { Run } from '../rocketmq'"],
    ['i18n/a.ts', "import { SINCE } from '../projections/releaseFacts'"],
    ['stage/a.ts', "import { groupStatusOf } from '../projections/groupStatus'"],
    ['projections/a.ts', "import { createCursor } from '../rocketmq'"],
    ['chapters/a.ts', "import { MASTER_ID } from '../rocketmq'; import { localize } from '../i18n/localized'"],
    ['session/a.ts', "import { create } from 'zustand'; import { simulate } from '../rocketmq'"],
    [
      'ui/stage/a.tsx',
      "import { useState } from 'react'; import { kill } from '../../session/actions'; import './a.css'",
    ],
    ['main.tsx', "import { createRoot } from 'react-dom/client'; import './app.css'; import { App } from './ui/App'"],
  ])('%s with "%s" is fine', (file, code) => {
    expect(offencesIn(file, code)).toEqual([])
  })
})
