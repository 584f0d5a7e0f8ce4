// Puts every mutant of a source file into it at once, each behind its number: `__mutant === 12 ? changed : original`.
// Reads the syntax tree only; which of them is awake is decided when the code runs.
import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'

const releasesSource = readFileSync(new URL('../../src/rocketmq/releases.ts', import.meta.url), 'utf8')

/** What a comparison, a calculation or an assignment becomes; the first of a comparison moves its edge, the second turns it round. */
const OPERATORS = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '||=': ['&&='],
  '??=': ['&&='],
}

/** Methods that have a counterpart. */
const METHODS = {
  min: 'max',
  max: 'min',
  some: 'every',
  every: 'some',
  push: 'unshift',
  pop: 'shift',
  find: 'findLast',
}

/** Nodes in which a type, not a value, is written. */
const TYPE_ONLY = /^TS(?!(AsExpression|NonNullExpression|SatisfiesExpression)$)|^(Import|ExportAll|ExportSpecifier)/

/** Nodes of the tree that decide something: their text may be changed and still be a program. */
class Instrumenter {
  constructor(source, file, firstId) {
    this.source = source
    this.file = file
    this.nextId = firstId
    this.mutants = []
  }

  /** Adds a mutant. @returns its number */
  add(node, what) {
    const line = this.source.slice(0, node.start).split('\n').length
    const id = this.nextId++
    const text = this.source.slice(node.start, node.end).replace(/\s+/g, ' ')
    this.mutants.push({ id, file: this.file, line, what, text: text.length > 70 ? `${text.slice(0, 69)}…` : text })
    return id
  }

  /** The node's text with the mutants of everything in it. */
  inside(node) {
    const children = childrenOf(node).sort((one, other) => one.start - other.start)
    let text = ''
    let at = node.start
    for (const child of children) {
      text += this.source.slice(at, child.start) + this.visit(child, node)
      at = child.end
    }
    return text + this.source.slice(at, node.end)
  }

  /** An expression, its variants in front of it. */
  choose(node, variants, original) {
    const choices = variants.map(([what, text]) => `__mutant === ${this.add(node, what)} ? (${text}) : `)
    return choices.length === 0 ? original : `(${choices.join('')}(${original}))`
  }

  /** The node's text with all mutants at and in it. */
  visit(node, parent) {
    const { source } = this
    const plain = source.slice(node.start, node.end)
    if (TYPE_ONLY.test(node.type)) return plain
    const original = this.inside(node)
    const part = (child) => source.slice(child.start, child.end)
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression':
        return this.choose(node, this.operatorVariants(node, part), original)
      case 'AssignmentExpression': {
        const variants = (OPERATORS[node.operator] ?? []).map((operator) => [
          `${node.operator} becomes ${operator}`,
          `${part(node.left)} ${operator} ${part(node.right)}`,
        ])
        return this.choose(node, variants, original)
      }
      case 'UnaryExpression':
        if (node.operator === '!') return this.choose(node, [['! is left out', part(node.argument)]], original)
        if (node.operator === '-') return this.choose(node, [['- is left out', part(node.argument)]], original)
        return original
      case 'UpdateExpression': {
        const other = node.operator === '++' ? '--' : '++'
        const text = node.prefix ? other + part(node.argument) : part(node.argument) + other
        return this.choose(node, [[`${node.operator} becomes ${other}`, text]], original)
      }
      case 'Literal':
        return this.choose(node, literalVariants(node, parent), original)
      case 'ConditionalExpression':
        return this.choose(
          node,
          [
            ['always the first', part(node.consequent)],
            ['always the second', part(node.alternate)],
          ],
          original,
        )
      case 'CallExpression': {
        const { callee } = node
        const other = callee.type === 'MemberExpression' && !callee.computed && METHODS[callee.property.name]
        if (!other) return original
        const changed = source.slice(node.start, callee.property.start) + other + source.slice(callee.end, node.end)
        return this.choose(node, [[`${callee.property.name} becomes ${other}`, changed]], original)
      }
      case 'IfStatement':
      case 'ExpressionStatement':
      case 'ReturnStatement':
      case 'ContinueStatement':
        return this.statement(node, parent, original, part)
      default:
        return original
    }
  }

  operatorVariants(node, part) {
    const [left, right] = [part(node.left), part(node.right)]
    const variants = (OPERATORS[node.operator] ?? []).map((operator) => [
      `${node.operator} becomes ${operator}`,
      `(${left}) ${operator} (${right})`,
    ])
    return variants
  }

  statement(node, parent, original, part) {
    // Only where a list of statements may grow; a lone branch is put in braces below.
    const awake = (what) => `__mutant === ${this.add(node, what)}`
    if (node.type === 'IfStatement') {
      const always = `if (${awake('if: always')}) { ${part(node.consequent)} } else `
      const never = `if (${awake('if: never')}) { ${node.alternate ? part(node.alternate) : ''} } else `
      return `{ ${always}${never}${original} }`
    }
    if (node.type === 'ExpressionStatement' && node.directive) return original
    if (node.type === 'ReturnStatement') {
      // `return work()` in a function without a result: the work is left out, or what would follow is done as well.
      const call = node.argument?.type === 'CallExpression'
      const inIf = parent.type === 'IfStatement'
      if (call && inIf) return `{ if (${awake('goes on after it')}) { ${part(node.argument)} } else { ${original} } }`
      if (!node.argument && inIf) return `{ if (${awake('goes on')}) { } else { ${original} } }`
      return original
    }
    return `{ if (${awake('left out')}) { } else { ${original} } }`
  }
}

/** The releases, oldest first: one of them may become its neighbour. */
const releases = releasesSource
  .slice(releasesSource.indexOf('RELEASES = frozen(['))
  .split(']')[0]
  .match(/\d+\.\d+\.\d+/g)

function literalVariants(node, parent) {
  const isKey =
    (parent.type === 'Property' && parent.key === node && !parent.computed) || parent.type === 'TemplateLiteral'
  if (isKey) return []
  if (typeof node.value === 'boolean') return [[`${node.value} becomes ${!node.value}`, String(!node.value)]]
  if (typeof node.value === 'number') return [[`${node.raw} becomes ${node.value + 1}`, String(node.value + 1)]]
  if (typeof node.value !== 'string' || /Import|Export/.test(parent.type)) return []
  const at = parent.type === 'ArrayExpression' ? -1 : releases.indexOf(node.value)
  const neighbours = at < 0 ? [] : [releases[at - 1], releases[at + 1]].filter(Boolean)
  return ['mutant', ...neighbours].map((word) => [word === 'mutant' ? 'another word' : `becomes ${word}`, `'${word}'`])
}

/** Direct children of a node of the syntax tree. */
function childrenOf(node) {
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'type' || key === 'typeAnnotation' || key === 'returnType' || key === 'typeArguments') return []
    const list = Array.isArray(value) ? value : [value]
    // `{ name }` names the same place twice.
    if (key === 'value' && node.type === 'Property' && node.shorthand) return []
    return list.filter((one) => one && typeof one === 'object' && typeof one.type === 'string')
  })
}

/**
 * @param source - TypeScript
 * @param file - its name, for the report
 * @param firstId - number of its first mutant
 * @returns the program with all mutants asleep, and the list of them
 */
export function instrument(source, file, firstId) {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const instrumenter = new Instrumenter(source, file, firstId)
  const code = instrumenter.inside({ ...program, start: 0, end: source.length })
  const wake = `let __mutant = globalThis.__mutant ?? 0
globalThis.__wake = (id) => {
  __mutant = id
}
`
  return { code: wake + code, mutants: instrumenter.mutants }
}
