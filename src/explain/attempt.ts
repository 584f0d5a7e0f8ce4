// Why this queue: one attempt explained, from the first queue the client looked at to what the attempt taught the fault
// table. Data and one sentence; how it looks is not known here.

import type { Text } from '../i18n/messages'
import { newestBefore } from '../projections/messageIndex'
import type { MissingGroup, MissingReason } from '../projections/missingGroups'
import {
  type AttemptOutcome,
  brokerNameOf,
  type CallAttempt,
  type CallStory,
  callStory,
  knownBy,
} from '../projections/sendCalls'
import {
  attemptLimit,
  type ClientRules,
  type CommunicationMode,
  clientRules,
  entryAt,
  entryTime,
  type FaultUpdate,
  isAvailable,
  isReachable,
  latencyStep,
  latencyTable,
  type PassRule,
  type QueueVerdict,
  type Run,
  type SendException,
  type Settings,
} from '../rocketmq'

/** One queue the client looked at. */
export interface ExplainedCandidate {
  index: number
  /** index mod the length of the list. */
  position: number
  group: number
  broker: string
  queueId: number
  /** As this release asks: window over, in 5.1.4 also reachable. */
  available: boolean
  /** Virtual time at which the window ends, or null while there is none. */
  avoidedUntilMs: number | null
  /** null in releases without the flag. */
  reachable: boolean | null
  /** It is on the Broker of the attempt before. */
  sameAsLast: boolean
  verdict: QueueVerdict
}

export interface ExplainedPass {
  /** RocketMQ's class#method in this release. */
  method: string
  rule: PassRule
  candidates: ExplainedCandidate[]
  /** A queue of this pass was taken. */
  found: boolean
  /** The walk counted past 2^31-1 and broke off (5.0.0 to 5.1.3). */
  tripped: boolean
  /** In a fallback: the Broker pickOneAtLeast named. */
  picked: string | null
}

/** What one send did to the fault item of its Broker. */
export interface ExplainedLesson {
  atMs: number
  broker: string
  /** ms as measured. */
  latencyMs: number
  isolation: boolean
  /** ms that were looked up: the latency, or the release's stand-in after a failure. */
  lookedUpMs: number
  /** Position in latencyMax, -1 below all of them. */
  step: number
  /** latencyMax of that step; null below all of them. */
  thresholdMs: number | null
  /** notAvailableDuration of that step. */
  windowMs: number
  /** End of the window before and after; 0 if there has been none. */
  untilBeforeMs: number
  untilMs: number
  effect:
    | 'opened'
    /** An open window ends later, or earlier, than before. */
    | 'longer'
    | 'shorter'
    /** An open window ended at once. */
    | 'ended'
    /** An open window stays as it is. */
    | 'kept'
    /** There was none, and there is none. */
    | 'none'
  /** The reachable flag afterwards; null in releases without it. */
  reachable: boolean | null
}

export interface AttemptCost {
  /** sendMsgTimeout of the call, ms. */
  timeoutMs: number
  /** 4.2.0: every attempt has all of it. */
  each: boolean
  /** ms of the call that were gone when this attempt began. */
  spentBeforeMs: number
  /** Before this attempt, the first of its call, the client had no route and asked for one. */
  fetchedRoute: boolean
  /** ms this attempt may take. */
  budgetMs: number
  /** sendMsgMaxTimeoutPerRequest made it shorter. */
  capped: boolean
  outcome: AttemptOutcome
  /** ms the call has left after this attempt; null while it is under way, or where every attempt has the whole. */
  leftMs: number | null
  lessons: ExplainedLesson[]
  /** What came next, as far as it is known. */
  next: 'returned' | 'threw' | 'retried' | null
  /** What the call threw after this attempt, or null. */
  exception: SendException | null
}

/** Broker groups that are missing in the list for the same reason. */
export interface ExplainedMissing {
  brokers: string[]
  reason: MissingReason
  /** Controller mode: none of them has a running node that may become Master, though others run. */
  heldBack: boolean
}

