// Projections that follow a run while it is computed, so that none has to read a long log at once.

import type { Run } from '../rocketmq'

type Reader = (run: Run) => void

const readers = new Set<Reader>()

/** Calls the reader whenever a run of the page has been computed a little further. */
export const readAlong = (reader: Reader): void => void readers.add(reader)

/** Lets every projection read what has been computed. */
export function readFurther(run: Run): void {
  for (const reader of readers) reader(run)
}
