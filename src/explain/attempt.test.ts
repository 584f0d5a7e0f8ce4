// HeadlineBar, candidates and cost of every attempt, held against the log and the state of the run they are about.

import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES, zh } from '../i18n/allMessages'
import { formatTime } from '../i18n/format'
import { LANGUAGE_CODES } from '../i18n/languages'
import { narrate } from '../i18n/narration'
import { callStory } from '../projections/sendCalls'
import { entryAt, firstEntryAfter, logLength, presetInput, type Run, simulate } from '../rocketmq'
import { type AttemptExplanation, explainAttempt } from './attempt'
import { attemptsOf, reportAll, type Told } from './testStories'

const RELEASES = ['4.2.0', '4.7.1', '4.9.8', '5.1.0', '5.1.2', '5.1.4', '5.3.3']
const STORIES: Told[] = RELEASES.flatMap(reportAll)
const ATTEMPTS: { told: Told; one: AttemptExplanation }[] = STORIES.flatMap((told) =>
  attemptsOf(told.run, 3).map((one) => ({ told, one })),
)

const context = (run: Run, one: AttemptExplanation): Parameters<typeof narrate>[1] => ({
  brokerName: (group: number) => `broker-${String.fromCharCode(97 + group)}`,
  settings: one.settings,
  actions: run.input.actions,
})

/** When the call began, read from how it ended; null while it goes on. */
function beganMs(run: Run, message: number): number | null {
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if ((entry.kind === 'sendOk' || entry.kind === 'messageFailed') && entry.message === message)
      return entry.atMs - entry.elapsedMs
  }
  return null
}

/** What the log told of a producer's fault table before an entry: the end of each group's window, and its flag. */
function beliefs(run: Run, before: number, producer: number) {
  let started = 0
  for (let index = before - 1; index >= 0 && started === 0; index--) {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'producerProcess' && entry.producer === producer && entry.to === 'running') started = index
  }
  return (group: number) => {
    const belief = { untilMs: 0, reachable: true }
    for (let index = started; index < before; index++) {
      const entry = entryAt(run.log, index)
      if (!('producer' in entry && 'group' in entry) || entry.producer !== producer || entry.group !== group) continue
      if (entry.kind === 'avoided') belief.untilMs = entry.untilMs
      else if (entry.kind === 'available') {
        belief.untilMs = 0
        if (entry.cause === 'removed') belief.reachable = true
      } else if (entry.kind === 'reachable') belief.reachable = entry.reachable
    }
    return belief
  }
}

