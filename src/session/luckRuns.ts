// Many runs that differ in luck alone: another seed, or the same fault at another moment. Which inputs there are, and what came of
// each, counted as everywhere else. Pure and the same in a worker and on the page; it knows no store.

import { atShare, countUntil, createSummaryCounts, figuresOf, firstSuccessMs } from '../projections/runSummary'
import { extendRun, MAX_RUN_MS, MAX_SEED, parseTarget, type RunInput, simulate, type UserAction } from '../rocketmq'
import { movedActions } from './actionEdits'

export const MAX_LUCK_RUNS = 200
/** Events of one run, and of all: a crowd of producers would take hours otherwise. */
export const MAX_RUN_EVENTS = 400_000
export const MAX_LUCK_EVENTS = 30_000_000
/** ms of virtual time for which each run goes on after its last action. */
const TAIL_MS = 60_000

export type LuckKind = 'seeds' | 'moments'

export interface LuckSpec {
  kind: LuckKind
  /** The run that it began with. */
  base: RunInput
  /** Position of the fault in its actions; null without one, which only seeds can do. */
  fault: number | null
  /** Of moments: where the fault is in the first run and in the last one, ms of virtual time, and the steps between. */
  fromMs: number
  toMs: number
  runs: number
  /** All runs are computed to this moment. */
  untilMs: number
}

export interface Outcome {
  /** Calls that ended with an exception. */
  failed: number
  failedAttempts: number
  /** ms from the fault to the end of the first successful attempt on its Broker; null where there is none. */
  recoveryMs: number | null
}

/** 'budget': it would have taken too many events. 'ended': the run ended before its time. */
export type LuckCell = Outcome | 'budget' | 'ended'

export type Measure = keyof Outcome
export const MEASURES: readonly Measure[] = ['failedAttempts', 'failed', 'recoveryMs']

// --- inputs ----------------------------------------------------------------------------------------------------------

const FAULTS: ReadonlySet<UserAction['type']> = new Set([
  'kill',
  'powerOff',
  'freeze',
  'stop',
  'slow',
  'setFault',
  'injectResponse',
  'link',
])

const brokerOf = (action: UserAction): string | null => {
  if (action.type === 'writePerm') return action.brokerName
  const target = 'target' in action ? parseTarget(action.target) : null
  return target?.kind === 'broker' ? target.brokerName : null
}

/** Positions of the actions that break a Broker. */
export const faultsIn = ({ actions }: RunInput): number[] =>
  actions.flatMap((action, at) => (FAULTS.has(action.type) && brokerOf(action) !== null ? at : []))

/** The fault, and what is done later to the same Broker group: they move together. */
function moving({ base, fault }: LuckSpec): UserAction[] {
  const first = fault === null ? undefined : base.actions[fault]
  if (!first || fault === null) return []
  return base.actions.filter((action, at) => at === fault || (at > fault && brokerOf(action) === brokerOf(first)))
}

export const momentOf = ({ fromMs, toMs, runs }: LuckSpec, run: number): number =>
  runs < 2 ? fromMs : fromMs + Math.round(((toMs - fromMs) * run) / (runs - 1))

export const seedOf = ({ base }: LuckSpec, run: number): number => (base.seed + run) % (MAX_SEED + 1)

/** The input of one run, from 0. */
export function luckInput(spec: LuckSpec, run: number): RunInput {
  const { kind, base, fault } = spec
  if (kind === 'seeds') return { ...base, seed: seedOf(spec, run) }
  const first = fault === null ? undefined : base.actions[fault]
  return first ? movedActions(base, moving(spec), momentOf(spec, run) - first.atMs).input : base
}

/** When the fault happens in one run; null without a fault. */
function faultMs(spec: LuckSpec, run: number): number | null {
  if (spec.fault === null) return null
  return spec.kind === 'moments' ? momentOf(spec, run) : (spec.base.actions[spec.fault]?.atMs ?? null)
}

