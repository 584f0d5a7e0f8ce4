// From the raw lines of one producer (README.md) to a recording that the page opens (docs/recording-format.md).
//
// What lies outside the producer's life is left out. The input that simulates the same is put together from the same lines: release
// from the name of the experiment, switch, poll and limit from the producer's own arguments, groups from the NameServer's first
// whole answer, what was done with the recorded moments, brokerStartupMs as measured, and the phase of the poll (firstPollMs).

import { join } from 'node:path'
import {
  ATTEMPT_OUTCOMES,
  REAL_SETTINGS,
  type RecordedAttempts,
  type RecordedRoute,
  type Recording,
  type UserAction,
} from '../../src/rocketmq/index.ts'
import {
  ACTIONS,
  argumentsOf,
  brokerCode,
  exceptionOf,
  groupOf,
  hostOf,
  type Line,
  linesOf,
  number,
  outcomeOf,
  text,
} from './rawLines.mts'
import { firstPollMs, firstSendMs, sendIntervalMs, startupOf } from './recordedInput.mts'

/** How the nodes of a group belong together, by the name of the experiment. */
const FAMILIES: Record<string, 'dledger' | 'controller'> = {
  ...{ d: 'dledger', d0: 'dledger', dledger: 'dledger' },
  ...{ f: 'controller', controller: 'controller' },
}
export const familyOf = (experiment: string): 'dledger' | 'controller' | 'plain' =>
  FAMILIES[experiment.split('-')[0] as string] ?? 'plain'
export const releaseOf = (experiment: string): string => /-(\d+\.\d+\.\d+)/.exec(experiment)?.[1] as string
export const conditionsOf = (experiment: string): Recording['recordedWith']['conditions'] =>
  experiment.endsWith('-quiet') ? 'quiet' : 'loaded'

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
  const args = argumentsOf(started)
  // `took`: the line was begun before start(), which took that long.
  const clientStartMs = started.t + number(started.took)
  const hosts = [
    ...new Map(
      acts.flatMap(({ who }) => hostOf(who) ?? []).map((host) => [`${host.group} ${host.node}`, host]),
    ).values(),
  ]
  /** The first moment from then on at which the NameServer names every host; that moment itself if it never does. */
  const wholeMs = (fromMs: number): number => {
    const isWhole = ({ brokers }: Line): boolean => {
      const named = Object.values(brokers as Record<string, Record<string, string>>)
      return named.flatMap((addresses) => Object.values(addresses)).length === hosts.length
    }
    const now = routes.filter(({ t }) => t <= fromMs).at(-1)
    return now && isWhole(now) ? fromMs : (routes.find((line) => line.t > fromMs && isWhole(line))?.t ?? fromMs)
  }
  const faultMs = (fromMs: number): number =>
    acts.find(({ act, who, t }) => t > fromMs && hostOf(who) !== null && ACTIONS[text(act)] !== undefined)?.t ??
    Infinity
  const t0 = firstSendMs(lines, clientStartMs, wholeMs, faultMs)
  const last = lines.reduce(
    (most, { k, t, ms, call }) => Math.max(most, t + (k === 'att' ? number(ms) : number(call))),
    t0,
  )
  const endMs = (lines.find(({ k }) => k === 'end')?.t ?? last) - t0
  const before = routes.filter(({ t }) => t <= t0).at(-1) ?? routes[0]
  if (!before) throw new Error('the NameServer has never answered')
  const ports = portsOf(routes, hosts)
  // The engine begins with host 0 as Master: the one that was Master changes its number with host 0.
  const firstMasters = new Map(
    Object.entries(before.brokers as Record<string, Record<string, string>>).map(([name, addresses]) => [
      groupOf(name),
      ports.get(addresses[0] ?? '') ?? 0,
    ]),
  )
  const numberOf = (group: number, node: number): number => {
    const master = firstMasters.get(group) ?? 0
    return node === master ? 0 : node === 0 ? master : node
  }
  const groupOfPort = (port: string): number | null => {
    for (const { brokers } of routes) {
      for (const [name, addresses] of Object.entries(brokers as Record<string, Record<string, string>>)) {
        if (Object.values(addresses).includes(port)) return groupOf(name)
      }
    }
    return null
  }
  const nodeOf = (port: string): number => {
    const [node, group] = [ports.get(port), groupOfPort(port)]
    if (node === undefined || group === null) throw new Error(`no host has port ${port}`)
    return numberOf(group, node)
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
  for (const line of lines) {
    // What was there before is there from the beginning; calls and attempts of before are left out.
    const atMs = Math.max(0, line.t - t0)
    if (line.t < t0 && ['att', 'ok', 'fail'].includes(text(line.k))) continue
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
  const byTime = <One extends { atMs: number }>(list: One[]): One[] =>
    list
      .sort((one, other) => one.atMs - other.atMs)
      .filter(({ atMs }, position) => atMs > 0 || list[position + 1]?.atMs !== 0)

  const actions: UserAction[] = []
  const exits: Recording['exits'] = []
  const elections: Recording['elections'] = []
  for (const act of acts.filter(isInside)) {
    const named = hostOf(act.who)
    if (!named) continue
    const host = { group: named.group, node: numberOf(named.group, named.node) }
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
  const [release, family] = [releaseOf(experiment), familyOf(experiment)]
  const poll = Number(args.poll ?? 30_000)
  const writeQueueNums = nameServerRoutes[0]?.groups.find((one) => one !== null)?.writeQueueNums ?? 2
  const brokerGroups = Array.from({ length: groupCount }, (_, group) => ({
    slaveCount: hosts.filter((host) => host.group === group).length - 1,
  }))
  // What follows a second change of Master differs from run to run: the pace is that of what can be compared.
  const kills = actions.filter(({ type }) => type === 'kill')
  const pacedToMs = family === 'plain' ? endMs : (kills[1]?.atMs ?? endMs)
  const input: Recording['input'] = {
    scenario: {
      preset: `recording-${experiment}-${producer}`,
      topic: text(args.topic) || 'T',
      settings: {
        ...REAL_SETTINGS,
        clientVersion: release,
        sendLatencyFaultEnable: args.faultOn === 'true',
        sendMsgMaxTimeoutPerRequest: Number(args.max ?? -1),
        pollNameServerInterval: poll,
        firstPollMs: firstPollMs(
          poll,
          t0 - clientStartMs,
          byTime(producerRoutes).map(({ atMs }) => atMs),
        ),
        heartbeatBrokerInterval: Number(args.hb ?? REAL_SETTINGS.heartbeatBrokerInterval),
        sendIntervalMs: sendIntervalMs(attempts, Number(args.threads ?? 1), Number(args.interval ?? 50), pacedToMs),
        sendThreadCount: Number(args.threads ?? 1),
        brokerGroupCount: groupCount,
        slaveCount: 0,
        writeQueueNums,
        enableDLegerCommitLog: family === 'dledger',
        enableControllerMode: family === 'controller',
        enableSlaveActingMaster: /^actingMaster|-acting$/.test(experiment),
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
      conditions: conditionsOf(experiment),
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
