// Every cue of every talk against the run at its moment: what is shown before the second press is true then and gives no
// answer away, neither its own nor the next one's, and the notes take as long to say as is planned.

import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES } from '../i18n/allMessages'
import type { Localized } from '../i18n/localized'
import { servingMaster } from '../projections/groupStatus'
import { type Outlook, outlookOf } from '../projections/outlook'
import { premiseAt } from '../projections/premise'
import { type Run, simulate, stateAt } from '../rocketmq'
import { CHAPTERS, TALKS } from './chapters'
import { type Figure, type FigureValue, neededMs } from './figure'
import { figureText, fill, saysValue } from './fill'
import { computeFor, figuresOf, inputAfter, otherFiguresOf, otherInput } from './lesson'
import { readFigure } from './readFigure'
import { type Cue, cardOf } from './talk'

/** Three talks of the same cues; the other chapters have one each. */
const SENDING = CHAPTERS[0].talks
const LONGEST = SENDING[2]
const OTHERS = CHAPTERS.slice(1).flatMap(({ talks }) => talks)
const CUES = [LONGEST, ...OTHERS].flatMap(({ id, steps }) => steps.map((cue) => [`${id}/${cue.id}`, cue] as const))
const STAGED = LONGEST.steps.filter((cue) => cardOf(cue) === null)
const LANGUAGES = ['zh', 'en'] as const

const runs = new Map<Cue, { run: Run; other: Run | null }>()

/** The run of a cue as it is after its second press, with all its figures computed; and the one beside it. */
function runOf(cue: Cue) {
  const known = runs.get(cue)
  if (known) return known
  const untilMs = cue.untilMs ?? cue.atMs
  const run = simulate(inputAfter(cue), untilMs)
  computeFor(run, untilMs, figuresOf(cue))
  const beside = otherInput(cue)
  const other = beside && simulate(beside, untilMs)
  if (other) computeFor(other, untilMs, otherFiguresOf(cue))
  runs.set(cue, { run, other })
  return { run, other }
}

function figureOf(cue: Cue, name: string): FigureValue | null {
  const { run, other } = runOf(cue)
  const own = cue.figures?.[name]
  if (own) return readFigure(run, own)
  const beside = cue.otherFigures?.[name]
  if (!beside || !other) throw new Error(`${cue.id}: no figure ${name}`)
  return readFigure(other, beside)
}

const textOf = (cue: Cue, words: Localized, language: 'zh' | 'en'): string =>
  fill(words, { ...cue.figures, ...cue.otherFigures }, (name) => figureOf(cue, name), ALL_MESSAGES[language])

/** All words that a cue shows before its second press. */
const shownBefore = ({ say, ask, task, title }: Cue): Localized[] => [
  title,
  say,
  ...(ask ? [ask.prompt] : []),
  ...(task ? [task.prompt] : []),
]
const shownAfter = ({ ask, meaning }: Cue): Localized[] => [...(ask ? [ask.explain] : []), meaning]

/** The answer as it is written; null where nothing is asked. */
const answerOf = (cue: Cue, language: 'zh' | 'en'): string | null =>
  cue.ask ? figureText(cue.ask.answer, readFigure(runOf(cue).run, cue.ask.answer), ALL_MESSAGES[language]) : null

const blanksOf = (words: readonly Localized[]): string[] =>
  words.flatMap(({ en }) => [...en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))

/** ms of virtual time at which a figure has its value in this run: what it names has happened by then. */
function knownAtMs(run: Run, figure: Figure): number {
  const needed = neededMs(figure)
  if (needed !== null) return needed
  if (figure.kind === 'momentOf') return readFigure(run, figure) as number
  if (
    figure.kind === 'queueOf' ||
    figure.kind === 'brokerOf' ||
    figure.kind === 'outcomeOf' ||
    figure.kind === 'elapsedOf'
  ) {
    // The run that ends there has the answer, and a run that ends before has another, or none.
    for (let atMs = 0; ; atMs += 10) {
      const until = simulate(run.input, atMs)
      if (atMs >= run.endMs || readFigure(until, figure) === readFigure(run, figure)) return atMs
    }
  }
  return 0
}

