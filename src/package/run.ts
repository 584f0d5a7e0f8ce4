// A run as the package hands it out: something to ask, with nothing in it to change. What the engine keeps behind it (blocks
// of the log, checkpoints that forks share) stays out of reach.

import type { RunInput as EngineInput, EventLog as EngineLog, Run as EngineRun, RunEnd } from '../rocketmq'
import type { DeepReadonly } from '../sim/frozen'

/** An input that nobody can change: what a run keeps, and what functions take. A `RunInput` is one, too. */
export type FixedInput = DeepReadonly<EngineInput>

let logInside: (log: EventLog) => EngineLog
let runInside: (run: Run) => EngineRun

/** The log of a run: for entryAt, entryTime, entryKind, firstEntryAfter and logLength. */
export class EventLog {
  readonly #log: EngineLog

  constructor(log: EngineLog) {
    this.#log = log
    Object.freeze(this)
  }

  /** Entries so far. */
  get length(): number {
    return this.#log.length
  }

  static {
    logInside = (log) => {
      if (typeof log !== 'object' || log === null || !(#log in log)) throw new RangeError('not the log of a run')
      return log.#log
    }
  }
}

/** What simulate and forkRun give. */
export class Run {
  readonly #run: EngineRun
  readonly #log: EventLog

  constructor(run: EngineRun) {
    this.#run = run
    this.#log = new EventLog(run.log)
    Object.freeze(this)
  }

  /** What it was made from: its own copy, frozen. */
  get input(): FixedInput {
    return this.#run.input
  }

  get log(): EventLog {
    return this.#log
  }

  /** Everything up to and including this virtual time has been computed, ms. */
  get endMs(): number {
    return this.#run.endMs
  }

  /** Why it ended by itself, a copy; null as long as it can be computed further. */
  get endedBy(): RunEnd | null {
    return this.#run.endedBy && { ...this.#run.endedBy }
  }

  static {
    runInside = (run) => {
      if (typeof run !== 'object' || run === null || !(#run in run)) throw new RangeError('not a run')
      return run.#run
    }
  }
}

/** The engine's own log behind a log. @throws RangeError for anything else */
export const engineLog = (log: EventLog): EngineLog => logInside(log)

/** The engine's own run behind a run. @throws RangeError for anything else */
export const engineRun = (run: Run): EngineRun => runInside(run)
