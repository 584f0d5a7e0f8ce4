// Spring's YAML: pairs with the line each stands in, whatever else is wrong with the document.

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseAllDocuments } from 'yaml'

import type { Gathered } from './gathered'
import { isBlank, type Line } from './lines'
import { takeNamedValue } from './settingNames'

const PAIR = /^\s*(?:- +)*(?:"[\w.${}[\]*@/-]{1,200}"|'[\w.${}[\]*@/-]{1,200}'|[\w.${}[\]*@/-]{1,200})\s*:(?:\s|$)/
const ITEM = /^\s*- +\S/
const BETWEEN = /^\s*(#.*|---|\.\.\.)?$/

/** How deep a configuration may be. */
const DEEPEST = 30
/** Quoted texts, whose brackets are none. */
const QUOTED = /"[^"]*"|'[^']*'/g

/**
 * Whether a piece is nested deeper than that, by indentation, dashes and brackets. What reads YAML goes down by recursion and
 * looks at the whole way for every bracket.
 */
function isTooDeep(lines: readonly Line[]): boolean {
  /** Columns at which something that is still open began. */
  const columns: number[] = []
  let brackets = 0
  for (const { text } of lines) {
    let column = 0
    while (text[column] === ' ' || (text[column] === '-' && text[column + 1] === ' ')) {
      if (text[column] === '-') open(columns, column)
      column++
    }
    if (column === text.length) continue
    open(columns, column)
    for (const letter of text.slice(column).replace(QUOTED, '')) {
      if (letter === '[' || letter === '{') brackets++
      else if ((letter === ']' || letter === '}') && brackets > 0) brackets--
      if (brackets > DEEPEST) return true
    }
    if (columns.length > DEEPEST) return true
  }
  return false
}

function open(columns: number[], column: number): void {
  while ((columns.at(-1) ?? -1) >= column) columns.pop()
  columns.push(column)
}

/** @returns how many lines from here on are one piece of YAML, 0 if none */
export function yamlLength(lines: readonly Line[], start: number, ends: (line: Line) => boolean): number {
  let length = 0
  if (!PAIR.test((lines[start] as Line).text)) return 0
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] as Line
    if (ends(line)) break
    if (PAIR.test(line.text) || ITEM.test(line.text)) length = index - start + 1
    else if (!BETWEEN.test(line.text)) break
  }
  return length
}

export function readYaml(gathered: Gathered, lines: readonly Line[]): void {
  if (isTooDeep(lines)) {
    const [first, ...rest] = lines
    gathered.ignored.push({ line: (first as Line).number, why: (m) => m.importCluster.ignoredBecause.tooDeep })
    for (const line of rest) if (!isBlank(line)) gathered.structure.push(line.number)
    return
  }
  const counter = new LineCounter()
  const text = lines.map((line) => line.text).join('\n')
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    strict: false,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  })
  const lineOf = (offset: number): Line => lines[Math.min(counter.linePos(offset).line, lines.length) - 1] as Line
  const done = new Set<number>()
  const unread = (line: Line) => {
    if (done.has(line.number) || isBlank(line)) return
    done.add(line.number)
    gathered.unread.push({ line: line.number, text: line.text.trim() })
  }

  const visit = (node: Node | null, path: readonly string[], line: Line): void => {
    if (path.length > DEEPEST || node === null || isAlias(node)) return
    if (isScalar(node)) {
      const written = String(node.source ?? node.value ?? '')
      const variable = /^([A-Za-z_][\w.-]*)=(.*)$/.exec(written)
      done.add(line.number)
      // A list of environment variables, as Docker Compose writes it.
      if (variable) takeNamedValue(gathered, line.number, (variable[1] as string).split('.'), variable[2] as string)
      else takeNamedValue(gathered, line.number, path, written)
      return
    }
    if (isSeq(node)) {
      const scalars = node.items.every((item) => isScalar(item) && !/=/.test(String(item.source ?? '')))
      if (scalars) {
        done.add(line.number)
        takeNamedValue(
          gathered,
          line.number,
          path,
          node.items.map((item) => (isScalar(item) ? item.source : '')).join(','),
        )
      } else {
        for (const item of node.items) visit(item as Node, path, lineOf((item as ParsedNode).range[0]))
      }
      return
    }
    if (!isMap(node)) return
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue
      const at = lineOf((key as ParsedNode).range?.[0] ?? 0)
      // Spring takes "rocketmq.producer" in one key as well as in two.
      const names = String(key.source ?? key.value).split('.')
      if (value !== null) visit(value as Node, [...path, ...names], at)
    }
  }
  for (const document of documents) {
    for (const error of document.errors) unread(lineOf(error.pos[0]))
    if ('contents' in document) visit(document.contents as Node | null, [], lines[0] as Line)
  }
  for (const line of lines) if (!done.has(line.number) && !isBlank(line)) gathered.structure.push(line.number)
}
