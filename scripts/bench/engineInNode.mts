// The engine's part of the bench. It is built into one script and run by plain Node: see measureEngine.mts. Started by
// itself with --expose-gc it prints its figures as JSON and nothing else.

import {
  extendRun,
  logBytes,
  logLength,
  REAL_SETTINGS,
  type Run,
  type RunInput,
  type Settings,
  simulate,
  stateAt,
} from '../../src/rocketmq'
import '../../src/rocketmq/broker/store'
import '../../src/rocketmq/consumer'

export interface EngineReport {
  /** Steps per second of a small loop of integer arithmetic, one for each repetition: how fast the machine is just now. */
  machine: number[]
  small: EngineFigures
  large: EngineFigures
  /** The small scenario with the inside of its Brokers. */
  store: EngineFigures
  /** ms to compute a minute in which two Brokers take all that they can, one for each repetition. */
  minuteMs: number[]
}

/** Figures of one scenario. */
export interface EngineFigures {
  events: number
  entries: number
  checkpoints: number
  /** Events per second, log and checkpoints kept; one for each repetition. */
  eventsPerSecond: number[]
  /** The same by CPU time of all threads. */
  eventsPerCpuSecond: number[]
  logBytesPerEntry: number
  logBytesPerEvent: number
  /** Everything a run keeps (log, checkpoints and all), after garbage collection. */
  runBytesPerEvent: number
  /** ms for each looked-at moment, ascending. */
  stateAtMs: number[]
}

const EVENTS = 1_000_000
const REPETITIONS = 5
const MOMENTS = 300

const input = (changes: Partial<Settings>): RunInput => ({
  scenario: {
    preset: 'bench',
    topic: 'TopicTest',
    settings: { ...REAL_SETTINGS, ...changes },
    brokerGroups: [],
  },
  seed: 1,
  actions: [],
})

const SCENARIOS = {
  small: input({ brokerGroupCount: 2, producerCount: 1, sendThreadCount: 1, sendIntervalMs: 10 }),
  large: input({ brokerGroupCount: 16, producerCount: 8, sendThreadCount: 16 }),
  store: input({
    brokerGroupCount: 2,
    slaveCount: 0,
    producerCount: 1,
    sendThreadCount: 1,
    sendIntervalMs: 10,
    simulateStore: true,
  }),
}

/** 140,000 sends a second: 4 producers, every 10 ms, 350 sends a packet. */
const FULL = input({
  brokerGroupCount: 2,
  slaveCount: 0,
  writeQueueNums: 2,
  producerCount: 4,
  sendIntervalMs: 10,
  sendsPerPacket: 350,
  communicationMode: 'ASYNC',
  simulateStore: true,
})

function minuteMs(): number[] {
  return Array.from({ length: REPETITIONS }, () => {
    collectGarbage()
    const startedAt = performance.now()
    const { endedBy } = simulate(FULL, 60_000)
    if (endedBy) throw new Error('it ends before its time')
    return performance.now() - startedAt
  })
}

const MACHINE_STEPS = 20_000_000

function machineSpeed(): number {
  const startedAt = performance.now()
  let bits = 1
  for (let step = 0; step < MACHINE_STEPS; step++) bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d) + step
  if (bits === 0) throw new Error('never so; it keeps the loop from being left out')
  return MACHINE_STEPS / ((performance.now() - startedAt) / 1000)
}

const machine: number[] = []

const eventsOf = (run: Run): number => stateAt(run, run.endMs).eventsDone

/** Virtual time after which about EVENTS events have happened; finding it warms the engine up. */
function endOf(scenario: RunInput): number {
  const run = simulate(scenario, 10_000)
  for (;;) {
    const events = eventsOf(run)
    if (events >= EVENTS) return run.endMs
    extendRun(run, run.endMs + Math.max(100, Math.ceil((run.endMs * (EVENTS - events)) / events / 2)))
  }
}

const collectGarbage = (): void => (globalThis as { gc?: () => void }).gc?.()

function bytesKept(): number {
  // Twice: buffers are given back only after the objects that held them.
  collectGarbage()
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Bytes given back when a run is let go. */
function bytesOf(scenario: RunInput, untilMs: number): number {
  const held: Run[] = [simulate(scenario, untilMs)]
  const withRun = bytesKept()
  held.pop()
  return withRun - bytesKept()
}

function measure(scenario: RunInput): EngineFigures {
  const untilMs = endOf(scenario)
  const runBytes = bytesOf(scenario, untilMs)
  const eventsPerSecond: number[] = []
  const eventsPerCpuSecond: number[] = []
  let run = simulate(scenario, untilMs)
  const events = eventsOf(run)
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    collectGarbage()
    machine.push(machineSpeed())
    const cpuBefore = process.cpuUsage()
    const startedAt = performance.now()
    run = simulate(scenario, untilMs)
    eventsPerSecond.push(events / ((performance.now() - startedAt) / 1000))
    const { user, system } = process.cpuUsage(cpuBefore)
    eventsPerCpuSecond.push(events / ((user + system) / 1e6))
  }
  const kept = logBytes(run.log)

  const stateAtMs: number[] = []
  let chance = 1
  for (let moment = 0; moment < MOMENTS; moment++) {
    chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0
    const tMs = Math.floor((chance / 0x1_0000_0000) * untilMs)
    const startedAt = performance.now()
    stateAt(run, tMs)
    stateAtMs.push(performance.now() - startedAt)
  }
  return {
    events,
    entries: logLength(run.log),
    checkpoints: run.checkpoints.length,
    eventsPerSecond,
    eventsPerCpuSecond,
    logBytesPerEntry: kept / logLength(run.log),
    logBytesPerEvent: kept / events,
    runBytesPerEvent: runBytes / events,
    stateAtMs: stateAtMs.sort((one, other) => one - other),
  }
}

machineSpeed()
const report: EngineReport = {
  small: measure(SCENARIOS.small),
  large: measure(SCENARIOS.large),
  store: measure(SCENARIOS.store),
  minuteMs: minuteMs(),
  machine,
}
process.stdout.write(JSON.stringify(report))
