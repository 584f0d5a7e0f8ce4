// The one way to a moment that is far: computes in pieces, lets the page have its turn between them, says how far it is,
// can be cancelled, and gives way to the next one. Whoever wants to be somewhere else asks here; what is near is there at once.

import { createStore } from 'zustand/vanilla'
import type { Run } from '../rocketmq'
import { useApp } from './appStore'
import { holdWhile } from './clock'
import { computeRuns, eventsPerCall, reachableMs } from './computing'
import { computedMs, cursorOf, shownRuns } from './runViews'

/** ms of real time that are computed before the page has its turn for the first time: what is near takes no longer. */
export const FIRST_SLICE_MS = 24
/** The same for every later turn. */
export const SLICE_MS = 8
/** ms of real time between two times that the progress is told. */
const TELL_EVERY_MS = 100

export type JobEnd =
  /** There, or as far as the runs go. */
  | 'arrived'
  /** By the person. */
  | 'cancelled'
  /** By the next job. */
  | 'replaced'

export interface Job {
  /** jump: the playhead goes elsewhere in what is shown. change: another run is to be shown. */
  kind: 'jump' | 'change'
  /** ms of virtual time to compute to. */
  toMs: number
  /** What is computed; left out: all runs on the screen. */
  runs?: () => readonly Run[]
  /** Asked between two pieces: ms of virtual time at which to end; null to go on. */
  find?: () => number | null
  /** The moment to be looked at then, ms of virtual time, given how far it was computed; null for none. */
  lookAt?: (reachedMs: number) => number | null
  /** Called once, whatever the end is. A 'jump' that is cancelled has been prepared to be looked at where it was. */
  done: (end: JobEnd, reachedMs: number) => void
}

/** What is told of the job that is under way. */
export interface JobProgress {
  kind: Job['kind']
  toMs: number
  /** How much is done, 0 to 1. */
  part: number
  /** Whether it can still be cancelled. */
  open: boolean
}

export const computeJob = createStore<{ progress: JobProgress | null }>(() => ({ progress: null }))

interface Running extends Job {
  fromMs: number
  end: JobEnd
  /** null until it is known how far was computed. */
  reachedMs: number | null
}

let running: Running | null = null
/** A jump that was asked for while a change is under way: the change comes first, or what the person did would be lost. */
let nextJump: Job | null = null
/** What waits for the end of the job under way. */
const waiting: (() => void)[] = []

holdWhile(() => running !== null)

const page = typeof document !== 'undefined' ? new MessageChannel() : null
if (page) page.port1.onmessage = () => advance(SLICE_MS)

const runsOf = (job: Job): readonly Run[] => job.runs?.() ?? shownRuns()
const reached = (job: Job): number => Math.min(...runsOf(job).map((run) => run.endMs))

/** Where the playhead is about to be, ms of virtual time; where it is, while no jump is under way. */
export const destinationMs = (): number =>
  running?.kind === 'jump' && !running.find && running.end === 'arrived' ? running.toMs : useApp.getState().playheadMs

/**
 * Begins a job; one that is under way ends, but a change is finished before a jump. What takes no longer than a moment is
 * done before this returns.
 */
export function startJob(job: Job): void {
  dropNextJump()
  if (running?.kind === 'change' && job.kind === 'jump') {
    nextJump = job
    return
  }
  const before = running
  running = null
  before?.done('replaced', reached(before))
  running = { ...job, fromMs: reached(job), end: 'arrived', reachedMs: null }
  // Without a page there is no one to wait for.
  advance(page ? FIRST_SLICE_MS : Number.POSITIVE_INFINITY)
}

/** Ends the job under way: a jump stays at the furthest moment that is computed, a change is not made. */
export function cancelJob(): void {
  const job = running
  if (job?.end !== 'arrived') return
  job.end = 'cancelled'
  if (job.kind === 'jump' && job.reachedMs === null) job.reachedMs = reached(job)
  else if (job.kind === 'change') finish(job)
}

/** Another run takes the place of what is shown: where the playhead was going is of no interest any more. */
export function dropJob(): void {
  dropNextJump()
  const job = running
  running = null
  if (!job) return
  if (computeJob.getState().progress) computeJob.setState({ progress: null })
  job.done('replaced', reached(job))
  // Once the other run is there.
  queueMicrotask(doWaiting)
}

