// What must hold of logs and copies under any faults, in every mode. A failure prints a command that shows the run.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFaults, reproduce, UNTIL_MS } from '../../anyFaults.testData'
import { cases } from '../../cases.testData'
import { takeUnchecked } from '../../checkInput'
import { createCursor, extendRun, forkRun, type Run, simulate, stateAt } from '../../run'
import type { RunInput, UserAction } from '../../scenario'
import { type BrokerGroup, type BrokerNode, type ClusterState, type EpochLog, MASTER_ID } from '../../state'
import { recordsBetween } from '../../state/records'
import { commonEnd, logOf } from '../../state/sameBytes'
import { entriesOf } from '../../testDriver'
import { group, on } from './groupStory.testData'

function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

/** Any cluster under any faults, with the inside of its Brokers: small files, so that they roll. */
const anyStore: fc.Arbitrary<RunInput> = fc
  .tuple(
    anyFaults,
    fc.record({
      mappedFileSizeCommitLog: fc.constantFrom(2048, 4096, 1_073_741_824),
      messageBodySize: fc.constantFrom(0, 100, 1000),
      allAckInSyncStateSet: fc.boolean(),
      minInSyncReplicas: fc.constantFrom(1, 1, 2),
      haSendHeartbeatInterval: fc.constantFrom(1000, 5000),
      haMegabytesPerSecond: fc.constantFrom(1, 100),
      flushIntervalCommitLog: fc.constantFrom(100, 500, 3000),
      transientStorePoolEnable: fc.boolean(),
      sendsPerPacket: fc.constantFrom(1, 1, 3),
      brokerStartupMs: fc.constantFrom(0, 500),
    }),
    // A Master whose host loses power comes back with less, or another one takes its place.
    fc.record({
      atMs: fc.integer({ min: 1000, max: 15_000 }),
      group: fc.constantFrom('a', 'b', 'c'),
      back: fc.boolean(),
    }),
  )
  .map(([input, more, { atMs, group, back }]) => ({
    ...input,
    actions: [
      ...input.actions,
      { atMs, type: 'powerOff' as const, target: `broker-${group}/n0` },
      ...(back ? [{ atMs: atMs + 300, type: 'restart' as const, target: `broker-${group}/n0` }] : []),
    ].sort((one, other) => one.atMs - other.atMs),
    scenario: {
      ...input.scenario,
      settings: { ...input.scenario.settings, simulateStore: true, ...more },
    },
  }))

/** Runs a check over random inputs; what fails is shown as a command. */
function always(check: (input: RunInput, extra: number) => void, numRuns: number): void {
  fc.assert(
    fc.property(anyStore, fc.nat(UNTIL_MS), (input, extra) => {
      try {
        check(input, extra)
      } catch (error) {
        throw new Error(`${(error as Error).message}\nReproduce: ${reproduce(input)}`, { cause: error })
      }
    }),
    { numRuns },
  )
}

/** Has each of its parts from the beginning of the EpochLog on? A splice of two histories has not. */
function isSpliced({ epochLogs }: BrokerGroup, node: BrokerNode): boolean {
  let from = 0
  return (node.store?.parts ?? []).some(({ epoch, endOffset }) => {
    const begins = (epochLogs[epoch] as EpochLog).startOffset
    const isWrong = begins !== from && from !== 0
    from = endOffset
    return isWrong
  })
}

