// From the raw lines of an experiment on a real cluster to recordings that the page opens (docs/recording-format.md):
//
//   npx tsx conformance/cluster/convert.mts <folder of an experiment> <experiment-release> <producer> [<output file>]
//
// The folder holds acts.jsonl (what was done), route.jsonl (the NameServer's answers) and prod-<producer>.jsonl (attempts, calls, lists
// and tables of one producer), with wall-clock ms. One producer becomes one recording: time 0 is its start, the end is its end,
// what lies outside is left out. The input that simulates the same is put together here from the same lines: release from the
// name of the experiment, switch, poll and limit from the producer's own arguments, groups from the NameServer's first whole answer,
// what was done with the recorded moments, brokerStartupMs as measured, and the phase of the poll (firstPollMs).

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordingText } from '../../src/io/recording/recordingFile.ts'
import {
  ATTEMPT_OUTCOMES,
  REAL_SETTINGS,
  type RecordedAttempts,
  type RecordedRoute,
  type Recording,
  type SendException,
  type UserAction,
} from '../../src/rocketmq/index.ts'

interface Line {
  t: number
  [field: string]: unknown
}

const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** What each act is as a user action; all else in the lines is what was seen. */
const ACTIONS: Record<string, 'kill' | 'freeze' | 'resume' | 'stop' | 'restart'> = {
  'kill -9': 'kill',
  SIGSTOP: 'freeze',
  SIGCONT: 'resume',
  SIGTERM: 'stop',
  start: 'restart',
}

/** How an attempt ended, by the exception of the client. */
function outcomeOf(line: Line): (typeof ATTEMPT_OUTCOMES)[number] {
  switch (line.ex) {
    case undefined:
      // Without an address it threw before there was anything to connect to.
      return line.addr === undefined ? 'noMaster' : 'ok'
    case 'RemotingConnectException':
      return 'connectRefused'
    case 'RemotingSendRequestException':
      return 'connectionClosed'
    case 'RemotingTimeoutException':
      return 'timeout'
    case 'MQBrokerException':
      return 'brokerError'
    default:
      throw new Error(`an attempt with an unknown exception: ${JSON.stringify(line)}`)
  }
}

function exceptionOf(line: Line): SendException {
  const { ex, code, x } = line
  if (ex === 'RemotingTooMuchRequestException') return 'callTimeout'
  if (ex === 'MQBrokerException') return 'notRetried'
  if (ex === 'IllegalStateException') return 'noNameServer'
  if (ex === 'MQClientException' && (code === 10005 || text(x).startsWith('No route'))) return 'noRoute'
  if (ex === 'MQClientException') return 'attemptsUsedUp'
  throw new Error(`a call with an unknown exception: ${JSON.stringify(line)}`)
}

const brokerCode = (x: unknown): number => Number(/^CODE: (\d+)/.exec(text(x))?.[1] ?? 0)

/** "a0": host 0 of broker-a. */
const hostOf = (who: unknown): { group: number; node: number } | null => {
  const found = /^([a-p])(\d)$/.exec(text(who))
  return found ? { group: (found[1] as string).charCodeAt(0) - 97, node: Number(found[2]) } : null
}
const groupOf = (brokerName: string): number => brokerName.charCodeAt('broker-'.length) - 97

/**
 * Ports of an experiment by host. The harness counts them up: base+886 for a0, then 1000 further for each group, and 100 or 2000
 * for each node; which it was is found from the ports themselves.
 */
function portsOf(routes: readonly Line[], hosts: readonly { group: number; node: number }[]): Map<string, number> {
  const seen = new Map<number, Set<string>>()
  for (const { brokers } of routes) {
    for (const [name, addresses] of Object.entries((brokers ?? {}) as Record<string, Record<string, string>>)) {
      const ports = seen.get(groupOf(name)) ?? new Set()
      for (const port of Object.values(addresses)) ports.add(port)
      seen.set(groupOf(name), ports)
    }
  }
  const found = new Map<string, number>()
  for (const [group, ports] of seen) {
    const nodes = hosts.filter((host) => host.group === group).length
    const ascending = [...ports].sort((one, other) => Number(one) - Number(other))
    if (ascending.length > nodes) throw new Error(`more ports than hosts in group ${group}: ${ascending.join()}`)
    ascending.forEach((port, node) => {
      found.set(port, node)
    })
  }
  return found
}

