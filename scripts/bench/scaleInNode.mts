// The scale part of the bench: the largest cluster, the longest log, the longest run, the quickest edit. Each in a Node of
// its own, because what is measured is the memory of the process: see measureEngine.mts. Prints its figures as JSON.

import { momentsOf } from '../../src/projections/keyMoments'
import { figures } from '../../src/projections/runSummary'
import { binsBetween } from '../../src/projections/series'
import { timelineData } from '../../src/projections/timelineTracks'
import {
  createCursor,
  extendRun,
  forkRun,
  logBytes,
  logLength,
  presetInput,
  REAL_SETTINGS,
  type Run,
  type RunInput,
  type Settings,
  simulate,
  stateAt,
} from '../../src/rocketmq'

export interface LogReport {
  entries: number
  events: number
  untilMs: number
  /** Most memory the process ever had. */
  peakBytes: number
  /** The same after everything that the page derives from a log has been derived: marks, charts, verdict. */
  peakBytesOfPage: number
  logBytes: number
  checkpoints: number
  eventsPerSecond: number
  eventsPerCpuSecond: number
  /** ms for each looked-at moment, ascending. */
  stateAtMs: number[]
}

export interface DayReport {
  /** Heap and buffers after each virtual hour, after garbage collection, without the log. */
  bytesByHour: number[]
  logBytes: number
  hours: number
  peakBytes: number
}

export interface ForkReport {
  /** ms for each edit, ascending. */
  usual: number[]
  usualCpu: number[]
  largest: number[]
}

/** The largest cluster people have: 16 Broker groups with 48 queues each, 64 producers. */
const LARGEST: Partial<Settings> = {
  brokerGroupCount: 16,
  writeQueueNums: 48,
  producerCount: 64,
  sendThreadCount: 4,
  sendLatencyFaultEnable: true,
  enableDLegerCommitLog: true,
}

const kill = (atMs: number) => ({ atMs, type: 'kill' as const, target: 'broker-a/master' })

const largest = (): RunInput => ({
  scenario: { preset: 'bench', topic: 'TopicTest', settings: { ...REAL_SETTINGS, ...LARGEST }, brokerGroups: [] },
  seed: 1,
  actions: [kill(9600)],
})

const collectGarbage = (): void => (globalThis as { gc?: () => void }).gc?.()
const peakBytes = (): number => process.resourceUsage().maxRSS * 1024

const ENTRIES = 10_000_000
const MOMENTS = 100

function measureLog(): LogReport {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const run = simulate(largest(), 1000)
  // In steps of a second, as the page computes ahead.
  while (logLength(run.log) < ENTRIES) extendRun(run, run.endMs + 1000)
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  const peak = peakBytes()
  const events = stateAt(run, run.endMs).eventsDone
  const stateAtMs = Array.from({ length: MOMENTS }, (_, moment) => {
    const tMs = Math.floor((run.endMs * ((moment * 7919) % MOMENTS)) / MOMENTS)
    const before = performance.now()
    stateAt(run, tMs)
    return performance.now() - before
  })
  momentsOf(run)
  timelineData(run, 0, run.endMs, 1000)
  binsBetween(run, 10_000, 0, run.endMs)
  figures(run, 0, run.endMs)
  return {
    entries: logLength(run.log),
    events,
    untilMs: run.endMs,
    peakBytes: peak,
    peakBytesOfPage: peakBytes(),
    logBytes: logBytes(run.log),
    checkpoints: run.checkpoints.length,
    eventsPerSecond: events / seconds,
    eventsPerCpuSecond: events / ((user + system) / 1e6),
    stateAtMs: stateAtMs.sort((one, other) => one - other),
  }
}

const HOUR_MS = 3_600_000
const HOURS = 24
/** How far the playhead goes at speed 50 in a frame of a sixtieth second. */
const FRAME_MS = 833

/** Plays the page's first scenario as the page does at speed 50: computed a little ahead, every frame looked at. */
function measureDay(): DayReport {
  const run: Run = simulate(presetInput('article'), 1000)
  const cursor = createCursor(run)
  const bytesByHour: number[] = []
  for (let tMs = 0, hour = 1; hour <= HOURS; tMs += FRAME_MS) {
    if (run.endMs < tMs + 50_000) extendRun(run, Math.min(HOURS * HOUR_MS, tMs + 55_000))
    cursor.seek(Math.min(tMs, run.endMs))
    if (tMs < hour * HOUR_MS) continue
    hour++
    collectGarbage()
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    bytesByHour.push(heapUsed + arrayBuffers - logBytes(run.log))
  }
  return { bytesByHour, logBytes: logBytes(run.log), hours: HOURS, peakBytes: peakBytes() }
}

const TEN_MINUTES_MS = 600_000

/** A fault moved in a run of ten virtual minutes: the fork, and the state at its end. */
function editMs(input: RunInput, edits: number): { wall: number[]; cpu: number[] } {
  let run = simulate({ ...input, actions: [kill(9600)] }, TEN_MINUTES_MS)
  const wall: number[] = []
  const cpu: number[] = []
  for (let edit = 1; edit <= edits; edit++) {
    const cpuBefore = process.cpuUsage()
    const before = performance.now()
    run = forkRun(run, { ...input, actions: [kill(9600 + 100 * edit)] }, TEN_MINUTES_MS)
    stateAt(run, TEN_MINUTES_MS)
    wall.push(performance.now() - before)
    const { user, system } = process.cpuUsage(cpuBefore)
    cpu.push((user + system) / 1000)
  }
  const ascending = (values: number[]) => values.sort((one, other) => one - other)
  return { wall: ascending(wall), cpu: ascending(cpu) }
}

function measureFork(): ForkReport {
  const { wall, cpu } = editMs(presetInput('real-5.3'), 40)
  return { usual: wall, usualCpu: cpu, largest: editMs(largest(), 1).wall }
}

const MODES = { log: measureLog, day: measureDay, fork: measureFork }

const mode = process.argv[2] as keyof typeof MODES
process.stdout.write(JSON.stringify(MODES[mode]()))
