// What the log of a run can say: one definition for each kind of entry. After a change here `npm run entries` writes
// entryCodec.ts again. docs/trace.md explains every kind and field.

import { frozen } from '../sim/frozen'
import { defineEntries, derived, flag, hidden, oneOf, type Shown, type Written, whole } from './entryFields'
import { ATTEMPT_EXCEPTION, type ClientException, clientException } from './producer/clientException'
import { clientRules, RELEASES } from './releases'
import type {
  AttemptFailure,
  CommunicationMode,
  HaState,
  ProcessState,
  RaftRole,
  SendException,
  SendStatus,
  UnregisterCause,
  VoteResult,
} from './state'

export const PROCESS_STATES = frozen([
  'running',
  'killed',
  'poweredOff',
  'frozen',
  'stopping',
  'stopped',
  'starting',
  'dying',
  'portClosed',
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
  'poolTimeout',
  'nameServerTimeout',
  'oneAttempt',
]) satisfies readonly SendException[]
export const SEND_STATUSES = frozen([
  'SEND_OK',
  'FLUSH_DISK_TIMEOUT',
  'FLUSH_SLAVE_TIMEOUT',
  'SLAVE_NOT_AVAILABLE',
]) satisfies readonly SendStatus[]
export const COMMUNICATION_MODES = frozen(['SYNC', 'ASYNC', 'ONEWAY']) satisfies readonly CommunicationMode[]
export const RAFT_ROLES = frozen(['FOLLOWER', 'CANDIDATE', 'LEADER']) satisfies readonly RaftRole[]
export const VOTE_RESULTS = frozen([
  'ACCEPT',
  'REJECT_ALREADY_VOTED',
  'REJECT_ALREADY_HAS_LEADER',
  'REJECT_EXPIRED_VOTE_TERM',
  'REJECT_TERM_NOT_READY',
  'REJECT_SMALL_LEDGER_END_INDEX',
  'REJECT_EXPIRED_LEDGER_TERM',
]) satisfies readonly VoteResult[]

export const BUSY_REASONS = frozen([
  'REJECTREQUEST',
  'OVERLOAD',
  'TIMEOUT_CLEAN_QUEUE',
  'PCBUSY_CLEAN_QUEUE',
  'PC_SYNCHRONIZED',
  'IN_SYNC_REPLICAS_NOT_ENOUGH',
])
export const CUT_CAUSES = frozen(['powerOff', 'killed', 'damaged', 'divergence'])
export const HA_STATES = frozen(['OFF', 'DIAL', 'SILENT', 'STREAM']) satisfies readonly HaState[]
export const UNREGISTER_CAUSES = frozen(['channelClosed', 'unregister', 'expired']) satisfies readonly UnregisterCause[]
export const ROUTE_OUTCOMES = frozen(['changed', 'unchanged', 'keptNotExist', 'keptUnreachable', 'keptTimedOut'])
export const AVAILABLE_CAUSES = frozen(['windowEnded', 'success', 'removed', 'forgotten'])
export const ROUTE_CAUSES = frozen(['poll', 'send'])

export const CHANNEL_CAUSES = frozen(['heartbeat', 'unregister', 'channelClosed', 'expired'])
export const PULL_FAILURES = frozen(['error', 'connectRefused', 'connectionClosed', 'timeout'])
export const FLOW_CONTROLS = frozen(['count', 'size', 'span', 'notLocked', 'none'])
export const CONSUME_RESULTS = frozen(['SUCCESS', 'RECONSUME_LATER', 'SUSPEND', 'discarded', 'timeout'])
export const START_CAUSES = frozen(['stored', 'zero', 'max', 'min', 'timestamp', 'local'])
export const SKIP_CAUSES = frozen(['startOffset', 'offsetMoved', 'filtered', 'sharedFilter', 'broadcastFailure'])

