// Which part of a message's path the page is about. Loaded once a first visit has met it.

import { FRAMES } from '../../chapters/frame'
import { useApp } from '../../session/appStore'
import { chapterShown } from '../../session/chapters'
import { chooseChapter } from '../../session/chooseChapter'
import { Segmented } from '../kit/Segmented'
import { useMessages } from './useMessages'

export default function ChapterSwitch() {
  const m = useMessages('chapters')
  const shown = useApp((state) => chapterShown(state).id)
  const inChallenge = useApp((state) => state.challenge !== null)
  return (
    <Segmented
      label={m.chapters.label}
      value={shown}
      disabled={inChallenge}
      options={FRAMES.map(({ id }) => [id, m.chapters.names[id], m.chapters.hints[id]] as const)}
      onChange={(id) => void chooseChapter(id)}
    />
  )
}
