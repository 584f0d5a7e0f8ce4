// Stage, timeline, headline, why panel and run summary never say different things of the same millisecond: any cluster under any
// faults, looked at in every millisecond. What they say is compared as words and numbers, and held against the bare state.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { narrationOf } from '../explain/narrationContextOf'
import { explainWindow } from '../explain/window'
import { en } from '../i18n/allMessages'
import { formatTime } from '../i18n/format'
import { isOpenAt } from '../projections/avoidance'
import { countUntil, createSummaryCounts, figuresOf } from '../projections/runSummary'
import { statusesOf } from '../projections/statuses'
import { knownToCome, type TimelineLane, timelineData } from '../projections/timelineTracks'
import {
  type ClusterState,
  createCursor,
  entryAt,
  firstEntryAfter,
  type LogEntry,
  logLength,
  MASTER_ID,
  presetInput,
  type Run,
  type RunInput,
  simulate,
  stateAt,
} from '../rocketmq'
import { anyFaults, reproduce } from '../rocketmq/anyFaults.testData'
import { takeUnchecked } from '../rocketmq/checkInput'
import { headlineAt } from '../session/headline'
import { headlineCandidateBefore } from './shell/useHeadline'
import { actualChip } from './stage/nodes/broker/statusChips'

const UNTIL_MS = 12_000

function must(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new Error(message())
}

// --- the bare state: what there is, without a word of ours ------------------------------------------------------------

const writableNode = (state: ClusterState, group: number): number | null => {
  const nodes = state.brokerGroups[group]?.nodes ?? []
  const found = nodes.find(
    (node) =>
      !node.removed &&
      node.brokerId === MASTER_ID &&
      (node.process === 'running' || node.process === 'stopping') &&
      (node.raft === null || node.raft.role === 'LEADER'),
  )
  return found?.nodeIndex ?? null
}

const listHas = (state: ClusterState, producer: number, group: number): boolean =>
  (state.producers[producer]?.publishInfos.at(-1)?.messageQueueList ?? []).some((queue) => queue.group === group)

const addressOf = (state: ClusterState, producer: number, group: number): number | null =>
  state.producers[producer]?.brokerAddrTable[group]?.[MASTER_ID] ?? null

// --- stage against timeline, in every millisecond ---------------------------------------------------------------------

/** Walks through the segments or windows of a lane once. */
class LaneReader {
  private at = 0
  constructor(readonly lane: TimelineLane) {}

  segment(tMs: number) {
    const { segments } = this.lane
    while (segments[this.at + 1] && (segments[this.at + 1]?.fromMs ?? 0) <= tMs) this.at++
    const segment = segments[this.at]
    return segment && segment.fromMs <= tMs ? segment : null
  }
}

function comparePictures(run: Run): { withoutMasterMs: number[] } {
  const cursor = createCursor(run)
  const readers = timelineData(run, 0, run.endMs, 1).lanes.map((lane) => new LaneReader(lane))
  const withoutMasterMs = readers.map(() => 0)
  for (let tMs = 0; tMs <= run.endMs; tMs++) {
    const state = cursor.seek(tMs)
    state.brokerGroups.forEach((broker, group) => {
      const reader = readers[group]
      const segment = reader?.segment(tMs)
      must(reader !== undefined && !!segment, () => `${broker.brokerName} has no segment at ${tMs}`)
      for (let producer = 0; producer < state.producers.length; producer++) {
        const truths = statusesOf(state, group, producer, tMs)
        const isAvoided = truths.avoidedTenths > 0
        const open = reader.lane.windows.find((window) => window.producer === producer && isOpenAt(window, tMs))
        must(
          isAvoided === (open !== undefined),
          () =>
            `${tMs}: on the stage producer ${producer} ${isAvoided ? 'avoids' : 'does not avoid'} ${broker.brokerName}, on the timeline ${open ? 'it does' : 'it does not'}`,
        )
        if (producer > 0) continue
        const stage = actualChip(truths, en).what[0]
        const timeline = en.stage.groupStatus(segment)[0]
        must(
          stage === timeline,
          () => `${tMs}: ${broker.brokerName} is "${stage}" on the stage and "${timeline}" on the timeline`,
        )
        const master = writableNode(state, group)
        must(
          broker.removed || (truths.actualMaster === master && segment.master === master),
          () =>
            `${tMs}: Master of ${broker.brokerName} is ${master}, told as ${truths.actualMaster} and ${segment.master}`,
        )
        if (!broker.removed && master === null && tMs < run.endMs)
          withoutMasterMs[group] = (withoutMasterMs[group] ?? 0) + 1
      }
    })
    for (const { group, atMs } of knownToCome(state).windowEnds) {
      const windows = readers[group]?.lane.windows.filter((window) => isOpenAt(window, tMs)) ?? []
      must(windows.length > 0 && atMs > tMs, () => `${tMs}: the end of a window is announced that is not open`)
    }
  }
  return { withoutMasterMs }
}

