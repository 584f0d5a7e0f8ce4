// The published JSON Schema of lessons is the one that the gate's own schemas give, takes what is saved, and judges files
// as the gate does, but for what JSON Schema cannot say.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INCIDENTS } from '../src/chapters/sending/incidents.ts'
import { COURSE } from '../src/chapters/sending/lessons.ts'
import { TALKS } from '../src/chapters/sending/talks.ts'
import { lessonFileText } from '../src/io/lessonFile.ts'
import { readLesson, readLessonText } from '../src/io/readLesson'
import { cases } from '../src/rocketmq/cases.testData.ts'
import { SETTING_DEFINITIONS } from '../src/rocketmq/index.ts'
import { checkLesson } from '../src/session/lessonCheck.ts'
import { lessonSchemaText } from './lessonSchema.mts'

const published = lessonSchemaText()
const accepts = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(JSON.parse(published))
const ALL = [...COURSE, ...INCIDENTS, ...TALKS]

test('a setting stands once: all that is said of it is said by reference', () => {
  const { $defs } = JSON.parse(published)
  for (const { name } of SETTING_DEFINITIONS)
    expect(published.split(`"#/$defs/${name}"`).length, name).toBeGreaterThan(1)
  expect(Object.keys($defs)).toEqual(expect.arrayContaining(['settings', 'action']))
})

test('it accepts every lesson of ours as it is saved', () => {
  for (const lesson of ALL) {
    expect(accepts(JSON.parse(lessonFileText(lesson))), JSON.stringify(accepts.errors?.slice(0, 3))).toBe(true)
  }
})

/** Every place in a piece of data: the object or list, and the key in it. */
function* placesIn(value) {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    yield [value, key]
    yield* placesIn(value[key])
  }
}

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
        const places = [...placesIn(data)]
        const [owner, key] = places[place % places.length]
        if (how === 'change') owner[key] = value
        else if (how === 'add') owner[`${key}x`] = value
        else if (Array.isArray(owner)) owner.splice(Number(key), 1)
        else delete owner[key]
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
