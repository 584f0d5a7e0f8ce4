import { beforeAll, describe, expect, test } from 'vitest'
import { loadMessages } from '../i18n/load'
import type { LateMessages } from '../i18n/messages'
import { momentsOf } from '../projections/keyMoments'
import { createCursor, presetInput, type Run, type RunInput, simulate, type UserAction } from '../rocketmq'
import { failingMs, GUIDE, nextStep, staysMs } from './guide'
import { dueSigns, MEANS_SOMETHING } from './introduced'
import { hiddenSigns, isGuided, SIGNS, type Sign } from './signs'
import { failsWithoutAvoidance, type Look, type Situation } from './situation'

const KILL: UserAction = { atMs: 4000, type: 'kill', target: 'broker-a/master' }
const OFF: UserAction = { atMs: 6000, type: 'set', name: 'sendLatencyFaultEnable', value: false }
const NOTHING: Look = { selection: null, sidePanel: 'story', past: [], future: [], branches: [] }

const runOf = (...actions: UserAction[]): Run => simulate({ ...presetInput('article'), actions } as RunInput, 40_000)

const at = (run: Run, tMs: number, look: Partial<Look> = {}): Situation => ({
  run,
  state: createCursor(run).seek(tMs),
  tMs,
  look: { ...NOTHING, ...look },
})

/** ms of virtual time at which a sign first means something; null for never. */
function firstMs(run: Run, sign: Sign): number | null {
  const cursor = createCursor(run)
  for (let tMs = 0; tMs <= 40_000; tMs += 10) {
    if (MEANS_SOMETHING[sign]({ run, state: cursor.seek(tMs), tMs, look: NOTHING })) return tMs
  }
  return null
}

describe('when a sign first means something', () => {
  const quiet = runOf()
  const killed = runOf(KILL)

  test('as long as nothing is broken, none does', () => {
    for (const sign of SIGNS) expect([sign, firstMs(quiet, sign)]).toEqual([sign, null])
  })

  test('the labels of a Broker do once a killed Master makes them disagree, the window once there is one', () => {
    expect(firstMs(killed, 'chips')).toBe(4000)
    expect(firstMs(killed, 'steps')).toBe(4000)
    const failedMs = firstMs(killed, 'why') as number
    expect(failedMs).toBeGreaterThan(4000)
    for (const sign of ['window', 'switch', 'index', 'speed'] as const) expect(firstMs(killed, sign)).toBe(failedMs)
  })

  test('the term does at the election, and what goes deeper once the fault is survived', () => {
    const term = firstMs(killed, 'term') as number
    expect(term).toBeGreaterThan(firstMs(killed, 'window') as number)
    for (const sign of ['charts', 'compare', 'breakpoints', 'log', 'settings', 'present', 'share'] as const) {
      expect(firstMs(killed, sign)).toBeGreaterThan(firstMs(killed, 'why') as number)
    }
  })

  test('route polls do while the route is stale, and no longer', () => {
    const poll = firstMs(killed, 'poll') as number
    expect(poll).toBeGreaterThanOrEqual(4000)
    expect(poll).toBeLessThan(10_000)
    const states = [3990, poll, 10_500].map((tMs) => MEANS_SOMETHING.poll(at(killed, tMs)))
    expect(states).toEqual([false, true, false])
  })

  test('undo, branches and values do when there is one, or where they are', () => {
    const version = { input: quiet.input, playheadMs: 0, seenMs: 0, acted: true }
    expect(MEANS_SOMETHING.undo(at(quiet, 0, { past: [version] }))).toBe(true)
    expect(
      MEANS_SOMETHING.branches(at(quiet, 0, { branches: [{ ...version, id: 1, name: null, leftFor: null }] })),
    ).toBe(true)
    expect(MEANS_SOMETHING.values(at(quiet, 0, { sidePanel: 'settings' }))).toBe(true)
    expect(MEANS_SOMETHING.why(at(quiet, 3000, { selection: { kind: 'producer', index: 0 } }))).toBe(true)
  })

  test('what has been met is not due again', () => {
    const now = at(killed, 8000)
    expect(dueSigns(SIGNS, now)).toContain('chips')
    expect(dueSigns(['term'], now)).not.toContain('chips')
  })
})

describe('what a first visit does not see', () => {
  const page = {
    hidden: SIGNS,
    guided: true,
    lesson: null,
    challenge: null,
    presenting: null,
    comparison: null,
    input: presetInput('article'),
  }

  test('holds in free play only: a lesson, a challenge, a talk, a comparison and what is no preset show everything, without a guide', () => {
    expect(hiddenSigns(page)).toBe(SIGNS)
    expect(isGuided(page)).toBe(true)
    const gotcha = { input: { scenario: { preset: 'S1' } } }
    for (const part of [{ lesson: {} }, { challenge: {} }, { presenting: {} }, { comparison: {} }, gotcha]) {
      expect(hiddenSigns({ ...page, ...part })).toEqual([])
      expect(isGuided({ ...page, ...part })).toBe(false)
    }
  })
})

