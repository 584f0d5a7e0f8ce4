// `rocketscope/input`: the page's gate for inputs from outside. Nothing here throws: what is wrong is data, and a sentence
// in each language. Documented in docs/engine-api.md.

import { problems as en } from '../i18n/en/problems'
import type { Localized } from '../i18n/localized'
import type { Allowed, Problem, ProblemReason } from '../i18n/problems'
import { problems as zh } from '../i18n/zh/problems'

import { type Reading, readDocument, readFileText } from '../io/document'
import * as link from '../io/link'
import { copied, type RunInput } from '../rocketmq'

export type { Allowed, Localized as Words, ProblemReason, RunInput }

/** One thing that is wrong. */
export interface InputProblem {
  /** "scenario.settings.sendMsgTimeout", "actions[3].target"; "" is the whole. */
  readonly path: string
  /** What is there. */
  readonly value: unknown
  readonly reason: ProblemReason
  /** What would be accepted instead. */
  readonly allowed: Allowed
  /** The same as a sentence in each language. */
  readonly words: Localized
}

export type ParsedInput =
  /** The input belongs to the caller: simulate takes it as it is. */
  { readonly ok: true; readonly input: RunInput } | { readonly ok: false; readonly problems: readonly InputProblem[] }

const asInputProblem = (problem: Problem): InputProblem => ({
  ...problem,
  allowed: copied(problem.allowed),
  words: { zh: zh.sentence(problem), en: en.sentence(problem) },
})

/** The whole of it or nothing: a run that is only partly what was asked for would be taken for it. */
const whole = ({ input, problems }: Reading): ParsedInput =>
  input !== null && problems.length === 0
    ? { ok: true, input: copied(input) }
    : { ok: false, problems: problems.map(asInputProblem) }

const unreadable = (value: unknown): ParsedInput => ({
  ok: false,
  problems: [asInputProblem({ path: '', value, reason: 'notDocument', allowed: {} })],
})

/**
 * Checks anything at all: the input of a run, or what a file of the page holds. Settings that are left out have RocketMQ's
 * own values.
 */
export function parseInput(data: unknown): ParsedInput {
  try {
    return whole(readDocument(data))
  } catch {
    // Only an object that throws while it is read, or one nested without end, comes here.
    return unreadable(typeof data)
  }
}

/** Reads a file's text, JSON, and checks it as parseInput does. */
export const parseFile = (text: string): ParsedInput =>
  typeof text === 'string' ? whole(readFileText(text)) : unreadable(typeof text)

/** Reads a link as the page copies it: a whole address, or what stands behind its "#". */
export const readLink = (text: string): ParsedInput =>
  typeof text === 'string' ? whole(link.readLink(text)) : unreadable(typeof text)
