// Stands in the place of the whole page where what holds its parts together could not be drawn: React would leave nothing.

import type { ReactNode } from 'react'
import { loadPreset } from '../../session/actions'
import { Boundary } from './Boundary'
import { useFirstMessages } from './useMessages'

export function LastResort({ children }: { children: ReactNode }) {
  return <Boundary instead={<Nothing />}>{children}</Boundary>
}

function Nothing() {
  const m = useFirstMessages()
  return (
    <main className="last-resort" role="alert">
      <p>{m.notices.pageFailed}</p>
      <p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {m.notices.reload}
        </button>{' '}
        <button type="button" className="button" onClick={() => loadPreset('article')}>
          {m.notices.startAnew}
        </button>
      </p>
    </main>
  )
}
