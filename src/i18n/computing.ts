// Words for what takes its time: computing to a far moment, and a run that ends because it would hold too much.

import type { RunEnd } from '../rocketmq'

export interface ComputingMessages {
  change: string
  cancel: string
  cancelJump: string
  cancelChange: string
  jump(time: string): string
  /**
   * Why a run ends, and what to change.
   *
   * @param side - whose run it is: the page's own, or the one it is compared with
   */
  runEnd(facts: RunEnd, side?: 'own' | 'other'): string
}
