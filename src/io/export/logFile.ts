// The log of a run as a file: one JSON object a line, or a table. The page and the `simulate` command write the same.
// docs/trace.md explains every field.

import { exceptionName } from '../../i18n/exceptions'
import { brokerNameOf } from '../../projections/sendCalls'
import {
  type ClusterState,
  ENTRIES,
  entryAt,
  firstEntryAfter,
  type LogEntry,
  type Run,
  sendsOf,
  stateAt,
} from '../../rocketmq'
import { type Cell, csvLine } from './csv'

/** How a run stood at a moment. */
export interface Summary {
  /** ms of virtual time */
  atMs: number
  sent: number
  stored: number
  failed: number
  inFlight: number
  attempts: number
  failedAttempts: number
  storedCopies: number
  queues: { brokerName: string; queueId: number; stored: number }[]
}

export function summaryOf(state: ClusterState): Summary {
  const { totals, settings } = state
  const sends = (packets: number): number => sendsOf(settings, packets)
  return {
    atMs: state.nowMs,
    sent: sends(totals.sent),
    stored: sends(totals.stored),
    failed: sends(totals.failed),
    attempts: sends(totals.attempts),
    failedAttempts: sends(totals.failedAttempts),
    storedCopies: sends(totals.storedCopies),
    inFlight: sends(totals.sent - totals.stored - totals.failed),
    queues: state.brokerGroups.flatMap(({ brokerName, queueOffsets }) =>
      queueOffsets.map((stored, queueId) => ({ brokerName, queueId, stored })),
    ),
  }
}

/**
 * The entries of a stretch, both ends included.
 *
 * @param fromMs - ms of virtual time
 * @param toMs - ms of virtual time; the run must be computed so far
 */
function* entriesBetween(run: Run, fromMs: number, toMs: number): Generator<LogEntry> {
  const end = firstEntryAfter(run.log, toMs)
  for (let index = firstEntryAfter(run.log, fromMs - 1); index < end; index++) yield entryAt(run.log, index)
}

/** How many entries a stretch has, both ends included. */
export const entryCount = (run: Run, fromMs: number, toMs: number): number =>
  Math.max(0, firstEntryAfter(run.log, toMs) - firstEntryAfter(run.log, fromMs - 1))

/**
 * First the input, then every entry of the stretch, last how the run stood at its end, and why it ends if it does before
 * toMs: JSON, without line ends.
 */
export function* logJsonLines(run: Run, fromMs: number, toMs: number): Generator<string> {
  yield JSON.stringify(run.input)
  for (const entry of entriesBetween(run, fromMs, toMs)) yield JSON.stringify(entry)
  const { endedBy } = run
  const isCut = endedBy !== null && run.endMs < toMs
  const summary = summaryOf(stateAt(run, isCut ? run.endMs : toMs))
  yield JSON.stringify({ kind: 'summary', ...summary, ...(isCut ? { endedBy } : {}) })
}

/** Every field an entry of any kind may have. */
type Field = LogEntry extends infer Entry ? (Entry extends LogEntry ? keyof Entry : never) : never

/** Columns that an entry's own field fills: every field but the time and the kind, which come first, and what is a text of several parts. */
const FIELDS = {
  producer: 'producer',
  thread: 'thread',
  message: 'message',
  attempt: 'attempt',
  nameServer: 'name_server',
  group: 'group',
  node: 'node',
  brokerId: 'broker_id',
  queueId: 'queue_id',
  queueOffset: 'queue_offset',
  index: 'index',
  position: 'position',
  queues: 'queues',
  latencyMs: 'latency_ms',
  elapsedMs: 'elapsed_ms',
  attempts: 'attempts',
  status: 'send_status',
  failure: 'failure',
  className: 'class_name',
  code: 'response_code',
  exception: 'exception',
  mode: 'communication_mode',
  windowMs: 'window_ms',
  untilMs: 'until_ms',
  isolation: 'isolation',
  reachable: 'reachable',
  to: 'process',
  cause: 'cause',
  outcome: 'outcome',
  role: 'role',
  term: 'term',
  candidate: 'candidate',
  voter: 'voter',
  result: 'vote',
  action: 'action',
} satisfies Partial<Record<Field, string>>

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** By field. Those that are not named above come last, each by its own name. */
const COLUMNS = new Map<string, string>(Object.entries(FIELDS))
for (const { fields } of Object.values(ENTRIES)) {
  for (const [name, { use }] of Object.entries(fields)) {
    if (use !== 'hidden' && name !== 'gets' && !COLUMNS.has(name)) COLUMNS.set(name, snakeCase(name))
  }
}

/** The first line of the table. */
export const LOG_COLUMNS: readonly string[] = [
  'at_ms',
  'kind',
  'broker',
  ...COLUMNS.values(),
  'action_json',
  'application_gets',
]

/** A table with one line per entry of the stretch, each with its end; the first line names the columns. */
export function* logCsvLines(run: Run, fromMs: number, toMs: number): Generator<string> {
  yield csvLine(LOG_COLUMNS)
  for (const entry of entriesBetween(run, fromMs, toMs)) {
    const values = entry as unknown as Partial<Record<Field, Cell>>
    const action = entry.kind === 'action' ? run.input.actions[entry.action] : undefined
    yield csvLine([
      entry.atMs,
      entry.kind,
      'group' in entry ? brokerNameOf(run, entry.group) : null,
      ...Array.from(COLUMNS.keys(), (name) => values[name as Field] ?? null),
      action ? JSON.stringify(action) : null,
      'gets' in entry && entry.gets ? exceptionName(entry.gets) : null,
    ])
  }
}
