// What surprises people who think they know the producer: S1 to S26, each with the number that proves it.

import { avoidanceSurprises } from './avoidance'
import { failingSurprises } from './failing'
import { routeSurprises } from './route'
import type { Surprise } from './surprise'

const number = ({ id }: Surprise): number => Number(id.slice(1))

/** In the order of their numbers. */
export const SURPRISES: readonly Surprise[] = [...avoidanceSurprises, ...failingSurprises, ...routeSurprises].sort(
  (one, other) => number(one) - number(other),
)
