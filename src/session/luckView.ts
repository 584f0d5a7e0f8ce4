// Whether the luck strip is open, and what was chosen in it: kept in this tab over a reload. What is computed is in luck.ts, which is
// loaded with the strip.

import { createStore } from 'zustand/vanilla'
import { get, put } from '../io/browserStorage'
import type { LuckKind, Measure } from './luckRuns'

const KEY = 'rocketscope.luck'

export interface LuckView {
  open: boolean
  kind: LuckKind
  measure: Measure
  /** Position in the actions of the input; null is the first fault. */
  fault: number | null
  /** Of moments, ms of virtual time; null is one period of route polls from the fault on. */
  fromMs: number | null
  toMs: number | null
}

const CLOSED: LuckView = {
  open: false,
  kind: 'seeds',
  measure: 'failedAttempts',
  fault: null,
  fromMs: null,
  toMs: null,
}

/** A number of ms, or a position: what is kept may be anything. */
const wholeOr = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 86_400_000 ? value : null

function startView(): LuckView {
  try {
    const kept: unknown = JSON.parse(get('sessionStorage', KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return CLOSED
    const { open, kind, measure, fault, fromMs, toMs } = kept as Record<string, unknown>
    return {
      open: open === true,
      kind: kind === 'moments' ? 'moments' : 'seeds',
      measure: measure === 'failed' || measure === 'recoveryMs' ? measure : 'failedAttempts',
      fault: wholeOr(fault),
      fromMs: wholeOr(fromMs),
      toMs: wholeOr(toMs),
    }
  } catch {
    // Damaged: it begins as if nothing had been chosen.
    return CLOSED
  }
}

export const luckView = createStore<LuckView>(startView)

/** Chooses something, and keeps it. */
export function chooseLuck(choice: Partial<LuckView>): void {
  luckView.setState(choice)
  put('sessionStorage', KEY, JSON.stringify(luckView.getState()))
}

/**
 * Opens the strip below the timeline.
 *
 * @param fault - position in the actions of the input; null is the first fault
 */
export function openLuck(kind: LuckKind, fault: number | null = null): void {
  const isSame = luckView.getState().fault === fault
  chooseLuck({ open: true, kind, fault, ...(isSame ? {} : { fromMs: null, toMs: null }) })
}

export const closeLuck = (): void => chooseLuck({ open: false })
