// Plays one recorded script with the real engine: the recording supplies what was scripted, drawn and how long things
// took; the engine decides everything else. Compares nothing; sendloop.test.ts does.

import {
  clientRules,
  type EventKind,
  isAbandoned,
  type LogEntry,
  type Packet,
  type PacketKind,
  producerAddress,
  REAL_SETTINGS,
  type SendCall,
  type SendRequest,
} from '../src/rocketmq'
import { scanResponseTable } from '../src/rocketmq/client/remotingClient'
import { type Environment, nodeAt, producerAt, type Simulation } from '../src/rocketmq/context'
import { entryAt, sealLog } from '../src/rocketmq/eventLog'
import { brokerAddress } from '../src/rocketmq/events'
import { closeExchange, deliver, lose, onewayEnded } from '../src/rocketmq/network'
import { detectByOneRound } from '../src/rocketmq/producer/faultTable'
import { beginCall } from '../src/rocketmq/producer/sendLoop'
import { runUntil, step } from '../src/rocketmq/run'
import { createSimulation } from '../src/rocketmq/simulation'
import type { Draw, ScriptedBehaviour, SendAttempt, SendLoopScript, SentMessage } from './recording'

/** Enough for the application's threads (from 0) and the client's own (from 10). */
const THREADS = 40
/** Nothing of the recording machine's own business (loading classes, collecting garbage) takes longer than this. */
const MAX_LATE_MS = 150
/** How far a clock reading may lie beside another of the same moment. */
const SAME_MOMENT_MS = 20
/** Long enough for everything that a script's last message can still bring. */
const AFTERMATH_MS = 10_000

/** One choice of the engine's and what came of it, in the recording's own terms. */
export interface Choice {
  atMs: number
  broker: number
  queueId: number
  counter: number | null
  updates: { latencyMs: number; isolation: boolean; reachable: boolean }[]
  arrivals: { atMs: number; queueId: number }[]
}

/** The engine's side of one script. All times of the recording's kind: ms since the script started. */
export interface Player {
  script: SendLoopScript
  /** In the order of their first choices: the first has the engine's message id 1. */
  messages: SentMessage[]
  toleranceMs: number
  sim: Simulation
  /** Virtual time at which the script starts. */
  zeroMs: number
  /** Requests each broker has read so far. */
  requests: number[]
  /** By message id. */
  choices: Map<number, Choice[]>
  /** What happens at set times; more is added on the way. */
  agenda: { atMs: number; run: () => void }[]
  /** Things that took the recording machine longer than the tolerance, ms each. */
  late: number[]
  /** The call that chooses a queue, or chose last. */
  selecting: SendCall | null
}

const nowOf = (player: Player): number => player.sim.state.nowMs - player.zeroMs

/** When a message's first queue was chosen: after the client had the route, or a thread of its own for ASYNC. An input. */
const beginsMs = (message: SentMessage): number => message.attempts[0]?.atMs ?? message.startedMs

export function createPlayer(release: string, script: SendLoopScript, toleranceMs: number): Player {
  const sim = createSimulation({ scenario: scenarioOf(release, script), seed: 1, actions: [] })
  const rules = clientRules(release)
  sim.rules = {
    ...rules,
    retryResponseCodes: [...rules.retryResponseCodes, ...script.settings.addedRetryResponseCodes],
  }
  dropTimers(sim)
  const player: Player = {
    script,
    messages: [...script.messages].sort(
      (one, other) => beginsMs(one) - beginsMs(other) || one.startedMs - other.startedMs,
    ),
    toleranceMs,
    sim,
    zeroMs: -script.clientStartedMs,
    requests: script.brokers.map(() => 0),
    choices: new Map(),
    agenda: [],
    late: [],
    selecting: null,
  }
  if (!script.topicExists) for (const server of sim.state.nameServers) server.brokers = []
  if (!script.nameServerUp) for (const server of sim.state.nameServers) server.process = 'killed'
  script.brokers.forEach(({ upAtStart }, group) => {
    if (!upAtStart) nodeAt(sim, group, 0).process = 'killed'
  })
  sim.environment = recordedEnvironment(player, release)
  return player
}

