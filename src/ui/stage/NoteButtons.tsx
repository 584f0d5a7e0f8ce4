// A note of a failed attempt opens the message that it is about: one button over each. What it says is drawn below: FailureNotes.

import { useApp } from '../../session/appStore'
import type { StageLayout } from '../../stage/layout'
import { useRunView } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { noteText, usePlacedNotes } from './FailureNotes'
import { selectMessage } from './packets/pickMessage'

export default function NoteButtons({ layout }: { layout: StageLayout }) {
  const m = useMessages()
  const notes = usePlacedNotes(layout)
  const view = useRunView()
  // The panel explains the run of the page only.
  if (view.run() !== useApp.getState().run) return null
  const nameOf = (group: number) => view.state().brokerGroups[group]?.brokerName ?? '?'
  return notes.map(({ note, place: { slot } }) => (
    <button
      key={note.group}
      type="button"
      className="stage-button"
      style={{ left: slot.x, top: slot.y, width: slot.w, height: slot.h }}
      aria-label={noteText(note, nameOf, m)}
      onClick={() => selectMessage(note.message, note.group)}
    />
  ))
}
