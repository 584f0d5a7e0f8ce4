// Heartbeats of a consumer to every Broker that it knows, Slaves too. RocketMQ: MQClientInstance#sendHeartbeatToAllBroker
import type { Simulation } from '../context'
import type { TimersOf } from '../events'

export function heartbeatTimer(sim: Simulation, timer: TimersOf<'consumer'>['consumerHeartbeatTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function sendHeartbeats(sim: Simulation, index: number): void {
  void [sim, index]
  throw new TypeError('not built yet')
}
