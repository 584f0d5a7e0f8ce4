// One question, #/q/<name>: the moment, the prediction and the answer are those of a lesson's page; around them who asks, what
// is not shown, where to read on, and the way to the others.

import { type ReactNode, useEffect } from 'react'
import { QUESTIONS } from '../../chapters/chapters'
import type { Lesson } from '../../chapters/lesson'
import { questionName, sourceUrl } from '../../chapters/question'
import { localize } from '../../i18n/localized'
import { leaveLesson } from '../../session/lessonActions'
import { QUESTIONS_ADDRESS, questionAddress } from '../../session/questionAddress'
import { Button } from '../kit/Button'
import { IssueLinks } from '../learn/IssueLinks'
import { makeRoom, SHEET } from '../learn/phoneRoom'
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
  useEffect(makeRoom, [])
  const at = QUESTIONS.findIndex(({ id }) => id === lesson.id)
  const question = QUESTIONS[at]
  const next = QUESTIONS[(at + 1) % QUESTIONS.length]
  if (!question || !next) return null
  const { source, notShown, asked } = question
  return (
    <section className={SHEET} aria-label={localize(lesson.title, m)}>
      <div className="flex flex-1 flex-col gap-7 pt-9 pb-10 [&_p]:m-0 split:gap-5 split:pt-3">
        <p className="text-muted">
          <span className="font-semibold text-flight">{m.questions.question}</span>{' '}
          {m.questions.asked(asked.notes, asked.threads)}
        </p>
        <h2 className="text-[1.3rem] font-bold">{localize(lesson.title, m)}</h2>
        {children}
        {notShown && (
          <p className="text-small text-muted">
            <b>{m.questions.notShown}</b> {localize(notShown, m)}
          </p>
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
      </div>
      <div className="sticky bottom-0 grid grid-cols-[1fr_auto_1fr] gap-6 border-t border-line bg-panel py-7 [&_.button]:min-h-28 [&_.button]:justify-center">
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
      </div>
    </section>
  )
}