function dropNextJump(): void {
  const job = nextJump
  nextJump = null
  job?.done('replaced', reached(job))
}

/** Does something once nothing is under way any more: at once, where nothing is. */
export function afterJob(task: () => void): void {
  if (running) waiting.push(task)
  else task()
}

/** The same for what depends on the change under way: a step from where it leads, or undoing it. Keys may come faster than it. */
export function afterChange(task: () => void): void {
  if (running?.kind === 'change') waiting.push(task)
  else task()
}

/** One after another: each may begin a job for which the others wait. */
function doWaiting(): void {
  while (!running && waiting.length > 0) waiting.shift()?.()
}

function advance(budgetMs: number): void {
  const job = running
  if (!job) return
  const stopAt = performance.now() + budgetMs
  try {
    do {
      if (work(job, stopAt)) {
        finish(job)
        return
      }
    } while (performance.now() < stopAt)
  } catch (error) {
    // A page that waits for ever would be worse than one that is somewhere else.
    job.end = 'cancelled'
    finish(job)
    throw error
  }
  tell(job)
  page?.port2.postMessage(null)
}

/** Another run has come beside it since the moment was reached, and has not been computed so far: it has to be, too. */
const isBehind = (job: Running): boolean => {
  const { reachedMs } = job
  if (reachedMs === null || job.end !== 'arrived' || job.find) return false
  return runsOf(job).some((run) => run.endMs < Math.min(reachedMs, reachableMs(run)))
}

/** One piece. @returns whether nothing is left to do */
function work(job: Running, stopAt: number): boolean {
  if (isBehind(job)) job.reachedMs = null
  if (job.reachedMs === null) {
    const found = job.find?.() ?? null
    const runs = runsOf(job)
    if (found !== null) job.reachedMs = found
    else if (computeRuns(runs, job.toMs, job.find ? 0 : stopAt - performance.now())) {
      job.reachedMs = Math.min(job.toMs, ...runs.map((run) => Math.min(run.endMs, reachableMs(run))))
      const last = job.find?.() ?? null
      if (last !== null) job.reachedMs = last
    }
    return false
  }
  const lookMs = job.lookAt ? job.lookAt(job.reachedMs) : job.reachedMs
  if (lookMs === null) return true
  const atMs = Math.floor(lookMs)
  return runsOf(job).every((run) => run.endMs < atMs || cursorOf(run).approach(atMs, eventsPerCall()))
}

function finish(job: Running): void {
  if (running !== job) return
  running = null
  headlineAt = Number.NEGATIVE_INFINITY
  if (computeJob.getState().progress) computeJob.setState({ progress: null })
  if (job.kind === 'jump') useApp.setState((state) => ({ runVersion: state.runVersion + 1 }))
  const jump = nextJump
  nextJump = null
  job.done(job.end, job.reachedMs ?? reached(job))
  if (jump) startJob(jump)
  doWaiting()
}

let headlineAt = Number.NEGATIVE_INFINITY

function tell(job: Running): void {
  const now = performance.now()
  if (now - headlineAt < TELL_EVERY_MS) return
  headlineAt = now
  const runs = runsOf(job)
  const meanMs = runs.reduce((sum, run) => sum + Math.min(run.endMs, job.toMs), 0) / runs.length
  const part = job.reachedMs !== null ? 1 : (meanMs - job.fromMs) / Math.max(1, job.toMs - job.fromMs)
  const { kind, toMs, end } = job
  computeJob.setState({ progress: { kind, toMs, part: Math.min(1, Math.max(0, part)), open: end === 'arrived' } })
}

/** Puts the playhead at a moment, once it can be looked at. @param done - told how far it came */
export function jumpTo(toMs: number, done?: (end: JobEnd) => void): void {
  startJob({
    kind: 'jump',
    toMs,
    done(end) {
      if (end !== 'replaced') {
        const playheadMs = Math.min(toMs, computedMs())
        useApp.setState((state) => ({
          playheadMs,
          landedMs: playheadMs,
          seenMs: Math.max(state.seenMs, playheadMs),
          pace: state.speed,
        }))
      }
      done?.(end)
    },
  })
}
