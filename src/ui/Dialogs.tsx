// The dialogs over the whole page: keys, how true this is, what there is to learn. Each is loaded when it is first opened.

import { Suspense } from 'react'
import { showHelp, showLibrary, showTruth } from '../store/actions'
import { useApp } from '../store/appStore'
import { lazyPart } from './lazyPart'

const HelpDialog = lazyPart(
  () => import('./HelpDialog'),
  () => showHelp(false),
)
const TruthDialog = lazyPart(
  () => import('./TruthDialog'),
  () => showTruth(false),
)
const LibraryDialog = lazyPart(
  () => import('./lessons/LibraryDialog'),
  () => showLibrary(false),
)

export function Dialogs() {
  const helpOpen = useApp((state) => state.helpOpen)
  const truthOpen = useApp((state) => state.truthOpen)
  const libraryOpen = useApp((state) => state.libraryOpen)
  return (
    <Suspense>
      {helpOpen && <HelpDialog />}
      {truthOpen && <TruthDialog />}
      {libraryOpen && <LibraryDialog />}
    </Suspense>
  )
}
