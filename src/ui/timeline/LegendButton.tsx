// The question mark above the names of the lanes; what it opens is loaded then.

import { Suspense, useRef, useState } from 'react'
import { useTexts } from '../shell/useTexts'
import './legendButton.css'
import { lazyPart } from '../shell/lazyPart'

const Legend = lazyPart(
  () => import('./Legend'),
  ({ onClose }) => onClose(),
)

export function LegendButton() {
  const { words } = useTexts()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="legend-button"
        aria-label={words.legend}
        title={words.legend}
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
