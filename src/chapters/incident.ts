// An incident is a lesson whose steps replay a surprise: the symptom, the cause, and the same with a fix.

import type { Lesson, QuizQuestion, Step } from './lesson'
import { GOTCHAS } from './sending/gotchas'

interface IncidentStep extends Omit<Step, 'input'> {
  /** Position among the variants of the surprise; left out, the first. */
  variant?: number
}

/** @throws RangeError if there is no such surprise or variant */
export function incident(
  {
    surprise: id,
    quiz = [],
    ...told
  }: Pick<Lesson, 'id' | 'title' | 'summary' | 'minutes' | 'terms'> & { surprise: string; quiz?: QuizQuestion[] },
  ...steps: IncidentStep[]
): Lesson {
  const surprise = GOTCHAS.find((one) => one.id === id)
  if (!surprise) throw new RangeError(`no surprise ${id}`)
  return {
    ...told,
    kind: 'incident',
    issues: [...surprise.issues],
    quiz,
    steps: steps.map(({ variant = 0, ...step }) => {
      const input = surprise.variants[variant]?.input
      if (!input) throw new RangeError(`no variant ${variant} of ${id}`)
      return { ...step, input }
    }),
  }
}
