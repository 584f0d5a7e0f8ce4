// A recording as a file, and back. What is read here can be played: every number is in its range and names what is there.
// The format is in docs/recording-format.md.

import * as v from 'valibot'
import { firstProblems, type Problem } from '../../i18n/problems'
import {
  ATTEMPT_OUTCOMES,
  defaultBrokerName,
  MAX_RUN_MS,
  REAL_SETTINGS,
  RECORDING_CONDITIONS,
  RELEASES,
  type RecordedAttempts,
  type Recording,
  type RunInput,
  rangeOf,
  SEND_EXCEPTIONS,
} from '../../rocketmq'
import { withAllSettings } from '../document'
import { MAX_INPUT_LENGTH, parseRunInput } from '../inputSchema'
import { withoutLater } from '../laterSettings'
import { below, isObject, isTooDeep, MAX_DEPTH, parseJson, problem } from '../outsideJson'
import { checksum } from '../packedText'
import { because, exactObject, integer, list, oneOf, problemOf, upToFirstFault } from '../schemaParts'
import { sameValue } from '../viewFields'
import { COLUMNS, type Columns, packCalls, packColumns, unpackCalls, unpackColumns } from './recordingColumns'

const RECORDING_FORMAT = 'rocketscope-recording'
/** Raised when something written before would be read as something else. */
const RECORDING_VERSION = 1
/** Characters of a file that are read at all: several times as many as an hour of a busy producer takes. */
export const MAX_RECORDING_LENGTH = MAX_INPUT_LENGTH
const MAX_ATTEMPTS = 200_000
const MAX_CHANGES = 20_000
/** Of a message: what is counted by message grows with it. */
const MAX_MESSAGE = 1_000_000
const MAX_CODE = 65_535
/** brokerIds of a route: more than a group has nodes. */
const MAX_BROKER_IDS = 16

// ---------------------------------------------------------------- writing

const shortInput = ({ scenario, ...input }: RunInput): unknown => {
  const settings = Object.fromEntries(
    Object.entries(scenario.settings).filter(
      ([name, value]) => !sameValue(value, REAL_SETTINGS[name as keyof typeof REAL_SETTINGS]),
    ),
  )
  return { ...input, scenario: { ...scenario, settings } }
}

/** The text of a file. The id is not in it: it follows from the rest. */
export function recordingText({
  id: _,
  input,
  attempts,
  calls,
  ...rest
}: Omit<Recording, 'id'> & { id?: string }): string {
  const data = {
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    ...rest,
    input: shortInput(input),
    attempts: { count: attempts.startMs.length, packed: packColumns(attempts) },
    calls: { count: calls.length, packed: packCalls(calls) },
  }
  return `${JSON.stringify(data)}\n`
}

/** Finds mistakes, not forgers, as every checksum here. */
function idOf(recording: Omit<Recording, 'id'>): string {
  const { experiment, input, attempts, calls, ...rest } = recording
  const columns = COLUMNS.map((name) => attempts[name].join()).join(';')
  const text = JSON.stringify([experiment, input, calls, rest], withoutLater)
  return `${experiment.replaceAll('/', '.')}.${checksum(text)}${checksum(columns)}`
}

// ---------------------------------------------------------------- reading

const time = integer(-MAX_RUN_MS, MAX_RUN_MS)
const whole = (max: number) => integer(0, max)
const group = whole(rangeOf('brokerGroupCount').max - 1)
const node = whole(rangeOf('slaveCount').max)
const place = v.tuple([group, whole(rangeOf('writeQueueNums').max)], because('notList'))
const addresses = list(v.nullable(node), MAX_BROKER_IDS)
const release = oneOf(RELEASES, 'notRelease')
const changes = <Entries extends v.ObjectEntries>(entries: Entries) =>
  list(exactObject({ atMs: time, ...entries }), MAX_CHANGES)
const groups = rangeOf('brokerGroupCount').max

const packedRows = exactObject({ count: whole(MAX_ATTEMPTS), packed: v.string(because('notText')) })