export function convert(folder: string, experiment: string, producer: string): Omit<Recording, 'id'> {
  const acts = linesOf(join(folder, 'acts.jsonl'))
  const routes = linesOf(join(folder, 'route.jsonl')).filter(({ brokers }) => brokers !== undefined)
  const lines = linesOf(join(folder, `prod-${producer}.jsonl`))
  const started = lines.find(({ k }) => k === 'start')
  if (!started) throw new Error(`${producer} has not started`)
  const t0 = started.t
  const last = lines.reduce(
    (most, { k, t, ms, call }) => Math.max(most, t + (k === 'att' ? number(ms) : number(call))),
    t0,
  )
  const endMs = (lines.find(({ k }) => k === 'end')?.t ?? last) - t0
  const hosts = [
    ...new Map(
      acts.flatMap(({ who }) => hostOf(who) ?? []).map((host) => [`${host.group} ${host.node}`, host]),
    ).values(),
  ]
  const ports = portsOf(routes, hosts)
  const nodeOf = (port: string): number => {
    const node = ports.get(port)
    if (node === undefined) throw new Error(`no host has port ${port}`)
    return node
  }
  const groupCount = 1 + Math.max(...hosts.map(({ group }) => group))
  const isInside = ({ t }: Line): boolean => t >= t0 && t - t0 <= endMs

  const routeOf = ({ brokers, queues }: Line): RecordedRoute[] =>
    Array.from({ length: groupCount }, (_, group) => {
      const name = `broker-${String.fromCharCode(97 + group)}`
      const addresses = ((brokers ?? {}) as Record<string, Record<string, string>>)[name]
      const shape = /^(\d+)w perm(\d)$/.exec(((queues ?? {}) as Record<string, string>)[name] ?? '')
      if (!addresses || !shape) return null
      return { brokerAddrs: tableOf(addresses), writeQueueNums: Number(shape[1]), perm: Number(shape[2]) }
    })
  const tableOf = (addresses: Record<string, string>): (number | null)[] => {
    const table: (number | null)[] = []
    for (const [id, port] of Object.entries(addresses)) {
      while (table.length <= Number(id)) table.push(null)
      table[Number(id)] = nodeOf(port)
    }
    return table
  }
  const before = routes.filter(({ t }) => t <= t0).at(-1) ?? routes[0]
  if (!before) throw new Error('the NameServer has never answered')
  const nameServerRoutes = [before, ...routes.filter((line) => line !== before && isInside(line))].map((line) => ({
    atMs: Math.max(0, line.t - t0),
    groups: routeOf(line),
  }))

  const attempts: RecordedAttempts = {
    startMs: [],
    message: [],
    attempt: [],
    group: [],
    node: [],
    queueId: [],
    latencyMs: [],
    outcome: [],
    code: [],
    isolation: [],
    untilMs: [],
    reachable: [],
  }
  const producerRoutes: Recording['producerRoutes'] = []
  const brokerAddrTables: Recording['brokerAddrTables'] = []
  const connections: Recording['connections'] = []
  const calls: Recording['calls'] = []
  const groupOfPort = (port: string): number | null => {
    for (const { groups } of [
      { groups: routes.map(({ brokers }) => brokers as Record<string, Record<string, string>>) },
    ])
      for (const brokers of groups)
        for (const [name, addresses] of Object.entries(brokers))
          if (Object.values(addresses).includes(port)) return groupOf(name)
    return null
  }
  for (const line of lines) {
    const atMs = line.t - t0
    switch (line.k) {
      case 'att': {
        const outcome = outcomeOf(line)
        const port = /:(\d+)$/.exec(text(line.addr))?.[1]
        attempts.startMs.push(atMs)
        attempts.message.push(number(line.m))
        attempts.attempt.push(number(line.a))
        attempts.group.push(groupOf(text(line.b)))
        attempts.node.push(port === undefined ? -1 : nodeOf(port))
        attempts.queueId.push(number(line.q))
        attempts.latencyMs.push(number(line.ms))
        attempts.outcome.push(ATTEMPT_OUTCOMES.indexOf(outcome))
        attempts.code.push(outcome === 'brokerError' ? brokerCode(line.x) : 0)
        attempts.isolation.push(line.iso === true ? 1 : 0)
        attempts.untilMs.push(line.until === undefined ? -1 : Math.max(0, number(line.until) - t0))
        attempts.reachable.push(line.reach === undefined ? -1 : line.reach === true ? 1 : 0)
        break
      }
      case 'ok':
      case 'fail':
        calls.push({
          message: number(line.m),
          startMs: atMs,
          elapsedMs: number(line.call),
          exception: line.k === 'fail' ? exceptionOf(line) : null,
          code: line.k === 'fail' && line.ex === 'MQBrokerException' ? number(line.code) : 0,
        })
        break
      case 'route':
        producerRoutes.push({
          atMs,
          queues: text(line.list)
            .split(' ')
            .filter((one) => one !== '')
            .map((one) => {
              const [name, queueId] = one.split('#') as [string, string]
              return [groupOf(name), Number(queueId)]
            }),
        })
        break
      case 'addrs': {
        const groups: ((number | null)[] | null)[] = Array.from({ length: groupCount }, () => null)
        for (const [, name, table] of text(line.c).matchAll(/(broker-[a-p])=\{([^}]*)\}/g)) {
          const addresses = [...(table as string).matchAll(/(\d+)=[^:,}]*:(\d+)/g)].map(([, id, port]) => [id, port])
          groups[groupOf(name as string)] = tableOf(Object.fromEntries(addresses) as Record<string, string>)
        }
        brokerAddrTables.push({ atMs, groups })
        break
      }
      case 'chan': {
        const open: [number, number][] = []
        for (const [, port] of text(line.c).matchAll(/:(\d+)=open/g)) {
          const group = groupOfPort(port as string)
          if (group !== null) open.push([group, nodeOf(port as string)])
        }
        connections.push({ atMs, open })
        break
      }
    }
  }
  const byTime = <One extends { atMs: number }>(list: One[]): One[] => list.sort((one, other) => one.atMs - other.atMs)

  const actions: UserAction[] = []
  const exits: Recording['exits'] = []
  const elections: Recording['elections'] = []
  for (const act of acts.filter(isInside)) {
    const host = hostOf(act.who)
    if (!host) continue
    const atMs = act.t - t0
    const type = ACTIONS[text(act.act)]
    const target = `broker-${String.fromCharCode(97 + host.group)}/n${host.node}`
    if (type) actions.push({ atMs, type, target })
    if (act.act === 'reaped' || act.act === 'exited') exits.push({ atMs, ...host })
    if (act.act === 'newMaster') {
      const killed = actions.filter((one) => one.type === 'kill').at(-1)
      const node = killed?.type === 'kill' ? Number(/n(\d)$/.exec(killed.target)?.[1]) : null
      if (killed && node !== null) {
        const { group, node: elected } = host
        elections.push({
          killedMs: killed.atMs,
          group,
          killed: node,
          elected,
          electedMs: killed.atMs + number(act.afterMs),
        })
      }
    }
  }
  const args = Object.fromEntries(
    text(started.args)
      .slice(1, -1)
      .split(', ')
      .map((one) => one.split('=') as [string, string]),
  )
  const release = /-(\d+\.\d+\.\d+)/.exec(experiment)?.[1] as string
  const family = experiment[0]
  const poll = Number(args.poll ?? 30_000)
  const threads = 1 + maxOverlap(attempts)
  const writeQueueNums = nameServerRoutes[0]?.groups.find((one) => one !== null)?.writeQueueNums ?? 2
  const brokerGroups = Array.from({ length: groupCount }, (_, group) => ({
    slaveCount: hosts.filter((host) => host.group === group).length - 1,
  }))
  const input: Recording['input'] = {
    scenario: {
      preset: `recording-${experiment}-${producer}`,
      topic: text(args.topic) || 'T',
      settings: {
        ...REAL_SETTINGS,
        clientVersion: release,
        sendLatencyFaultEnable: args.faultOn === 'true',
        sendMsgMaxTimeoutPerRequest: args.max === undefined ? -1 : Number(args.max),
        pollNameServerInterval: poll,
        firstPollMs: 10,
        sendIntervalMs: Number(args.gap ?? 50),
        sendThreadCount: threads,
        brokerGroupCount: groupCount,
        slaveCount: 0,
        writeQueueNums,
        enableDLegerCommitLog: family === 'd',
        enableControllerMode: family === 'f',
        enableSlaveActingMaster: experiment.endsWith('-acting'),
        brokerServiceTimeMs: 1,
        brokerStartupMs: startupOf(actions, nameServerRoutes),
      },
      brokerGroups,
    },
    seed: 1,
    actions,
  }
  return {
    experiment: `${experiment}/${producer}`,
    recordedWith: {
      client: release,
      broker: release,
      nameServer: release,
      conditions: experiment.endsWith('-quiet') ? 'quiet' : 'loaded',
    },
    input,
    endMs,
    exits,
    nameServerRoutes,
    producerRoutes: byTime(producerRoutes),
    brokerAddrTables: byTime(brokerAddrTables),
    connections: byTime(connections),
    attempts,
    calls: calls.sort((one, other) => one.startMs - other.startMs),
    elections,
  }
}

