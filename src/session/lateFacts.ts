// Facts that a run is asked about only after it has been computed: a chart that is opened late reads a long log in pieces.

import { createStore } from 'zustand/vanilla'
import type { Run } from '../rocketmq'
import { ENTRIES_AT_ONCE } from './computing'
import { doInPieces } from './pieces'

/** Reads on, a little: see Facts in projections/projection.ts. */
type Prepare = (run: Run, most: number) => boolean

/** Raised when facts that were asked for have been read. */
export const lateFacts = createStore(() => ({ version: 0 }))

const known = new WeakMap<Run, Map<Prepare, 'reading' | 'read'>>()

/** Whether facts of a run can be asked for at once. If not, they are read from now on, and `lateFacts` says when they are. */
export function isRead(run: Run, prepare: Prepare): boolean {
  const ofRun = known.get(run) ?? new Map<Prepare, 'reading' | 'read'>()
  known.set(run, ofRun)
  if (!ofRun.has(prepare)) {
    ofRun.set(prepare, 'reading')
    const done = () => ofRun.set(prepare, 'read')
    const isDone = doInPieces(
      () => prepare(run, ENTRIES_AT_ONCE),
      () => {
        done()
        lateFacts.setState(({ version }) => ({ version: version + 1 }))
      },
    )
    if (isDone) done()
  }
  return ofRun.get(prepare) === 'read'
}
