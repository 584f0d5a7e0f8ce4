import { beforeEach, expect, test } from 'vitest'
import { GOTCHAS } from '../chapters/gotchas'
import { en } from '../i18n/allMessages'
import { momentsOf } from '../projections/keyMoments'
import { entryAt, MAX_RUN_MS, stateAt } from '../rocketmq'
import { act, begin, changeSetting, loadPreset, pause, seek, setSpeed, slowDown, speedUp } from './actions'
import { MAX_SPEED, MIN_SPEED, useApp } from './appStore'
import { advance, fastPace } from './clock'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from './jumps'
import { loadGotcha, switchValues } from './restart'
import { currentState } from './runViews'
import { undo } from './undo'

const get = useApp.getState

beforeEach(() => {
  loadPreset('article')
  pause()
  setSpeed(1)
  useApp.setState({ fastForward: false, notice: null })
})

const kill = () => act({ type: 'kill', target: 'broker-a/master' })

test('an action happens at the playhead', () => {
  seek(4000.7)
  kill()
  expect(get().input.actions).toEqual([{ atMs: 4000, type: 'kill', target: 'broker-a/master' }])
  expect(currentState().brokerGroups[0].nodes[0].process).toBe('dying')
})

test('acting in the past drops what had been done later and begins a new future', () => {
  seek(4000)
  kill()
  seek(9000)
  act({ type: 'restart', target: 'broker-a/n0' })
  const before = get().run
  seek(6000)
  act({ type: 'kill', target: 'broker-b/master' })
  expect(get().input.actions.map(({ atMs, type }) => [atMs, type])).toEqual([
    [4000, 'kill'],
    [6000, 'kill'],
  ])
  expect(get().run).not.toBe(before)
  expect(get().seenMs).toBe(6000)
  expect(stateAt(get().run, 5999)).toEqual(stateAt(before, 5999))
})

test('what acting in the past dropped is said, can be brought back, and is kept as a branch', () => {
  useApp.setState({ past: [], future: [], branches: [] })
  seek(4000)
  kill()
  expect(get().notice).toBeNull()
  seek(9000)
  act({ type: 'restart', target: 'broker-a/n0' })
  const { input } = get()
  seek(3000)
  kill()
  expect(get().notice).toMatchObject({ tone: 'info', undo: true, saveLater: true })
  expect(get().notice?.text(en)).toContain('2 later actions are dropped')
  expect(get().branches.map((branch) => branch.input)).toEqual([input])
  undo()
  expect(get().input).toBe(input)
  expect(get().playheadMs).toBe(3000)
  expect(get().notice).toBeNull()
  expect(get().past).toHaveLength(2)
  kill()
  seek(3500)
  act({ type: 'restart', target: 'broker-a/n0' })
  expect(get().notice).toBeNull()
})

test('a switch of values and a setting of the whole run can be taken back', () => {
  for (const change of [() => switchValues('real'), () => changeSetting('enableDLegerCommitLog', true)]) {
    seek(4000)
    kill()
    seek(5000.5)
    const { input, values } = get()
    change()
    expect(get().playheadMs).toBe(0)
    expect(get().notice?.undo).toBe(true)
    undo()
    expect([get().input, get().playheadMs, get().values]).toEqual([input, 5000.5, values])
  }
})

test('seeking is kept between the beginning and the end of a day', () => {
  seek(-50)
  expect(get().playheadMs).toBe(0)
  seek(Number.NaN)
  expect(get().playheadMs).toBe(0)
  seek(MAX_RUN_MS * 2)
  expect(get().playheadMs).toBeLessThanOrEqual(MAX_RUN_MS)
  expect(get().playheadMs).toBeLessThanOrEqual(get().run.endMs)
})

test('speed stays between 1/20 and 50', () => {
  setSpeed(0.0001)
  expect(get().speed).toBe(MIN_SPEED)
  setSpeed(4000)
  expect(get().speed).toBe(MAX_SPEED)
  speedUp()
  expect(get().speed).toBe(MAX_SPEED)
  setSpeed(1)
  slowDown()
  expect(get().speed).toBe(0.5)
})

test('steps go from event to event and pause', () => {
  useApp.setState({ playing: true })
  seek(1000)
  stepForward()
  const next = get().playheadMs
  expect(get().playing).toBe(false)
  expect(next).toBeGreaterThan(1000)
  stepForward()
  stepBack()
  expect(get().playheadMs).toBe(next)
  seek(0)
  stepBack()
  expect(get().playheadMs).toBe(0)
})

test('jumps go to things that matter, and back', () => {
  seek(4000)
  kill()
  jumpToNext()
  const first = get().playheadMs
  expect(momentsOf(get().run).some(({ atMs }) => atMs === first)).toBe(true)
  jumpToNext()
  jumpToPrevious()
  expect(get().playheadMs).toBe(first)
})