/** ms from the first restart until the NameServer names the node again; RocketMQ's own value where none was restarted. */
function startupOf(actions: readonly UserAction[], routes: Recording['nameServerRoutes']): number {
  for (const action of actions) {
    if (action.type !== 'restart') continue
    const [, letter, node] = /^broker-(.)\/n(\d)$/.exec(action.target) as unknown as [string, string, string]
    const back = routes.find(
      ({ atMs, groups }) => atMs > action.atMs && groups[letter.charCodeAt(0) - 97]?.brokerAddrs.includes(Number(node)),
    )
    if (back) return back.atMs - action.atMs
  }
  return REAL_SETTINGS.brokerStartupMs
}

/** How many attempts were under way beside another one, at most. */
function maxOverlap({ startMs, latencyMs }: RecordedAttempts): number {
  const changes = startMs
    .flatMap((from, row): [number, number][] => [
      [from, 1],
      [from + (latencyMs[row] as number), -1],
    ])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
  let now = 0
  let most = 0
  for (const [, change] of changes) {
    now += change
    most = Math.max(most, now)
  }
  return Math.min(127, Math.max(0, most - 1))
}

const [folder, experiment, producer, output] = process.argv.slice(2)
if (folder && experiment && producer) {
  const written = recordingText(convert(folder, experiment, producer))
  if (output) writeFileSync(output, written)
  else process.stdout.write(written)
}
