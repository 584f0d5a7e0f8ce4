// All lessons and incidents, how far one has come in each, and the glossary. Loaded when it is first asked for.

import { TERMS } from '../../i18n/glossary'
import { useMessages } from '../shell/useMessages'
import './lessons.css'
import { useEffect, useRef, useState } from 'react'
import { TALKS } from '../../chapters/sending/talks'

import { loadOwnLessons } from '../../io/storage'
import { showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { LESSONS } from '../../session/lessonPages'
import { icons } from '../shell/icons'

import { OwnShelf } from './OwnShelf'
import { Shelf } from './Shelf'
import { TermList } from './TermList'

export default function LibraryDialog() {
  const m = useMessages()
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
          <h2 id="library-title">{m.lessons.learn}</h2>
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
            {icons.close}
          </button>
        </div>
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
        {!ownFirst && own}
        <details className="library-terms">
          <summary>{m.lessons.glossary}</summary>
          <TermList names={TERMS} title={m.lessons.glossary} />
        </details>
      </div>
    </dialog>
  )
}
