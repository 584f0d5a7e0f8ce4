// The log of a run: what happened, in order. Kept as numbers, in columns as narrow as their values (about 16 bytes an
// entry), and read back as objects.

import { ATTEMPT_EXCEPTION, type ClientException, clientException } from './clientException'
import { clientRules, RELEASES } from './clientVersion'
import { frozen } from './frozen'
import type {
  AttemptFailure,
  CommunicationMode,
  ProcessState,
  RaftRole,
  SendException,
  SendStatus,
  VoteResult,
} from './types'

/** What one line of the log says. `group`, `node`, `producer`, `thread` are positions in ClusterState. */
export type LogEntry = { atMs: number } /** A user action was carried out: position in RunInput.actions. */ & (
  | { kind: 'action'; action: number }
  | { kind: 'brokerProcess'; group: number; node: number; to: ProcessState }
  | { kind: 'nameServerProcess'; nameServer: number; to: ProcessState }
  | { kind: 'producerProcess'; producer: number; to: ProcessState }
  /** A NameServer took a registration that changed what it knows. */
  | { kind: 'registered'; nameServer: number; group: number; node: number; brokerId: number }
  /** A NameServer dropped an address: its channel closed, it unregistered, or it was silent too long. */
  | {
      kind: 'unregistered'
      nameServer: number
      group: number
      node: number
      brokerId: number
      cause: 'channelClosed' | 'unregister' | 'expired'
    }
  | { kind: 'routeRequest'; producer: number; nameServer: number; cause: 'poll' | 'send' }
  /** What came of it; `queues` is the length of messageQueueList afterwards. */
  | {
      kind: 'route'
      producer: number
      outcome: 'changed' | 'unchanged' | 'keptNotExist' | 'keptUnreachable'
      queues: number
    }
  /** The selector chose a queue: `index` is the value of sendWhichQueue behind the choice. */
  | {
      kind: 'send'
      producer: number
      thread: number
      message: number
      attempt: number
      group: number
      queueId: number
      index: number
    }
  /** A Broker wrote a copy. */
  | { kind: 'stored'; message: number; group: number; node: number; queueId: number; queueOffset: number }
  /** The call returned a SendResult: latencyMs of this attempt, elapsedMs of the whole call. */
  | {
      kind: 'sendOk'
      producer: number
      thread: number
      message: number
      attempt: number
      group: number
      queueId: number
      latencyMs: number
      elapsedMs: number
      status: SendStatus
    }
  /** `code` is the Broker's response code for brokerError, else 0. */
  | {
      kind: 'sendFailed'
      producer: number
      thread: number
      message: number
      attempt: number
      group: number
      failure: AttemptFailure
      /** Class of the exception that ended the attempt inside the client. */
      className: string
      code: number
      latencyMs: number
    }
  /** The call ended without a SendResult. */
  | {
      kind: 'messageFailed'
      producer: number
      thread: number
      message: number
      exception: SendException
      attempts: number
      elapsedMs: number
      /** The Broker's response code that ended it, else 0. */
      code: number
      mode: CommunicationMode
      /** What the application gets, in the release that sent it; null where it gets nothing. */
      gets: ClientException | null
    }
  /** A window was opened, made longer or replaced: the Broker is not chosen until untilMs. */
  | {
      kind: 'avoided'
      producer: number
      group: number
      latencyMs: number
      isolation: boolean
      windowMs: number
      untilMs: number
    }
  /** A window ended by itself, by a fast success (4.x), or the item was removed: by the detector, or by a fallback that could not use it. */
  | { kind: 'available'; producer: number; group: number; cause: 'windowEnded' | 'success' | 'removed' | 'forgotten' }
  | { kind: 'reachable'; producer: number; group: number; reachable: boolean }
  | { kind: 'role'; group: number; node: number; role: RaftRole; term: number }
  | { kind: 'vote'; group: number; candidate: number; voter: number; term: number; result: VoteResult }
  /** The group has a writable Master (again). */
  | { kind: 'masterReady'; group: number; node: number }
  /** A Broker created the Topic because a message for it arrived. */
  | { kind: 'topicCreated'; group: number; queues: number }
  /** A fallback overwrote an entry of messageQueueList in place. */
  | { kind: 'queueRewritten'; producer: number; position: number; group: number; queueId: number }
)

export type LogKind = LogEntry['kind']

/** 32-bit words of one entry: time, kind, who, where, message, and three values. */
const WORDS = 8
/** Entries of one block of memory; full blocks are never written again and can be shared between runs. */
const BLOCK = 8192

/**
 * One of the eight words of every entry of a full block, in the fewest bytes that hold it. 0 stays 0, because most kinds
 * leave some words empty; anything else is kept as its distance from `base`.
 */
