// Texts that name recordings, read with those that can be had. Small: what loads them is loaded where there is something to load.

import { takeMissing } from './missing'

/**
 * Reads something that may name recordings, and goes on with it: at once, or once those recordings are loaded that can be had.
 *
 * @param read - called once or twice
 */
export function withRecordings<Read, End>(read: () => Read, goOn: (read: Read) => End): End | Promise<End> {
  takeMissing()
  const first = read()
  const ids = takeMissing()
  if (ids.length === 0) return goOn(first)
  return import('./library')
    .then(({ loadRecordings }) => loadRecordings(ids))
    .then((areLoaded) => goOn(areLoaded ? read() : first))
}
