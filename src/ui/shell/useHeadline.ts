// The story sentence and the words about log entries, for the moment under the playhead.

import { narrationOf } from '../../explain/narrationContextOf'
import { headlineCandidateAt, type Story } from '../../i18n/headline'
import type { Messages } from '../../i18n/messages'
import type { NarrationContext } from '../../i18n/narrationContext'
import { logUntil } from '../../projections/logUntil'
import { type Run, recordingOf } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { chapterShown } from '../../session/chapters'
import { headlineAt, motionOf, type Told } from '../../session/headline'
import { sameJson } from '../../session/runViews'
import { useClusterState, useRunView } from './useClusterState'
import { useMessages } from './useMessages'

/** What has just happened, and whether it is one of the things that matter. */
export interface Headline extends Story {
  matters: boolean
}

/** The sentence about what happened just before a position in the log, and not before another one. */
export function headlineCandidateBefore(
  run: Run,
  { startIndex, endIndex }: Pick<Told, 'startIndex' | 'endIndex'>,
  context: NarrationContext,
  m: Messages,
): Story {
  return headlineCandidateAt(logUntil(run, endIndex), context, m, startIndex)
}

export function useHeadline(): Headline {
  const m = useMessages()
  const view = useRunView()
  return useClusterState((state, tMs) => {
    const app = useApp.getState()
    const { playing, pace, landedMs } = app
    const run = view.run()
    // At rest before anything has been sent there is nothing to tell: what to do, and what to look at. A lesson says so itself.
    if (tMs === 0 && !playing && app.lesson === null && !recordingOf(run))
      return { headline: m.narration.atRest[chapterShown(app).id], tone: 'flight', logIndex: -1, matters: false }
    const told = headlineAt(run, tMs, pace, motionOf(playing, tMs), landedMs)
    const story = headlineCandidateBefore(run, told, narrationOf(run, state.settings), m)
    return { ...story, matters: told.momentIndex >= 0 }
  }, sameJson)
}
