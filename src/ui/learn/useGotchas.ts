// What the Scenario menu offers besides the presets, once it has been loaded: it comes after the first picture.

import { useEffect, useState } from 'react'
import type { Gotcha } from '../../chapters/gotcha'
import type { BuiltInRecording } from '../../chapters/recordings'

type Offers = typeof import('../../chapters/gotchas')

let loaded: Offers | null = null

function useOffers(): Offers | null {
  const [offers, setOffers] = useState(loaded)
  useEffect(() => {
    if (loaded) return
    let over = false
    import('../../chapters/gotchas').then(
      (module) => {
        loaded = module
        if (!over) setOffers(module)
      },
      // Without a network the page works on with what it has.
      () => null,
    )
    return () => {
      over = true
    }
  }, [])
  return offers
}

export const useGotchas = (): readonly Gotcha[] | null => useOffers()?.GOTCHAS ?? null

export const useRecordings = (): readonly BuiltInRecording[] | null => useOffers()?.BUILT_IN_RECORDINGS ?? null
