// The outages of the moment in the run that a part shows, as a producer sees them, once what they are read from has been read.

import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import { avoidedUntilMs } from '../../projections/avoidance'
import type { Need } from '../../projections/reuse'
import { needsAt, outageAt, prepareOutages } from '../../projections/reuse'
import { useApp } from '../../session/appStore'
import { isRead, lateFacts } from '../../session/lateFacts'
import { lookAhead } from '../../session/lookAhead'
import { sameJson } from '../../session/runViews'
import { useClusterState, useRunView } from './useClusterState'

export interface ShownOutage {
  group: number
  needs: readonly Need[]
  /** The newest moment that has passed among them: what is said changes with it only. */
  nowMs: number
  computedMs: number
}

/** @param only - one Broker group, or null for all */
export function useOutages(producer: number, only: number | null): readonly ShownOutage[] {
  const view = useRunView()
  const version = useStore(lateFacts, (state) => state.version)
  const found = useClusterState(
    // biome-ignore lint/correctness/useExhaustiveDependencies: facts that have been read are looked at again
    useCallback(
      (state, tMs) => {
        const run = view.run()
        if (!isRead(run, prepareOutages)) return []
        return state.brokerGroups.flatMap((_, group): ShownOutage[] => {
          if (only !== null && group !== only) return []
          const outage = outageAt(run, producer, group, Math.floor(tMs))
          if (!outage) return []
          const needs = needsAt(outage, tMs, avoidedUntilMs(state, state.producers[producer], group, tMs))
          const passed = needs.flatMap(({ atMs }) => (atMs !== null && atMs <= tMs ? atMs : []))
          const isOpen = needs.some(({ atMs }) => atMs === null)
          return [{ group, needs, nowMs: Math.max(-1, ...passed), computedMs: isOpen ? run.endMs : 0 }]
        })
      },
      [view, producer, only, version],
    ),
    sameJson,
  )
  const playing = useApp((state) => state.playing)
  const isUnknown = found.some(({ needs }) => needs.some(({ atMs, planned }) => atMs === null || planned))
  useEffect(() => {
    if (isUnknown && !playing) lookAhead()
  }, [isUnknown, playing])
  return found
}
