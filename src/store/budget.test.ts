import { describe, expect, test } from 'vitest'
import { entryAt, logLength, presetInput, type Run, type RunInput, simulate, stateAt, type UserAction } from '../engine'
import { budgetOf } from './budget'

const run = (actions: UserAction[], untilMs: number, settings: Partial<RunInput['scenario']['settings']> = {}): Run => {
  const input = presetInput('article')
  const scenario = { ...input.scenario, settings: { ...input.scenario.settings, ...settings } }
  return simulate({ ...input, scenario, actions }, untilMs)
}
const sends = (of: Run, message: number): number[] =>
  Array.from({ length: logLength(of.log) }, (_, index) => index).filter((index) => {
    const entry = entryAt(of.log, index)
    return entry.kind === 'send' && entry.message === message
  })
const firstFailed = (of: Run): number => {
  for (let index = 0; index < logLength(of.log); index++) {
    const entry = entryAt(of.log, index)
    if (entry.kind === 'sendFailed') return entry.message
  }
  return -1
}
const at = (of: Run, index: number, tMs: number) => budgetOf(of, stateAt(of, tMs), index, tMs)

describe('the time budget of a call', () => {
  test('one good attempt eats what it took', () => {
    const calm = run([], 3000)
    const budget = at(calm, sends(calm, 1)[0] as number, 3000)
    expect(budget).toMatchObject({ message: 1, budgetMs: 3000, ended: true, exception: null })
    expect(budget?.attempts).toMatchObject([{ attempt: 1, outcome: 'stored', status: 'SEND_OK' }])
    // It had to connect first.
    expect(budget?.attempts[0]?.tookMs).toBe(490)
    expect(budget?.elapsedMs).toBeGreaterThanOrEqual(490)
  })

  test('a failed attempt and its retry stand one after the other, whichever of them is asked about', () => {
    const killed = run([{ atMs: 9600, type: 'kill', target: 'broker-a/master' }], 14_000)
    const places = sends(killed, firstFailed(killed))
    expect(places).toHaveLength(2)
    const [one, two] = places.map((place) => at(killed, place, 14_000))
    expect(one).toEqual(two)
    expect(one?.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'stored'])
    const [first, second] = one?.attempts ?? []
    expect(second?.fromMs).toBe((first?.fromMs ?? 0) + (first?.tookMs ?? 0))
    expect(one?.elapsedMs).toBe((second?.fromMs ?? 0) + (second?.tookMs ?? 0))
  })

  test('a silent host eats all of it, and the retry that was chosen but never made is not shown', () => {
    const dark = run([{ atMs: 9600, type: 'freeze', target: 'broker-a/n0' }], 20_000)
    const budget = at(dark, sends(dark, firstFailed(dark))[0] as number, 20_000)
    expect(budget).toMatchObject({ ended: true, exception: 'callTimeout', elapsedMs: 3000 })
    expect(budget?.attempts).toMatchObject([{ outcome: 'failed', failure: 'timeout', fromMs: 0, tookMs: 3000 }])
  })

  test('under way it grows with the playhead and knows nothing of what comes', () => {
    const dark = run([{ atMs: 9600, type: 'freeze', target: 'broker-a/n0' }], 20_000)
    const place = sends(dark, firstFailed(dark))[0] as number
    const began = entryAt(dark.log, place).atMs
    for (const later of [200, 1200]) {
      expect(at(dark, place, began + later)).toMatchObject({
        ended: false,
        elapsedMs: later,
        attempts: [{ outcome: 'under way', tookMs: later }],
      })
    }
  })

  test('the budget is the one the call began with', () => {
    const changed = run([{ atMs: 5000, type: 'set', name: 'sendMsgTimeout', value: 900 }], 9000)
    expect(at(changed, sends(changed, 2)[0] as number, 9000)?.budgetMs).toBe(3000)
    const last = changed.log.length - 1
    let place = last
    while (entryAt(changed.log, place).kind !== 'send') place--
    expect(at(changed, place, 9000)?.budgetMs).toBe(900)
  })

  test('in 4.2.0 every attempt has all of it', () => {
    const old = run([], 3000, { clientVersion: '4.2.0' })
    expect(at(old, sends(old, 1)[0] as number, 3000)?.each).toBe(true)
  })

  test('what is not an attempt has no budget', () => {
    expect(at(run([], 1000), 0, 1000)).toBeNull()
    expect(at(run([], 1000), -1, 1000)).toBeNull()
  })
})
