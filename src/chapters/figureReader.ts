// Answers many figures in one pass over the log of a run: a little at a time, going on where it stopped when the run has
// been computed further. What it costs is counted, not measured: the same lesson is too much on every machine.

import {
  clientRules,
  defaultBrokerName,
  entryAt,
  entryTime,
  firstEntryAfter,
  type LogEntry,
  type LogKind,
  type Run,
} from '../rocketmq'
import { type Counted, FIGURE_HORIZON_MS, type Figure, type FigureValue, MARK_KINDS, type Mark } from './figure'

export interface FigureReader {
  /** Whether it answers this figure. */
  has(figure: Figure): boolean
  /**
   * Reads on.
   *
   * @param most - what it may cost: each entry one, and one more for each figure that looks at it
   * @returns what it did cost; less than `most` where there is nothing more to read as yet
   */
  read(most: number): number
  /** @returns null where the run, as far as it was read, has no answer. @throws RangeError as readFigure */
  value(figure: Figure): FigureValue | null
  /** All answers by figure, without the run they were read from: see `valueIn`. */
  all(): ReadonlyMap<string, ReadAnswer>
  /** The entry a mark of one of its figures stands for. */
  entry(mark: Mark): LogEntry | null
}

/** Of capacity, the stored messages and those of the Broker with the most: its number may be another each time. */
export type ReadAnswer = FigureValue | null | { stored: number; most: number }

/** A figure's value among answers that were read. @returns undefined where the figure is not among them */
export function valueIn(answers: ReadonlyMap<string, ReadAnswer>, figure: Figure): FigureValue | null | undefined {
  const answer = answers.get(keyOf(figure))
  if (typeof answer !== 'object' || answer === null) return answer
  return figure.kind === 'capacity' ? Math.floor((figure.perBroker * answer.stored) / answer.most) : null
}

type Entry<K extends LogKind> = Extract<LogEntry, { kind: K }>

/** Looks at entries of some kinds in a stretch of time. */
interface Watch {
  kinds: readonly LogKind[]
  fromMs: number
  toMs: number
  /** @returns whether it need not see any more */
  see(entry: LogEntry, seen: Seen): boolean
}

/** What is known of the message of an entry from before: ms of virtual time, -1 for never. */
interface Seen {
  copyMs: number
  attemptMs: number
}

interface Answer {
  watches: Watch[]
  value(): ReadAnswer
}

/** A number by message, growing with the highest one. */
class ByMessage {
  private values = new Int32Array(1024).fill(-1)

  /** Puts a value in the place of the last one. @returns that one */
  swap(message: number, value: number): number {
    if (message >= this.values.length) {
      const larger = new Int32Array(Math.max(message + 1, 2 * this.values.length)).fill(-1)
      larger.set(this.values)
      this.values = larger
    }
    const before = this.values[message] as number
    this.values[message] = value
    return before
  }
}

/** What an input says of itself: nothing of it has to be computed. */
const lastSet = ({ input }: Run, name: string, atMs: number): unknown =>
  input.actions.reduce<unknown>(
    (value, action) => (action.type === 'set' && action.name === name && action.atMs <= atMs ? action.value : value),
    input.scenario.settings[name as keyof typeof input.scenario.settings],
  )

const groupName = ({ input }: Run, group: number): string =>
  input.scenario.brokerGroups[group]?.brokerName ?? defaultBrokerName(group)

/** @throws RangeError if no Broker group of the run has that name, as far as it is computed */
function groupOf(run: Run, brokerName: string): number {
  const { input, endMs } = run
  const most = input.actions.reduce(
    (count, action) =>
      action.type === 'set' && action.name === 'brokerGroupCount' && action.atMs <= endMs
        ? Math.max(count, action.value as number)
        : count,
    input.scenario.settings.brokerGroupCount,
  )
  for (let group = 0; group < most; group++) if (groupName(run, group) === brokerName) return group
  throw new RangeError(`no Broker group ${brokerName}`)
}

