// The question mark above the names of the lanes; what it opens is loaded then.

import { Suspense, useRef, useState } from 'react'
import { lazyPart } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'

const Legend = lazyPart(
  () => import('./Legend'),
  ({ onClose }) => onClose(),
  'legend',
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
        className="absolute top-px left-0 grid place-items-center h-13 text-muted text-fine underline decoration-1 underline-offset-2 leading-none before:absolute before:-top-5 before:-bottom-1.5 before:-inset-x-6 hover:text-text aria-expanded:text-text"
        aria-label={m.page.legend}
        title={m.page.legend}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {m.page.captions.legend}
      </button>
      {open && (
        <Suspense>
          <Legend button={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
