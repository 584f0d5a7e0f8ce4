// The button that begins a comparison; what there is to choose from is loaded when it is first opened.

import { Suspense, useRef } from 'react'
import { chooseComparison } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { Button } from '../../kit/Button'

import { lazyPart } from '../../shell/lazyPart'
import { useHidden } from '../../shell/useHidden'
import { useMessages } from '../../shell/useMessages'

const CompareChoice = lazyPart(
  () => import('./CompareChoice'),
  () => chooseComparison(null),
  'compare',
  'problems',
  'settings',
)

export function CompareButton() {
  const m = useMessages()
  const button = useRef<HTMLButtonElement>(null)
  const open = useApp((state) => state.comparing !== null)
  const on = useApp((state) => state.comparison !== null)
  const hidden = useHidden('compare')
  // Its key leads here as well.
  if (hidden && !open) return null
  return (
    <span>
      <Button
        ref={button}
        className="whitespace-nowrap data-[on=true]:border-flight data-[on=true]:bg-flight-soft data-[on=true]:font-semibold"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-on={on}
        title={`${m.page.compareHint} (C)`}
        onClick={() => chooseComparison(open ? null : { setting: null })}
      >
        {m.page.compare}
      </Button>
      {open && (
        <Suspense>
          <CompareChoice button={button} />
        </Suspense>
      )}
    </span>
  )
}
