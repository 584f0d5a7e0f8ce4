// A breakpoint as a person reads it, with the names of this run.

import type { ClusterState } from '../../engine'
import { useApp } from '../../store/appStore'
import type { Breakpoint } from '../../store/breakpointHits'
import { currentState } from '../../store/clock'
import { eventWords, timeWords } from '../../text/breakpoints'
import { spaced } from '../../text/format'
import type { Words } from '../../text/words'

export function breakpointWords(breakpoint: Breakpoint, state: ClusterState): Words {
  if (breakpoint.kind === 'time') return timeWords(breakpoint.atMs)
  const { kind, group, producer, message } = breakpoint
  const words = eventWords(kind, {
    broker: group === undefined ? null : (state.brokerGroups[group]?.brokerName ?? `broker ${group}`),
    producer: producer ?? null,
    message: message ?? null,
  })
  return { zh: spaced(words.zh), en: words.en }
}

export function useBreakpointWords(): (breakpoint: Breakpoint) => string {
  const language = useApp((state) => state.language)
  // Names change with the run only.
  useApp((state) => state.run)
  return (breakpoint) => breakpointWords(breakpoint, currentState())[language]
}
