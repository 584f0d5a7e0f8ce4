// The table of what a message survives, against the faults really done: the whole input with them is simulated from its beginning, and
// the message is looked for by its number in the records of who serves then. Nothing of survival.ts is used but its answer.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BrokerGroup,
  type BrokerNode,
  entryAt,
  type LogEntry,
  REAL_SETTINGS,
  type Run,
  type RunInput,
  type Settings,
  simulate,
  stateAt,
  type UserAction,
} from '../rocketmq'
import '../rocketmq/broker/store'
import { reproduce } from '../rocketmq/anyFaults.testData'
import { cases } from '../rocketmq/cases.testData'
import { recordsBetween } from '../rocketmq/state'
import { placeOf } from './copies'
import { SURVIVAL_EVENTS, type SurvivalEvent, survivalOf } from './survival'

const HA: Partial<Settings> = { slaveCount: 1 }
const CONTROLLER: Partial<Settings> = { slaveCount: 2, enableControllerMode: true, brokerRole: 'SYNC_MASTER' }

/** Every way to keep a message, in releases whose rules differ. */
const MODES: readonly Partial<Settings>[] = [
  { clientVersion: '4.7.1' },
  { clientVersion: '4.9.7', transientStorePoolEnable: true },
  { clientVersion: '5.3.3', transientStorePoolEnable: true },
  { clientVersion: '5.3.3', flushDiskType: 'SYNC_FLUSH' },
  { ...HA, clientVersion: '4.9.7' },
  { ...HA, clientVersion: '5.3.3' },
  { ...HA, clientVersion: '4.2.0', brokerRole: 'SYNC_MASTER' },
  { ...HA, clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER' },
  { ...HA, clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER', flushDiskType: 'SYNC_FLUSH' },
  { ...HA, clientVersion: '5.3.3', brokerRole: 'SYNC_MASTER', inSyncReplicas: 2 },
  { ...HA, clientVersion: '5.3.3', transientStorePoolEnable: true },
  { slaveCount: 2, clientVersion: '4.9.7', enableDLegerCommitLog: true },
  { slaveCount: 2, clientVersion: '5.3.3', enableDLegerCommitLog: true },
  { ...CONTROLLER, clientVersion: '5.1.4' },
  { ...CONTROLLER, clientVersion: '5.3.3' },
  { ...CONTROLLER, clientVersion: '5.3.3', allAckInSyncStateSet: true, minInSyncReplicas: 2 },
]

/** What has happened before: the group need not be whole when the question is asked. */
const before = fc.array(
  fc.record({
    atMs: fc.integer({ min: 500, max: 6000 }),
    type: fc.constantFrom('kill', 'powerOff', 'restart', 'restart', 'freeze', 'resume'),
    target: fc.constantFrom('broker-a/n0', 'broker-a/n1', 'broker-a/n2'),
  }) as fc.Arbitrary<UserAction>,
  { maxLength: 3 },
)

const asked = fc.record({
  mode: fc.constantFrom(...MODES),
  settings: fc.record({
    sendIntervalMs: fc.constantFrom(150, 400, 900),
    messageBodySize: fc.constantFrom(100, 3000),
    sendsPerPacket: fc.constantFrom(1, 1, 4),
    mappedFileSizeCommitLog: fc.constantFrom(16_384, 1_073_741_824),
    brokerStartupMs: fc.constantFrom(0, 2000),
  }),
  seed: fc.nat(0xffff),
  actions: before,
  event: fc.constantFrom(...SURVIVAL_EVENTS),
  /** When, and which of the messages that had been appended by then, counted from the newest. */
  tMs: fc.integer({ min: 1000, max: 9000 }),
  back: fc.nat(5),
})

const inputOf = (
  mode: Partial<Settings>,
  settings: Partial<Settings>,
  seed: number,
  actions: UserAction[],
): RunInput => {
  const nodes = (mode.slaveCount ?? 0) + 1
  return {
    scenario: {
      preset: 'test',
      topic: 'TopicTest',
      settings: { ...REAL_SETTINGS, slaveCount: 0, ...settings, ...mode, simulateStore: true, brokerGroupCount: 1 },
      brokerGroups: [],
    },
    seed,
    actions: actions
      .filter((one) => !('target' in one) || Number(one.target.at(-1)) < nodes)
      .sort((one, other) => one.atMs - other.atMs),
  }
}

const entriesOf = ({ log }: Run): LogEntry[] => Array.from({ length: log.length }, (_, at) => entryAt(log, at))
const isKind =
  <K extends LogEntry['kind']>(kind: K) =>
  (entry: LogEntry): entry is Extract<LogEntry, { kind: K }> =>
    entry.kind === kind

/** The one that takes writes, else that did last: by what a person sees. */
function masterOf({ nodes }: BrokerGroup): BrokerNode | undefined {
  const isUp = ({ process }: BrokerNode) => process === 'running' || process === 'stopping'
  const masters = nodes.filter((node) => node.brokerId === 0)
  const newest = masters.filter(isUp).sort((one, other) => other.masterEpoch - one.masterEpoch)[0]
  return newest ?? masters[0] ?? nodes[0]
}

/** The fault, written by hand as a person would do it. */
function faultOf(
  event: SurvivalEvent,
  tMs: number,
  master: number,
  nodes: number,
  hasController: boolean,
): UserAction[] {
  const all = Array.from({ length: nodes }, (_, node) => `broker-a/n${node}`)
  const target = `broker-a/n${master}`
  const restart = (one: string): UserAction => ({ atMs: tMs + 1000, type: 'restart', target: one })
  const powerOff = (one: string): UserAction => ({ atMs: tMs, type: 'powerOff', target: one })
  if (event === 'processKilled') return [{ atMs: tMs, type: 'kill', target }, restart(target)]
  if (event === 'hostPower') return [powerOff(target), restart(target)]
  if (event === 'hostLost') return [powerOff(target)]
  if (event === 'groupPower') return [...all.map(powerOff), ...all.map(restart)]
  const peers = [...all.filter((one) => one !== target), ...(hasController ? ['controller/0'] : [])]
  const links = (atMs: number, lossPercent: number) =>
    peers.map((peer): UserAction => ({ atMs, type: 'link', target, peer, lossPercent }))
  return [...links(tMs, 100), ...links(tMs + 30_000, 0)]
}

/** Messages of a number in a node's records. */
function found(group: BrokerGroup, { store }: BrokerNode, message: number, startOffset: number): number {
  if (!store) return 0
  let count = 0
  for (const record of recordsBetween(group, store, store.minOffset, store.maxOffset)) {
    if (record.message === message && record.startOffset >= startOffset) count += record.count
  }
  return count
}

let answered = 0

test('what the table says is what happens when the fault is done', () => {
  fc.assert(
    fc.property(asked, ({ mode, settings, seed, actions, event, tMs, back }) => {
      const input = inputOf(
        mode,
        settings,
        seed,
        actions.filter(({ atMs }) => atMs <= tMs),
      )
      const run = simulate(input, tMs)
      const appended = entriesOf(run)
        .filter(isKind('appended'))
        .at(-1 - back)
      if (!appended) return
      const group = stateAt(run, tMs).brokerGroups[0] as BrokerGroup
      const place = placeOf(group, appended)
      if (!place) return
      const said = survivalOf(run, place, event, tMs)
      if (!said) throw new Error('no answer')

      const { nodes } = group
      const hasController = mode.enableControllerMode === true
      const fault = faultOf(event, tMs, masterOf(group)?.nodeIndex ?? 0, nodes.length, hasController)
      const done = simulate({ ...input, actions: [...input.actions, ...fault] }, said.atMs)
      const then = stateAt(done, said.atMs).brokerGroups[0] as BrokerGroup
      const shown = reproduce({ ...input, actions: [...input.actions, ...fault] }, said.atMs)

      // A retry stores the same number a second time: this copy is the one of the place.
      const count = (node: BrokerNode) => {
        let left = 0
        for (const record of recordsOf(then, node)) {
          if (record.message !== appended.message) continue
          if (record.startOffset >= place.startOffset && record.endOffset <= place.endOffset) left += record.count
        }
        return left
      }
      const perNode = then.nodes.map(count)
      const serving = masterOf(then)
      const takesWrites = serving?.brokerId === 0 && (serving.process === 'running' || serving.process === 'stopping')
      const up = then.nodes
        .filter(({ process }) => process === 'running')
        .map(({ nodeIndex }) => perNode[nodeIndex] ?? 0)
      const kept = takesWrites ? (perNode[serving.nodeIndex] ?? 0) : Math.max(0, ...up)
      expect({ kept: said.kept, copies: said.copies.map(({ inLog }) => inLog), shown }).toEqual({
        kept,
        copies: perNode,
        shown,
      })
      expect(said.readOnly, shown).toBe(!takesWrites && kept > 0)
      answered++
      agreesWithLog(done, then, appended.message, serving, takesWrites, shown)
    }),
    { numRuns: cases(40, 1000) },
  )
  expect(answered).toBeGreaterThan(cases(20, 500))
}, 600_000)

const recordsOf = (group: BrokerGroup, { store }: BrokerNode) =>
  store ? [...recordsBetween(group, store, store.minOffset, store.maxOffset)] : []

/** An acknowledged message that who serves does not have has been called lost, and what is called lost it does not have. */
function agreesWithLog(
  run: Run,
  group: BrokerGroup,
  message: number,
  serving: BrokerNode | undefined,
  takesWrites: boolean,
  shown: string,
): void {
  if (!serving || !takesWrites) return
  const entries = entriesOf(run)
  const per = run.input.scenario.settings.sendsPerPacket
  const lost = entries.filter(isKind('lost')).filter((one) => one.message === message)
  const regained = entries.filter(isKind('regained')).filter((one) => one.message === message)
  const sum = (all: readonly { count: number }[]) => all.reduce((all, one) => all + one.count, 0)
  const stillLost = sum(lost) - sum(regained)
  const have = found(group, serving, message, 0)
  const isAcknowledged = entries.some((one) => one.kind === 'sendOk' && one.message === message)
  // A message whose answer never came is not lost, whatever became of it.
  if (isAcknowledged && have === 0) expect(stillLost, `not called lost: ${shown}`).toBe(per)
  if (have >= per) expect(stillLost, `called lost: ${shown}`).toBe(0)
}
