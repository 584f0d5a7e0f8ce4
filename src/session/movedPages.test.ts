// @vitest-environment happy-dom
// Lessons that are no more: every page a link, a note or saved progress may name leads to what came in its place.

import { beforeEach, describe, expect, test } from 'vitest'
import { COURSE, MOVED } from '../chapters/chapters'
import { lessonById, pageAt, pageCount, successorOf } from './lessonPages'
import { readProgress, writeProgress } from './lessonProgress'

/** Pages that each of them had: its steps, its quiz and its end. */
const PAGES: Record<string, number> = {
  topic: 5,
  shards: 5,
  route: 6,
  spread: 5,
  'master-dies': 6,
  switch: 7,
  beyond: 7,
}

beforeEach(() => localStorage.clear())

describe('a page of a former lesson', () => {
  test('every one of them is in the table, and no lesson has taken a former name', () => {
    expect(Object.fromEntries(Object.entries(MOVED).map(([id, pages]) => [id, pages.length]))).toEqual(PAGES)
    for (const id of Object.keys(PAGES)) expect(lessonById(id), id).toBeUndefined()
  })

  test.each(Object.entries(PAGES))('%s opens its successor on each of its %i pages', (id, pages) => {
    for (let page = 0; page < pages; page++) {
      const place = successorOf(id, page)
      const lesson = place && lessonById(place.id)
      if (!place || !lesson) throw new Error(`${id}.${page} leads nowhere`)
      const isEnd = page === pages - 1
      expect(pageAt(lesson, place.page).kind, `${id}.${page}`).toBe(isEnd ? 'end' : 'step')
      // A step of the table that is misspelt would be the end.
      const [, step] = MOVED[id]?.[page] ?? []
      expect(step === undefined).toBe(isEnd)
    }
    expect(successorOf(id, 99)).toEqual(successorOf(id, pages - 1))
  })

  test('what never was has no successor', () => {
    expect(successorOf('constructor', 0)).toBeNull()
    expect(successorOf('queues', 0)).toBeNull()
  })

  test('progress saved under the former names counts for the new lessons', () => {
    writeProgress({
      places: { shards: 1, route: 5, gone: 3 },
      seen: {},
      finished: ['route', 'topic', 'shards'],
      answers: { 'shards/1': true, 'starving-after-restart/1': false },
    })
    const { places, finished, answers } = readProgress()
    const routes = lessonById('routes')
    if (!routes) throw new Error('no routes')
    expect(places).toEqual({ queues: 1, routes: pageCount(routes) - 1, gone: 3 })
    // Of the three that became one, one is still to be taken.
    expect(finished).toEqual(['routes'])
    expect(answers).toEqual({ 'starving-after-restart/1': false })
    writeProgress({ places: {}, seen: {}, finished: ['topic', 'shards', 'spread'], answers: {} })
    expect(readProgress().finished).toEqual(['queues'])
    expect(COURSE.map(({ id }) => id)).toContain('queues')
  })
})
