// Fuzzing of what opens a run: links and scenario files. Nothing is thrown; what is opened is a run that the engine takes
// and that is written and read again without a loss; what could not be read is said in words of bounded length.

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { deflateSync, strToU8 } from 'fflate'
import { COURSE } from '../../src/chapters/chapters'
import { inEveryLanguage } from '../../src/i18n/allMessages'
import type { Problem } from '../../src/i18n/problems'
import { anyDocument } from '../../src/io/anyRun.testData'
import { fileText, type Reading, readFileText } from '../../src/io/document'
import { parseRunInput } from '../../src/io/inputSchema'
import { packedLesson } from '../../src/io/lessonFile'
import { readLink } from '../../src/io/link'
import { linkText } from '../../src/io/writeLink'
import { PRESETS, presetInput, type RunInput, simulate } from '../../src/rocketmq'
import { brokenTexts, editedJson, type Kind, must } from './kind.mts'

const MAX_WORDS = 3000

/** Every problem can be said, shortly, in every language. */
export function checkProblems(problems: readonly Problem[]): void {
  for (const problem of problems.slice(0, 30)) {
    for (const text of Object.values(inEveryLanguage((m) => m.problems.sentence(problem)))) {
      must(text.length > 0, `a problem without words: ${problem.reason}`)
      must(text.length <= MAX_WORDS, `${problem.reason} takes ${text.length} letters`)
    }
  }
}

/** Small enough to be run a little for every case. */
const isSmall = ({ scenario: { settings }, actions }: RunInput): boolean =>
  settings.producerCount * settings.sendThreadCount <= 64 && actions.length < 50

/** Nothing in the prototype of everything has come from outside. */
const checkPrototype = (): void => must(Object.keys(Object.prototype).length === 0, 'Object.prototype was changed')

export function checkReading({ input, view, own, problems }: Reading, again: (reading: Reading) => Reading): void {
  checkProblems(problems)
  checkPrototype()
  if (input === null) {
    must(problems.length > 0 || Boolean(own), 'nothing was opened, and nothing was said')
    return
  }
  must(isDeepStrictEqual(parseRunInput(input), { ok: true, input }), 'what was opened does not pass the gate as it is')
  const second = again({ input, view, problems })
  must(isDeepStrictEqual(second.input, input), 'what is written and read again is another input')
  must(
    isDeepStrictEqual(second.view, view),
    `what is written and read again is another view: ${JSON.stringify([view, second.view])}`,
  )
  must(second.problems.length === 0, `what is written has problems: ${JSON.stringify(second.problems)}`)
  if (isSmall(input)) simulate(input, 20)
}

const shortLinks = fc.constantFrom(...PRESETS.map(({ id }) => id)).map((id) =>
  linkText({
    input: { ...presetInput(id), seed: 5, actions: [{ atMs: 9600, type: 'kill', target: 'broker-a/master' }] },
    view: { tMs: 9700, language: 'en', selection: { kind: 'broker', group: 0, node: 0 }, sidePanel: 'log' },
  }),
)

/** A link that brings a lesson along. */
const lessonLinks = fc
  .constantFrom(...COURSE.slice(0, 2).map(packedLesson))
  .map((own) => linkText({ input: presetInput('article'), view: {}, own }))

/** A packed part that can be unpacked, with anything in it. */
const packed = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), brokenTexts(shortLinks)).map((text) => {
  const bytes = deflateSync(strToU8(text), { level: 6 })
  return `v=1&preset=article&z=${Buffer.from(bytes).toString('base64url')}&end`
})

export const links: Kind<string> = {
  name: 'links',
  cases: fc.oneof(
    { weight: 4, arbitrary: brokenTexts(shortLinks) },
    { weight: 3, arbitrary: brokenTexts(anyDocument.map(linkText)) },
    { weight: 2, arbitrary: packed },
    { weight: 1, arbitrary: brokenTexts(lessonLinks) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }).map((text) => `v=1&${text}`) },
  ),
  check: (text) =>
    checkReading(readLink(text), ({ input, view }) => readLink(linkText({ input: input as RunInput, view }))),
  inTests: 700,
}

/** JSON that is nested deeper than anything recursive can follow. */
const deepText = fc
  .tuple(
    fc.constantFrom('', '{"format":"rocketscope-run","version":1,"input":', '{"scenario":'),
    fc.constantFrom('[', '{"a":'),
  )
  .map(
    ([before, level]) =>
      `${before}${level.repeat(20_000)}1${(level === '[' ? ']' : '}').repeat(20_000)}${before && '}'}`,
  )

export const files: Kind<string> = {
  name: 'files',
  cases: fc.oneof(
    { weight: 5, arbitrary: editedJson(anyDocument.map((document) => JSON.parse(fileText(document)))) },
    { weight: 2, arbitrary: editedJson(anyDocument.map(({ input }) => input)) },
    { weight: 2, arbitrary: brokenTexts(anyDocument.map(fileText)) },
    { weight: 1, arbitrary: fc.oneof(fc.json(), deepText) },
  ),
  check: (text) =>
    checkReading(readFileText(text), ({ input, view }) => readFileText(fileText({ input: input as RunInput, view }))),
  inTests: 500,
}
