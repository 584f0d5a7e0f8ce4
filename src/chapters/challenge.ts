// A challenge: a situation, a goal, what may be done, and claims about the run that say whether the goal was met. Plain data.
// The judge is a pure function of the run, so whoever has the run can compute the score.

import type { Localized } from '../i18n/localized'
import { actionKey, type Run, type RunInput, type SettingName, type UserAction } from '../rocketmq'
import { type FigureValue, neededMs } from './figure'
import { createFigureReader, type FigureReader } from './figureReader'
import { type Claim, holds } from './lesson'
import { readerOf } from './readFigure'

export type Level = 1 | 2 | 3 | 4 | 5
export type Stars = 0 | 1 | 2 | 3

/** What the player may do. Every action, and every setting that is another one from the start, is one move. */
export interface Rules {
  /** Kinds of actions; a change of a setting is not one of them. */
  actions: readonly Exclude<UserAction['type'], 'set'>[]
  /** Broker groups that they may be about. */
  brokers: readonly string[]
  settings: readonly SettingName[]
  /** The most moves. */
  most: number
  /** ms of virtual time after which nothing may be done. */
  untilMs: number
}

/** One part of the goal. */
export interface Condition {
  claim: Claim
  /** What is measured, as the head of a line: "Failed sends". */
  label: Localized
}

export interface Challenge {
  id: string
  level: Level
  title: Localized
  /** What runs, and what goes wrong in it. */
  situation: Localized
  /** One sentence. */
  goal: Localized
  /** With the faults that belong to it. */
  input: RunInput
  /** ms of virtual time at which it is judged. */
  endMs: number
  rules: Rules
  judge: readonly [Condition, ...Condition[]]
  /** The fewest moves that win; `solution` has so many. */
  par: number
  solution: readonly UserAction[]
  /** What one tries first, and loses with; doing nothing is not among them. */
  lazy: readonly (readonly UserAction[])[]
  /** As good, with one move more. */
  longer: readonly UserAction[]
  /** Shown on demand. */
  hint: Localized
  /** What made it work, shown after success: the rule of RocketMQ. */
  explain: Localized
  /** The gotcha behind it, such as 'S13'. */
  gotcha: string
}

/** A rule that an input breaks. */
export type Breach =
  | { rule: 'scenario' | 'seed' }
  /** An action of the challenge itself is missing or another one. */
  | { rule: 'given'; action: UserAction }
  | { rule: 'action' | 'broker' | 'late'; action: UserAction }
  | { rule: 'setting'; name: SettingName }
  | { rule: 'many'; moves: number; most: number }

/** What an input does besides what the challenge brings. */
export interface Moves {
  actions: UserAction[]
  /** Settings that have another value from the start. */
  settings: SettingName[]
}

const json = (value: unknown): string => JSON.stringify(value)

/** What was done, and which of the given actions are not there any more. */
export function movesOf({ input: given }: Challenge, input: RunInput): { moves: Moves; missing: UserAction[] } {
  const left = new Map<string, number>()
  for (const action of given.actions) left.set(actionKey(action), (left.get(actionKey(action)) ?? 0) + 1)
  const actions = input.actions.filter((action) => {
    const key = actionKey(action)
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    return count <= 0
  })
  const missing = given.actions.filter((action) => (left.get(actionKey(action)) ?? 0) > 0)
  const before = given.scenario.settings
  const settings = (Object.keys(before) as SettingName[]).filter(
    (name) => json(before[name]) !== json(input.scenario.settings[name]),
  )
  return { moves: { actions, settings }, missing }
}

export const moveCount = ({ actions, settings }: Moves): number => actions.length + settings.length

/** Which rules an input breaks, the plainest first; none where it may be judged. */
export function breachesOf(challenge: Challenge, input: RunInput): Breach[] {
  const { rules, input: given } = challenge
  const rest = ({ scenario: { preset, topic, brokerGroups }, recording }: RunInput) =>
    json([preset, topic, brokerGroups, recording ?? null])
  if (rest(given) !== rest(input)) return [{ rule: 'scenario' }]
  const { moves, missing } = movesOf(challenge, input)
  const breaches: Breach[] = given.seed === input.seed ? [] : [{ rule: 'seed' }]
  for (const action of missing) breaches.push({ rule: 'given', action })
  for (const name of moves.settings) if (!rules.settings.includes(name)) breaches.push({ rule: 'setting', name })
  for (const action of moves.actions) {
    if (action.type === 'set') {
      if (!rules.settings.includes(action.name)) breaches.push({ rule: 'setting', name: action.name })
    } else if (!rules.actions.includes(action.type)) breaches.push({ rule: 'action', action })
    else if (!rules.brokers.includes(brokerOf(action))) breaches.push({ rule: 'broker', action })
    if (action.atMs > rules.untilMs) breaches.push({ rule: 'late', action })
  }
  if (moveCount(moves) > rules.most) breaches.push({ rule: 'many', moves: moveCount(moves), most: rules.most })
  return breaches
}

