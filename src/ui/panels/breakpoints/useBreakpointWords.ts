// A breakpoint as a person reads it, with the names of this run.

import { eventWords, timeWords } from '../../../i18n/breakpoints'
import { spaced } from '../../../i18n/format'
import type { Words } from '../../../i18n/words'
import type { Breakpoint } from '../../../projections/breakpointHits'
import type { ClusterState } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { currentState } from '../../../session/clock'

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