const callsSchema = list(
  exactObject({
    message: whole(MAX_MESSAGE),
    startMs: time,
    elapsedMs: whole(MAX_RUN_MS),
    exception: v.nullable(oneOf(SEND_EXCEPTIONS)),
    code: whole(MAX_CODE),
  }),
  MAX_ATTEMPTS,
)

const fileSchema = exactObject({
  format: v.literal(RECORDING_FORMAT, because('notDocument')),
  version: v.literal(RECORDING_VERSION, because('otherVersion', { max: RECORDING_VERSION })),
  experiment: upToFirstFault(
    v.pipe(
      v.string(because('notText')),
      v.maxLength(60, because('badName')),
      v.regex(/^[\w./-]+$/, because('badName')),
    ),
  ),
  recordedWith: exactObject({
    client: release,
    broker: release,
    nameServer: release,
    conditions: oneOf(RECORDING_CONDITIONS),
  }),
  input: v.unknown(),
  endMs: whole(MAX_RUN_MS - 1),
  exits: changes({ group, node }),
  nameServerRoutes: changes({
    groups: list(
      v.nullable(
        exactObject({ brokerAddrs: addresses, writeQueueNums: whole(rangeOf('writeQueueNums').max), perm: whole(7) }),
      ),
      groups,
    ),
  }),
  producerRoutes: changes({ queues: list(place, groups * rangeOf('writeQueueNums').max) }),
  brokerAddrTables: changes({ groups: list(v.nullable(addresses), groups) }),
  connections: changes({ open: list(v.tuple([group, node], because('notList')), groups * MAX_BROKER_IDS) }),
  attempts: packedRows,
  calls: packedRows,
  elections: list(exactObject({ killedMs: time, group, killed: node, elected: node, electedMs: time }), MAX_CHANGES),
})

/** Least and most of each column. */
const RANGES: Record<(typeof COLUMNS)[number], readonly [number, number]> = {
  startMs: [-MAX_RUN_MS, MAX_RUN_MS],
  message: [0, MAX_MESSAGE],
  attempt: [1, 1000],
  group: [0, groups - 1],
  node: [-1, rangeOf('slaveCount').max],
  queueId: [0, rangeOf('writeQueueNums').max - 1],
  latencyMs: [0, MAX_RUN_MS],
  outcome: [0, ATTEMPT_OUTCOMES.length - 1],
  code: [0, MAX_CODE],
  isolation: [0, 1],
  untilMs: [-MAX_RUN_MS, 2 * MAX_RUN_MS],
  reachable: [-1, 1],
}

export type RecordingReading = { ok: true; recording: Recording } | { ok: false; problems: Problem[] }

const refused = (...problems: Problem[]): RecordingReading => ({ ok: false, problems: firstProblems(problems) })

/** Reads the text of a file. Never throws; the work grows with the text and no faster. */
export function readRecordingText(text: string): RecordingReading {
  const read = parseJson(text, MAX_RECORDING_LENGTH)
  return read.ok ? readRecording(read.data) : refused(read.problem)
}

export function readRecording(data: unknown): RecordingReading {
  if (isTooDeep(data)) return refused(problem('', '', 'tooDeep', { max: MAX_DEPTH }))
  if (!isObject(data)) return refused(problem('', data, 'notDocument'))
  const checked = v.safeParse(fileSchema, data)
  if (!checked.success) return refused(...checked.issues.map(problemOf))
  const { format: _, version: __, input: outside, attempts: packed, calls: packedCalls, ...rest } = checked.output
  const input = parseRunInput(withAllSettings(outside))
  if (!input.ok) return refused(...below('input', input.problems))
  const misfit = inputMisfit(input.input)
  if (misfit) return refused(misfit)
  const columns = unpackColumns(packed.packed, packed.count)
  if (!columns.ok) return refused(problem('attempts.packed', '', columns.reason))
  const calls = unpackCalls(packedCalls.packed, packedCalls.count)
  if (!calls.ok) return refused(problem('calls.packed', '', calls.reason))
  const checkedCalls = v.safeParse(callsSchema, calls.read)
  if (!checkedCalls.success) return refused(...below('calls', firstProblems(checkedCalls.issues.map(problemOf))))
  const wrong = columnProblem(columns.read)
  if (wrong) return refused(wrong)
  const attempts: RecordedAttempts = columns.read
  const recording = { ...rest, input: input.input, attempts, calls: calls.read } as Omit<Recording, 'id'>
  const missing = missingPlace(recording)
  if (missing) return refused(missing)
  return { ok: true, recording: { id: idOf(recording), ...recording } }
}

