// Written by `npm run entries` from logEntries.ts: change that, not this. How each kind of entry is packed into the words of
// the columns, and read back; of the inside of Brokers in broker/store/storeCodec.ts, of consumers in
// consumerCodec.ts.

import { append, type EventLog, wordAt } from '../sim/logColumns'
import { WORD } from './entryFields'
import { ENTRIES, type EntryFields, type LogEntry } from './logEntries'

const BROKER_PROCESS_TO = ENTRIES.brokerProcess.fields.to.options
const NAME_SERVER_PROCESS_TO = ENTRIES.nameServerProcess.fields.to.options
const PRODUCER_PROCESS_TO = ENTRIES.producerProcess.fields.to.options
const UNREGISTERED_CAUSE = ENTRIES.unregistered.fields.cause.options
const ROUTE_REQUEST_CAUSE = ENTRIES.routeRequest.fields.cause.options
const ROUTE_OUTCOME = ENTRIES.route.fields.outcome.options
const SEND_OK_STATUS = ENTRIES.sendOk.fields.status.options
const SEND_FAILED_FAILURE = ENTRIES.sendFailed.fields.failure.options
const MESSAGE_FAILED_EXCEPTION = ENTRIES.messageFailed.fields.exception.options
const MESSAGE_FAILED_MODE = ENTRIES.messageFailed.fields.mode.options
const MESSAGE_FAILED_LAST_FAILURE = ENTRIES.messageFailed.fields.lastFailure.options
const MESSAGE_FAILED_RELEASE = ENTRIES.messageFailed.fields.release.options
const AVAILABLE_CAUSE = ENTRIES.available.fields.cause.options
const ROLE_ROLE = ENTRIES.role.fields.role.options
const VOTE_RESULT = ENTRIES.vote.fields.result.options

const KIND = {
  action: 0,
  brokerProcess: 1,
  nameServerProcess: 2,
  producerProcess: 3,
  registered: 4,
  unregistered: 5,
  routeRequest: 6,
  route: 7,
  send: 8,
  stored: 9,
  sendOk: 10,
  sendFailed: 11,
  messageFailed: 12,
  avoided: 13,
  available: 14,
  reachable: 15,
  role: 16,
  vote: 17,
  masterReady: 18,
  queueRewritten: 19,
  topicCreated: 35,
}

/** Where entries are written: nothing is while a past moment is computed again. */
export interface Writing {
  log: EventLog | null
  state: { nowMs: number }
}