function faultGroup({ base, fault }: LuckSpec): number {
  const name = fault === null ? null : brokerOf(base.actions[fault] as UserAction)
  // Names are drawn where the scenario has none: the run itself knows.
  return name === null ? -1 : simulate(base, 0).head.state.brokerGroups.findIndex((one) => one.brokerName === name)
}

/** How many equal steps of at least 1 ms there are between two moments, both included. */
export const stepsBetween = (fromMs: number, toMs: number): number =>
  Math.min(MAX_LUCK_RUNS, Math.max(1, toMs - fromMs + 1))

/** Of everything that is done in any of the runs, and some time more. */
export function untilOf(base: RunInput, kind: LuckKind, fault: number | null, toMs: number): number {
  const last = base.actions.at(-1)?.atMs ?? 0
  const moved = kind === 'moments' && fault !== null ? toMs + last - (base.actions[fault]?.atMs ?? 0) : last
  return Math.min(MAX_RUN_MS, Math.max(last, moved, 0) + TAIL_MS)
}

// --- computing -------------------------------------------------------------------------------------------------------

/** All runs, one after another, a piece at a time. */
export interface LuckWork {
  /** @param events - about how many may be computed @returns the runs that were finished meanwhile */
  advance(events: number): { run: number; cell: LuckCell }[]
  isDone(): boolean
}

export function startLuck(spec: LuckSpec): LuckWork {
  const group = faultGroup(spec)
  let next = 0
  let spent = 0
  let current: ReturnType<typeof simulate> | null = null
  const finish = (cell: LuckCell) => {
    spent += current?.head.state.eventsDone ?? 0
    current = null
    return { run: next++, cell }
  }
  const isDone = () => next >= spec.runs
  return {
    isDone,
    advance(events) {
      const finished: { run: number; cell: LuckCell }[] = []
      let left = events
      while (left > 0 && !isDone()) {
        if (spent >= MAX_LUCK_EVENTS) {
          finished.push(finish('budget'))
          continue
        }
        current ??= simulate(luckInput(spec, next), 0)
        const before = current.head.state.eventsDone
        extendRun(current, spec.untilMs, left)
        left -= Math.max(1, current.head.state.eventsDone - before)
        if (current.endMs >= spec.untilMs) finished.push(finish(outcomeOf(spec, group, next, current)))
        else if (current.endedBy !== null) finished.push(finish('ended'))
        else if (current.head.state.eventsDone >= MAX_RUN_EVENTS) finished.push(finish('budget'))
      }
      return finished
    },
  }
}

function outcomeOf(spec: LuckSpec, group: number, at: number, run: ReturnType<typeof simulate>): Outcome {
  const tally = createSummaryCounts(run)
  countUntil(tally, spec.untilMs)
  const { failed, failedAttempts } = figuresOf(tally)
  const beganMs = faultMs(spec, at)
  const firstMs = beganMs === null || group < 0 ? null : firstSuccessMs(run, group, beganMs, spec.untilMs)
  return { failed, failedAttempts, recoveryMs: firstMs === null || beganMs === null ? null : firstMs - beganMs }
}

// --- what they come to -----------------------------------------------------------------------------------------------

export interface LuckSummary {
  /** Runs with a figure. */
  counted: number
  /** Runs without a recovery before their end. */
  missing: number
  /** Runs that could not be computed to their end. */
  unfinished: number
  /** null where nothing is counted. */
  min: number | null
  p10: number | null
  p50: number | null
  p90: number | null
  max: number | null
}

export function summaryOf(cells: readonly (LuckCell | null)[], measure: Measure): LuckSummary {
  const outcomes = cells.filter((cell) => cell !== null && typeof cell === 'object')
  const values = outcomes.map((outcome) => outcome[measure]).filter((value) => value !== null)
  values.sort((one, other) => one - other)
  return {
    counted: values.length,
    missing: outcomes.length - values.length,
    unfinished: cells.filter((cell) => typeof cell === 'string').length,
    min: atShare(values, 0),
    p10: atShare(values, 0.1),
    p50: atShare(values, 0.5),
    p90: atShare(values, 0.9),
    max: atShare(values, 1),
  }
}
