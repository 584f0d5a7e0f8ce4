// Stands in the place of the whole page where what holds its parts together could not be drawn: React would leave nothing.

import type { ReactNode } from 'react'
import { Button } from '../kit/Button'
import { Boundary } from './Boundary'
import { useFirstMessages } from './useMessages'

const startAnew = async () => (await import('../../session/actions')).loadPreset('article')

export function LastResort({ children }: { children: ReactNode }) {
  return <Boundary instead={<Nothing />}>{children}</Boundary>
}

function Nothing() {
  const m = useFirstMessages()
  return (
    <main className="max-w-340 mx-auto my-[20vh] p-10 grid gap-10 justify-items-start" role="alert">
      <p>{m.notices.pageFailed}</p>
      <p>
        <Button onClick={() => location.reload()}>{m.notices.reload}</Button>{' '}
        <Button onClick={startAnew}>{m.notices.startAnew}</Button>
      </p>
    </main>
  )
}