export interface AttemptExplanation {
  logIndex: number
  message: number
  producer: number
  thread: number
  attempt: number
  attemptLimit: number
  mode: CommunicationMode
  atMs: number
  rules: ClientRules
  settings: Settings
  switchOn: boolean
  listLength: number
  lastBroker: string | null
  /** Value the index was reset to before the choice, or null. */
  resetTo: number | null
  passes: ExplainedPass[]
  /** Rule of the pass that chose. */
  decidedBy: PassRule
  group: number
  broker: string
  queueId: number
  /** Value of the index behind the choice, and the position it points to. */
  index: number
  position: number
  /** ASYNC retries take only the Broker from the choice: the queueId that was chosen and is not used, or null. */
  droppedQueueId: number | null
  /** The fallback has overwritten this entry of the list. */
  rewritten: { position: number; broker: string; queueId: number; wasBroker: string; wasQueueId: number } | null
  /** Broker groups that have no queue in the list, those with the same reason together. */
  unlisted: ExplainedMissing[]
  /** Every queue of the list is on one Broker. */
  oneBroker: boolean
  cost: AttemptCost
  sentence: Text<'attempts'>
}

/**
 * One attempt, explained as far as it is known at a moment.
 *
 * @param logIndex - its 'send' entry
 * @param knownUntilMs - what came of it later is left out; without it, all that has been computed
 * @returns null if the entry is of another kind
 * @throws RangeError if there is no such entry
 */
export function explainAttempt(run: Run, logIndex: number, knownUntilMs = run.endMs): AttemptExplanation | null {
  const whole = callStory(run, logIndex)
  const found = whole?.attempts.find((one) => one.logIndex === logIndex)
  if (!whole || !found) return null
  const story = knownBy(whole, knownUntilMs)
  // Whoever asks about an attempt sees its choice, even a moment early.
  return explain(run, story, story.attempts.find((one) => one.logIndex === logIndex) ?? found)
}

/** Every attempt of a call, explained as far as the story goes. */
export const explainAttempts = (run: Run, story: CallStory): AttemptExplanation[] =>
  story.attempts.map((one) => explain(run, story, one))

function explain(run: Run, story: CallStory, one: CallAttempt): AttemptExplanation {
  const { trace, settings } = one
  const rules = clientRules(settings.clientVersion)
  const name = (group: number) => brokerNameOf(run, group)
  const passes = trace.passes.map((pass, number): ExplainedPass => {
    const candidates = pass.candidates.map((candidate): ExplainedCandidate => {
      const item = trace.faultItems[candidate.group]
      return {
        index: candidate.index,
        position: candidate.position,
        group: candidate.group,
        broker: name(candidate.group),
        queueId: candidate.queueId,
        available: isAvailable(item, one.atMs, rules),
        avoidedUntilMs: item && item.startTimestamp > one.atMs ? item.startTimestamp : null,
        reachable: rules.hasDetector ? isReachable(item) : null,
        sameAsLast: candidate.group === trace.lastGroup,
        verdict: candidate.verdict,
      }
    })
    const found = candidates.at(-1)?.verdict === 'chosen'
    const next = trace.passes[number + 1]
    const walked = pass.rule === 'available' || pass.rule === 'availableNotLast' || pass.rule === 'availableAndSame'
    return {
      method: pass.method,
      rule: pass.rule,
      candidates,
      found,
      tripped: walked && !found && rules.walkTripsOnOverflow && next?.rule === 'plain',
      picked: pass.picked === null ? null : name(pass.picked),
    }
  })
  const deciding = passes.at(-1)
  const chosen = deciding?.candidates.at(-1)
  if (!deciding || !chosen) throw new TypeError(`the attempt at ${one.logIndex} has no choice`)
  const was = trace.messageQueueList[chosen.position]
  const overwrites =
    deciding.rule === 'fallback' &&
    rules.fallbackRewritesList &&
    was !== undefined &&
    (was.group !== chosen.group || was.queueId !== chosen.queueId)
  const about: Omit<AttemptExplanation, 'sentence'> = {
    logIndex: one.logIndex,
    message: story.message,
    producer: story.producer,
    thread: story.thread,
    attempt: one.attempt,
    attemptLimit: attemptLimit(story.mode, settings),
    mode: story.mode,
    atMs: one.atMs,
    rules,
    settings,
    switchOn: trace.sendLatencyFaultEnable,
    listLength: trace.listLength,
    lastBroker: trace.lastGroup === null ? null : name(trace.lastGroup),
    resetTo: trace.resetTo,
    passes,
    decidedBy: deciding.rule,
    group: one.group,
    broker: name(one.group),
    queueId: one.queueId,
    index: chosen.index,
    position: chosen.position,
    droppedQueueId: chosen.queueId === one.queueId ? null : chosen.queueId,
    rewritten:
      overwrites && was
        ? {
            position: chosen.position,
            broker: chosen.broker,
            queueId: chosen.queueId,
            wasBroker: name(was.group),
            wasQueueId: was.queueId,
          }
        : null,
    unlisted: byReason(one.unlisted, name),
    oneBroker: new Set(trace.messageQueueList.map(({ group }) => group)).size === 1,
    cost: costOf(run, story, one, rules),
  }
  return { ...about, sentence: (m) => m.attempts.sentence(about) }
}

