// Any cluster under any faults at once, and what must hold in every run of it. For tests and the fuzzer.

import { inspect, isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { takeUnchecked } from './checkInput'
import { entryAt, type LogEntry, logLength } from './eventLog'
import { requestOf, type SendRequest } from './events'
import { eachPacket, eachServedRequest, requestsInFlight } from './inFlight'
import { isServing } from './network'
import { RELEASES } from './releases'
import { cloneState, createCursor, extendRun, forkRun, type Run, simulate, stateAt } from './run'
import { type RunInput, TROUBLES, type UserAction } from './scenario'
import { MAX_SLAVE_COUNT, REAL_SETTINGS, TEACHING_SETTINGS } from './settings'
import type { ClusterState, SendCall } from './state'

/** How long these runs are, ms of virtual time. */
export const UNTIL_MS = 20_000

const target = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('master', 'n0', 'n1', 'n2'))
      .map(([group, node]) => `broker-${group}/${node}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('nameserver/0', 'nameserver/1') },
  { weight: 1, arbitrary: fc.constantFrom('producer/0', 'producer/1') },
)

/** What a producer has a link to. */
const peer = fc.constantFrom(
  ...['a', 'b', 'c'].flatMap((group) => ['master', 'n0', 'n1', 'n2'].map((node) => `broker-${group}/${node}`)),
  'nameserver/0',
  'nameserver/1',
)

/**
 * Three or four Broker groups, few threads, up to twelve faults and changes.
 *
 * @param untilMs - the latest of them
 */
export function faultsUntil(untilMs: number): fc.Arbitrary<RunInput> {
  const atMs = fc.nat(untilMs)
  const trouble: fc.Arbitrary<UserAction> = fc.oneof(
    fc.record({
      atMs,
      type: fc.constant('setFault' as const),
      target,
      fault: fc.constantFrom(...TROUBLES),
      on: fc.boolean(),
    }),
    fc.record({
      atMs,
      type: fc.constant('injectResponse' as const),
      target,
      code: fc.constantFrom(1, 2, 10, 13, 14),
      times: fc.nat(5),
    }),
    fc.record({
      atMs,
      type: fc.constant('link' as const),
      target: fc.constantFrom('producer/0', 'producer/1'),
      peer,
      lossPercent: fc.constantFrom(0, 20, 100),
    }),
    fc.record({
      atMs,
      type: fc.constant('writePerm' as const),
      brokerName: fc.constantFrom('broker-a', 'broker-b'),
      on: fc.boolean(),
    }),
  )

  const action: fc.Arbitrary<UserAction> = fc.oneof(
    { weight: 2, arbitrary: trouble },
    {
      weight: 5,
      arbitrary: fc.record({
        atMs,
        type: fc.constantFrom('kill', 'powerOff', 'freeze', 'resume', 'stop', 'restart', 'restart', 'restart'),
        target,
      }) as fc.Arbitrary<UserAction>,
    },
    {
      weight: 1,
      arbitrary: fc.record({
        atMs,
        type: fc.constant('slow'),
        target,
        ms: fc.nat(4000),
      }) as fc.Arbitrary<UserAction>,
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          atMs,
          fc.oneof(
            fc.tuple(fc.constant('clientVersion'), fc.constantFrom(...RELEASES)),
            fc.tuple(fc.constant('sendLatencyFaultEnable'), fc.boolean()),
            fc.tuple(fc.constant('communicationMode'), fc.constantFrom('SYNC', 'ASYNC', 'ONEWAY')),
            fc.tuple(fc.constant('writeQueueNums'), fc.integer({ min: 1, max: 6 })),
            fc.tuple(fc.constant('brokerGroupCount'), fc.integer({ min: 1, max: 4 })),
            fc.tuple(fc.constant('slaveCount'), fc.nat(MAX_SLAVE_COUNT)),
            fc.tuple(fc.constant('producerCount'), fc.integer({ min: 1, max: 3 })),
            fc.tuple(fc.constant('sendThreadCount'), fc.integer({ min: 1, max: 4 })),
            fc.tuple(fc.constant('sendMsgTimeout'), fc.integer({ min: 1, max: 5000 })),
            fc.tuple(fc.constant('networkLatencyMs'), fc.integer({ min: 1, max: 300 })),
            fc.tuple(fc.constant('connectTimeoutMillis'), fc.integer({ min: 1, max: 4000 })),
            fc.tuple(fc.constant('retryTimesWhenSendFailed'), fc.nat(4)),
            fc.tuple(fc.constant('retryTimesWhenSendAsyncFailed'), fc.nat(4)),
            fc.tuple(fc.constant('retryAnotherBrokerWhenNotStoreOK'), fc.boolean()),
            fc.tuple(fc.constant('sendMsgMaxTimeoutPerRequest'), fc.constantFrom(-1, 0, 200, 1000)),
            fc.tuple(fc.constant('startDetectorEnable'), fc.boolean()),
            fc.tuple(fc.constant('brokerRole'), fc.constantFrom('ASYNC_MASTER', 'SYNC_MASTER')),
            fc.tuple(fc.constant('flushDiskType'), fc.constantFrom('ASYNC_FLUSH', 'SYNC_FLUSH')),
            fc.tuple(fc.constant('inSyncReplicas'), fc.integer({ min: 1, max: 3 })),
            fc.tuple(fc.constant('autoCreateTopicEnable'), fc.boolean()),
            fc.tuple(fc.constant('killClosesWith'), fc.constantFrom('FIN', 'RST')),
            fc.tuple(fc.constant('messageLimit'), fc.nat(60)),
          ),
        )
        .map(([atMs, [name, value]]) => ({ atMs, type: 'set', name, value }) as UserAction),
    },
  )

  return fc
    .record({
      base: fc.constantFrom(REAL_SETTINGS, TEACHING_SETTINGS),
      clientVersion: fc.constantFrom(...RELEASES),
      sendLatencyFaultEnable: fc.boolean(),
      startDetectorEnable: fc.boolean(),
      enableDLegerCommitLog: fc.boolean(),
      enableControllerMode: fc.boolean(),
      enableSlaveActingMaster: fc.boolean(),
      brokerRole: fc.constantFrom('ASYNC_MASTER', 'SYNC_MASTER'),
      flushDiskType: fc.constantFrom('ASYNC_FLUSH', 'SYNC_FLUSH'),
      inSyncReplicas: fc.integer({ min: 1, max: 3 }),
      topicExists: fc.constantFrom(true, true, false),
      autoCreateTopicEnable: fc.constantFrom(true, true, false),
      retryAnotherBrokerWhenNotStoreOK: fc.boolean(),
      // Targets name groups a to c, so these always exist.
      brokerGroupCount: fc.constantFrom(3, 4),
      slaveCount: fc.nat(MAX_SLAVE_COUNT),
      writeQueueNums: fc.integer({ min: 1, max: 5 }),
      producerCount: fc.constantFrom(1, 2),
      sendThreadCount: fc.integer({ min: 1, max: 4 }),
      nameServerCount: fc.constantFrom(1, 2),
      sendIntervalMs: fc.integer({ min: 40, max: 600 }),
      sendMsgTimeout: fc.constantFrom(300, 1000, 3000, 3000),
      communicationMode: fc.constantFrom('SYNC', 'SYNC', 'ASYNC', 'ONEWAY'),
      killClosesWith: fc.constantFrom('FIN', 'RST'),
      sendMsgMaxTimeoutPerRequest: fc.constantFrom(-1, 500),
      pollNameServerInterval: fc.constantFrom(2000, 7000, 30_000),
      threadLocalIndexStart: fc.constantFrom(null, -1),
      seed: fc.nat(0xffffffff),
      actions: fc.array(action, { maxLength: 12 }),
    })
    .map(({ base, seed, actions, ...changes }) => ({
      scenario: { preset: 'random', topic: 'TopicTest', settings: { ...base, ...changes }, brokerGroups: [] },
      seed,
      actions: [...actions].sort((one, other) => one.atMs - other.atMs),
    }))
}

export const anyFaults = faultsUntil(UNTIL_MS)

const actionText = (one: UserAction): string => {
  switch (one.type) {
    case 'set':
      return `set ${one.name}=${one.value} @${one.atMs}`
    case 'slow':
      return `slow ${one.target} ${one.ms} @${one.atMs}`
    case 'setFault':
      return `setFault ${one.target} ${one.fault} ${one.on ? 'on' : 'off'} @${one.atMs}`
    case 'injectResponse':
      return `injectResponse ${one.target} ${one.code} ${one.times} @${one.atMs}`
    case 'link':
      return `link ${one.target} ${one.peer} ${one.lossPercent} @${one.atMs}`
    case 'writePerm':
      return `writePerm ${one.brokerName} ${one.on ? 'on' : 'off'} @${one.atMs}`
    default:
      return `${one.type} ${one.target} @${one.atMs}`
  }
}

/** A command line that shows the same run. */
export function reproduce({ scenario, seed, actions }: RunInput, untilMs = UNTIL_MS): string {
  const sets = Object.entries(scenario.settings)
    .filter(
      ([name, value]) => JSON.stringify(REAL_SETTINGS[name as keyof typeof REAL_SETTINGS]) !== JSON.stringify(value),
    )
    .map(([name, value]) => `--set '${name}=${typeof value === 'string' ? value : JSON.stringify(value)}'`)
  const does = actions.map((one) => `--do '${actionText(one)}'`)
  return ['npm run -s simulate -- 2m-noslave', `--seed ${seed}`, `--until ${untilMs}`, ...sets, ...does].join(' ')
}

// --- what must hold --------------------------------------------------------------------------------------------------

function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

function mustEqual(one: unknown, other: unknown, message: string): void {
  if (isDeepStrictEqual(one, other)) return
  throw new Error(`${message}: ${inspect(one).slice(0, 600)} is not ${inspect(other).slice(0, 600)}`)
}

const callsOf = (state: ClusterState): SendCall[] =>
  state.producers.flatMap((producer) => producer.calls).filter((call) => call !== null)

/** Requests under way as they can be seen: on the network, at a Broker, or lost. */
function opaquesSeen(state: ClusterState): number[] {
  const seen: number[] = []
  const add = ({ exchange, opaque }: SendRequest) => {
    // What is on its way may be void already: its handshake took too long.
    if (state.exchanges[exchange] === opaque) seen.push(opaque)
  }
  eachPacket(state, (packet) => {
    const request = requestOf(packet)
    if (request) add(request)
  })
  eachServedRequest(state, ({ packet }) => add(packet.content.request))
  return seen.sort((one, other) => one - other)
}

/** What must hold at any moment. @throws Error that says what does not */
export function checkState(state: ClusterState): void {
  const { totals } = state
  const inFlight = callsOf(state).length
  must(totals.sent === totals.stored + totals.failed + inFlight, 'sent = stored + failed + in flight')
  for (const count of ['sent', 'stored', 'failed'] as const) {
    const sum = state.producers.reduce((all, producer) => all + producer[count], 0)
    must(sum === totals[count], `${count}: ${sum} by producer, ${totals[count]} in all`)
  }
  const offsets = state.brokerGroups.flatMap((group) => group.queueOffsets).reduce((sum, offset) => sum + offset, 0)
  must(offsets === totals.storedCopies, `${totals.storedCopies} copies are stored, and ${offsets} are in queues`)
  must(totals.storedCopies >= totals.stored, 'what was stored has a copy')
  mustEqual(JSON.parse(JSON.stringify(state)), state, 'the state survives JSON')
  for (const group of state.brokerGroups) {
    const leaders = group.nodes.filter((node) => isServing(node.process) && node.raft?.role === 'LEADER')
    const terms = leaders.map((node) => node.raft?.term)
    must(new Set(terms).size === terms.length, 'one leader in a term')
    for (const node of group.nodes) must(node.inService >= 0, 'no less than nothing is being served')
  }
  for (const producer of state.producers) {
    for (const call of producer.calls) {
      if (!call) continue
      const { request } = call
      must((request !== null) === (call.phase !== 'fetchingRoute'), 'a call on the wire has a request')
      if (request === null) continue
      must(request.message === call.message, 'the request of a call is about its message')
      must(state.exchanges[request.exchange] === request.opaque, 'a request that is waited for is under way')
    }
    producer.threads.forEach((thread, index) => {
      const call = thread.call === null ? null : producer.calls[thread.call]
      must(
        !call || (call.thread === index && call.mode === 'SYNC'),
        'only SYNC calls are waited for, each by its thread',
      )
      must(thread.call === null || call !== null, 'a thread waits for a call that is there')
    })
  }
  const used = state.exchanges.filter((opaque) => opaque !== 0)
  must(used.length === requestsInFlight(state), 'no exchange is lost')
  mustEqual(
    opaquesSeen(state),
    used.sort((one, other) => one - other),
    'each request under way is in one place',
  )
  const early = state.eventQueue.find((event) => event.atMs < state.nowMs)
  must(early === undefined, `nothing planned for ${early?.atMs} is left at ${state.nowMs}`)
}

/** The largest value a setting has in a run. */
function largest(
  input: RunInput,
  name:
    | 'sendMsgTimeout'
    | 'retryTimesWhenSendFailed'
    | 'retryTimesWhenSendAsyncFailed'
    | 'connectTimeoutMillis'
    | 'networkLatencyMs',
): number {
  const later = input.actions.map((one) => (one.type === 'set' && one.name === name ? (one.value as number) : 0))
  return Math.max(input.scenario.settings[name], ...later)
}

/** ms for a NameServer that does not answer, and one more for the sweep of late answers. */
const NAME_SERVER_MS = 3000
const SWEEP_MS = 4000

/** A call may not take longer than its attempts with their connections, the route before them, and the sweep behind them. */
function longestCall(input: RunInput): number {
  const attempts =
    1 + Math.max(largest(input, 'retryTimesWhenSendFailed'), largest(input, 'retryTimesWhenSendAsyncFailed'))
  const attemptMs = largest(input, 'sendMsgTimeout') + largest(input, 'connectTimeoutMillis') + SWEEP_MS
  const routeMs = input.scenario.settings.nameServerCount * (NAME_SERVER_MS + 2 * largest(input, 'networkLatencyMs'))
  return attempts * attemptMs + 2 * routeMs
}

/** What must hold over the whole log: time goes on, every message has one end, and keeps to its budgets. */
export function checkLog(run: Run): void {
  const { input } = run
  const mostAttempts =
    1 + Math.max(largest(input, 'retryTimesWhenSendFailed'), largest(input, 'retryTimesWhenSendAsyncFailed'))
  const longestMs = longestCall(input)
  const fate = new Map<number, string>()
  const copied = new Set<number>()
  let last = 0
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    must(entry.atMs >= last, `time goes back from ${last} to ${entry.atMs}`)
    last = entry.atMs
    if (entry.kind === 'send') {
      must(entry.attempt <= mostAttempts, `message ${entry.message}: attempt ${entry.attempt} of ${mostAttempts}`)
    }
    if (entry.kind === 'stored') copied.add(entry.message)
    const ends = entry.kind === 'sendOk' || entry.kind === 'messageFailed'
    if (!ends && entry.kind !== 'send') continue
    const before = fate.get(entry.message)
    must(before === undefined, `message ${entry.message} goes on (${entry.kind}) after its end (${before})`)
    if (!ends) continue
    fate.set(entry.message, entry.kind)
    // No one waits for ONEWAY: it may be lost long after it was sent, with a frozen Broker that is killed.
    if (entry.kind === 'messageFailed' && entry.exception === 'lostUnseen') continue
    must(entry.elapsedMs <= longestMs, `message ${entry.message} took ${entry.elapsedMs} ms, at most ${longestMs}`)
  }
  const { totals, nextMessage, nowMs, ...state } = stateAt(run, run.endMs)
  const calls = state.producers.flatMap((producer) => producer.calls).filter((call) => call !== null)
  const inFlight = new Set<number>()
  for (const call of calls) {
    inFlight.add(call.message)
    must(!fate.has(call.message), `message ${call.message} has ended and is in flight`)
    const { request } = call
    // A frozen Broker's host holds what it was sent. No one waits for ONEWAY, so that lasts until the Broker goes on.
    const isHeld = request?.oneway && state.brokerGroups[request.group]?.nodes[request.node]?.process === 'frozen'
    if (isHeld) continue
    const ageMs = nowMs - call.callStartedAtMs
    must(ageMs <= longestMs, `message ${call.message} has been in flight for ${ageMs} ms, at most ${longestMs}`)
  }
  let storedUnseen = 0
  for (let message = 1; message < nextMessage; message++) {
    if (fate.has(message) || inFlight.has(message)) continue
    // The end of a ONEWAY message is its copy: no answer comes.
    must(copied.has(message), `message ${message} has no end, no copy, and is not in flight`)
    storedUnseen++
  }
  const failed = [...fate.values()].filter((kind) => kind === 'messageFailed').length
  must(totals.failed === failed, `${totals.failed} failed, ${failed} in the log`)
  must(totals.stored === fate.size - failed + storedUnseen, `${totals.stored} stored, and the log has another number`)
  must(totals.sent === nextMessage - 1, 'every message is one call')
}

/** No attempt goes to a Broker group that the route of its call does not name. */
function checkRoutes(run: Run): void {
  const cursor = createCursor(run)
  const named = (tMs: number, index: number, group: number, queueId: number): boolean => {
    const infos = cursor.seek(tMs).producers[index]?.publishInfos ?? []
    return infos.some((info) => queueId < (info.queueDatas[group]?.writeQueueNums ?? 0))
  }
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.kind !== 'send') continue
    const { atMs, producer, group, message } = entry
    // An ASYNC retry takes only the Broker from the choice and keeps its queueId, which that Broker may not have.
    const queueId = entry.attempt === 1 ? entry.queueId : 0
    // The route may have come, or its last user ended, in the same millisecond.
    if (named(Math.max(0, atMs - 1), producer, group, queueId) || named(atMs, producer, group, queueId)) continue
    throw new Error(`at ${atMs} message ${message} went to group ${group} q${queueId}, which is not in the route`)
  }
}

const entriesOf = (run: Run): LogEntry[] => Array.from({ length: logLength(run.log) }, (_, at) => entryAt(run.log, at))

/** The same run by every way there is to it: at once, in pieces, at any moment, from JSON, after a fork. */
export function checkWays(run: Run, tMs: number): void {
  const { input, endMs } = run
  const copy = simulate(takeUnchecked(JSON.parse(JSON.stringify(input))), tMs)
  mustEqual(stateAt(run, tMs), cloneState(copy.head.state), `the state at ${tMs} is that of a straight run`)
  extendRun(copy, endMs)
  mustEqual(entriesOf(copy), entriesOf(run), `a run computed in two pieces at ${tMs} has the same log`)
  const cursor = createCursor(run)
  cursor.seek(endMs)
  mustEqual(cloneState(cursor.seek(tMs)), stateAt(run, tMs), 'a cursor that goes back finds the same')
  const earlier = input.actions.filter((one) => one.atMs <= tMs)
  const changed = takeUnchecked({
    ...input,
    actions: [...earlier, { atMs: tMs, type: 'set', name: 'sendIntervalMs', value: 70 }],
  })
  const forked = forkRun(run, changed, endMs)
  const fresh = simulate(changed, endMs)
  mustEqual(entriesOf(forked), entriesOf(fresh), `a fork at ${tMs} has the log of a fresh run`)
  mustEqual(cloneState(forked.head.state), cloneState(fresh.head.state), `a fork at ${tMs} ends like a fresh run`)
}

/** Everything above. */
export function checkRun(input: RunInput, tMs: number, untilMs = UNTIL_MS): void {
  const run = simulate(takeUnchecked(input), untilMs)
  checkLog(run)
  const cursor = createCursor(run)
  for (let at = 0; at <= untilMs; at += Math.ceil(untilMs / 8)) checkState(cursor.seek(at))
  checkState(cursor.seek(Math.min(tMs, untilMs)))
  checkRoutes(run)
  checkWays(run, Math.min(tMs, untilMs))
}
