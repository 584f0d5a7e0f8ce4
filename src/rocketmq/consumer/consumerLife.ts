// The life of one consumer process: start, end, pause, and how many there are. RocketMQ: DefaultMQPushConsumer#start, #shutdown
import type { ActionOn, Command, Simulation } from '../context'

/** Handlers that wait until the process is no longer paused; what an earlier process had planned or was sent is void. */
export const pausable = <H extends object>(handlers: H): H => handlers

export function create(sim: Simulation): void {
  void [sim]
  throw new TypeError('not built yet')
}

export function onAction(sim: Simulation, on: ActionOn<'consumer'>): void {
  void [sim, on]
  throw new TypeError('not built yet')
}

export function onCommand(sim: Simulation, command: Command): void {
  void [sim, command]
  throw new TypeError('not built yet')
}
