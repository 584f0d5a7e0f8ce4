// The engine's one door. Everything outside engine/ imports from here.

export { brokerNamesOf, misfits, rangeOf, takeUnchecked } from './checkInput'
export * from './clientException'
export * from './clientVersion'
export {
  ATTEMPT_FAILURES,
  AVAILABLE_CAUSES,
  ENTRIES,
  LOG_KINDS,
  type LogEntry,
  type LogKind,
  PROCESS_STATES,
  RAFT_ROLES,
  ROUTE_CAUSES,
  ROUTE_OUTCOMES,
  SEND_EXCEPTIONS,
  SEND_STATUSES,
  UNREGISTER_CAUSES,
  VOTE_RESULTS,
} from './entries'
export type { EntryCategory } from './entryFields'
export * from './eventLog'
export * from './events'
export {
  isAvailable,
  isReachable,
  type LatencyTable,
  latencyStep,
  latencyTable,
  notAvailableDuration,
  positionOf,
} from './faultStrategy'
export { copied, type DeepReadonly, frozen } from './frozen'
export { isServing, type Lesson } from './network'
export { RUN_LIMITS, type RunEnd, type RunLimit } from './runLimits'
export * from './scenario'
export * from './scenarios'
export * from './settings'
export * from './simulation'
export * from './timeline'
export * from './topicPublishInfo'
export * from './types'
