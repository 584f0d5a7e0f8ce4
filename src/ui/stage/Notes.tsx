// Failed attempts in words, beside the Broker group where they happened, for a moment.

import { useCallback } from 'react'
import { fitText } from '../../scene/boxes'
import type { StageLayout } from '../../scene/layout'
import { type FailureNote, failureNotes, NOTE_MS } from '../../scene/packets'
import { sameView } from '../../scene/sceneAt'
import { useApp } from '../../store/appStore'
import { useClusterState } from '../../store/clock'
import { failureWords, stagePhrases } from '../../text/stage'
import type { Language } from '../../text/words'
import { Label, Sign } from './parts'

export function Notes({
  layout,
  shortNames,
  language,
}: {
  layout: StageLayout
  shortNames: readonly string[]
  language: Language
}) {
  const notes = useClusterState(
    useCallback((_state, tMs) => {
      const { run, pace } = useApp.getState()
      return failureNotes(run.log, tMs, NOTE_MS * Math.max(1, pace))
    }, []),
    sameView,
  )
  const own = layout.notes[0]?.group !== null
  const free = layout.notes.length
  const shown = own ? notes : notes.slice(0, free)
  return (
    <g>
      {shown.map((note, i) => {
        const place = own ? layout.notes.find((n) => n.group === note.group) : layout.notes[i]
        if (!place) return null
        const { slot } = place
        const f = layout.size
        const name = shortNames[note.group] ?? '?'
        const wordings = noteWordings(
          note,
          name,
          note.nextGroup === null ? null : (shortNames[note.nextGroup] ?? '?'),
          language,
          own,
        )
        const text = fitText(wordings, slot.w - f * 2.1, slot.size)
        return (
          <g key={note.group}>
            <rect
              x={slot.x}
              y={slot.y}
              width={slot.w}
              height={slot.h}
              rx={f * 0.5}
              fill="var(--panel)"
              stroke="var(--bad)"
              strokeWidth={1.5}
            />
            <Sign name="cross" x={slot.x + f * 0.9} y={slot.y + slot.h / 2} size={f * 0.8} fill="var(--bad)" />
            <Label x={slot.x + f * 1.6} y={slot.y + slot.h / 2} size={slot.size} text={text} fill="var(--bad)" />
          </g>
        )
      })}
    </g>
  )
}

export function noteWordings(
  note: FailureNote,
  name: string,
  next: string | null,
  language: Language,
  own: boolean,
): readonly string[] {
  const word = failureWords[note.failure][language]
  const cause = note.failure === 'brokerError' ? `${word} ${note.code}` : word
  const phrase = own ? stagePhrases.failedHere : stagePhrases.failedAt
  return phrase[language](own ? String(note.message) : name, cause, next)
}