/** What must hold of one node at any moment. */
function checkNode(group: BrokerGroup, node: BrokerNode): void {
  const { store } = node
  if (!store) return
  const name = `${group.brokerName}/n${node.nodeIndex}`
  const { parts, minOffset, maxOffset, committedOffset, flushedOffset, reputOffset } = store
  must(flushedOffset <= committedOffset && committedOffset <= maxOffset, `${name}: flushed <= committed <= max`)
  must(reputOffset <= maxOffset && minOffset <= maxOffset, `${name}: dispatched <= max`)
  must((parts.at(-1)?.endOffset ?? minOffset) === maxOffset, `${name}: its parts end where its log does`)
  let from = minOffset
  for (const { epoch, endOffset } of parts) {
    must(endOffset > from, `${name}: parts ascend`)
    must(endOffset <= (group.epochLogs[epoch] as EpochLog).endOffset, `${name} has no more than was appended`)
    from = endOffset
  }
  if (isSpliced(group, node)) return
  const next = new Map<number, number>()
  for (const { queueId, queueOffset, count } of recordsBetween(group, store, minOffset, maxOffset)) {
    const expected = next.get(queueId) ?? (minOffset === 0 ? 0 : queueOffset)
    must(queueOffset === expected, `${name} q${queueId}: ${queueOffset} follows, not ${expected}`)
    next.set(queueId, queueOffset + count)
  }
  for (const [queueId, offset] of next) {
    must(
      store.queueOffsets[queueId] === offset,
      `${name} q${queueId}: next is ${store.queueOffsets[queueId]}, not ${offset}`,
    )
  }
}

const mastersOf = ({ nodes }: BrokerGroup) =>
  nodes.filter(({ brokerId, process, removed }) => brokerId === MASTER_ID && process === 'running' && !removed)

/** A Slave that streams has the beginning of its Master's log, but for classic HA, which compares nothing. */
function checkCopies(group: BrokerGroup, state: ClusterState): void {
  const { enableDLegerCommitLog, enableControllerMode } = state.settings
  if (!enableDLegerCommitLog && !enableControllerMode) return
  for (const master of mastersOf(group)) {
    for (const { node, streaming, ackOffset, slaveEpoch, serial } of master.store?.slaves ?? []) {
      const slave = group.nodes[node] as BrokerNode
      // What it has acknowledged it may have lost since, with its process or its host.
      if (!streaming || slave.process !== 'running' || !slave.store) continue
      const isLedger =
        enableDLegerCommitLog && slave.raft?.term === master.raft?.term && slave.raft?.role === 'FOLLOWER'
      const isHa = !enableDLegerCommitLog && slave.epoch === slaveEpoch && slave.store.ha.serial === serial
      if (!isLedger && !isHa) continue
      const end = Math.min(slave.store.maxOffset, ackOffset)
      const common = commonEnd(logOf(master.store), logOf(slave.store))
      must(common >= end, `${group.brokerName}/n${node} differs from its Master from ${common} on, and has said ${end}`)
    }
  }
}

function checkStores(state: ClusterState): void {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  for (const group of state.brokerGroups) {
    for (const node of group.nodes) checkNode(group, node)
    checkCopies(group, state)
  }
}

/** Messages of which a log that serves has at least one. */
function served(state: ClusterState): Set<number> {
  const found = new Set<number>()
  for (const group of state.brokerGroups) {
    for (const { store } of mastersOf(group)) {
      if (!store) continue
      for (const { message } of recordsBetween(group, store, store.minOffset, store.maxOffset)) found.add(message)
    }
  }
  return found
}

/**
 * Every acknowledged message is in a log that serves, or the run says that it is lost, or what would say so does not serve: each
 * group that acknowledged it, or another group that had it as well and has stopped to serve since those lost it.
 */