describe.each(CUES.filter(([, cue]) => cardOf(cue) === null))('%s', (_, cue) => {
  test('the moment of the question is that of the stage, and the premise is what the state says', () => {
    const { run } = runOf(cue)
    const state = stateAt(run, cue.atMs)
    const premise = premiseAt(state, run.input)
    expect(state.nowMs).toBe(cue.atMs)
    expect(premise.clientVersion).toBe(state.settings.clientVersion)
    expect(premise.switchOn).toBe(state.settings.sendLatencyFaultEnable)
    // Whatever is down has been named with the moment at which that was done, and the other way round.
    const dead = [
      ...state.brokerGroups.flatMap(({ brokerName, nodes }) =>
        nodes.flatMap((node, index) => (node.process === 'running' ? [] : [`${brokerName}/n${index}`])),
      ),
      ...state.consumers.flatMap(({ process }, index) => (process === 'running' ? [] : [`consumer/${index}`])),
    ]
    const down = new Set<string>()
    for (const action of premise.done) {
      if (!('target' in action)) continue
      const name = action.target.replace('/master', '/n0')
      if (action.type === 'kill' || action.type === 'powerOff') down.add(name)
      if (action.type === 'restart') down.delete(name)
      expect(action.atMs).toBeLessThanOrEqual(cue.atMs)
    }
    // A process that was killed this very moment is still dying.
    if (premise.done.every(({ atMs }) => atMs < cue.atMs)) expect([...down].sort()).toEqual(dead.sort())
    // Nothing that the cue is about has been left out of the list, which is cut at three.
    expect(
      run.input.actions.filter(({ atMs }) => atMs <= cue.atMs).slice(0, -premise.done.length || undefined).length,
    ).toBe(Math.max(0, run.input.actions.filter(({ atMs }) => atMs <= cue.atMs).length - premise.done.length))
  })

  test('what it says in numbers has happened by the moment at which it says so', () => {
    const { run } = runOf(cue)
    const figures = { ...cue.figures, ...cue.otherFigures }
    const atMost = (words: Localized[], limitMs: number) => {
      for (const name of blanksOf(words)) {
        const figure = figures[name]
        if (cue.otherFigures?.[name]) continue
        expect(knownAtMs(run, figure), `{${name}}`).toBeLessThanOrEqual(limitMs)
      }
    }
    atMost(shownBefore(cue), cue.atMs)
    atMost(shownAfter(cue), Math.max(cue.untilMs ?? cue.atMs, cue.atMs))
  })

  test('its answer is not on the screen before it is given', () => {
    for (const language of LANGUAGES) {
      const answer = answerOf(cue, language)
      if (answer === null) continue
      const isName = cue.ask?.kind === 'broker'
      for (const words of shownBefore(cue)) {
        const text = textOf(cue, words, language)
        // Which of two Broker groups cannot be asked without naming them; the sentence must not say which is tried.
        if (!isName) expect(saysValue(text, answer), `"${text}" says ${answer}`).toBe(false)
      }
      expect(
        (cue.ask && saysValue(textOf(cue, cue.ask.explain, language), answer)) || cue.ask?.kind === 'outcome',
      ).toBe(true)
    }
  })

  test('it is not known from the stage either: the thing asked for has not happened', () => {
    if (!cue.ask) return
    const until = simulate(cue.input, cue.atMs)
    const now = readFigure(until, cue.ask.answer)
    const answer = readFigure(runOf(cue).run, cue.ask.answer)
    // A count of nothing is nothing from the beginning, and a share or capacity of a stretch to come has no value yet.
    const isStill = answer === 0 || cue.ask.answer.kind === 'capacity' || cue.ask.answer.kind === 'share'
    if (!isStill) expect(now).not.toBe(answer)
  })
})

test('no cue says the answer of the next one, in any of the talks', () => {
  for (const { steps } of TALKS) {
    steps.forEach((cue, place) => {
      const next = steps[place + 1]
      if (!next?.ask || cardOf(cue)) return
      for (const language of LANGUAGES) {
        const answer = answerOf(next, language)
        // A small count, a Broker group and an outcome are words of too many sentences, about other messages.
        const isTelling = next.ask.kind === 'queue' || (next.ask.kind === 'number' && (answer?.length ?? 0) > 2)
        if (answer === null || !isTelling) continue
        for (const words of [...shownBefore(cue), ...shownAfter(cue)]) {
          const text = textOf(cue, words, language)
          expect(saysValue(text, answer), `${cue.id}: "${text}" says the answer of ${next.id}, ${answer}`).toBe(false)
        }
      }
    })
  }
})

