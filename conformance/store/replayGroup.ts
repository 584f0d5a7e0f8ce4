// Plays a recorded DLedger group with the engine: the same sends at the same moments, to whoever its client would take for the Master.
// When a leadership ends, and who wins an election, is chance, so a recording is played with several seeds.

import { REAL_SETTINGS } from '../../src/rocketmq'
import { RESPONSE_CODE } from '../../src/rocketmq/releases'
import { MASTER_ID } from '../../src/rocketmq/state'
import { EngineBrokers } from './engineBrokers'
import type { GroupRecording, GroupSend } from './groupRecording'

const NAMES = ['a0', 'a1', 'a2']
const BODY_BYTES = 100
/** Longest that is waited for an election, ms, and what is left of the recorder's own waiting at the end. */
const ELECTION_MS = 60_000
const SETTLE_MS = 5000
/** Twelve of them are a heartbeat. */
const PHASE_MS = 167
/** MQClientException: the client had no Broker to send to. What the client does by itself is no business of the Brokers. */
const CLIENTS_OWN = [10_001, 10_005, -1]
/** RemotingTimeoutException: no answer came in time. */
export const NO_ANSWER = 10_002

export interface ReplayedSend {
  id: string
  atMs: number
  /** Response code and ms until it left, or NO_ANSWER. */
  code: number
  ms: number
  queueOffset: number | null
}

export interface ReplayedGroup {
  sends: ReplayedSend[]
  /** What consumers can read at each `list`: queue, queue offset, id. */
  lists: [number, number, string][][]
  /** Is the Master at each `leader` the one of the beginning? */
  sameLeader: boolean[]
}

const isOk = ({ status }: GroupSend) => status === 'SEND_OK'

/** Where a message went that was not confirmed: only what is left shows it. */
function queueOf({ steps }: GroupRecording, id: string, saw: GroupSend): number {
  if (saw.queue !== undefined) return saw.queue
  const kept = steps.flatMap((step) => (step.act === 'list' ? step.saw.held : [])).find(([, , , one]) => one === id)
  return kept?.[0] ?? 0
}

/**
 * From node to node, ms: half of what one of the acknowledged sends took, another with each seed; the first of a process loads classes.
 * A Leader whose followers are gone counts from their last answer, and whether 6 s are over at its third heartbeat is up to a few ms.
 */
function hopMs({ steps }: GroupRecording, seed: number): number {
  const took = steps.flatMap((step) => (step.act === 'send' && isOk(step.saw) ? [step.saw.ms] : [])).slice(1)
  return Math.max(1, Math.floor((took[seed % took.length] ?? 0) / 2))
}

