// What has happened, newest first, as sentences. A line jumps to its moment. Only the newest lines are made.

import { useState } from 'react'
import { entryAt, firstEntryAfter, type Run } from '../engine'
import { useApp } from '../store/appStore'
import { firstMomentAfter, momentsOf } from '../store/moments'
import { oneEachInstant } from '../store/told'
import { calmTime } from './calmTime'
import { LogLine } from './LogLine'
import { useClusterState } from './useClusterState'
import { useTexts } from './useWords'

const SHOWN_LINES = 200

export function LogPanel() {
  const { words, language } = useTexts()
  const [keyOnly, setKeyOnly] = useState(false)
  const run = useApp((state) => state.run)
  const end = useClusterState((_, tMs) => firstEntryAfter(useApp.getState().run.log, calmTime(tMs)))
  const indexes = keyOnly ? newestMoments(run, end) : newestEntries(end)
  return (
    <section aria-label={words.log}>
      <div className="log-head">
        <fieldset className="segmented" aria-label={words.logFilter}>
          <button type="button" aria-pressed={!keyOnly} onClick={() => setKeyOnly(false)}>
            {words.logAll}
          </button>
          <button type="button" aria-pressed={keyOnly} onClick={() => setKeyOnly(true)}>
            {words.logKey}
          </button>
        </fieldset>
        <span className="soft">{words.logHint}</span>
      </div>
      {indexes.length === 0 ? (
        <p className="quiet">{words.logEmpty}</p>
      ) : (
        <ol className="log" reversed>
          {indexes.map((index) => (
            <LogLine key={index} run={run} index={index} language={language} wholeInstant={keyOnly} />
          ))}
        </ol>
      )}
    </section>
  )
}

const newestEntries = (end: number): number[] =>
  Array.from({ length: Math.min(SHOWN_LINES, end) }, (_, back) => end - 1 - back)

function newestMoments(run: Run, end: number): number[] {
  if (end === 0) return []
  const moments = momentsOf(run)
  const last = firstMomentAfter(moments, entryAt(run.log, end - 1).atMs)
  return oneEachInstant(moments.slice(Math.max(0, last - SHOWN_LINES), last))
    .map((moment) => moment.logIndex)
    .reverse()
}
