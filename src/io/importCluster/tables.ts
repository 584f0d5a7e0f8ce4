// The tables of mqadmin: clusterList (4.x, 5.x, -m), topicStatus, topicRoute -l; and that of rocketmq-dashboard, copied. A row is known by its shape, so rows
// copied without their header are read too, and a row the terminal has cut in two is put together again.

import type { Gathered, RouteFact } from './gathered'
import type { Line } from './lines'

const HEADER = /^\s*#(Cluster ?Name|Broker ?Name)\b/
/** What follows a table or stands in it, and carries nothing. */
const FURNITURE = /^\s*(-{5,}|Total:\s+\d|Topic Put TPS:)/

/** cluster, brokerName, brokerId, address and maybe the version; then load and age. */
const CLUSTER_ROW =
  /^\s*(\S+)\s+(\S+)\s+(\d{1,9})\s+((?:\[[\da-fA-F:.%]+\]|[^\s[\]{}]+):\d{1,5})(?:\s+(V\d+_\d+_\d\w*))?(?:\s|$)/
/** cluster, brokerName, four counters */
const MORE_ROW = /^\s*(\S+)\s+(\S+)(?:\s+-?\d+){4}$/
/** brokerName, queueId, least and largest offset, and maybe a time */
const STATUS_ROW = /^\s*(\S+)\s+(\d{1,5})\s+\d+\s+\d+(?:\s+\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,:]?\d*)?$/
/** cluster, brokerName, addresses by brokerId, queues to read and write, perm */
const ROUTE_ROW = /^\s*(\S+)\s+(\S+)\s+\{([^{}]*)\}\s+(\d+)\s+(\d+)\s+(\d+)$/
/** What is left of a row after the terminal has cut it: numbers, loads, a version, and never a name of its own. */
const isRest = ({ text }: Line): boolean =>
  text.trim() !== '' &&
  text
    .trim()
    .split(/\s+/)
    .every((word) => /^(V\d+_\d+_\d\w*|true|false|-?\.?\d[\w.,()\-:/%]*)$/.test(word))

/** rocketmq-dashboard, in English and in Chinese; its buttons are copied too. */
const DASHBOARD_HEADER = /^\s*(?:Broker|分片)\s+(?:NO\.?|No\.?|编号)(?:\s|$)/
/** maybe brokerName, brokerId, its role, address and maybe the version */
const DASHBOARD_ROW =
  /^\s*(?:(\S+)\s+)?(\d{1,9})\s?[(（]\s?(?:master|slave|主|从|主节点|从节点)\s?[)）]\s+((?:\[[\da-fA-F:.%]+\]|[^\s[\]{}]+):\d{1,5})(?:\s+(V\d+_\d+_\d\w*))?(?:\s|$)/i

export const isTableHeader = (line: Line): boolean => HEADER.test(line.text) || DASHBOARD_HEADER.test(line.text)

