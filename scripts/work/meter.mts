// Counts the work of a function, always the same for the same function: how often each block of JavaScript was run, in
// libraries too (V8's precise coverage), what the built-in functions look at, and the steps of every regular expression.
// No clock. Import this before whatever is to be measured: what was compiled earlier has no counters.

import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'
import { countSteps } from './match.mts'
import { compile, type Program } from './program.mts'

interface Range {
  count: number
}
interface Coverage {
  result: { url: string; functions: { ranges: Range[] }[] }[]
}

const session = new Session()
session.connect()

/** The session answers before `post` returns. */
function post<Answer>(method: string, params: object = {}): Answer {
  let answer: unknown
  session.post(method, params, (error, result) => {
    if (error) throw error
    answer = result
  })
  return answer as Answer
}

post('Profiler.enable')
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/** What counts is what reads, not what counts. */
const isOurs = (url: string): boolean => /\/scripts\/(?:work|fuzz)\//.test(url) || /^node:|\/fast-check\//.test(url)

/** @returns blocks run since it was asked before */
function blocksRun(): number {
  const { result } = post<Coverage>('Profiler.takePreciseCoverage')
  let sum = 0
  for (const { url, functions } of result) {
    if (isOurs(url)) continue
    for (const { ranges } of functions) for (const { count } of ranges) sum += count
  }
  return sum
}

/** What the built-in functions have looked at. */
let looked = 0

type Native = (this: unknown, ...args: unknown[]) => unknown
type Holder = Record<PropertyKey, Native>

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : ArrayBuffer.isView(value) ? value.byteLength : 1
const sizeOf = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.keys(value).length : 1)

/** By what each of them takes long: the text or list it is called on, what it is given, or what it gives. */
const BY_SELF = {
  String: ['lastIndexOf', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'split'],
  Array: ['lastIndexOf', 'shift', 'unshift', 'reverse', 'sort', 'fill', 'copyWithin'],
  Each: ['map', 'filter', 'forEach', 'flatMap', 'reduce', 'reduceRight'],
}
const BY_RESULT = {
  String: ['slice', 'substring', 'substr', 'concat', 'repeat', 'padStart', 'padEnd', 'normalize', 'replaceAll'],
  Array: ['slice', 'concat', 'join', 'toSpliced', 'toSorted', 'toReversed', 'with', 'flat', 'keys'],
}

interface Look {
  pattern: RegExp
  text: string
  lastIndex: number
  sticky: boolean
  /** Null for a split, which looks through the whole text. */
  found: { index: number; end: number } | null | 'all'
}

let looks: Look[] = []
let isCounting = false

const patches: [holder: Holder, name: PropertyKey, native: Native, wrapped: Native][] = []

function wrap(
  holder: object,
  name: PropertyKey,
  cost: (self: unknown, args: unknown[], result: unknown) => number,
): void {
  const native = (holder as Holder)[name]
  if (typeof native !== 'function') return
  patches.push([
    holder as Holder,
    name,
    native,
    function (this: unknown, ...args: unknown[]) {
      if (!isCounting) return Reflect.apply(native, this, args)
      const before = cost.length === 1 ? lengthOf(this) : 0
      const result = Reflect.apply(native, this, args)
      isCounting = false
      looked += cost.length === 1 ? before : cost(this, args, result)
      isCounting = true
      return result
    },
  ])
}

const bySelf = (self: unknown) => lengthOf(self)
const byResult = (_self: unknown, _args: unknown[], result: unknown) => lengthOf(result)
const byFirst = (_self: unknown, [first]: unknown[], _result: unknown) => lengthOf(first)
/** From where it was to begin up to what it found, or to the end. */
const byFinding = (self: unknown, [wanted, given]: unknown[], result: unknown) => {
  const from = Math.max(0, Number(given ?? 0))
  const at = typeof result === 'number' ? result : (self as unknown[]).indexOf(wanted, from)
  return Math.max(1, (at < 0 ? lengthOf(self) : at + lengthOf(typeof wanted === 'string' ? wanted : 1)) - from)
}
/** What it takes out, and what it moves. */
const bySplice = (self: unknown, [start, , ...added]: unknown[], result: unknown) => {
  const length = lengthOf(self) + lengthOf(result) - added.length
  const from = Number(start) < 0 ? Math.max(0, length + Number(start)) : Math.min(length, Number(start))
  return 1 + length - from + added.length
}
const one = (_self: unknown, _args: unknown[], _result: unknown) => 1

