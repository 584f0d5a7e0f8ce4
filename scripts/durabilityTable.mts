// What becomes of acknowledged messages, computed: for every way to write and every event, the worst of many moments. Each row is a
// mode, each column an event; a new mode or event is a new line of the tables below.

import {
  createCursor,
  entryAt,
  forkRun,
  REAL_SETTINGS,
  type Run,
  type RunInput,
  type Settings,
  simulate,
  type UserAction,
} from '../src/rocketmq'
import '../src/rocketmq/broker/store'
import { MASTER_ID } from '../src/rocketmq/state'
import { recordsBetween } from '../src/rocketmq/state/records'

export interface Mode {
  name: string
  settings: Partial<Settings>
}

const REPLICATED: Partial<Settings> = { slaveCount: 1 }

const MODES: readonly Mode[] = [
  { name: 'ASYNC_FLUSH', settings: {} },
  { name: 'ASYNC_FLUSH, up to 4.9.0', settings: { clientVersion: '4.7.1' } },
  { name: 'ASYNC_FLUSH, transientStorePool', settings: { transientStorePoolEnable: true } },
  { name: 'SYNC_FLUSH', settings: { flushDiskType: 'SYNC_FLUSH' } },
  { name: 'ASYNC_MASTER, ASYNC_FLUSH', settings: REPLICATED },
  {
    name: 'SYNC_MASTER 4.x, ASYNC_FLUSH',
    settings: { ...REPLICATED, clientVersion: '4.9.7', brokerRole: 'SYNC_MASTER' },
  },
  {
    name: 'SYNC_MASTER 5.x, inSyncReplicas 2, SYNC_FLUSH',
    settings: { ...REPLICATED, brokerRole: 'SYNC_MASTER', inSyncReplicas: 2, flushDiskType: 'SYNC_FLUSH' },
  },
  { name: 'DLedger, 3 nodes', settings: { slaveCount: 2, enableDLegerCommitLog: true } },
  { name: 'Controller, default', settings: { slaveCount: 2, enableControllerMode: true } },
  {
    name: 'Controller, allAckInSyncStateSet, minInSyncReplicas 2',
    settings: {
      ...{ slaveCount: 2, enableControllerMode: true, brokerRole: 'SYNC_MASTER' as const },
      ...{ allAckInSyncStateSet: true, minInSyncReplicas: 2 },
    },
  },
]

/** ms after an event at which its host starts again. */
const BACK_MS = 500

interface EventKind {
  name: string
  /** What is done at a moment to the Master, that host. */
  actions(atMs: number, master: string): UserAction[]
}

/** It ends in this way, and is started again. */
const andBack =
  (type: 'stop' | 'kill' | 'powerOff'): EventKind['actions'] =>
  (atMs, target) => [
    { atMs, type, target },
    { atMs: atMs + BACK_MS, type: 'restart', target },
  ]

const EVENTS: readonly EventKind[] = [
  {
    name: 'clean stop',
    actions: andBack('stop'),
  },
  {
    name: 'kill -9',
    actions: andBack('kill'),
  },
  {
    name: 'power-off',
    actions: andBack('powerOff'),
  },
  {
    name: 'kill -9, then power-off before the next flush',
    actions: (atMs, target) => [
      { atMs: atMs - 300, type: 'kill', target },
      { atMs: atMs - 250, type: 'restart', target },
      { atMs, type: 'powerOff', target },
      { atMs: atMs + BACK_MS, type: 'restart', target },
    ],
  },
]

interface Flow {
  name: string
  settings: Partial<Settings>
}

const FLOWS: readonly Flow[] = [
  {
    name: 'steady: 200 messages of 1 KiB a second',
    settings: { sendThreadCount: 4, sendIntervalMs: 20, messageBodySize: 1024 },
  },
  { name: 'thin: a message of 100 bytes every 370 ms', settings: { sendIntervalMs: 370, messageBodySize: 100 } },
]

/** A thorough pass of the flush loop comes every 10 s: these are spread over one period, up to just before the next. */
const MOMENTS = Array.from({ length: 24 }, (_, at) => 11_207 + at * 404)
const BASE_MS = 21_000
/** Until a Broker that starts again serves, with an election before it. */
const AFTER_MS = { alone: 14_000, group: 40_000 }

/** What the worst moment takes. */
export interface Loss {
  messages: number
  /** ms before the event at which the oldest of them was acknowledged. */
  ageMs: number
}

const NOTHING: Loss = { messages: 0, ageMs: 0 }

function inputOf(mode: Mode, flow: Flow): RunInput {
  const settings = {
    ...{ ...REAL_SETTINGS, simulateStore: true, brokerGroupCount: 1, slaveCount: 0, brokerStartupMs: 100 },
    ...{ brokerServiceTimeMs: 0, processExitMs: 0, threadLocalIndexStart: -1 },
    ...flow.settings,
    ...mode.settings,
  }
  return { scenario: { preset: 'durability', topic: 'TopicTest', settings, brokerGroups: [] }, seed: 1, actions: [] }
}

