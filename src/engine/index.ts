// The engine's one door. Everything outside engine/ imports from here.

export { brokerNamesOf, misfits, rangeOf, takeUnchecked } from './checkInput'
export * from './clientException'
export * from './clientVersion'
export * from './entries'
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
