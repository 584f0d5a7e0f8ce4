// When a Broker group can be used again: held against the bare state in every millisecond, of any cluster under any faults; and the
// stories in which each kind of need rules.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en, zh } from '../i18n/allMessages'
import { momentText } from '../i18n/waits'
import { createCursor, MASTER_ID, presetInput, type Run, type RunInput, simulate } from '../rocketmq'
import { anyFaults, reproduce } from '../rocketmq/anyFaults.testData'
import { cases } from '../rocketmq/cases.testData'
import { takeUnchecked } from '../rocketmq/checkInput'
import { avoidedUntilMs } from './avoidance'
import { outlookOf } from './outlook'
import { type NeedKind, needsAt, outageAt, outagesOf } from './reuse'

/** What the state itself says, in every millisecond; a producer or group that is not there says nothing. */
function compare(run: Run): number {
  const cursor = createCursor(run)
  const used = new Set<string>()
  let compared = 0
  for (let tMs = 0; tMs <= run.endMs; tMs++) {
    const state = cursor.seek(tMs)
    for (let producer = 0; producer < Math.min(2, state.producers.length); producer++) {
      for (let group = 0; group < state.brokerGroups.length; group++) {
        const key = `${producer} ${group}`
        const one = state.producers[producer]
        if (one?.process !== 'running' || one.removed || state.brokerGroups[group]?.removed) {
          used.delete(key)
          continue
        }
        const isUsable = outlookOf(state, producer, group)?.waitsFor.length === 0
        if (isUsable) used.add(key)
        const outage = outageAt(run, producer, group, tMs)
        if ((outage !== null) !== (!isUsable && used.has(key)))
          throw new Error(
            `${tMs}: producer ${producer}, group ${group}: ${JSON.stringify(outage)}, usable: ${isUsable}`,
          )
        if (outage) compared++
        if (outage && outage.toMs !== null && !outage.isCut) {
          expect(outage.needs.length).toBeGreaterThan(0)
          expect(outage.needs[0]?.atMs, `${tMs} ${key}`).toBe(outage.toMs)
        }
      }
    }
  }
  return compared
}

test('an outage that ends with its producer names the window that was to last', () => {
  const run = runOf({
    preset: '2m-noslave',
    settings: { sendLatencyFaultEnable: true },
    actions: [kill(1000), { atMs: 3000, type: 'kill', target: 'producer/0' }],
    untilMs: 12_000,
  })
  const outage = outageAt(run, 0, 0, 2000)
  expect(outage).toMatchObject({ toMs: 3000, isCut: true })
  expect(outage?.needs.find(({ what }) => what === 'window')).toMatchObject({ planned: true })
  expect(outageAt(run, 0, 0, 3000)).toBeNull()
})

