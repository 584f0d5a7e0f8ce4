// Goes through pasted text and gives each part to the reader of its kind. Every line that is not blank ends up in exactly
// one place: read, left out with a reason, not understood, or mere structure.

import { type Artifact, looksLikeMarkup, readCoordinates, readMarkup } from './dependency'
import { type Gathered, gatherNothing, linesSince, markOf } from './gathered'
import { looksLikeJava, readConstants, readJava } from './java'
import { cleanLines, isBlank, type Line, MAX_LINE_LENGTH } from './lines'
import { takeNamedValue, takeNameServers, takeTopic } from './settingNames'
import { isTableHeader, NOWHERE, readTable } from './tables'
import { beginsJson, readTopicRoute } from './topicRoute'
import { readYaml, yamlLength } from './yamlPart'

const COMMAND = /\bmqadmin(?:\.cmd|\.sh)?\s+(\w+)/
const NOISE =
  /^\s*(RocketMQLog:|SLF4J:|log4j:|OpenJDK |Java HotSpot|Picked up |WARNING: |WARN(ING)?\b.*(appender|logger)|\[?main\]?\s+(INFO|WARN)|Last login|\d+ \[main\])/i
const ADDRESS_OPTION = /(?:^|\s)-(?:n|-namesrvAddr)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/
const TOPIC_OPTION = /(?:^|\s)-(?:t|-topic)[ =]+(?:"([^"]*)"|'([^']*)'|(\S+))/
const FENCE = /^\s*(```|~~~)/
const COMMENT = /^\s*[#;]/
const PROPERTY = /^\s*(?:export\s+|set\s+|-\s+|-D)?([A-Za-z_][\w.\-[\]]{0,200})\s*=(.*)/
/** A shell's prompt with nothing behind it, or with a command that is none of ours. */
const PROMPT = /^\s*(?:\[?[\w.-]+@[\w.-]+[ :][^\]$#>]*(?:\]\s*)?[$#>]|[$#>%]\s+|PS [A-Z]:[^>]*>|[A-Z]:\\[^>]*>)/

const endsPiece = (line: Line): boolean => COMMAND.test(line.text) || isTableHeader(line) || FENCE.test(line.text)

export function gather(text: string): Gathered {
  const gathered = gatherNothing()
  const lines = cleanLines(text)
  const constants = readConstants(lines)
  const artifact: Artifact = { name: '' }
  let place = NOWHERE
  /** The Topic that the last command line asked for. */
  let topic: string | null = null

  for (let index = 0; index < lines.length; ) {
    const line = lines[index] as Line
    const { number } = line
    if (isBlank(line)) {
      index++
      continue
    }
    if (line.text.length > MAX_LINE_LENGTH && !beginsJson(lines, index)) {
      gathered.unread.push({ line: number, text: line.text })
      index++
      continue
    }
    const command = COMMAND.exec(line.text)
    if (command) {
      topic = readCommand(gathered, number, command[1] as string, line.text.slice(command.index + command[0].length))
      place = NOWHERE
      index++
      continue
    }
    const table = readTable(gathered, lines, index, place, topic)
    place = table.place
    if (table.count > 0) {
      index += table.count
      continue
    }
    if (beginsJson(lines, index)) {
      index += readTopicRoute(gathered, lines, index, topic, endsPiece)
      continue
    }
    if (FENCE.test(line.text)) gathered.structure.push(number)
    else if (NOISE.test(line.text))
      gathered.ignored.push({ line: number, why: (m) => m.importCluster.ignoredBecause.noise })
    else if (readCoordinates(gathered, line)) artifact.name = ''
    else if (looksLikeMarkup(line)) readMarkup(gathered, line, artifact)
    else if (/(^|\s)-D[\w.]+=/.test(line.text) && !/;\s*$/.test(line.text)) readFlags(gathered, line)
    else if (COMMENT.test(line.text)) gathered.structure.push(number)
    else if (isProperty(line)) readProperty(gathered, line)
    else if (looksLikeJava(line)) {
      index += readJava(gathered, lines, index, constants)
      continue
    } else {
      const length = yamlLength(lines, index, (one) => endsPiece(one) || (looksLikeJava(one) && !/:\s/.test(one.text)))
      if (length > 0) {
        readYaml(gathered, lines.slice(index, index + length))
        index += length
        continue
      }
      if (PROMPT.test(line.text))
        gathered.ignored.push({ line: number, why: (m) => m.importCluster.ignoredBecause.otherCommand })
      else gathered.unread.push({ line: number, text: line.text.trim() })
    }
    index++
  }
  return gathered
}

/** Addresses and Topic of a command line. @returns the Topic, if it names one */
function readCommand(gathered: Gathered, line: number, name: string, options: string): string | null {
  const before = gathered.read.length
  const option = (shape: RegExp): string | undefined => shape.exec(options)?.slice(1).find(Boolean)
  const addresses = option(ADDRESS_OPTION)
  if (addresses) takeNameServers(gathered, line, addresses)
  const isAboutTopic = /^(topicRoute|topicStatus|updateTopic|topicClusterList)$/i.test(name)
  const topics = gathered.topics.length
  const topic = isAboutTopic ? option(TOPIC_OPTION) : undefined
  if (topic) takeTopic(gathered, line, topic)
  const isOurs = isAboutTopic || /^clusterList$/i.test(name)
  if (gathered.read.length === before) {
    if (isOurs) gathered.structure.push(line)
    else gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.otherCommand })
  }
  return gathered.topics.length > topics ? (gathered.topics.at(-1)?.name ?? null) : null
}

/** `java -Drocketmq.namesrv.addr=… -jar …` */
function readFlags(gathered: Gathered, line: Line): void {
  const mark = markOf(gathered)
  for (const [, name = '', value = ''] of line.text.matchAll(
    /(?:^|\s)["']?-D([\w.]{1,200})=("[^"]*"|'[^']*'|[^\s"']+)/g,
  )) {
    takeNamedValue(gathered, line.number, name.split('.'), value)
  }
  if (linesSince(gathered, mark).size === 0) gathered.unread.push({ line: line.number, text: line.text.trim() })
}

/** `name=value`, which Java code with its types, calls and semicolons is not. */
function isProperty(line: Line): boolean {
  const found = PROPERTY.exec(line.text)
  if (!found) return false
  const value = (found[2] as string).trimStart()
  if (/^\s*(\w+\.)?\w+\s*\(|^\s*new\s/.test(value) || value.startsWith('=')) return false
  return !/;\s*(?:\/\/|$)/.test(value) || /^[^"()\s]*:\d+;$/.test(value)
}

function readProperty(gathered: Gathered, line: Line): void {
  const [, name = '', value = ''] = PROPERTY.exec(line.text) ?? []
  takeNamedValue(gathered, line.number, name.split('.'), value.trimStart())
}
