// The question mark above the names of the lanes; what it opens is loaded then.

import { Suspense, useRef, useState } from 'react'
import { useMessages } from '../shell/useMessages'

import './legendButton.css'
import { lazyPart } from '../shell/lazyPart'

const Legend = lazyPart(
  () => import('./Legend'),
  ({ onClose }) => onClose(),
)

export function LegendButton() {
  const m = useMessages()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="legend-button"
        aria-label={m.page.legend}
        title={m.page.legend}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        ?
      </button>
      {open && (
        <Suspense>
          <Legend button={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
