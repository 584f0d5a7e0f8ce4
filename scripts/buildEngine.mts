// `npm run build:engine`: builds what the package gives to Node: the engine, the figures of a run, the gate for
// inputs and the command, with types and the JSON Schemas of files. `-- --outDir <folder>` builds somewhere else.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { schemaFiles } from './site/schemas.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))

/** What can be imported, and the file behind it. */
const ENTRIES = {
  engine: 'src/package/engine.ts',
  figures: 'src/package/figures.ts',
  input: 'src/package/input.ts',
  command: 'scripts/command.mts',
}

/** @returns the files that went into it */
export async function buildScripts(outDir: string): Promise<string[]> {
  const built = await build({
    root: projectDir,
    configFile: false,
    logLevel: 'error',
    // The command brings its libraries along: nothing else has to be installed for it.
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(projectDir, file)])),
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'parts/[name]-[hash].js',
          banner: (chunk) => (chunk.name === 'command' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
  return outputs.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
}

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i

/** The licences of the libraries that were built in: each asks for that. */
function writeLicenses(outDir: string, modules: readonly string[]): void {
  const folders = modules.flatMap((path) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0] ?? [])
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const files = readdirSync(folder).filter((file) => LICENSE_FILE.test(file))
    if (files.length === 0) throw new Error(`${name} brings no text of its licence`)
    const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  const intro = 'dist-engine contains code of these libraries.\n'
  writeFileSync(join(outDir, 'LICENSES.txt'), [intro, ...texts].join(`\n${'-'.repeat(80)}\n\n`))
}

/** A module that is imported only for what it does has no types to give; what is imported has them without it. */
const BARE_IMPORT = /^import ['"][^'"]+['"];?\n/gm

/** The compiler writes types that it names itself in the other quotation marks. */
const RELATIVE_IMPORT = /((?:from|import\()\s*)['"](\.[^'"]*)['"]/g

/** Declarations, file by file. Node wants the ending of each file that is imported, which the sources leave out. */
function buildTypes(outDir: string): void {
  const types = join(outDir, 'types')
  const packageDir = join(projectDir, 'node_modules', 'typescript')
  const { bin } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { bin: { tsc: string } }
  const options = ['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--rootDir', join(projectDir, 'src')]
  const like = ['--strict', '--target', 'ES2023', '--module', 'ESNext', '--moduleResolution', 'bundler']
  const { command: _, ...importable } = ENTRIES
  const files = Object.values(importable).map((file) => join(projectDir, file))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(packageDir, bin.tsc), ...options, ...like, '--outDir', types, ...files],
    { cwd: projectDir, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The types could not be made:\n${stdout}${stderr}`)
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue
    const path = join(types, name)
    const text = readFileSync(path, 'utf8')
      .replaceAll(BARE_IMPORT, '')
      .replaceAll(RELATIVE_IMPORT, (_, before, from) => {
        const isFolder = readdirSync(dirname(resolve(dirname(path), from)), { withFileTypes: true }).some(
          (entry) => entry.isDirectory() && entry.name === from.split('/').at(-1),
        )
        return `${before}'${from}${isFolder ? '/index' : ''}.js'`
      })
    writeFileSync(path, text)
  }
  keepReachable(types, Object.values(importable))
}

/** Declarations of what cannot be imported would only ask for the types of the page's libraries. */
function keepReachable(types: string, entries: readonly string[]): void {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const [, from] of readFileSync(path, 'utf8').matchAll(/(?:\bfrom\s+|import\()'([^']+)'/g)) {
      if (!from?.startsWith('.')) throw new Error(`The types of the package need ${from}: ${path}`)
      visit(resolve(dirname(path), from.replace(/\.js$/, '.d.ts')))
    }
  }
  for (const entry of entries) visit(join(types, entry.replace(/^src\/(.*)\.ts$/, '$1.d.ts')))
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    const path = join(types, name)
    if (name.endsWith('.d.ts') && !reached.has(path)) rmSync(path)
  }
  for (const folder of readdirSync(types))
    if (readdirSync(join(types, folder)).length === 0) rmdirSync(join(types, folder))
}

/** @throws Error if either part cannot be built */
export async function buildEngine(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true })
  writeLicenses(outDir, await buildScripts(outDir))
  buildTypes(outDir)
  for (const [name, text] of Object.entries(await schemaFiles())) writeFileSync(join(outDir, name), text)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { outDir: { type: 'string' } } })
  await buildEngine(resolve(values.outDir ?? join(projectDir, 'dist-engine')))
}
