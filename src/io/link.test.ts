import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryAt, logLength, PRESETS, presetInput, type RunInput, simulate, type UserAction } from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { anyDocument } from './anyRun.testData'
import { parseRunInput, SETTING_NAMES } from './inputSchema'
import { readLink } from './link'
import type { RunDocument } from './runDocument'
import { tidyView, VIEW_NAMES, type View, viewField } from './viewFields'
import { linkText } from './writeLink'

const article = (): RunInput => structuredClone(presetInput('article'))

const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })

/** Reads back what was written; anything that could not be read fails the test. */
function thereAndBack({ input, view }: RunDocument): { input: RunInput | null; view: View } {
  const text = linkText({ input, view })
  const reading = readLink(`#${text}`)
  expect(reading.problems, text.slice(0, 2000)).toEqual([])
  return { input: reading.input, view: reading.view }
}

function logOf(input: RunInput, untilMs: number): string {
  const { log } = simulate(input, untilMs)
  const length = Math.min(logLength(log), 20_000)
  return JSON.stringify(Array.from({ length }, (_, index) => entryAt(log, index)))
}

describe('a link', () => {
  test('brings back every preset, and leaves out what the preset says', () => {
    for (const { id } of PRESETS) {
      const input = presetInput(id)
      expect(thereAndBack({ input, view: {} })).toEqual({ input, view: {} })
      expect(linkText({ input, view: {} }).length).toBeLessThan(60)
    }
  })

  test('can be read by a person as long as it is short', () => {
    const input = { ...article(), seed: 7, actions: [kill(9600), kill(12_000, 'broker-b/n1')] }
    input.scenario = { ...input.scenario, settings: { ...input.scenario.settings, sendMsgTimeout: 2000 } }
    const view: View = { tMs: 9720, language: 'en', selection: { kind: 'message', message: 24, logIndex: 253 } }
    expect(linkText({ input, view }).replace(/sum=\w+/, 'sum=…')).toBe(
      'v=2&sum=…&preset=article&t=9720&lang=en&seed=7&sendMsgTimeout=2000&do=kill+broker-a/master+@9600' +
        '&do=kill+broker-b/n1+@12000&sel=message.24.253&end',
    )
  })

  test('random runs and views come back identical', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyDocument, ({ input, view }) => {
        expect(parseRunInput(input)).toMatchObject({ ok: true })
        expect(thereAndBack({ input, view })).toEqual({ input, view: tidyView(view) })
      }),
      { numRuns: cases(250, 2000) },
    )
  })

  test('random runs that came through a link have the same log', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyDocument, ({ input, view }) => {
        // Few enough messages that 200 such runs do not take all day.
        const { settings } = input.scenario
        const calm = { ...settings, sendIntervalMs: Math.max(200, settings.sendIntervalMs), sendThreadCount: 1 }
        const run = { ...input, scenario: { ...input.scenario, settings: calm } }
        const { input: back } = thereAndBack({ input: run, view })
        expect(logOf(back as RunInput, 2000) === logOf(run, 2000)).toBe(true)
      }),
      { numRuns: cases(100, 200) },
    )
  })

  test('a typical one is under 500 characters, a long one under 2,000', () => {
    const place = 'https://example.github.io/rocketscope/#'
    const input = article()
    input.scenario = {
      ...input.scenario,
      settings: {
        ...input.scenario.settings,
        clientVersion: '4.9.7',
        sendMsgTimeout: 2000,
        pollNameServerInterval: 30_000,
      },
    }
    input.actions = [
      kill(9600),
      { atMs: 12_345, type: 'slow', target: 'broker-b/n0', ms: 700 },
      { atMs: 15_021, type: 'set', name: 'sendLatencyFaultEnable', value: false },
      { atMs: 21_950, type: 'restart', target: 'broker-a/n0' },
      { atMs: 26_411, type: 'powerOff', target: 'broker-b/master' },
    ]
    const view: View = {
      tMs: 27_118,
      language: 'zh',
      selection: { kind: 'message', message: 61, logIndex: 702 },
      sidePanel: 'log',
      speed: 0.5,
      chartsOpen: true,
      breakpoints: [{ kind: 'avoided', enabled: true, group: 0 }],
    }
    expect((place + linkText({ input, view })).length).toBeLessThan(500)

    // 20 settings and 60 actions, none like the one before; a fixed seed, so that the number is the same every time.
    const [long] = fc.sample(
      anyDocument.filter(({ input: { scenario } }) => scenario.brokerGroups.length === 0),
      { numRuns: 1, seed: 4 },
    )
    const settings = { ...article().scenario.settings }
    for (const name of SETTING_NAMES.filter((one) => one !== 'latencyMax' && one !== 'notAvailableDuration').slice(
      0,
      30,
    )) {
      Object.assign(settings, { [name]: long?.input.scenario.settings[name as keyof typeof settings] })
    }
    Object.assign(settings, { brokerGroupCount: 4, slaveCount: 2, producerCount: 2, nameServerCount: 2 })
    let chance = 12_345
    const next = (below: number): number => {
      chance = (Math.imul(chance, 1_103_515_245) + 12_345) >>> 0
      return (chance >>> 8) % below
    }
    const actions = Array.from({ length: 60 }, (): UserAction => {
      const target = `broker-${'abcd'[next(4)]}/${['master', 'n0', 'n1', 'n2'][next(4)]}`
      const atMs = next(600_000)
      switch (next(6)) {
        case 0:
          return { atMs, type: 'slow', target, ms: next(4000) }
        case 1:
          return { atMs, type: 'setFault', target, fault: 'diskFull', on: next(2) === 0 }
        case 2:
          return { atMs, type: 'link', target: `producer/${next(2)}`, peer: target, lossPercent: next(101) }
        case 3:
          return { atMs, type: 'set', name: 'sendMsgTimeout', value: 1 + next(5000) }
        case 4:
          return { atMs, type: 'restart', target }
        default:
          return kill(atMs, target)
      }
    }).toSorted((one, other) => one.atMs - other.atMs)
    const longInput = { ...article(), actions }
    longInput.scenario = { ...longInput.scenario, settings }
    const changed = SETTING_NAMES.filter(
      (name) =>
        JSON.stringify(settings[name as 'seed' & never]) !==
        JSON.stringify(article().scenario.settings[name as 'seed' & never]),
    )
    expect(changed.length).toBeGreaterThanOrEqual(20)
    expect(thereAndBack({ input: longInput, view })).toEqual({ input: longInput, view })
    expect((place + linkText({ input: longInput, view })).length).toBeLessThan(2000)
  })

  test('the longest that is allowed is read as well', () => {
    const actions = Array.from({ length: 2000 }, (_, index) => kill(index * 997, `broker-${'ab'[index % 2]}/master`))
    const input = { ...article(), actions }
    expect(thereAndBack({ input, view: {} })).toEqual({ input, view: {} })
  })

  test('names of its parts are all different', () => {
    const names = ['v', 'sum', 'preset', 'seed', 'topic', 'groups', 'do', 'z', 'end', ...SETTING_NAMES]
    const parts = VIEW_NAMES.map((name) => viewField(name).part)
    expect(new Set([...names, ...parts]).size).toBe(names.length + parts.length)
  })
})
