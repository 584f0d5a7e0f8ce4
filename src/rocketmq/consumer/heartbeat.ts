// Heartbeats of a consumer to every Broker that it knows, Slaves too. RocketMQ: MQClientInstance#sendHeartbeatToAllBroker

import { consumerAt, type Simulation } from '../context'
import type { TimersOf } from '../events'
import { after } from '../network'
import { knownNodes } from './clientRoute'
import { call } from './remoting'

/** RocketMQ: ClientConfig.mqClientApiTimeout */
export const API_TIMEOUT_MS = 3000

export function heartbeatTimer(sim: Simulation, timer: TimersOf<'consumer'>['consumerHeartbeatTimer']): void {
  after(sim, sim.state.settings.heartbeatBrokerInterval, 'consumerHeartbeatTimer', timer)
  sendHeartbeats(sim, timer.consumer)
}

export function sendHeartbeats(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { consumerGroup, clientId, subscription, subVersion } = consumer
  for (const { group, node } of knownNodes(consumer)) {
    call(
      sim,
      index,
      group,
      node,
      { code: 'HEART_BEAT', consumerGroup, clientId, subscription, subVersion },
      API_TIMEOUT_MS,
    )
  }
}