/** Everything that the real client or its peers drew or decided. */
function recordedEnvironment(player: Player, release: string): Environment {
  return {
    requestArrives: (_, packet) => arrives(player, packet),
    hopMs: (_, type, content) => ('request' in content ? hop(player, content.request, type) : 0),
    lateMs: (call) => lateness(player, call),
    wakes: (call, fails) => wakes(player, call, fails),
    isUsedUp: (call, leftMs) => isUsedUp(player, call, leftMs),
    selects: (call) => {
      player.selecting = call
      return recordedAttempt(player, call)?.thread ?? call.thread
    },
    selectionRandom: () => ({
      startOfQueueIndex: () => startValue(release, take(player, 'queue')),
      startOfWorstIndex: () => startValue(release, take(player, 'worst')),
      reset: () => take(player, 'reset'),
      shuffle: (groups) => shuffled(player, groups),
    }),
    selected: (call, { group, queueId }, counter) => {
      const choices = player.choices.get(call.message) ?? []
      choices.push({ atMs: nowOf(player), broker: group, queueId, counter, updates: [], arrivals: [] })
      player.choices.set(call.message, choices)
    },
    measuredMs: (call, group, latencyMs, isolation, reachable) => {
      // The recorder, too, puts an update down to the newest attempt at its broker.
      const choices = player.choices.get(call.message) ?? []
      const attempt = 1 + choices.findLastIndex((choice) => choice.broker === group)
      const { updates } = choiceOf(player, call.message, attempt)
      const measured = messageOf(player, call.message).attempts[attempt - 1]?.updates[updates.length]
      updates.push({ latencyMs, isolation, reachable })
      return measured && Math.abs(measured[1] - latencyMs) <= player.toleranceMs ? measured[1] : latencyMs
    },
  }
}

function scenarioOf(release: string, script: SendLoopScript) {
  const { addedRetryResponseCodes: _, customTables: __, ...settings } = script.settings
  return {
    preset: 'recording',
    topic: 'TopicOrderPaySuccess',
    settings: {
      ...REAL_SETTINGS,
      ...settings,
      clientVersion: release,
      brokerGroupCount: script.brokers.length,
      slaveCount: 0,
      networkLatencyMs: 0,
      sendThreadCount: THREADS,
      producerCores: THREADS,
    },
    brokerGroups: script.brokers.map(({ name, writeQueueNums }) => ({ brokerName: name, writeQueueNums })),
  }
}

/** Calls, sweeps and detector rounds happen when the recording says; nothing else on a timer fell into a script. */
function dropTimers(sim: Simulation): void {
  const timers: EventKind[] = [
    'callTimer',
    'sweepTimer',
    'detectorTimer',
    'pollTimer',
    'housekeepingTimer',
    'registerTimer',
  ]
  // A sorted array is a heap.
  sim.state.eventQueue = sim.state.eventQueue
    .filter((event) => !timers.includes(event.kind))
    .sort((one, other) => one.atMs - other.atMs || one.sequence - other.sequence)
}

export const messageOf = (player: Player, id: number): SentMessage => player.messages[id - 1] as SentMessage

const choiceOf = (player: Player, id: number, attempt: number): Choice =>
  player.choices.get(id)?.[attempt - 1] as Choice

const recordedAttempt = (player: Player, call: SendCall): SendAttempt | undefined =>
  messageOf(player, call.message).attempts[call.attempt - 1]

// ---------------------------------------------------------------- draws

/** The recorded draw of a kind for the choice under way. */
function take(player: Player, kind: Draw[0]): number {
  const call = player.selecting as SendCall
  const draw = recordedAttempt(player, call)?.draws?.find((one) => one[0] === kind)
  if (!draw)
    throw new Error(
      `message ${call.message} attempt ${call.attempt}: the engine draws "${kind}" where the client did not`,
    )
  return draw[1]
}

/** 4.x clients make the first value of a counter positive as they draw it. */
const startValue = (release: string, drawn: number): number =>
  release.startsWith('4') ? Math.abs(drawn) & 0x7fffffff : drawn

/** The order is recorded only where it decides something. */
function shuffled(player: Player, groups: readonly number[]): number[] {
  const call = player.selecting as SendCall
  const order = recordedAttempt(player, call)?.order ?? groups
  const sorted = (list: readonly number[]) => [...list].sort((one, other) => one - other)
  if (String(sorted(order)) !== String(sorted(groups)))
    throw new Error(
      `message ${call.message} attempt ${call.attempt}: fault items of ${sorted(groups)}, the client's of ${sorted(order)}`,
    )
  return [...order]
}

// ---------------------------------------------------------------- how long things took

/** When an attempt failed or was answered, or null if that is not known. */
function endedMs(message: SentMessage, number: number): number | null {
  const attempt = message.attempts[number - 1]
  if (!attempt) return null
  const failed = attempt.updates.find((update) => update[2] === 1)
  if (failed) return failed[0]
  // The first update of an ASYNC message says only that its request was handed to the network.
  const handover = message.mode !== 'sync' && number === 1 ? 1 : 0
  return attempt.updates[handover]?.[0] ?? message.outcomes[0]?.atMs ?? null
}

