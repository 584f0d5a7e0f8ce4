// What surprises people who think they know the producer: S1 to S26, each with the number that proves it.

import type { Surprise } from '../gotcha'
import { avoidanceSurprises } from './gotchasAvoidance'
import { failingSurprises } from './gotchasFailing'
import { routeSurprises } from './gotchasRoute'

const number = ({ id }: Surprise): number => Number(id.slice(1))

/** In the order of their numbers. */
export const SURPRISES: readonly Surprise[] = [...avoidanceSurprises, ...failingSurprises, ...routeSurprises].sort(
  (one, other) => number(one) - number(other),
)
