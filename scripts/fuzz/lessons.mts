// Fuzzing of lesson files: nothing is thrown, what is refused is said, and what passes is written and read without a loss.

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { INCIDENTS } from '../../src/chapters/sending/incidents'
import { COURSE } from '../../src/chapters/sending/lessons'
import { lessonFileText } from '../../src/io/lessonFile'
import { readLessonText } from '../../src/io/readLesson'
import { checkProblems } from './documents.mts'
import { brokenTexts, editedJson, type Kind, must } from './kind.mts'

const texts = fc.constantFrom(...[...COURSE, ...INCIDENTS].map(lessonFileText))

export const lessons: Kind<string> = {
  name: 'lessons',
  cases: fc.oneof(
    { weight: 4, arbitrary: editedJson(texts.map((text) => JSON.parse(text))) },
    { weight: 1, arbitrary: brokenTexts(texts) },
  ),
  check: (text) => {
    const reading = readLessonText(text)
    must(Object.keys(Object.prototype).length === 0, 'Object.prototype was changed')
    if (!reading.ok) {
      must(reading.problems.length > 0, 'nothing was opened, and nothing was said')
      checkProblems(reading.problems)
      return
    }
    const again = readLessonText(lessonFileText(reading.lesson))
    must(again.ok, `what is written is refused: ${JSON.stringify(again)}`)
    must(isDeepStrictEqual(again.lesson, reading.lesson), 'what is written and read again is another lesson')
  },
  inTests: 150,
}
