// A recording as one list of steps in the order of time, which a run takes one after another.

import type { Recording } from './recording'

/** What a step is; at equal times the cluster comes before the producer. */
export const STEP = {
  /** Position in exits. */
  exit: 0,
  nameServerRoute: 1,
  brokerAddrTable: 2,
  connections: 3,
  producerRoute: 4,
  /** A call begins; position of its first attempt, or -1 - its position in calls where it made none. */
  callStart: 5,
  /** Position in attempts, as in the next. */
  attemptStart: 6,
  attemptEnd: 7,
  /** Position in calls: a call that fails, or whose last attempt was not recorded. */
  callEnd: 8,
  /** The recording is over. */
  end: 9,
} as const

export type StepKind = (typeof STEP)[keyof typeof STEP]

/** Columns, ascending by time. */
export interface RecordedSteps {
  recording: Recording
  atMs: Int32Array
  kind: Uint8Array
  position: Int32Array
  /** By position of an attempt: where its call is in calls; -1 where nothing was noted of it. */
  callOf: Int32Array
}

/** When an attempt ended, ms. */
export const endOf = ({ attempts }: Recording, position: number): number =>
  (attempts.startMs[position] as number) + (attempts.latencyMs[position] as number)

const made = new WeakMap<Recording, RecordedSteps>()

export function stepsOf(recording: Recording): RecordedSteps {
  const before = made.get(recording)
  if (before) return before
  const steps = makeSteps(recording)
  made.set(recording, steps)
  return steps
}

function makeSteps(recording: Recording): RecordedSteps {
  const { attempts, calls, endMs } = recording
  const rows: [atMs: number, message: number, turn: number, kind: StepKind, position: number][] = []
  const add = (atMs: number, kind: StepKind, position: number, message = 0, turn: number = kind) => {
    if (atMs <= endMs) rows.push([Math.max(0, atMs), message, turn, kind, position])
  }
  recording.exits.forEach(({ atMs }, at) => {
    add(atMs, STEP.exit, at)
  })
  for (const [kind, list] of [
    [STEP.nameServerRoute, recording.nameServerRoutes],
    [STEP.brokerAddrTable, recording.brokerAddrTables],
    [STEP.connections, recording.connections],
    [STEP.producerRoute, recording.producerRoutes],
  ] as const) {
    list.forEach(({ atMs }, at) => {
      add(atMs, kind, at)
    })
  }
  const noted = new Map(calls.map(({ message }, at) => [message, at]))
  const callOf = new Int32Array(attempts.startMs.length).fill(-1)
  // Within a millisecond: one call after another, and of each one attempt after another.
  const lastEnd = new Map<number, number>()
  const succeeded = new Set<number>()
  attempts.startMs.forEach((startMs, at) => {
    const message = attempts.message[at] as number
    const turn = 2 * (attempts.attempt[at] as number)
    const call = noted.get(message)
    if (call !== undefined) callOf[at] = call
    if (attempts.attempt[at] === 1) {
      add(
        call === undefined ? startMs : Math.min(startMs, calls[call]?.startMs as number),
        STEP.callStart,
        at,
        message,
        0,
      )
    }
    add(startMs, STEP.attemptStart, at, message, turn)
    add(endOf(recording, at), STEP.attemptEnd, at, message, turn + 1)
    if (attempts.outcome[at] === 0) succeeded.add(message)
    lastEnd.set(message, Math.max(lastEnd.get(message) ?? 0, endOf(recording, at)))
  })
  calls.forEach(({ message, startMs, elapsedMs, exception }, at) => {
    if (exception !== null || (!succeeded.has(message) && lastEnd.has(message))) {
      if (!lastEnd.has(message)) add(startMs, STEP.callStart, -1 - at, message, 0)
      const atMs = Math.max(startMs + elapsedMs, lastEnd.get(message) ?? 0)
      add(atMs, STEP.callEnd, at, message, Number.MAX_SAFE_INTEGER)
    }
  })
  rows.sort((one, two) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2] || one[4] - two[4])
  rows.push([endMs + 1, 0, 0, STEP.end, 0])
  return {
    recording,
    atMs: Int32Array.from(rows, ([atMs]) => atMs),
    kind: Uint8Array.from(rows, ([, , , kind]) => kind),
    position: Int32Array.from(rows, ([, , , , position]) => position),
    callOf,
  }
}
