// Gotchas and recordings, once they have been loaded: only where one is open, or all are asked for.

import { useEffect, useState } from 'react'

type Offers = typeof import('../../chapters/gotchas')

let loaded: Offers | null = null

/** Whether a scenario is called like a gotcha. */
export const isGotcha = (preset: string): boolean => /^[SC]\d+$/.test(preset)

/** @param wanted - whether they are needed now */
export function useOffers(wanted: boolean): Offers | null {
  const [offers, setOffers] = useState(loaded)
  useEffect(() => {
    if (loaded || !wanted) return
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
  }, [wanted])
  return offers
}
