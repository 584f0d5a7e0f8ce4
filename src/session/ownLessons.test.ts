// Lessons from outside: what the gate takes and refuses, that nothing is lost on the way through files and links, and that
// a lesson made of a run keeps what it promises.

import { beforeEach, describe, expect, test } from 'vitest'
import { COURSE, INCIDENTS, TALKS } from '../chapters/chapters'
import { type Cost, type Lesson, otherInput } from '../chapters/lesson'
import { kill, lessonInput } from '../chapters/lessonInput'
import { ALL_MESSAGES, inEveryLanguage } from '../i18n/allMessages'
import { LANGUAGE_CODES } from '../i18n/languages'
import { draftLesson } from '../io/lessonDraft'
import {
  isLessonText,
  lessonFileName,
  lessonFileText,
  lessonId,
  MAX_LESSON_LENGTH,
  MAX_PACKED_LENGTH,
  packedLesson,
} from '../io/lessonFile'
import { readLink } from '../io/link'
import { parseLesson, readLessonText } from '../io/readLesson'
import { linkText } from '../io/writeLink'
import { presetInput, type RunInput, simulate } from '../rocketmq'
import { useApp } from './appStore'
import { checkLesson, LESSON_BUDGET } from './lessonCheck'
import { pageAt, pageCount, pageText, titleOf } from './lessonPages'
import { addOwnLesson, removeOwnLesson, renameOwnLesson, restoreOwnLessons } from './ownLessons'
import { readPage } from './pageFacts'
import { inStep, small } from './smallLesson.testData'

const asOwn = (lesson: Lesson): Lesson => ({ ...lesson, id: lessonId(lesson) })

describe('every lesson of ours', () => {
  test.each([...COURSE, ...INCIDENTS, ...TALKS].map((lesson) => [lesson.id, lesson] as const))(
    '%s comes out of a file and a link as it went in',
    (_, lesson) => {
      const text = lessonFileText(lesson)
      expect(text.length).toBeLessThan(MAX_LESSON_LENGTH)
      expect(isLessonText(text)).toBe(true)
      expect(readLessonText(text)).toEqual({ ok: true, lesson: asOwn(lesson) })
      const own = packedLesson(lesson)
      // Lessons and incidents are short; a talk of a quarter of an hour is not.
      expect(own.length < MAX_PACKED_LENGTH / 2).toBe(lesson.kind !== 'talk')
      const view = { lesson: { id: lessonId(lesson), page: 0 } }
      const reading = readLink(linkText({ input: presetInput('article'), view, own }))
      expect(reading).toMatchObject({ input: presetInput('article'), view, problems: [] })
      expect(parseLesson(JSON.parse(reading.own ?? ''))).toEqual({ ok: true, lesson: asOwn(lesson) })
    },
  )

  test('keeps in the check what the tests hold it to', async () => {
    for (const lesson of [...COURSE.slice(-2), ...INCIDENTS.slice(0, 2)]) {
      expect(await checkLesson(lesson, ALL_MESSAGES.en), lesson.id).toEqual({ faults: [], broken: [] })
    }
  })
})

describe('the check by running', () => {
  const check = (data: unknown, budget?: Cost) => {
    const result = parseLesson(data)
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    return checkLesson(result.lesson, ALL_MESSAGES.en, budget)
  }

  test('names the step and the claim that does not hold, with what the run says', async () => {
    const figure = { kind: 'count', what: 'sent', toMs: 1000 }
    const { broken } = await check(inStep({ claims: [{ figure, equals: 1000 }] }))
    expect(broken).toHaveLength(1)
    expect(broken[0]).toMatchObject({ path: 'steps[0].claims[0] (First)', reason: 'claimFails' })
    expect(broken[0]?.value).toMatch(/^= 1000 ≠ \d+$/)
  })

  test('refuses a figure and a question without an answer, and one whose answer is not offered', async () => {
    const nothing = { kind: 'queueOf', message: 2_000_000 }
    const reasons = async (part: Record<string, unknown>) =>
      (await check(inStep(part))).faults.map(({ reason }) => reason)
    expect(await reasons({ figures: { ...(small().steps[0]?.figures as object), none: nothing } })).toEqual([
      'noAnswer',
    ])
    const texts = { prompt: { en: '?' }, explain: { en: '!' } }
    const brokerOf = { kind: 'brokerOf', message: 1 }
    expect(await reasons({ ask: { kind: 'broker', ...texts, answer: brokerOf, options: ['nobody'] } })).toEqual([
      'notInList',
    ])
    expect(await reasons({ ask: { kind: 'number', ...texts, answer: brokerOf, options: [1] } })).toEqual(['notNumber'])
  })

  test('gives up on a lesson that takes too long to compute', async () => {
    const { faults } = await check(inStep({ untilMs: 86_400_000 }), { events: 50_000, reads: 1_000_000 })
    expect(faults).toMatchObject([{ path: 'steps[0]', value: 'First', reason: 'tooSlow' }])
  })
})

