// The gate for lessons from outside: what it takes, and how it names what is wrong.

import { describe, expect, test } from 'vitest'
import { COURSE } from '../chapters/chapters'
import type { Lesson } from '../chapters/lesson'
import { kill, lessonInput } from '../chapters/lessonInput'
import { ALL_MESSAGES } from '../i18n/allMessages'
import { MAX_LESSON_LENGTH, packedLesson } from '../io/lessonFile'
import { readLink } from '../io/link'
import { problemWords } from '../io/problems.testData'
import { parseLesson, readLessonText } from '../io/readLesson'
import { linkText } from '../io/writeLink'
import { presetInput } from '../rocketmq'
import { checkLesson } from './lessonCheck'
import { pageAt, pageText } from './lessonPages'
import { inStep, small } from './smallLesson.testData'

const problemsOf = (data: unknown) => {
  const result = parseLesson(data)
  return result.ok ? [] : result.problems
}

describe('the gate', () => {
  test('takes a lesson that says no more than it must, and shows one language where the other is missing', async () => {
    const result = parseLesson(small())
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const { lesson } = result
    expect(lesson).toMatchObject({ kind: 'lesson', title: { zh: '一课', en: '一课' }, quiz: [], terms: [] })
    expect(lesson.steps[0]?.input).toEqual(lessonInput('article', {}, [kill(9600)]))
    expect(await checkLesson(lesson, ALL_MESSAGES.en)).toMatchObject({ faults: [] })
    const page = pageAt(lesson, 0)
    if (page.kind !== 'step') throw new Error('no step')
    expect(pageText(page, page.step.say, null, ALL_MESSAGES.zh)).toMatch(/^Message \d+ goes to broker-\w q\d\.$/)
  })

  test.each([
    ['no object', 5, '', 'notObject'],
    ['an unknown field', { ...small(), script: 'x' }, '', 'unknownKey'],
    ['no steps', { ...small(), steps: [] }, 'steps', 'missing'],
    ['too many steps', { ...small(), steps: Array(61).fill(small().steps[0]) }, 'steps', 'tooMany'],
    ['no text', { ...small(), title: {} }, 'title', 'noText'],
    ['an empty text', { ...small(), title: { en: '' } }, 'title.en', 'noText'],
    ['a text without end', { ...small(), title: { en: 'x'.repeat(121) } }, 'title.en', 'textTooLong'],
    ['a text that turns letters round', { ...small(), title: { en: 'a\u202eb' } }, 'title.en', 'badText'],
    ['a term that is none', { ...small(), terms: ['rout'] }, 'terms[0]', 'notInList'],
    ['an end before its beginning', inStep({ untilMs: 100 }), 'steps[0].untilMs', 'outOfRange'],
    [
      'a broken input',
      inStep({ input: 'preset=article&do=kill+broker-z/master+@1' }),
      'steps[0].input.kill broker-z/master @1.target',
      null,
    ],
    ['an input of nothing', inStep({ input: {} }), 'steps[0].input.scenario', 'missing'],
    ['no such figure', inStep({ figures: { m: { kind: 'weather' } } }), 'steps[0].figures.m', 'notFigure'],
    [
      'a figure without its field',
      inStep({ figures: { m: { kind: 'queueOf' } } }),
      'steps[0].figures.m.message',
      'missing',
    ],
    [
      'a figure of another cluster',
      inStep({
        figures: { m: { kind: 'share', brokerName: 'broker-z', toMs: 1 }, queue: { kind: 'queueOf', message: 1 } },
      }),
      'steps[0].figures.m',
      'noSuchTarget',
    ],
    ['a blank without a figure', inStep({ say: { en: 'a {nothing}' } }), 'steps[0].say', 'noFigure'],
    ['a blank of every object', inStep({ say: { en: '{constructor}' } }), 'steps[0].say', 'noFigure'],
    ['a question of no kind', inStep({ ask: { kind: 'essay' } }), 'steps[0].ask', 'notInList'],
    [
      'a task that cannot be done',
      inStep({ task: { prompt: { en: 'x' }, actions: [{ type: 'kill', target: 'broker-q/master' }] }, atMs: 9700 }),
      'steps[0].task.actions[1].target',
      'noSuchTarget',
    ],
    [
      'a task of no kind',
      inStep({ task: { prompt: { en: 'x' }, actions: [{ type: 'explode' }] } }),
      'steps[0].task.actions[0]',
      'notAction',
    ],
    ['a task with nothing to do', inStep({ task: { prompt: { en: 'x' } } }), 'steps[0].task', 'missing'],
    [
      'an act of no kind',
      inStep({ task: { prompt: { en: 'x' }, act: { kind: 'dance' } } }),
      'steps[0].task.act',
      'notInList',
    ],
    [
      'something to pick that is not there',
      inStep({ task: { prompt: { en: 'x' }, act: { kind: 'select', target: { brokerName: 'broker-q' } } } }),
      'steps[0].task.act',
      'noSuchTarget',
    ],
    [
      'a setting of nonsense',
      inStep({ task: { prompt: { en: 'x' }, act: { kind: 'setting', name: 'sendMsgTimeout', value: 'soon' } } }),
      'steps[0].task.act.value',
      'notInteger',
    ],
    [
      'a comparison with nonsense',
      inStep({ view: { compare: { name: 'sendMsgTimeout', value: 'soon' } } }),
      'steps[0].view.compare.value',
      'notInteger',
    ],
  ])('refuses %s, by path and reason', (_, data, path, reason) => {
    const [first] = problemsOf(data)
    expect(first, JSON.stringify(first)).toMatchObject(reason === null ? {} : { path, reason })
    for (const one of problemsOf(data)) {
      const { zh, en } = problemWords(one)
      expect(zh).not.toMatch(/undefined|NaN/)
      expect(en).not.toMatch(/undefined|NaN/)
    }
  })

  test('takes a choice and every act, and finds out whether one of the options can be right', async () => {
    const ask = (atLeast: number) => ({
      kind: 'choice',
      prompt: { en: 'How many?' },
      answer: { kind: 'count', what: 'sent', toMs: 12_000 },
      options: [
        { text: { en: 'Many' }, atLeast },
        { text: { en: 'Few' }, atMost: 0 },
      ],
      explain: { en: 'So.' },
    })
    for (const [atLeast, faults] of [
      [1, 0],
      [5000, 1],
    ] as const) {
      const read = parseLesson(inStep({ ask: ask(atLeast) }))
      if (!read.ok) throw new Error(JSON.stringify(read.problems))
      expect((await checkLesson(read.lesson, ALL_MESSAGES.en)).faults).toHaveLength(faults)
    }
    for (const act of [
      { kind: 'select', target: { nameServer: 0 } },
      { kind: 'jump', to: 9500, withinMs: 100 },
      { kind: 'jump', to: { kind: 'momentOf', mark: { mark: 'stored', afterMs: 9600 } }, withinMs: 100 },
      { kind: 'setting', name: 'sendLatencyFaultEnable', value: false },
    ]) {
      const read = parseLesson(inStep({ task: { prompt: { en: 'Do it.' }, act } }))
      if (!read.ok) throw new Error(JSON.stringify(read.problems))
      expect(read.lesson.steps[0]?.task?.act).toEqual(act)
    }
  })

  test('refuses files that are none, too long, or of another version', () => {
    const reason = (text: string) => {
      const result = readLessonText(text)
      return result.ok ? null : result.problems[0]?.reason
    }
    expect(reason('{')).toBe('notJson')
    expect(reason('{"format":"rocketscope-run"}')).toBe('notDocument')
    expect(reason(JSON.stringify({ format: 'rocketscope-lesson', version: 3, lesson: small() }))).toBe('otherVersion')
    expect(reason(' '.repeat(MAX_LESSON_LENGTH + 1))).toBe('tooLong')
    expect(reason(JSON.stringify({ format: 'rocketscope-lesson', version: 1, lesson: small() }))).toBeNull()
  })

  test('a text stays a text, whatever it looks like', () => {
    const result = parseLesson(inStep({ say: { en: '<img src=x onerror=alert(1)> {m}' } }))
    if (!result.ok) throw new Error('refused')
    const page = pageAt(result.lesson, 0)
    if (page.kind !== 'step') throw new Error('no step')
    expect(pageText(page, page.step.say, null, ALL_MESSAGES.en)).toMatch(/^<img src=x onerror=alert\(1\)> \d+$/)
  })

  test('a damaged lesson in a link is named, and the run is opened', () => {
    const own = packedLesson(COURSE[0] as Lesson)
    const link = linkText({ input: presetInput('article'), view: {}, own: own.slice(0, 500) })
    expect(readLink(link)).toMatchObject({
      input: presetInput('article'),
      problems: [{ path: 'own', reason: 'badLesson' }],
    })
  })
})
