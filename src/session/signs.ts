// Which signs a first visit has not met yet. Everybody else has met all: the list is empty. When a sign is first met, and what
// is said of it, is in introduced.ts, which is loaded later.

import { saveFirstVisit, startIntroduced } from '../io/browserStorage'
import { PRESETS } from '../rocketmq'

/** In the order in which they are introduced where several first mean something at once. */
export const SIGNS = [
  'chips',
  'window',
  'why',
  'switch',
  'steps',
  'term',
  'poll',
  'timeline',
  'undo',
  'branches',
  'index',
  'speed',
  'log',
  'totals',
  'charts',
  'compare',
  'breakpoints',
  'settings',
  'values',
  'scenario',
  'chapter',
  'share',
  'present',
] as const

export type Sign = (typeof SIGNS)[number]

const NONE: readonly Sign[] = []

/** The signs that are not met yet as the page opens. */
export function startHidden(): readonly Sign[] {
  const introduced = startIntroduced()
  if (introduced === null) return NONE
  saveFirstVisit()
  return SIGNS.filter((sign) => !introduced.includes(sign))
}

interface Play {
  hidden: readonly Sign[]
  guided: boolean
  lesson: unknown
  challenge: unknown
  presenting: unknown
  comparison: unknown
  input: { scenario: { preset: string } }
}

/** Only in free play of a preset is a first visit led: never in what somebody has made to be looked at or to be played. */
const isFreePlay = ({ lesson, challenge, presenting, comparison, input }: Play): boolean =>
  !lesson && !challenge && !presenting && !comparison && PRESETS.some(({ id }) => id === input.scenario.preset)

/** What is not shown at this moment. */
export const hiddenSigns = (play: Play): readonly Sign[] => (isFreePlay(play) ? play.hidden : NONE)

/** Whether guide and introductions have their place at this moment. */
export const isGuided = (play: Play): boolean => play.guided && isFreePlay(play)
