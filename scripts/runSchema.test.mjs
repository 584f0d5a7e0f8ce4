// The published JSON Schema is the one that the gate's own schemas give, and judges files as the gate does, but for what
// JSON Schema cannot say.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDocument } from '../src/io/anyRun.testData.ts'
import { fileText, readDocument } from '../src/io/document.ts'
import { cases } from '../src/rocketmq/cases.testData.ts'
import { acceptsOf, changeAt, expectReferences } from './publishedSchema.testData.mjs'
import { schemaText } from './runSchema.mts'

const published = schemaText()
const accepts = acceptsOf(published)

/** What only the gate knows: how parts of a file fit one another. */
const RELATIONS_ONLY = [
  'tablesDiffer',
  'tableOrder',
  'notSorted',
  'notTarget',
  'noSuchTarget',
  'notForTarget',
  'notProducer',
  'notPeer',
  'nameTaken',
]

/** A shape in itself, but not where a Broker is called like something else. */
const isRelation = ({ reason, value }) =>
  RELATIONS_ONLY.includes(reason) || (reason === 'badName' && ['nameserver', 'producer'].includes(value))

const asData = (document) => JSON.parse(fileText(document))
const gate = (data) => {
  const { input, problems } = readDocument(data)
  return { ok: input !== null && problems.length === 0, problems }
}

test('a setting stands once: all that is said of it is said by reference', () => {
  expectReferences(published)
})

test('it accepts what is saved', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const data = asData(document)
      expect(gate(data)).toEqual({ ok: true, problems: [] })
      expect(accepts(data), JSON.stringify(accepts.errors?.slice(0, 3))).toBe(true)
    }),
    { numRuns: cases(60, 300) },
  )
})

test('it refuses what the gate refuses, and nothing else', () => {
  let refused = 0
  const other = fc.oneof(
    fc.constantFrom(null, true, '', 'x', -1, 1.5, 1e9, 1e300, [], {}, [1], { a: 1 }, 'kill', 'broker-z/n0', '5.3.3'),
    fc.integer(),
  )
  fc.assert(
    fc.property(
      anyDocument,
      fc.nat(),
      fc.constantFrom('change', 'change', 'remove', 'add'),
      other,
      (document, at, how, value) => {
        const data = asData(document)
        // What is inside a comparison is refused as a whole.
        delete data.view.compare
        const key = changeAt(data, at, how, value)
        const { ok, problems } = gate(data)
        const shapeIsWrong = problems.some((problem) => !isRelation(problem))
        if (shapeIsWrong) refused += 1
        expect(accepts(data), JSON.stringify({ key, how, value, problems, errors: accepts.errors?.[0] })).toBe(
          ok || !shapeIsWrong,
        )
      },
    ),
    { numRuns: cases(300, 2000) },
  )
  expect(refused).toBeGreaterThan(cases(75, 500))
})
