// The surprises, once they have been loaded: they come after the first picture.

import { useEffect, useState } from 'react'
import type { Surprise } from '../../chapters/gotcha'

let loaded: readonly Surprise[] | null = null

export function useSurprises(): readonly Surprise[] | null {
  const [surprises, setSurprises] = useState(loaded)
  useEffect(() => {
    if (loaded) return
    let over = false
    import('../../chapters/sending/gotchas').then(
      ({ SURPRISES }) => {
        loaded = SURPRISES
        if (!over) setSurprises(SURPRISES)
      },
      // Without a network the page works on with what it has.
      () => null,
    )
    return () => {
      over = true
    }
  }, [])
  return surprises
}
