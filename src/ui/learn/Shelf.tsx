// A shelf of the library: lessons as cards, with how far one has come in each.

import type { ReactNode } from 'react'
import { COURSE } from '../../chapters/chapters'
import type { Lesson } from '../../chapters/lesson'
import { localize } from '../../i18n/localized'
import { openLesson } from '../../session/lessonActions'
import { pageCount } from '../../session/lessonPages'
import { readProgress } from '../../session/lessonProgress'
import { startPresenting } from '../../session/presenting'
import { LinkButton } from '../kit/Button'
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
  /** By their place in the course. */
  numbered?: boolean
  /** What can be done with a lesson besides taking it. */
  tools?: (lesson: Lesson) => ReactNode
  /** What stands between the title and the lessons. */
  children?: ReactNode
}) {
  const m = useMessages('lessons', 'presenting')
  const progress = readProgress()
  return (
    <section
      className="[&_h3]:mx-0 [&_h3]:mt-12 [&_h3]:mb-2 [&_h3]:font-bold [&_h3]:text-large [&_p]:mx-0 [&_p]:mt-0 [&_p]:mb-6 [&_ol]:m-0 [&_ol]:p-0 [&_ol]:grid [&_ol]:grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] [&_ol]:gap-7 [&_li]:relative [&_p:empty]:m-0 [&_li:has(>_.own-tools)]:flex [&_li:has(>_.own-tools)]:flex-col"
      aria-label={title}
    >
      <h3>{title}</h3>
      {hint && <p className="text-muted">{hint}</p>}
      {children}
      <ol>
        {lessons.map((lesson) => {
          const place = progress.places[lesson.id] ?? 0
          const finished = progress.finished.includes(lesson.id)
          const isAtEnd = place >= pageCount(lesson) - 1
          const begun = place > 0 && !(isAtEnd && finished)
          return (
            <li key={lesson.id}>
              <button
                type="button"
                className="shelf-lesson size-full text-left flex flex-col gap-4 p-8 border border-line rounded-xl bg-card text-text cursor-pointer hover:border-flight"
                onClick={() => {
                  onOpen()
                  openLesson(lesson.id)
                }}
              >
                <span className="font-bold text-[1.05rem] pr-45">
                  {numbered && <span className="inline-block min-w-15 text-flight">{COURSE.indexOf(lesson) + 1}</span>}
                  {localize(lesson.title, m)}
                </span>
                <span className="text-muted leading-[1.45] flex-1">{localize(lesson.summary, m)}</span>
                <span className="flex gap-8 text-muted text-small [&_b]:ml-auto [&_b]:text-flight">
                  <span>{m.lessons.minutes(lesson.minutes)}</span>
                  {begun && <span>{m.lessons.page(place + 1, pageCount(lesson))}</span>}
                  {finished && <span className="text-good">✓ {m.lessons.finished}</span>}
                  <b>{begun ? m.lessons.goOn : finished ? m.lessons.again : m.lessons.begin}</b>
                </span>
              </button>
              <LinkButton
                className="absolute right-9 top-7 p-2"
                aria-label={m.presenting.presentThis(localize(lesson.title, m))}
                onClick={() => {
                  onOpen()
                  startPresenting(lesson.id)
                }}
              >
                {m.presenting.present}
              </LinkButton>
              {tools?.(lesson)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
