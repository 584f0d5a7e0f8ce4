// What a lesson is made of. Plain data: it fits in a file and, when short, in a link. Whatever it says about a run is a
// figure, read from the log; what it promises is a claim, and a test holds it to that.

import type { Localized } from '../i18n/localized'
import {
  extendRun,
  MAX_RUN_MS,
  type Run,
  type RunInput,
  type SettingName,
  type Settings,
  type UserAction,
} from '../rocketmq'
import { FIGURE_HORIZON_MS, type Figure, type FigureValue, neededMs } from './figure'
import type { FigureReader } from './figureReader'
import { readerOf } from './readFigure'

/** What a person is asked before it is shown. Every answer is computed. */
export type Question =
  /** Answered by a click on a queue, on the stage or in the list. */
  | { kind: 'queue'; prompt: Localized; answer: Extract<Figure, { kind: 'queueOf' }>; explain: Localized }
  /** Stored at once, stored by a retry, or failed. */
  | { kind: 'outcome'; prompt: Localized; answer: Extract<Figure, { kind: 'outcomeOf' }>; explain: Localized }
  /** One of some numbers; the right one is added where it is not among them. */
  | { kind: 'number'; prompt: Localized; answer: Figure; options: number[]; explain: Localized }
  /** One of some Broker groups, on the stage or in the list. */
  | { kind: 'broker'; prompt: Localized; answer: Figure; options: string[]; explain: Localized }
  /** One of some things that may happen: right is the first whose bounds hold for the figure. */
  | { kind: 'choice'; prompt: Localized; answer: Figure; options: Option[]; explain: Localized }

/** What a figure may be. Without bounds it is anything. */
export interface Bounds {
  /** Exactly this, or within these bounds. */
  equals?: FigureValue
  atLeast?: number
  atMost?: number
}

export interface Option extends Bounds {
  text: Localized
}

/** An action without its moment. */
type TaskAction = { type: UserAction['type'] } & Partial<Record<string, unknown>>

/** Something to do that is no action on the cluster. */
export type Act =
  /** Pick it on the stage. */
  | { kind: 'select'; target: Target }
  /** Put the playhead on a moment, ms or a figure that gives it, or no further from it than this, ms. */
  | { kind: 'jump'; to: Figure | number; withinMs: number }
  /** Give a setting this value: the run of the step is then another one from its beginning, with all else the same. */
  | { kind: 'setting'; name: SettingName; value: Settings[SettingName] }

/** What a person is to do before it goes on. */
export type Task = { prompt: Localized } & (
  | {
      /** Any of these will do, at any moment from the step's own on; the first is what is done for who asks for it. */
      actions: [TaskAction, ...TaskAction[]]
      act?: undefined
    }
  | { act: Act; actions?: undefined }
)

/** Something on the stage that can be picked. */
export type Target = { brokerName: string } | { message: number } | { producer: number } | { nameServer: number }

/** A promise about the run of a step. */
export interface Claim extends Bounds {
  figure: Figure
  /** Read from the second run, as `otherFigures` are. */
  inOther?: boolean
}

/** What is looked at when the step opens. */
export interface StepView {
  select?: Target
  panel?: 'story' | 'log' | 'settings'
  charts?: boolean
  /** The Broker group that is open on the stage, where its inside is simulated. */
  open?: string
  /** The setting that is different in the second run beside the first. */
  compare?: { name: SettingName; value: Settings[SettingName] }
  /** How much of the time the timeline shows, ms; left out, it fits what has been played. */
  spanMs?: number
}

export interface Step {
  id: string
  title: Localized
  /** What is seen: one or two short sentences. `{name}` stands for a figure. */
  say: Localized
  /** The whole input of this step, so that it can be entered from anywhere. */
  input: RunInput
  /** Where it opens, ms of virtual time, and how far it plays by itself; without `untilMs` it stands still. */
  atMs: number
  untilMs?: number
  /** In a talk: waits for the second press before it plays, though it asks for nothing. */
  opensStill?: boolean
  /** ms of virtual time per ms. */
  speed?: number
  view?: StepView
  /** Messages per second that one Broker takes; the person may put their own number, and the figures follow. */
  perBroker?: number
  /** At most one of the two. */
  ask?: Question
  task?: Task
  /** What it means: one sentence, shown when the step has been answered, done or played. */
  meaning: Localized
  /** What a presenter says, in their notes. */
  notes?: Localized
  /** Minutes that a talk plans for it. */
  minutes?: number
  figures?: Record<string, Figure>
  /** Figures of the second run: beside the first where the view compares, before the change where the task is a setting. */
  otherFigures?: Record<string, Figure>
  claims: Claim[]
}

export type LessonKind = 'lesson' | 'incident' | 'talk' | 'question'

export interface Lesson {
  id: string
  kind: LessonKind
  title: Localized
  /** One sentence: what one can do or explain afterwards; of an incident, its symptom. */
  summary: Localized
  minutes: number
  /** Of an incident, at its end: why it happened, and what to do about it. */
  cause?: Localized
  fix?: Localized
  /** Numbers of issues and pull requests of apache/rocketmq. */
  issues: number[]
  /** Ids of the terms that it explains. */
  terms: string[]
  steps: Step[]
  quiz: QuizQuestion[]
}

/** A question after the lesson, about a run of its own. */
export interface QuizQuestion {
  id: string
  input: RunInput
  /** Where the stage stands while it is asked, ms of virtual time. */
  atMs: number
  ask: Question
  figures?: Record<string, Figure>
}

