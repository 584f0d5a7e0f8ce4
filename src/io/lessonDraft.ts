// Makes a lesson of a run: what was done becomes something to do, what followed becomes something to guess, and every
// number becomes a figure with a claim. Pure. The words are a first draft, to be edited in the file.

import { type Figure, MARKED, type Marked, STORE_MARKED } from '../chapters/figure'
import type { Claim, Lesson, Step } from '../chapters/lesson'
import { markOf, readFigure } from '../chapters/readFigure'
import { entries } from '../chapters/reading'
import type { Localized } from '../i18n/localized'
import type { Text } from '../i18n/messages'

import { type LogEntry, type Run, type RunInput, stateAt, type UserAction } from '../rocketmq'
import { lessonId } from './lessonFile'

/** More would be no lesson: the first ones are taken. */
const MAX_GROUPS = 12
/** ms of virtual time that is watched before the first action, after an action, and before a moment. */
const LEAD_MS = 3000
const WATCH_MS = 2000
const APPROACH_MS = 500

type Actions = [UserAction, ...UserAction[]]

/** What was done at one moment. */
function groupsOf(actions: readonly UserAction[]): Actions[] {
  const groups: Actions[] = []
  for (const action of actions) {
    const last = groups.at(-1)
    if (last && last[0].atMs === action.atMs) last.push(action)
    else groups.push([action])
  }
  return groups
}

const momentFigures = (mark: Marked, afterMs: number): Record<string, Figure> => ({
  at: { kind: 'momentOf', mark: { mark, afterMs } },
})

/** A part of the run whose entries are the same whatever comes after it. */
interface Stretch {
  input: RunInput
  fromMs: number
  toMs: number
}

const REMEMBERED: readonly Marked[] = MARKED.filter(
  (mark) => mark !== 'firstUse' && mark !== 'stored' && !(STORE_MARKED as readonly Marked[]).includes(mark),
)

/** Writes a sentence down, in every language. */
type Said = (text: Text<'lessonDraft'>) => Localized

/**
 * @param run - computed at least to toMs
 * @param toMs - ms of virtual time: what comes later is no part of the lesson
 * @returns null where nothing has happened yet
 */
