// A run that ends because it would hold too much: which one, and whether the playhead is there.

import type { Run, RunEnd } from '../rocketmq'
import type { AppState } from './appStore'

export interface ShownRunEnd {
  run: Run
  end: RunEnd
  side: 'own' | 'other'
}

/** The end that the playhead has come to; null where time can go on, or a run ends for another reason. */
export function runEndAt({ run, comparison, playheadMs }: AppState): ShownRunEnd | null {
  const runs = comparison
    ? ([
        [run, 'own'],
        [comparison.run, 'other'],
      ] as const)
    : ([[run, 'own']] as const)
  for (const [one, side] of runs) {
    if (one.endedBy !== null && playheadMs >= one.endMs) return { run: one, end: one.endedBy, side }
  }
  return null
}
