// The published JSON Schema of lessons is the one that the gate's own schemas give, takes what is saved, and judges files
// as the gate does, but for what JSON Schema cannot say.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COURSE, INCIDENTS, TALKS } from '../src/chapters/chapters.ts'
import { STATIONS, STORE_MARKED } from '../src/chapters/figure.ts'
import { lessonFileText } from '../src/io/lessonFile.ts'
import { figureSchemas } from '../src/io/lessonSchema.ts'
import { readLesson, readLessonText } from '../src/io/readLesson'
import { cases } from '../src/rocketmq/cases.testData.ts'
import { checkLesson } from '../src/session/lessonCheck.ts'
import { lessonSchemaText } from './lessonSchema.mts'
import { acceptsOf, changeAt, expectReferences } from './publishedSchema.testData.mjs'

const published = lessonSchemaText()
const accepts = acceptsOf(published)
const ALL = [...COURSE, ...INCIDENTS, ...TALKS]

test('a setting stands once: all that is said of it is said by reference', () => {
  expectReferences(published)
})

test('it accepts every lesson of ours as it is saved', () => {
  for (const lesson of ALL) {
    expect(accepts(JSON.parse(lessonFileText(lesson))), JSON.stringify(accepts.errors?.slice(0, 3))).toBe(true)
  }
})

test('what it refuses, the gate refuses as well, and the gate never throws', () => {
  let refused = 0
  let judged = 0
  const other = fc.constantFrom(null, true, '', 'x', '{y}', -1, 1.5, 1e9, 1e300, [], {}, [1], { a: 1 }, 'kill', {
    en: 'x',
  })
  fc.assert(
    fc.property(
      fc.nat(COURSE.length - 1),
      fc.nat(),
      fc.constantFrom('change', 'remove', 'add'),
      other,
      (at, place, how, value) => {
        const data = JSON.parse(lessonFileText(COURSE[at]))
        const key = changeAt(data, place, how, value)
        judged += 1
        const shapeIsRight = accepts(data)
        if (!shapeIsRight) refused += 1
        const read = readLesson(data)
        if (!shapeIsRight) expect(read.ok, JSON.stringify({ key, how, value, errors: accepts.errors?.[0] })).toBe(false)
        if (!read.ok) expect(read.problems.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: cases(120, 500) },
  )
  expect(refused).toBeGreaterThan(judged / 4)
})

test('the example in the documentation can be opened, and what it claims is so', async () => {
  const text = readFileSync(fileURLToPath(new URL('../docs/lesson-format.md', import.meta.url)), 'utf8')
  const [, example] = /```json\n([\s\S]*?)```/.exec(text) ?? []
  expect(accepts(JSON.parse(example)), JSON.stringify(accepts.errors?.slice(0, 3))).toBe(true)
  const read = readLessonText(example)
  expect(read.problems ?? []).toEqual([])
  expect(await checkLesson(read.lesson, 'en')).toEqual({ faults: [], broken: [] })
})

test('the description of the format has a row for every kind of figure, and every station and mark inside of Brokers', () => {
  const text = readFileSync(fileURLToPath(new URL('../docs/lesson-format.md', import.meta.url)), 'utf8')
  const figures = text.slice(text.indexOf('## Figures'), text.indexOf('## Opening one'))
  const kinds = figures.split('\n').flatMap((row) => [...(/^\| (.*?) \|/.exec(row)?.[1] ?? '').matchAll(/`(\w+)`/g)])
  const named = kinds.map(([, kind]) => kind).filter((kind) => kind !== 'kind')
  expect(named.toSorted()).toEqual(Object.keys(figureSchemas).toSorted())
  for (const word of [...STATIONS, ...STORE_MARKED]) expect(figures).toContain(`\`${word}\``)
})
