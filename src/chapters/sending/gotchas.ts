// What surprises people who think they know the producer: S1 to S29, each with the number that proves it.

import type { Gotcha } from '../gotcha'
import { avoidanceGotchas } from './gotchasAvoidance'
import { clusterGotchas } from './gotchasCluster'
import { failingGotchas } from './gotchasFailing'
import { routeGotchas } from './gotchasRoute'

const number = ({ id }: Gotcha): number => Number(id.slice(1))

/** In the order of their numbers. */
export const SENDING_GOTCHAS: readonly Gotcha[] = [
  ...avoidanceGotchas,
  ...failingGotchas,
  ...routeGotchas,
  ...clusterGotchas,
].sort((one, other) => number(one) - number(other))

/** @throws RangeError if there is none with that id */
export function gotcha(id: string): Gotcha {
  const found = SENDING_GOTCHAS.find((one) => one.id === id)
  if (!found) throw new RangeError(`no gotcha ${id}`)
  return found
}
