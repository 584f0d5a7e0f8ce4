// What became of the time of one send call: its attempts one after another, each with the ms it took, and what is left of
// sendMsgTimeout. Read from the log, as far as the playhead has come.

import {
  type AttemptFailure,
  type ClusterState,
  clientRules,
  entryAt,
  entryTime,
  logLength,
  type Run,
  type SendException,
  type SendStatus,
  type Settings,
} from '../engine'

export interface BudgetAttempt {
  attempt: number
  /** Position of the Broker group it went to. */
  group: number
  /** ms after the call began. */
  fromMs: number
  /** ms so far, or in all once it has ended. */
  tookMs: number
  /** 'under way' while no answer has come. */
  outcome: 'stored' | 'failed' | 'under way'
  failure: AttemptFailure | null
  /** The Broker's response code, else 0. */
  code: number
  status: SendStatus | null
}

export interface Budget {
  message: number
  /** sendMsgTimeout of this call, ms. */
  budgetMs: number
  /** Clients of 4.2.0 give every attempt all of it. */
  each: boolean
  attempts: BudgetAttempt[]
  /** ms since the call began, or of the whole call once it has ended. */
  elapsedMs: number
  /** How the call ended, or null while it goes on or if it ended well. */
  exception: SendException | null
  ended: boolean
}

/** Entries after which a call has certainly ended or is of no interest any more. */
const LOOK_AHEAD = 20_000

/** A setting as it was at a moment. */
function settingAt<Name extends 'sendMsgTimeout' | 'clientVersion'>(run: Run, name: Name, tMs: number): Settings[Name] {
  let value = run.input.scenario.settings[name]
  for (const action of run.input.actions) {
    if (action.atMs > tMs) break
    if (action.type === 'set' && action.name === name) value = action.value as Settings[Name]
  }
  return value
}

/**
 * @param index - position in the log of any attempt ('send') of the call
 * @param tMs - the playhead: what comes later is not known yet
 * @returns null if there is no attempt at that position
 */
export function budgetOf(run: Run, state: ClusterState, index: number, tMs: number): Budget | null {
  if (index < 0 || index >= logLength(run.log)) return null
  const asked = entryAt(run.log, index)
  if (asked.kind !== 'send') return null
  const { message } = asked
  let first = index
  if (asked.attempt > 1) {
    for (let at = index - 1; at >= Math.max(0, index - LOOK_AHEAD); at--) {
      const entry = entryAt(run.log, at)
      if (entry.kind !== 'send' || entry.message !== message) continue
      first = at
      if (entry.attempt === 1) break
    }
  }
  // A call may have waited for its route before the first attempt.
  const call = state.producers[asked.producer]?.calls.find((one) => one?.message === message)
  let beganMs = call?.callStartedAtMs ?? entryTime(run.log, first)
  const attempts: BudgetAttempt[] = []
  let ended = false
  let endMs = tMs
  let exception: SendException | null = null
  const end = Math.min(logLength(run.log), first + LOOK_AHEAD)
  for (let at = first; at < end && !ended; at++) {
    if (entryTime(run.log, at) > tMs) break
    const entry = entryAt(run.log, at)
    if (!('message' in entry) || entry.message !== message) continue
    const last = attempts.at(-1)
    switch (entry.kind) {
      case 'send':
        // A stored copy that was not good enough is sent again without any other word.
        if (last?.outcome === 'under way') Object.assign(last, { outcome: 'stored', tookMs: entry.atMs - last.fromMs })
        attempts.push({
          attempt: entry.attempt,
          group: entry.group,
          fromMs: entry.atMs,
          tookMs: 0,
          outcome: 'under way',
          failure: null,
          code: 0,
          status: null,
        })
        break
      case 'sendFailed':
        if (last)
          Object.assign(last, { outcome: 'failed', failure: entry.failure, code: entry.code, tookMs: entry.latencyMs })
        break
      case 'sendOk':
        if (last) Object.assign(last, { outcome: 'stored', status: entry.status, tookMs: entry.latencyMs })
        ended = true
        endMs = entry.atMs
        beganMs = entry.atMs - entry.elapsedMs
        break
      case 'messageFailed':
        // Chosen, but never made: the time was used up before.
        if (last?.outcome === 'under way' && entry.exception === 'callTimeout') attempts.pop()
        ended = true
        endMs = entry.atMs
        beganMs = entry.atMs - entry.elapsedMs
        exception = entry.exception
        break
    }
  }
  for (const one of attempts) {
    if (one.outcome === 'under way') one.tookMs = Math.max(0, endMs - one.fromMs)
    one.fromMs -= beganMs
  }
  return {
    message,
    budgetMs: call?.timeoutMs ?? settingAt(run, 'sendMsgTimeout', beganMs),
    each: clientRules(settingAt(run, 'clientVersion', beganMs)).budgetPerAttempt,
    attempts,
    elapsedMs: Math.max(0, endMs - beganMs),
    exception,
    ended,
  }
}