/** As many claims as a step may have, each over the whole log of a run in which very much happens. */
const heavy = (toMs: number) => ({
  title: { en: 'Heavy' },
  summary: { en: 'A lesson.' },
  minutes: 1,
  steps: Array.from({ length: 7 }, (_, step) => ({
    title: { en: `Step ${step}` },
    say: { en: 'Much.' },
    input: 'preset=real-5.3&producerCount=16&sendThreadCount=16&sendIntervalMs=1',
    atMs: 1,
    untilMs: toMs,
    meaning: { en: 'So it is.' },
    claims: Array.from({ length: 20 }, (_one, at) => ({
      figure: { kind: 'count', what: 'sent', fromMs: at, toMs },
      atLeast: 1,
    })),
  })),
})

describe('what a lesson may cost', () => {
  /** What its pages cost, without a limit. */
  function costOf(lesson: Lesson): Cost {
    const all = { events: 0, reads: 0 }
    const pages = [
      ...lesson.steps.map((step) => ({ kind: 'step' as const, step })),
      ...lesson.quiz.map((question) => ({ kind: 'quiz' as const, question })),
    ]
    for (const page of pages) {
      const work = readPage(page)
      for (let piece = work.next(); !piece.done; piece = work.next()) {
        all.events += piece.value.events
        all.reads += piece.value.reads
        // One piece is never more than the page can wait for, whatever is asked of it.
        expect(piece.value.events).toBeLessThanOrEqual(4000)
        expect(piece.value.reads).toBeLessThanOrEqual(40_000 + 200)
      }
    }
    return all
  }

  test('is a tenth of the limit at most for every one of ours', () => {
    for (const lesson of [...COURSE, ...INCIDENTS, ...TALKS]) {
      const { events, reads } = costOf(lesson)
      expect(events, lesson.id).toBeLessThan(LESSON_BUDGET.events / 10)
      expect(reads, lesson.id).toBeLessThan(LESSON_BUDGET.reads / 10)
    }
  })

  test('grows with the log once, not once for each figure', () => {
    const read = parseLesson(heavy(300))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    const [step] = read.lesson.steps
    if (!step) throw new Error('no step')
    const alone = costOf({ ...read.lesson, steps: [{ ...step, claims: step.claims.slice(0, 1) }], quiz: [] })
    const many = costOf({ ...read.lesson, steps: [step], quiz: [] })
    expect(many.events).toBe(alone.events)
    // Only entries that a figure looks at cost more.
    expect(many.reads).toBeLessThan(8 * alone.reads)
  })

  test('is limited: a lesson with a hundred figures over a long log is refused, and names the step', async () => {
    const read = parseLesson(heavy(60_000))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    const refused = { faults: [{ path: 'steps[0]', value: 'Step 0', reason: 'tooSlow', allowed: {} }], broken: [] }
    const small = { events: 60_000, reads: 400_000 }
    expect(await checkLesson(read.lesson, ALL_MESSAGES.en, small)).toEqual(refused)
    // Counted, not measured: it is too much at the same place each time.
    expect(await checkLesson(read.lesson, ALL_MESSAGES.en, small)).toEqual(refused)
  })
})

