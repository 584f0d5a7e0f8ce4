// Producer settings in pasted code, Java or Kotlin: setters, assignments, annotations, constants, Topics of messages. What a
// setter is given must stand in the text as a number, a text, a constant or the default of an @Value.

import { type CallReader, readSend } from './codeSends'
import { argumentsOf, type Code, readTokens, type Token } from './codeTokens'
import { type Gathered, linesSince, markOf, noteStructure } from './gathered'
import type { Line } from './lines'
import { isSettingName, placeholderOf, plainKey, takeNamedValue, takeSetting, takeTopic } from './settingNames'

/** All lines of a paste as code, whatever they are: which of them are is decided by the line. */
export interface CodeLines {
  code: Code
  /** Of each line, the index of its first token. */
  firstToken: Int32Array
  /** Of each line, the last line that a bracket opened in it goes to. */
  closesIn: Int32Array
}

export function readCodeLines(lines: readonly Line[]): CodeLines {
  const code = readTokens(lines.map(({ text }) => text).join('\n'))
  const firstToken = new Int32Array(lines.length + 1).fill(code.tokens.length)
  const closesIn = Int32Array.from(lines, (_, index) => index)
  for (let token = code.tokens.length - 1; token >= 0; token--) {
    const line = code.lineOf[token] as number
    firstToken[line] = token
    const pair = code.pairs[token] as number
    if (pair > token) closesIn[line] = Math.max(closesIn[line] as number, code.lineOf[pair] as number)
  }
  for (let line = lines.length - 1; line >= 0; line--) {
    firstToken[line] = Math.min(firstToken[line] as number, firstToken[line + 1] as number)
  }
  return { code, firstToken, closesIn }
}

