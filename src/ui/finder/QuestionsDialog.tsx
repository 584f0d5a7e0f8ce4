// The list of questions, #/q: sorted by how often they are asked, and searched in all languages. Loaded when it is opened.

import { useEffect, useMemo, useRef, useState } from 'react'
import { QUESTIONS } from '../../chapters/chapters'
import { useApp } from '../../session/appStore'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'
import { QuestionLink } from './QuestionLink'
import { search, searched } from './search'

const ENTRIES = QUESTIONS.map((question) => {
  const { title, summary, terms, issues, source, steps, notShown } = question
  const words = [summary, ...(notShown ? [notShown] : []), ...steps.map(({ say }) => say)]
  const others = [
    ...words.flatMap((text) => Object.values(text)),
    ...terms,
    source.method,
    ...issues.map((issue) => `#${issue}`),
  ]
  return { question, ...searched(Object.values(title), others) }
})

export default function QuestionsDialog() {
  const m = useMessages('questions')
  const unknown = useApp(({ questions }) => questions?.unknown ?? null)
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { found, all } = useMemo(() => search(ENTRIES, (entry) => entry, typed), [typed])
  return (
    <Dialog title={m.questions.title} width={72} sheet onClose={() => useApp.setState({ questions: null })}>
      {unknown !== null && (
        <p className="mb-6 rounded-lg border border-bad p-6 wrap-anywhere" role="alert">
          {m.questions.unknown(unknown)}
        </p>
      )}
      <input
        ref={field}
        type="search"
        className="mt-3 min-h-26 w-full rounded-lg border border-line-strong bg-inset px-8 py-3 placeholder:text-muted"
        aria-label={m.questions.search}
        placeholder={m.questions.search}
        maxLength={80}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="pt-5 pb-6 text-small text-muted">{m.questions.hint}</p>
      <p role="status" className="not-empty:pb-5">
        {found.length === 0 ? m.questions.nothing(typed.trim()) : !all && m.questions.closest}
      </p>
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(min(24rem,100%),1fr))] gap-6">
        {found.map(({ question }) => (
          <li key={question.id}>
            <QuestionLink question={question} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
