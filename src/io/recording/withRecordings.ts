// Texts that name recordings, or ask for the inside of Brokers or consumers, read with what of it can be had. Small: what loads it is loaded
// where there is something to load.

import { type EnginePart, takeMissing } from './missing'

/**
 * Reads something that may name recordings or simulate the inside of Brokers, and goes on with it: at once, or once all that
 * can be had is loaded.
 *
 * @param read - called once, twice where recordings were loaded
 * @returns rejected, after the page has said so, where what simulates it cannot be loaded
 */
export function withRecordings<Read, End>(read: () => Read, goOn: (read: Read) => End): End | Promise<End> {
  takeMissing()
  const first = read()
  const { ids, parts } = takeMissing()
  if (ids.length === 0) return parts.length > 0 ? loaded(parts).then(() => goOn(first)) : goOn(first)
  return import('./library')
    .then(({ loadRecordings }) => loadRecordings(ids))
    .then(async (areLoaded) => {
      const second = areLoaded ? read() : first
      await loaded([...parts, ...takeMissing().parts])
      return goOn(second)
    })
}

const loaded = async (parts: readonly EnginePart[]): Promise<void> =>
  parts.length > 0 ? (await import('../storePart')).loadParts(parts) : undefined
