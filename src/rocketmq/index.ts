// The simulated system's one door. Everything outside rocketmq/ imports from here; recordedRun.ts, which plays recordings, is
// loaded with them.

export { copied, type DeepReadonly, frozen } from '../sim/frozen'
export { ACTION_FIELDS, type FieldKind } from './actionFields'
export { buildMessageQueueList } from './client/topicRoute'
export type { FaultUpdate } from './context'
export * from './copiesAsked'
export type { EntryCategory } from './entryFields'
export * from './eventLog'
export * from './events'
export * from './inFlight'
export { lossBetween } from './links'
export * from './logEntries'
export { isServing } from './network'
export * from './presets'
export * from './producer/clientException'
export {
  isAvailable,
  isReachable,
  type LatencyTable,
  latencyStep,
  latencyTable,
  notAvailableDuration,
} from './producer/faultStrategy'
export * from './producer/selectionTrace'
export * from './producer/selectMessageQueue'
export { positionOf } from './producer/threadLocalIndex'
export * from './recording'
export { inputOf, recordingNamed, recordingOf } from './recordings'
export * from './releases'
export * from './run'
export { RUN_LIMITS, type RunEnd, type RunLimit } from './runLimits'
export * from './scenario'
export { sendsOf } from './sends'
export * from './settings'
export * from './simulation'
export * from './state'
export * from './targets'
