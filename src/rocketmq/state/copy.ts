// Copies of a state. In one go, or a part at a time: with 80,000 messages in flight a copy takes longer than a frame.

import type { StateCopy } from '../../sim/run'
import { SLICES } from '../processes'
import type { ClusterState } from './cluster'
import type { Producer, SendCall } from './producer'

/**
 * Begins a private copy of everything that events change in place: what is small is copied at once, calls are left to
 * `advance`. Settings, routes, lists of queues, recent messages, packets and timers are replaced, never changed, so copies
 * share them. (A round trip through JSON gives the same; a test says so.)
 */
export function startCopy(state: ClusterState): StateCopy<ClusterState> {
  const copy: ClusterState = {
    ...state,
    exchanges: state.exchanges.slice(),
    lostPackets: state.lostPackets.slice(),
    freeExchanges: state.freeExchanges.slice(),
    totals: { ...state.totals },
    eventQueue: state.eventQueue.slice(),
  }
  for (const { name, copy: copyOne } of SLICES) copy[name] = state[name].map(copyOne) as never
  const { producers } = copy
  let producer = 0
  return {
    state: copy,
    copied: 0,
    advance(parts) {
      let left = parts
      for (; producer < producers.length; producer++) {
        const from = (state.producers[producer] as Producer).calls
        const to: (SendCall | null)[] = (producers[producer] as Producer).calls
        while (to.length < from.length) {
          if (left-- <= 0) return false
          this.copied++
          const call = from[to.length]
          to.push(call ? { ...call } : null)
        }
      }
      return true
    },
  }
}
