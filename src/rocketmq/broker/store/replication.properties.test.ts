// What must hold of logs and copies under any faults, in every mode. A failure prints a command that shows the run.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFaults, reproduce, UNTIL_MS } from '../../anyFaults.testData'
import { cases } from '../../cases.testData'
import { takeUnchecked } from '../../checkInput'
import { createCursor, extendRun, forkRun, type Run, simulate, stateAt } from '../../run'
import type { RunInput } from '../../scenario'
import { type BrokerGroup, type BrokerNode, type ClusterState, type EpochLog, MASTER_ID } from '../../state'
import { recordsBetween } from '../../state/records'
import { commonEnd, logOf } from '../../state/sameBytes'
import { entriesOf } from '../../testDriver'
import './index'

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

/** Every acknowledged message is in a log that serves, or its group has no such log, or the run says that it is lost. */
function checkAcknowledged(run: Run): void {
  const state = stateAt(run, UNTIL_MS)
  const lost = new Set<number>()
  const storedIn = new Map<number, Set<number>>()
  const acknowledged = new Set<number>()
  for (const entry of entriesOf(run)) {
    if (entry.kind === 'lost') {
      must(
        !lost.has(entry.message) || run.input.scenario.settings.sendsPerPacket > 1,
        `m${entry.message} is lost twice`,
      )
      lost.add(entry.message)
    } else if (entry.kind === 'regained') lost.delete(entry.message)
    else if (entry.kind === 'sendOk') acknowledged.add(entry.message)
    else if (entry.kind === 'appended') {
      const groups = storedIn.get(entry.message) ?? new Set<number>()
      storedIn.set(entry.message, groups.add(entry.group))
    }
  }
  const isServed = served(state)
  for (const message of acknowledged) {
    if (isServed.has(message) || lost.has(message)) continue
    const groups = [...(storedIn.get(message) ?? [])]
    // What an injected answer says of itself is not the Broker's word.
    if (groups.length === 0) continue
    const without = groups.every((index) => mastersOf(state.brokerGroups[index] as BrokerGroup).length === 0)
    must(without, `m${message} was acknowledged, and is in no log that serves`)
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
