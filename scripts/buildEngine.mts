// `npm run build:engine`: builds what the package gives to Node: the engine, the figures of a run, and the command, with
// types. `-- --outDir <folder>` builds somewhere else.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const projectDir = fileURLToPath(new URL('..', import.meta.url))

/** What can be imported, and the file behind it. */
const ENTRIES = {
  engine: 'src/engine/index.ts',
  figures: 'src/explain/verdict.ts',
  command: 'scripts/command.mts',
}

async function buildScripts(outDir: string): Promise<void> {
  await build({
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
}

/** The compiler writes types that it names itself in the other quotation marks. */
const RELATIVE_IMPORT = /((?:from|import\()\s*)['"](\.[^'"]*)['"]/g

/** Declarations, file by file. Node wants the ending of each file that is imported, which the sources leave out. */
function buildTypes(outDir: string): void {
  const types = join(outDir, 'types')
  const packageDir = join(projectDir, 'node_modules', 'typescript')
  const { bin } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { bin: { tsc: string } }
  const options = ['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--rootDir', join(projectDir, 'src')]
  const like = ['--strict', '--target', 'ES2023', '--module', 'ESNext', '--moduleResolution', 'bundler']
  const files = [ENTRIES.engine, ENTRIES.figures].map((file) => join(projectDir, file))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(packageDir, bin.tsc), ...options, ...like, '--outDir', types, ...files],
    { cwd: projectDir, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The types could not be made:\n${stdout}${stderr}`)
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue
    const path = join(types, name)
    const text = readFileSync(path, 'utf8').replaceAll(RELATIVE_IMPORT, (_, before, from) => {
      const isFolder = readdirSync(dirname(resolve(dirname(path), from)), { withFileTypes: true }).some(
        (entry) => entry.isDirectory() && entry.name === from.split('/').at(-1),
      )
      return `${before}'${from}${isFolder ? '/index' : ''}.js'`
    })
    writeFileSync(path, text)
  }
}

/** @throws Error if either part cannot be built */
export async function buildEngine(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true })
  await buildScripts(outDir)
  buildTypes(outDir)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { outDir: { type: 'string' } } })
  await buildEngine(resolve(values.outDir ?? join(projectDir, 'dist-engine')))
}
