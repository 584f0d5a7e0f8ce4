// Routes in rocketmq_client.log: "the topic[…] route info changed, old[…] ,new[TopicRouteData […]]" and
// "topicRouteTable.put. Topic = …, TopicRouteData[…]". Of two routes of a Topic the later one is in force.
// RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer, TopicRouteData#toString

import type { Gathered, RouteFact } from './gathered'
import type { Line } from './lines'
import { isTopicName } from './settingNames'

const STAMP = /^\s*\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d/
/** A line the terminal has cut goes on in at most this many. */
const MAX_LINES = 60
/** Topics that RocketMQ itself needs. */
const SYSTEM_TOPIC =
  /^(?:%RETRY%|%DLQ%|TBW102$|RMQ_SYS_|SCHEDULE_TOPIC_|SELF_TEST_TOPIC$|OFFSET_MOVED_EVENT$|rmq_sys_|DefaultHeartBeatSyncerTopic$)/

export const isRouteLog = (text: string): boolean => /\b(?:TopicRouteData|QueueData|BrokerData)\s?\[/.test(text)

/** The route that a line says is in force, and its Topic. */
interface LoggedRoute {
  text: string
  topic: string | null
  count: number
}

function routeAt(lines: readonly Line[], index: number, ends: (line: Line) => boolean): LoggedRoute {
  const first = (lines[index] as Line).text
  let text = first
  let count = 1
  let open = bracketsIn(first)
  for (; open > 0 && count < MAX_LINES; count++) {
    const line = lines[index + count]
    if (line === undefined || ends(line) || STAMP.test(line.text)) break
    text += line.text
    open += bracketsIn(line.text)
  }
  // What never closes is no reason to swallow what follows.
  if (open > 0) {
    text = first
    count = 1
  }
  const old = text.indexOf('old[')
  const now = text.search(/new\s?\[/)
  const head = text.slice(0, old >= 0 ? old : now >= 0 ? now : text.search(/TopicRouteData|QueueData|BrokerData/))
  const topic = /\btopic\s?(?:\[|=\s?|:\s?)([^\s,\]]{1,200})/i.exec(head)?.[1] ?? null
  // Without the new one only the old one is known, which is not in force.
  return { text: now >= 0 ? text.slice(now) : old >= 0 ? '' : text, topic, count }
}

function bracketsIn(text: string): number {
  let open = 0
  for (const letter of text) {
    if (letter === '[' || letter === '{') open++
    else if (letter === ']' || letter === '}') open--
  }
  return open
}

/** The line in which each Topic's last route begins, by its Topic. */
export function lastRoutes(lines: readonly Line[], ends: (line: Line) => boolean): Map<string, number> {
  const last = new Map<string, number>()
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line
    if (!isRouteLog(line.text)) continue
    const { topic, text, count } = routeAt(lines, index, ends)
    if (text !== '') last.set(topic ?? '', line.number)
    index += count - 1
  }
  return last
}

/** @returns how many lines were read */
export function readRouteLog(
  gathered: Gathered,
  lines: readonly Line[],
  index: number,
  last: ReadonlyMap<string, number>,
  ends: (line: Line) => boolean,
): number {
  const { text, topic, count } = routeAt(lines, index, ends)
  const line = (lines[index] as Line).number
  for (let rest = 1; rest < count; rest++) gathered.structure.push((lines[index + rest] as Line).number)
  const winner = last.get(topic ?? '') ?? line
  if (text !== '' && topic !== null && SYSTEM_TOPIC.test(topic)) {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.systemTopic(topic) })
  } else if (text !== '' && winner !== line) {
    gathered.ignored.push({
      line,
      why: (m) => m.importCluster.ignored.overwritten(`TopicRouteData ${topic ?? ''}`.trim(), winner),
    })
  } else if (!takeRoute(gathered, line, text, topic)) {
    gathered.unread.push({ line, text: (lines[index] as Line).text.trim() })
  }
  return count
}

/** What stands in front of the next comma or bracket behind `name=`. */
const fieldOf = (text: string, name: string): string => {
  const at = text.indexOf(`${name}=`)
  return at < 0 ? '' : (/^[^,\]}]*/.exec(text.slice(at + name.length + 1, at + name.length + 300))?.[0].trim() ?? '')
}

function takeRoute(gathered: Gathered, line: number, text: string, topic: string | null): boolean {
  // A log that was edited, or cut in the middle of a name.
  const hasName = topic !== null && isTopicName(topic)
  const route: RouteFact = { topic: hasName ? topic : null, source: 'topicRoute', queues: [], byName: new Map() }
  let found = 0
  for (const written of text.split(/\bQueueData\s?\[/).slice(1)) {
    const end = written.indexOf(']')
    const part = end < 0 ? written : written.slice(0, end)
    const brokerName = fieldOf(part, 'brokerName')
    const queues = fieldOf(part, 'writeQueueNums')
    const perm = fieldOf(part, 'perm')
    if (brokerName === '' || !/^\d{1,9}$/.test(queues)) continue
    const permission = /^\d{1,4}$/.test(perm) ? Number(perm) : null
    route.queues.push({ line, brokerName, writeQueueNums: Number(queues), perm: permission })
    gathered.read.push({ line, what: (m) => m.importCluster.readAs.queues(brokerName, Number(queues), permission) })
    found++
  }
  for (const part of text.split(/\bBrokerData\s?\[/).slice(1)) {
    const brokerName = fieldOf(part, 'brokerName')
    const begin = part.indexOf('brokerAddrs={')
    const end = part.indexOf('}', begin)
    if (brokerName === '' || begin < 0) continue
    const cluster = fieldOf(part, 'cluster') || null
    for (const pair of part.slice(begin + 13, end < 0 ? part.length : end).split(',')) {
      const [id = '', address = ''] = pair.trim().split('=')
      if (!/^\d{1,9}$/.test(id)) continue
      const brokerId = Number(id)
      gathered.brokers.push({ line, cluster, brokerName, brokerId, version: null })
      gathered.read.push({ line, what: (m) => m.importCluster.readAs.broker(brokerName, brokerId, address) })
      found++
    }
    if (fieldOf(part, 'enableActingMaster') === 'true') gathered.actingMaster = true
  }
  if (route.queues.length > 0) gathered.routes.push(route)
  if (found > 0 && hasName) gathered.read.push({ line, what: (m) => m.importCluster.readAs.topic(topic) })
  else if (found > 0 && topic !== null) {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.badTopic(topic.slice(0, 60)) })
  }
  return found > 0
}