/** Writes an entry at the present virtual time. */
export const log = {
  action({ log, state }: Writing, { action }: EntryFields<'action'>): void {
    if (log) append(log, state.nowMs, KIND.action, 0, 0, 0, action, 0, 0)
  },
  brokerProcess({ log, state }: Writing, { group, node, to }: EntryFields<'brokerProcess'>): void {
    if (log)
      append(log, state.nowMs, KIND.brokerProcess, 0, group | (node << 4), 0, BROKER_PROCESS_TO.indexOf(to), 0, 0)
  },
  nameServerProcess({ log, state }: Writing, { nameServer, to }: EntryFields<'nameServerProcess'>): void {
    if (log)
      append(log, state.nowMs, KIND.nameServerProcess, 0, 0, 0, nameServer, NAME_SERVER_PROCESS_TO.indexOf(to), 0)
  },
  producerProcess({ log, state }: Writing, { producer, to }: EntryFields<'producerProcess'>): void {
    if (log) append(log, state.nowMs, KIND.producerProcess, producer, 0, 0, PRODUCER_PROCESS_TO.indexOf(to), 0, 0)
  },
  registered({ log, state }: Writing, { nameServer, group, node, brokerId }: EntryFields<'registered'>): void {
    if (log) append(log, state.nowMs, KIND.registered, 0, group | (node << 4), 0, nameServer, brokerId, 0)
  },
  unregistered(
    { log, state }: Writing,
    { nameServer, group, node, brokerId, cause }: EntryFields<'unregistered'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.unregistered,
        0,
        group | (node << 4),
        0,
        nameServer,
        brokerId,
        UNREGISTERED_CAUSE.indexOf(cause),
      )
  },
  routeRequest({ log, state }: Writing, { producer, nameServer, cause }: EntryFields<'routeRequest'>): void {
    if (log)
      append(log, state.nowMs, KIND.routeRequest, producer, 0, 0, nameServer, ROUTE_REQUEST_CAUSE.indexOf(cause), 0)
  },
  route({ log, state }: Writing, { producer, outcome, queues }: EntryFields<'route'>): void {
    if (log) append(log, state.nowMs, KIND.route, producer, 0, 0, ROUTE_OUTCOME.indexOf(outcome), queues, 0)
  },
  send(
    { log, state }: Writing,
    { producer, thread, message, attempt, group, queueId, index }: EntryFields<'send'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.send,
        producer | (thread << 6) | (attempt << 13),
        group | (queueId << 8),
        message,
        index,
        0,
        0,
      )
  },
  stored({ log, state }: Writing, { message, group, node, queueId, queueOffset }: EntryFields<'stored'>): void {
    if (log) append(log, state.nowMs, KIND.stored, 0, group | (node << 4) | (queueId << 8), message, queueOffset, 0, 0)
  },
  sendOk(
    { log, state }: Writing,
    { producer, thread, message, attempt, group, queueId, latencyMs, elapsedMs, status }: EntryFields<'sendOk'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.sendOk,
        producer | (thread << 6) | (attempt << 13),
        group | (queueId << 8),
        message,
        latencyMs,
        elapsedMs,
        SEND_OK_STATUS.indexOf(status),
      )
  },
  sendFailed(
    { log, state }: Writing,
    { producer, thread, message, attempt, group, failure, code, latencyMs }: EntryFields<'sendFailed'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.sendFailed,
        producer | (thread << 6) | (attempt << 13),
        group,
        message,
        SEND_FAILED_FAILURE.indexOf(failure),
        code,
        latencyMs,
      )
  },
  messageFailed(
    { log, state }: Writing,
    {
      producer,
      thread,
      message,
      exception,
      attempts,
      elapsedMs,
      code,
      mode,
      lastFailure,
      release,
    }: EntryFields<'messageFailed'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.messageFailed,
        producer | (thread << 6) | (attempts << 13),
        MESSAGE_FAILED_MODE.indexOf(mode) |
          (MESSAGE_FAILED_LAST_FAILURE.indexOf(lastFailure) << 4) |
          (MESSAGE_FAILED_RELEASE.indexOf(release) << 8),
        message,
        MESSAGE_FAILED_EXCEPTION.indexOf(exception),
        elapsedMs,
        code,
      )
  },
  avoided(
    { log, state }: Writing,
    { producer, group, isolation, latencyMs, windowMs, untilMs }: EntryFields<'avoided'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.avoided,
        producer | (Number(isolation) << 13),
        group,
        0,
        latencyMs,
        windowMs,
        untilMs,
      )
  },
  available({ log, state }: Writing, { producer, group, cause }: EntryFields<'available'>): void {
    if (log) append(log, state.nowMs, KIND.available, producer, group, 0, AVAILABLE_CAUSE.indexOf(cause), 0, 0)
  },
  reachable({ log, state }: Writing, { producer, group, reachable }: EntryFields<'reachable'>): void {
    if (log) append(log, state.nowMs, KIND.reachable, producer, group, 0, Number(reachable), 0, 0)
  },
  role({ log, state }: Writing, { group, node, role, term }: EntryFields<'role'>): void {
    if (log) append(log, state.nowMs, KIND.role, 0, group | (node << 4), 0, ROLE_ROLE.indexOf(role), term, 0)
  },
  vote({ log, state }: Writing, { group, candidate, voter, term, result }: EntryFields<'vote'>): void {
    if (log)
      append(log, state.nowMs, KIND.vote, 0, group | (candidate << 4), 0, voter, term, VOTE_RESULT.indexOf(result))
  },
  masterReady({ log, state }: Writing, { group, node }: EntryFields<'masterReady'>): void {
    if (log) append(log, state.nowMs, KIND.masterReady, 0, group | (node << 4), 0, 0, 0, 0)
  },
  queueRewritten({ log, state }: Writing, { producer, position, group, queueId }: EntryFields<'queueRewritten'>): void {
    if (log) append(log, state.nowMs, KIND.queueRewritten, producer, group | (queueId << 8), 0, position, 0, 0)
  },
  topicCreated({ log, state }: Writing, { group, queues }: EntryFields<'topicCreated'>): void {
    if (log) append(log, state.nowMs, KIND.topicCreated, 0, group, 0, queues, 0, 0)
  },
}

/** Kinds from here on are those of consumers. */
const FIRST_OF_CONSUMERS = 36

type Reader = (log: EventLog, index: number, atMs: number, kind: number) => LogEntry

let readStoreEntry: Reader = () => {
  throw new RangeError('not a kind of entry, or broker/store has not been loaded')
}

/** broker/store/storeCodec.ts does it, before anything writes what it reads. */
export function provideStoreReader(reader: Reader): void {
  readStoreEntry = reader
}

let readConsumerEntry: Reader = readStoreEntry

/** consumerCodec.ts does the same for its own. */
export function provideConsumerReader(reader: Reader): void {
  readConsumerEntry = reader
}