describe('a lesson made of a run', () => {
  const stories: [string, RunInput, number][] = [
    ['a Master killed', lessonInput('article', {}, [kill(9600)]), 25_000],
    [
      'the switch off, and on again',
      lessonInput('article-off', {}, [
        kill(9600),
        { atMs: 15_000, type: 'set', name: 'sendLatencyFaultEnable', value: true },
      ]),
      30_000,
    ],
    ['two things at once', lessonInput('article', {}, [kill(5000), kill(5000, 'broker-b/master')]), 12_000],
    ['nothing done', lessonInput('real-5.3'), 2000],
    ['at the very beginning', lessonInput('2m-noslave', {}, [kill(0)]), 40_000],
  ]

  test.each(stories)('%s: passes its own claims, the gate and a file', async (_, input, toMs) => {
    const lesson = draftLesson(simulate(input, toMs + 5000), toMs, inEveryLanguage)
    if (!lesson) throw new Error('no lesson')
    expect(lesson.steps.length).toBeGreaterThan(1)
    for (const { claims } of lesson.steps) expect(claims.length).toBeGreaterThan(0)
    expect(readLessonText(lessonFileText(lesson))).toEqual({ ok: true, lesson })
    expect(await checkLesson(lesson, ALL_MESSAGES.en)).toEqual({ faults: [], broken: [] })
    expect(packedLesson(lesson).length).toBeLessThan(MAX_PACKED_LENGTH)
    for (const language of LANGUAGE_CODES) {
      expect(lessonFileName(lesson, language)).toMatch(/^rocketscope-[\p{L}\p{N}-]+\.json$/u)
      for (let number = 0; number < pageCount(lesson) - 1; number++) {
        const page = pageAt(lesson, number)
        if (page.kind !== 'step') throw new Error('no step')
        const told = [page.step.say, page.step.meaning]
          .map((words) => pageText(page, words, null, ALL_MESSAGES[language]))
          .join(' ')
        expect(told).not.toMatch(/[{}…]|NaN|undefined|null/)
        expect(titleOf(page)(ALL_MESSAGES[language])).not.toBe('')
        expect(otherInput(page.step)).toBeNull()
      }
    }
  })

  test('has the action to do, the message to guess and the windows to watch', () => {
    const lesson = draftLesson(simulate(lessonInput('article', {}, [kill(9600)]), 25_000), 25_000, inEveryLanguage)
    const { steps } = lesson as Lesson
    expect(steps.map(({ title }) => title.en)).toMatchInlineSnapshot(`
      [
        "Before the first action",
        "kill -9 broker-a",
        "What happens to message 25?",
        "broker-a is avoided",
        "The producer has a new route",
        "broker-a is available again",
        "broker-a has a new Master",
        "All in all",
      ]
    `)
    expect(steps[1]?.task?.actions).toEqual([{ type: 'kill', target: 'broker-a/master' }])
    expect(steps[2]?.ask?.kind).toBe('outcome')
  })

  test('there is none of a run in which nothing has been sent', () => {
    expect(draftLesson(simulate(lessonInput('article'), 5000), 0, inEveryLanguage)).toBeNull()
  })
})

describe('lessons that are kept', () => {
  const shown = () => useApp.getState().ownLessons
  let kept = new Map<string, string>()
  let room = true

  beforeEach(() => {
    kept = new Map()
    room = true
    const localStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        if (!room) throw new Error('full')
        kept.set(key, value)
      },
    }
    Object.assign(globalThis, { window: { localStorage } })
    restoreOwnLessons()
    for (const { id } of shown()) removeOwnLesson(id)
    return () => Object.assign(globalThis, { window: undefined })
  })

  const [first, second] = COURSE.map(asOwn) as [Lesson, Lesson]

  test('are kept once, renamed, deleted and put back in their place', () => {
    expect(addOwnLesson(first)).toBe(true)
    expect(addOwnLesson(second)).toBe(true)
    expect(addOwnLesson(first)).toBe(true)
    expect(shown()).toEqual([first, second])
    expect(renameOwnLesson(first.id, 'Mine', 'en')).toBe(true)
    expect(shown()[0]).toEqual({ ...first, title: { zh: first.title.zh, en: 'Mine' } })
    const at = removeOwnLesson(first.id)
    expect(shown()).toEqual([second])
    addOwnLesson(first, at)
    expect(shown().map(({ id }) => id)).toEqual([first.id, second.id])
  })

  test('a lesson that stays the same is the very same object, so that its run is not computed again', () => {
    addOwnLesson(first)
    const [before] = shown()
    addOwnLesson(second)
    expect(shown()[0]).toBe(before)
  })

  test('without room, a lesson can be taken all the same, and it is said that it is not kept', () => {
    room = false
    expect(addOwnLesson(first)).toBe(false)
    expect(shown()).toEqual([first])
    removeOwnLesson(first.id)
    expect(shown()).toEqual([])
  })

  test('what cannot be read is left alone', () => {
    kept.set('rocketscope.ownLessons', JSON.stringify([{ id: 'own-new', lesson: { from: 'the future' } }]))
    addOwnLesson(first)
    expect(shown()).toEqual([first])
    expect(kept.get('rocketscope.ownLessons')).toContain('the future')
  })
})
