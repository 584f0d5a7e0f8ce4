// The verdict on two runs as a table of text: the same figures and words as on the page.

import { type Difference, factsOf, leavesOutChanges } from '../src/explain/difference'
import { allSaved, type SummaryRow, summaryTable, telling, whyNoDifference } from '../src/explain/runSummaryRows'
import type { Messages } from '../src/i18n/messages'
import { sameValue } from '../src/io/viewFields'
import { figures } from '../src/projections/runSummary'
import type { Run, RunInput } from '../src/rocketmq'

/** How many columns of a terminal a text takes: a Chinese character takes two. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter >= '\u2e80' ? 2 : 1), 0)
const left = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))
const right = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text

export interface ComparedInput {
  input: RunInput
  difference: Difference
  /** Of the other run, as the gate lets it through, and how many actions that left out. */
  other: { input: RunInput; leftOut: number }
}

/** The verdict line by line: what the two are, the sentence, the figures. */
export function* summaryTextOf(
  { input, difference, other }: ComparedInput,
  [mainRun, otherRun]: readonly [Run, Run],
  untilMs: number,
  m: Messages,
): Generator<string> {
  const main = figures(mainRun, 0, untilMs)
  const two = figures(otherRun, 0, untilMs)
  const table = summaryTable(main, two)
  const facts = factsOf(input, difference, m)
  const sides = m.compare.sides(facts)
  const why = whyNoDifference(table, main, two, sameValue(input, other.input), difference)
  yield `A  ${sides.main}`
  yield `B  ${sides.other}`
  yield why ? m.compare.noDifference(why, untilMs) : m.compare.summary(facts, telling(table), allSaved(table))
  const line = (row: SummaryRow, indent = ''): string => {
    const judgement = row.isBetter === null ? '' : row.isBetter ? m.compare.better : m.compare.worse
    const cells = [row.main, row.other].map((value) => right(m.compare.figureText(value, row.unit), 12))
    return `${left(indent + m.compare.rowName(row), 30)}${cells.join('')}${right(m.compare.changeText(row), 14)}  ${judgement}`.trimEnd()
  }
  yield `${left('', 30)}${right('A', 12)}${right('B', 12)}${right(m.compare.changed, 14)}`
  for (const row of [...table.sends, ...table.cluster]) yield line(row)
  yield m.compare.shares
  for (const { group, queues } of table.shares) {
    yield line(group)
    for (const queue of queues) yield line(queue, '  ')
  }
  const name = difference.kind === 'setting' ? difference.name : null
  const leftOut = m.compare.leftOut(leavesOutChanges(input, difference), name, other.leftOut)
  yield [m.compare.countedUntil(untilMs), ...(leftOut ? [leftOut] : [])].join(' ')
}
