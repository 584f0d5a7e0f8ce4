// The simulated system's one door. Everything outside rocketmq/ imports from here.

export { copied, type DeepReadonly, frozen } from '../sim/frozen'
export { brokerNamesOf, misfits, rangeOf, takeUnchecked } from './checkInput'
export type { EntryCategory } from './entryFields'
export * from './eventLog'
export * from './events'
export * from './logEntries'
export { isServing, type Lesson } from './network'
export * from './presets'
export * from './producer/clientException'
export {
  isAvailable,
  isReachable,
  type LatencyTable,
  latencyStep,
  latencyTable,
  notAvailableDuration,
  positionOf,
} from './producer/faultStrategy'
export * from './producer/topicPublishInfo'
export * from './releases'
export * from './run'
export { RUN_LIMITS, type RunEnd, type RunLimit } from './runLimits'
export * from './scenario'
export * from './settings'
export * from './simulation'
export * from './state'