// --- summary against state --------------------------------------------------------------------------------------------

function compareSummary(run: Run, withoutMasterMs: readonly number[]): void {
  const tally = createSummaryCounts(run)
  for (let tMs = 0; tMs <= run.endMs; tMs += Math.ceil(run.endMs / 7)) {
    countUntil(tally, tMs)
    const { totals } = stateAt(run, tMs)
    const { sent, failed, copies, failedAttempts } = figuresOf(tally)
    expect({ tMs, sent, failed, copies, failedAttempts }).toEqual({
      tMs,
      sent: totals.sent,
      failed: totals.failed,
      copies: totals.storedCopies,
      failedAttempts: totals.failedAttempts,
    })
  }
  countUntil(tally, run.endMs)
  expect(figuresOf(tally).groups.map((group) => group.withoutMasterMs)).toEqual(withoutMasterMs)
}

// --- the headline against state, and against what then happens --------------------------------------------------------

/** A claim of a headline in English, and what must be so. */
type Claim = [RegExp, (found: RegExpExecArray, at: Instant) => boolean]

interface Instant {
  run: Run
  state: ClusterState
  tMs: number
  group: (name: string) => number
  /** The group and producer that the entry behind the headline is about. */
  about: { group: number; producer: number }
}

const until = (state: ClusterState, producer: number, group: number): string =>
  formatTime(state.producers[producer]?.faultItems[group]?.startTimestamp ?? -1, 1)

const isAvoided = ({ state, tMs }: Instant, producer: number, group: number): boolean =>
  statusesOf(state, group, producer, tMs).avoidedTenths > 0

/** From now on until it changes for the first time: then a new route must have come. */
function changesByRoute({ run, tMs }: Instant, read: (state: ClusterState) => unknown): boolean {
  const cursor = createCursor(run)
  const now = read(cursor.seek(tMs))
  for (let at = firstEntryAfter(run.log, tMs); at < logLength(run.log); at++) {
    const entry = entryAt(run.log, at)
    if (read(cursor.seek(entry.atMs)) === now) continue
    const instant: LogEntry[] = []
    for (let i = firstEntryAfter(run.log, entry.atMs - 1); i < logLength(run.log); i++) {
      const other = entryAt(run.log, i)
      if (other.atMs !== entry.atMs) break
      instant.push(other)
    }
    return instant.some(({ kind }) => kind === 'route' || kind === 'producerProcess' || kind === 'action')
  }
  return true
}

const CLAIMS: Claim[] = [
  [
    /^(\S+) n(\d) is (?:now Master|Master:)/,
    ([, name = '', node], at) => writableNode(at.state, at.group(name)) === Number(node),
  ],
  [
    /(\S+) is avoided until ([\d:]+\.\d)/,
    ([, name = '', end], at) =>
      isAvoided(at, at.about.producer, at.group(name)) && until(at.state, at.about.producer, at.group(name)) === end,
  ],
  [
    /and avoids it until ([\d:]+\.\d)/,
    ([, end], at) => isAvoided(at, 0, at.about.group) && until(at.state, 0, at.about.group) === end,
  ],
  [
    /still has its address/,
    (_, at) => addressOf(at.state, 0, at.about.group) === writableNode(at.state, at.about.group),
  ],
  [
    /knows? only n(\d) until a route poll/,
    ([, node], at) =>
      addressOf(at.state, 0, at.about.group) === Number(node) &&
      changesByRoute(at, (state) => addressOf(state, 0, at.about.group)),
  ],
  [
    /ha(?:s|ve) no queue of it until a route poll/,
    (_, at) =>
      !listHas(at.state, 0, at.about.group) &&
      changesByRoute(at, (state) => state.producers[0]?.publishInfos.at(-1)?.generation),
  ],
  [/^The avoidance window of (\S+) is over/, ([, name = ''], at) => !isAvoided(at, at.about.producer, at.group(name))],
  [
    /is over\.$/,
    (_, at) => addressOf(at.state, at.about.producer, at.about.group) === writableNode(at.state, at.about.group),
  ],
  [
    /the producer only has the address of n(\d), which takes no writes/,
    ([, node], at) =>
      addressOf(at.state, at.about.producer, at.about.group) === Number(node) &&
      writableNode(at.state, at.about.group) !== Number(node),
  ],
  [/list has no queue of it/, (_, at) => !listHas(at.state, at.about.producer, at.about.group)],
  [
    /(\S+) has no Master, and its queues are gone/,
    ([, name = ''], at) => !listHas(at.state, at.about.producer, at.group(name)),
  ],
  [
    /it adds the queues of ([^;]+?)(?:, n\d.*)?;/,
    ([, names = ''], at) =>
      names.split(/, and | and |, /).every((name) => listHas(at.state, at.about.producer, at.group(name))),
  ],
  [
    /now knows that n(\d) is Master of ([^\s,.]+)/,
    ([, node, name = ''], at) => addressOf(at.state, at.about.producer, at.group(name)) === Number(node),
  ],
]

