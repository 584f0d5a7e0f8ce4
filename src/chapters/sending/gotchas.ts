// What surprises people who think they know the producer: S1 to S26, each with the number that proves it.

import type { Gotcha } from '../gotcha'
import { avoidanceGotchas } from './gotchasAvoidance'
import { failingGotchas } from './gotchasFailing'
import { routeGotchas } from './gotchasRoute'

const number = ({ id }: Gotcha): number => Number(id.slice(1))

/** In the order of their numbers. */
export const GOTCHAS: readonly Gotcha[] = [...avoidanceGotchas, ...failingGotchas, ...routeGotchas].sort(
  (one, other) => number(one) - number(other),
)