interface Column {
  base: number
  values: Uint8Array | Uint16Array | Int32Array
}

export interface EventLog {
  /** Entries of whole milliseconds: those that can be read. */
  length: number
  /** Entries there are, with those of a millisecond that is being computed. */
  written: number
  /** Full blocks, ascending: eight columns each. */
  blocks: Column[][]
  /** The entries after them, one after another. */
  open: Int32Array
  /** What all columns without a value share; its own, so that logs share nothing but what a fork takes over. */
  nothing: Column
}

const newOpenBlock = (): Int32Array => new Int32Array(BLOCK * WORDS)

export const createLog = (): EventLog => ({
  length: 0,
  written: 0,
  blocks: [],
  open: newOpenBlock(),
  nothing: { base: 0, values: new Uint8Array(BLOCK) },
})

/** Bytes that a log keeps. */
export const logBytes = ({ blocks, open, nothing }: EventLog): number =>
  blocks.reduce(
    (sum, columns) =>
      sum + columns.reduce((bytes, column) => bytes + (column === nothing ? 0 : column.values.byteLength), 0),
    open.byteLength,
  )

function packColumn(rows: Int32Array, at: number, nothing: Column): Column {
  let least = Number.MAX_SAFE_INTEGER
  let most = Number.MIN_SAFE_INTEGER
  for (let place = at; place < rows.length; place += WORDS) {
    const value = rows[place] as number
    if (value === 0) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  if (most < least) return nothing
  const span = most - least + 1
  const base = span > 0xffff ? 0 : least - 1
  const values = span > 0xffff ? new Int32Array(BLOCK) : span > 0xff ? new Uint16Array(BLOCK) : new Uint8Array(BLOCK)
  for (let entry = 0, place = at; entry < BLOCK; entry++, place += WORDS) {
    const value = rows[place] as number
    if (value !== 0) values[entry] = value - base
  }
  return { base, values }
}

function packBlock(rows: Int32Array, nothing: Column): Column[] {
  const columns: Column[] = []
  for (let at = 0; at < WORDS; at++) columns.push(packColumn(rows, at, nothing))
  return columns
}

const columnValue = ({ base, values }: Column, entry: number): number => {
  const value = values[entry] as number
  return value === 0 ? 0 : value + base
}

/** The first `count` entries of a full block, one after another again. */
function unpackBlock(columns: Column[], count: number): Int32Array {
  const rows = newOpenBlock()
  columns.forEach((column, at) => {
    for (let entry = 0; entry < count; entry++) rows[entry * WORDS + at] = columnValue(column, entry)
  })
  return rows
}

/** Numbers of the kinds inside the columns. Their order is not part of any file format. */
export const LOG_KINDS = frozen([
  'action',
  'brokerProcess',
  'nameServerProcess',
  'producerProcess',
  'registered',
  'unregistered',
  'routeRequest',
  'route',
  'send',
  'stored',
  'sendOk',
  'sendFailed',
  'messageFailed',
  'avoided',
  'available',
  'reachable',
  'role',
  'vote',
  'masterReady',
  'queueRewritten',
  'topicCreated',
]) satisfies readonly LogKind[]

/** Number of a kind, for writing. */
export const LOG = frozen(Object.fromEntries(LOG_KINDS.map((kind, number) => [kind, number]))) as Readonly<
  Record<LogKind, number>
>

export const PROCESS_STATES = frozen([
  'running',
  'killed',
  'poweredOff',
  'frozen',
  'stopping',
  'stopped',
  'starting',
]) satisfies readonly ProcessState[]
export const ATTEMPT_FAILURES = frozen([
  'connectRefused',
  'connectTimeout',
  'connectionClosed',
  'timeout',
  'brokerError',
  'noMaster',
  'noTime',
]) satisfies readonly AttemptFailure[]
export const SEND_EXCEPTIONS = frozen([
  'attemptsUsedUp',
  'callTimeout',
  'notRetried',
  'noRoute',
  'producerDied',
  'lostUnseen',
  'noNameServer',
]) satisfies readonly SendException[]
export const SEND_STATUSES = frozen([
  'SEND_OK',
  'FLUSH_DISK_TIMEOUT',
  'FLUSH_SLAVE_TIMEOUT',
  'SLAVE_NOT_AVAILABLE',
]) satisfies readonly SendStatus[]
const COMMUNICATION_MODES = frozen(['SYNC', 'ASYNC', 'ONEWAY']) satisfies readonly CommunicationMode[]
export const RAFT_ROLES = frozen(['FOLLOWER', 'CANDIDATE', 'LEADER']) satisfies readonly RaftRole[]
export const VOTE_RESULTS = frozen([
  'ACCEPT',
  'REJECT_ALREADY_VOTED',
  'REJECT_ALREADY_HAS_LEADER',
  'REJECT_EXPIRED_VOTE_TERM',
  'REJECT_TERM_NOT_READY',
  'REJECT_SMALL_LEDGER_END_INDEX',
]) satisfies readonly VoteResult[]
export const UNREGISTER_CAUSES = frozen(['channelClosed', 'unregister', 'expired'])
export const ROUTE_OUTCOMES = frozen(['changed', 'unchanged', 'keptNotExist', 'keptUnreachable'])
export const AVAILABLE_CAUSES = frozen(['windowEnded', 'success', 'removed', 'forgotten'])
export const ROUTE_CAUSES = frozen(['poll', 'send'])

/** Producer (6 bits), thread (7 bits) and attempt in one word: most often in its lower half, which takes less room. */
export const who = (producer: number, thread = 0, attempt = 0): number => producer | (thread << 6) | (attempt << 13)
/** Broker group (4 bits), node (4 bits) and queueId in one word. */
export const where = (group: number, node = 0, queueId = 0): number => group | (node << 4) | (queueId << 8)

/** How a failed call was made and how its last attempt failed (null if it made none), in one word. */
export const how = (mode: CommunicationMode, release: string, failure: AttemptFailure | null): number =>
  COMMUNICATION_MODES.indexOf(mode) |
  (RELEASES.indexOf(release as (typeof RELEASES)[number]) << 2) |
  ((failure === null ? 0 : ATTEMPT_FAILURES.indexOf(failure) + 1) << 10)

/** Writes one entry; what a, b, c mean is said by `entryAt`. It can be read after the next `sealLog`. */
export function append(
  log: EventLog,
  atMs: number,
  kind: number,
  whoWord: number,
  whereWord: number,
  message: number,
  a = 0,
  b = 0,
  c = 0,
): void {
  const { open } = log
  const at = (log.written % BLOCK) * WORDS
  open[at] = atMs
  open[at + 1] = kind
  open[at + 2] = whoWord
  open[at + 3] = whereWord
  open[at + 4] = message
  open[at + 5] = a
  open[at + 6] = b
  open[at + 7] = c
  log.written++
  if (log.written % BLOCK === 0) log.blocks.push(packBlock(open, log.nothing))
}

/** What has been written can be read from now on: a millisecond is over. */
export function sealLog(log: EventLog): void {
  log.length = log.written
}

/** A log with the first `length` entries of another; full blocks are shared, what comes after them is copied. */
export function copyLog(log: EventLog, length: number): EventLog {
  const full = Math.floor(length / BLOCK)
  const blocks = log.blocks.slice(0, full)
  const cut = log.blocks[full]
  return {
    length,
    written: length,
    blocks,
    open: cut ? unpackBlock(cut, length % BLOCK) : log.open.slice(),
    nothing: log.nothing,
  }
}

export const logLength = (log: EventLog): number => log.length

/** A position that is none would read what happens to lie in memory there. */
const checkIndex = (log: EventLog, index: number): void => {
  if (!(Number.isInteger(index) && index >= 0 && index < log.length)) {
    throw new RangeError(`no log entry ${String(index)} of ${log.length}`)
  }
}

const word = (log: EventLog, index: number, at: number): number => {
  const columns = log.blocks[Math.floor(index / BLOCK)]
  return columns
    ? columnValue(columns[at] as Column, index % BLOCK)
    : (log.open[(index % BLOCK) * WORDS + at] as number)
}

/** Virtual time of an entry, without reading the rest. */
export const entryTime = (log: EventLog, index: number): number => {
  checkIndex(log, index)
  return word(log, index, 0)
}

/** Kind of an entry, without reading the rest. */
export const entryKind = (log: EventLog, index: number): LogKind => {
  checkIndex(log, index)
  return LOG_KINDS[word(log, index, 1)] as LogKind
}

/** Producer of an entry, without reading the rest; 0 for kinds that have none. */
export const entryProducer = (log: EventLog, index: number): number => {
  checkIndex(log, index)
  return word(log, index, 2) & 0x3f
}

/** Attempt of an entry of kind 'send', 'sendOk' or 'sendFailed', without reading the rest. */
export const entryAttempt = (log: EventLog, index: number): number => {
  checkIndex(log, index)
  return word(log, index, 2) >> 13
}

/** Broker group of an entry, without reading the rest; 0 for kinds that have none. */
export const entryGroup = (log: EventLog, index: number): number => {
  checkIndex(log, index)
  return word(log, index, 3) & 0xf
}

/** Message of an entry, without reading the rest; 0 for kinds that have none. */
export const entryMessage = (log: EventLog, index: number): number => {
  checkIndex(log, index)
  return word(log, index, 4)
}

/**
 * @returns index of the first entry later than tMs; the log's length if there is none
 * @throws RangeError if tMs is not a number
 */
export function firstEntryAfter(log: EventLog, tMs: number): number {
  if (typeof tMs !== 'number' || Number.isNaN(tMs)) throw new RangeError(`not a virtual time: ${String(tMs)}`)
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (word(log, middle, 0) <= tMs) low = middle + 1
    else high = middle
  }
  return low
}