const keyOf = (figure: Figure): string =>
  // Capacity is a share and a number: only the share has to be read.
  JSON.stringify(figure.kind === 'capacity' ? { ...figure, perBroker: 0 } : figure)

const markKey = (mark: Mark): string => JSON.stringify([mark.mark, mark.brokerName, mark.afterMs])

export function createFigureReader(run: Run, figures: readonly Figure[]): FigureReader {
  const answers = new Map<string, Answer>()
  const marks = new Map<string, { found: LogEntry | null; watch: Watch }>()
  const byKind = new Map<LogKind, Watch[]>()
  /** Those that begin later, the earliest last. */
  const toCome: Watch[] = []
  const copies = new ByMessage()
  const attempts = new ByMessage()
  let scanned = 0

  for (const figure of figures) {
    const key = keyOf(figure)
    if (!answers.has(key)) answers.set(key, answerOf(figure))
  }
  for (const { watches } of answers.values()) toCome.push(...watches)
  for (const { watch } of marks.values()) toCome.push(watch)
  toCome.sort((one, other) => other.fromMs - one.fromMs)
  // Who has copies and attempts of a message behind it needs all of the log; the others begin where they begin.
  const needsCopies = figures.some(
    (one) =>
      one.kind === 'share' ||
      one.kind === 'capacity' ||
      (one.kind === 'count' && (one.what === 'stored' || one.what === 'extraCopies')),
  )
  const needsAttempts = figures.some((one) => one.kind === 'count' && one.what === 'retriedMessages')
  const lastMs = toCome.reduce((last, { toMs }) => Math.max(last, toMs), -1)
  if (!needsCopies && !needsAttempts)
    scanned = firstEntryAfter(run.log, (toCome.at(-1)?.fromMs ?? Number.POSITIVE_INFINITY) - 1)

  function markAnswer(mark: Mark): () => LogEntry | null {
    const key = markKey(mark)
    const known = marks.get(key)
    if (known) return () => known.found
    const { brokerName, afterMs } = mark
    const state: { found: LogEntry | null; watch: Watch } = {
      found: null,
      watch: {
        kinds: [MARK_KINDS[mark.mark]],
        fromMs: afterMs,
        toMs: afterMs + FIGURE_HORIZON_MS,
        see(entry) {
          if (entry.kind === 'route' && entry.outcome !== 'changed') return false
          if (mark.mark === 'avoided' && !(entry.kind === 'avoided' && entry.windowMs > 0)) return false
          const fits = brokerName === undefined || ('group' in entry && groupName(run, entry.group) === brokerName)
          if (fits) state.found = entry
          return fits
        },
      },
    }
    marks.set(key, state)
    return () => {
      if (brokerName !== undefined) groupOf(run, brokerName)
      return state.found
    }
  }

  /** The first entry about a message that fits. */
  function first<K extends LogKind, T>(kinds: readonly K[], pick: (entry: Entry<K>) => T | null) {
    const state: { found: T | null } = { found: null }
    const watch: Watch = {
      kinds,
      fromMs: 0,
      toMs: Number.POSITIVE_INFINITY,
      see(entry) {
        state.found = pick(entry as Entry<K>)
        return state.found !== null
      },
    }
    return { state, watch }
  }

  function endingOf(message: number) {
    return first(['sendOk', 'messageFailed'], (entry) => (entry.message === message ? entry : null))
  }

  function answerOf(figure: Figure): Answer {
    switch (figure.kind) {
      case 'perBroker':
        return { watches: [], value: () => figure.perBroker }
      case 'isolationOf':
        return {
          watches: [],
          value: () =>
            figure.atMs > run.endMs
              ? null
              : clientRules(lastSet(run, 'clientVersion', figure.atMs) as string).isolationLatency,
        }
      case 'count':
        return countAnswer(figure)
      case 'share':
      case 'capacity':
        return shareAnswer(figure)
      case 'queueOf':
      case 'brokerOf': {
        const number = figure.attempt ?? 1
        const { state, watch } = first(['send'], (entry) =>
          entry.message === figure.message && entry.attempt === number ? entry : null,
        )
        return {
          watches: [watch],
          value() {
            if (!state.found) return null
            const name = groupName(run, state.found.group)
            return figure.kind === 'brokerOf' ? name : `${name} q${state.found.queueId}`
          },
        }
      }
      case 'outcomeOf':
      case 'elapsedOf': {
        const { state, watch } = endingOf(figure.message)
        return {
          watches: [watch],
          value() {
            const end = state.found
            if (!end) return null
            if (figure.kind === 'elapsedOf') return end.elapsedMs
            return end.kind === 'messageFailed' ? 'failed' : end.attempt === 1 ? 'stored' : 'retried'
          },
        }
      }
      case 'attemptsOf': {
        const { state, watch } = endingOf(figure.message)
        let made = 0
        const counts: Watch = {
          ...watch,
          kinds: ['send'],
          see(entry) {
            if ('message' in entry && entry.message === figure.message) made++
            // After its end no call makes another attempt.
            return state.found !== null
          },
        }
        return { watches: [counts, watch], value: () => (state.found ? made : null) }
      }
      case 'momentOf': {
        const entry = markAnswer(figure.mark)
        return { watches: [], value: () => entry()?.atMs ?? null }
      }
      case 'between': {
        const from = markAnswer(figure.from)
        const to = markAnswer(figure.to)
        return {
          watches: [],
          value() {
            const one = from()
            const other = to()
            return one && other ? other.atMs - one.atMs : null
          },
        }
      }
      case 'windowOf': {
        const entry = markAnswer({ mark: 'avoided', brokerName: figure.brokerName, afterMs: figure.afterMs })
        return {
          watches: [],
          value() {
            const found = entry()
            return found?.kind === 'avoided' ? found.windowMs : null
          },
        }
      }
      case 'messageOf': {
        const entry = markAnswer(figure.mark)
        return {
          watches: [],
          value() {
            const found = entry()
            return found && 'message' in found ? found.message : null
          },
        }
      }
      case 'queuesKnown': {
        let queues: number | null = null
        const watch: Watch = {
          kinds: ['route'],
          fromMs: 0,
          toMs: figure.atMs,
          see(entry) {
            if (entry.kind === 'route' && entry.producer === 0) queues = entry.queues
            return false
          },
        }
        return { watches: [watch], value: () => (figure.atMs > run.endMs ? null : queues) }
      }
    }
  }

  function countAnswer({ what, brokerName, queueId, fromMs = 0, toMs }: Extract<Figure, { kind: 'count' }>): Answer {
    let count = 0
    const isHere = (one: { group: number; queueId?: number }) =>
      (brokerName === undefined || groupName(run, one.group) === brokerName) &&
      (queueId === undefined || one.queueId === queueId)
    const watch: Watch = {
      kinds: COUNTED_KINDS[what],
      fromMs,
      toMs,
      see(entry, seen) {
        if (counts(what, entry, seen, fromMs, isHere)) count++
        return false
      },
    }
    return {
      watches: [watch],
      value() {
        if (toMs > run.endMs) return null
        if (brokerName !== undefined) groupOf(run, brokerName)
        return count
      },
    }
  }

  function shareAnswer(figure: Extract<Figure, { kind: 'share' | 'capacity' }>): Answer {
    const { fromMs = 0, toMs } = figure
    const perGroup = new Map<number, number>()
    let all = 0
    let mine = 0
    const watch: Watch = {
      kinds: ['stored'],
      fromMs,
      toMs,
      see(entry, { copyMs }) {
        if (entry.kind !== 'stored' || copyMs >= 0) return false
        all++
        perGroup.set(entry.group, (perGroup.get(entry.group) ?? 0) + 1)
        if (
          figure.kind === 'share' &&
          groupName(run, entry.group) === figure.brokerName &&
          (figure.queueId ?? entry.queueId) === entry.queueId
        )
          mine++
        return false
      },
    }
    return {
      watches: [watch],
      value() {
        if (toMs > run.endMs) return null
        if (figure.kind === 'share') {
          groupOf(run, figure.brokerName)
          return all === 0 ? null : (100 * mine) / all
        }
        const most = Math.max(0, ...perGroup.values())
        return most === 0 ? null : { stored: all, most }
      },
    }
  }

  /** Those whose time has come look at what happens from now on. */
  function begin(atMs: number): void {
    for (let next = toCome.at(-1); next && next.fromMs <= atMs; next = toCome.at(-1)) {
      toCome.pop()
      for (const kind of next.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), next])
    }
  }

  /** @returns how many looked */
  function show(entry: LogEntry): number {
    const seen: Seen = { copyMs: -1, attemptMs: -1 }
    if (needsCopies && entry.kind === 'stored') seen.copyMs = copies.swap(entry.message, entry.atMs)
    if (needsAttempts && entry.kind === 'send') seen.attemptMs = attempts.swap(entry.message, entry.atMs)
    const watches = byKind.get(entry.kind)
    if (!watches) return 0
    let over = false
    for (const watch of watches) {
      if (entry.atMs > watch.toMs || watch.see(entry, seen)) {
        over = true
        watch.toMs = -1
      }
    }
    if (over)
      byKind.set(
        entry.kind,
        watches.filter(({ toMs }) => toMs >= 0),
      )
    return watches.length
  }

  const isAnswered = (): boolean => toCome.length === 0 && [...byKind.values()].every((watches) => watches.length === 0)

  return {
    has: (figure) => answers.has(keyOf(figure)),
    read(most) {
      let cost = 0
      // Looked at where it may have changed, not with every entry.
      if (isAnswered()) return 0
      while (scanned < run.log.length && cost < most) {
        const atMs = entryTime(run.log, scanned)
        if (atMs > lastMs) return cost
        if (toCome.length > 0) begin(atMs)
        cost += 1 + show(entryAt(run.log, scanned))
        scanned++
        if ((scanned & 1023) === 0 && isAnswered()) break
      }
      return cost
    },
    value: (figure) => valueIn(new Map([[keyOf(figure), answers.get(keyOf(figure))?.value() ?? null]]), figure) ?? null,
    all: () => new Map([...answers].map(([key, answer]) => [key, answer.value()])),
    entry: (mark) => marks.get(markKey(mark))?.found ?? null,
  }
}

