// How long a group is without a Master after its leader was killed: the recorded times, and the engine's over many seeds.

import { readFileSync } from 'node:fs'
import {
  entryAt,
  entryKind,
  extendRun,
  fieldReader,
  logLength,
  MASTER_ID,
  REAL_SETTINGS,
  type RunInput,
  type Settings,
  simulate,
} from '../../src/rocketmq'

/** Kills of one experiment, under one kind of load. */
export interface RecordedElections {
  /** Such as `d0-4.9.7`. */
  experiment: string
  release: string
  kind: 'dledger' | 'controller'
  /** Producers that sent meanwhile, 20 messages a second each. */
  producers: number
  conditions: 'quiet' | 'loaded'
  /** ms from the signal until the NameServer named the new Master; ascending. */
  electedMs: number[]
}

export const SEEDS = 60
/** The first kill, and how far apart those of two seeds are, so that every phase of the heartbeats is met. ms of virtual time */
const FIRST_KILL_MS = 5000
const KILL_STEP_MS = 37
/** Longer than any election of the rules. */
const WATCHED_MS = 25_000
/** Looked at after each step of this length, because most of a run would come after the election. */
const STEP_MS = 1000
const IDLE: Partial<Settings> = { messageLimit: 1 }

const file = new URL('./recordings/elections.json', import.meta.url)

export const readElections = (): RecordedElections[] => JSON.parse(readFileSync(file, 'utf8')) as RecordedElections[]

/** Nearest rank: the least value that so many per cent do not exceed. */
export function quantile(ascending: readonly number[], percent: number): number {
  const value = ascending[Math.max(0, Math.ceil((percent / 100) * ascending.length) - 1)]
  if (value === undefined) throw new RangeError('a quantile of nothing')
  return value
}

/** broker-a has three nodes, broker-b stands beside it; the Master of broker-a is killed once. */
export function electionInput({ release, kind, producers }: RecordedElections, seed: number): RunInput {
  const settings: Settings = {
    ...REAL_SETTINGS,
    clientVersion: release,
    ...{ sendIntervalMs: 50, pollNameServerInterval: 5000, networkLatencyMs: 1, brokerServiceTimeMs: 1 },
    ...{ producerCount: Math.max(1, producers), ...(producers === 0 ? IDLE : {}) },
    ...{ brokerGroupCount: 2, slaveCount: 2, writeQueueNums: 2 },
    enableDLegerCommitLog: kind === 'dledger',
    enableControllerMode: kind === 'controller',
  }
  const atMs = FIRST_KILL_MS + KILL_STEP_MS * seed
  return {
    scenario: { preset: 'custom', topic: 'T', settings, brokerGroups: [{}, { slaveCount: 0 }] },
    seed,
    actions: [{ atMs, type: 'kill', target: 'broker-a/master' }],
  }
}

const registeredGroup = fieldReader('registered', 'group')
const registeredId = fieldReader('registered', 'brokerId')

/** ms from the kill until the NameServer takes the new Master's registration; null if it does not. */
export function electedAfterMs(input: RunInput): number | null {
  const killedMs = input.actions[0]?.atMs as number
  const run = simulate(input, killedMs)
  let scanned = logLength(run.log)
  for (let tMs = killedMs + STEP_MS; tMs <= killedMs + WATCHED_MS; tMs += STEP_MS) {
    extendRun(run, tMs)
    const { log } = run
    for (; scanned < logLength(log); scanned++) {
      if (entryKind(log, scanned) !== 'registered') continue
      if (registeredGroup(log, scanned) !== 0 || registeredId(log, scanned) !== MASTER_ID) continue
      return entryAt(log, scanned).atMs - killedMs
    }
  }
  return null
}

/** The same over seeds 1 to SEEDS, ascending. @throws Error if a group stays without Master */
export function simulatedElections(recorded: RecordedElections): number[] {
  return Array.from({ length: SEEDS }, (_, index) => {
    const tookMs = electedAfterMs(electionInput(recorded, index + 1))
    if (tookMs === null) throw new Error(`${recorded.experiment}: nobody was elected with seed ${index + 1}`)
    return tookMs
  }).sort((one, other) => one - other)
}
