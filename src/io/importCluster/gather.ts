// Goes through pasted text and gives each part to the reader of its kind. Every line that is not blank ends up in exactly
// one place: read, left out with a reason, not understood, or mere structure.

import { beginBrokerConf, finishBrokerConfs } from './brokerConf'
import { CodeReader, codeLength, looksLikeCode, readCodeLines, readConstants } from './code'
import { optionIn } from './commandOptions'
import { maskComments, noteComment } from './comments'
import { hasFlags, noteContext, takeConfigured, takeFlags } from './configured'
import { takeVersionOfImage } from './containers'
import { finishArtifacts, readCoordinates } from './dependency'
import { type Gathered, gatherNothing, linesSince, markOf } from './gathered'
import { cleanLines, isBlank, type Line, MAX_LINE_LENGTH } from './lines'
import { looksLikeMarkup, readMarkup } from './markup'
import { findOtherCode } from './otherClients'
import { isRouteLog, lastRoutes, readRouteLog } from './routeLog'
import { takeNameServers, takeTopic } from './settingNames'
import { isTableHeader, NOWHERE, readTable } from './tables'
import { jsonFrom, readTopicRoute, topicInLine } from './topicRoute'
import { readXml } from './xmlPart'
import { readYaml, yamlLength } from './yamlPart'

const COMMAND = /\bmqadmin(?:\.cmd|\.sh)?\s+(\w+)/
const NOISE =
  /^\s*(RocketMQLog:|SLF4J:|log4j:|OpenJDK |Java HotSpot|Picked up |WARNING: |WARN(ING)?\b.*(appender|logger)|\[?main\]?\s+(INFO|WARN)|Last login|\d+ \[main\]|\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S{0,12}\s.{0,80}?\b(?:TRACE|DEBUG|INFO|WARN|ERROR)\b)/i
