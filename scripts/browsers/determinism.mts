// Everything about a run that must be the same on every machine, as a fingerprint that two machines can compare; and the runs
// that are compared: every preset with faults, and random inputs.

import { join } from 'node:path'
import { build } from 'vite'
import type { RunInput, Settings, UserAction } from '../../src/rocketmq'
import * as engine from './engine.ts'

/** One run to compare: its input, how far it is computed, and the moments at which the cluster is looked at. */
export interface Play {
  name: string
  input: RunInput
  untilMs: number
  moments: number[]
}

export interface Fingerprint {
  /** Entries in the log. */
  length: number
  /** One hash for every 1000 entries, so that a difference has a place. */
  hashes: number[]
  /** stateAt as JSON, one text for each moment. */
  states: string[]
}

/**
 * Computes a run and says everything about it that must not differ. The browser gets this very function as text, so it
 * uses nothing but its parameters.
 */
export function fingerprint(
  { simulate, takeUnchecked, stateAt, entryAt, logLength }: typeof engine,
  { input, untilMs, moments }: Play,
): Fingerprint {
  // Random faults may name what a smaller cluster has lost.
  const run = simulate(takeUnchecked(input), untilMs)
  const length = logLength(run.log)
  const hashes: number[] = []
  let hash = 0x811c9dc5
  for (let entry = 0; entry < length; entry++) {
    const text = JSON.stringify(entryAt(run.log, entry))
    // FNV-1a over the letters: each step is one to one, so a single changed letter always changes the hash.
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    if ((entry + 1) % 1000 === 0 || entry + 1 === length) {
      hashes.push(hash >>> 0)
      hash = 0x811c9dc5
    }
  }
  return { length, hashes, states: moments.map((tMs) => JSON.stringify(stateAt(run, tMs))) }
}

/** What is different, in one line for a person; empty if nothing is. */
export function difference(inNode: Fingerprint, inBrowser: Fingerprint, { moments }: Play): string {
  if (inNode.length !== inBrowser.length) return `${inNode.length} log entries in Node, ${inBrowser.length} in browser`
  const block = inNode.hashes.findIndex((hash, at) => hash !== inBrowser.hashes[at])
  if (block >= 0) return `the logs differ between entry ${block * 1000} and ${block * 1000 + 999}`
  for (const [index, text] of inNode.states.entries()) {
    const other = inBrowser.states[index]
    if (text === other) continue
    let at = 0
    while (text[at] === other[at]) at++
    const around = (whole: string) => whole.slice(Math.max(0, at - 60), at + 40)
    return `stateAt ${moments[index]} ms differs: ${around(text)} in Node, ${around(other)} in browser`
  }
  return ''
}

/** Kills, silence and return, for a cluster that has broker-a and broker-b. */
const FAULTS: UserAction[] = [
  { atMs: 3000, type: 'kill', target: 'broker-a/master' },
  { atMs: 5500, type: 'slow', target: 'broker-b/master', ms: 700 },
  { atMs: 9000, type: 'restart', target: 'broker-a/n0' },
  { atMs: 12_000, type: 'powerOff', target: 'broker-b/master' },
  { atMs: 15_000, type: 'kill', target: 'nameserver/0' },
  { atMs: 16_000, type: 'set', name: 'clientVersion', value: '4.9.7' },
  { atMs: 18_000, type: 'restart', target: 'broker-b/n0' },
  { atMs: 19_000, type: 'restart', target: 'nameserver/0' },
  { atMs: 20_000, type: 'freeze', target: 'broker-a/n0' },
  { atMs: 24_000, type: 'resume', target: 'broker-a/n0' },
]

export function presetPlays(): Play[] {
  return engine.PRESETS.map(({ id }) => {
    // These two send a hundred times more, so less of them says as much.
    const untilMs = id === 'large' || id === 'overload' ? 21_000 : 120_000
    const preset = engine.presetInput(id)
    const isAlone = preset.scenario.settings.brokerGroupCount === 1
    const actions = FAULTS.filter((one) => !(isAlone && 'target' in one && one.target.startsWith('broker-b/')))
    const input = { ...preset, actions }
    return { name: id, input, untilMs, moments: [0, 3001, 12_345, 20_500, untilMs] }
  })
}

