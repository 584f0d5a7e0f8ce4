// How each kind of figure is answered: what it looks at in the log, and what it makes of it.

import { createAgain } from '../projections/deliveredAgain'
import { clientRules, defaultBrokerName, type LogEntry, type LogKind, type Run, sendsOf } from '../rocketmq'
import {
  CONSUMER_MARKED,
  type ConsumerMarked,
  type Counted,
  FIGURE_HORIZON_MS,
  type Figure,
  MARK_KINDS,
  type Mark,
} from './figure'
import { consumerAnswer, isAt, isMarked } from './figureConsuming'
import { storeAnswer } from './figureStore'
import type { Answer, Seen, Watch } from './figureWatch'

type Entry<K extends LogKind> = Extract<LogEntry, { kind: K }>

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

export const markKey = ({ mark, brokerName, queueId, consumer, message, afterMs }: Mark): string =>
  JSON.stringify([mark, brokerName, queueId, consumer, message, afterMs])

export interface Answers {
  answerOf(figure: Figure): Answer
  marks: ReadonlyMap<string, { found: LogEntry | null; watch: Watch }>
}

export function createAnswers(run: Run): Answers {
  const marks = new Map<string, { found: LogEntry | null; watch: Watch }>()

  function markAnswer(mark: Mark): () => LogEntry | null {
    const key = markKey(mark)
    const known = marks.get(key)
    if (known) return () => known.found
    const { brokerName, afterMs } = mark
    const ofConsumers = (CONSUMER_MARKED as readonly string[]).includes(mark.mark)
    const isAgain = mark.mark === 'deliveredAgain' ? createAgain(run) : () => true
    const state: { found: LogEntry | null; watch: Watch } = {
      found: null,
      watch: {
        kinds: [MARK_KINDS[mark.mark]],
        // Whatever was given before can be given again.
        fromMs: mark.mark === 'deliveredAgain' ? 0 : afterMs,
        toMs: afterMs + FIGURE_HORIZON_MS,
        see(entry) {
          if (!isAgain(entry) || entry.atMs < afterMs) return false
          if (ofConsumers && !isMarked(mark.mark as ConsumerMarked, entry)) return false
          if (entry.kind === 'route' && entry.outcome !== 'changed') return false
          if (mark.mark === 'avoided' && !(entry.kind === 'avoided' && entry.windowMs > 0)) return false
          if (entry.kind === 'syncStateSet' && entry.isIn) return false
          const fits = isAt(entry, mark, (group) => groupName(run, group))
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
      case 'percentile':
        return percentileAnswer(figure)
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
      case 'consumption':
      case 'consumerOf':
      case 'startCauseOf':
      case 'lagOf':
      case 'queuesOf':
      case 'committedOf':
        return ofGroup(
          consumerAnswer(run, figure, (group) => groupName(run, group)),
          figure,
        )
      default:
        return storeAnswer(run, figure)
    }
  }

  /** Says so where it is about a Broker group that is not there. */
  const ofGroup = ({ watches, value }: Answer, figure: { brokerName?: string } | object): Answer => ({
    watches,
    value() {
      if ('brokerName' in figure && figure.brokerName !== undefined) groupOf(run, figure.brokerName)
      return value()
    },
  })

  function countAnswer({ what, brokerName, queueId, fromMs = 0, toMs }: Extract<Figure, { kind: 'count' }>): Answer {
    let count = 0
    const weight = OF_THE_CLUSTER.includes(what) ? 1 : sendsOf(run.input.scenario.settings, 1)
    const isHere = (one: { group: number; queueId?: number }) =>
      (brokerName === undefined || groupName(run, one.group) === brokerName) &&
      (queueId === undefined || one.queueId === queueId)
    const watch: Watch = {
      kinds: COUNTED_KINDS[what],
      fromMs,
      toMs,
      see(entry, seen) {
        // Every call stands for so many; what is lost is counted in messages already.
        if (entry.kind === 'lost') count += isHere(entry) ? entry.count : 0
        else if (counts(what, entry, seen, fromMs, isHere)) count += weight
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

  function percentileAnswer({ percent, fromMs = 0, toMs }: Extract<Figure, { kind: 'percentile' }>): Answer {
    const elapsed: number[] = []
    const watch: Watch = {
      kinds: ['sendOk', 'messageFailed'],
      fromMs,
      toMs,
      see(entry) {
        if ('elapsedMs' in entry) elapsed.push(entry.elapsedMs)
        return false
      },
    }
    return {
      watches: [watch],
      value() {
        if (toMs > run.endMs || elapsed.length === 0) return null
        const ascending = elapsed.toSorted((one, other) => one - other)
        return ascending[Math.max(0, Math.ceil((percent * elapsed.length) / 100) - 1)] ?? null
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

  return { answerOf, marks }
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
  lostMessages: ['lost'],
  busyReplies: ['busy'],
}

/** What is counted as it is, not by what a packet stands for. */
const OF_THE_CLUSTER: readonly Counted[] = ['routeChanges', 'windows', 'elections']

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
    case 'busy':
      return isHere(entry)
    default:
      return true
  }
}
