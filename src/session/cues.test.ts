// A talk as presses: forward to the end and back, in every lesson, incident and talk there is.
import { expect, test } from 'vitest'
import { TALKS } from '../chapters/chapters'
import { type CuePlace, cueAfter, cueBefore, leadOf, plannedUntil, sentenceOf } from './cues'
import { LESSONS, pageAt, pageCount } from './lessonPages'

const ALL = [...LESSONS, ...TALKS]
const START: CuePlace = { page: 0, revealed: false }

test('two presses for each cue and one for the end, and then nothing moves any more', () => {
  for (const lesson of ALL) {
    const cues = pageCount(lesson)
    let place = START
    for (let presses = 0; presses < 2 * (cues - 1); presses++) {
      expect(place.page).toBe(Math.floor(presses / 2))
      place = cueAfter(lesson, place)
    }
    expect(place).toEqual({ page: cues - 1, revealed: false })
    expect(cueAfter(lesson, place)).toEqual(place)
  }
})

test('back goes to the beginning of the cue, then cue by cue, and stays at the first', () => {
  expect(cueBefore({ page: 3, revealed: true })).toEqual({ page: 3, revealed: false })
  expect(cueBefore({ page: 3, revealed: false })).toEqual({ page: 2, revealed: false })
  expect(cueBefore(START)).toEqual(START)
})

test('the two halves of a cue never say the same, and a question is not answered before it is asked', () => {
  for (const lesson of ALL) {
    for (let number = 0; number < pageCount(lesson) - 1; number++) {
      const page = pageAt(lesson, number)
      const first = sentenceOf(lesson, page, false)
      const second = sentenceOf(lesson, page, true)
      expect(first).not.toEqual(second)
      if (page.kind !== 'step') continue
      if (page.step.ask) expect(first).toBe(page.step.ask.prompt)
      // Whatever the step says is told: on the screen, or by the speaker.
      expect([first, leadOf(page)]).toContain(page.step.say)
    }
    expect(sentenceOf(lesson, pageAt(lesson, pageCount(lesson) - 1), false)).toBe(lesson.fix ?? lesson.summary)
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
