// Every line of every release's code is executed by some real run, and what is lit is what the trace says.

import { describe, expect, test } from 'vitest'
import { clientRules, RELEASES } from '../rocketmq'
import type { AttemptExplanation } from './attempt'
import { executedLines } from './executedLines'
import { codeOf } from './pseudocode'
import { attemptsOf, reportAll } from './testStories'

const textOf = (release: string) =>
  JSON.stringify(codeOf(clientRules(release)).map(({ id, indent, text }) => [id, indent, text]))

/** The first release of each different code. */
const DIFFERENT = RELEASES.filter(
  (release, place) => RELEASES.findIndex((other) => textOf(other) === textOf(release)) === place,
)

/** As expect().toBe(), which takes longer than all that is looked at here. */
function same(found: unknown, wanted: unknown): void {
  if (found !== wanted) expect(found).toBe(wanted)
}

/** What must be lit, read from the trace once more and in another way. */
function checkLit(one: AttemptExplanation, lit: ReadonlyMap<string, string>): void {
  const rules = new Set(one.passes.map(({ rule }) => rule))
  const has = (id: string) => lit.has(id)
  same(has('choose'), true)
  same(
    has('off.look'),
    !one.switchOn && (rules.has('plainNotLast') || (rules.has('plainFirst') && one.rules.hasDetector)),
  )
  same(has('off.firstReturn'), rules.has('plainFirst') && !one.rules.hasDetector)
  same(has('off.plain'), !one.switchOn && rules.has('plain'))
  same(has('walk.test'), one.switchOn)
  same(has('second.test'), rules.has('reachableNotLast'))
  same(has('pick.call'), rules.has('fallback'))
  same(has('pick.take'), one.decidedBy === 'fallback')
  same(has('plain'), one.switchOn && one.decidedBy === 'plain')
  same(has('learn.latency'), one.cost.lessons.length > 0)
  if (one.cost.lessons.length === 1 && has('learn.grow'))
    same(has('learn.write'), ['opened', 'longer'].includes(one.cost.lessons[0]?.effect ?? ''))
  same(has('send.loop'), one.mode !== 'ASYNC' || one.attempt === 1)
  same(has('answer.choose'), one.mode === 'ASYNC' && one.attempt > 1)
  const chosen = one.passes.at(-1)?.candidates.at(-1)
  if (chosen && one.decidedBy !== 'fallback') {
    const looks = ['walk.look', 'second.look', 'off.look', 'off.firstReturn', 'off.plain', 'plain']
    const sum = `${chosen.index} mod ${one.listLength} = ${chosen.position}`
    same(
      looks.some((id) => lit.get(id)?.endsWith(sum)),
      true,
    )
  }
}

describe('the pseudo-code', () => {
  test('ids are unique in a release, and lines that are first in a block name the method', () => {
    for (const release of RELEASES) {
      const lines = codeOf(clientRules(release))
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
      const heads = lines.filter((line, place) => lines[place - 1]?.block !== line.block)
      for (const head of heads) expect(head.method).toMatch(/^[A-Za-z]+#[a-zA-Z]+$/)
      expect(lines.filter(({ method }) => method !== null)).toEqual(heads)
    }
  })

  test('each family has code of its own', () => {
    const families = new Set(DIFFERENT.map((release) => clientRules(release).family))
    expect([...families].sort()).toEqual(['A', 'B', 'C', "C'", 'D', 'E', 'F', 'G'])
  })

  test.each(DIFFERENT)('%s: every line is executed by some attempt, and only lines it has are lit', (release) => {
    const lines = new Set(codeOf(clientRules(release)).map(({ id }) => id))
    const executed = new Set<string>()
    for (const { run } of reportAll(release)) {
      for (const one of attemptsOf(run, 20)) {
        const lit = executedLines(one)
        for (const id of lit.keys()) {
          same(lines.has(id), true)
          executed.add(id)
        }
        for (const values of lit.values()) same(/undefined|NaN|\[object/.test(values), false)
        checkLit(one, lit)
      }
    }
    expect([...lines].filter((id) => !executed.has(id))).toEqual([])
  })

  test('a release before and after a change differs in the lines of that change', () => {
    const ids = (one: string, other: string) => {
      const right = new Map(codeOf(clientRules(other)).map(({ id, text }) => [id, text]))
      return codeOf(clientRules(one)).flatMap(({ id, text }) => (right.get(id) === text ? [] : [id]))
    }
    expect(ids('4.7.1', '4.8.0')).toEqual(['off.index', 'off.look', 'walk.test'])
    expect(ids('5.1.0', '5.1.1')).toEqual(['walk.test'])
    expect(ids('4.9.7', '4.9.8')).toEqual(['pick.writable', 'pick.take'])
    expect(ids('5.1.4', '5.2.0')).toEqual(['available.test'])
  })
})