/** Groups with the same reason in one line. */
function byReason(unlisted: readonly MissingGroup[], name: (group: number) => string): ExplainedMissing[] {
  const lines: ExplainedMissing[] = []
  for (const { group, reason, heldBack } of unlisted) {
    const line = lines.find((other) => other.reason === reason && other.heldBack === heldBack)
    if (line) line.brokers.push(name(group))
    else lines.push({ brokers: [name(group)], reason, heldBack })
  }
  return lines
}

function costOf(run: Run, story: CallStory, one: CallAttempt, rules: ClientRules): AttemptCost {
  const { outcome, settings } = one
  const each = rules.budgetPerAttempt
  const spentBeforeMs = one.atMs - story.beganMs
  const wholeMs = each ? story.timeoutMs : story.timeoutMs - spentBeforeMs
  const retried = story.attempts.some(({ attempt }) => attempt === one.attempt + 1)
  return {
    timeoutMs: story.timeoutMs,
    each,
    spentBeforeMs,
    fetchedRoute: one.attempt === 1 && fetchedRoute(run, story, one.logIndex),
    budgetMs: one.budgetMs,
    capped:
      rules.hasMaxTimeoutPerRequest && settings.sendMsgMaxTimeoutPerRequest === one.budgetMs && one.budgetMs < wholeMs,
    outcome,
    leftMs: each || outcome.kind === 'under way' ? null : story.timeoutMs - (outcome.atMs - story.beganMs),
    lessons: one.lessons.map((lesson) => explainLesson(lesson, settings, brokerNameOf(run, lesson.group))),
    next: retried ? 'retried' : (story.end?.kind ?? null),
    exception: !retried && story.end?.kind === 'threw' ? story.end.exception : null,
  }
}

/** Did the client ask for a route between the beginning of a call and its first attempt? */
function fetchedRoute({ log }: Run, { beganMs, producer }: CallStory, logIndex: number): boolean {
  const asked = newestBefore(log, ['routeRequest'], logIndex, (index) => {
    if (entryTime(log, index) < beganMs) return true
    const entry = entryAt(log, index)
    return entry.kind === 'routeRequest' && entry.producer === producer && entry.cause === 'send'
  })
  return asked >= 0 && entryTime(log, asked) >= beganMs
}

/** What one send did to the fault item of its Broker, with the step of the table behind it. */
export function explainLesson(lesson: FaultUpdate, settings: Settings, broker: string): ExplainedLesson {
  const rules = clientRules(settings.clientVersion)
  const table = latencyTable(settings, rules)
  const lookedUpMs = lesson.isolation ? rules.isolationLatency : lesson.latencyMs
  const step = latencyStep(table, lookedUpMs)
  const untilBeforeMs = lesson.before?.startTimestamp ?? 0
  const untilMs = lesson.after.startTimestamp
  return {
    atMs: lesson.atMs,
    broker,
    latencyMs: lesson.latencyMs,
    isolation: lesson.isolation,
    lookedUpMs,
    step,
    thresholdMs: step < 0 ? null : (table.latencyMax[step] ?? null),
    windowMs: step < 0 ? 0 : (table.notAvailableDuration[step] ?? 0),
    untilBeforeMs,
    untilMs,
    effect: effectOf(untilBeforeMs > lesson.atMs, lesson.atMs, untilBeforeMs, untilMs),
    reachable: rules.hasDetector ? lesson.after.reachable : null,
  }
}

function effectOf(open: boolean, nowMs: number, beforeMs: number, afterMs: number): ExplainedLesson['effect'] {
  if (!open) return afterMs > nowMs ? 'opened' : 'none'
  if (afterMs <= nowMs) return 'ended'
  return afterMs > beforeMs ? 'longer' : afterMs < beforeMs ? 'shorter' : 'kept'
}
