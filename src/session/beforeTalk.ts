// The run that a person had before they began a talk, and how they looked at it: whoever leaves the talk has it back. In
// this tab as it was; after a reload in the middle of a talk, its input and its moment.

import { forgetRunBeforeTalk, loadRunBeforeTalk, storeRunBeforeTalk } from '../io/storage'
import { begin, seek, showRun } from './actions'
import { type AppState, useApp } from './appStore'
import { playUntil } from './clock'

const KEPT = [
  'run',
  'playheadMs',
  'seenMs',
  'selection',
  'comparison',
  'lesson',
  'sidePanel',
  'chapter',
  'openBroker',
  'speed',
  'fastForward',
  'spanMs',
  'spanFromMs',
  'chartsOpen',
  'breakpoints',
  'past',
  'future',
  'branches',
] as const satisfies readonly (keyof AppState)[]

let before: Pick<AppState, (typeof KEPT)[number]> | null = null

/** Takes the page over for a talk. A talk that follows on another leaves what was kept as it is. */
export function keepPage(): void {
  if (before) return
  const state = useApp.getState()
  before = Object.fromEntries(KEPT.map((name) => [name, state[name]])) as unknown as NonNullable<typeof before>
  storeRunBeforeTalk({ input: state.input, playheadMs: state.playheadMs, playing: false, speed: state.speed })
  // Its breakpoints would stop the talk.
  useApp.setState({ breakpoints: [], fastForward: false })
}

/** Gives it back, paused. */
export async function giveBackPage(): Promise<void> {
  playUntil(null)
  if (before) {
    const { run, ...view } = before
    before = null
    forgetRunBeforeTalk()
    showRun(run, { ...view, playing: false })
    return
  }
  const stored = await loadRunBeforeTalk()
  forgetRunBeforeTalk()
  // Somebody has begun the next talk meanwhile, or has never begun one here.
  if (stored === null || stored === 'broken' || useApp.getState().presenting) return
  begin(stored.input)
  seek(stored.playheadMs)
  useApp.setState({
    lesson: null,
    sidePanel: 'story',
    chapter: null,
    openBroker: null,
    comparison: null,
    past: [],
    future: [],
    branches: [],
  })
}
