// The lockfile installs everywhere: it holds the packages of every system, not only of the one it was written on,
// and names no registry. npm leaves out an optional package it could not find, and `npm ci` then refuses the file.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
const entries = Object.entries(packages)

/** Where Node would find `name` for the package at `path`: nearest folder first. */
function find(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (packages[place]) return place
    if (at === '') return null
  }
}

test('every package that another one needs is listed, also those for other systems', () => {
  const missing = []
  let looked = 0
  for (const [path, { dependencies, optionalDependencies }] of entries) {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      looked += 1
      if (find(path, name) === null) missing.push(`${path} needs ${name}`)
    }
  }
  expect(looked).toBeGreaterThan(100)
  expect(missing).toEqual([])
})

test('no entry points at a registry, and every package has a checksum', () => {
  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([])
  const bare = entries.filter(([path, entry]) => path !== '' && !entry.inBundle && !entry.integrity)
  expect(bare.map(([path]) => path)).toEqual([])
})