const brokerOf = (action: Exclude<UserAction, { type: 'set' }>): string =>
  'brokerName' in action ? action.brokerName : (action.target.split('/')[0] as string)

/** An input with moves: what is done at a moment comes behind what the challenge does then. */
export const inputWith = ({ input }: Challenge, moves: readonly UserAction[]): RunInput => ({
  ...input,
  actions: [...input.actions, ...moves].sort((one, other) => one.atMs - other.atMs),
})

/** One part of the goal, as a run has it. */
export interface Result {
  value: FigureValue | null
  holds: boolean
  /** ms of virtual time from which the goal cannot be met any more; null where it is met. */
  missedMs: number | null
}

export interface Verdict {
  results: Result[]
  won: boolean
  moves: number
  stars: Stars
}

/**
 * The score of a run that breaks no rule.
 *
 * @returns null where the run is not computed up to the end of the challenge
 */
export function judge(challenge: Challenge, run: Run): Verdict | null {
  if (run.endMs < challenge.endMs) return null
  const reader = readerOf(
    run,
    challenge.judge.map(({ claim }) => claim.figure),
  )
  reader.read(Number.MAX_SAFE_INTEGER)
  const results = challenge.judge.map(({ claim }): Result => {
    const value = reader.value(claim.figure)
    const met = holds(claim, value)
    return { value, holds: met, missedMs: met ? null : missedAt(challenge, claim, run) }
  })
  const won = results.every(({ holds: met }) => met)
  const moves = moveCount(movesOf(challenge, run.input).moves)
  return { results, won, moves, stars: won ? starsFor(challenge, moves) : 0 }
}

/** Par or better: three; one move more: two; otherwise one. */
export const starsFor = ({ par }: Challenge, moves: number): Stars => (moves <= par ? 3 : moves === par + 1 ? 2 : 1)

/** What is counted and has become too much cannot become less: the moment of the one too many. All else is seen at the end. */
function missedAt({ endMs }: Challenge, { figure, equals, atMost }: Claim, run: Run): number {
  const lastMs = neededMs(figure) ?? endMs
  const most = typeof equals === 'number' ? equals : atMost
  if (figure.kind !== 'count' || most === undefined) return lastMs
  const reader = createFigureReader(run, [figure])
  const isTooMuch = (tMs: number): boolean => {
    reader.read(Number.MAX_SAFE_INTEGER, tMs)
    return Number(reader.value(figure)) > most
  }
  // Half a second at a time, and then the first ms of that half second with a reader that has stopped before it.
  const step = 500
  const fromMs = figure.fromMs ?? 0
  for (let tMs = fromMs; tMs < lastMs + step; tMs += step) {
    if (!isTooMuch(tMs)) continue
    const fine = createFigureReader(run, [figure])
    for (let exactMs = Math.max(fromMs, tMs - step); exactMs < tMs; exactMs++) {
      fine.read(Number.MAX_SAFE_INTEGER, exactMs)
      if (Number(fine.value(figure)) > most) return exactMs
    }
    return tMs
  }
  return lastMs
}

/** The parts of the goal as they are at a moment of a run: what is counted so far. */
export type Progress = (run: Run, tMs: number) => (FigureValue | null)[]

/** Reads on while time goes on, and from the beginning where it goes back or another run comes. */
export function createProgress({ judge: conditions }: Challenge): Progress {
  const figures = conditions.map(({ claim }) => claim.figure)
  let reader: FigureReader | null = null
  let of: Run | null = null
  let readMs = 0
  return (run, tMs) => {
    if (!reader || of !== run || tMs < readMs) {
      // As if it were over: what is there so far is the answer.
      reader = createFigureReader({ ...run, endMs: Number.POSITIVE_INFINITY }, figures)
      of = run
    }
    readMs = tMs
    reader.read(Number.MAX_SAFE_INTEGER, tMs)
    return figures.map((figure) => reader?.value(figure) ?? null)
  }
}