export function draftLesson(run: Run, toMs: number, said: Said): Lesson | null {
  const { input } = run
  if (entries(run, 'send', 0, toMs).length === 0) return null
  const done = input.actions.filter(({ atMs }) => atMs <= toMs)
  const groups = groupsOf(done).slice(0, MAX_GROUPS)
  const claimed = (figures: Record<string, Figure>): Pick<Step, 'figures' | 'claims'> => ({
    figures,
    claims: Object.values(figures).flatMap((figure): Claim[] => {
      const value = readFigure(run, figure)
      return value === null ? [] : [{ figure, equals: value }]
    }),
  })
  const nameOf = (group: number, atMs: number): string => stateAt(run, atMs).brokerGroups[group]?.brokerName ?? ''

  const steps: Step[] = []
  const add = (step: Omit<Step, 'id'>) => steps.push({ id: `step-${steps.length + 1}`, ...step })

  const firstMs = groups[0]?.[0].atMs ?? toMs
  if (firstMs > 0) {
    add({
      title: said((m) => m.lessonDraft.startTitle),
      say: said((m) => m.lessonDraft.start(input.scenario.topic)),
      input: { ...input, actions: [] },
      atMs: Math.max(0, firstMs - LEAD_MS),
      untilMs: firstMs,
      meaning: said((m) => m.lessonDraft.startMeaning),
      // What happens in the very instant of the action belongs to it.
      ...claimed(totals(Math.max(0, firstMs - 1), ['sent', 'stored', 'failedMessages'])),
    })
  }

  groups.forEach((group, number) => {
    const { atMs } = group[0]
    const endMs = Math.max(atMs, (groups[number + 1]?.[0].atMs ?? toMs + 1) - 1)
    const before = done.filter((action) => action.atMs < atMs)
    const after = { ...input, actions: [...before, ...group] }
    const moments = momentSteps(run, { input: after, fromMs: atMs, toMs: endMs }, claimed, nameOf, said)
    const firstQuestion = moments.find(({ ask }) => ask)
    const untilMs = Math.min(endMs, atMs + WATCH_MS, Math.max(atMs, firstQuestion?.atMs ?? endMs))
    const alone = group.length === 1
    const { atMs: _, ...action } = group[0]
    const what = said((m) => m.editing.action(group[0]))
    add({
      title: alone ? what : said((m) => m.lessonDraft.severalTitle),
      say: alone ? said((m) => m.lessonDraft.act(atMs)) : said((m) => m.lessonDraft.severalDone(atMs)),
      // Actions of one moment belong together, and one person can only do one after the other.
      input: alone ? { ...input, actions: before } : after,
      atMs,
      untilMs,
      ...(alone ? { task: { prompt: what, actions: [action] } } : {}),
      meaning: said((m) => m.lessonDraft.actMeaning),
      ...claimed(totals(untilMs, ['attempts', 'failedAttempts'], atMs)),
    })
    for (const step of moments) add(step)
  })

  add({
    title: said((m) => m.lessonDraft.endTitle),
    say: said((m) => m.lessonDraft.end),
    input: { ...input, actions: done },
    atMs: toMs,
    meaning: said((m) => m.lessonDraft.endMeaning),
    ...claimed(totals(toMs, ['sent', 'stored', 'failedAttempts', 'rescuedMessages', 'failedMessages'])),
  })

  const { preset } = input.scenario
  const first = done[0]
  const lesson: Omit<Lesson, 'id'> = {
    kind: 'lesson',
    title: said((m) => m.lessonDraft.title(first ? m.editing.action(first) : (m.page.presets[preset] ?? preset))),
    summary: said((m) => m.lessonDraft.summary),
    minutes: Math.max(1, Math.ceil(steps.length / 2)),
    issues: [],
    terms: [],
    steps,
    quiz: [],
  }
  return { id: lessonId(lesson), ...lesson }
}

type Total = 'sent' | 'stored' | 'attempts' | 'failedAttempts' | 'rescuedMessages' | 'failedMessages'

/** How the words call a total. */
const TOTAL_NAMES: Record<Total, string> = {
  sent: 'sent',
  stored: 'stored',
  attempts: 'attempts',
  failedAttempts: 'failedAttempts',
  rescuedMessages: 'rescued',
  failedMessages: 'failed',
}

const totals = (toMs: number, wanted: readonly Total[], fromMs?: number): Record<string, Figure> =>
  Object.fromEntries(
    wanted.map((what) => [
      TOTAL_NAMES[what],
      { kind: 'count', what, ...(fromMs === undefined ? {} : { fromMs }), toMs } satisfies Figure,
    ]),
  )

