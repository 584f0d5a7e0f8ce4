// YAML of Spring, Docker Compose and Kubernetes: values with the line each stands in, whatever else is wrong with the document.

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseAllDocuments } from 'yaml'
import { noteComment } from './comments'
import { noteContext, takeConfigured } from './configured'
import { readContainer, readResource } from './containers'
import type { Gathered } from './gathered'
import { isBlank, type Line } from './lines'
import { type Above, childOf, type Tree, type TreeReader, textOf } from './yamlTree'

const PAIR = /^\s*(?:- +)*(?:"[\w.${}[\]*@/-]{1,200}"|'[\w.${}[\]*@/-]{1,200}'|[\w.${}[\]*@/<-]{1,200})\s*:(?:\s|$)/
const ITEM = /^\s*- +\S/
const BETWEEN = /^\s*(#.*|---.*|\.\.\.)?$/
/** A text over the lines below follows. */
const BLOCK = /[:-] {1,8}[|>][+-]?\d?[+-]?$/

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

const withoutComment = (text: string): string =>
  text.includes(' #') ? text.slice(0, text.indexOf(' #')).trimEnd() : text

const columnOf = ({ text }: Line): number => text.length - text.trimStart().length

/** @returns how many lines from here on are one piece of YAML, 0 if none */
export function yamlLength(
  lines: readonly Line[],
  start: number,
  ends: (line: Line) => boolean,
  endsBlock: (line: Line) => boolean,
): number {
  if (!PAIR.test((lines[start] as Line).text)) return 0
  let length = 0
  /** Where the last key or dash stands; what is further in belongs to it. */
  let column = 0
  let isBlock = false
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] as Line
    if (endsBlock(line)) break
    if (isBlock && (isBlank(line) || columnOf(line) > column)) {
      if (!isBlank(line)) length = index - start + 1
      continue
    }
    isBlock = false
    if (ends(line)) break
    if (PAIR.test(line.text) || ITEM.test(line.text)) {
      length = index - start + 1
      column = columnOf(line)
      isBlock = BLOCK.test(withoutComment(line.text))
    } else if (BETWEEN.test(line.text)) continue
    else if (columnOf(line) > column && length > 0) length = index - start + 1
    else break
  }
  return length
}

/** @param readBlock - reads lines of the paste, given by their numbers, that stand in a text */
export function readYaml(
  gathered: Gathered,
  lines: readonly Line[],
  readBlock: (from: number, to: number) => void,
): void {
  if (isTooDeep(lines)) {
    const [first, ...rest] = lines
    gathered.ignored.push({ line: (first as Line).number, why: (m) => m.importCluster.ignoredBecause.tooDeep })
    for (const line of rest) if (!isBlank(line)) gathered.structure.push(line.number)
    return
  }
  const reader = new YamlReader(gathered, lines, readBlock)
  reader.read()
}

class YamlReader implements TreeReader {
  readonly gathered: Gathered
  private readonly lines: readonly Line[]
  private readonly readBlock: (from: number, to: number) => void
  private readonly counter = new LineCounter()
  private readonly done = new Set<number>()

  constructor(gathered: Gathered, lines: readonly Line[], readBlock: (from: number, to: number) => void) {
    this.gathered = gathered
    this.lines = lines
    this.readBlock = readBlock
  }

