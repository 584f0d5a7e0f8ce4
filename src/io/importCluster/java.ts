// Producer settings in Java code: calls of setters, constants they name, Topics of messages. It is not a parser of Java;
// what a setter is given must stand in the text as a number, a text or a constant.

import { type Gathered, linesSince, markOf } from './gathered'
import { isBlank, type Line } from './lines'
import { takeNamedValue, takeSetting, takeTopic } from './settingNames'

/** A statement may go over this many lines. */
const MAX_STATEMENT = 12
const MAX_ARGUMENT = 500

const NOTHING_BY_ITSELF =
  /^(import\b.*|package\b.*|@\w.*|[{}()\s;]*|\/\/.*|\/?\*.*|(public|private|protected|static|final|class|interface)\b[^=;]*[{,]?|\}?\s*(try|catch|finally|else|if|for|while)\b.*[{(]?|return\b.*;|throws?\b.*|var\b[^=]*;?|(\w+\.)?(start|shutdown)\(\);)$/

const SHAPE =
  /;\s*(?:\/\/|\/\*|$)|^\s*(import|package|public|private|protected|static|final|class|@\w+|try|catch|return|throw|new|if|for|while)\b|\.\s*\w+\s*\(|^\s*(\/\/|\/\*|\*)|^\s*[{}]+\s*(?:[);]+\s*)?$|\w\s*\([^()]*\)\s*(throws\s[\w., ]+)?\{$/

export const looksLikeJava = (line: Line): boolean => SHAPE.test(line.text)

/** The text without what stands behind `//`, unless it is in quotes. */
function withoutComment(text: string): string {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (quote !== '') {
      if (letter === '\\') at++
      else if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '/' && text[at + 1] === '/') return text.slice(0, at)
  }
  return text
}

/** How many round brackets are open at the end, outside of quotes. */
function openBrackets(text: string): number {
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (quote !== '') {
      if (letter === '\\') at++
      else if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '(') depth++
    else if (letter === ')') depth--
  }
  return depth
}

/** Everything up to the bracket that closes the one before. */
function argumentFrom(text: string, start: number): string {
  let depth = 0
  let quoted = false
  for (let end = start; end < Math.min(text.length, start + MAX_ARGUMENT); end++) {
    const letter = text[end] as string
    if (letter === '"' && text[end - 1] !== '\\') quoted = !quoted
    if (quoted) continue
    if (letter === '(') depth++
    if (letter === ')' && depth-- === 0) return text.slice(start, end)
  }
  return ''
}

/** Constants by name, from `int TIMEOUT = 3000;` and the like, anywhere in the text. */
export function readConstants(lines: readonly Line[]): Map<string, string> {
  const constants = new Map<string, string>()
  for (const { text } of lines) {
    const found =
      /\b(?:int|long|Integer|Long|boolean|Boolean|String|long\[\]|val|var|const)\s+(\w+)(?:\[\])?\s*(?::\s*\w+\s*)?=\s*([^;]+);?/.exec(
        withoutComment(text),
      )
    if (found?.[1] && !/[a-zA-Z_]\s*\(/.test(found[2] ?? '')) constants.set(found[1], (found[2] ?? '').trim())
  }
  return constants
}

/** @returns the value as a configuration would write it, or null if it is only known while the program runs */
function writtenValue(argument: string, constants: Map<string, string>): string | null {
  const text = argument.trim().replace(/^\(\s*(int|long|Integer|Long)\s*\)\s*/, '')
  const constant = constants.get(text.replace(/^\w+\./, ''))
  if (constant !== undefined && constant !== text) return writtenValue(constant, new Map())
  const unit =
    /^(?:TimeUnit\.(SECONDS|MINUTES|MILLISECONDS)\.toMillis|Duration\.of(Seconds|Minutes|Millis))\s*\(\s*([\d_]+)L?\s*\)(?:\.toMillis\(\))?$/.exec(
      text,
    )
  if (unit) {
    const ms = { s: 1000, m: 60_000 }[/^s/i.test(unit[1] ?? unit[2] ?? '') ? 's' : 'm']
    const name = (unit[1] ?? unit[2] ?? '').toLowerCase()
    return `${unit[3]} * ${name.startsWith('milli') ? 1 : ms}`
  }
  if (/^"[^"]*"$/.test(text)) return text.slice(1, -1)
  if (/^(new\s+long\s*\[\s*\]\s*)?\{[\d\s,_lL*]*\}$/.test(text)) return text
  if (/^(longArrayOf|long\[\]::of)\(/.test(text)) return text.replace(/^\w+\(|\)$/g, '')
  if (/^(true|false|[-\d][\d_]*[lL]?(\s*\*\s*[\d_]+[lL]?)*)$/.test(text)) return text
  return null
}

/** @returns how many lines were read */
export function readJava(
  gathered: Gathered,
  lines: readonly Line[],
  start: number,
  constants: Map<string, string>,
): number {
  let text = ''
  let count = 0
  /** Where in the text each line begins. */
  const begins: number[] = []
  while (start + count < lines.length && count < MAX_STATEMENT) {
    begins.push(text.length)
    text += `${withoutComment((lines[start + count] as Line).text).trim()} `
    count++
    if (openBrackets(text) <= 0) break
  }
  // Brackets that never close are no reason to swallow what follows, and neither is the body of a method.
  if (openBrackets(text) > 0) {
    count = 1
    text = withoutComment((lines[start] as Line).text).trim()
  }
  const covered = lines.slice(start, start + count)
  const lineAt = (at: number): number =>
    (covered[begins.findLastIndex((begin) => begin <= at)] ?? covered[0])?.number ?? 0

  const mark = markOf(gathered)
  for (const call of text.matchAll(/\bset([A-Z]\w*)\s*\(/g)) {
    const at = call.index + call[0].length
    const line = lineAt(call.index)
    const name = (call[1] as string).replace(/^./, (letter) => letter.toLowerCase())
    const owner = /consumer\s*\.\s*$/i.test(text.slice(Math.max(0, call.index - 60), call.index))
      ? 'consumer'
      : 'producer'
    const value = writtenValue(argumentFrom(text, at), constants)
    if (value === null && isSettingLike(name) && owner === 'producer') {
      gathered.unread.push({
        line,
        text: (covered.find((one) => one.number === line) ?? covered[0])?.text.trim() ?? '',
      })
    } else takeNamedValue(gathered, line, [owner, name], value ?? '')
  }
  for (const message of text.matchAll(/new\s+Message\s*\(\s*("[^"]*"|\w+)/g)) {
    const topic = writtenValue(message[1] as string, constants)
    if (topic !== null) takeTopic(gathered, lineAt(message.index), topic)
  }
  for (const sent of text.matchAll(
    /\.(syncSend|asyncSend|sendOneWay|convertAndSend|sendMessageInTransaction)\w*\s*\(\s*"([^"]*)"/g,
  )) {
    takeTopic(gathered, lineAt(sent.index), sent[2] as string)
  }
  const mode = /\bsendOne[wW]ay\w*\s*\(/.exec(text) ?? /\basyncSend\w*\s*\(|new\s+SendCallback\b/.exec(text)
  if (mode) {
    takeSetting(gathered, lineAt(mode.index), 'communicationMode', /sendOne/.test(mode[0]) ? 'ONEWAY' : 'ASYNC')
  }
  for (const property of text.matchAll(/System\.setProperty\s*\(\s*"([^"]+)"\s*,\s*("[^"]*"|\w+)\s*\)/g)) {
    const value = writtenValue(property[2] as string, constants)
    if (value !== null) takeNamedValue(gathered, lineAt(property.index), (property[1] as string).split('.'), value)
  }

  const touched = linesSince(gathered, mark)
  for (const line of covered) {
    if (touched.has(line.number)) continue
    const declares = /^\s*(?:(?:private|public|protected|static|final)\s+)*\w+(?:\[\])?\s+(\w+)\s*=/.exec(
      line.text,
    )?.[1]
    const isSilent =
      isBlank(line) ||
      NOTHING_BY_ITSELF.test(line.text.trim()) ||
      (declares !== undefined && constants.has(declares)) ||
      /new\s+(DefaultMQProducer|TransactionMQProducer|Message)\b/.test(line.text) ||
      (count > 1 && line !== covered[0])
    if (isSilent) gathered.structure.push(line.number)
    else gathered.ignored.push({ line: line.number, why: (m) => m.importCluster.ignoredBecause.code })
  }
  return count
}

/** Names whose value matters: their absence must be named, not passed over. */
const isSettingLike = (name: string): boolean =>
  /namesrv|timeout|retry|latency|interval|duration|queueNums|enable/i.test(name) && !/trace|vip|tls|acl/i.test(name)
