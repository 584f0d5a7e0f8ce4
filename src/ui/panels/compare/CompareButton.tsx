// The button that begins a comparison; what there is to choose from is loaded when it is first opened.

import { Suspense, useRef } from 'react'
import { chooseComparison } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { useMessages } from '../../shell/useMessages'

import './compareButton.css'
import { lazyPart } from '../../shell/lazyPart'

const CompareChoice = lazyPart(
  () => import('./CompareChoice'),
  () => chooseComparison(null),
)

export function CompareButton() {
  const m = useMessages()
  const button = useRef<HTMLButtonElement>(null)
  const open = useApp((state) => state.comparing !== null)
  const on = useApp((state) => state.comparison !== null)
  return (
    <span className="relative">
      <button
        ref={button}
        type="button"
        className="button compare-button"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-on={on}
        title={`${m.page.compareHint} (C)`}
        onClick={() => chooseComparison(open ? null : { setting: null })}
      >
        {m.page.compare}
      </button>
      {open && (
        <Suspense>
          <CompareChoice button={button} />
        </Suspense>
      )}
    </span>
  )
}