test('an outage is there exactly while the state has something to wait for, and ends with what rules', () => {
  let compared = 0
  fc.assert(
    fc.property(anyFaults, (input) => {
      const run = simulate(takeUnchecked(input), 12_000)
      try {
        compared += compare(run)
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${reproduce(input, 12_000)}`)
      }
    }),
    { numRuns: cases(15, 150) },
  )
  expect(compared).toBeGreaterThan(0)
})

interface Story {
  preset: string
  settings?: Partial<RunInput['scenario']['settings']>
  actions: RunInput['actions']
  untilMs: number
}

const runOf = ({ preset, settings, actions, untilMs }: Story): Run => {
  const input = presetInput(preset)
  const scenario = { ...input.scenario, settings: { ...input.scenario.settings, ...settings } }
  return simulate({ ...input, scenario, actions }, untilMs)
}

const kill = (atMs: number) => ({ atMs, type: 'kill', target: 'broker-a/master' }) as const

describe('what rules', () => {
  const stories: [NeedKind, NeedKind[], Story][] = [
    ['route', ['elected', 'window'], { preset: 'article', actions: [kill(9600)], untilMs: 40_000 }],
    [
      'window',
      ['started'],
      {
        preset: '2m-noslave',
        settings: { sendLatencyFaultEnable: true },
        actions: [kill(3000), { atMs: 6000, type: 'restart', target: 'broker-a/n0' }],
        untilMs: 40_000,
      },
    ],
    [
      'started',
      [],
      {
        preset: '2m-noslave',
        actions: [kill(3000), { atMs: 6000, type: 'restart', target: 'broker-a/n0' }],
        untilMs: 40_000,
      },
    ],
    [
      'resumed',
      [],
      {
        preset: '2m-noslave',
        settings: { sendLatencyFaultEnable: false },
        actions: [
          { atMs: 3000, type: 'freeze', target: 'broker-a/n0' },
          { atMs: 5000, type: 'resume', target: 'broker-a/n0' },
        ],
        untilMs: 20_000,
      },
    ],
    ['master', [], { preset: '2m-noslave', actions: [kill(3000)], untilMs: 40_000 }],
    [
      'elected',
      [],
      {
        preset: 'article',
        settings: { pollNameServerInterval: 10_000, sendLatencyFaultEnable: false },
        actions: [
          { atMs: 9600, type: 'freeze', target: 'broker-a/master' },
          { atMs: 16_000, type: 'resume', target: 'broker-a/n0' },
        ],
        untilMs: 17_000,
      },
    ],
    [
      'reachable',
      ['started', 'window'],
      {
        preset: '2m-noslave',
        settings: { clientVersion: '5.1.4', sendLatencyFaultEnable: true, startDetectorEnable: true },
        actions: [kill(3000), { atMs: 6000, type: 'restart', target: 'broker-a/n0' }],
        untilMs: 60_000,
      },
    ],
  ]
  test.each(stories)('%s', (kind, others, story) => {
    const run = runOf(story)
    const outage = outagesOf(run, 0, 0).at(-1)
    expect(outage?.needs[0]?.what, JSON.stringify(outagesOf(run, 0, 0))).toBe(kind)
    for (const other of others) expect(outage?.needs.map(({ what }) => what)).toContain(other)
    for (const m of [en, zh]) {
      const facts = { needs: outage?.needs ?? [], nowMs: 0, computedMs: run.endMs }
      const lines = m.waits.reuseLines(facts)
      const last = lines.at(-1)
      expect(last?.rest).toBe('')
      expect(lines[0]?.ruling.length).toBeGreaterThan(2)
      // The ruling one first, and every other after it.
      const moments = (text = '') => [...text.matchAll(/\d+\.\d s/g)].map(([one]) => one)
      const said = facts.needs.flatMap(({ atMs }) => (atMs === null ? [] : 1)).length
      expect(moments(`${lines[0]?.ruling}${lines[0]?.rest}`)).toHaveLength(said)
      expect(`${lines[0]?.lead}${lines[0]?.ruling}${lines[0]?.rest}`).not.toContain('>')
      expect(m.waits.reuseSentence('broker-a', facts)).toContain(lines[0]?.ruling)
    }
  })

  test('what has not come as far as the run is computed is said as such, and a window that goes on is planned', () => {
    const run = runOf({
      preset: '2m-noslave',
      settings: { sendLatencyFaultEnable: true },
      actions: [kill(3000)],
      untilMs: 9000,
    })
    const outage = outageAt(run, 0, 0, 8000)
    expect(outage?.toMs).toBeNull()
    expect(outage?.needs[0]).toMatchObject({ atMs: null, planned: false })
    const facts = { needs: outage?.needs ?? [], nowMs: 0, computedMs: run.endMs }
    // On the card no number that grows with what is computed; in Why it is said how far that is.
    expect(en.waits.reuseLines(facts)[0]).toMatchObject({ lead: 'Usable again: ', ruling: 'no new Master yet' })
    expect(zh.waits.reuseLines(facts)[0]).toMatchObject({ lead: '再用它：', ruling: '还没有新 Master' })
    for (const m of [en, zh]) {
      expect(m.waits.reuseSentence('broker-a', facts)).toContain('9.0 s')
      expect(m.waits.reuseSentence('broker-a', { ...facts, computedMs: 327_000 })).toContain('05:27.0')
    }
    // No poll can bring what is not there.
    expect(outage?.needs.map(({ what }) => what)).not.toContain('route')
    const window = outage?.needs.find(({ what }) => what === 'window')
    expect(window?.planned).toBe(true)
  })

  test('a window that is not the one of the moment is named as another one, and no other has its name', () => {
    const run = runOf({ preset: 'article', actions: [kill(2000)], untilMs: 40_000 })
    const cursor = createCursor(run)
    const seen = new Set<NeedKind>()
    for (let tMs = 0; tMs < 30_000; tMs += 50) {
      const outage = outageAt(run, 0, 0, tMs)
      if (!outage) continue
      const state = cursor.seek(tMs)
      const nowUntil = avoidedUntilMs(state, state.producers[0], 0)
      for (const { what, atMs } of needsAt(outage, tMs, nowUntil)) {
        seen.add(what)
        if (what === 'window' && nowUntil !== null) expect(atMs).toBe(nowUntil)
        if (what === 'laterWindow') expect(atMs).toBeGreaterThan(nowUntil ?? tMs)
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining(['window', 'laterWindow']))
    const facts = { needs: [{ what: 'laterWindow', atMs: 22_400, planned: false }], nowMs: 0, computedMs: 0 } as const
    expect(en.waits.reuseLines(facts)[0]?.ruling).toBe('a later window 22.4 s')
    expect(zh.waits.reuseLines(facts)[0]?.ruling).toBe('之后又开的窗口 22.4 s')
  })

  test('a moment is cut off as on the timeline, never rounded up', () => {
    for (const [atMs, text] of [
      [3650, '3.6 s'],
      [3699, '3.6 s'],
      [119_999, '119.9 s'],
      [120_000, '02:00.0'],
    ] as const)
      expect(momentText(atMs)).toBe(text)
  })

  test('the moments are those of the run: the poll that brings the address is the one that is in the log', () => {
    const run = runOf({ preset: 'article', actions: [kill(9600)], untilMs: 40_000 })
    const [outage] = outagesOf(run, 0, 0)
    const route = outage?.needs.find(({ what }) => what === 'route')?.atMs ?? 0
    const known = (tMs: number) => createCursor(run).seek(tMs).producers[0]?.brokerAddrTable[0]?.[MASTER_ID]
    expect(known(route)).not.toBe(known(route - 1))
    const { nowMs } = { nowMs: route }
    expect(en.waits.reuseLines({ needs: outage?.needs ?? [], nowMs, computedMs: 0 })[0]?.ruling).toMatch(/✓$/)
  })
})