const COUNTED_KINDS: Record<Counted, readonly LogKind[]> = {
  sent: ['send'],
  stored: ['stored'],
  failedMessages: ['messageFailed'],
  failedAttempts: ['sendFailed'],
  attempts: ['send'],
  retriedMessages: ['send'],
  rescuedMessages: ['sendOk'],
  routeChanges: ['route'],
  windows: ['avoided'],
  elections: ['masterReady'],
  extraCopies: ['stored'],
}

/** Whether an entry of one of its kinds, in the stretch, is one of those that are counted. */
function counts(
  what: Counted,
  entry: LogEntry,
  seen: Seen,
  fromMs: number,
  isHere: (one: { group: number; queueId?: number }) => boolean,
): boolean {
  switch (entry.kind) {
    case 'send':
      if (what === 'sent') return entry.attempt === 1 && isHere(entry)
      // A message is counted once, by the first of its retries in the stretch.
      if (what === 'retriedMessages') return entry.attempt > 1 && (entry.attempt === 2 || seen.attemptMs < fromMs)
      return isHere(entry)
    case 'stored':
      // A message counts where its first copy is; what a retry stored a second time is an extra copy.
      return what === 'stored' ? seen.copyMs < 0 && isHere(entry) : seen.copyMs >= fromMs
    case 'sendOk':
      return entry.attempt > 1 && isHere(entry)
    case 'route':
      return entry.outcome === 'changed'
    case 'avoided':
      return entry.windowMs > 0 && isHere(entry)
    case 'sendFailed':
    case 'masterReady':
      return isHere(entry)
    default:
      return true
  }
}
