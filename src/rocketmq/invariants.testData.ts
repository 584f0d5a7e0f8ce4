// What must hold in every run, whatever happens in it. For tests and the fuzzer.

import { inspect, isDeepStrictEqual } from 'node:util'
import { UNTIL_MS } from './anyFaults.testData'
import { takeUnchecked } from './checkInput'
import { entryAt, logLength } from './eventLog'
import { requestOf, type SendRequest } from './events'
import { eachHeldPacket, eachPacket, eachServedRequest, requestsInFlight } from './inFlight'
import { isServing } from './network'
import { cloneState, createCursor, extendRun, forkRun, type Run, simulate, stateAt } from './run'
import type { RunInput } from './scenario'
import type { ClusterState, Producer, SendCall } from './state'
import { checkStores } from './stores.testData'
import { entriesOf } from './testDriver'

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
  eachHeldPacket(state, (packet) => {
    const request = requestOf(packet)
    if (request) add(request)
  })
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
  if (state.settings.simulateStore) checkStores(state)
  else {
    const offsets = state.brokerGroups.flatMap((group) => group.queueOffsets).reduce((sum, offset) => sum + offset, 0)
    must(offsets === totals.storedCopies, `${totals.storedCopies} copies are stored, and ${offsets} are in queues`)
  }
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
      const before = call.phase === 'fetchingRoute' || call.phase === 'queued'
      must((request !== null) === !before, 'a call on the wire has a request')
      must(!before || call.insideSend, 'a call that is not on the wire yet is inside of send()')
      if (request === null) continue
      must(request.message === call.message, 'the request of a call is about its message')
      must(state.exchanges[request.exchange] === request.opaque, 'a request that is waited for is under way')
    }
    producer.threads.forEach((thread, index) => {
      const call = thread.call === null ? null : producer.calls[thread.call]
      must(
        !call || (call.thread === index && (call.mode === 'SYNC' || call.insideSend)),
        'a thread waits for a SYNC call of its own, or inside of send()',
      )
      must(thread.call === null || call !== null, 'a thread waits for a call that is there')
    })
    checkPool(producer)
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

/** The client's pool: each thread is free or blocked by one call, and calls wait for a thread only while none is free. */
function checkPool({ asyncPool, calls }: Producer): void {
  const { threads, idle, waiting, pending } = asyncPool
  const free = threads.flatMap((slot, thread) => (slot === null ? [thread] : []))
  mustEqual(
    [...idle].sort((one, other) => one - other),
    free,
    'a thread of the pool is idle or has a call',
  )
  threads.forEach((slot, thread) => {
    const call = slot === null ? null : calls[slot]
    must(slot === null || (call?.poolThread === thread && call.insideSend), 'a thread of the pool is inside of send()')
  })
  must(calls.filter((call) => call?.phase === 'queued').length === waiting, 'the queue of the pool has all that wait')
  must(waiting === 0 || pending || free.length === 0, 'no call waits while a thread of the pool is free')
}

/** ms that one producer is paused at most, all its pauses together. */
function longestPause(run: Run): number {
  const entries = entriesOf(run).filter((entry) => entry.kind === 'producerProcess')
  const sums = new Map<number, number>()
  const since = new Map<number, number>()
  const end = (producer: number, atMs: number) => {
    const fromMs = since.get(producer) ?? atMs
    sums.set(producer, (sums.get(producer) ?? 0) + atMs - fromMs)
    since.delete(producer)
  }
  for (const { producer, atMs, to } of entries) {
    end(producer, atMs)
    if (to === 'frozen') since.set(producer, atMs)
  }
  for (const producer of [...since.keys()]) end(producer, run.endMs)
  return Math.max(0, ...sums.values())
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
  const longestMs = longestCall(input) + longestPause(run)
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
