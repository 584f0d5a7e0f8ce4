// A shelf of the library: lessons as cards, with how far one has come in each.

import type { ReactNode } from 'react'
import type { Lesson } from '../../chapters/lesson'
import { lessonPhrases, lessonWords } from '../../i18n/lessons'
import { presentingPhrases, presentingWords } from '../../i18n/presenting'
import type { Words } from '../../i18n/words'
import { openLesson } from '../../session/lessonActions'
import { pageCount } from '../../session/lessonPages'
import { readProgress } from '../../session/lessonProgress'
import { startPresenting } from '../../session/presenting'
import { useTexts } from '../shell/useTexts'

export function Shelf({
  title,
  hint,
  lessons,
  onOpen,
  numbered = false,
  tools,
  children,
}: {
  title: Words
  hint?: Words
  lessons: readonly Lesson[]
  onOpen: () => void
  numbered?: boolean
  /** What can be done with a lesson besides taking it. */
  tools?: (lesson: Lesson) => ReactNode
  /** What stands between the title and the lessons. */
  children?: ReactNode
}) {
  const { pick, language } = useTexts()
  const progress = readProgress()
  return (
    <section className="shelf" aria-label={pick(title)}>
      <h3>{pick(title)}</h3>
      {hint && <p className="soft">{pick(hint)}</p>}
      {children}
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
              {tools?.(lesson)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
