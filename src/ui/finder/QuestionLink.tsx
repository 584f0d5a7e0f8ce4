// One question as a link: its address can be opened elsewhere, and going there makes an entry in the browser's history.

import { type AskedQuestion, questionName } from '../../chapters/question'
import { localize } from '../../i18n/localized'
import { readProgress } from '../../session/lessonProgress'
import { questionAddress } from '../../session/questionAddress'
import { useMessages } from '../shell/useMessages'

export function QuestionLink({ question }: { question: AskedQuestion }) {
  const m = useMessages('questions')
  const { title, asked, notShown, id } = question
  const answered = `${id}/0` in readProgress().answers
  return (
    <a
      className="block rounded-lg border border-line bg-card p-7 text-text no-underline hover:border-flight"
      href={questionAddress(questionName(id) ?? '')}
    >
      <span className="block font-semibold">{localize(title, m)}</span>
      <span className="flex flex-wrap gap-x-8 pt-2 text-small text-muted">
        <span>{m.questions.asked(asked.notes, asked.threads)}</span>
        {notShown && <span className="tag ml-0">{m.questions.half}</span>}
        {answered && <span className="text-good">✓ {m.questions.answered}</span>}
      </span>
    </a>
  )
}