/** @throws RangeError if there is no such entry */
export function entryAt(log: EventLog, index: number): LogEntry {
  checkIndex(log, index)
  const atMs = word(log, index, 0)
  const actor = word(log, index, 2)
  const producer = actor & 0x3f
  const thread = (actor >> 6) & 0x7f
  const attempt = actor >> 13
  const place = word(log, index, 3)
  const group = place & 0xf
  const node = (place >> 4) & 0xf
  const queueId = place >> 8
  const message = word(log, index, 4)
  const a = word(log, index, 5)
  const b = word(log, index, 6)
  const c = word(log, index, 7)
  const kind = LOG_KINDS[word(log, index, 1)] as LogKind
  switch (kind) {
    case 'action':
      return { atMs, kind, action: a }
    case 'brokerProcess':
      return { atMs, kind, group, node, to: PROCESS_STATES[a] as ProcessState }
    case 'nameServerProcess':
      return { atMs, kind, nameServer: b, to: PROCESS_STATES[a] as ProcessState }
    case 'producerProcess':
      return { atMs, kind, producer, to: PROCESS_STATES[a] as ProcessState }
    case 'registered':
      return { atMs, kind, nameServer: b, group, node, brokerId: a }
    case 'unregistered':
      return {
        atMs,
        kind,
        nameServer: b,
        group,
        node,
        brokerId: a,
        cause: UNREGISTER_CAUSES[c] as (typeof UNREGISTER_CAUSES)[number],
      }
    case 'routeRequest':
      return { atMs, kind, producer, nameServer: b, cause: ROUTE_CAUSES[a] as (typeof ROUTE_CAUSES)[number] }
    case 'route':
      return { atMs, kind, producer, outcome: ROUTE_OUTCOMES[a] as (typeof ROUTE_OUTCOMES)[number], queues: b }
    case 'send':
      return { atMs, kind, producer, thread, message, attempt, group, queueId, index: a }
    case 'stored':
      return { atMs, kind, message, group, node, queueId, queueOffset: a }
    case 'sendOk':
      return {
        atMs,
        kind,
        producer,
        thread,
        message,
        attempt,
        group,
        queueId,
        latencyMs: a,
        elapsedMs: b,
        status: SEND_STATUSES[c] as SendStatus,
      }
    case 'sendFailed':
      return {
        atMs,
        kind,
        producer,
        thread,
        message,
        attempt,
        group,
        failure: ATTEMPT_FAILURES[a] as AttemptFailure,
        className: ATTEMPT_EXCEPTION[ATTEMPT_FAILURES[a] as AttemptFailure],
        code: b,
        latencyMs: c,
      }
    case 'messageFailed': {
      const exception = SEND_EXCEPTIONS[a] as SendException
      const mode = COMMUNICATION_MODES[place & 0x3] as CommunicationMode
      const rules = clientRules(RELEASES[(place >> 2) & 0xff] as string)
      const failure = ATTEMPT_FAILURES[(place >> 10) - 1]
      const gets = clientException(rules, mode, exception, failure ? { attempt, failure, code: c } : null)
      return { atMs, kind, producer, thread, message, exception, attempts: attempt, elapsedMs: b, code: c, mode, gets }
    }
    case 'avoided':
      return { atMs, kind, producer, group, isolation: attempt === 1, latencyMs: a, windowMs: b, untilMs: c }
    case 'available':
      return { atMs, kind, producer, group, cause: AVAILABLE_CAUSES[a] as (typeof AVAILABLE_CAUSES)[number] }
    case 'reachable':
      return { atMs, kind, producer, group, reachable: a === 1 }
    case 'role':
      return { atMs, kind, group, node, role: RAFT_ROLES[a] as RaftRole, term: b }
    case 'vote':
      return { atMs, kind, group, candidate: node, voter: c, term: b, result: VOTE_RESULTS[a] as VoteResult }
    case 'masterReady':
      return { atMs, kind, group, node }
    case 'topicCreated':
      return { atMs, kind, group, queues: a }
    case 'queueRewritten':
      return { atMs, kind, producer, position: a, group, queueId }
  }
}
