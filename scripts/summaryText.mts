// The verdict on two runs as a table of text: the same figures and words as on the page.

import { type Difference, factsOf, leavesOutChanges } from '../src/explain/difference'
import { allSaved, type SummaryRow, summaryTable, telling, whyNoDifference } from '../src/explain/runSummaryRows'
import {
  changeText,
  compareWords,
  countedUntil,
  figureText,
  leftOutWords,
  noDifferenceWords,
  rowName,
  sideWords,
  summarySentence,
} from '../src/i18n/compare'
import type { Language } from '../src/i18n/words'
import { sameValue } from '../src/io/document'
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
  language: Language,
): Generator<string> {
  const main = figures(mainRun, 0, untilMs)
  const two = figures(otherRun, 0, untilMs)
  const table = summaryTable(main, two)
  const facts = factsOf(input, difference)
  const sides = sideWords(facts)
  const why = whyNoDifference(table, main, two, sameValue(input, other.input), difference)
  yield `A  ${sides.main[language]}`
  yield `B  ${sides.other[language]}`
  yield (why ? noDifferenceWords(why, untilMs) : summarySentence(facts, telling(table), allSaved(table)))[language]
  const line = (row: SummaryRow, indent = ''): string => {
    const judgement = row.isBetter === null ? '' : (row.isBetter ? compareWords.better : compareWords.worse)[language]
    const cells = [row.main, row.other].map((value) => right(figureText(value, row.unit, language), 12))
    return `${left(indent + rowName(row)[language], 30)}${cells.join('')}${right(changeText(row, language), 14)}  ${judgement}`.trimEnd()
  }
  yield `${left('', 30)}${right('A', 12)}${right('B', 12)}${right(compareWords.changed[language], 14)}`
  for (const row of [...table.sends, ...table.cluster]) yield line(row)
  yield compareWords.shares[language]
  for (const { group, queues } of table.shares) {
    yield line(group)
    for (const queue of queues) yield line(queue, '  ')
  }
  const name = difference.kind === 'setting' ? difference.name : null
  const leftOut = leftOutWords(leavesOutChanges(input, difference), name, other.leftOut)
  yield [countedUntil(untilMs), leftOut].flatMap((words) => (words ? [words[language]] : [])).join(' ')
}