/**
 * Something that should happen at one time happened at another in the recording: then it does so here, as long as the
 * difference can be the recording machine's. What it took longer than the tolerance is counted.
 */
function asRecorded(player: Player, recordedMs: number | null | undefined, dueMs: number): number {
  if (recordedMs === null || recordedMs === undefined) return dueMs
  const lateMs = recordedMs - dueMs
  if (lateMs < -player.toleranceMs || lateMs > MAX_LATE_MS) return dueMs
  if (lateMs > player.toleranceMs) player.late.push(lateMs)
  return Math.max(recordedMs, nowOf(player))
}

/** With nothing left of the budget a message's time passes while it connects. */
const endsConnecting = (message: SentMessage, { attempt }: SendRequest): boolean =>
  message.edge && message.attempts[attempt - 1]?.arrivals.length === 0

function hop(player: Player, request: SendRequest, type: PacketKind): number {
  const message = messageOf(player, request.message)
  const nowMs = nowOf(player)
  const node = nodeAt(player.sim, request.group, request.node)
  if (type === 'connect') {
    // Every connection is a new one, which the end of an older one does not touch.
    node.epoch++
  } else if (type === 'connectAnswer' && (node.process === 'killed' || endsConnecting(message, request))) {
    return asRecorded(player, endedMs(message, request.attempt), nowMs) - nowMs
  } else if (type === 'sendRequest') {
    const { arrivals } = choiceOf(player, request.message, request.attempt)
    const arrival = message.attempts[request.attempt - 1]?.arrivals[arrivals.length]
    // It was never read: the client had given it up before.
    if (!arrival) return Math.max(0, (endedMs(message, request.attempt) ?? nowMs) + 1 - nowMs)
    return asRecorded(player, arrival[0], nowMs) - nowMs
  }
  return 0
}

/** A waiting thread wakes a little after its time. */
function lateness(player: Player, call: SendCall): number {
  const dueMs = (call.deadlineMs as number) - player.zeroMs
  const ended = endedMs(messageOf(player, call.message), call.attempt)
  return Math.max(0, asRecorded(player, ended, dueMs) - dueMs)
}

/** A thread wakes up that waited on a connection which is gone. */
function wakes(player: Player, call: SendCall, fails: () => void): void {
  const nowMs = nowOf(player)
  const atMs = asRecorded(player, endedMs(messageOf(player, call.message), call.attempt), nowMs)
  if (atMs <= nowMs) fails()
  else addToAgenda(player, atMs, fails)
}

/** At the edge of the budget the recording tells which way it went. */
function isUsedUp(player: Player, call: SendCall, leftMs: number): boolean {
  if (!messageOf(player, call.message).edge || Math.abs(leftMs) > SAME_MOMENT_MS) return leftMs <= 0
  return recordedAttempt(player, call)?.updates.length === 0
}

// ---------------------------------------------------------------- the scripted peers

/** A peer reads a request and does what its script says for its next one. */
function arrives(player: Player, packet: Packet<'sendRequest'>): void {
  const { sim, script } = player
  const { request } = packet.content
  const broker = script.brokers[request.group]
  if (!broker) throw new Error(`no broker ${request.group}`)
  const message = messageOf(player, request.message)
  const choice = choiceOf(player, request.message, request.attempt)
  const read = message.attempts[request.attempt - 1]?.arrivals.length ?? 0
  if (isAbandoned(sim.state, request) && choice.arrivals.length >= read) return lose(sim, packet)
  choice.arrivals.push({ atMs: nowOf(player), queueId: request.queueId })
  if (nodeAt(sim, request.group, request.node).process === 'killed') return lose(sim, packet)
  const which = Math.min(player.requests[request.group]!++, broker.behaviours.length - 1)
  behave(player, packet, broker.behaviours[which] as ScriptedBehaviour)
}

function behave(player: Player, { from, to, content }: Packet<'sendRequest'>, behaviour: ScriptedBehaviour): void {
  const { sim } = player
  const { request } = content
  if (request.oneway) {
    closeExchange(sim, request)
    return onewayEnded(sim, request, true)
  }
  if (behaviour[0] === 'hang') return
  const scriptedMs = nowOf(player) + behaviour[1]
  const message = messageOf(player, request.message)
  const last = message.attempts[request.attempt - 1]?.arrivals.length === choiceArrivals(player, request)
  const atMs = asRecorded(player, last ? endedMs(message, request.attempt) : null, scriptedMs)
  const arrivesAtMs = player.zeroMs + atMs
  if (behaviour[0] === 'answer' || behaviour[0] === 'error') {
    deliver(sim, 'sendResponse', to, from, { request, code: behaviour[2] }, sim.state.nowMs, arrivesAtMs)
  } else if (behaviour[0] === 'rst') {
    deliver(sim, 'reset', to, from, { request }, sim.state.nowMs, arrivesAtMs)
  } else {
    addToAgenda(player, atMs, () => closes(player, request.group, false, request.brokerEpoch))
  }
}

