// Changes that put another run on the page from its beginning: a surprise, the other set of values, shifted route polls.
// Loaded with what offers them.

import type { Gotcha } from '../chapters/gotcha'

import { withStore } from '../io/storePart'
import { REAL_SETTINGS, type Settings, TEACHING_SETTINGS } from '../rocketmq'
import { begin, seek, setSpeed } from './actions'
import { useApp } from './appStore'
import { notify } from './notices'
import { currentState } from './runViews'
import { TEACHING_NAMES } from './values'

/** A surprise from its interesting moment on; another variant of the one that is on goes on at the chosen speed. */
export function loadGotcha({ id, variants, startMs, speed }: Gotcha, variant = 0): void {
  const sameStory = useApp.getState().input.scenario.preset === id
  const { input } = variants[variant] ?? variants[0]
  void withStore(input, () => {
    begin(input)
    seek(startMs)
    if (!sameStory) setSpeed(speed)
    useApp.setState((state) => ({ playing: sameStory ? state.playing : true, sidePanel: 'story', chapter: null }))
  })
}

/** Swaps every slowed-down value for the real one, or back, keeps the choices and the faults, and starts again. */
export function switchValues(values: 'teaching' | 'real'): void {
  const { input } = useApp.getState()
  const now = currentState().settings
  const source = values === 'teaching' ? TEACHING_SETTINGS : REAL_SETTINGS
  const swapped = Object.fromEntries(TEACHING_NAMES.map((name) => [name, source[name]]))
  const settings = { ...now, ...swapped } as Settings
  const actions = input.actions.filter((action) => action.type !== 'set')
  begin({ ...input, scenario: { ...input.scenario, settings: structuredClone(settings) }, actions })
  notify('info', values === 'teaching' ? (m) => m.page.nowTeaching : (m) => m.page.nowReal, { undo: true })
}

/** Shifts all route polls by some ms of virtual time; the faults stay where they are, and so does the playhead. */
export function shiftPolls(byMs: number): void {
  const { input, playheadMs } = useApp.getState()
  const { firstPollMs, pollNameServerInterval } = input.scenario.settings
  const earliest = 10
  const shifted = firstPollMs - earliest + Math.round(byMs)
  const phase = earliest + (((shifted % pollNameServerInterval) + pollNameServerInterval) % pollNameServerInterval)
  begin({ ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, firstPollMs: phase } } })
  seek(playheadMs)
}
