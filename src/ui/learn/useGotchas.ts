// The surprises, once they have been loaded: they come after the first picture.

import { useEffect, useState } from 'react'
import type { Gotcha } from '../../chapters/gotcha'

let loaded: readonly Gotcha[] | null = null

export function useGotchas(): readonly Gotcha[] | null {
  const [surprises, setSurprises] = useState(loaded)
  useEffect(() => {
    if (loaded) return
    let over = false
    import('../../chapters/gotchas').then(
      ({ GOTCHAS }) => {
        loaded = GOTCHAS
        if (!over) setSurprises(GOTCHAS)
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
