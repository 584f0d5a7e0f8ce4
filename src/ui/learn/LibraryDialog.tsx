// All lessons and incidents, how far one has come in each, and the glossary. Loaded when it is first asked for.

import './lessons.css'
import { useEffect, useRef, useState } from 'react'
import { TALKS } from '../../chapters/sending/talks'
import { GLOSSARY } from '../../i18n/glossary'
import { lessonWords } from '../../i18n/lessons'
import { presentingWords } from '../../i18n/presenting'
import { loadOwnLessons } from '../../io/storage'
import { showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { LESSONS } from '../../session/lessonPages'
import { icons } from '../shell/icons'
import { useTexts } from '../shell/useTexts'
import { OwnShelf } from './OwnShelf'
import { Shelf } from './Shelf'
import { TermList } from './TermList'

export default function LibraryDialog() {
  const { words, pick } = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
  // Whoever has lessons of their own finds them first; the shelf stays where it is while the library is open.
  const [ownFirst] = useState(() => useApp.getState().ownLessons.length > 0 || (loadOwnLessons() ?? '[]') !== '[]')
  const own = <OwnShelf onOpen={close} />
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className="dialog library"
      aria-labelledby="library-title"
      onClose={() => showLibrary(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id="library-title">{pick(lessonWords.learn)}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        {ownFirst && own}
        <Shelf
          title={lessonWords.lessons}
          hint={lessonWords.lessonsHint}
          lessons={LESSONS.filter(({ kind }) => kind === 'lesson')}
          onOpen={close}
          numbered
        />
        <Shelf
          title={lessonWords.incidents}
          hint={lessonWords.incidentsHint}
          lessons={LESSONS.filter(({ kind }) => kind === 'incident')}
          onOpen={close}
        />
        <Shelf title={presentingWords.talks} hint={presentingWords.talksHint} lessons={TALKS} onOpen={close} />
        {!ownFirst && own}
        <details className="library-terms">
          <summary>{pick(lessonWords.glossary)}</summary>
          <TermList names={Object.keys(GLOSSARY)} title={lessonWords.glossary} />
        </details>
      </div>
    </dialog>
  )
}
