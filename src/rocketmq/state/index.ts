// The shapes of everything the simulated cluster is made of.

export * from './broker'
export * from './cluster'
export * from './consumer'
export * from './link'
export * from './nameServer'
export * from './process'
export * from './producer'
export * from './queues'
export * from './raft'
export * from './store'
export * from './topic'
