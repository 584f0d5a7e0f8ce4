// A breakpoint as a person reads it, with the names of this run.

import type { Text } from '../../../i18n/messages'
import type { Breakpoint } from '../../../projections/breakpointHits'
import type { ClusterState } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { currentState } from '../../../session/runViews'
import { useMessages } from '../../shell/useMessages'

export function breakpointWords(breakpoint: Breakpoint, state: ClusterState): Text {
  if (breakpoint.kind === 'time') return (m) => m.breakpoints.time(breakpoint.atMs)
  const { kind, group, producer, message } = breakpoint
  return (m) =>
    m.format.joined(
      m.breakpoints.event(kind, {
        broker: group === undefined ? null : (state.brokerGroups[group]?.brokerName ?? `broker ${group}`),
        producer: producer ?? null,
        message: message ?? null,
      }),
    )
}

export function useBreakpointWords(): (breakpoint: Breakpoint) => string {
  const m = useMessages()
  // Names change with the run only.
  useApp((state) => state.run)
  return (breakpoint) => breakpointWords(breakpoint, currentState())(m)
}
