// The dialogs over the whole page: keys, how true this is, what there is to learn and to open. Each is loaded when it is first opened.

import { Suspense } from 'react'
import { useStore } from 'zustand'
import { showAccuracy, showGotchas, showHelp, showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { finder, showFinder } from '../../session/finder'
import { lazyPart } from './lazyPart'

const HelpDialog = lazyPart(
  () => import('./HelpDialog'),
  () => showHelp(false),
  'finder',
  'presenting',
)
const AccuracyDialog = lazyPart(
  () => import('../learn/AccuracyDialog'),
  () => showAccuracy(false),
  'accuracy',
)
const LibraryDialog = lazyPart(
  () => import('../learn/LibraryDialog'),
  () => showLibrary(false),
  'challenges',
  'glossary',
  'lessons',
  'ownLessons',
  'presenting',
  'questions',
)

const FinderDialog = lazyPart(
  async () => {
    const part = await import('../finder/FinderDialog')
    await part.loadWords()
    return part
  },
  () => showFinder(false),
  'finder',
  'glossary',
)

const QuestionsDialog = lazyPart(
  () => import('../finder/QuestionsDialog'),
  () => useApp.setState({ questions: null }),
  'questions',
)

const GotchaDialog = lazyPart(
  () => import('../learn/GotchaDialog'),
  () => showGotchas(false),
)

export function Dialogs() {
  const helpOpen = useApp((state) => state.helpOpen)
  const truthOpen = useApp((state) => state.truthOpen)
  const libraryOpen = useApp((state) => state.libraryOpen)
  const finderOpen = useStore(finder, ({ open }) => open)
  const questions = useApp((state) => state.questions)
  const presenting = useApp((state) => state.presenting !== null)
  const gotchasOpen = useApp((state) => state.gotchasOpen)
  return (
    <Suspense>
      {finderOpen && !presenting && <FinderDialog />}
      {helpOpen && <HelpDialog />}
      {truthOpen && <AccuracyDialog />}
      {questions && <QuestionsDialog />}
      {libraryOpen && <LibraryDialog />}
      {gotchasOpen && <GotchaDialog />}
    </Suspense>
  )
}
