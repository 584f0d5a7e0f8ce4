// A finger that stays where it is asks for a menu, as the right button of a mouse does.

import { type PointerEvent, useRef } from 'react'

/** ms of real time */
const LONG_MS = 550
/** px by which a finger may tremble. */
const TREMBLE = 8

export interface LongPress {
  begin: (event: PointerEvent) => void
  move: (event: PointerEvent) => void
  end: () => void
}

/** @param onLong - told the place, px of the window */
export function useLongPress(onLong: (clientX: number) => void): LongPress {
  const press = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | null>(null)
  const end = () => {
    if (press.current) clearTimeout(press.current.timer)
    press.current = null
  }
  return {
    begin: ({ pointerType, clientX, clientY, isPrimary }) => {
      end()
      if (pointerType === 'mouse' || !isPrimary) return
      const timer = setTimeout(() => {
        press.current = null
        onLong(clientX)
      }, LONG_MS)
      press.current = { x: clientX, y: clientY, timer }
    },
    move: ({ clientX, clientY }) => {
      const now = press.current
      if (now && Math.hypot(clientX - now.x, clientY - now.y) > TREMBLE) end()
    },
    end,
  }
}
