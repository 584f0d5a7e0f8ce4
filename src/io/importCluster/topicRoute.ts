// What topicRoute prints, rocketmq-dashboard answers and logs hold: JSON, or almost (the keys of brokerAddrs are bare numbers), maybe cut off at its end or broken by
// the width of a terminal.

import { INVISIBLE } from '../../i18n/invisible'
import { isObject } from '../outsideJson'
import { type Gathered, linesSince, markOf, type RouteFact } from './gathered'
import { isBlank, type Line, MAX_LINE_LENGTH } from './lines'
import { versionOf } from './tables'

/** Deeper than anything mqadmin prints or rocketmq-dashboard answers. */
const DEEPEST = 14

/** Where a route begins in a line of a log: at the first brace or bracket that one of its keys, or of its wrapper, follows. */
const IN_LINE =
  /[{[]\s?\{?\s?\\?"(?:queueDatas|brokerDatas|brokerAddrTable|clusterInfo|orderTopicConf|filterServerTable|status|data|brokerServer)\\?"\s?:/
/** A piece that lacks its beginning. */
const WITHOUT_BEGINNING = /^\s*"(?:queueDatas|brokerDatas|brokerAddrTable|clusterInfo|brokerServer|data)"\s?:/
const ROUTE_KEY = /queueDatas|brokerDatas|brokerAddrTable/
const LIST = /^\s*\[\s?\{\s?"(?:brokerName|brokerAddrs|cluster|perm|readQueueNums)"/

/** The same lines, the first one from the place on at which its JSON begins; null if none does. */
export function jsonFrom(lines: readonly Line[], index: number): { line: Line; isCut: boolean } | null {
  const line = lines[index] as Line
  if (beginsJson(lines, index)) return { line, isCut: false }
  if (LIST.test(line.text)) return { line, isCut: false }
  if (WITHOUT_BEGINNING.test(line.text)) return { line: { ...line, text: `{${line.text.trim()}` }, isCut: true }
  if (!ROUTE_KEY.test(line.text)) return null
  const at = line.text.search(IN_LINE)
  if (at < 0) return null
  const text = line.text.slice(at)
  // As a logger writes JSON that was a text already.
  return { line: { ...line, text: /^[{[]\s?\\"/.test(text) ? text.replaceAll('\\"', '"') : text }, isCut: false }
}

/** The Topic that a line of a log names in front of its route. */
export const topicInLine = (line: Line): string | null =>
  /\btopic(?:Name)?["']?\s?(?:\[|[=:]\s?)["']?([\w%|-]{1,127})/i.exec(
    line.text.slice(0, Math.max(0, line.text.search(IN_LINE))),
  )?.[1] ?? null

/** Does a piece of JSON begin here? Code with a lonely brace goes on with a word instead. */
function beginsJson(lines: readonly Line[], index: number): boolean {
  const first = (lines[index] as Line).text.trim()
  if (!first.startsWith('{')) return false
  const rest = first.slice(1).trim()
  if (rest !== '') return /^["}\d]/.test(rest)
  const next = lines.slice(index + 1, index + 6).find((line) => !isBlank(line))
  return next !== undefined && /^\s*(["}]|\d+\s*:)/.test(next.text)
}

interface Piece {
  /** Strict JSON, closed if it was cut off; null if it cannot be. */
  json: string | null
  /** Lines it covers. */
  count: number
  cut: boolean
  tooDeep?: true
}

/** Takes the lines from one bracket to its end, with every bare number key put into quotes. */
function takePiece(lines: readonly Line[], start: number, begin: Line, ends: (line: Line) => boolean): Piece {
  const out: string[] = []
  const open: string[] = []
  let inString = false
  let escaped = false
  /** Where it could be closed: length of out, and what was open there. */
  let closable: { length: number; open: string[] } | null = null
  let index = start
  for (; index < lines.length; index++) {
    const line = index === start ? begin : (lines[index] as Line)
    if (index > start && ends(line)) break
    // A string goes on in the next line only where the terminal has cut it.
    for (let at = 0; at < line.text.length; at++) {
      const letter = line.text[at] as string
      if (inString) {
        out.push(letter)
        if (escaped) escaped = false
        else if (letter === '\\') escaped = true
        else if (letter === '"') inString = false
        continue
      }
      if (letter === ' ') continue
      if (letter === '"') inString = true
      if (letter === '{' || letter === '[') {
        open.push(letter === '{' ? '}' : ']')
        if (open.length > DEEPEST) return { json: null, count: index - start + 1, cut: false, tooDeep: true }
      }
      if (/\d/.test(letter) && (out.at(-1) === '{' || out.at(-1) === ',')) {
        const key = /^(\d{1,18})\s*:/.exec(line.text.slice(at, at + 40))
        if (key) {
          out.push(`"${key[1]}":`)
          at += key[0].length - 1
          continue
        }
      }
      out.push(letter)
      if (letter === '}' || letter === ']') {
        if (open.pop() !== letter) return { json: null, count: index - start + 1, cut: false }
        if (open.length === 0) return { json: out.join(''), count: index - start + 1, cut: false }
        closable = { length: out.length, open: [...open] }
      }
    }
  }
  const json = closable ? out.slice(0, closable.length).join('') + closable.open.toReversed().join('') : null
  return { json, count: index - start, cut: true }
}

type Unknown = Record<string, unknown>

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    // Broken in the middle; the caller names its lines.
    return null
  }
}

/** What the answer of rocketmq-dashboard wraps: {"status":0,"data":…}, and a list of queueDatas or brokerDatas alone. */
function unwrapped(data: unknown): Unknown | null {
  if (Array.isArray(data)) {
    const items = data.filter(isObject)
    const has = (name: string) => items.filter((item) => item[name] !== undefined)
    return { queueDatas: has('writeQueueNums'), brokerDatas: has('brokerAddrs') }
  }
  if (!isObject(data)) return null
  if (isObject(data.data)) return unwrapped(data.data)
  if (isObject(data.clusterInfo)) return { ...data.clusterInfo, brokerServer: data.brokerServer }
  return data
}

/** The versions that brokerServer of the dashboard's cluster list tells, by brokerName and brokerId. */
function versionsOf(
  gathered: Gathered,
  line: number,
  data: Unknown,
): (brokerName: string, brokerId: string) => string | null {
  const servers = isObject(data.brokerServer) ? data.brokerServer : {}
  return (brokerName, brokerId) => {
    const group = Object.hasOwn(servers, brokerName) ? servers[brokerName] : null
    const one = isObject(group) && Object.hasOwn(group, brokerId) ? group[brokerId] : null
    if (!isObject(one) || typeof one.brokerVersionDesc !== 'string') return null
    const version = versionOf(one.brokerVersionDesc)
    if (version === null) gathered.noVersions.push({ line, written: one.brokerVersionDesc })
    return version
  }
}

/**
 * @param begin - the first line, from the place on at which its JSON begins
 * @returns how many lines were read; negative, so many lines are nested too deeply to be a route, and none was read
 */
export function readTopicRoute(
  gathered: Gathered,
  lines: readonly Line[],
  start: number,
  { line: begin, isCut }: { line: Line; isCut: boolean },
  topic: string | null,
  ends: (line: Line) => boolean,
): number {
  const piece = takePiece(lines, start, begin, ends)
  if (piece.tooDeep) return -piece.count
  const covered = lines.slice(start, start + piece.count).filter((line) => !isBlank(line))
  const data = piece.json === null ? null : unwrapped(parsed(piece.json))
  const brokerDatas = data ? brokerDatasOf(data) : []
  const queueDatas = data && Array.isArray(data.queueDatas) ? data.queueDatas.filter(isObject) : []
  if (!data || (brokerDatas.length === 0 && queueDatas.length === 0)) {
    for (const line of covered) gathered.unread.push({ line: line.number, text: line.text })
    return piece.count
  }
  if (piece.cut || isCut) gathered.assumptions.push((m) => m.importCluster.assumed.cutJson(covered[0]?.number ?? 0))

  const mark = markOf(gathered)
  const lineOf = linesOfNames(covered)
  for (const key of Object.keys(data)) {
    if (key === 'queueDatas') takeQueues(gathered, queueDatas, topic, lineOf)
    else if (key === 'brokerDatas' || key === 'brokerAddrTable')
      takeBrokers(gathered, brokerDatas, lineOf, versionsOf(gathered, covered[0]?.number ?? 1, data))
  }
  const named = (name: string) => covered.find((line) => line.text.includes(`"${name}"`))?.number
  const statics = named('topicQueueMappingByBroker')
  if (statics !== undefined && isObject(data.topicQueueMappingByBroker)) {
    gathered.ignored.push({ line: statics, why: (m) => m.importCluster.ignoredBecause.addressTable })
  }
  const seen = linesSince(gathered, mark)
  for (const line of covered) if (!seen.has(line.number)) gathered.structure.push(line.number)
  return piece.count
}

/** What JSON says in numbers may be invisible again; longer names would not be shown. */
const plainText = (written: string): string => written.slice(0, MAX_LINE_LENGTH).replace(INVISIBLE, '')

/** brokerDatas of a route, or brokerAddrTable of a ClusterInfo. */
function brokerDatasOf(data: Unknown): Unknown[] {
  if (Array.isArray(data.brokerDatas)) return data.brokerDatas.filter(isObject)
  return isObject(data.brokerAddrTable) ? Object.values(data.brokerAddrTable).filter(isObject) : []
}

/** A function that tells, name by name in the order of the text, the line in which "brokerName" stands. */
function linesOfNames(lines: readonly Line[]): (brokerName: string) => number {
  /** The lines of each name, and how many of them have been told. */
  const places = new Map<string, { lines: number[]; told: number }>()
  for (const line of lines) {
    for (const [, name = ''] of line.text.matchAll(/"brokerName"\s*:\s*"([^"]*)"/g)) {
      const known = places.get(name)
      if (known) known.lines.push(line.number)
      else places.set(name, { lines: [line.number], told: 0 })
    }
  }
  const first = lines[0]?.number ?? 1
  return (brokerName) => {
    const known = places.get(brokerName)
    if (known === undefined) return first
    // The last one is told again and again.
    if (known.told < known.lines.length) known.told++
    return known.lines[known.told - 1] ?? first
  }
}

function takeBrokers(
  gathered: Gathered,
  brokerDatas: Unknown[],
  lineOf: (brokerName: string) => number,
  versionFor: (brokerName: string, brokerId: string) => string | null,
): void {
  for (const data of brokerDatas) {
    const { brokerAddrs, cluster } = data
    const brokerName = typeof data.brokerName === 'string' ? plainText(data.brokerName) : ''
    if (brokerName === '' || !isObject(brokerAddrs)) continue
    const line = lineOf(brokerName)
    for (const [id, written] of Object.entries(brokerAddrs)) {
      const address = typeof written === 'string' ? plainText(written) : ''
      const brokerId = Number(id)
      if (!Number.isSafeInteger(brokerId) || brokerId < 0) continue
      gathered.brokers.push({
        line,
        cluster: typeof cluster === 'string' ? plainText(cluster) : null,
        brokerName,
        brokerId,
        version: versionFor(brokerName, id),
      })
      gathered.read.push({ line, what: (m) => m.importCluster.readAs.broker(brokerName, brokerId, address) })
    }
    if (data.enableActingMaster === true) gathered.actingMaster = true
  }
}

function takeQueues(
  gathered: Gathered,
  queueDatas: Unknown[],
  topic: string | null,
  lineOf: (brokerName: string) => number,
): void {
  const route: RouteFact = { topic, source: 'topicRoute', queues: [], byName: new Map() }
  gathered.routes.push(route)
  for (const { brokerName: written, writeQueueNums, perm } of queueDatas) {
    const brokerName = typeof written === 'string' ? plainText(written) : ''
    if (brokerName === '') continue
    if (typeof writeQueueNums !== 'number' || !Number.isSafeInteger(writeQueueNums) || writeQueueNums < 0) continue
    const line = lineOf(brokerName)
    const permission = typeof perm === 'number' && Number.isSafeInteger(perm) ? perm : null
    route.queues.push({ line, brokerName, writeQueueNums, perm: permission })
    gathered.read.push({ line, what: (m) => m.importCluster.readAs.queues(brokerName, writeQueueNums, permission) })
  }
}