const choiceArrivals = (player: Player, request: SendRequest): number =>
  choiceOf(player, request.message, request.attempt).arrivals.length

/** A connection is closed by the peer. */
function closes(player: Player, group: number, resets: boolean, epoch: number): void {
  const { sim } = player
  const { nowMs: sentAtMs } = sim.state
  const content = { epoch: producerAt(sim, 0).epoch, brokerEpoch: epoch, resets }
  deliver(sim, 'connectionClosed', brokerAddress(group, 0), producerAddress(0), content, sentAtMs, sentAtMs)
}

/** Carries out what the script does to a broker at a moment. */
function brokerEvent(player: Player, [, broker, what]: SendLoopScript['events'][number]): void {
  const node = nodeAt(player.sim, broker, 0)
  node.process = what === 'up' ? 'running' : 'killed'
  if (what !== 'up') closes(player, broker, what === 'rst', node.epoch)
}

/** When an event of the script took effect: when the first request it cut off failed. */
function eventMs(player: Player, [atMs, broker, what]: SendLoopScript['events'][number]): number {
  if (what === 'up') return atMs
  const ends = player.messages.flatMap((message) =>
    message.attempts.flatMap((attempt, index) => {
      const ended = endedMs(message, index + 1)
      const cut = attempt.broker === broker && attempt.atMs <= atMs && ended !== null && ended >= atMs
      return cut ? [ended] : []
    }),
  )
  return asRecorded(player, ends.length > 0 ? Math.min(...ends) : null, atMs)
}

// ---------------------------------------------------------------- time

function addToAgenda(player: Player, atMs: number, run: () => void): void {
  const { agenda } = player
  const later = agenda.findIndex((one) => one.atMs > atMs)
  agenda.splice(later < 0 ? agenda.length : later, 0, { atMs, run })
}

/** A sweep takes its time: it judges a request when it comes to it. */
function sweepMs(player: Player, atMs: number): number {
  const verdicts = player.messages
    .filter((message) => message.mode === 'async')
    .flatMap((message) => message.attempts.flatMap((attempt) => attempt.updates))
    .filter((update) => update[2] === 1 && update[0] >= atMs && update[0] <= atMs + SAME_MOMENT_MS)
  return verdicts.length > 0 ? Math.min(...verdicts.map((update) => update[0])) : atMs
}

/** Plays a script to the end. */
export function play(player: Player): void {
  const { sim, script, zeroMs, agenda } = player
  for (const event of script.events) addToAgenda(player, eventMs(player, event), () => brokerEvent(player, event))
  for (const atMs of script.sweeps) addToAgenda(player, sweepMs(player, atMs), () => scanResponseTable(sim, 0))
  for (const atMs of script.detections) addToAgenda(player, atMs, () => detectByOneRound(sim, 0))
  player.messages.forEach((message, index) => {
    addToAgenda(player, beginsMs(message), () => begin(player, message, index + 1))
  })
  const lastMs = agenda.at(-1)?.atMs ?? 0
  const endMs = zeroMs + lastMs + AFTERMATH_MS
  for (;;) {
    const eventMs = sim.state.eventQueue[0]?.atMs ?? endMs
    const next = agenda[0]
    // What happens may add to the agenda, so events are done one by one.
    if (next && zeroMs + next.atMs < eventMs) {
      agenda.shift()
      runUntil(sim, Math.max(sim.state.nowMs, zeroMs + next.atMs))
      next.run()
    } else if (eventMs < endMs) step(sim)
    else break
  }
}

function begin(player: Player, message: SentMessage, id: number): void {
  const { sim, zeroMs } = player
  if (sim.state.nextMessage !== id) throw new Error(`message ${id} begins as ${sim.state.nextMessage}`)
  if (producerAt(sim, 0).threads[message.thread]?.call !== null) throw new Error(`message ${id}: its thread is busy`)
  const mode = message.mode.toUpperCase() as SendCall['mode']
  beginCall(sim, 0, message.thread, mode, message.timeoutMs, zeroMs + message.startedMs)
}

export function logOf({ sim }: Player): LogEntry[] {
  const { log } = sim
  if (log) sealLog(log)
  return log ? Array.from({ length: log.length }, (_, index) => entryAt(log, index)) : []
}