/** Small whole numbers in a fixed order (a linear congruence; its high bits are good enough to choose by). */
function createChance(seed: number) {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * bound)
  }
  return { below, oneOf: <T,>(list: readonly T[]): T => list[below(list.length)] }
}

const RANDOM_UNTIL_MS = 30_000

/** An input that the engine accepts, drawn from a wide range: releases, sizes, tables, latencies, faults. */
export function randomPlay(number: number): Play {
  const { below, oneOf } = createChance(number * 7919)
  const base = oneOf([engine.REAL_SETTINGS, engine.TEACHING_SETTINGS])
  const settings: Settings = {
    ...base,
    clientVersion: oneOf(engine.RELEASES),
    sendLatencyFaultEnable: below(3) > 0,
    startDetectorEnable: below(2) === 0,
    enableDLegerCommitLog: below(2) === 0,
    // Targets name the groups a to c, so these always exist.
    brokerGroupCount: 3 + below(3),
    slaveCount: below(3),
    writeQueueNums: 1 + below(6),
    producerCount: 2 + below(3),
    sendThreadCount: 1 + below(6),
    nameServerCount: 2,
    sendIntervalMs: 30 + below(400),
    sendMsgTimeout: oneOf([300, 1000, 3000]),
    sendMsgMaxTimeoutPerRequest: oneOf([-1, 500]),
    pollNameServerInterval: oneOf([2000, 7000, 30_000]),
    networkLatencyMs: 1 + below(200),
    threadLocalIndexStart: oneOf([null, -1, 12]),
    communicationMode: oneOf(['SYNC', 'SYNC', 'ASYNC', 'ONEWAY']),
    retryAnotherBrokerWhenNotStoreOK: below(2) === 0,
    killClosesWith: oneOf(['HOST', 'FIN', 'RST']),
  }
  const actions = Array.from({ length: 4 + below(12) }, () => randomAction(below, oneOf))
  actions.sort((one, other) => one.atMs - other.atMs)
  return {
    name: `random input ${number}`,
    input: {
      scenario: { preset: 'random', topic: 'TopicTest', settings, brokerGroups: [] },
      seed: below(0x1_0000_0000),
      actions,
    },
    untilMs: RANDOM_UNTIL_MS,
    moments: [below(RANDOM_UNTIL_MS), below(RANDOM_UNTIL_MS), RANDOM_UNTIL_MS],
  }
}

type Chance = ReturnType<typeof createChance>

function randomAction(below: Chance['below'], oneOf: Chance['oneOf']): UserAction {
  const atMs = below(RANDOM_UNTIL_MS)
  const broker = () => `broker-${oneOf(['a', 'b', 'c'])}/${oneOf(['master', 'n0', 'n1', 'n2'])}`
  switch (below(9)) {
    case 0:
      return { atMs, type: 'slow', target: broker(), ms: below(4000) }
    case 1:
      return { atMs, type: 'set', name: 'clientVersion', value: oneOf(engine.RELEASES) }
    case 2:
      return { atMs, type: 'set', name: 'writeQueueNums', value: 1 + below(6) }
    case 3:
      return { atMs, type: oneOf(['kill', 'restart']), target: oneOf(['nameserver/1', 'producer/1']) }
    case 4:
      return { atMs, type: 'set', name: 'communicationMode', value: oneOf(['SYNC', 'ASYNC', 'ONEWAY']) }
    default: {
      const types = ['kill', 'powerOff', 'freeze', 'resume', 'stop', 'restart', 'restart', 'restart'] as const
      return { atMs, type: oneOf(types), target: broker() }
    }
  }
}

/** The engine as one script that leaves everything it exports in `engine`; built in memory, as the site is. */
export async function buildEngine(): Promise<string> {
  const result = await build({
    root: join(import.meta.dirname, '../..'),
    // The engine alone, in one piece: not as the page is built.
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      lib: { entry: join(import.meta.dirname, 'engine.ts'), formats: ['iife'], name: 'engine' },
    },
  })
  const chunks = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
  const scripts = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : []))
  if (scripts.length !== 1) throw new Error(`The engine is ${scripts.length} scripts.`)
  return scripts[0]
}
