// The engine's one door. Everything outside engine/ imports from here.

export * from './clientVersion'
export * from './eventLog'
export * from './scenario'
export * from './scenarios'
export * from './settings'
export * from './simulation'
export * from './timeline'
export * from './topicPublishInfo'
export * from './types'