/** What nobody can promise. */
const PROMISE = /learns of it at its next|until the next route poll|next poll/

function compareHeadlines(run: Run, seen: Set<string>): void {
  const cursor = createCursor(run)
  let before = -1
  for (let index = 0; index < logLength(run.log); index++) {
    const { atMs } = entryAt(run.log, index)
    if (atMs === before) continue
    before = atMs
    const state = cursor.seek(atMs)
    const told = headlineAt(run, atMs, 1, 'jumped')
    const { headline, logIndex } = headlineCandidateBefore(run, told, narrationOf(run, state.settings), en)
    const entry = entryAt(run.log, logIndex)
    must(entry.atMs === atMs, () => `${atMs}: the headline is about ${entry.atMs}: ${headline}`)
    must(!PROMISE.test(headline), () => `${atMs}: promised: ${headline}`)
    const at: Instant = {
      run,
      state,
      tMs: atMs,
      group: (name) => state.brokerGroups.findIndex(({ brokerName }) => brokerName === name),
      about: { group: 'group' in entry ? entry.group : -1, producer: 'producer' in entry ? entry.producer : 0 },
    }
    for (const [pattern, holds] of CLAIMS) {
      const found = pattern.exec(headline)
      if (!found) continue
      seen.add(pattern.source)
      must(holds(found, at), () => `${atMs}: not so: ${headline}`)
    }
  }
}

// --- the card of a window against the stage ---------------------------------------------------------------------------

function compareCards(run: Run): void {
  for (let tMs = 0; tMs <= run.endMs; tMs += Math.ceil(run.endMs / 9)) {
    const state = stateAt(run, tMs)
    for (let group = 0; group < state.brokerGroups.length; group++) {
      const card = explainWindow(run, 0, group, tMs)
      if (!card) continue
      const truths = statusesOf(state, group, 0, tMs)
      expect(card.standing === 'avoided', `${tMs} ${card.broker}`).toBe(truths.avoidedTenths > 0)
      if (card.sentence(en).includes('available again')) {
        must(
          addressOf(state, 0, group) === writableNode(state, group) && listHas(state, 0, group),
          () => `${tMs}: "${card.sentence(en)}" of a group that cannot be used`,
        )
      }
    }
  }
}

function compareAll(input: RunInput, seen: Set<string>, untilMs = UNTIL_MS): void {
  // Its faults may name what a smaller cluster has lost.
  const run = simulate(takeUnchecked(input), untilMs)
  try {
    const { withoutMasterMs } = comparePictures(run)
    compareSummary(run, withoutMasterMs)
    compareHeadlines(run, seen)
    compareCards(run)
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${reproduce(input, untilMs)}`)
  }
}

describe('one millisecond, one truth', () => {
  test('stage, timeline, headline, card and summary agree in any run', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(anyFaults, (input) => compareAll(input, seen)),
      { numRuns: 12 },
    )
  })

  test('in stories in which each claim is made', () => {
    const seen = new Set<string>()
    const story = (preset: string, actions: RunInput['actions'], untilMs: number, settings = {}) => {
      const input = presetInput(preset)
      const scenario = { ...input.scenario, settings: { ...input.scenario.settings, ...settings } }
      compareAll(
        { ...input, scenario, actions: actions.toSorted((one, other) => one.atMs - other.atMs) },
        seen,
        untilMs,
      )
    }
    const master = (name: string) => `${name}/master`
    story('article', [{ atMs: 9600, type: 'kill', target: master('broker-a') }], 40_000)
    story(
      '2m-noslave',
      [
        { atMs: 3000, type: 'kill', target: master('broker-a') },
        { atMs: 5000, type: 'restart', target: 'broker-a/n0' },
        { atMs: 20_000, type: 'injectResponse', target: 'broker-b/n0', code: 1, times: 3 },
        { atMs: 24_000, type: 'injectResponse', target: 'broker-b/n0', code: 1, times: 1_000_000 },
        { atMs: 26_000, type: 'injectResponse', target: 'broker-b/n0', code: 1, times: 0 },
        { atMs: 27_000, type: 'writePerm', brokerName: 'broker-a', on: false },
      ],
      60_000,
      { sendLatencyFaultEnable: true },
    )
    // No poll between the death of the Master and the election of another.
    story('article', [{ atMs: 11_000, type: 'kill', target: master('broker-a') }], 60_000, {
      pollNameServerInterval: 30_000,
    })
    // All Brokers dead: polls bring nothing.
    story(
      'article',
      ['broker-a', 'broker-b'].flatMap((name) =>
        [0, 1, 2].map((node) => ({ atMs: 5000 + node, type: 'kill' as const, target: `${name}/n${node}` })),
      ),
      45_000,
    )
    for (const [pattern] of CLAIMS) expect([...seen], `nothing says ${pattern.source}`).toContain(pattern.source)
  })
})
