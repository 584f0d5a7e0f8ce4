// A line about what the program did or could not do. News go by themselves; problems stay until closed.

import { useEffect } from 'react'
import { dismissNotice } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { saveLater, undo } from '../../session/editing'
import { ComputeProgress, RunEndLine } from './ComputeProgress'
import { icons } from './icons'
import { useMessages } from './useMessages'

/** ms of real time that news stay. */
const NEWS_MS = 6000
/** The same where there is something to decide. */
const OFFER_MS = 20_000

/** It is there already: it has put the offer here. */
const reload = async () => (await import('../../session/offline')).reloadInNewVersion()

export function NoticeBar() {
  const m = useMessages()
  const notice = useApp((state) => state.notice)
  useEffect(() => {
    if (notice?.tone !== 'info' || notice.reload) return
    const timer = setTimeout(dismissNotice, notice.undo ? OFFER_MS : NEWS_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div className="notice-place" role={notice?.tone === 'problem' ? 'alert' : 'status'}>
      <ComputeProgress />
      <RunEndLine />
      {notice && (
        <div className="notice" data-tone={notice.tone}>
          <span>{notice.text(m)}</span>
          {notice.undo && (
            <button type="button" className="link" onClick={undo}>
              {m.editing.undo}
            </button>
          )}
          {notice.saveLater && (
            <button type="button" className="link" onClick={saveLater}>
              {m.editing.saveLater}
            </button>
          )}
          {notice.reload && (
            <button type="button" className="link" onClick={() => void reload()}>
              {m.offline.reload}
            </button>
          )}
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={dismissNotice}>
            {icons.close}
          </button>
        </div>
      )}
    </div>
  )
}