const NOTHING_BY_ITSELF =
  /^(import\b.*|package\b.*|@\w.*|[{}()\s;]*|\/?\*.*|(public|private|protected|static|final|class|interface|open|override|fun)\b[^=;]*[{,]?|\}?\s*(try|catch|finally|else|if|for|while)\b.*[{(]?|return\b.*|throws?\b.*|(val|var)\b[^=]*;?|\}?[\s)]*\.?(\w+\.)?(start|shutdown|also|apply|let|run)\b[\s(){;]*)$/

const SHAPE =
  /;\s*(?:\/\/|\/\*|$)|^\s*(import|package|public|private|protected|static|final|class|@\w+|try|catch|return|throw|new|if|for|while|val|var|fun|override)\b|=\s*new\s|\.\s*\w+\s*\(|^\s*\*|^\s*[{}]+\s*(?:[);]+\s*)?$|\w\s*\([^()]*\)\s*(throws\s[\w., ]+)?\{\s?\}?$|^\s*\w+\.(?:apply|also|run|let)\s*\{/

export const looksLikeCode = (line: Line): boolean => SHAPE.test(line.text)

/** @returns how many lines from here on are one piece of code, 0 if none */
export function codeLength(
  lines: readonly Line[],
  start: number,
  { closesIn }: CodeLines,
  ends: (line: Line) => boolean,
): number {
  const first = lines[start] as Line
  const isHead = /^\s*[\w.]+(?:\(.*\))?$/.test(first.text) && /^\s*\??\.\s*\w/.test(lines[start + 1]?.text ?? '')
  if (!isHead && !looksLikeCode(first)) return 0
  let last = start
  for (let index = start; index <= last; index++) {
    const line = lines[index] as Line
    if (index > start && ends(line)) return index - start
    last = Math.max(last, closesIn[index] as number)
    // A chain of calls goes on below.
    if (index === last && /^\s*\??\.\s*\w/.test(lines[index + 1]?.text ?? '')) last++
  }
  return last - start + 1
}

/** What is behind a closing brace of the block around it is none of the value. */
const constantText = (written: string): string =>
  (written.includes('{') ? written : (written.split('}', 1)[0] as string)).trim()

/** Constants by name, from `int TIMEOUT = 3000;` and the like, anywhere in the text. */
export function readConstants(lines: readonly Line[]): Map<string, string> {
  const constants = new Map<string, string>()
  for (const { text } of lines) {
    const found =
      /\b(?:int|long|Integer|Long|boolean|Boolean|String|long\[\]|val|var|const|def)\s+(\w+)(?:\[\])?\s*(?::\s*\w+\s*)?=\s*([^;]+);?/.exec(
        text,
      )
    if (found?.[1] && !/[a-zA-Z_]\s*\(/.test(found[2] ?? '')) constants.set(found[1], constantText(found[2] ?? ''))
  }
  return constants
}

type Owner = 'producer' | 'consumer' | 'foreign'

const CONSUMER = /consumer/i
const FOREIGN = /kafka|rabbit|amqp|jms|redis|mqtt|pulsar|activemq|artemis|nats/i

const ownerOf = (name: string): Owner | null =>
  CONSUMER.test(name)
    ? 'consumer'
    : FOREIGN.test(name)
      ? 'foreign'
      : /producer|rocketmqtemplate/i.test(name)
        ? 'producer'
        : null

/** One piece of code while it is read. */
export class CodeReader implements CallReader {
  readonly gathered: Gathered
  readonly code: Code
  private readonly lines: readonly Line[]
  private readonly constants: ReadonlyMap<string, string>
  /** What the variables are. */
  private readonly owners = new Map<string, Owner>()
  /** Fields that are set from outside, with the key of their @Value. */
  private readonly injected = new Map<string, { key: string; fallback: string | null }>()
  /** Lines that carry an @Value and its field, counted from 0. */
  private readonly injectedLines = new Set<number>()

  constructor(gathered: Gathered, code: Code, lines: readonly Line[], constants: ReadonlyMap<string, string>) {
    this.gathered = gathered
    this.code = code
    this.lines = lines
    this.constants = constants
  }

  /** @param from - the first line, and `to` the one behind the last */
  read({ firstToken }: CodeLines, from: number, to: number): void {
    const [first, last] = [firstToken[from] as number, firstToken[to] as number]
    for (let index = first; index < last; index++) {
      this.noteVariable(index)
      if (this.isWord(index, 'Value') && this.textAt(index - 1) === '@') this.noteInjected(index)
    }
    const mark = markOf(this.gathered)
    for (let index = first; index < last; index++) if (this.code.tokens[index]?.kind === 'word') this.readWord(index)

    const touched = linesSince(this.gathered, mark)
    for (let at = from; at < to; at++) {
      const line = this.lines[at] as Line
      if (!touched.has(line.number)) this.noteRest(line, at, firstToken[at] as number)
    }
  }

  textAt(index: number): string {
    const token = this.code.tokens[index]
    return token === undefined || token.kind === 'text' ? '' : token.text
  }

  private isWord(index: number, text: string): boolean {
    const token = this.code.tokens[index]
    return token?.kind === 'word' && token.text === text
  }

  /** The number of the line in the paste. */
  lineAt(index: number): number {
    return this.lines[this.code.lineOf[index] as number]?.number ?? 1
  }

  /** `DefaultMQPushConsumer c`, `c = DefaultMQPushConsumer(`, `c: DefaultMQPushConsumer` */
  private noteVariable(index: number): void {
    const { tokens } = this.code
    const token = tokens[index]
    if (token?.kind !== 'word' || !/^[A-Z]/.test(token.text)) return
    const owner = ownerOf(token.text)
    if (owner === null) return
    const next = tokens[index + 1]
    if (next?.kind === 'word') this.owners.set(next.text, owner)
    const before = this.textAt(index - 1) === 'new' ? index - 2 : index - 1
    if (/^[=:]$/.test(this.textAt(before)) && tokens[before - 1]?.kind === 'word') {
      this.owners.set(this.textAt(before - 1), owner)
    }
  }

  /** `@Value("${key:default}") private int timeout;` and the same in Kotlin. */
  private noteInjected(index: number): void {
    const { tokens, pairs } = this.code
    const close = this.textAt(index + 1) === '(' ? (pairs[index + 1] as number) : -1
    if (close < 0) return
    const text = tokens.slice(index + 2, Math.min(close, index + 6)).find(({ kind }) => kind === 'text')
    const value = text && placeholderOf(text.text)
    if (!value) return
    let name = ''
    let at = close + 1
    for (; at < Math.min(tokens.length, close + 20); at++) {
      const mark = this.textAt(at)
      if (mark === '@') at++
      else if (mark === '(' && (pairs[at] as number) > at) at = pairs[at] as number
      else if (tokens[at]?.kind === 'word') name = mark
      else if (/^[;=,):]$/.test(mark)) break
    }
    if (name === '') return
    this.injected.set(name, value)
    const last = this.code.lineOf[Math.min(at, tokens.length - 1)] as number
    for (let line = this.code.lineOf[index] as number; line <= last; line++) this.injectedLines.add(line)
  }

  private readWord(index: number): void {
    const { text } = this.code.tokens[index] as Token
    const next = this.textAt(index + 1)
    if (this.textAt(index - 1) === '@') return this.readAnnotation(index)
    if (next === '(') {
      if (text === 'setProperty' && this.textAt(index - 2) === 'System') return this.readSystemProperty(index)
      if (/^set[A-Z]/.test(text)) return this.readSetter(index, text)
      if (text === 'Message' && this.textAt(index - 1) !== '.') return this.readMessage(index)
      if (this.textAt(index - 1) === '.') return readSend(this, index)
    }
    if (text === 'SendCallback' && /^(new|:|->)$/.test(this.textAt(index - 1))) return this.takeMode(index, 'ASYNC')
    if (next === '=' && !/^[=!<>]$/.test(this.textAt(index + 2))) this.readAssignment(index, text)
  }

  takeMode(index: number, mode: 'ASYNC' | 'ONEWAY'): void {
    takeSetting(this.gathered, this.lineAt(index), 'communicationMode', mode)
  }

  /** What the call or the assignment is done to. */
  ownerAt(index: number): Owner {
    if (this.textAt(index - 1) === '.') {
      const before = this.textAt(index - 2) === '?' || this.textAt(index - 2) === '!' ? index - 3 : index - 2
      const name = this.textAt(before)
      if (name !== 'it' && name !== ')') return this.owners.get(name) ?? ownerOf(name) ?? 'producer'
      if (name === ')') return this.ownerBefore(before) ?? 'producer'
    }
    // `….apply {` gives what stands before it to everything in its braces.
    let brace = this.code.around[index] as number
    for (let outward = 0; outward < 4 && brace >= 0; outward++) {
      if (this.textAt(brace) === '{') {
        const owner = this.ownerBefore(brace)
        if (owner !== null) return owner
      }
      brace = this.code.around[brace] as number
    }
    return 'producer'
  }

  /** What the statement up to this token is about. */
  private ownerBefore(index: number): Owner | null {
    for (let at = index - 1, many = 0; at >= 0 && many < 20; at--, many++) {
      const pair = this.code.pairs[at] as number
      if (pair >= 0 && pair < at) at = pair
      else if (/^[;{}]$/.test(this.textAt(at))) return null
      else if (this.code.tokens[at]?.kind === 'word') {
        const owner = this.owners.get(this.textAt(at)) ?? ownerOf(this.textAt(at))
        if (owner !== null) return owner
      }
    }
    return null
  }

  private readSetter(index: number, text: string): void {
    const name = text.slice(3).replace(/^./, (letter) => letter.toLowerCase())
    const given = argumentsOf(this.code, index + 1)
    if (given === null || given.length !== 1) return this.takeValue(index, name, given?.length === 0 ? '' : null)
    this.takeValue(index, name, given[0] as string)
  }

  private readAssignment(index: number, text: string): void {
    const before = this.textAt(index - 1)
    const isDeclared =
      this.code.lineOf[index - 1] === this.code.lineOf[index] &&
      (this.code.tokens[index - 1]?.kind === 'word' || /^[>\]]$/.test(before))
    const bracket = this.textAt(this.code.around[index] as number)
    if (isDeclared || bracket === '(' || bracket === '[' || !isSettingName(text)) return
    if (before === '.' && this.textAt(index - 2) === 'this') return
    const { source, tokens, pairs, lineOf } = this.code
    const from = (tokens[index + 1] as Token).to
    let end = index + 2
    while (end < tokens.length && end < index + 60 && lineOf[end] === lineOf[index + 2]) {
      const mark = this.textAt(end)
      if (mark === ';' || (/^[)\]}]$/.test(mark) && (pairs[end] as number) < index + 2)) break
      end++
    }
    const last = tokens[end - 1]
    this.takeValue(index, text, last ? source.slice(from, last.to).trim() : null)
  }

  /** @param argument - as written; null is known only while the program runs */
  private takeValue(index: number, name: string, argument: string | null): void {
    const { gathered } = this
    const line = this.lineAt(index)
    const owner = this.ownerAt(index)
    if (owner === 'foreign') {
      gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.foreign })
      return
    }
    const value = argument === null ? null : this.valueOf(argument, name, line)
    if (value === null && isSettingLike(name) && owner === 'producer') this.notUnderstood(index)
    else takeNamedValue(gathered, line, [owner, name], value ?? '')
  }

  notUnderstood(index: number): void {
    const line = this.lines[this.code.lineOf[index] as number]
    if (line) this.gathered.unread.push({ line: line.number, text: line.text.trim() })
  }

  isProducer(name: string): boolean {
    return this.owners.get(name) === 'producer'
  }

  valueOf(argument: string, setting: string, line: number): string | null {
    const field = this.injectedInto(argument)
    if (field === undefined || this.gathered.values.has(plainKey(field.key)) || field.fallback === null) {
      return this.quietValueOf(argument)
    }
    const { key, fallback } = field
    this.gathered.assumptions.push((m) => m.importCluster.assumed.valueDefault(line, setting, key, fallback))
    return fallback
  }

  quietValueOf(argument: string): string | null {
    const field = this.injectedInto(argument)
    if (field === undefined) return writtenValue(argument, this.constants)
    return this.gathered.values.get(plainKey(field.key)) ?? field.fallback ?? `\${${field.key}}`
  }

  private injectedInto(argument: string) {
    return this.injected.get(argument.replace(/^this\s*\.\s*/, '').trim())
  }

  private readMessage(index: number): void {
    const [topic] = argumentsOf(this.code, index + 1) ?? []
    const name = topic === undefined ? null : this.valueOf(topic, 'Topic', this.lineAt(index))
    if (name !== null && !/^\d/.test(name)) takeTopic(this.gathered, this.lineAt(index), name)
  }

  private readSystemProperty(index: number): void {
    const [name, value] = argumentsOf(this.code, index + 1) ?? []
    const key = writtenValue(name ?? '', this.constants)
    const written = writtenValue(value ?? '', this.constants)
    if (key !== null && written !== null) {
      takeNamedValue(this.gathered, this.lineAt(index), key.slice(0, 200).split('.'), written)
    }
  }

  /** Producers and Consumers that annotations describe. */
  private readAnnotation(index: number): void {
    const name = this.textAt(index)
    const line = this.lineAt(index)
    if (name === 'RocketMQMessageListener') {
      this.gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.consumer })
    } else if (name === 'RocketMQTransactionListener') {
      this.gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.transaction })
    } else if (name === 'ExtRocketMQTemplateConfiguration' && this.textAt(index + 1) === '(') {
      for (const pair of argumentsOf(this.code, index + 1) ?? []) {
        const at = pair.indexOf('=')
        const key = pair.slice(0, Math.max(at, 0)).trim()
        const value = writtenValue(pair.slice(at + 1), this.constants)
        if (/^\w+$/.test(key) && value !== null) takeNamedValue(this.gathered, line, ['producer', key], value)
      }
    }
  }

  /** A line of which nothing has been said. */
  private noteRest(line: Line, at: number, token: number): void {
    const declares =
      /^\s*(?:(?:private|public|protected|static|final|const)\s+)*\w+(?:\[\])?\s+(\w+)\s*(?::\s*\w+\s*)?=/.exec(
        line.text,
      )?.[1]
    const around = this.textAt(this.code.around[token] ?? -1)
    const isSilent =
      NOTHING_BY_ITSELF.test(line.text.trim()) ||
      (declares !== undefined && this.constants.has(declares)) ||
      this.injectedLines.has(at) ||
      /\b(DefaultMQProducer|TransactionMQProducer|Message)\b/.test(line.text) ||
      around === '(' ||
      /^\s*\??\./.test(line.text) ||
      // A chain of calls goes on below.
      /^\s*\??\./.test(this.lines[at + 1]?.text ?? '')
    if (isSilent) noteStructure(this.gathered, line)
    else if (line.text.trim() !== '') {
      this.gathered.ignored.push({ line: line.number, why: (m) => m.importCluster.ignoredBecause.code })
    }
  }
}

