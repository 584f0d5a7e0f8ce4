// How `npm test` counts. A runner that miscounts hides failures, so the awkward endings are all here.
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chooseSteps, countPlaywright, countVitest, lastLine, RELEASE_TESTS, settle } from './test.mjs'

const none = { passed: 0, failed: 0, skipped: 0 }

test('a step without a report is one check', () => {
  expect(settle({ status: 0, counts: null })).toEqual({ ...none, passed: 1 })
  expect(settle({ status: 2, counts: null })).toEqual({ ...none, failed: 1 })
})

test('a step that crashed, hung or could not start is a failure', () => {
  expect(settle({ status: null, counts: null })).toEqual({ ...none, failed: 1 })
  expect(settle({ status: null, counts: none })).toEqual({ ...none, failed: 1 })
})

test('a step that executed no test is a failure, also when it ended well or skipped everything', () => {
  expect(settle({ status: 0, counts: none })).toEqual({ ...none, failed: 1 })
  expect(settle({ status: 0, counts: { ...none, skipped: 3 } })).toEqual({ ...none, failed: 1, skipped: 3 })
})

test('a step that may be skipped and says so is no failure; one that says nothing, or ends badly, is', () => {
  const skipped = { ...none, skipped: 1 }
  expect(settle({ status: 0, counts: skipped, maySkip: true })).toEqual(skipped)
  expect(settle({ status: 0, counts: none, maySkip: true })).toEqual({ ...none, failed: 1 })
  expect(settle({ status: 1, counts: skipped, maySkip: true })).toEqual({ ...skipped, failed: 1 })
})

test('a bad end that no failed test explains adds a failure; one that is explained does not', () => {
  expect(settle({ status: 1, counts: { ...none, passed: 5 } })).toEqual({ ...none, passed: 5, failed: 1 })
  expect(settle({ status: 1, counts: { ...none, passed: 5, failed: 2 } })).toEqual({ ...none, passed: 5, failed: 2 })
})

test('a unit test file that could not be loaded counts as one failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 })
})

test('an unstable end-to-end test and an error outside of any test count as failures', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no server' }] }
  expect(countPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 2 })
})

test('the last line names skipped tests only when there are some', () => {
  expect(lastLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed')
  expect(lastLine({ passed: 7, failed: 1, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped')
})

test('what is checked before a release is run only when asked for; chosen steps keep their order and bring along what they need', () => {
  const steps = [
    { name: 'unit', command: [] },
    { name: 'build', command: [] },
    { name: 'e2e', command: [], needs: 'build' },
    { name: 'single', command: [], needs: 'build', set: 'release' },
    { name: 'examples', command: [], needs: 'single', set: 'release' },
  ]
  const names = (only, set) => chooseSteps(steps, only, set).map((step) => step.name)
  expect(names(undefined)).toEqual(['unit', 'build', 'e2e'])
  expect(names(undefined, 'release')).toEqual(['build', 'single', 'examples'])
  expect(names(undefined, 'all')).toEqual(['unit', 'build', 'e2e', 'single', 'examples'])
  expect(names('e2e, unit')).toEqual(['unit', 'build', 'e2e'])
  expect(names('unit')).toEqual(['unit'])
  expect(names('examples')).toEqual(['build', 'single', 'examples'])
  expect(() => names('units')).toThrow('"units"')
  expect(() => names(undefined, 'everything')).toThrow('"everything"')
})

test('every unit test that is kept for releases is there', () => {
  for (const path of RELEASE_TESTS) expect(existsSync(path), path).toBe(true)
})
