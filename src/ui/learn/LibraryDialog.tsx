// All lessons and incidents, how far one has come in each, and the glossary. Loaded when it is first asked for.

import { Suspense, useState } from 'react'
import { CHAPTERS, TALKS } from '../../chapters/chapters'
import { loadOwnLessons } from '../../io/storage'
import { showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { LESSONS } from '../../session/lessonPages'
import { Dialog } from '../kit/Dialog'
import { lazyPart } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import { OwnShelf } from './OwnShelf'
import { Shelf } from './Shelf'
import { TermList } from './TermList'

const ChallengeShelf = lazyPart(() => import('../challenges/ChallengeShelf'), undefined, 'challenges')

export default function LibraryDialog() {
  const m = useMessages('lessons', 'presenting')
  const close = () => showLibrary(false)
  // Whoever has lessons of their own finds them first; the shelf stays where it is while the library is open.
  const [ownFirst] = useState(() => useApp.getState().ownLessons.length > 0 || (loadOwnLessons() ?? '[]') !== '[]')
  const own = <OwnShelf onOpen={close} />
  return (
    <Dialog title={m.lessons.learn} width={72} onClose={() => showLibrary(false)}>
      {ownFirst && own}
      <Shelf
        title={m.lessons.lessons}
        hint={m.lessons.lessonsHint}
        lessons={LESSONS.filter(({ kind }) => kind === 'lesson')}
        onOpen={close}
        numbered
      />
      <Shelf
        title={m.lessons.incidents}
        hint={m.lessons.incidentsHint}
        lessons={LESSONS.filter(({ kind }) => kind === 'incident')}
        onOpen={close}
      />
      <Shelf title={m.presenting.talks} hint={m.presenting.talksHint} lessons={TALKS} onOpen={close} />
      <Suspense>
        <ChallengeShelf />
      </Suspense>
      {!ownFirst && own}
      <details className="mt-14 [&_summary]:font-bold [&_summary]:cursor-pointer">
        <summary>{m.lessons.glossary}</summary>
        <TermList names={CHAPTERS.flatMap(({ terms }) => terms)} title={m.lessons.glossary} />
      </details>
    </Dialog>
  )
}
