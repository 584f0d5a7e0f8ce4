// What the audit makes of npm's answers, and which licences the page may carry.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judge } from './audit.mjs'

const answer = (counts, vulnerabilities = {}) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, ...counts } },
  })

describe('the audit', () => {
  test('passes without a weakness, and with one that is not serious, which it names', () => {
    expect(judge(answer({}))).toEqual({ outcome: 'passed', lines: ['no known weakness'] })
    const moderate = judge(answer({ moderate: 1 }, { thing: { severity: 'moderate', range: '<2' } }))
    expect(moderate).toEqual({ outcome: 'passed', lines: ['moderate: thing <2'] })
  })

  test.each(['high', 'critical'])('fails over one that is %s, by name', (severity) => {
    const { outcome, lines } = judge(answer({ [severity]: 1 }, { thing: { severity, range: '1.0.0 - 1.2.0' } }))
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
    const { outcome, lines } = judge(text)
    expect(outcome).toBe('skipped')
    expect(lines[0]).toContain(why)
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

  /** Every package that something in the page needs, with its place in the lockfile. */
  function production() {
    const found = new Map()
    const visit = (from, names) => {
      for (const name of names) {
        let at = from
        while (at !== '' && !packages[`${at}/node_modules/${name}`]) {
          at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
        }
        const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`
        if (found.has(place)) continue
        found.set(place, name)
        visit(place, Object.keys(packages[place].dependencies ?? {}))
      }
    }
    visit('', Object.keys(packages[''].dependencies))
    return [...found]
  }

  test('each is on the list, or an exception with a reason', () => {
    const all = production()
    expect(all.length).toBeGreaterThan(30)
    const others = all.filter(([place]) => !ALLOWED.includes(packages[place].license))
    for (const [place, name] of others)
      expect(`${name}: ${packages[place].license}`).toBe(`${name}: ${EXCEPTIONS[name]}`)
  })
})