/** ms of virtual time computed at a time while a figure is looked for. */
const SEARCH_STEP_MS = 10_000

/** Computes a run until all figures can be read from it, or nothing more is to be expected. */
export function computeFor(run: Run, atMs: number, figures: readonly Figure[]): void {
  finish(computedFor(run, atMs, figures))
}

function finish<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** What a piece of work has cost. */
export interface Cost {
  /** Events that were computed. */
  events: number
  /** Entries of the log that were read, and one more for each figure that looked at one. */
  reads: number
}

/** How much a piece is, in both: some ms of real time. */
const PIECE_EVENTS = 4000
const PIECE_READS = 40_000

/**
 * The same in pieces; ends earlier where the run does.
 *
 * @returns what has read all figures
 */
export function* computedFor(run: Run, atMs: number, figures: readonly Figure[]): Generator<Cost, FigureReader> {
  const reader = readerOf(run, figures)
  const lastMs = atMs + FIGURE_HORIZON_MS
  let toMs = Math.min(MAX_RUN_MS, Math.max(run.endMs, atMs, ...figures.map((figure) => neededMs(figure) ?? 0)))
  for (;;) {
    while (run.endMs < toMs && run.endedBy === null) {
      const before = run.head.state.eventsDone
      extendRun(run, toMs, PIECE_EVENTS)
      const done = run.head.state.eventsDone - before
      yield { events: Math.min(PIECE_EVENTS, Math.max(1, done)), reads: 0 }
    }
    for (let reads = PIECE_READS; reads >= PIECE_READS; ) {
      reads = reader.read(PIECE_READS)
      yield { events: 0, reads }
    }
    const isOver = run.endedBy !== null || run.endMs >= Math.min(MAX_RUN_MS, lastMs)
    if (isOver || figures.every((figure) => reader.value(figure) !== null)) return reader
    toMs = Math.min(lastMs, MAX_RUN_MS, run.endMs + SEARCH_STEP_MS)
  }
}

/** The input with another value of a setting from the beginning on. */
export function withSetting({ scenario, actions, ...input }: RunInput, name: SettingName, value: unknown): RunInput {
  return {
    ...input,
    scenario: { ...scenario, settings: { ...scenario.settings, [name]: value } },
    actions: actions.filter((action) => action.type !== 'set' || action.name !== name),
  }
}

/** The input of a step when its task has been done at the moment it opens. */
export function inputAfter({ input, task, atMs }: Pick<Step, 'input' | 'task' | 'atMs'>): RunInput {
  if (task?.actions)
    return { ...input, actions: [...input.actions, { ...task.actions[0], atMs } as unknown as UserAction] }
  return task?.act.kind === 'setting' ? withSetting(input, task.act.name, task.act.value) : input
}

/** The input of the second run; null where there is none. */
export function otherInput({
  input,
  task,
  atMs,
  view,
}: Pick<Step, 'input' | 'task' | 'atMs' | 'view'>): RunInput | null {
  if (view?.compare) return withSetting(inputAfter({ input, task, atMs }), view.compare.name, view.compare.value)
  return task?.act?.kind === 'setting' ? input : null
}

/** All figures that the words, question and claims of a step take from its run. */
export const figuresOf = ({
  figures = {},
  ask,
  task,
  claims,
}: Pick<Step, 'figures' | 'ask' | 'task' | 'claims'>): Figure[] => [
  ...Object.values(figures),
  ...(ask ? [ask.answer] : []),
  ...(task?.act?.kind === 'jump' && typeof task.act.to !== 'number' ? [task.act.to] : []),
  ...claims.flatMap((claim) => (claim.inOther ? [] : [claim.figure])),
]

/** All figures that they take from the second run. */
export const otherFiguresOf = ({ otherFigures = {}, claims }: Pick<Step, 'otherFigures' | 'claims'>): Figure[] => [
  ...Object.values(otherFigures),
  ...claims.flatMap((claim) => (claim.inOther ? [claim.figure] : [])),
]

/** Whether a value is within bounds. */
export function holds({ equals, atLeast, atMost }: Bounds, value: FigureValue | null): boolean {
  if (value === null) return false
  if (equals !== undefined && value !== equals) return false
  if (typeof value !== 'number') return atLeast === undefined && atMost === undefined
  return value >= (atLeast ?? value) && value <= (atMost ?? value)
}

/** What is right: of a choice the position of the option, of any other question the value; null where there is none. */
export function rightOf(question: Question, value: FigureValue | null): FigureValue | null {
  if (question.kind !== 'choice') return value
  const position = question.options.findIndex((option) => holds(option, value))
  return position < 0 ? null : position
}

/** Whether a step is done with the hand on the stage: by its task, or by a click on what answers its question. */
export const isByHand = ({ task, ask }: Pick<Step, 'task' | 'ask'>): boolean =>
  task !== undefined || ask?.kind === 'queue' || ask?.kind === 'broker'

/** Whether one of these actions is one that is wanted. */
export const isDoneBy = (wanted: readonly TaskAction[], done: readonly UserAction[]): boolean =>
  done.some((one) => wanted.some((action) => isLike(one as unknown as Record<string, unknown>, action)))

const isLike = (one: Record<string, unknown>, action: TaskAction): boolean =>
  Object.entries(action).every(([name, value]) => JSON.stringify(one[name]) === JSON.stringify(value))
