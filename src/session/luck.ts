// The runs of the luck strip: computed in a worker where there can be one, else in pieces on the page, by the same code.

import { createStore } from 'zustand/vanilla'
import { type RunInput, recordingOf } from '../rocketmq'
import { useApp } from './appStore'
import { sameInput } from './history'
import {
  faultsIn,
  type LuckCell,
  type LuckSpec,
  luckInput,
  MAX_LUCK_RUNS,
  startLuck,
  stepsBetween,
  untilOf,
} from './luckRuns'
import { luckView } from './luckView'
import { doInPieces } from './pieces'
import { trustedScript } from './trustedScript'

/** Put here by vite.config.ts: in one file there is no other for a worker to begin with. */
declare const __SINGLE_FILE__: boolean

/** Events of one piece on the page: some ms of real time. */
const EVENTS_AT_ONCE = 4000

export interface LuckJob {
  spec: LuckSpec
  /** By run; null where it is not computed yet. */
  cells: readonly (LuckCell | null)[]
  done: number
  state: 'running' | 'done' | 'cancelled' | 'failed'
}

export const luck = createStore<{ job: LuckJob | null }>(() => ({ job: null }))

/** Why nothing can be computed, or null. */
export type LuckRefusal = 'recording' | 'noFault'

/** What would be computed for the run on the page, as it is chosen. */
export function chosenSpec(base: RunInput): LuckSpec | LuckRefusal {
  const { kind, fault: wanted, fromMs, toMs } = luckView.getState()
  if (base.recording !== undefined || recordingOf(useApp.getState().run) !== null) return 'recording'
  const faults = faultsIn(base)
  const fault = (wanted !== null && faults.includes(wanted) ? wanted : faults[0]) ?? null
  if (kind === 'moments' && fault === null) return 'noFault'
  const atMs = fault === null ? 0 : (base.actions[fault]?.atMs ?? 0)
  const from = fromMs ?? atMs
  const to = Math.max(from, toMs ?? atMs + base.scenario.settings.pollNameServerInterval)
  const runs = kind === 'seeds' ? MAX_LUCK_RUNS : stepsBetween(from, to)
  return { kind, base, fault, fromMs: from, toMs: to, runs, untilMs: untilOf(base, kind, fault, to) }
}

/** Ends what is being computed. */
let stop: () => void = () => undefined

export function cancelLuck(): void {
  stop()
  const { job } = luck.getState()
  if (job?.state === 'running') luck.setState({ job: { ...job, state: 'cancelled' } })
}

/** Begins to compute; what was being computed is cancelled. */
export async function startLuckJob(): Promise<void> {
  const spec = chosenSpec(useApp.getState().input)
  if (typeof spec === 'string') return
  stop()
  luck.setState({ job: { spec, cells: Array.from({ length: spec.runs }, () => null), done: 0, state: 'running' } })
  let isOver = false
  stop = () => {
    isOver = true
  }
  const worker = await createWorker()
  if (isOver) {
    worker?.terminate()
    return
  }
  if (worker === null) computeHere(spec, () => isOver)
  else {
    const end = () => {
      isOver = true
      worker.terminate()
    }
    stop = end
    worker.onmessage = ({ data }: MessageEvent<Finished>) => {
      if (!isOver && take(data)) end()
    }
    // A worker that cannot be loaded: the page does it.
    worker.onerror = (event) => {
      event.preventDefault()
      if (isOver) return
      worker.terminate()
      computeHere(spec, () => isOver)
      stop = () => {
        isOver = true
      }
    }
    worker.postMessage(spec)
  }
}

type Finished = readonly { run: number; cell: LuckCell }[]

/** Takes in what is finished. @returns whether that is all */
function take(finished: Finished): boolean {
  const { job } = luck.getState()
  if (job?.state !== 'running') return true
  const cells = [...job.cells]
  for (const { run, cell } of finished) cells[run] = cell
  const done = cells.filter((cell) => cell !== null).length
  const isDone = done === cells.length
  luck.setState({ job: { ...job, cells, done, state: isDone ? 'done' : 'running' } })
  return isDone
}

function computeHere(spec: LuckSpec, isOver: () => boolean): void {
  const fail = (error: unknown) => {
    console.error(error)
    const { job } = luck.getState()
    if (job && !isOver()) luck.setState({ job: { ...job, state: 'failed' } })
  }
  setTimeout(() => {
    try {
      const work = startLuck(spec)
      doInPieces(() => {
        if (isOver()) return true
        try {
          const finished = work.advance(EVENTS_AT_ONCE)
          return finished.length > 0 && take(finished)
        } catch (error) {
          fail(error)
          return true
        }
      })
    } catch (error) {
      fail(error)
    }
  })
}

async function createWorker(): Promise<Worker | null> {
  if (__SINGLE_FILE__ || typeof Worker === 'undefined') return null
  try {
    const { default: address } = await import('./luckWorker?worker&url')
    return new Worker(trustedScript(address), { type: 'module' })
  } catch {
    // Where no worker may be made, the page computes by itself.
    return null
  }
}

// --- the run on the page ---------------------------------------------------------------------------------------------

/** Which of the runs is on the page; -1 for none. */
export function shownCell(spec: LuckSpec, input: RunInput): number {
  for (let run = 0; run < spec.runs; run++) if (sameInput(luckInput(spec, run), input)) return run
  return -1
}

/** Opens one of the runs, as a change that can be taken back. */
export async function openCell(spec: LuckSpec, run: number): Promise<void> {
  const { edit } = await import('./editing')
  edit(luckInput(spec, run))
}