export function replayGroup(recording: GroupRecording, seed: number): ReplayedGroup {
  const settings = {
    ...REAL_SETTINGS,
    ...{ clientVersion: recording.release, simulateStore: true, enableDLegerCommitLog: true },
    ...{ brokerGroupCount: 1, slaveCount: 2, writeQueueNums: recording.queues },
    ...{ networkLatencyMs: hopMs(recording, seed), brokerServiceTimeMs: 0, processExitMs: 0, fsyncMs: 0 },
  }
  const first = recording.steps.find((step) => step.act === 'leader')?.node ?? 'a0'
  // The engine begins with its first node as Leader.
  const brokers = new EngineBrokers(settings, 'T', [first, ...NAMES.filter((name) => name !== first)], seed)
  const master = () =>
    brokers.names.find((name) => {
      const { brokerId, process, raft } = brokers.node(name)
      return brokerId === MASTER_ID && process === 'running' && raft?.role === 'LEADER' && raft.hasRole
    })
  const sends: ReplayedSend[] = []
  const byMessage = new Map<number, ReplayedSend>()
  brokers.onAnswer = ({ message, code, atMs }) => {
    const send = byMessage.get(message)
    if (!send) return
    send.code = code
    send.ms = atMs - send.atMs
  }
  let known = first
  // Where in its heartbeats a Leader is when its followers are killed is chance, too.
  let lateMs = seed * PHASE_MS
  const found: ReplayedGroup = { sends, lists: [], sameLeader: [] }
  for (const step of recording.steps) {
    brokers.until(step.at + lateMs)
    if (step.act === 'kill') brokers.does('kill', step.node)
    else if (step.act === 'start') brokers.does('restart', step.node)
    else if (step.act === 'leader') found.sameLeader.push(known === first)
    else if (step.act === 'list') {
      brokers.until(brokers.nowMs + SETTLE_MS)
      lateMs += SETTLE_MS
      const visible = brokers.records(known, brokers.store(known).reputOffset)
      const rows = visible.map(
        ({ queueId, queueOffset, message }) => [queueId, queueOffset, brokers.ids[message] ?? ''] as const,
      )
      found.lists.push(rows.map((row) => [...row] as [number, number, string]).sort(([a, b], [c, d]) => a - c || b - d))
    } else if (step.act === 'send' && !CLIENTS_OWN.includes(step.saw.code ?? 0)) {
      if (isOk(step.saw)) {
        // Elections take their own time: whoever was recorded to have a Master gets one.
        const startMs = brokers.nowMs
        while (!master() && brokers.nowMs < startMs + ELECTION_MS) brokers.until(brokers.nowMs + 10)
        lateMs += brokers.nowMs - startMs
        known = master() ?? known
      }
      const send: ReplayedSend = { id: step.id, atMs: brokers.nowMs, code: NO_ANSWER, ms: 0, queueOffset: null }
      sends.push(send)
      const queue = queueOf(recording, step.id, step.saw)
      byMessage.set(brokers.ids.length, send)
      const message = brokers.put(known, step.id, queue, BODY_BYTES)
      brokers.until(brokers.nowMs + 50 + 4 * settings.networkLatencyMs)
      const stored = brokers.records(known).find((record) => record.message === message)
      send.queueOffset = send.code === RESPONSE_CODE.SUCCESS ? (stored?.queueOffset ?? null) : null
    }
  }
  return found
}

/** From the recorder's client to a Broker and back, ms; the answers of the engine are taken as they leave. */
const TOLERANCE_MS = 200

/** Where a replay differs from its recording, a line each. */
export function groupDifferences(recording: GroupRecording, { sends, lists, sameLeader }: ReplayedGroup): string[] {
  const found: string[] = []
  const tell = (what: string, recorded: unknown, replayed: unknown) => {
    const [one, other] = [JSON.stringify(recorded), JSON.stringify(replayed)]
    if (one !== other) found.push(`${what}: ${one}, replayed ${other}`)
  }
  const leaders = recording.steps.flatMap((step) => (step.act === 'leader' ? [step.node] : []))
  tell(
    'same leader',
    leaders.map((node) => node === leaders[0]),
    sameLeader,
  )
  const byId = new Map(sends.map((send) => [send.id, send]))
  for (const step of recording.steps) {
    const own = step.act === 'send' ? byId.get(step.id) : undefined
    if (step.act !== 'send' || !own) continue
    const code = isOk(step.saw) ? RESPONSE_CODE.SUCCESS : step.saw.code
    tell(`${step.id} code`, code, own.code)
    if (isOk(step.saw)) tell(`${step.id} queue offset`, step.saw.queueOffset, own.queueOffset)
    else if (own.code !== NO_ANSWER && Math.abs(step.saw.ms - own.ms) > TOLERANCE_MS)
      tell(`${step.id} ms`, step.saw.ms, own.ms)
  }
  const recorded = recording.steps.flatMap((step) => (step.act === 'list' ? [step.saw.held] : []))
  tell(
    'lists',
    recorded.map((held) => held.map(([queue, offset, , id]) => [queue, offset, id])),
    lists,
  )
  return found
}
