// A line about what the program did or could not do. News go by themselves; problems stay until closed.

import { useEffect } from 'react'
import { editingWords } from '../../i18n/editing'
import { offlineWords } from '../../i18n/offline'
import { dismissNotice } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { saveLater, undo } from '../../session/editing'
import { ComputeProgress, RunEndLine } from './ComputeProgress'
import { icons } from './icons'
import { useTexts } from './useTexts'

/** ms of real time that news stay. */
const NEWS_MS = 6000
/** The same where there is something to decide. */
const OFFER_MS = 20_000

/** It is there already: it has put the offer here. */
const reload = async () => (await import('../../session/offline')).reloadInNewVersion()

export function NoticeBar() {
  const { words, pick } = useTexts()
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
          <span>{pick(notice.text)}</span>
          {notice.undo && (
            <button type="button" className="link" onClick={undo}>
              {pick(editingWords.undo)}
            </button>
          )}
          {notice.saveLater && (
            <button type="button" className="link" onClick={saveLater}>
              {pick(editingWords.saveLater)}
            </button>
          )}
          {notice.reload && (
            <button type="button" className="link" onClick={() => void reload()}>
              {pick(offlineWords.reload)}
            </button>
          )}
          <button type="button" className="icon-button" aria-label={words.close} onClick={dismissNotice}>
            {icons.close}
          </button>
        </div>
      )}
    </div>
  )
}