/** The first of each kind of thing that matters in a stretch, as steps, in the order in which they happen. */
function momentSteps(
  run: Run,
  stretch: Stretch,
  claimed: (figures: Record<string, Figure>) => Pick<Step, 'figures' | 'claims'>,
  nameOf: (group: number, atMs: number) => string,
  said: Said,
): Omit<Step, 'id'>[] {
  const { input, fromMs, toMs } = stretch
  const asked = new Set<number>()
  const found = REMEMBERED.flatMap((mark) => {
    const entry = markOf(run, { mark, afterMs: fromMs })
    return entry && entry.atMs <= toMs ? [{ mark, entry }] : []
  }).sort((one, other) => one.entry.atMs - other.entry.atMs)

  return found.flatMap(({ mark, entry }): Omit<Step, 'id'>[] => {
    const { atMs } = entry
    const approach = { input, atMs: Math.max(fromMs, atMs - APPROACH_MS), untilMs: atMs }
    if (entry.kind === 'sendFailed' || entry.kind === 'messageFailed') {
      if (asked.has(entry.message)) return []
      asked.add(entry.message)
      const step = questionStep(run, stretch, entry.message, claimed, said)
      return step ? [step] : []
    }
    if (entry.kind === 'route') {
      // The figures are those of the first producer.
      if (entry.producer !== 0) return []
      const figures: Record<string, Figure> = { ...momentFigures(mark, fromMs), queues: { kind: 'queuesKnown', atMs } }
      const title = said((m) => m.lessonDraft.routeTitle)
      const say = said((m) => m.lessonDraft.route)
      const meaning = said((m) => m.lessonDraft.routeMeaning)
      return [{ title, say, ...approach, view: { select: { producer: 0 } }, meaning, ...claimed(figures) }]
    }
    if (!('group' in entry)) return []
    const { settings } = stateAt(run, atMs)
    const isWindow = entry.kind === 'avoided' || entry.kind === 'available'
    // Without the switch the client notes the same and does not heed it.
    if (isWindow && !settings.sendLatencyFaultEnable) return []
    const broker = nameOf(entry.group, atMs)
    const words = wordsOf(entry, broker, said)
    if (!words) return []
    const figures: Record<string, Figure> = {
      ...momentFigures(mark, fromMs),
      ...(mark === 'avoided' ? { window: { kind: 'windowOf', afterMs: fromMs } satisfies Figure } : {}),
    }
    return [{ ...words, ...approach, view: { select: { brokerName: broker } }, ...claimed(figures) }]
  })
}

function wordsOf(entry: LogEntry, broker: string, said: Said): Pick<Step, 'title' | 'say' | 'meaning'> | null {
  switch (entry.kind) {
    case 'avoided':
      return {
        title: said((m) => m.lessonDraft.avoidedTitle(broker)),
        say: said((m) => m.lessonDraft.avoided(broker)),
        meaning: said((m) => m.lessonDraft.avoidedMeaning(broker)),
      }
    case 'available':
      return {
        title: said((m) => m.lessonDraft.availableTitle(broker)),
        say: said((m) => m.lessonDraft.available(broker)),
        meaning: said((m) => m.lessonDraft.availableMeaning(broker)),
      }
    case 'masterReady':
      return {
        title: said((m) => m.lessonDraft.masterTitle(broker)),
        say: said((m) => m.lessonDraft.master(broker)),
        meaning: said((m) => m.lessonDraft.masterMeaning(broker)),
      }
    default:
      return null
  }
}

/** Asks what becomes of a message, before its call begins; null where it had not ended before something else was done. */
function questionStep(
  run: Run,
  { input, fromMs, toMs }: Stretch,
  message: number,
  claimed: (figures: Record<string, Figure>) => Pick<Step, 'figures' | 'claims'>,
  said: Said,
): Omit<Step, 'id'> | null {
  const sent = entries(run, 'send', 0, toMs).find((one) => one.message === message && one.attempt === 1)
  const ended = [...entries(run, 'sendOk', fromMs, toMs), ...entries(run, 'messageFailed', fromMs, toMs)].find(
    (one) => one.message === message,
  )
  if (!sent || !ended) return null
  const answer: Figure = { kind: 'outcomeOf', message }
  return {
    title: said((m) => m.lessonDraft.askTitle(message)),
    say: said((m) => m.lessonDraft.ask(message)),
    input,
    atMs: Math.max(fromMs, sent.atMs - 1),
    untilMs: ended.atMs,
    ask: {
      kind: 'outcome',
      prompt: said((m) => m.lessonDraft.askPrompt(message)),
      answer,
      explain: said((m) => m.lessonDraft.askExplain),
    },
    meaning: said((m) => m.lessonDraft.askMeaning),
    ...claimed({
      first: { kind: 'queueOf', message },
      attempts: { kind: 'attemptsOf', message },
      waited: { kind: 'elapsedOf', message },
      outcome: answer,
    }),
  }
}
