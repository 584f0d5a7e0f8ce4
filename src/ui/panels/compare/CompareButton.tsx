// The button that begins a comparison; what there is to choose from is loaded when it is first opened.

import { Suspense, useRef } from 'react'
import { chooseComparison } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { icons } from '../../shell/icons'
import { lazyPart } from '../../shell/lazyPart'
import { Reserved } from '../../shell/Reserved'
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
  return (
    <Reserved empty={hidden && !open}>
      <button
        type="button"
        ref={button}
        className="transport-button w-auto min-w-27 flex-none px-3 data-[on=true]:border-flight data-[on=true]:bg-flight-soft max-wide:min-w-32"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-on={on}
        title={`${m.page.compareHint} (C)`}
        onClick={() => chooseComparison(open ? null : { setting: null })}
      >
        {icons.compare}
        <span className="caption">{m.page.compare}</span>
      </button>
      {open && (
        <Suspense>
          <CompareChoice button={button} />
        </Suspense>
      )}
    </Reserved>
  )
}