test('the Master that was just killed is gone from the NameServer when the talk says so, and from the list it is not', () => {
  const kill = STAGED.find(({ id }) => id === 'kill') as Cue
  const { brokerGroups, nameServers } = stateAt(runOf(kill).run, kill.untilMs ?? 0)
  expect(brokerGroups[0].nodes[0].process).not.toBe('running')
  expect(nameServers[0].brokers[0]?.brokerAddrs[0] ?? null).toBeNull()
})

test('the best moment: the new Master takes writes, and the producer avoids its group for minutes', () => {
  const best = STAGED.find(({ id }) => id === 'ten-minutes') as Cue
  const state = stateAt(runOf(best).run, best.untilMs ?? 0)
  expect(servingMaster(state.brokerGroups[0])).toBeGreaterThan(0)
  const { waitsFor } = outlookOf(state, 0, 0) as Outlook
  // Election, poll, window: the first is over, and of the other two the window is the last, by far.
  expect(waitsFor.map(({ what }) => what)).toEqual(['window', 'route'])
  expect((waitsFor[0].atMs ?? 0) - state.nowMs).toBeGreaterThan(590_000)
})

describe('the three talks', () => {
  test('are of 5, 15 and 30 minutes, from a title to two things to do, and the longer ones have all that the shorter ones have', () => {
    expect(SENDING.map(({ minutes }) => minutes)).toEqual([5, 15, 30])
    for (const { steps } of SENDING) {
      expect(cardOf(steps[0])?.kind).toBe('title')
      expect(steps[1].id).toBe('symptom')
      const closing = cardOf(steps[steps.length - 1])
      expect(closing?.kind).toBe('closing')
      expect(closing?.points).toHaveLength(2)
      expect(steps.slice(1, -1).every((cue) => cardOf(cue) === null)).toBe(true)
    }
    const ids = SENDING.map(({ steps }) => steps.map(({ id }) => id))
    for (const [shorter, longer] of [
      [ids[0], ids[1]],
      [ids[1], ids[2]],
    ])
      expect(longer.filter((id) => shorter.includes(id))).toEqual(shorter)
  })

  test.each(CUES)('the notes of %s take as long to say as is planned', (_, cue) => {
    // Spoken Chinese is about 220 characters a minute, English about 120 words; the room takes its time to answer.
    const zh = textOf(cue, cue.notes, 'zh').replace(/\s/g, '').length
    const en = textOf(cue, cue.notes, 'en').split(/\s+/).length
    expect(zh / cue.minutes, `${zh} characters`).toBeGreaterThanOrEqual(165)
    expect(zh / cue.minutes, `${zh} characters`).toBeLessThanOrEqual(245)
    expect(en / cue.minutes, `${en} words`).toBeGreaterThanOrEqual(95)
    expect(en / cue.minutes, `${en} words`).toBeLessThanOrEqual(135)
    expect(cue.minutes * 4).toBe(Math.round(cue.minutes * 4))
  })

  test('the other chapters have one of about five minutes each, from a title to two things to do', () => {
    expect(OTHERS.map(({ minutes }) => minutes >= 4.5 && minutes <= 5.5)).toEqual([true, true, true])
    for (const { steps } of OTHERS) {
      expect(cardOf(steps[0])?.kind).toBe('title')
      expect(cardOf(steps[steps.length - 1])?.points).toHaveLength(2)
      expect(steps.slice(1, -1).every((cue) => cardOf(cue) === null)).toBe(true)
    }
  })

  test('as a whole: 190 to 240 characters, 105 to 130 words a minute', () => {
    for (const { steps, minutes } of TALKS) {
      const zh = steps.reduce((sum, cue) => sum + textOf(cue, cue.notes, 'zh').replace(/\s/g, '').length, 0)
      const en = steps.reduce((sum, cue) => sum + textOf(cue, cue.notes, 'en').split(/\s+/).length, 0)
      expect(zh / minutes).toBeGreaterThanOrEqual(190)
      expect(zh / minutes).toBeLessThanOrEqual(240)
      expect(en / minutes).toBeGreaterThanOrEqual(105)
      expect(en / minutes).toBeLessThanOrEqual(130)
    }
  })
})
