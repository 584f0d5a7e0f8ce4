// Every challenge: won at par, lost by doing nothing and by what one tries first, and worth less with a move more.

import { describe, expect, test } from 'vitest'
import { LANGUAGE_CODES } from '../i18n/languages'
import { readLink } from '../io/link'
import { linkText } from '../io/writeLink'
import { entryAt, logLength, type RunInput, simulate, type UserAction } from '../rocketmq'
import {
  breachesOf,
  type Challenge,
  createProgress,
  inputWith,
  judge,
  moveCount,
  movesOf,
  type Verdict,
} from './challenge'
import { CHALLENGES, CHAPTERS } from './chapters'
import { GOTCHAS } from './gotchas'

/** The verdict on some moves that break no rule. */
function verdictOf(challenge: Challenge, moves: readonly UserAction[]): Verdict {
  const input = inputWith(challenge, moves)
  expect(breachesOf(challenge, input)).toEqual([])
  const verdict = judge(challenge, simulate(input, challenge.endMs))
  if (!verdict) throw new Error('not judged')
  return verdict
}

test('there are ten about sending, two of each of five levels; every chapter has some, from the easiest on', () => {
  expect(CHAPTERS[0]?.challenges.map(({ level }) => level)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  for (const { id, challenges } of CHAPTERS) {
    const levels = challenges.map(({ level }) => level)
    // The whole path has none of its own: it shows what the other chapters teach.
    expect(levels.length > 0, id).toBe(id !== 'whole')
    expect(levels, id).toEqual([...levels].sort((one, other) => one - other))
  }
  expect(new Set(CHALLENGES.map(({ id }) => id)).size).toBe(CHALLENGES.length)
})

describe.each(CHALLENGES.map((challenge) => [challenge.id, challenge] as const))('%s', (_, challenge) => {
  test('is won at par with three stars, also after its run has gone through a link', () => {
    expect(challenge.solution).toHaveLength(challenge.par)
    const verdict = verdictOf(challenge, challenge.solution)
    expect(verdict).toMatchObject({ won: true, stars: 3, moves: challenge.par })
    expect(verdict.results.every(({ missedMs }) => missedMs === null)).toBe(true)

    const link = linkText({ input: inputWith(challenge, challenge.solution), view: { challenge: challenge.id } })
    const { input, view, problems } = readLink(link)
    expect(problems).toEqual([])
    expect(view.challenge).toBe(challenge.id)
    expect(breachesOf(challenge, input as RunInput)).toEqual([])
    expect(judge(challenge, simulate(input as RunInput, challenge.endMs))).toEqual(verdict)
  })

  test('is lost by doing nothing, and says where', () => {
    const { won, stars, moves, results } = verdictOf(challenge, [])
    expect({ won, stars, moves }).toEqual({ won: false, stars: 0, moves: 0 })
    for (const { holds, missedMs } of results) {
      if (holds) continue
      expect(missedMs).toBeGreaterThanOrEqual(0)
      expect(missedMs).toBeLessThanOrEqual(challenge.endMs)
    }
  })

  test('is lost by what one tries first', () => {
    expect(challenge.lazy.length).toBeGreaterThanOrEqual(2)
    for (const moves of challenge.lazy) expect([moves, verdictOf(challenge, moves).won]).toEqual([moves, false])
  })

  test('gives fewer stars for a move more', () => {
    expect(challenge.longer).toHaveLength(challenge.par + 1)
    expect(verdictOf(challenge, challenge.longer)).toMatchObject({ won: true, stars: 2 })
  })

  test('says everything in both languages, and comes from a gotcha that is there', () => {
    const { title, situation, goal, hint, explain, judge: conditions } = challenge
    for (const text of [title, situation, goal, hint, explain, ...conditions.map(({ label }) => label)]) {
      for (const language of LANGUAGE_CODES) expect(text[language].trim()).not.toBe('')
      expect(/[\u3400-\u9fff]/.test(text.zh), text.zh).toBe(true)
      expect(/[\u3400-\u9fff]/.test(text.en), text.en).toBe(false)
    }
    expect(GOTCHAS.map(({ id }) => id)).toContain(challenge.gotcha)
  })

  test('shows while it goes on what the judge finds at its end', () => {
    const run = simulate(inputWith(challenge, challenge.solution), challenge.endMs)
    const progress = createProgress(challenge)
    const half = progress(run, Math.floor(challenge.endMs / 2))
    const end = progress(run, challenge.endMs)
    expect(end).toEqual(judge(challenge, run)?.results.map(({ value }) => value))
    // Back in time, it is as it was.
    expect(progress(run, Math.floor(challenge.endMs / 2))).toEqual(half)
  })
})

test.each(CHALLENGES.filter(({ par }) => par > 1))('$id needs every move of its solution', (challenge) => {
  for (const left of challenge.solution) {
    const others = challenge.solution.filter((move) => move !== left)
    expect(verdictOf(challenge, others).won).toBe(false)
  }
})

test('no moment before a route poll is so lucky that one kill alone elects a new Master quietly', () => {
  const challenge = challengeOf('quiet-election')
  for (let atMs = 19_400; atMs < 20_100; atMs += 20) {
    const kill: UserAction = { atMs, type: 'kill', target: 'broker-a/master' }
    expect([atMs, verdictOf(challenge, [kill]).won]).toEqual([atMs, false])
  }
})

const challengeOf = (id: string): Challenge => CHALLENGES.find((one) => one.id === id) as Challenge

test('the moment a goal was missed is the entry that was one too many', () => {
  const challenge = challengeOf('one-failed-send')
  const run = simulate(inputWith(challenge, challenge.lazy[0] as UserAction[]), challenge.endMs)
  const failed: number[] = []
  for (let at = 0; at < logLength(run.log); at++) {
    const entry = entryAt(run.log, at)
    if (entry.kind === 'messageFailed') failed.push(entry.atMs)
  }
  expect(failed.length).toBeGreaterThan(1)
  expect(judge(challenge, run)?.results[0]?.missedMs).toBe(failed[1])
})

test('a run that is not computed to its end is not judged', () => {
  const challenge = challengeOf('two-hosts')
  expect(judge(challenge, simulate(challenge.input, 1000))).toBeNull()
})

describe('the rules', () => {
  const challenge = challengeOf('one-setting')
  const { input } = challenge
  const changed = (settings: object): RunInput => ({
    ...input,
    scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...settings } },
  })
  const kill = (target: string, atMs = 1000): UserAction => ({ atMs, type: 'kill', target })

  test.each<[string, RunInput, object[]]>([
    ['another scenario', { ...input, scenario: { ...input.scenario, preset: 'large' } }, [{ rule: 'scenario' }]],
    ['another Topic', { ...input, scenario: { ...input.scenario, topic: 'T' } }, [{ rule: 'scenario' }]],
    ['a recording', { ...input, recording: 'x' }, [{ rule: 'scenario' }]],
    ['another seed', { ...input, seed: 2 }, [{ rule: 'seed' }]],
    ['the fault left out', { ...input, actions: [] }, [{ rule: 'given', action: input.actions[0] }]],
    ['a setting that is not free', changed({ sendIntervalMs: 60_000 }), [{ rule: 'setting', name: 'sendIntervalMs' }]],
    ['an action that is not free', inputWith(challenge, [kill('broker-b/master')]), [{ rule: 'action' }]],
  ])('name %s', (_, wrong, breaches) => {
    expect(breachesOf(challenge, wrong)).toMatchObject(breaches)
  })

  test('name a fault that was moved: the given one is missing, and the other is an action of the player', () => {
    const moved = { ...input, actions: [{ ...(input.actions[0] as UserAction), atMs: 59_000 }] }
    expect(breachesOf(challenge, moved)).toMatchObject([{ rule: 'given' }, { rule: 'action' }])
  })

  test('count every change once, from the start or later, and name too many', () => {
    const at = (atMs: number): UserAction => ({ atMs, type: 'set', name: 'sendLatencyFaultEnable', value: true })
    const both = { ...inputWith(challenge, [at(2000)]), scenario: changed({ retryTimesWhenSendFailed: 1 }).scenario }
    expect(moveCount(movesOf(challenge, both).moves)).toBe(2)
    expect(breachesOf(challenge, both)).toEqual([])
    expect(breachesOf(challenge, inputWith(challenge, [at(1), at(2), at(3)]))).toEqual([
      { rule: 'many', moves: 3, most: 2 },
    ])
  })

  test('name another Broker, another kind of process and a move that comes too late', () => {
    const election = challengeOf('quiet-election')
    expect(breachesOf(election, inputWith(election, [kill('broker-b/master')]))).toMatchObject([{ rule: 'broker' }])
    expect(breachesOf(election, inputWith(election, [kill('producer/0')]))).toMatchObject([{ rule: 'broker' }])
    expect(breachesOf(election, inputWith(election, [kill('broker-a/master', 60_001)]))).toMatchObject([
      { rule: 'late' },
    ])
  })
})
