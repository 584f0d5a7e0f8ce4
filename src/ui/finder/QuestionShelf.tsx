// The questions in the library: those asked most, or those that a search has found, and the way to all of them.

import { QUESTIONS } from '../../chapters/chapters'
import type { AskedQuestion } from '../../chapters/question'
import { QUESTIONS_ADDRESS } from '../../session/questionAddress'
import { useMessages } from '../shell/useMessages'
import { QuestionLink } from './QuestionLink'

const SHOWN = 3

/** @param found - what a search has left; null: nothing is searched */
export function QuestionShelf({ found }: { found: readonly AskedQuestion[] | null }) {
  const m = useMessages('questions')
  return (
    <section aria-label={m.questions.title}>
      <h3 className="mx-0 mt-12 mb-2 text-large font-bold">{m.questions.title}</h3>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-7 pt-4">
        {(found ?? QUESTIONS.slice(0, SHOWN)).map((question) => (
          <li key={question.id}>
            <QuestionLink question={question} />
          </li>
        ))}
      </ul>
      <p className="pt-5">
        <a className="link" href={QUESTIONS_ADDRESS}>
          {m.questions.allOf(QUESTIONS.length)}
        </a>
      </p>
    </section>
  )
}