test('a jump with nothing ahead stays and says so', () => {
  seek(5000)
  jumpToNext()
  expect(get().playheadMs).toBe(5000)
  expect(get().notice?.tone).toBe('info')
})

test('a setting changed during a run is a timed action; one for the whole run starts it again', () => {
  seek(5000)
  changeSetting('sendMsgTimeout', 1000)
  expect(get().input.actions).toEqual([{ atMs: 5000, type: 'set', name: 'sendMsgTimeout', value: 1000 }])
  expect(stateAt(get().run, 4999).settings.sendMsgTimeout).toBe(3000)
  expect(currentState().settings.sendMsgTimeout).toBe(1000)
  changeSetting('enableDLegerCommitLog', false)
  expect(get().playheadMs).toBe(0)
  expect(get().input.scenario.settings.enableDLegerCommitLog).toBe(false)
  expect(get().notice).not.toBeNull()
})

test('real values replace what is slowed down, keep the choices, and can be taken back', () => {
  switchValues('real')
  const real = get().input.scenario.settings
  expect(real).toMatchObject({ networkLatencyMs: 1, pollNameServerInterval: 30_000, latencyMax: null })
  expect(real).toMatchObject({ sendLatencyFaultEnable: true, enableDLegerCommitLog: true, writeQueueNums: 2 })
  expect(get().values).toBe('real')
  switchValues('teaching')
  expect(get().input.scenario.settings.networkLatencyMs).toBe(120)
  expect(get().values).toBe('teaching')
})

test('playing moves the playhead by real time times speed and keeps the run ahead of it', () => {
  useApp.setState({ playing: true })
  setSpeed(2)
  for (let frame = 0; frame < 50; frame++) advance(20)
  expect(get().playheadMs).toBeCloseTo(2000, 0)
  expect(get().run.endMs).toBeGreaterThanOrEqual(get().playheadMs + 20_000)
})

test('smart fast-forward reaches the end of a 600 s window without waiting for it, and does not miss what matters', () => {
  loadPreset('real-4.9')
  seek(4000)
  kill()
  useApp.setState({ playing: true, fastForward: true })
  const passed: number[] = []
  let frames = 0
  while (get().playheadMs < 620_000 && frames++ < 20_000) {
    const before = get().playheadMs
    advance(16)
    const after = get().playheadMs
    const crossed = momentsOf(get().run).filter(({ atMs }) => atMs > before && atMs <= after)
    if (crossed.length > 0) passed.push((after - before) / 16)
  }
  expect(get().playheadMs).toBeGreaterThan(600_000)
  expect(frames * 16).toBeLessThan(120_000)
  for (const pace of passed) expect(pace).toBeLessThanOrEqual(1.01)
})

test('fast-forward is at the chosen speed close to a moment, soon after one, and when none is known', () => {
  expect(fastPace(1, 20, 10_000, 900, 16)).toBe(1)
  expect(fastPace(1, 1, 500, 60_000, 16)).toBe(1)
  expect(fastPace(1, 1, 60_000, null, 16)).toBe(1)
  expect(fastPace(1, 1, 60_000, 60_000, 16)).toBeGreaterThan(1)
  expect(fastPace(1, 50, 60_000, 600_000, 16)).toBe(50)
})

test('the log of a run is never ahead of what has been computed', () => {
  const { run } = get()
  const last = entryAt(run.log, run.log.length - 1)
  expect(last.atMs).toBeLessThanOrEqual(run.endMs)
})

test('a surprise opens at its moment and its speed; its variants keep the speed chosen since; a preset is at normal speed', () => {
  const [, second] = GOTCHAS
  if (!second) throw new Error('no surprises')
  useApp.setState({ sidePanel: 'log' })
  loadGotcha(second)
  expect(get()).toMatchObject({ playheadMs: second.startMs, speed: second.speed, playing: true, sidePanel: 'story' })
  expect(get().input).toEqual(second.variants[0].input)
  setSpeed(5)
  pause()
  loadGotcha(second, 1)
  expect(get()).toMatchObject({ playheadMs: second.startMs, speed: 5, playing: false })
  expect(get().input.scenario.settings.clientVersion).toBe('5.3.3')
  loadPreset('article')
  expect(get().speed).toBe(1)
  setSpeed(2)
  loadPreset('article-off')
  expect(get().speed).toBe(2)
})

test('a run in which thousands send without a pause is begun a little at a time', () => {
  const { input } = get()
  const busy = { producerCount: 64, sendThreadCount: 128, sendIntervalMs: 1, communicationMode: 'ONEWAY' as const }
  begin({ ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...busy } } })
  const { eventsDone } = get().run.head.state
  expect(eventsDone).toBeGreaterThan(10_000)
  expect(eventsDone).toBeLessThan(100_000)
  expect(get().run.endMs).toBeLessThan(5000)
})
