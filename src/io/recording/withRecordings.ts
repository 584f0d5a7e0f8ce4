// Texts that name recordings, or ask for the inside of Brokers, read with what of it can be had. Small: what loads it is loaded
// where there is something to load.

import { takeMissing } from './missing'

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
  const { ids, store } = takeMissing()
  if (ids.length === 0) return store ? loadedStore().then(() => goOn(first)) : goOn(first)
  return import('./library')
    .then(({ loadRecordings }) => loadRecordings(ids))
    .then(async (areLoaded) => {
      const second = areLoaded ? read() : first
      if (takeMissing().store || store) await loadedStore()
      return goOn(second)
    })
}

const loadedStore = async () => (await import('../storePart')).loadStore()