  read(): void {
    const { gathered, lines, done } = this
    const documents = parseAllDocuments(lines.map((line) => line.text).join('\n'), {
      lineCounter: this.counter,
      strict: false,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    })
    const trees: Tree[] = []
    for (const document of documents) {
      for (const error of document.errors) this.noteUnread(this.lineOf(error.pos[0]))
      if ('contents' in document) {
        const tree = this.treeOf(document.contents as Node | null, lines[0] as Line, 0)
        if (tree !== null) trees.push(tree)
      }
    }
    for (const tree of trees) this.noteContext(tree, [])
    for (const tree of trees) {
      const name = textOf(childOf(tree, 'metadata'), 'name')
      const replicas = Number(textOf(childOf(tree, 'spec'), 'replicas') || 1)
      if (!readResource(this, tree, name)) this.visit(tree, { path: [], name, replicas })
    }
    for (const line of lines) {
      if (done.has(line.number) || isBlank(line)) continue
      if (/^\s*#/.test(line.text)) noteComment(gathered, line)
      else gathered.structure.push(line.number)
    }
  }

  private lineOf(offset: number): Line {
    return this.lines[Math.min(this.counter.linePos(offset).line, this.lines.length) - 1] as Line
  }

  private noteUnread(line: Line): void {
    if (this.done.has(line.number) || isBlank(line)) return
    this.done.add(line.number)
    this.gathered.unread.push({ line: line.number, text: line.text.trim() })
  }

  private treeOf(node: Node | null, line: Line, depth: number): Tree | null {
    if (node === null || isAlias(node) || depth > DEEPEST) return null
    const tree: Tree = { line: line.number, text: null, block: null, pairs: null, items: null }
    if (isScalar(node)) {
      const [from, to] = (node as ParsedNode).range ?? [0, 0]
      const [first, last] = [this.lineOf(from).number, this.lineOf(Math.max(from, to - 1)).number]
      tree.text = String(node.type?.startsWith('BLOCK') ? node.value : (node.source ?? node.value ?? ''))
      if (last > first && node.type === 'BLOCK_LITERAL') tree.block = { from: first + 1, to: last }
      return tree
    }
    if (isSeq(node)) {
      tree.items = node.items.flatMap((item) => {
        const from = (item as ParsedNode | null)?.range?.[0]
        return this.treeOf(item as Node, from === undefined ? line : this.lineOf(from), depth + 1) ?? []
      })
      return tree
    }
    if (!isMap(node)) return null
    tree.pairs = []
    for (const { key, value } of node.items) {
      if (!isScalar(key) || value === null) continue
      const at = this.lineOf((key as ParsedNode).range?.[0] ?? 0)
      const below = this.treeOf(value as Node, at, depth + 1)
      if (below) tree.pairs.push({ key: String(key.source ?? key.value), line: at.number, value: below })
    }
    return tree
  }

  private noteContext(tree: Tree, path: readonly string[]): void {
    if (tree.text !== null) noteContext(this.gathered, path, tree.text)
    for (const item of tree.items ?? []) this.noteContext(item, path)
    for (const { key, value } of tree.pairs ?? []) this.noteContext(value, [...path, ...key.split('.')])
  }

  /** These lines have been read, and say nothing more. */
  noteDone(...trees: (Tree | undefined)[]): void {
    for (const tree of trees) {
      if (tree === undefined || this.done.has(tree.line)) continue
      this.done.add(tree.line)
      this.gathered.structure.push(tree.line)
    }
  }

  visit(tree: Tree, above: Above): void {
    const { gathered, done } = this
    const { path } = above
    if (tree.text !== null) {
      done.add(tree.line)
      if (tree.block) {
        for (let line = tree.block.from; line <= tree.block.to; line++) done.add(line)
        gathered.structure.push(tree.line)
        return this.readBlock(tree.block.from, tree.block.to)
      }
      // A list of environment variables, as Docker Compose writes it.
      const variable = /^([A-Za-z_][\w.-]*)=(.*)$/.exec(tree.text)
      if (variable) takeConfigured(gathered, tree.line, (variable[1] as string).split('.'), variable[2] as string)
      else takeConfigured(gathered, tree.line, path, tree.text)
    } else if (tree.items !== null) {
      const isList = tree.items.every(({ text, block }) => text !== null && block === null && !/=/.test(text))
      if (isList && tree.items.length > 0) {
        for (const { line } of tree.items) done.add(line)
        done.add(tree.line)
        takeConfigured(gathered, tree.line, path, tree.items.map(({ text }) => text).join(','))
        for (const { line } of tree.items) if (line !== tree.line) gathered.structure.push(line)
      } else for (const item of tree.items) this.visit(item, above)
    } else if (!readContainer(this, tree, above)) this.visitPairs(tree, above)
  }

  visitPairs(tree: Tree, above: Above): void {
    const variable = childOf(tree, 'value')
    const name = textOf(tree, 'name')
    if (name !== '' && variable?.text != null && /^[A-Za-z_][\w.-]*$/.test(name)) {
      // A variable in Kubernetes: name and value in lines of their own.
      this.noteDone(childOf(tree, 'name'))
      return this.visit(variable, { ...above, path: name.split('.') })
    }
    for (const { key, value } of tree.pairs ?? []) {
      // Spring takes "rocketmq.producer" in one key as well as in two.
      this.visit(value, { ...above, path: [...above.path, ...key.split('.')] })
    }
  }
}