/** An entry that is known to be there. */
export function readEntry(log: EventLog, index: number): LogEntry {
  const atMs = wordAt(log, index, WORD.atMs)
  const kind = wordAt(log, index, WORD.kind)
  switch (kind) {
    case 0: {
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'action', action: value1 }
    }
    case 1: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'brokerProcess', group: place & 15, node: (place >> 4) & 15, to: BROKER_PROCESS_TO[value1] }
    }
    case 2: {
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return { atMs, kind: 'nameServerProcess', nameServer: value1, to: NAME_SERVER_PROCESS_TO[value2] }
    }
    case 3: {
      const actor = wordAt(log, index, 2)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'producerProcess', producer: actor & 63, to: PRODUCER_PROCESS_TO[value1] }
    }
    case 4: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'registered',
        nameServer: value1,
        group: place & 15,
        node: (place >> 4) & 15,
        brokerId: value2,
      }
    }
    case 5: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      return {
        atMs,
        kind: 'unregistered',
        nameServer: value1,
        group: place & 15,
        node: (place >> 4) & 15,
        brokerId: value2,
        cause: UNREGISTERED_CAUSE[value3],
      }
    }
    case 6: {
      const actor = wordAt(log, index, 2)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'routeRequest',
        producer: actor & 63,
        nameServer: value1,
        cause: ROUTE_REQUEST_CAUSE[value2],
      }
    }
    case 7: {
      const actor = wordAt(log, index, 2)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return { atMs, kind: 'route', producer: actor & 63, outcome: ROUTE_OUTCOME[value1], queues: value2 }
    }
    case 8: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'send',
        producer: actor & 63,
        thread: (actor >> 6) & 127,
        message,
        attempt: actor >> 13,
        group: place & 15,
        queueId: place >> 8,
        index: value1,
      }
    }
    case 9: {
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'stored',
        message,
        group: place & 15,
        node: (place >> 4) & 15,
        queueId: place >> 8,
        queueOffset: value1,
      }
    }
    case 10: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      return {
        atMs,
        kind: 'sendOk',
        producer: actor & 63,
        thread: (actor >> 6) & 127,
        message,
        attempt: actor >> 13,
        group: place & 15,
        queueId: place >> 8,
        latencyMs: value1,
        elapsedMs: value2,
        status: SEND_OK_STATUS[value3],
      }
    }
    case 11: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = {
        producer: actor & 63,
        thread: (actor >> 6) & 127,
        message: message,
        attempt: actor >> 13,
        group: place & 15,
        failure: SEND_FAILED_FAILURE[value1],
        code: value2,
        latencyMs: value3,
      }
      return {
        atMs,
        kind: 'sendFailed',
        producer: stored.producer,
        thread: stored.thread,
        message: stored.message,
        attempt: stored.attempt,
        group: stored.group,
        failure: stored.failure,
        className: ENTRIES.sendFailed.fields.className.of(stored),
        code: stored.code,
        latencyMs: stored.latencyMs,
      }
    }
    case 12: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = {
        producer: actor & 63,
        thread: (actor >> 6) & 127,
        message: message,
        exception: MESSAGE_FAILED_EXCEPTION[value1],
        attempts: actor >> 13,
        elapsedMs: value2,
        code: value3,
        mode: MESSAGE_FAILED_MODE[place & 15],
        lastFailure: MESSAGE_FAILED_LAST_FAILURE[(place >> 4) & 15],
        release: MESSAGE_FAILED_RELEASE[place >> 8],
      }
      return {
        atMs,
        kind: 'messageFailed',
        producer: stored.producer,
        thread: stored.thread,
        message: stored.message,
        exception: stored.exception,
        attempts: stored.attempts,
        elapsedMs: stored.elapsedMs,
        code: stored.code,
        mode: stored.mode,
        gets: ENTRIES.messageFailed.fields.gets.of(stored),
      }
    }
    case 13: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      return {
        atMs,
        kind: 'avoided',
        producer: actor & 63,
        group: place & 15,
        isolation: actor >> 13 === 1,
        latencyMs: value1,
        windowMs: value2,
        untilMs: value3,
      }
    }
    case 14: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'available', producer: actor & 63, group: place & 15, cause: AVAILABLE_CAUSE[value1] }
    }
    case 15: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'reachable', producer: actor & 63, group: place & 15, reachable: value1 === 1 }
    }
    case 16: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return { atMs, kind: 'role', group: place & 15, node: (place >> 4) & 15, role: ROLE_ROLE[value1], term: value2 }
    }
    case 17: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      return {
        atMs,
        kind: 'vote',
        group: place & 15,
        candidate: (place >> 4) & 15,
        voter: value1,
        term: value2,
        result: VOTE_RESULT[value3],
      }
    }
    case 18: {
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'masterReady', group: place & 15, node: (place >> 4) & 15 }
    }
    case 19: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'queueRewritten',
        producer: actor & 63,
        position: value1,
        group: place & 15,
        queueId: place >> 8,
      }
    }
    case 35: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'topicCreated', group: place & 15, queues: value1 }
    }
    default:
      return kind >= FIRST_OF_CONSUMERS
        ? readConsumerEntry(log, index, atMs, kind)
        : readStoreEntry(log, index, atMs, kind)
  }
}
