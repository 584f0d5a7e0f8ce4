// Runs as they are looked at: the state under the playhead, read once however many parts ask for it. All that the first
// picture needs of the time; what moves it is in clock.ts, which is loaded later.

import { createStore } from 'zustand/vanilla'
import { type ClusterState, type Cursor, createCursor, type Run } from '../rocketmq'
import { useApp } from './appStore'

/** The run of the page, and the one it is compared with where there is one. */
export function shownRuns(): readonly Run[] {
  const { run, comparison } = useApp.getState()
  return comparison ? [run, comparison.run] : [run]
}

/** How far the playhead can go: ms of virtual time to which every run on the screen is computed. */
export const computedMs = (): number => Math.min(...shownRuns().map((run) => run.endMs))

/** A run seen through the one playhead: the run of the page, or the one it is compared with. */
export interface RunView {
  run(): Run
  /** Everything at the playhead. The object is reused: read it, keep nothing of it, change nothing in it. */
  state(): ClusterState
  /** ms of virtual time per ms of real time: what the headline says stays long enough to be read. */
  pace(): number
  /** What a selector gives at the playhead: looked up once per frame, and the old value where nothing has changed. */
  read<T>(selector: Selector<T>, isEqual: (left: T, right: T) => boolean): T
}

/** Raised when nothing that was computed for a look may be trusted any more. */
let looks = 0

type Selector<T> = (state: ClusterState, tMs: number) => T

/** Nothing that was computed for a look may be trusted any more. */
export const forgetLooks = (): void => void looks++

let cursors = new WeakMap<Run, Cursor>()
let cursorLooks = looks

/** What looks at a run: one for each run, so that a moment can be got ready before it is shown. */
export function cursorOf(run: Run): Cursor {
  if (cursorLooks !== looks) {
    cursors = new WeakMap()
    cursorLooks = looks
  }
  let cursor = cursors.get(run)
  if (!cursor) {
    cursor = createCursor(run)
    cursors.set(run, cursor)
  }
  return cursor
}

function createRunView(run: () => Run): RunView {
  /** By selector: what it gave last, and when. */
  const selected = new WeakMap<Selector<unknown>, { tick: number; value: unknown }>()
  const state = (): ClusterState => {
    const now = run()
    return cursorOf(now).seek(Math.min(Math.floor(useApp.getState().playheadMs), now.endMs))
  }
  return {
    run,
    state,
    pace: () => useApp.getState().pace,
    read<T>(selector: Selector<T>, isEqual: (left: T, right: T) => boolean): T {
      const last = selected.get(selector) as { tick: number; value: T } | undefined
      if (last?.tick === tick) return last.value
      const fresh = selector(state(), useApp.getState().playheadMs)
      const value = last && isEqual(last.value, fresh) ? last.value : fresh
      selected.set(selector, { tick, value })
      return value
    },
  }
}

/** The run of the page. */
export const mainView = createRunView(() => useApp.getState().run)

/** The run it is compared with; as long as there is none, the run of the page. */
export const otherView = createRunView(() => useApp.getState().comparison?.run ?? useApp.getState().run)

/** Everything at the playhead in the run of the page. */
export const currentState = (): ClusterState => mainView.state()

/** Raised when the state under the playhead, or how it is looked at, may be another one. */
let tick = 0
let insideFrame = false

/** While a frame is made, what it computes is no reason to look again. */
export function setInsideFrame(inside: boolean): void {
  insideFrame = inside
}
export const isInsideFrame = (): boolean => insideFrame

useApp.subscribe((state, previous) => {
  if (
    state.playheadMs !== previous.playheadMs ||
    state.run !== previous.run ||
    state.comparison !== previous.comparison ||
    state.playing !== previous.playing ||
    (state.runVersion !== previous.runVersion && !insideFrame)
  ) {
    tick++
  }
})

/** Told of drawn frames: of each while paused, of those a reader can tell apart while playing. What a part selects is read
 * from the state under the playhead. */
export const frames = createStore(() => ({ drawn: 0 }))

/** Equality of two plain values by what they say, for small selections. */
export const sameJson = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right)
