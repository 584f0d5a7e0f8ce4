// The code view, folded away until it is asked for.

import { Suspense, useState } from 'react'
import type { AttemptExplanation } from '../../../explain/attempt'
import { lazyPart } from '../../shell/lazyPart'
import { useWhyTexts } from './words'

const CodeView = lazyPart(() => import('./CodeView'))

/** Open or not outlives the card: another message does not fold it away. */
let wasOpen = false

export function CodeFold({ attempt }: { attempt: AttemptExplanation }) {
  const { say } = useWhyTexts()
  const [open, setOpen] = useState(wasOpen)
  return (
    <section className="block code-fold" aria-label={say.code}>
      <h2>
        <button
          type="button"
          className="code-toggle"
          aria-expanded={open}
          onClick={() => {
            wasOpen = !open
            setOpen(!open)
          }}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {say.code}
        </button>
      </h2>
      {open && (
        <Suspense fallback={<p className="quiet">{say.loading}</p>}>
          <CodeView attempt={attempt} />
        </Suspense>
      )}
    </section>
  )
}