/** @returns the value as a configuration would write it, or null if it is only known while the program runs */
function writtenValue(argument: string, constants: ReadonlyMap<string, string>): string | null {
  const text = argument.trim().replace(/^\(\s*(int|long|Integer|Long)\s*\)\s*/, '')
  const constant = constants.get(text.replace(/^\w+\./, ''))
  if (constant !== undefined && constant !== text) return writtenValue(constant, new Map())
  const unit =
    /^(?:TimeUnit\.(SECONDS|MINUTES|MILLISECONDS)\.toMillis|Duration\.of(Seconds|Minutes|Millis))\s*\(\s*([\d_]+)L?\s*\)(?:\.toMillis\(\))?(?:\.toInt\(\))?$/.exec(
      text,
    )
  if (unit) {
    const ms = { s: 1000, m: 60_000 }[/^s/i.test(unit[1] ?? unit[2] ?? '') ? 's' : 'm']
    const name = (unit[1] ?? unit[2] ?? '').toLowerCase()
    return `${unit[3]} * ${name.startsWith('milli') ? 1 : ms}`
  }
  if (/^"[^"]*"$/.test(text)) return text.slice(1, -1).replaceAll('\\$', '$')
  if (/^(new\s+long\s*\[\s*\]\s*)?\{[\d\s,_lL*]*\}$/.test(text)) return text
  if (/^(longArrayOf|long\[\]::of)\(/.test(text)) return text.replace(/^\w+\(|\)$/g, '')
  if (/^(true|false|[-\d][\d_]*[lL]?(\s*\*\s*[\d_]+[lL]?)*)$/.test(text)) return text
  return null
}

/** Names whose value matters: their absence must be named, not passed over. */
const isSettingLike = (name: string): boolean =>
  /namesrv|timeout|retry|latency|interval|duration|queueNums|enable/i.test(name) && !/trace|vip|tls|acl/i.test(name)
