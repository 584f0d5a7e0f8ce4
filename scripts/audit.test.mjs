// What the audit makes of npm's answers, and which licences the page may carry.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { importedPackages, judge, pageLibraries, placesOf } from './audit.mjs'

const PLACES = new Set(['node_modules/thing'])

const answer = (counts, vulnerabilities = {}) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, ...counts } },
  })

describe('the audit', () => {
  test('passes without a weakness, and with one that is not serious, which it names', () => {
    expect(judge(answer({}), PLACES)).toEqual({ outcome: 'passed', lines: ['no known weakness'] })
    const moderate = judge(answer({ moderate: 1 }, { thing: { severity: 'moderate', range: '<2' } }), PLACES)
    expect(moderate).toEqual({ outcome: 'passed', lines: ['moderate: thing <2'] })
  })

  test.each(['high', 'critical'])('fails over one that is %s, by name', (severity) => {
    const { outcome, lines } = judge(answer({ [severity]: 1 }, { thing: { severity, range: '1.0.0 - 1.2.0' } }), PLACES)
    expect(outcome).toBe('failed')
    expect(lines).toEqual([`${severity}: thing 1.0.0 - 1.2.0`])
  })

  test.each([
    ['', 'no answer'],
    ['<html>', 'no answer'],
    ['null', 'did not answer'],
    ['{"message":"405 Method Not Allowed","statusCode":405}', '405 Method Not Allowed'],
    ['{"error":{"code":"ENOTFOUND","summary":"request failed"}}', 'request failed'],
  ])('is skipped, not passed, where %j comes back', (text, why) => {
    const { outcome, lines } = judge(text, PLACES)
    expect(outcome).toBe('skipped')
    expect(lines[0]).toContain(why)
  })
})

describe('what counts', () => {
  test('is what lies where the page takes it from, and not what only builds and tests it', () => {
    const found = (nodes) => answer({ high: 1 }, { thing: { severity: 'high', range: '*', nodes } })
    expect(judge(found(['node_modules/thing']), PLACES).outcome).toBe('failed')
    expect(judge(found(['node_modules/vite/node_modules/thing']), PLACES).outcome).toBe('passed')
    expect(judge(found([]), PLACES).outcome).toBe('failed')
  })

  test('is found by the imports of the sources, each of them a package that package.json names', () => {
    const names = importedPackages(fileURLToPath(new URL('../src', import.meta.url)))
    expect(names).toEqual(expect.arrayContaining(['react', 'react-dom', 'zustand', 'valibot', 'fflate', 'yaml']))
    expect(names).toEqual(expect.arrayContaining(['mediabunny', '@radix-ui/react-popover', 'd3-scale', 'gifenc']))
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    )
    expect(dependencies).toBeUndefined()
    for (const name of names) expect(devDependencies).toHaveProperty([name])
  })

  test('is all that those need, from the nearest folder', () => {
    const packages = {
      'node_modules/a': { dependencies: { b: '1' } },
      'node_modules/b': {},
      'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/c': {},
    }
    expect([...placesOf(packages, ['a']).keys()]).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ])
  })
})

describe('licences of what the page is made of', () => {
  /** Those that ask for nothing but to be named. */
  const ALLOWED = [
    'MIT',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'CC0-1.0',
    'Unlicense',
    'BlueOak-1.0.0',
  ]
  /** Others, one by one, each with what makes it possible. */
  const EXCEPTIONS = {
    // Binds its own files only, and they are used as they are.
    mediabunny: 'MPL-2.0',
  }
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))

  test('each is on the list, or an exception with a reason', () => {
    const all = [...pageLibraries()]
    expect(all.length).toBeGreaterThan(30)
    const others = all.filter(([place]) => !ALLOWED.includes(packages[place].license))
    for (const [place, name] of others)
      expect(`${name}: ${packages[place].license}`).toBe(`${name}: ${EXCEPTIONS[name]}`)
  })
})