for (const name of BY_SELF.String) wrap(String.prototype, name, bySelf)
for (const name of [...BY_SELF.Array, ...BY_SELF.Each]) wrap(Array.prototype, name, bySelf)
for (const name of BY_RESULT.String) wrap(String.prototype, name, byResult)
for (const name of BY_RESULT.Array) wrap(Array.prototype, name, byResult)
for (const holder of [String.prototype, Array.prototype]) {
  wrap(holder, 'indexOf', byFinding)
  wrap(holder, 'includes', byFinding)
}
wrap(Array.prototype, 'splice', bySplice)
wrap(String.prototype, 'startsWith', byFirst)
wrap(String.prototype, 'endsWith', byFirst)
wrap(Array.prototype, 'push', (_self, args, _result) => args.length)
for (const name of ['keys', 'values', 'entries', 'assign', 'freeze']) {
  wrap(Object, name, (_self, args, _result) => args.reduce((sum: number, arg) => sum + sizeOf(arg), 0))
}
wrap(Object, 'fromEntries', (_self, _args, result) => sizeOf(result))
wrap(JSON, 'parse', byFirst)
wrap(JSON, 'stringify', byResult)
for (const name of ['decodeURIComponent', 'encodeURIComponent', 'atob', 'btoa']) wrap(globalThis, name, byFirst)
wrap(TextEncoder.prototype, 'encode', byFirst)
wrap(TextDecoder.prototype, 'decode', byFirst)
const Bytes = Object.getPrototypeOf(Uint8Array.prototype)
wrap(Bytes, 'set', byFirst)
wrap(Bytes, 'slice', byResult)
wrap(Bytes, 'fill', bySelf)
// Spreading, destructuring and `for … of` go through these.
for (const iterator of [[][Symbol.iterator](), ''[Symbol.iterator](), new Map().keys(), new Set().keys()]) {
  wrap(Object.getPrototypeOf(iterator), 'next', one)
}

const nativeExec = RegExp.prototype.exec
patches.push([
  RegExp.prototype as unknown as Holder,
  'exec',
  nativeExec as Native,
  function (this: unknown, ...[given]: unknown[]) {
    const pattern = this as RegExp
    const text = String(given)
    const goesOn = pattern.global || pattern.sticky
    const lastIndex = goesOn ? pattern.lastIndex : 0
    const match = nativeExec.call(pattern, text)
    if (isCounting) {
      const found = match && { index: match.index, end: match.index + match[0].length }
      looks.push({ pattern, text, lastIndex, sticky: pattern.sticky, found })
    }
    return match
  },
])
const nativeSplit = RegExp.prototype[Symbol.split] as unknown as Native
patches.push([
  RegExp.prototype as unknown as Holder,
  Symbol.split,
  nativeSplit,
  function (this: unknown, ...args: unknown[]) {
    if (isCounting) {
      looks.push({ pattern: this as RegExp, text: String(args[0]), lastIndex: 0, sticky: false, found: 'all' })
    }
    const before = isCounting
    isCounting = false
    try {
      return Reflect.apply(nativeSplit, this, args)
    } finally {
      isCounting = before
    }
  },
])

const programs = new Map<string, Program>()

function programOf({ source, flags }: RegExp): Program {
  const key = `${source}/${flags}`
  let program = programs.get(key)
  if (!program) {
    program = compile(source, flags)
    programs.set(key, program)
  }
  return program
}

/** Steps for each letter of a text beyond which a pattern is slow for itself, however short the text is. */
const MAX_STEPS_EACH = 1500

export class SlowPattern extends Error {}

function stepsOf({ pattern, text, lastIndex, sticky, found }: Look): number {
  const program = programOf(pattern)
  let sum = 0
  for (let at = lastIndex; at <= text.length; ) {
    const limit = MAX_STEPS_EACH * (text.length - at + 20)
    const counted = countSteps(program, text, at, sticky, limit)
    if (counted === null) {
      throw new SlowPattern(`${pattern} takes more than ${limit} steps in ${text.length} letters: ${text.slice(0, 60)}`)
    }
    sum += counted.steps
    if (found !== 'all') {
      const { found: ours } = counted
      if (ours?.index !== found?.index || ours?.end !== found?.end) {
        throw new Error(
          `${pattern} finds ${JSON.stringify(found)}, counted ${JSON.stringify(ours)}: ${text.slice(0, 200)}`,
        )
      }
      return sum
    }
    if (counted.found === null) return sum
    at = counted.found.end === at ? at + 1 : counted.found.end
  }
  return sum
}

export interface Work {
  /** Blocks of JavaScript. */
  blocks: number
  /** Letters and entries the built-in functions looked at. */
  looked: number
  /** Steps of regular expressions. */
  steps: number
}

/** @returns what a function took, whatever it returns; what it throws is thrown */
export function measure(act: () => void): Work {
  looked = 0
  looks = []
  blocksRun()
  for (const [holder, name, , wrapped] of patches) holder[name] = wrapped
  // Optimised code forgets to count some of its calls.
  setFlagsFromString('--no-opt')
  isCounting = true
  try {
    act()
  } finally {
    isCounting = false
    setFlagsFromString('--opt')
    for (const [holder, name, native] of patches) holder[name] = native
  }
  const blocks = blocksRun()
  const steps = looks.reduce((sum, look) => sum + stepsOf(look), 0)
  looks = []
  return { blocks, looked, steps }
}
