// Fuzzing of what this browser kept and of what other windows say: each reader takes anything and gives something usable.

import fc from 'fast-check'
import { anyDocument, anyInput } from '../../src/io/anyRun.testData'
import { parseBreakpoints, readBreakpoints } from '../../src/io/breakpointSchema'
import { readDifference, readOther } from '../../src/io/differenceSchema'
import { parseRunInput } from '../../src/io/inputSchema'
import { readMessage } from '../../src/io/notesProtocol'
import { readHistory } from '../../src/session/readHistory'
import { historyText } from '../../src/session/saveHistory'
import { checkProblems } from './documents.mts'
import { brokenTexts, editedJson, type Kind, must } from './kind.mts'

const version = anyInput.map((input) => ({ input, playheadMs: 5, seenMs: 9, acted: false }))
const histories = fc
  .record({
    past: fc.array(version, { maxLength: 3 }),
    future: fc.array(version, { maxLength: 2 }),
    branches: fc.array(
      version.map((one) => ({ ...one, id: 1, name: 'b', leftFor: null })),
      { maxLength: 2 },
    ),
  })
  .map((history) => JSON.parse(historyText(history)))
const views = anyDocument.map(({ view }) => view)
const messages = fc.constantFrom<unknown>(
  { type: 'claim', from: 'a' },
  { type: 'taken', to: 'a' },
  { type: 'gone', from: 'a' },
  { type: 'hello' },
)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const kept: Kind<string> = {
  name: 'kept',
  cases: fc.oneof(
    editedJson(histories),
    brokenTexts(histories.map((data) => JSON.stringify(data))),
    editedJson(views.map(({ breakpoints }) => breakpoints ?? [])),
    editedJson(views.map(({ compare }) => compare ?? null)),
    editedJson(messages),
  ),
  check: (text) => {
    const history = readHistory(text)
    for (const { input } of [...history.past, ...history.future, ...history.branches]) {
      must(parseRunInput(input).ok, 'a kept version passes the gate')
    }
    must(readHistory(historyText(history)).past.length === history.past.length, 'a history is read as it is written')
    const breakpoints = readBreakpoints(text)
    must(parseBreakpoints(breakpoints) !== null, 'breakpoints that were read pass the gate')
    const data = parse(text)
    readMessage(data)
    const difference = readDifference(data)
    if (difference === null) return
    const base = history.past[0]?.input
    const other = base ? readOther(base, difference) : null
    if (other?.ok) must(parseRunInput(other.input).ok, 'the other run passes the gate')
    else if (other) checkProblems([other.problem])
  },
  inTests: 300,
}
