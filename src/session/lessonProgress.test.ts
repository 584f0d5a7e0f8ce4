// A lesson is finished when every page was opened and every question answered; what was kept before counts as it did.

import { describe, expect, test } from 'vitest'
import { COURSE } from '../chapters/chapters'
import type { Lesson } from '../chapters/lesson'
import { pageAt, questionOf } from './lessonPages'
import { NO_PROGRESS, openPages, type Progress, withFinished, withPage } from './lessonProgress'

const lesson = COURSE[0] as Lesson
const { id } = lesson
const pages = [...Array(lesson.steps.length + lesson.quiz.length).keys()]
const asking = pages.filter((page) => questionOf(pageAt(lesson, page)))
const opened = pages.reduce((progress, page) => withPage(progress, lesson, page), NO_PROGRESS)
const answered = (progress: Progress, asked: readonly number[]): Progress => ({
  ...progress,
  answers: { ...progress.answers, ...Object.fromEntries(asked.map((page) => [`${id}/${page}`, false])) },
})

describe('a lesson is finished', () => {
  test('when every page was opened and every question answered, right or wrong', () => {
    expect(asking.length).toBeGreaterThan(0)
    expect(openPages(lesson, NO_PROGRESS)).toEqual(pages)
    expect(openPages(lesson, opened)).toEqual(asking)
    expect(withFinished(opened, lesson).finished).toEqual([])
    expect(withFinished(answered(opened, asking.slice(1)), lesson).finished).toEqual([])
    expect(withFinished(answered(opened, asking), lesson).finished).toEqual([id])
  })

  test('not by a jump to its end', () => {
    const jumped = withPage(NO_PROGRESS, lesson, pages.length)
    expect(openPages(lesson, jumped)).toEqual(pages)
    expect(withFinished(answered(jumped, asking), lesson).finished).toEqual([])
  })
})

describe('what was kept before pages were counted', () => {
  test('a lesson that was finished stays finished', () => {
    const old = { ...NO_PROGRESS, finished: [id], places: { [id]: pages.length } }
    expect(withFinished(withPage(old, lesson, 0), lesson).finished).toEqual([id])
  })

  test('the pages up to its place were opened, also once it goes on', () => {
    const old = { ...NO_PROGRESS, places: { [id]: 2 } }
    const unasked = pages.filter((page) => !asking.includes(page))
    expect(openPages(lesson, answered(old, asking))).toEqual(pages.slice(3))
    expect(openPages(lesson, withPage(old, lesson, 3)).filter((page) => unasked.includes(page))).toEqual(
      unasked.filter((page) => page > 3),
    )
    expect(withPage(old, lesson, 0).seen[id]).toEqual([0, 1, 2])
  })
})
