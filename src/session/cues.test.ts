// A talk as presses: forward to the end and back, in every lesson, incident and talk there is.
import { expect, test } from 'vitest'
import { CUES_BY_NUMBER, TALKS } from '../chapters/chapters'
import type { Lesson } from '../chapters/lesson'
import { type CuePlace, cueAfter, cueBefore, isCard, leadOf, plannedUntil, sentenceOf } from './cues'
import { LESSONS, pageAt, pageCount, placed, placeOf } from './lessonPages'

const ALL = [...LESSONS, ...TALKS]
const START: CuePlace = { page: 0, revealed: false }

/** Presses that a page takes. */
const pressesOf = (lesson: Lesson, page: number): number => (isCard(pageAt(lesson, page)) ? 1 : 2)

test('two presses for each cue, one for a card and for the end, and then nothing moves any more', () => {
  for (const lesson of ALL) {
    const last = pageCount(lesson) - 1
    let place = START
    for (let page = 0; page < last; page++) {
      expect(place).toEqual({ page, revealed: false })
      for (let press = 0; press < pressesOf(lesson, page); press++) place = cueAfter(lesson, place)
    }
    expect(place).toEqual({ page: last, revealed: false })
    expect(cueAfter(lesson, place)).toEqual(place)
  }
})

test('back goes to the beginning of the cue, then cue by cue, and stays at the first', () => {
  expect(cueBefore({ page: 3, revealed: true })).toEqual({ page: 3, revealed: false })
  expect(cueBefore({ page: 3, revealed: false })).toEqual({ page: 2, revealed: false })
  expect(cueBefore(START)).toEqual(START)
})

test('the two halves of a cue never say the same, and all that a lesson says of it is on the screen', () => {
  for (const lesson of ALL) {
    for (let number = 0; number < pageCount(lesson); number++) {
      const page = pageAt(lesson, number)
      if (page.kind === 'end' || isCard(page)) continue
      const first = sentenceOf(lesson, page, false)
      const second = sentenceOf(lesson, page, true)
      expect(first).not.toEqual(second)
      if (page.kind !== 'step') continue
      const { say, ask, task, meaning } = page.step
      if (ask) expect(first).toBe(ask.prompt)
      const shown = [first, second, leadOf(page, false), leadOf(page, true)]
      for (const words of [say, meaning, ...(ask ? [ask.explain] : []), ...(task ? [task.prompt] : [])])
        expect(shown).toContain(words)
      // What the answer means comes with the answer.
      expect([first, leadOf(page, false)]).not.toContain(meaning)
    }
    const end = pageAt(lesson, pageCount(lesson) - 1)
    if (end.kind === 'end') expect(sentenceOf(lesson, end, false)).toBe(lesson.fix ?? lesson.summary)
  }
})

test('a talk is planned to its end, cue by cue; a lesson has no plan', () => {
  for (const talk of TALKS) {
    const until = talk.steps.map((_, page) => plannedUntil(talk, page) ?? 0)
    expect(until).toEqual([...until].sort((one, other) => one - other))
    expect(until.at(-1)).toBe(talk.minutes)
  }
  expect(plannedUntil(LESSONS[0], 0)).toBeNull()
})

test('a link names a cue, and one from before cues had names leads to the cue that took its place', () => {
  const byId = (id: string) => TALKS.find((one) => one.id === id) as Lesson
  for (const talk of TALKS)
    for (let page = 0; page < talk.steps.length; page++) {
      const place = placeOf(talk, page)
      expect(place.cue).toBe(talk.steps[page].id)
      // Whatever its number has become.
      expect(placed(talk, { ...place, page: 0 })).toEqual(place)
    }
  for (const [id, cues] of Object.entries(CUES_BY_NUMBER)) {
    // As many pages as those talks had.
    expect(cues).toHaveLength(id === 'talk-15' ? 13 : 25)
    cues.forEach((cue, page) => {
      const { page: found } = placed(byId(id), { id, page })
      expect(byId(id).steps[found].id, `${id}.${page}`).toBe(cue)
    })
  }
  expect(placed(byId('talk-15'), { id: 'talk-15', page: 200 }).page).toBe(0)
  expect(placed(byId('talk-15'), { id: 'talk-15', page: 0, cue: 'no-such-cue' }).page).toBe(0)
})
