// The world of an ordinary run: every hop takes the network's latency, Brokers serve, clocks are exact, random numbers come
// from the streams of the state.

import { draw, type Environment, type Observer, type Simulation } from './context'
import type { SelectionContext, SelectionRandom } from './producer/selectionTrace'

/**
 * With threadLocalIndexStart set, indexes begin there and are reset to small values that people can read; their places in
 * the list are as even as RocketMQ's.
 */
function selectionRandom(sim: Simulation, context: () => SelectionContext): SelectionRandom {
  const fixedStart = () => sim.state.settings.threadLocalIndexStart
  return {
    startOfQueueIndex: () => {
      const fixed = fixedStart()
      return fixed === null ? draw(context().thread, 0x80000000) : fixed + context().threadIndex
    },
    startOfWorstIndex: () => draw(context().thread, 0x80000000),
    reset: () =>
      draw(context().thread, fixedStart() === null ? 0x7fffffff : context().publishInfo.messageQueueList.length * 10),
    shuffle: (groups) => {
      const shuffled = groups.slice()
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = draw(context().thread, last + 1)
        const moved = shuffled[last] as number
        shuffled[last] = shuffled[other] as number
        shuffled[other] = moved
      }
      return shuffled
    },
  }
}

const nothing = (): void => undefined

export const SIMULATED: Environment = {
  requestArrives: null,
  hopMs: (sim) => sim.state.settings.networkLatencyMs,
  lateMs: () => 0,
  wakes: (_, fails) => fails(),
  // Here a wait of 3000 ms ends on the dot, where the real clock shows a little more.
  isUsedUp: (_, leftMs) => leftMs <= 0,
  // Simplified: a retry from the network's callback uses the index of the thread that made the first attempt.
  selects: (call) => call.poolThread ?? call.thread,
  selectionRandom,
  selected: nothing,
  measuredMs: (_, __, latencyMs) => latencyMs,
}

/** An ordinary run is not watched. */
export const UNOBSERVED: Observer = {
  traceFor: () => null,
  chosen: nothing,
  beforeFaultUpdate: nothing,
  afterFaultUpdate: nothing,
}
