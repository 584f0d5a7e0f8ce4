// One question, #/q/<name>: the moment, the prediction and the answer are those of a lesson's page; around them who asks, what
// is not shown, where to read on, and the way to the others.

import type { ReactNode } from 'react'
import { QUESTIONS } from '../../chapters/chapters'
import type { Lesson } from '../../chapters/lesson'
import { questionName, sourceUrl } from '../../chapters/question'
import { localize } from '../../i18n/localized'
import { leaveLesson } from '../../session/lessonActions'
import { QUESTIONS_ADDRESS, questionAddress } from '../../session/questionAddress'
import { Button } from '../kit/Button'
import { IssueLinks } from '../learn/IssueLinks'
import { Sheet } from '../learn/Sheet'
import { useMessages } from '../shell/useMessages'

export function QuestionPage({
  lesson,
  answered,
  children,
}: {
  lesson: Lesson
  answered: boolean
  children: ReactNode
}) {
  const m = useMessages('questions')
  const at = QUESTIONS.findIndex(({ id }) => id === lesson.id)
  const question = QUESTIONS[at]
  const next = QUESTIONS[(at + 1) % QUESTIONS.length]
  if (!question || !next) return null
  const { source, notShown, shownBy, asked } = question
  return (
    <Sheet
      label={localize(lesson.title, m)}
      page={lesson.id}
      head={
        <p className="text-muted">
          <span className="font-semibold text-flight">{m.questions.question}</span>{' '}
          {m.questions.asked(asked.notes, asked.threads)}
        </p>
      }
      foot={
        <>
          <a className="button text-text no-underline" href={QUESTIONS_ADDRESS}>
            {m.questions.all}
          </a>
          <Button className="border-transparent bg-transparent text-muted" onClick={leaveLesson}>
            {m.questions.leave}
          </Button>
          <a
            className="button border-flight font-bold text-text no-underline"
            href={questionAddress(questionName(next.id) ?? '')}
          >
            {m.questions.next}
          </a>
        </>
      }
    >
      <h2 className="text-[1.3rem] font-bold">{localize(lesson.title, m)}</h2>
      {children}
      {notShown && (
        <p className="text-small text-muted">
          <b>{m.questions.notShown}</b> {localize(notShown, m)}
        </p>
      )}
      {shownBy.length > 0 && (
        <ul className="m-0 flex flex-col gap-3 pl-0 text-small list-none">
          {QUESTIONS.filter(({ id }) => shownBy.includes(questionName(id) ?? '')).map((other) => (
            <li key={other.id}>
              <a className="link" href={questionAddress(questionName(other.id) ?? '')}>
                {localize(other.title, m)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {answered && (
        <p className="text-small text-muted">
          {m.questions.source}{' '}
          <a className="link wrap-anywhere" href={sourceUrl(source)} target="_blank" rel="noopener noreferrer">
            {`${source.method} @${source.release}`}
          </a>{' '}
          <span className="whitespace-nowrap">{m.questions.rules(source.rules.join(' '))}</span>
          {lesson.issues.length > 0 && (
            <>
              <br />
              {m.questions.issues} <IssueLinks issues={lesson.issues} />
            </>
          )}
        </p>
      )}
    </Sheet>
  )
}