/** Messages that are acknowledged before a moment, and were not to be found in the log of who serves at the end. */
function lossOf(run: Run, atMs: number): Loss {
  const { brokerGroups } = createCursor(run).seek(run.endMs)
  const group = brokerGroups[0]
  const master = group?.nodes.find(
    ({ process, brokerId, raft }) => process === 'running' && brokerId === MASTER_ID && raft?.hasRole !== false,
  )
  const store = master?.store
  if (!group || !store) throw new Error(`no Master at ${run.endMs}, ${run.endMs - atMs} ms behind the event`)
  const kept = new Set<number>()
  for (const { message } of recordsBetween(group, store, store.minOffset, store.maxOffset)) kept.add(message)
  let { messages, ageMs } = NOTHING
  for (let at = 0; at < run.log.length; at++) {
    const entry = entryAt(run.log, at)
    if (entry.atMs > atMs) break
    if (entry.kind !== 'sendOk' || entry.status !== 'SEND_OK' || kept.has(entry.message)) continue
    messages++
    ageMs = Math.max(ageMs, atMs - entry.atMs)
  }
  return { messages, ageMs }
}

/** The worst of all moments of a run in which nothing happens yet. */
function worstLoss(base: Run, event: EventKind): Loss {
  const stopsFor = base.input.scenario.settings.slaveCount > 0 ? AFTER_MS.group : AFTER_MS.alone
  let worst = NOTHING
  for (const atMs of MOMENTS) {
    const nodes = createCursor(base).seek(atMs - 300).brokerGroups[0]?.nodes ?? []
    const master = nodes.find(({ brokerId, process }) => brokerId === MASTER_ID && process === 'running')
    const actions = event.actions(atMs, `broker-a/n${master?.nodeIndex ?? 0}`)
    // Nothing more is sent behind the event: only the end is looked at.
    const quiet: UserAction = { atMs: atMs + 1, type: 'kill', target: 'producer/0' }
    const input = { ...base.input, actions: [...actions, quiet].sort((one, other) => one.atMs - other.atMs) }
    const loss = lossOf(forkRun(base, input, atMs + stopsFor), atMs)
    if (loss.messages > worst.messages) worst = { ...loss, ageMs: Math.max(loss.ageMs, worst.ageMs) }
    else worst = { ...worst, ageMs: Math.max(loss.ageMs, worst.ageMs) }
  }
  return worst
}

/** Modes with Slaves are in the table as soon as the engine copies anything to them. */
function isSimulated(mode: Mode): boolean {
  if ((mode.settings.slaveCount ?? 0) === 0) return true
  const run = simulate(inputOf(mode, FLOWS[0] as Flow), BASE_MS)
  return Array.from({ length: run.log.length }, (_, at) => entryAt(run.log, at)).some(
    ({ kind }) => kind === 'replicated',
  )
}

/** By flow, mode and event. */
export type Losses = { flow: string; mode: Mode; losses: Map<string, Loss> }[]

export function computeLosses(): Losses {
  const modes = MODES.filter(isSimulated)
  return FLOWS.flatMap((flow) =>
    modes.map((mode) => {
      const base = simulate(inputOf(mode, flow), BASE_MS)
      return { flow: flow.name, mode, losses: new Map(EVENTS.map((event) => [event.name, worstLoss(base, event)])) }
    }),
  )
}

const number = (value: number): string => value.toLocaleString('en-US')

const cell = ({ messages, ageMs }: Loss): string =>
  messages === 0 ? 'nothing' : `${number(messages)}, up to ${number(ageMs)} ms old`

/** What is between the two marks of docs/durability.md. */
function durabilityTables(all: Losses): string {
  const head = `| mode | ${EVENTS.map(({ name }) => name).join(' | ')} |\n|${' --- |'.repeat(EVENTS.length + 1)}`
  return FLOWS.map(({ name }) => {
    const rows = all
      .filter(({ flow }) => flow === name)
      .map(({ mode, losses }) => `| ${[mode.name, ...[...losses.values()].map(cell)].join(' | ')} |`)
    return `### ${name}\n\n${head}\n${rows.join('\n')}`
  }).join('\n\n')
}

const BEGIN = '<!-- generated by `npm run durability` from here -->'
const END = '<!-- to here -->'

/** The page with its tables in place. @throws Error without the two marks */
export function durabilityFile(before: string, losses: Losses): string {
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`the file has no place for the tables: ${BEGIN} … ${END}`)
  return `${before.slice(0, begin + BEGIN.length)}\n\n${durabilityTables(losses)}\n\n${before.slice(end)}`
}
