// A shelf of the library: lessons as cards, with how far one has come in each.

import type { ReactNode } from 'react'
import type { Lesson } from '../../chapters/lesson'
import { localize } from '../../i18n/localized'
import { openLesson } from '../../session/lessonActions'
import { pageCount } from '../../session/lessonPages'
import { readProgress } from '../../session/lessonProgress'
import { startPresenting } from '../../session/presenting'
import { useMessages } from '../shell/useMessages'

export function Shelf({
  title,
  hint,
  lessons,
  onOpen,
  numbered = false,
  tools,
  children,
}: {
  title: string
  hint?: string
  lessons: readonly Lesson[]
  onOpen: () => void
  numbered?: boolean
  /** What can be done with a lesson besides taking it. */
  tools?: (lesson: Lesson) => ReactNode
  /** What stands between the title and the lessons. */
  children?: ReactNode
}) {
  const m = useMessages()
  const progress = readProgress()
  return (
    <section className="shelf" aria-label={title}>
      <h3>{title}</h3>
      {hint && <p className="soft">{hint}</p>}
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
                  {localize(lesson.title, m)}
                </span>
                <span className="shelf-summary">{localize(lesson.summary, m)}</span>
                <span className="shelf-foot">
                  <span>{m.lessons.minutes(lesson.minutes)}</span>
                  {begun && <span>{m.lessons.page(place + 1, pageCount(lesson))}</span>}
                  {finished && <span className="shelf-finished">✓ {m.lessons.finished}</span>}
                  <b>{begun ? m.lessons.goOn : finished ? m.lessons.again : m.lessons.begin}</b>
                </span>
              </button>
              <button
                type="button"
                className="link shelf-present"
                aria-label={m.presenting.presentThis(localize(lesson.title, m))}
                onClick={() => {
                  onOpen()
                  startPresenting(lesson.id)
                }}
              >
                {m.presenting.present}
              </button>
              {tools?.(lesson)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
