// Stands in the place of the whole page where what holds its parts together could not be drawn: React would leave nothing.

import type { ReactNode } from 'react'
import { noticeWords } from '../../i18n/notices'
import { loadPreset } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { Boundary } from './Boundary'

export function LastResort({ children }: { children: ReactNode }) {
  return <Boundary instead={<Nothing />}>{children}</Boundary>
}

function Nothing() {
  const language = useApp((state) => state.language)
  return (
    <main className="last-resort" role="alert">
      <p>{noticeWords.pageFailed[language]}</p>
      <p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {noticeWords.reload[language]}
        </button>{' '}
        <button type="button" className="button" onClick={() => loadPreset('article')}>
          {noticeWords.startAnew[language]}
        </button>
      </p>
    </main>
  )
}
