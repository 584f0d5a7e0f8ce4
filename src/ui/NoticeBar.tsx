// A line about what the program did or could not do. News go by themselves; problems stay until closed.

import { useEffect } from 'react'
import { dismissNotice } from '../store/actions'
import { useApp } from '../store/appStore'
import { icons } from './icons'
import { useTexts } from './useWords'

/** ms of real time that news stay. */
const NEWS_MS = 6000

export function NoticeBar() {
  const { words, pick } = useTexts()
  const notice = useApp((state) => state.notice)
  useEffect(() => {
    if (notice?.tone !== 'info') return
    const timer = setTimeout(dismissNotice, NEWS_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div className="notice-place" role={notice?.tone === 'problem' ? 'alert' : 'status'}>
      {notice && (
        <div className="notice" data-tone={notice.tone}>
          <span>{pick(notice.text)}</span>
          <button type="button" className="icon-button" aria-label={words.close} onClick={dismissNotice}>
            {icons.close}
          </button>
        </div>
      )}
    </div>
  )
}
