// How a run takes its input. The check is large and the page opens with an input that needs none, so it registers itself: with
// whatever reads or edits inputs, which a page loads as soon as it is idle, and with the engine for other programs.

import { copied, frozen } from '../sim/frozen'
import { playedOrSimulated } from './recordings'
import type { RunInput } from './scenario'

let check: ((data: unknown) => RunInput) | null = null

/** Importing checkInput does it. */
export function provideInputCheck(takeChecked: (data: unknown) => RunInput): void {
  check = takeChecked
}

/** As checkInput has it; before that is there, a frozen copy. */
export const takeInput = (input: RunInput): RunInput =>
  check ? check(input) : (frozen(copied(playedOrSimulated(input))) as RunInput)
