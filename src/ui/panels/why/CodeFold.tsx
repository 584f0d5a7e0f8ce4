// The code view, folded away until it is asked for.

import { Suspense, useState } from 'react'
import type { AttemptExplanation } from '../../../explain/attempt'
import { Section } from '../../kit/Surface'
import { lazyPart } from '../../shell/lazyPart'
import { useMessages } from '../../shell/useMessages'

const CodeView = lazyPart(() => import('./CodeView'), undefined, 'attempts', 'explanation', 'pseudocode', 'why')

/** Open or not outlives the card: another message does not fold it away. */
let wasOpen = false

export function CodeFold({ attempt }: { attempt: AttemptExplanation }) {
  const m = useMessages('why')
  const [open, setOpen] = useState(wasOpen)
  return (
    <Section aria-label={m.why.code}>
      <h2>
        <button
          type="button"
          className="code-toggle font-semibold text-left min-h-20"
          aria-expanded={open}
          onClick={() => {
            wasOpen = !open
            setOpen(!open)
          }}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {m.why.code}
        </button>
      </h2>
      {open && (
        <Suspense fallback={<p className="text-muted">{m.why.loading}</p>}>
          <CodeView attempt={attempt} />
        </Suspense>
      )}
    </Section>
  )
}
