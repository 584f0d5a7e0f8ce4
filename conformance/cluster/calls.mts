// Producers that a recording has no room for yet, ASYNC ones and those with two NameServers: what became of their calls.

import { join } from 'node:path'
import { releaseOf } from './convert.mts'
import { argumentsOf, linesOf, number, text } from './rawLines.mts'

export interface RecordedCalls {
  /** Such as `asyncPool-4.9.7/async-off`. */
  experiment: string
  release: string
  mode: 'SYNC' | 'ASYNC'
  sendLatencyFaultEnable: boolean
  /** ms from the first call to the last outcome. */
  lastedMs: number
  /** So long calls were begun, ms, and how many were. */
  sendingMs: number
  begun: number
  /** The first call: ms until its outcome, null for a SendResult, else the class of the exception. */
  first: { elapsedMs: number; exception: string | null }
  /** Calls that succeeded: ASYNC only, because of SYNC only slow ones are written down. */
  ok: number | null
  /** By the class of the exception. */
  failed: Record<string, number>
  /** Longest time that send() itself took in ASYNC, ms; 0 where none took 200 ms. */
  longestHandOverMs: number
}

const OWN = new Set(['asyncPool', 'silentNameServer'])

/** Whether producers of this experiment are told of by their calls only. */
export const hasOwnFile = (experiment: string): boolean => OWN.has(experiment.split('-')[0] as string)

export function recordedCalls(folder: string, experiment: string, producer: string): RecordedCalls {
  const lines = linesOf(join(folder, `prod-${producer}.jsonl`))
  const args = argumentsOf(lines.find(({ k }) => k === 'start') ?? { t: 0 })
  const outcomes = lines.filter(({ k }) => k === 'ok' || k === 'fail')
  const first = outcomes.find(({ m }) => m === 1)
  if (!first) throw new Error(`${experiment} ${producer}: nothing became of the first call`)
  const failed: RecordedCalls['failed'] = {}
  for (const line of outcomes) {
    if (line.k === 'ok') continue
    const exception = text(line.ex)
    failed[exception] = (failed[exception] ?? 0) + 1
  }
  const mode = args.mode === 'ASYNC' ? 'ASYNC' : 'SYNC'
  return {
    experiment: `${experiment}/${producer}`,
    release: releaseOf(experiment),
    mode,
    sendLatencyFaultEnable: args.faultOn === 'true',
    lastedMs: Math.max(...outcomes.map(({ t, call }) => t + number(call))) - first.t,
    sendingMs: 1000 * Number(args.secs),
    begun: number(lines.find(({ k }) => k === 'end')?.messages),
    first: { elapsedMs: number(first.call), exception: first.k === 'fail' ? text(first.ex) : null },
    ok: mode === 'ASYNC' ? outcomes.filter(({ k }) => k === 'ok').length : null,
    failed,
    longestHandOverMs: Math.max(0, ...lines.map((line) => (line.k === 'handed' ? number(line.call) : 0))),
  }
}
