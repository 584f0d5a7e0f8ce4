// All lessons and incidents, how far one has come in each, and the glossary. Loaded when it is first asked for.

import './lessons.css'
import { useEffect, useRef } from 'react'
import type { Lesson } from '../../lessons/lesson'
import { TALKS } from '../../lessons/talks'
import { showLibrary } from '../../store/actions'
import { useApp } from '../../store/appStore'
import { openLesson } from '../../store/lessonActions'
import { LESSONS, pageCount } from '../../store/lessonPages'
import { readProgress } from '../../store/lessonProgress'
import { startPresenting } from '../../store/presenting'
import { lessonPhrases, lessonWords } from '../../text/lessons'
import { presentingPhrases, presentingWords } from '../../text/presenting'
import { TERMS } from '../../text/terms'
import type { Words } from '../../text/words'
import { icons } from '../icons'
import { useTexts } from '../useWords'
import { TermList } from './TermList'

export default function LibraryDialog() {
  const { words, pick } = useTexts()
  const ownLessons = useApp((state) => state.ownLessons)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
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
        {ownLessons.length > 0 && <Shelf title={lessonWords.own} lessons={ownLessons} onOpen={close} />}
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
        <details className="library-terms">
          <summary>{pick(lessonWords.glossary)}</summary>
          <TermList names={Object.keys(TERMS)} title={lessonWords.glossary} />
        </details>
      </div>
    </dialog>
  )
}

function Shelf({
  title,
  hint,
  lessons,
  onOpen,
  numbered = false,
}: {
  title: Words
  hint?: Words
  lessons: readonly Lesson[]
  onOpen: () => void
  numbered?: boolean
}) {
  const { pick, language } = useTexts()
  const progress = readProgress()
  return (
    <section className="shelf" aria-label={pick(title)}>
      <h3>{pick(title)}</h3>
      {hint && <p className="soft">{pick(hint)}</p>}
      <ol>
        {lessons.map((lesson, position) => {
          const place = progress.places[lesson.id] ?? 0
          const finished = progress.finished.includes(lesson.id)
          const begun = place > 0 && place < pageCount(lesson) - 1
          return (
            <li key={lesson.id}>
              <button
                type="button"
                className="shelf-lesson"
                onClick={() => {
                  onOpen()
                  openLesson(lesson.id)
                }}
              >
                <span className="shelf-title">
                  {numbered && <span className="shelf-number">{position + 1}</span>}
                  {pick(lesson.title)}
                </span>
                <span className="shelf-summary">{pick(lesson.summary)}</span>
                <span className="shelf-foot">
                  <span>{lessonPhrases.minutes[language](lesson.minutes)}</span>
                  {begun && <span>{lessonPhrases.page[language](place + 1, pageCount(lesson))}</span>}
                  {finished && <span className="shelf-finished">✓ {pick(lessonWords.finished)}</span>}
                  <b>{pick(begun ? lessonWords.goOn : finished ? lessonWords.again : lessonWords.begin)}</b>
                </span>
              </button>
              <button
                type="button"
                className="link shelf-present"
                aria-label={presentingPhrases.presentThis[language](pick(lesson.title))}
                onClick={() => {
                  onOpen()
                  startPresenting(lesson.id)
                }}
              >
                {pick(presentingWords.present)}
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
