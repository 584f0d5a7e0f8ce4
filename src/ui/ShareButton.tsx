// The button of the menu for links and files; menu and dialogs are loaded when they are first needed.

import { lazy, Suspense, useRef, useState } from 'react'
import { proofWords } from '../text/proof'
import { icons } from './icons'
import { useTexts } from './useWords'

const ShareMenu = lazy(() => import('./ShareMenu'))

export function ShareButton() {
  const { pick } = useTexts()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <span className="relative">
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={pick(proofWords.share)}
        title={pick(proofWords.share)}
        onClick={() => setOpen(true)}
      >
        {icons.share}
      </button>
      {open && (
        <Suspense>
          <ShareMenu onClose={close} />
        </Suspense>
      )}
    </span>
  )
}