/** A load without numbers, of a Broker that mqadmin could not ask. */
const NO_LOAD = /\(\s*,\s*(?:ms)?/

/** "V4_9_7" as "4.9.7". */
export const versionOf = (written: string | undefined): string | null =>
  written ? (/^V(\d+_\d+_\d+)/.exec(written)?.[1]?.replaceAll('_', '.') ?? null) : null

/** Notes a version column that names no version: "V5_x", "V5_3". */
function noteNoVersion(gathered: Gathered, line: number, text: string, address: string): void {
  const [written = ''] = text
    .slice(text.indexOf(address) + address.length)
    .trim()
    .split(/\s/, 1)
  if (/^V[\w.-]+$/i.test(written)) gathered.noVersions.push({ line, written })
}

/** Which table the lines belong to so far; it decides about rows that fit two shapes. */
export interface TablePlace {
  kind: 'none' | 'cluster' | 'more' | 'status' | 'route' | 'dashboard'
  /** The line of the last row or header. */
  line: number
  /** The group of the last row, which a row of the dashboard may leave out. */
  brokerName?: string
}

export const NOWHERE: TablePlace = { kind: 'none', line: 0 }

/**
 * Reads the line, and those it is continued in, if it is a part of a table.
 *
 * @returns how many lines were read, 0 if it is no table, and where the next line stands
 */
export function readTable(
  gathered: Gathered,
  lines: readonly Line[],
  index: number,
  place: TablePlace,
  topic: string | null,
): { count: number; place: TablePlace } {
  const line = lines[index] as Line
  const { number, text } = line
  const done = (kind: TablePlace['kind'], count = 1) => ({ count, place: { kind, line: number + count - 1 } })

  if (DASHBOARD_HEADER.test(text)) {
    gathered.structure.push(number)
    return done('dashboard')
  }
  const ofDashboard = DASHBOARD_ROW.exec(text)
  const group = ofDashboard?.[1] ?? place.brokerName
  if (ofDashboard && group !== undefined) {
    const [, , brokerId = '', address = '', version] = ofDashboard
    if (version === undefined) noteNoVersion(gathered, number, text, address)
    takeBroker(gathered, number, null, group, Number(brokerId), address, versionOf(version))
    return { count: 1, place: { kind: 'dashboard', line: number, brokerName: group } }
  }
  if (HEADER.test(text)) {
    gathered.structure.push(number)
    const kind = /#QID/.test(text)
      ? 'status'
      : /#InTotal/.test(text)
        ? 'more'
        : /#Perm|#WriteQ/.test(text)
          ? 'route'
          : 'cluster'
    if (kind === 'status' || kind === 'route')
      newRoute(gathered, kind === 'status' ? 'topicStatus' : 'topicRoute', topic)
    return done(kind)
  }
  if (FURNITURE.test(text) && place.kind !== 'none') {
    gathered.structure.push(number)
    return done(place.kind)
  }
  const route = ROUTE_ROW.exec(text)
  if (route) {
    takeRouteRow(gathered, number, route, place.kind === 'route' ? null : topic, place.kind !== 'route')
    return done('route')
  }
  // A row that says too little may go on in the line below, which alone would be nothing.
  const next = lines[index + 1]
  const whole = CLUSTER_ROW.exec(text)
  const continued = next !== undefined && (whole ? !whole[5] && isRest(next) : place.kind === 'cluster')
  const both = continued ? CLUSTER_ROW.exec(text + next.text) : null
  const joined = whole && !both?.[5] ? null : both
  const row = joined ?? whole
  if (row) {
    const [, cluster = '', brokerName = '', brokerId = '', address = '', version] = row
    if (version === undefined) noteNoVersion(gathered, number, text, address)
    const isUnreachable = version === undefined && NO_LOAD.test(text)
    takeBroker(gathered, number, cluster, brokerName, Number(brokerId), address, versionOf(version), isUnreachable)
    if (!joined) return done('cluster')
    gathered.structure.push((next as Line).number)
    return done('cluster', 2)
  }
  const status = place.kind === 'more' ? null : STATUS_ROW.exec(text)
  if (status && (place.kind === 'status' || /\d{4}-\d\d-\d\d/.test(text))) {
    const [, brokerName = '', queueId = ''] = status
    takeStatusRow(gathered, number, brokerName, Number(queueId), topic, place.kind !== 'status')
    return done('status')
  }
  const more = MORE_ROW.exec(text)
  if (more) {
    const [, cluster = '', brokerName = ''] = more
    gathered.brokers.push({ line: number, cluster, brokerName, brokerId: null, version: null })
    gathered.read.push({ line: number, what: (m) => m.importCluster.readAs.broker(brokerName, null, '') })
    return done('more')
  }
  if (place.kind !== 'none' && place.line === number - 1 && isRest(line)) {
    gathered.structure.push(number)
    return done(place.kind)
  }
  return { count: 0, place: NOWHERE }
}

function takeBroker(
  gathered: Gathered,
  line: number,
  cluster: string | null,
  brokerName: string,
  brokerId: number,
  address: string,
  version: string | null,
  isUnreachable = false,
): void {
  gathered.brokers.push({ line, cluster, brokerName, brokerId, version, ...(isUnreachable && { isUnreachable }) })
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.broker(brokerName, brokerId, address) })
}

function newRoute(gathered: Gathered, source: RouteFact['source'], topic: string | null): RouteFact {
  const route: RouteFact = { topic, source, queues: [], byName: new Map() }
  gathered.routes.push(route)
  return route
}

const routeOf = (gathered: Gathered, source: RouteFact['source'], topic: string | null, isNew: boolean): RouteFact =>
  (isNew ? undefined : gathered.routes.at(-1)) ?? newRoute(gathered, source, topic)

function takeStatusRow(
  gathered: Gathered,
  line: number,
  brokerName: string,
  queueId: number,
  topic: string | null,
  isNew: boolean,
): void {
  const { queues, byName } = routeOf(gathered, 'topicStatus', topic, isNew)
  const found = byName.get(brokerName)
  if (found) found.writeQueueNums = Math.max(found.writeQueueNums, queueId + 1)
  else {
    const queue = { line, brokerName, writeQueueNums: queueId + 1, perm: null }
    byName.set(brokerName, queue)
    queues.push(queue)
  }
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.queue(brokerName, queueId) })
}

function takeRouteRow(
  gathered: Gathered,
  line: number,
  [, cluster = '', brokerName = '', addresses = '', , write = '', perm = '']: RegExpExecArray,
  topic: string | null,
  isNew: boolean,
): void {
  const { queues } = routeOf(gathered, 'topicRoute', topic, isNew)
  queues.push({ line, brokerName, writeQueueNums: Number(write), perm: Number(perm) })
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.queues(brokerName, Number(write), Number(perm)) })
  for (const pair of addresses.split(',').filter((one) => one.trim() !== '')) {
    const [brokerId = '', address = ''] = pair.trim().split('=')
    gathered.brokers.push({ line, cluster, brokerName, brokerId: Number(brokerId), version: null })
    gathered.read.push({ line, what: (m) => m.importCluster.readAs.broker(brokerName, Number(brokerId), address) })
  }
}
