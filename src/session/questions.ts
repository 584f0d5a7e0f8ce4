// Opens questions and their list. The run that was there is not lost: it can be had back by undoing, at its moment.
// Loaded with the first one.

import { QUESTIONS } from '../chapters/chapters'
import { questionId } from '../chapters/question'
import { withStore } from '../io/storePart'
import { useApp } from './appStore'
import { markWhole } from './history'
import { backToPage, openLesson } from './lessonActions'
import { inputOf, pageAt, type StagePage } from './lessonPages'
import { rememberQuestion } from './questionAddress'

/** @param name - as in its address; null, or one that is not there, opens the list */
export function openQuestion(name: string | null): void {
  const question = name === null ? undefined : QUESTIONS.find(({ id }) => id === questionId(name))
  if (name === null || !question) {
    useApp.setState({ questions: { unknown: name }, libraryOpen: false })
    return
  }
  // What simulates it comes first: the run that its address means is the one on the page when it is remembered.
  void withStore(inputOf(pageAt(question, 0) as StagePage), () => {
    const { past, lesson } = useApp.getState()
    const before = past.at(-1)
    useApp.setState({ questions: null, libraryOpen: false })
    if (lesson?.id === question.id) backToPage()
    else openLesson(question.id, 0)
    if (useApp.getState().past.at(-1) !== before) markWhole()
    rememberQuestion({ id: question.id, name, input: useApp.getState().input })
  })
}
