// Failed attempts in words, beside the Broker group where they happened, for a moment.

import { useCallback } from 'react'
import { responseCodeName } from '../../i18n/exceptions'
import type { Messages } from '../../i18n/messages'
import { type FailureNote, failureNotes, NOTE_MS } from '../../projections/failureNotes'
import { fitText } from '../../stage/boxes'
import type { StageLayout } from '../../stage/layout'
import type { NotePlace } from '../../stage/notesLayout'
import { sameView } from '../../stage/sameView'
import { useClusterState, useRunView } from '../shell/useClusterState'
import { Label, trueWidth, useIsPrinted } from './Label'
import { Sign } from './Sign'

/** The notes of this moment that have a place. */
export function usePlacedNotes(layout: StageLayout): { note: FailureNote; place: NotePlace }[] {
  const view = useRunView()
  const notes = useClusterState(
    useCallback((_state, tMs) => failureNotes(view.run(), tMs, NOTE_MS * Math.max(1, view.pace())), [view]),
    sameView,
  )
  const own = layout.notes[0]?.group !== null
  const isPrinted = useIsPrinted(layout.notes[0]?.slot.size ?? 0)
  return (isPrinted ? notes : []).flatMap((note, i) => {
    const place = own ? layout.notes.find((n) => n.group === note.group) : layout.notes[i]
    return place ? [{ note, place }] : []
  })
}

export function FailureNotes({
  layout,
  shortNames,
  m,
}: {
  layout: StageLayout
  shortNames: readonly string[]
  m: Messages
}) {
  const shown = usePlacedNotes(layout)
  const fullName = (group: number) =>
    layout.places.broker.find((one) => one.index === group)?.name ?? shortNames[group] ?? '?'
  return (
    <g>
      {shown.map(({ note, place }) => {
        const { slot } = place
        const f = layout.size
        const name = shortNames[note.group] ?? '?'
        const next = note.nextGroup === null ? null : (shortNames[note.nextGroup] ?? '?')
        const room = slot.w - f * 2.1
        const x = slot.x + f * 1.6
        const tone = note.failure === null ? 'var(--avoid)' : 'var(--bad)'
        const sign = note.failure === null ? 'diamond' : 'cross'
        const twoLines = place.lines === 2
        const y = slot.y + slot.h * (twoLines ? 0.3 : 0.5)
        const first = !twoLines
          ? happenings(note, m, (cause) => m.stage.failedAt(name, cause, next))
          : note.failure === null
            ? m.stage.storedBut(fullName(note.group), String(note.message))
            : happenings(note, m, (cause) =>
                [fullName(note.group), name].flatMap((broker) =>
                  m.stage.failedHere(broker, String(note.message), cause),
                ),
              )
        const second = whatNext(note, next, m)
        // The name of a SendStatus is long and has no shorter one: then its letters are smaller.
        const secondSize =
          note.failure === null ? Math.max(9, Math.min(slot.size, room / trueWidth(second[0], 1))) : slot.size
        return (
          <g key={note.group}>
            <rect
              x={slot.x}
              y={slot.y}
              width={slot.w}
              height={slot.h}
              rx={f * 0.5}
              fill="var(--panel)"
              stroke={tone}
              strokeWidth={1.5}
            />
            <Sign name={sign} x={slot.x + f * 0.9} y={y} size={f * 0.8} fill={tone} />
            <Label
              x={x}
              y={y}
              size={slot.size}
              text={fitText(first, room, slot.size, twoLines)}
              fill={tone}
              bold={twoLines}
            />
            {twoLines && (
              <Label
                x={x}
                y={slot.y + slot.h * 0.7}
                size={secondSize}
                text={note.failure === null ? second[0] : fitText(second, room, secondSize)}
              />
            )}
          </g>
        )
      })}
    </g>
  )
}

/** What happened, in long words and in short ones; `say` puts a cause into its sentences. */
function happenings(note: FailureNote, m: Messages, say: (cause: string) => readonly string[]): readonly string[] {
  if (note.failure === null) {
    return [...m.stage.storedWith(String(note.message), note.status), ...m.stage.storedAnyway]
  }
  const words: readonly string[] = m.stageMenu.failures[note.failure]
  // Its name first, if there is room; the number will do.
  const codes = note.failure === 'brokerError' ? [` ${responseCodeName(note.code)}`, ` ${note.code}`] : ['']
  const causes = codes.flatMap((code) => words.map((word) => word + code))
  const sentences = causes.flatMap(say)
  // Whom it happened to matters more than how it is called: the bare cause comes last.
  return [...sentences.filter((text) => !causes.includes(text)), ...causes]
}

/** The longest words of a note, in one line. */
export function noteText(note: FailureNote, nameOf: (group: number) => string, m: Messages): string {
  const broker = nameOf(note.group)
  const message = String(note.message)
  const [first] =
    note.failure === null
      ? m.stage.storedBut(broker, message)
      : happenings(note, m, (cause) => m.stage.failedHere(broker, message, cause))
  const [second] = whatNext(note, note.nextGroup === null ? null : nameOf(note.nextGroup), m)
  return m.format.clauses([first as string, second as string])
}

/** What became of the message. */
function whatNext(note: FailureNote, next: string | null, m: Messages): readonly string[] {
  if (note.failure === null && note.status !== 'SEND_OK') return [note.status]
  if (next !== null) return m.stage.retriedAt(next)
  return note.givenUp ? m.stage.thrown : m.stage.noRetryYet
}
