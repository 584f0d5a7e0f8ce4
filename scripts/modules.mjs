// Which modules of src import which: what a browser gets together with a module.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'vite'

export const srcDir = fileURLToPath(new URL('../src', import.meta.url))

/** @returns the path of a module of src; undefined for a sheet or a package */
export function moduleAt(/** @type {string} */ from, /** @type {string} */ specifier) {
  const at = resolve(dirname(from), specifier)
  return [at, `${at}.ts`, `${at}.tsx`, join(at, 'index.ts')].find((path) => /\.tsx?$/.test(path) && existsSync(path))
}

export const programOf = (/** @type {string} */ path) => parseSync(path, readFileSync(path, 'utf8')).program

/** @returns {string[]} the modules that are loaded with one, itself first: all it imports at once, and what those import */
export function loadedWith(/** @type {string} */ path, seen = new Set()) {
  if (seen.has(path)) return []
  seen.add(path)
  /** @type {string[]} */
  const found = []
  const take = (/** @type {any} */ { source, importKind, exportKind, specifiers }) => {
    if (!source || importKind === 'type' || exportKind === 'type') return
    if (
      specifiers.length > 0 &&
      specifiers.every((/** @type {any} */ one) => (one.importKind ?? one.exportKind) === 'type')
    )
      return
    const at = moduleAt(path, source.value)
    if (source.value.startsWith('.') && at) found.push(at)
  }
  new Visitor({
    ImportDeclaration: take,
    ExportNamedDeclaration: take,
    ExportAllDeclaration: (one) => take({ ...one, specifiers: [] }),
  }).visit(programOf(path))
  return [path, ...found.flatMap((one) => loadedWith(one, seen))]
}