// Positions in ClusterState; `attempt` is 1 for the first of a call.
const producer = whole()
const thread = whole()
const attempt = whole()
const message = whole()
const nameServer = whole()
const group = whole()
const node = whole()
const queueId = whole()
const consumer = whole()
const consumerGroup = whole('consumer')
const brokerId = whole()
/** More than 32 bits. */
const offset = {
  high: hidden(whole('value2')),
  low: hidden(whole('value3')),
  offset: derived(({ high, low }: { high: number; low: number }) => high * 2 ** 32 + low),
}

/** In the order of their fields entries are read, printed and written to files. */
export const ENTRIES = defineEntries({
  /** A user action was carried out: position in RunInput.actions. */
  action: { category: 'faults', fields: { action: whole() } },
  brokerProcess: { category: 'faults', fields: { group, node, to: oneOf(PROCESS_STATES) } },
  nameServerProcess: { category: 'faults', fields: { nameServer, to: oneOf(PROCESS_STATES) } },
  producerProcess: { category: 'faults', fields: { producer, to: oneOf(PROCESS_STATES) } },
  /** A NameServer took a registration that changed what it knows. */
  registered: { category: 'nameServer', fields: { nameServer, group, node, brokerId } },
  /** A NameServer dropped an address: its channel closed, it unregistered, or it was silent too long. */
  unregistered: {
    category: 'nameServer',
    fields: { nameServer, group, node, brokerId, cause: oneOf(UNREGISTER_CAUSES) },
  },
  routeRequest: { category: 'route', fields: { producer, nameServer, cause: oneOf(ROUTE_CAUSES) } },
  /** What came of it; `queues` is the length of messageQueueList afterwards. */
  route: {
    category: 'route',
    fields: {
      producer,
      outcome: oneOf(ROUTE_OUTCOMES),
      queues: whole(),
    },
  },
  /** The selector chose a queue: `index` is the value of sendWhichQueue behind the choice. */
  send: { category: 'sends', fields: { producer, thread, message, attempt, group, queueId, index: whole() } },
  /** A Broker wrote a copy. */
  stored: { category: 'sends', fields: { message, group, node, queueId, queueOffset: whole() } },
  /** The call returned a SendResult: latencyMs of this attempt, elapsedMs of the whole call. */
  sendOk: {
    category: 'sends',
    fields: {
      producer,
      thread,
      message,
      attempt,
      group,
      queueId,
      latencyMs: whole(),
      elapsedMs: whole(),
      status: oneOf(SEND_STATUSES),
    },
  },
  /** `code` is the Broker's response code for brokerError, else 0; className that of the exception inside the client. */
  sendFailed: {
    category: 'failures',
    fields: {
      producer,
      thread,
      message,
      attempt,
      group,
      failure: oneOf(ATTEMPT_FAILURES),
      className: derived((entry: { failure: AttemptFailure }) => ATTEMPT_EXCEPTION[entry.failure]),
      code: whole(),
      latencyMs: whole(),
    },
  },
  /**
   * The call ended without a SendResult. `code` is the Broker's response code that ended it, else 0; `gets` what the
   * application gets, in the release that sent it, null where it gets nothing.
   */
  messageFailed: {
    category: 'failures',
    fields: {
      producer,
      thread,
      message,
      exception: oneOf(SEND_EXCEPTIONS),
      attempts: whole('attempt'),
      elapsedMs: whole(),
      code: whole(),
      mode: oneOf(COMMUNICATION_MODES, 'group'),
      /** How the last attempt failed, if it made one. */
      lastFailure: hidden(oneOf([null, ...ATTEMPT_FAILURES], 'node')),
      release: hidden(oneOf<string>(RELEASES, 'queueId')),
      gets: derived(exceptionOf),
    },
  },
  /** A window was opened, made longer or replaced: the Broker is not chosen until untilMs. */
  avoided: {
    category: 'windows',
    fields: {
      producer,
      group,
      isolation: flag('attempt'),
      latencyMs: whole(),
      windowMs: whole(),
      untilMs: whole(),
    },
  },
  /** A window ended by itself, by a fast success (4.x), or the item was removed: by the detector, or by a fallback that could not use it. */
  available: {
    category: 'windows',
    fields: { producer, group, cause: oneOf(AVAILABLE_CAUSES) },
  },
  reachable: { category: 'windows', fields: { producer, group, reachable: flag() } },
  role: { category: 'roles', fields: { group, node, role: oneOf(RAFT_ROLES), term: whole() } },
  vote: {
    category: 'roles',
    fields: { group, candidate: whole('node'), voter: whole(), term: whole(), result: oneOf(VOTE_RESULTS) },
  },
  /** The group has a writable Master (again). */
  masterReady: { category: 'roles', fields: { group, node } },
  /** A fallback overwrote an entry of messageQueueList in place. */
  queueRewritten: { category: 'route', fields: { producer, position: whole(), group, queueId } },
  // --- the inside of Brokers: offsets are bytes of the node's CommitLog, the first behind what is meant
  /** A request has to wait in the send queue; `ahead` is how many messages are before it. */
  queued: { category: 'store', fields: { message, group, node, ahead: whole() } },
  /** A Broker did not take a request, and says why. */
  busy: { category: 'failures', fields: { message, group, node, reason: oneOf(BUSY_REASONS), waitedMs: whole() } },
  /** The Master appended to its CommitLog: `count` messages of `size` bytes from the offset on. */
  appended: {
    category: 'store',
    fields: { message, group, node, queueId, count: whole('attempt'), size: whole(), ...offset },
  },
  /** Bytes went from the buffers of transientStorePool to the page cache. */
  committed: { category: 'store', fields: { group, node, ...offset } },
  flushed: { category: 'store', fields: { group, node, ...offset } },
  /** Entries of ConsumeQueue and IndexFile were made. */
  dispatched: { category: 'store', fields: { group, node, ...offset } },
  /** A Slave appended what came from its Master. */
  replicated: { category: 'replication', fields: { group, node, ...offset } },
  /** As the Master knows it, enough copies have everything up to there. */
  confirmed: { category: 'replication', fields: { group, node, ...offset } },
  /** The connection of a Slave to its Master. */
  haState: { category: 'replication', fields: { group, node, connection: oneOf(HA_STATES) } },
  syncStateSet: { category: 'replication', fields: { group, node, isIn: flag() } },
  /** What a node had beyond the offset is gone from it. */
  cut: { category: 'store', fields: { group, node, cause: oneOf(CUT_CAUSES), ...offset } },
  /** A node has read its files after a start; `abnormal`: it found the abort file. */
  recovered: { category: 'store', fields: { group, node, abnormal: flag(), ...offset } },
  /** Acknowledged, and in no log any more that serves; `count` messages of that packet. */
  lost: { category: 'failures', fields: { message, group, count: whole() } },
  /** Lost, and in a log again that serves. */
  regained: { category: 'failures', fields: { message, group, count: whole() } },
  /** Files up to the offset were deleted. */
  filesDeleted: { category: 'store', fields: { group, node, ...offset } },
  /** A Broker created the Topic because a message for it arrived. */
  topicCreated: { category: 'sends', fields: { group, queues: whole() } },
  // --- consumers: `queueId` is a queue's number in the store (state/queues.ts), an offset that of a queue
  consumerProcess: { category: 'faults', fields: { consumer, to: oneOf(PROCESS_STATES) } },
  consumerRoute: { category: 'route', fields: { consumer, outcome: oneOf(ROUTE_OUTCOMES), queues: whole() } },
  /** A Broker takes a client into a group, or out of it. */
  memberJoined: { category: 'rebalance', fields: { consumer, group, node } },
  memberLeft: { category: 'rebalance', fields: { consumer, group, node, cause: oneOf(CHANNEL_CAUSES) } },
  /** A client has rebalanced: so many members as a node of that group has answered, so many queues for it. */
  rebalanced: { category: 'rebalance', fields: { consumer, group, node, members: whole(), queues: whole() } },
  queueAssigned: { category: 'rebalance', fields: { consumer, group, queueId } },
  queueRevoked: { category: 'rebalance', fields: { consumer, group, queueId } },
  /** From where a client begins to pull a queue, and why. */
  startOffset: {
    category: 'rebalance',
    fields: { consumer, group, queueId, queueOffset: whole(), cause: oneOf(START_CAUSES) },
  },
  queueLocked: { category: 'rebalance', fields: { consumer, group, queueId } },
  lockRefused: { category: 'rebalance', fields: { consumer, group, queueId } },
  queueUnlocked: { category: 'rebalance', fields: { consumer, group, queueId } },
  /** A node holds a request: the queue has nothing behind the offset. */
  pullHeld: { category: 'consuming', fields: { consumer, group, node, queueId, queueOffset: whole() } },
  /** A client has got so many messages from the offset on; or none (0), and goes on there. */
  pulled: { category: 'consuming', fields: { consumer, group, node, queueId, queueOffset: whole(), count: whole() } },
  pullFailed: {
    category: 'failures',
    fields: { consumer, group, node, queueId, failure: oneOf(PULL_FAILURES), code: whole() },
  },
  /** Pulling is put off from now on, and why; `none`: it goes on. */
  flowControl: { category: 'consuming', fields: { consumer, group, queueId, reason: oneOf(FLOW_CONTROLS) } },
  /** The asked offset is not there: the client goes on at another one. */
  offsetMoved: { category: 'failures', fields: { consumer, group, queueId, fromOffset: whole(), toOffset: whole() } },
  /** A listener gets a message; `times`: how often it had been sent back. */
  consumeBegun: {
    category: 'consuming',
    fields: { consumer, message, group, queueId, queueOffset: whole(), times: whole() },
  },
  /** It has returned, or the client waits for it no longer. */
  consumed: {
    category: 'consuming',
    fields: { consumer, message, group, queueId, queueOffset: whole(), times: whole(), result: oneOf(CONSUME_RESULTS) },
  },
  /** A node has stored a group's offset. */
  offsetCommitted: { category: 'consuming', fields: { consumerGroup, group, node, queueId, queueOffset: whole() } },
  /** A node has put a message into SCHEDULE_TOPIC_XXXX, to come back after the delay of its level. */
  sentBack: {
    category: 'consuming',
    fields: { consumerGroup, message, group, node, times: whole(), level: whole() },
  },
  /** It has come to the retry Topic of its group; to its dead-letter Topic. */
  retryReady: {
    category: 'consuming',
    fields: { consumerGroup, message, group, node, times: whole(), queueOffset: whole() },
  },
  deadLettered: {
    category: 'failures',
    fields: { consumerGroup, message, group, node, times: whole(), queueOffset: whole() },
  },
  /** A group will not get this message of a queue. */
  skipped: {
    category: 'failures',
    fields: { consumerGroup, message, group, queueId, queueOffset: whole(), cause: oneOf(SKIP_CAUSES) },
  },
})

function exceptionOf(entry: {
  exception: SendException
  attempts: number
  code: number
  mode: CommunicationMode
  lastFailure: AttemptFailure | null
  release: string
}): ClientException | null {
  const { exception, attempts, code, mode, lastFailure, release } = entry
  const last = lastFailure && { attempt: attempts, failure: lastFailure, code }
  return clientException(clientRules(release), mode, exception, last)
}

type Definitions = typeof ENTRIES

export type LogKind = keyof Definitions

/** What is written for an entry of a kind, besides its time. */
export type EntryFields<K extends LogKind> = Written<Definitions[K]['fields']>

/** What one line of the log says. */
export type LogEntry = { [K in LogKind]: { atMs: number; kind: K } & Shown<Definitions[K]['fields']> }[LogKind]

/** A field that entries of a kind keep. */
export type FieldName<K extends LogKind> = keyof EntryFields<K> & string

/** Numbers of the kinds inside the columns are positions here. They are not part of any file format. */
export const LOG_KINDS: readonly LogKind[] = frozen(Object.keys(ENTRIES) as LogKind[])
