// The dialogs over the whole page: keys, how true this is, what there is to learn and to open. Each is loaded when it is first opened.

import { Suspense } from 'react'
import { showAccuracy, showGotchas, showHelp, showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { lazyPart } from './lazyPart'

const HelpDialog = lazyPart(
  () => import('./HelpDialog'),
  () => showHelp(false),
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
  'glossary',
  'lessons',
  'presenting',
)

const GotchaDialog = lazyPart(
  () => import('../learn/GotchaDialog'),
  () => showGotchas(false),
)

export function Dialogs() {
  const helpOpen = useApp((state) => state.helpOpen)
  const truthOpen = useApp((state) => state.truthOpen)
  const libraryOpen = useApp((state) => state.libraryOpen)
  const gotchasOpen = useApp((state) => state.gotchasOpen)
  return (
    <Suspense>
      {helpOpen && <HelpDialog />}
      {truthOpen && <AccuracyDialog />}
      {libraryOpen && <LibraryDialog />}
      {gotchasOpen && <GotchaDialog />}
    </Suspense>
  )
}
