// The addresses of questions: #/q is their list, #/q/<name> one of them. Small: what opens them is loaded when there is one.

import type { RunInput } from '../rocketmq'
import type { AppState } from './appStore'

/** Of a name that somebody wrote, this much is read and shown. */
const MAX_NAME_LENGTH = 60

const START = '#/q'

export const QUESTIONS_ADDRESS = START
export const questionAddress = (name: string): string => `${START}/${name}`

/** What an address asks for: the list (null) or a question by its name; undefined where it is another kind of address. */
export function askedQuestion(hash: string): string | null | undefined {
  if (hash !== START && !hash.startsWith(`${START}/`)) return undefined
  return hash.slice(START.length + 1, START.length + 1 + MAX_NAME_LENGTH) || null
}

/** The question that was opened last, with its run. */
let opened: { id: string; name: string; input: RunInput } | null = null

export const rememberQuestion = (question: typeof opened): void => {
  opened = question
}

/** The short address of what is on the page; null where that takes a link with the run in it. */
export function shortAddress({ questions, lesson, input }: AppState): string | null {
  if (questions) return QUESTIONS_ADDRESS
  return opened && lesson?.id === opened.id && input === opened.input ? questionAddress(opened.name) : null
}