const FENCE = /^\s*(```|~~~)/
const COMMENT = /^\s*(?:[#;!]|REM\s|rem\s|::\s|--\s)/
const PROPERTY = /^\s*(?:export\s+|set\s+|SET\s+|ENV\s+|-\s+|-D)?([A-Za-z_][\w.\-[\]]{0,200})\s*=(.*)/
/** A shell's prompt with nothing behind it, or with a command that is none of ours. */
const PROMPT = /^\s*(?:\[?[\w.-]+@[\w.-]+[ :][^\]$#>]*(?:\]\s*)?[$#>]|[$#>%]\s+|PS [A-Z]:[^>]*>|[A-Z]:\\[^>]*>)/
/** getBrokerConfig and `tail` name the Broker, or the file, that follows. */
const BROKER_TITLE = /^\s*(?:={4}|==>\s)/
const SHOWS_FILE = /^\s*(?:[$#>]\s*)?(?:cat|tail|head|more|less)\s/
const isNextBroker = (text: string): boolean =>
  BROKER_TITLE.test(text) || (SHOWS_FILE.test(text) && /\.(?:conf|properties)$/.test(text))
const MQ_COMMAND = /\b(mqbroker|mqnamesrv|mqproxy)\b/
/** A request to rocketmq-dashboard. */
const DASHBOARD_TOPIC = /\/topic\/\w{1,30}\.query\?(?:\w{1,30}=[^&\s'"]{0,200}&)?topic=([\w%|-]{1,127})/

/** Texts in lines of a YAML are read this deep. */
const DEEPEST_BLOCK = 3

const endsPiece = (line: Line): boolean => COMMAND.test(line.text) || isTableHeader(line) || FENCE.test(line.text)

export function gather(text: string): Gathered {
  const clean = cleanLines(text)
  const gatherer = new Gatherer(clean, maskComments(clean, endsPiece))
  return gatherer.gatherAll()
}

class Gatherer {
  private readonly gathered = gatherNothing()
  private readonly clean: readonly Line[]
  /** The same lines without comments. */
  private readonly lines: readonly Line[]
  private readonly code
  private readonly constants
  private readonly otherCode
  private readonly lastRoutes
  /** The lines of code, which is read last: a configuration may say what it asks for. */
  private readonly pieces: { from: number; to: number }[] = []
  /** Up to this index brackets are nested too deeply for a route. */
  private noJsonBefore = 0
  /** The Topic that the last command line asked for. */
  private topic: string | null = null

  constructor(clean: readonly Line[], lines: readonly Line[]) {
    this.clean = clean
    this.lines = lines
    this.code = readCodeLines(lines)
    this.constants = readConstants(lines)
    this.otherCode = findOtherCode(lines, endsPiece)
    this.lastRoutes = lastRoutes(lines, endsPiece)
  }

  gatherAll(): Gathered {
    const { gathered, lines } = this
    for (const line of lines) {
      const property = PROPERTY.exec(line.text)
      if (property) noteContext(gathered, (property[1] as string).split('.'), (property[2] as string).trim())
    }
    this.gatherLines(0, lines.length, 0)
    finishBrokerConfs(gathered)
    finishArtifacts(gathered, this.constants)
    const reader = new CodeReader(gathered, this.code.code, lines, this.constants)
    for (const { from, to } of this.pieces) reader.read(this.code, from, to)
    if (gathered.nameServerHosts.length > 0) {
      const addresses = [...new Set(gathered.nameServerHosts.map((host) => `${host}:9876`))]
      gathered.nameServers.push({ line: 1, addresses })
    }
    for (const facts of [gathered.settings, gathered.topics, gathered.clients, gathered.unread, gathered.brokers]) {
      facts.sort((one, other) => one.line - other.line)
    }
    return gathered
  }

  /** Reads the lines of these indices; blocks of YAML among them again by itself. */
  private gatherLines(from: number, to: number, depth: number): void {
    const { gathered, lines } = this
    const lastNumber = lines[to - 1]?.number ?? 0
    const ends = (line: Line) => line.number > lastNumber || endsPiece(line)
    let place = NOWHERE

    for (let index = from; index < to; ) {
      const line = lines[index] as Line
      const { number } = line
      if (isBlank(line)) {
        const written = this.clean[index] as Line
        if (!isBlank(written)) noteComment(gathered, written)
        index++
        continue
      }
      const other = this.otherCode.get(index)
      if (other !== undefined) {
        index += this.leaveOut(index, Math.min(other.count, to - index), other.client)
        continue
      }
      if (isRouteLog(line.text)) {
        index += readRouteLog(gathered, lines, index, this.lastRoutes, ends)
        continue
      }
      const json = index < this.noJsonBefore ? null : jsonFrom(lines, index)
      if (line.text.length > MAX_LINE_LENGTH && json === null) {
        gathered.unread.push({ line: number, text: line.text })
        index++
        continue
      }
      const command = COMMAND.exec(line.text)
      if (command) {
        const options = line.text.slice(command.index + command[0].length)
        this.topic = this.readCommand(number, command[1] as string, options)
        place = NOWHERE
        index++
        continue
      }
      const table = readTable(gathered, lines, index, place, this.topic)
      place = table.place
      if (table.count > 0) {
        index += table.count
        continue
      }
      if (json !== null) {
        const topic = json.line.text.length < line.text.length ? topicInLine(line) : null
        const count = readTopicRoute(gathered, lines, index, json, topic ?? this.topic, ends)
        if (count < 0) {
          this.noJsonBefore = index - count
          continue
        }
        if (topic !== null) takeTopic(gathered, number, topic)
        index += count
        continue
      }
      index += this.readLine(index, depth, ends)
    }
  }

  /** Reads what is no table, command or route. @returns how many lines */
  private readLine(index: number, depth: number, ends: (line: Line) => boolean): number {
    const { gathered, lines } = this
    const line = lines[index] as Line
    const { number, text } = line
    const request = DASHBOARD_TOPIC.exec(text)
    if (FENCE.test(text)) gathered.structure.push(number)
    else if (isNextBroker(text)) {
      beginBrokerConf(gathered, number)
      gathered.structure.push(number)
    } else if (NOISE.test(text))
      gathered.ignored.push({ line: number, why: (m) => m.importCluster.ignoredBecause.noise })
    else if (request) {
      this.topic = request[1] as string
      takeTopic(gathered, number, this.topic)
    } else if (COMMENT.test(text)) noteComment(gathered, line)
    else if (readCoordinates(gathered, line)) return 1
    else if (looksLikeMarkup(line)) {
      const markup = readMarkup(lines, index, ends)
      if (markup.count > 0) {
        readXml(gathered, markup, lines, index)
        return markup.count
      }
      gathered.unread.push({ line: number, text: text.trim() })
    } else if (hasFlags(text) && !/;\s*$/.test(text)) this.readFlags(line)
    else if (isProperty(line)) this.readProperty(line)
    else {
      const length = Math.max(codeLength(lines, index, this.code, ends), 0)
      if (length > 0) {
        this.pieces.push({ from: index, to: index + length })
        return length
      }
      return this.readOther(index, depth, ends)
    }
    return 1
  }

  private readOther(index: number, depth: number, ends: (line: Line) => boolean): number {
    const { gathered, lines } = this
    const line = lines[index] as Line
    const { number, text } = line
    const isOther = (one: Line) => this.otherCode.has(one.number - 1) || isRouteLog(one.text)
    const length = yamlLength(
      lines,
      index,
      (one) => ends(one) || isOther(one) || (looksLikeCode(one) && !/:\s/.test(one.text)),
      (one) => ends(one),
    )
    if (length > 0) {
      readYaml(gathered, lines.slice(index, index + length), (from, to) => {
        if (depth < DEEPEST_BLOCK) this.gatherLines(from - 1, to, depth + 1)
        else for (let at = from - 1; at < to; at++) gathered.unread.push(this.unreadLine(at))
      })
      return length
    }
    // A block of Gradle.
    if (/^\s*[\w.]+\s*\{$/.test(text)) gathered.structure.push(number)
    else if (MQ_COMMAND.test(text)) this.readServerCommand(line)
    else if (PROMPT.test(text)) {
      gathered.ignored.push({ line: number, why: (m) => m.importCluster.ignoredBecause.otherCommand })
    } else gathered.unread.push(this.unreadLine(index))
    return 1
  }

  private unreadLine(index: number): { line: number; text: string } {
    const { number, text } = this.clean[index] as Line
    return { line: number, text: text.trim() }
  }

  /** Code of another client: named once, with all its lines. */
  private leaveOut(index: number, count: number, client: string): number {
    const { gathered, lines } = this
    const covered = lines.slice(index, index + count).filter((line) => !isBlank(line))
    const [first, last] = [covered[0]?.number ?? 1, covered.at(-1)?.number ?? 1]
    gathered.ignored.push({ line: first, why: (m) => m.importCluster.ignored.otherLanguage(client, first, last) })
    for (let at = index; at < index + count; at++) {
      const written = this.clean[at] as Line
      if (!isBlank(written) && written.number !== first) gathered.structure.push(written.number)
    }
    return count
  }

  /** Addresses and Topic of a command line. @returns the Topic, if it names one */
  private readCommand(line: number, name: string, options: string): string | null {
    const { gathered } = this
    const before = gathered.read.length
    const addresses = optionIn(options, 'n')
    if (addresses) takeNameServers(gathered, line, addresses)
    const isAboutTopic = /^(topicRoute|topicStatus|updateTopic|topicClusterList)$/i.test(name)
    const topics = gathered.topics.length
    const topic = isAboutTopic ? optionIn(options, 't') : null
    if (topic) takeTopic(gathered, line, topic)
    const isOurs = isAboutTopic || /^(clusterList|getBrokerConfig)$/i.test(name)
    if (gathered.read.length === before) {
      if (isOurs) gathered.structure.push(line)
      else gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.otherCommand })
    }
    return gathered.topics.length > topics ? (gathered.topics.at(-1)?.name ?? null) : null
  }

  /** `nohup sh mqbroker -n … -c …`: its addresses; who it is stands in its broker.conf. */
  private readServerCommand({ number, text }: Line): void {
    const version = takeVersionOfImage(this.gathered, number, text)
    if (version !== null) this.gathered.serverVersions.push({ line: number, version })
    const addresses = optionIn(text, 'n') ?? /\bNAMESRV_ADDR=([^\s"']+)/.exec(text)?.[1]
    if (addresses) takeNameServers(this.gathered, number, addresses)
    else this.gathered.ignored.push({ line: number, why: (m) => m.importCluster.ignoredBecause.otherCommand })
  }

  /** `java -Drocketmq.namesrv.addr=… -jar …`, in a variable too */
  private readFlags(line: Line): void {
    const { gathered } = this
    const mark = markOf(gathered)
    takeFlags(gathered, line.number, line.text)
    if (linesSince(gathered, mark).size === 0) gathered.unread.push({ line: line.number, text: line.text.trim() })
  }

  private readProperty(line: Line): void {
    const [, name = '', value = ''] = PROPERTY.exec(line.text) ?? []
    // A shell and most formats take what follows for a comment.
    const written = value.trimStart()
    const comment = /^["']/.test(written) ? -1 : written.indexOf(' #')
    takeConfigured(this.gathered, line.number, name.split('.'), comment < 0 ? written : written.slice(0, comment))
  }
}

/** `name=value`, which Java code with its types, calls and semicolons is not. */
function isProperty(line: Line): boolean {
  const found = PROPERTY.exec(line.text)
  if (!found) return false
  const value = (found[2] as string).trimStart()
  if (/^\s*(\w+\.)?\w+\s*\(|^\s*new\s/.test(value) || value.startsWith('=')) return false
  return !/;\s*(?:\/\/|$)/.test(value) || /^[^"()\s]*:\d+;$/.test(value)
}