describe('the guided minute', () => {
  const step = (name: string) => GUIDE.findIndex((one) => one.step === name)
  const run = runOf(KILL, OFF)

  test('each step is completed by doing it, or by the moment on the stage', () => {
    expect(nextStep(0, at(run, 200))).toBe(step('wheel'))
    expect(nextStep(0, at(run, 3990))).toBe(step('kill'))
    expect(nextStep(0, at(run, 4000))).toBe(step('round'))
    const roundMs = [...Array(40).keys()]
      .map((n) => 4000 + n * 50)
      .find((tMs) => nextStep(2, at(run, tMs)) > 2) as number
    expect(roundMs).toBeGreaterThan(4000)
    expect(nextStep(2, at(run, roundMs))).toBe(step('off'))
    expect(nextStep(3, at(run, 6000))).toBe(step('off'))
    expect(nextStep(3, at(run, 9900))).toBeGreaterThan(step('off'))
    expect(nextStep(4, at(run, 6500))).toBe(step('newMaster'))
    expect(nextStep(0, at(run, 39_000))).toBe(GUIDE.length)
  })

  test('turning the switch off keeps its promise at every pace: there, or where the guide jumps back to', () => {
    const rounds: (number | null)[] = []
    for (let killMs = 1500; killMs < 12_000; killMs += 750) {
      const killed = { ...KILL, atMs: killMs }
      const run = runOf(killed)
      const back = failingMs(at(run, 39_000))
      rounds.push(back)
      // Where nothing would fail at all, the step is skipped.
      if (back === null) expect(nextStep(3, at(run, 39_000))).toBeGreaterThan(step('off'))
      for (let tMs = back ?? 39_000; tMs < 39_000; tMs += 2300) {
        if (tMs !== back && !failsWithoutAvoidance(at(run, tMs).state, 0)) continue
        const off = runOf(killed, { ...OFF, atMs: tMs } as UserAction)
        const failed = momentsOf(off).filter(({ kind, atMs }) => kind === 'sendFailed' && atMs > tMs)
        expect([killMs, tMs, failed.length > 1]).toEqual([killMs, tMs, true])
        expect(nextStep(3, at(off, 39_000))).toBeGreaterThan(step('off'))
      }
    }
    expect(rounds.filter((back) => back !== null).length).toBeGreaterThan(rounds.length / 2)
    expect(rounds).toContain(null)
  })

  test('what there is to watch stays for a while, what is done by a press does not', () => {
    const now = at(run, 8000)
    expect(staysMs(step('round'), now, 1000)).toBe(2000)
    expect(staysMs(step('round'), now, 5000)).toBe(0)
    expect(staysMs(step('kill'), now, 0)).toBe(0)
    // A Broker that is killed early goes on at once to what comes of it.
    expect(staysMs(step('wheel'), now, 0)).toBe(0)
    expect(staysMs(step('wheel'), at(run, 3900), 0)).toBe(3000)
    expect(nextStep(0, at(runOf({ ...KILL, atMs: 200 }), 200))).toBe(step('round'))
  })

  test('the switch is not done with as long as it is on', () => {
    expect(nextStep(3, at(runOf(KILL), 39_000))).toBe(step('off'))
  })

  test('another Broker does as well, and a Slave or a setting is no kill', () => {
    const other = runOf({ ...KILL, target: 'broker-b/master' } as UserAction)
    expect(nextStep(1, at(other, 4000))).toBe(step('round'))
    for (const action of [OFF, { ...KILL, target: 'broker-a/n1' } as UserAction])
      expect(nextStep(1, at(runOf(action), 39_000))).toBe(step('kill'))
  })
})

describe('words', () => {
  let all: LateMessages['introduced'][]
  beforeAll(async () => {
    all = [(await loadMessages('en', 'introduced')).introduced, (await loadMessages('zh', 'introduced')).introduced]
  })

  test('every sign has one line, every step an invitation that names the Broker where it is about one', () => {
    for (const words of all) {
      expect(Object.keys(words.signs).sort()).toEqual([...SIGNS].sort())
      for (const { step, place } of GUIDE) {
        const { text } = words.guide('broker-x')[step]
        expect(text.length).toBeGreaterThan(5)
        if (place === 'victim' || place === 'master') expect(text).toContain('broker-x')
      }
    }
  })
})