function checkAcknowledged(run: Run): void {
  const state = stateAt(run, UNTIL_MS)
  const lost = new Set<number>()
  const storedIn = new Map<number, Set<number>>()
  const acknowledgedBy = new Map<number, Set<number>>()
  /** By group: when it was last looked for what its Master lacks, and when a node of it last went. */
  const lookedMs = new Map<number, number>()
  const wentMs = new Map<number, number>()
  const note = (groups: Map<number, Set<number>>, message: number, group: number) =>
    groups.set(message, (groups.get(message) ?? new Set<number>()).add(group))
  for (const entry of entriesOf(run)) {
    if (entry.kind === 'lost') {
      must(
        !lost.has(entry.message) || run.input.scenario.settings.sendsPerPacket > 1,
        `m${entry.message} is lost twice`,
      )
      lost.add(entry.message)
    } else if (entry.kind === 'regained') lost.delete(entry.message)
    else if (entry.kind === 'sendOk') note(acknowledgedBy, entry.message, entry.group)
    else if (entry.kind === 'appended') note(storedIn, entry.message, entry.group)
    else if (entry.kind === 'recovered' || entry.kind === 'masterReady') lookedMs.set(entry.group, entry.atMs)
    else if (entry.kind === 'brokerProcess' && entry.to !== 'running') wentMs.set(entry.group, entry.atMs)
  }
  const isServed = served(state)
  const isWithout = (index: number) => mastersOf(state.brokerGroups[index] as BrokerGroup).length === 0
  for (const [message, groups] of acknowledgedBy) {
    if (isServed.has(message) || lost.has(message)) continue
    const stored = storedIn.get(message) ?? new Set<number>()
    // What an injected answer says of itself is not the word of a Broker that stored it.
    const serving = [...groups].filter((index) => stored.has(index) && !isWithout(index))
    const lookedLast = Math.max(...serving.map((index) => lookedMs.get(index) ?? 0))
    const hasGone = [...stored].some((index) => isWithout(index) && (wentMs.get(index) ?? 0) >= lookedLast)
    must(serving.length === 0 || hasGone, `m${message} was acknowledged, and is in no log that serves`)
  }
}

test('at every moment: logs are whole, copies are what their Masters have, the state survives JSON', {
  timeout: 300_000,
}, () => {
  always(
    (input) => {
      const run = simulate(takeUnchecked(input), UNTIL_MS)
      const cursor = createCursor(run)
      for (let tMs = 0; tMs <= UNTIL_MS; tMs += 2500) checkStores(cursor.seek(tMs))
      checkAcknowledged(run)
    },
    cases(40, 250),
  )
})

test('a look at any moment equals a straight run to it: in pieces, and after a fork', { timeout: 300_000 }, () => {
  always(
    (input, tMs) => {
      const own = takeUnchecked(input)
      const run = simulate(own, UNTIL_MS)
      const pieces = simulate(own, tMs)
      expect(stateAt(run, tMs)).toEqual(stateAt(pieces, tMs))
      extendRun(pieces, UNTIL_MS)
      expect(stateAt(pieces, UNTIL_MS)).toEqual(stateAt(run, UNTIL_MS))
      const fork = forkRun(run, own, tMs)
      extendRun(fork, UNTIL_MS)
      expect(entriesOf(fork)).toEqual(entriesOf(run))
    },
    cases(8, 50),
  )
})

test('a group that serves lost its copy before it had acknowledged it, and who did acknowledge it is down: nothing is lost', () => {
  // broker-a stores message 13 and never answers, broker-b acknowledges it; then broker-a loses what it has, and broker-b dies.
  const settings = {
    clientVersion: '4.2.0',
    sendMsgTimeout: 300,
    brokerGroupCount: 2,
    brokerRole: 'SYNC_MASTER',
    retryTimesWhenSendFailed: 2,
    messageLimit: 14,
    flushIntervalCommitLog: 20_000,
  } as const
  const inB = { target: 'broker-b/n0' }
  const faults = [on('n1', 'freeze', 950), on('n0', 'powerOff', 1540), on('n0', 'restart', 1600)]
  const down: UserAction[] = [...faults, { ...on('n0', 'kill', 1700), ...inB } as UserAction]
  const story = group(settings, down, UNTIL_MS)
  expect(story.all('appended').map(({ message, group: index }) => `m${message} ${index}`)).toContain('m13 0')
  expect(story.all('sendOk').map(({ message, group: index }) => `m${message} ${index}`)).toContain('m13 1')
  expect(served(story.at(UNTIL_MS))).not.toContain(13)
  expect(story.all('lost').map(({ message }) => message)).not.toContain(13)
  checkAcknowledged(story.run)
  const back = group(settings, [...down, { ...on('n0', 'restart', 3000), ...inB } as UserAction], UNTIL_MS)
  expect(served(back.at(UNTIL_MS))).toContain(13)
})
