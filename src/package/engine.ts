// `rocketscope/engine`: what the engine gives to other programs. All that is handed out is frozen or belongs to the caller.
// Documented in docs/engine-api.md.

import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import '../rocketmq/checkInput'
import * as engine from '../rocketmq'
import type { LogEntry, LogKind } from '../rocketmq/eventLog'
import type { SelectionTrace } from '../rocketmq/producer/selectionTrace'
import type { ClusterState } from '../rocketmq/state'
import { copied } from '../sim/frozen'
import { type EventLog, engineLog, engineRun, type FixedInput, Run } from './run'

export {
  ATTEMPT_EXCEPTION,
  ATTEMPT_FAILURES,
  AVAILABLE_CAUSES,
  type BrokerGroup,
  type BrokerGroupSpec,
  type BrokerNode,
  type ClientException,
  type ClientRules,
  type ClusterState,
  clientRules,
  type DeepReadonly,
  defaultBrokerName,
  type Family,
  LOG_KINDS,
  type LogEntry,
  type LogKind,
  MASTER_ID,
  MAX_ACTIONS,
  MAX_ANSWER_TIMES,
  MAX_RESPONSE_CODE,
  MAX_RUN_MS,
  MAX_SEED,
  MAX_TABLE_LENGTH,
  type NameServer,
  type ParsedTarget,
  PRESETS,
  PROCESS_STATES,
  type Preset,
  type Producer,
  parseTarget,
  presetInput,
  RAFT_ROLES,
  REAL_SETTINGS,
  RELEASES,
  RESPONSE_CODE,
  ROUTE_CAUSES,
  ROUTE_OUTCOMES,
  RUN_LIMITS,
  type RunEnd,
  type RunInput,
  type RunLimit,
  type Scenario,
  SEND_EXCEPTIONS,
  SEND_STATUSES,
  SETTING_DEFINITIONS,
  type SelectionTrace,
  type SettingDefinition,
  type SettingKind,
  type SettingName,
  type Settings,
  settingDefinition,
  type Target,
  TEACHING_SETTINGS,
  TROUBLES,
  type Trouble,
  UNREGISTER_CAUSES,
  type UserAction,
  type UserActionType,
  VOTE_RESULTS,
} from '../rocketmq'
export type { EventLog, FixedInput, Run }

/** The engine checks an input when a run takes it, and freezes its actions: those of a copy. */
function asInput(input: FixedInput): engine.RunInput {
  const own = (action: object): object =>
    'value' in action && Array.isArray(action.value) ? { ...action, value: [...action.value] } : { ...action }
  const actions: unknown = input?.actions
  // What is no input at all is the engine's to name; the input of a run is frozen already.
  if (!Array.isArray(actions) || Object.isFrozen(actions)) return input as engine.RunInput
  const copies = actions.map((action: unknown) =>
    typeof action === 'object' && action !== null ? own(action) : action,
  )
  return { ...input, actions: copies } as unknown as engine.RunInput
}

/**
 * Computes a run from 0 to untilMs, or to where it ends by itself (`endedBy`). The run keeps a copy of the input.
 *
 * @param untilMs - ms of virtual time, up to MAX_RUN_MS
 * @param maxEvents - about how many events may be handled: a run in which too much happens ends earlier, see its endMs
 * @throws RangeError that names what is wrong: a field of the input, or another argument
 */
export const simulate = (input: FixedInput, untilMs: number, maxEvents?: number): Run =>
  new Run(engine.simulate(asInput(input), untilMs, maxEvents))

/** Computes further: the run's log grows and its endMs moves. @throws RangeError as simulate does */
export const extendRun = (run: Run, untilMs: number, maxEvents?: number): void =>
  engine.extendRun(engineRun(run), untilMs, maxEvents)

/**
 * A run of another input, which takes over what the two have in common: all before the first action that differs.
 *
 * @throws RangeError as simulate does
 */
export const forkRun = (run: Run, input: FixedInput, untilMs: number, maxEvents?: number): Run =>
  new Run(engine.forkRun(engineRun(run), asInput(input), untilMs, maxEvents))

/**
 * The whole cluster at one moment, everything up to and including tMs: a copy that belongs to the caller.
 *
 * @throws RangeError if tMs is no whole number, or the run has not been computed so far
 */
export const stateAt = (run: Run, tMs: number): ClusterState => copied(engine.stateAt(engineRun(run), tMs))

/** Looks at one moment after another, quickly when they ascend. */
export interface Cursor {
  /** As stateAt: a copy that belongs to the caller. */
  seek(tMs: number): ClusterState
  /** Gets a moment ready for `seek` in pieces of about so many events. @returns whether it is ready */
  approach(tMs: number, maxEvents: number): boolean
}

/** @throws RangeError from seek, as stateAt does */
export function createCursor(run: Run): Cursor {
  const cursor = engine.createCursor(engineRun(run))
  return {
    seek: (tMs) => copied(cursor.seek(tMs)),
    approach: (tMs, maxEvents) => cursor.approach(tMs, maxEvents),
  }
}

/** Entries of a log. */
export const logLength = (log: EventLog): number => engine.logLength(engineLog(log))

/** One entry, made anew with each call. @throws RangeError if there is none at this position */
export const entryAt = (log: EventLog, index: number): LogEntry => engine.entryAt(engineLog(log), index)

/** Virtual time of an entry, ms, without reading the rest. @throws RangeError as entryAt does */
export const entryTime = (log: EventLog, index: number): number => engine.entryTime(engineLog(log), index)

/** Kind of an entry, without reading the rest. @throws RangeError as entryAt does */
export const entryKind = (log: EventLog, index: number): LogKind => engine.entryKind(engineLog(log), index)

/** Position of the first entry later than tMs; the length of the log if there is none. */
export const firstEntryAfter = (log: EventLog, tMs: number): number => engine.firstEntryAfter(engineLog(log), tMs)

/** Bytes that a log keeps. */
export const logBytes = (log: EventLog): number => engine.logBytes(engineLog(log))

/**
 * What the selector looked at when it made a choice that is in the log.
 *
 * @param logIndex - position of an entry of kind 'send'
 * @returns null if the entry is of another kind
 * @throws RangeError as entryAt does
 */
export const attemptDecision = (run: Run, logIndex: number): SelectionTrace | null =>
  copied(engine.attemptDecision(engineRun(run), logIndex))
