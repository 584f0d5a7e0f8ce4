// The gate for breakpoints from outside: a link, a file, what this tab kept.

import * as v from 'valibot'
import { type Breakpoint, EVENT_BREAKPOINTS, MAX_BREAKPOINTS } from '../projections/breakpointHits'
import { MAX_RUN_MS } from '../rocketmq'
import { parsedJson } from './outsideJson'

const position = (max: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max)))

/** One breakpoint; keys it does not know are dropped. */
export const breakpointSchema = v.variant('kind', [
  v.object({
    kind: v.literal('time'),
    enabled: v.boolean(),
    atMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_RUN_MS)),
  }),
  v.object({
    kind: v.picklist(EVENT_BREAKPOINTS),
    enabled: v.boolean(),
    group: position(255),
    producer: position(63),
    message: position(2 ** 31 - 1),
  }),
])

/** Counted before they are looked at. */
export const breakpointsSchema = v.pipe(v.array(v.unknown()), v.maxLength(MAX_BREAKPOINTS), v.array(breakpointSchema))

/** Characters of a kept list: more than so many breakpoints need. */
const MAX_KEPT_LENGTH = 20_000

/** @returns the breakpoints, or null for data that are none */
export function parseBreakpoints(data: unknown): Breakpoint[] | null {
  const result = v.safeParse(breakpointsSchema, data)
  return result.success ? result.output : null
}

/** @returns those of a kept list that can still be read */
export function readBreakpoints(text: string): Breakpoint[] {
  const data = parsedJson(text, MAX_KEPT_LENGTH)
  const list = Array.isArray(data) ? data.slice(0, MAX_BREAKPOINTS) : []
  return list.flatMap((one) => parseBreakpoints([one]) ?? [])
}
