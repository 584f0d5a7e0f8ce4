// The selector's view of the send call that chooses.

import type { Simulation } from '../context'
import { log } from '../entryCodec'
import type { Producer, SendCall, ThreadSelector, TopicPublishInfo } from '../state'
import type { SelectionContext } from './selectionTrace'

/** The selector's view of one call; the object is made once for a simulation and filled in place, since every attempt needs it. */
export function selectionContext(sim: Simulation, producer: Producer, call: SendCall): SelectionContext {
  const threadIndex = sim.environment.selects(call)
  const threads = call.poolThread === null ? producer.threads : producer.asyncPool.selectors
  const thread = threads[threadIndex] as ThreadSelector
  const publishInfo = publishInfoOf(producer, call)
  const known = sim.selection
  if (known) {
    known.producer = producer
    known.thread = thread
    known.threadIndex = threadIndex
    known.publishInfo = publishInfo
    known.brokerNames = sim.brokerNames
    known.nowMs = sim.state.nowMs
    known.rules = sim.rules
    known.sendLatencyFaultEnable = sim.state.settings.sendLatencyFaultEnable
    return known
  }
  const context: SelectionContext = {
    producer,
    thread,
    threadIndex,
    publishInfo,
    brokerNames: sim.brokerNames,
    nowMs: sim.state.nowMs,
    rules: sim.rules,
    sendLatencyFaultEnable: sim.state.settings.sendLatencyFaultEnable,
    random: sim.environment.selectionRandom(sim, () => context),
    onRewrite: (position, queue) => {
      const index = sim.state.producers.indexOf(context.producer)
      log.queueRewritten(sim, { producer: index, position, group: queue.group, queueId: queue.queueId })
    },
    onForget: (group) => {
      const index = sim.state.producers.indexOf(context.producer)
      log.available(sim, { producer: index, group, cause: 'forgotten' })
    },
  }
  sim.selection = context
  return context
}

/** The TopicPublishInfo the call began with. */
function publishInfoOf(producer: Producer, call: SendCall): TopicPublishInfo {
  for (let at = producer.publishInfos.length - 1; at >= 0; at--) {
    const info = producer.publishInfos[at] as TopicPublishInfo
    if (info.generation === call.generation) return info
  }
  throw new TypeError(`a call lost its TopicPublishInfo ${call.generation}`)
}
