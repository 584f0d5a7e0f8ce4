// What is not built yet does nothing here.
import type { Simulation } from '../context'
import type { ProcessQueue } from '../state'

const nothing = (): void => undefined
export const locateQueue = (_sim: Simulation, _index: number, queue: ProcessQueue): void => {
  queue.lastPullMs = 1e12
}
export const offsetAnswered = nothing
export const persistQueue = nothing
export const persistAll = nothing
export const persistTimer = nothing
export const interruptListeners = nothing
export const threadsChanged = nothing
export const consumeTimer = nothing
export const consumeLaterTimer = nothing
export const messagesArrived = nothing
export const consumeInOrder = nothing
export const orderlyTimer = nothing
export const expireTimer = nothing
export const offsetFileTimer = nothing
export const offsetSyncTimer = nothing
export const queryOffset = () => null
export const maxOffset = () => null
export const searchOffset = () => null
export const updateOffset = () => null
export const dispatched = nothing
export const pullHoldTimer = nothing