/** One producer and one NameServer were watched, and its calls were SYNC. */
function inputMisfit({ scenario: { settings }, recording }: RunInput): Problem | null {
  if (recording !== undefined) return problem('input.recording', recording, 'unknownKey')
  for (const name of ['producerCount', 'nameServerCount'] as const) {
    if (settings[name] !== 1)
      return problem(`input.scenario.settings.${name}`, settings[name], 'outOfRange', { min: 1, max: 1 })
  }
  const { communicationMode } = settings
  return communicationMode === 'SYNC'
    ? null
    : problem('input.scenario.settings.communicationMode', communicationMode, 'notInList', { list: ['SYNC'] })
}

function columnProblem(columns: Columns): Problem | null {
  for (const name of COLUMNS) {
    const [min, max] = RANGES[name]
    const wrong = columns[name].find((value) => value < min || value > max)
    if (wrong !== undefined) return problem(`attempts.${name}`, wrong, 'outOfRange', { min, max })
  }
  return null
}

/** The first place that names a group or a node that the cluster of the input has not got. */
function missingPlace(recording: Omit<Recording, 'id'>): Problem | null {
  const { input, attempts } = recording
  const { settings, brokerGroups } = input.scenario
  const nodes = Array.from(
    { length: settings.brokerGroupCount },
    (_, at) => 1 + (brokerGroups[at]?.slaveCount ?? settings.slaveCount),
  )
  const isThere = (one: number, nodeIndex: number | null): boolean =>
    one < nodes.length && (nodeIndex === null || nodeIndex < (nodes[one] as number))
  const missing = (path: string, one: number, nodeIndex: number | null): Problem =>
    problem(path, `${brokerGroups[one]?.brokerName ?? defaultBrokerName(one)}/n${nodeIndex ?? 0}`, 'noSuchTarget')
  for (let row = 0; row < attempts.group.length; row++) {
    const [one, nodeIndex] = [attempts.group[row] as number, attempts.node[row] as number]
    if (!isThere(one, nodeIndex < 0 ? null : nodeIndex)) return missing('attempts', one, nodeIndex)
  }
  const lists: [path: string, places: (readonly [number, number | null])[]][] = [
    ['exits', recording.exits.map((one) => [one.group, one.node])],
    ['connections', recording.connections.flatMap(({ open }) => open)],
    ['producerRoutes', recording.producerRoutes.flatMap(({ queues }) => queues.map(([one]) => [one, null] as const))],
    [
      'nameServerRoutes',
      recording.nameServerRoutes.flatMap(({ groups }) => named(groups.map((one) => one?.brokerAddrs))),
    ],
    ['brokerAddrTables', recording.brokerAddrTables.flatMap(({ groups }) => named(groups))],
    [
      'elections',
      recording.elections.flatMap((one) => [[one.group, one.killed] as const, [one.group, one.elected] as const]),
    ],
  ]
  for (const [path, places] of lists) {
    const wrong = places.find(([one, nodeIndex]) => !isThere(one, nodeIndex))
    if (wrong) return missing(path, ...wrong)
  }
  return null
}

const named = (tables: readonly ((number | null)[] | null | undefined)[]): (readonly [number, number | null])[] =>
  tables.flatMap((table, one) => (table ?? []).map((nodeIndex) => [one, nodeIndex] as const))
