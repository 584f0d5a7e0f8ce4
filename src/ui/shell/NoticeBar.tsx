// A line about what the program did or could not do, at the foot of the panel, where it covers nothing of the stage. News go by
// themselves, and an audience does not see them; problems stay until closed.

import { useEffect } from 'react'
import { useApp } from '../../session/appStore'
import { dismissNotice } from '../../session/notices'
import { undo } from '../../session/undo'
import { LinkButton } from '../kit/Button'
import { CloseButton } from '../kit/CloseButton'
import { Notice } from '../kit/Surface'
import { ComputeProgress, RunEndLine } from './ComputeProgress'
import { useMessages } from './useMessages'

/** ms of real time that news stay. */
const NEWS_MS = 6000
/** The same where there is something to decide. */
const OFFER_MS = 20_000

/** It is there already: it has put the offer here. */
const reload = async () => (await import('../../session/offline')).reloadInNewVersion()

const saveLater = async () => (await import('../../session/editing')).saveLater()

export function NoticeBar() {
  const m = useMessages()
  // An audience is not to read them: problems are still there when the talk is over.
  const notice = useApp(({ notice, presenting }) => (presenting ? null : notice))
  useEffect(() => {
    if (notice?.tone !== 'info' || notice.reload) return
    const timer = setTimeout(dismissNotice, notice.undo ? OFFER_MS : NEWS_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div
      className="notices [grid-area:panel] self-end flex flex-col gap-4 pointer-events-none px-6 pb-6 z-25 [.app:has(.lesson)_&]:pb-[7.2rem] max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:[.app:has(.lesson)_&]:bottom-[46svh] max-wide:[.app:has(.lesson)_&]:pb-3 presenting:[grid-area:stage] presenting:items-center embedded:absolute embedded:inset-x-0 embedded:bottom-7.5 embedded:items-center embedded:px-10 embedded:pb-0"
      role={notice?.tone === 'problem' ? 'alert' : 'status'}
    >
      <ComputeProgress />
      <RunEndLine />
      {notice && (
        <Notice data-tone={notice.tone}>
          <span className="flex-1 min-w-[12rem] text-balance">{notice.text(m)}</span>
          {notice.undo && <LinkButton onClick={undo}>{m.editing.undo}</LinkButton>}
          {notice.saveLater && <LinkButton onClick={() => void saveLater()}>{m.editing.saveLater}</LinkButton>}
          {notice.reload && <LinkButton onClick={() => void reload()}>{m.offline.reload}</LinkButton>}
          <CloseButton onClick={dismissNotice} />
        </Notice>
      )}
    </div>
  )
}
