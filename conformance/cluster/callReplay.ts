// Holds the engine against the recorded calls of producers for which a recording has no room: ASYNC ones that meet a silent host, and
// those whose first NameServer is silent.

import { readFileSync } from 'node:fs'
import {
  entryAt,
  entryKind,
  logLength,
  REAL_SETTINGS,
  type RunInput,
  type Settings,
  simulate,
} from '../../src/rocketmq'
import type { RecordedCalls } from './calls.mts'
import { type Row, rowOf, type Tolerance } from './replay'

const file = new URL('./recordings/calls.json', import.meta.url)

export const readCalls = (): RecordedCalls[] => JSON.parse(readFileSync(file, 'utf8')) as RecordedCalls[]

/** The NameServer that is asked first is drawn: some of these producers meet the silent one. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
/** A call that took this long waited for something silent. */
const WAITED_MS = 2900
/** Time for the last callbacks. */
const LINGER_MS = 6000

export function callInput(calls: RecordedCalls, seed: number): RunInput {
  const silentNameServer = calls.experiment.startsWith('silentNameServer')
  const settings: Settings = {
    ...REAL_SETTINGS,
    clientVersion: calls.release,
    communicationMode: calls.mode,
    sendLatencyFaultEnable: calls.sendLatencyFaultEnable,
    ...{ brokerGroupCount: 2, slaveCount: 0, writeQueueNums: 2, nameServerCount: silentNameServer ? 2 : 1 },
    autoCreateTopicEnable: false,
    ...{ pollNameServerInterval: 5000, networkLatencyMs: 1, brokerServiceTimeMs: 1 },
    ...{ sendIntervalMs: Math.round(calls.sendingMs / calls.begun) },
    ...(calls.mode === 'ASYNC' ? { messageLimit: calls.begun } : {}),
  }
  const target = silentNameServer ? 'nameserver/0' : 'broker-a/n0'
  return {
    scenario: { preset: 'custom', topic: 'T', settings, brokerGroups: [] },
    seed,
    actions: [{ atMs: 0, type: 'powerOff', target }],
  }
}

interface SimulatedCalls {
  first: { elapsedMs: number; exception: string | null } | null
  ok: number
  failed: number
}

export function simulatedCalls(calls: RecordedCalls, seed: number): SimulatedCalls {
  const untilMs = calls.mode === 'SYNC' ? calls.sendingMs : calls.lastedMs + LINGER_MS
  const { log } = simulate(callInput(calls, seed), untilMs)
  const result: SimulatedCalls = { first: null, ok: 0, failed: 0 }
  for (let index = 0; index < logLength(log); index++) {
    const kind = entryKind(log, index)
    if (kind !== 'sendOk' && kind !== 'messageFailed') continue
    const entry = entryAt(log, index)
    if (entry.kind === 'sendOk') result.ok++
    else if (entry.kind === 'messageFailed') result.failed++
    else continue
    if (entry.message !== 1) continue
    const exception = entry.kind === 'sendOk' ? null : (entry.gets?.className ?? null)
    result.first = { elapsedMs: entry.elapsedMs, exception }
  }
  return result
}

const COUNTS: Tolerance = { plus: 10, percent: 10 }
const FIRST_CALL: Tolerance = { plus: 1000, percent: 0 }

/** Every figure of one producer; the exception of the first call, where it waited, is 1 if it is the recorded one. */
export function compareCalls(calls: RecordedCalls): Row[] {
  const simulated = SEEDS.map((seed) => simulatedCalls(calls, seed))
  if (calls.mode === 'ASYNC') {
    const failed = Object.values(calls.failed).reduce((all, count) => all + count, 0)
    return [
      rowOf(
        'calls that succeeded',
        'count',
        calls.ok,
        simulated.map(({ ok }) => ok),
        COUNTS,
      ),
      rowOf(
        'calls that failed',
        'count',
        failed,
        simulated.map((one) => one.failed),
        COUNTS,
      ),
    ]
  }
  // Whether it meets the silent one is chance; what it then gets is not.
  if (calls.first.elapsedMs < WAITED_MS) return []
  const unlucky = simulated.filter(({ first }) => first !== null && first.elapsedMs >= WAITED_MS)
  const waited = unlucky.flatMap(({ first }) => first ?? [])
  const same = waited.map(({ exception }) => (exception === calls.first.exception ? 1 : 0))
  const begun = unlucky.map(({ ok, failed }) => ok + failed)
  return [
    rowOf('calls', 'count', calls.begun, begun, COUNTS),
    rowOf(
      'first call',
      'ms',
      calls.first.elapsedMs,
      waited.map(({ elapsedMs }) => elapsedMs),
      FIRST_CALL,
    ),
    rowOf(`first call: ${calls.first.exception ?? 'SendResult'}`, 'count', 1, same, { plus: 0, percent: 0 }),
  ]
}
