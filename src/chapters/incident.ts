// An incident is a lesson whose steps replay a gotcha: the symptom, the cause, and the same with a fix, done by hand.

import type { Gotcha } from './gotcha'
import type { Lesson, QuizQuestion, Step } from './lesson'

interface IncidentStep extends Omit<Step, 'input'> {
  /** Position among the variants of the gotcha; left out, the first. */
  variant?: number
}

/** @throws RangeError if the gotcha has no such variant */
export function incident(
  {
    gotcha,
    quiz = [],
    ...words
  }: Pick<Lesson, 'id' | 'title' | 'summary' | 'minutes' | 'terms'> &
    Required<Pick<Lesson, 'cause' | 'fix'>> & { gotcha: Gotcha; quiz?: QuizQuestion[] },
  ...steps: IncidentStep[]
): Lesson {
  return {
    ...words,
    kind: 'incident',
    issues: [...gotcha.issues],
    quiz,
    steps: steps.map(({ variant = 0, ...step }) => {
      const input = gotcha.variants[variant]?.input
      if (!input) throw new RangeError(`no variant ${variant} of ${gotcha.id}`)
      return { ...step, input }
    }),
  }
}