/** Holds everything an explanation says against the log and the state; throws what vitest throws. */
function check(run: Run, one: AttemptExplanation): void {
  const entry = entryAt(run.log, one.logIndex)
  if (entry.kind !== 'send') throw new TypeError('not an attempt')
  const queue = `broker-${String.fromCharCode(97 + entry.group)} q${entry.queueId}`
  expect(one).toMatchObject({ message: entry.message, attempt: entry.attempt, queueId: entry.queueId })
  for (const language of LANGUAGE_CODES) {
    expect(one.sentence(ALL_MESSAGES[language])).toContain(queue)
    expect(one.sentence(ALL_MESSAGES[language])).toContain(String(entry.message))
    expect(one.sentence(ALL_MESSAGES[language])).not.toMatch(/undefined|null|NaN|\[object/)
    expect(narrate(entry, context(run, one), ALL_MESSAGES[language])).toContain(queue)
  }
  expect(one.sentence(zh)).not.toMatch(/[㐀-鿿][A-Za-z0-9]|[A-Za-z0-9][㐀-鿿]/)

  const looks = one.passes.flatMap(({ candidates }) => candidates)
  const chosen = looks.filter(({ verdict }) => verdict === 'chosen')
  expect(chosen).toHaveLength(1)
  expect(chosen[0]).toBe(looks.at(-1))
  expect(chosen[0]?.group).toBe(entry.group)
  expect(chosen[0]?.index).toBe(entry.index)
  if (one.droppedQueueId === null) expect(chosen[0]?.queueId).toBe(entry.queueId)
  else expect(one).toMatchObject({ mode: 'ASYNC', droppedQueueId: chosen[0]?.queueId })
  const believed = beliefs(run, one.logIndex, entry.producer)
  for (const look of looks) {
    expect(look.position).toBe(look.index < 0 ? 0 : look.index % one.listLength)
    if (!one.switchOn) continue
    const { untilMs, reachable } = believed(look.group)
    expect(look.avoidedUntilMs).toBe(untilMs > entry.atMs ? untilMs : null)
    if (look.reachable !== null) expect(look.reachable).toBe(reachable)
    if (look.verdict === 'avoided') expect(untilMs > entry.atMs || !reachable).toBe(true)
    if (look.verdict === 'sameBroker') expect(look.sameAsLast).toBe(true)
    if (look.verdict === 'unreachable') expect(reachable).toBe(false)
  }
  if (entry.attempt > 1) {
    const earlier = callStory(run, one.logIndex)?.attempts.find(({ attempt }) => attempt === entry.attempt - 1)
    expect(one.lastBroker).toBe(`broker-${String.fromCharCode(97 + (earlier?.group ?? 0))}`)
  } else expect(one.lastBroker).toBeNull()

  const { cost } = one
  const began = beganMs(run, entry.message)
  if (began !== null && one.mode !== 'ONEWAY') {
    expect(cost.spentBeforeMs).toBe(entry.atMs - began)
    if (cost.leftMs !== null && cost.outcome.kind !== 'under way')
      expect(cost.leftMs).toBe(one.settings.sendMsgTimeout - (entry.atMs + cost.outcome.tookMs - began))
  }
  for (const lesson of cost.lessons) {
    if (lesson.effect === 'none' || lesson.effect === 'kept') continue
    const inLog = entriesAt(run, lesson.atMs)
    const wanted = lesson.effect === 'ended' ? 'available' : 'avoided'
    expect(
      inLog.some(
        (line) =>
          line.kind === wanted &&
          line.group === one.group &&
          (line.kind !== 'avoided' || line.untilMs === lesson.untilMs),
      ),
    ).toBe(true)
  }
}

function entriesAt(run: Run, atMs: number) {
  const found = []
  for (let index = firstEntryAfter(run.log, atMs) - 1; index >= 0; index--) {
    const entry = entryAt(run.log, index)
    if (entry.atMs !== atMs) break
    found.push(entry)
  }
  return found
}

type Kind = [name: string, is: (one: AttemptExplanation, told: Told) => boolean]

const after = (one: AttemptExplanation) => one.cost.outcome

/** Kinds of attempts; each must happen somewhere, and whatever is of it must be explained as it was. */
const KINDS: Kind[] = [
  ['a first attempt, switch on', (one) => one.attempt === 1 && one.switchOn && one.decidedBy.startsWith('available')],
  ['a first attempt, switch off', (one) => one.decidedBy === 'plainFirst'],
  [
    'a first attempt past avoided queues',
    (one) =>
      one.attempt === 1 &&
      one.passes.some(({ candidates }) => candidates.some(({ verdict }) => verdict === 'avoided')) &&
      one.decidedBy.startsWith('available'),
  ],
  ['a retry, switch off', (one) => one.attempt === 2 && one.decidedBy === 'plainNotLast'],
  [
    'a retry that is in turn on another Broker',
    (one) => one.decidedBy === 'plainNotLast' && one.passes[0]?.candidates.length === 1,
  ],
  ['a retry, switch on, up to 5.1.0', (one) => one.attempt === 2 && one.decidedBy === 'available'],
  [
    'a retry, switch on, 5.1.1 and later',
    (one) => one.attempt === 2 && one.decidedBy === 'availableNotLast' && !one.rules.hasDetector,
  ],
  ['a retry from a reset index', (one) => one.resetTo !== null],
  ['a third attempt', (one) => one.attempt === 3],
  [
    'the inverted condition of 4.7.1 sends a retry back',
    (one) => one.decidedBy === 'availableAndSame' && one.lastBroker === one.broker,
  ],
  [
    'the inverted condition lets nobody pass',
    (one) =>
      one.attempt === 2 &&
      one.passes.some(({ candidates }) => candidates.some(({ verdict }) => verdict === 'notSameBroker')),
  ],
  ['4.2.0 gives every attempt everything', (one) => one.cost.each && one.attempt === 2 && one.cost.leftMs === null],
  ['a fallback that overwrites an entry', (one) => one.rewritten !== null],
  [
    'a fallback of 4.9.8, which overwrites none',
    (one) => one.decidedBy === 'fallback' && one.rules.release === '4.9.8',
  ],
  [
    'a rewritten entry is chosen later',
    (one) => one.attempt === 1 && callOf(one).trace.messageQueueList[one.position]?.rewritten === true,
  ],
  ['the second pass, reachable', (one) => one.decidedBy === 'reachableNotLast'],
  ['simply the next, with the switch on', (one) => one.switchOn && one.decidedBy === 'plain'],
  ['nowhere else to go', (one) => one.oneBroker && one.decidedBy === 'plain' && one.attempt > 1],
  [
    'an unreachable Broker of 5.1.4',
    (one) =>
      one.passes.some(({ candidates }) =>
        candidates.some(({ verdict, avoidedUntilMs }) => verdict === 'avoided' && avoidedUntilMs === null),
      ),
  ],
  [
    'a Broker the second pass cannot reach',
    (one) => one.passes.some(({ candidates }) => candidates.some(({ verdict }) => verdict === 'unreachable')),
  ],
  ['the index past its end', (one) => one.passes.some(({ tripped }) => tripped)],
  [
    'after a route without a Broker',
    (one, { name }) => name.endsWith('a route without one of them') && one.listLength === 2 && one.atMs < 3000,
  ],
  [
    'after a route with it again',
    (one, { name }) => name.endsWith('a route without one of them') && one.listLength === 4 && one.atMs > 3000,
  ],
  ['an ASYNC retry', (one) => one.mode === 'ASYNC' && one.attempt === 2],
  ['an ASYNC retry that drops the queueId', (one) => one.droppedQueueId !== null],
  [
    'an ASYNC retry with no time',
    (one) => after(one).kind === 'failed' && (after(one) as { failure: string }).failure === 'noTime',
  ],
  ['a ONEWAY message', (one) => one.mode === 'ONEWAY' && after(one).kind === 'stored'],
  ['another producer', (one) => one.producer === 1],
  ['another thread', (one) => one.thread === 2],
  ['after the producer started again', (one, { name }) => name.endsWith('starts again') && one.atMs > 1500],
  ['a capped attempt', (one) => one.cost.capped],
  [
    'an error code that is retried',
    (one) =>
      one.cost.next === 'retried' &&
      after(one).kind === 'failed' &&
      (after(one) as { failure: string }).failure === 'brokerError',
  ],
  ['an error code that is not', (one) => one.cost.exception === 'notRetried'],
  ['a SendResult that is not good enough', (one) => one.cost.next === 'retried' && after(one).kind === 'stored'],
  [
    'no Master in the route',
    (one) => after(one).kind === 'failed' && (after(one) as { failure: string }).failure === 'noMaster',
  ],
  ['a budget used up', (one) => one.cost.exception === 'callTimeout'],
  ['a fast success ends a window', (one) => one.cost.lessons.some(({ effect }) => effect === 'ended')],
  [
    'a success does not end one',
    (one) => one.cost.lessons.some(({ effect, isolation }) => effect === 'kept' && !isolation),
  ],
  ['a window gets longer', (one) => one.cost.lessons.some(({ effect }) => effect === 'longer')],
  [
    'a slow success opens one',
    (one) => one.cost.lessons.some(({ effect, isolation }) => effect === 'opened' && !isolation),
  ],
  ['the switch has been turned off', (one, { name }) => name.endsWith('turned off') && !one.switchOn],
]

const runOf = new Map(ATTEMPTS.map(({ told, one }) => [one, told.run]))
const callOf = (one: AttemptExplanation) => {
  const found = callStory(runOf.get(one) as Run, one.logIndex)?.attempts.find(
    ({ logIndex }) => logIndex === one.logIndex,
  )
  if (!found) throw new TypeError('an explained attempt belongs to no call')
  return found
}

describe('an attempt, explained', () => {
  test.each(KINDS)('%s', (_, is) => {
    const found = ATTEMPTS.filter(({ told, one }) => is(one, told))
    expect(found.length).toBeGreaterThan(0)
    for (const { told, one } of found.slice(0, 12)) check(told.run, one)
  })

  test('the sentence names the window that was in the way', () => {
    const inTheWay = ATTEMPTS.filter(({ one }) => {
      const skipped = one.passes.at(-1)?.candidates.filter(({ verdict }) => verdict === 'avoided') ?? []
      return (
        one.decidedBy === 'available' && skipped.length > 0 && new Set(skipped.map(({ broker }) => broker)).size === 1
      )
    })
    expect(inTheWay.length).toBeGreaterThan(20)
    for (const { one } of inTheWay.slice(0, 100)) {
      const { avoidedUntilMs, broker } = one.passes.at(-1)?.candidates[0] ?? {}
      for (const language of LANGUAGE_CODES) {
        expect(one.sentence(ALL_MESSAGES[language])).toContain(formatTime(avoidedUntilMs ?? -1))
        expect(one.sentence(ALL_MESSAGES[language])).toContain(broker)
      }
    }
  })

  test('a Broker whose queues the route has taken away is named until a route brings them back', () => {
    const preset = presetInput('article')
    const run = simulate({ ...preset, actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }] }, 25_000)
    const routes: number[] = []
    const told: { atMs: number; unlisted: string[] }[] = []
    for (let index = 0; index < logLength(run.log); index++) {
      const entry = entryAt(run.log, index)
      if (entry.kind === 'route' && entry.outcome === 'changed') routes.push(entry.atMs)
      const one = explainAttempt(run, index)
      // A call keeps the list it began with.
      if (one && one.attempt === 1)
        told.push({ atMs: one.atMs, unlisted: one.unlisted.flatMap(({ brokers }) => brokers) })
    }
    const [, without = 0, again = 0] = routes
    expect(again).toBeGreaterThan(without)
    for (const { atMs, unlisted } of told)
      expect(unlisted, String(atMs)).toEqual(atMs > without && atMs <= again ? ['broker-a'] : [])
    expect(told.some(({ unlisted }) => unlisted.length > 0)).toBe(true)
  })

  test('nothing is known of what comes later', () => {
    const { told, one } = ATTEMPTS.find(({ one: { cost } }) => cost.next === 'retried') as (typeof ATTEMPTS)[number]
    const early = explainAttempt(told.run, one.logIndex, one.atMs)
    expect(early?.sentence(zh)).toBe(one.sentence(zh))
    expect(early?.cost).toMatchObject({ outcome: { kind: 'under way' }, leftMs: null, lessons: [], next: null })
  })

  test('what is not an attempt has no explanation', () => {
    const { run } = STORIES[0] as Told
    for (let index = 0; index < logLength(run.log); index++) {
      if (entryAt(run.log, index).kind !== 'send') expect(explainAttempt(run, index)).toBeNull()
    }
    expect(() => explainAttempt(run, -1)).toThrow(RangeError)
  })
})
