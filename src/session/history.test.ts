import { array, assert, constantFrom, integer, oneof, property, record as recordOf } from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { en, zh } from '../i18n/allMessages'
import { loadAllMessages } from '../i18n/load'
import { entryAt, logLength, type Run, type RunInput, simulate, type UserAction } from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { addedActions, changedAction, copiedActions, movedActions, removedActions } from './actionEdits'
import { act, begin, changeSetting, loadPreset, pause, seek, setSeed } from './actions'
import { useApp } from './appStore'
import { branchLines, namedBranches } from './branches'
import { changeOf } from './changes'
import {
  bringBackBranch,
  deleteBranch,
  edit,
  refusal,
  renameBranch,
  saveLater,
  savePresent,
  startEdit,
  switchBranch,
} from './editing'
import { MAX_BRANCHES, MAX_OWN_BRANCHES, MAX_VERSIONS } from './history'
import { shiftPolls, switchValues } from './restart'
import { redo, undo } from './undo'

// Why something is refused is said in words that are loaded when they are needed.
beforeAll(() => loadAllMessages('problems'))

const get = useApp.getState

beforeEach(() => {
  loadPreset('article')
  pause()
  useApp.setState({ past: [], future: [], branches: [], notice: null })
})

const kill = (target = 'broker-a/master') => act({ type: 'kill', target })

/** The whole log to a moment, as plain data. */
function logTo(run: Run, tMs: number): unknown[] {
  const entries: unknown[] = []
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.atMs <= tMs) entries.push(entry)
  }
  return entries
}

/** The log of the run on the page is that of a run computed from nothing, as far as both go. */
function expectComputedHonestly(): void {
  const { run, input } = get()
  expect(run.input).toBe(input)
  const untilMs = Math.min(run.endMs, 30_000)
  expect(logTo(run, untilMs)).toEqual(logTo(simulate(input, untilMs), untilMs))
}

/** One change of the input, by anything a person can do. */
const change = oneof(
  recordOf({ what: constantFrom('kill', 'restart', 'slow', 'timeout'), atMs: integer({ min: 0, max: 12_000 }) }),
  recordOf({ what: constantFrom('move', 'copy'), atMs: integer({ min: -4000, max: 9000 }) }),
  recordOf({
    what: constantFrom('remove', 'polls', 'seed', 'preset', 'values', 'later', 'branch'),
    atMs: integer({ min: 1, max: 900 }),
  }),
)

function make({ what, atMs }: { what: string; atMs: number }): void {
  const { input, branches } = get()
  const one = input.actions[Math.abs(atMs) % Math.max(1, input.actions.length)]
  const some = one ? [one] : []
  switch (what) {
    case 'kill':
      seek(atMs)
      return kill(atMs % 2 ? 'broker-a/master' : 'broker-b/n1')
    case 'restart':
      seek(atMs)
      return act({ type: 'restart', target: 'broker-a/n0' })
    case 'slow':
      seek(atMs)
      return act({ type: 'slow', target: 'broker-b/n0', ms: atMs % 700 })
    case 'timeout':
      seek(atMs)
      return changeSetting('sendMsgTimeout', 500 + (atMs % 3000))
    case 'move':
      edit(movedActions(input, some, atMs).input)
      return
    case 'copy':
      edit(copiedActions(input, some, Math.abs(atMs)).input)
      return
    case 'remove':
      edit(removedActions(input, some))
      return
    case 'polls':
      return shiftPolls(atMs)
    case 'seed':
      return setSeed(atMs)
    case 'preset':
      loadPreset(atMs % 2 ? 'article-off' : 'article')
      return pause()
    case 'values':
      return switchValues(atMs % 2 ? 'real' : 'teaching')
    case 'later':
      if (get().notice?.saveLater) saveLater()
      return
    default: {
      const branch = branches[atMs % Math.max(1, branches.length)]
      if (branch) switchBranch(branch.id)
    }
  }
}

test('whatever is changed, undoing all and doing all again gives the same inputs and the same logs', () => {
  assert(
    property(array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      loadPreset('article')
      pause()
      useApp.setState({ past: [], future: [], branches: [], notice: null })
      const first = get().input
      for (const one of changes) make(one)
      const last = get().input
      const steps = get().past.length
      const inputs = [...get().past.map((version) => version.input), last]
      expectComputedHonestly()
      for (let step = steps; step > 0; step--) {
        expect(get().input).toBe(inputs[step])
        undo()
      }
      expect(get().input).toBe(first)
      expect(get().future).toHaveLength(steps)
      expectComputedHonestly()
      undo()
      expect(get().input).toBe(first)
      for (let step = 0; step < steps; step++) redo()
      expect(get().input).toBe(last)
      redo()
      expect(get().input).toBe(last)
      expectComputedHonestly()
    }),
    { numRuns: cases(12, 40) },
  )
}, 60_000)

test('undo brings back the identical log, and the playhead stays where the change was looked at', () => {
  seek(4000)
  kill()
  seek(9000)
  const before = logTo(get().run, 9000)
  const [killed] = get().input.actions as [UserAction]
  edit(movedActions(get().input, [killed], 1500).input)
  expect(get().playheadMs).toBe(9000)
  expect(logTo(get().run, 9000)).not.toEqual(before)
  undo()
  expect(get().playheadMs).toBe(9000)
  expect(logTo(get().run, 9000)).toEqual(before)
})

test('a drag is one version however many places it passes, and gives what computing from the start gives', () => {
  assert(
    property(array(integer({ min: -5000, max: 8000 }), { minLength: 1, maxLength: 8 }), (places) => {
      loadPreset('article')
      pause()
      seek(4000)
      kill()
      seek(8000)
      act({ type: 'restart', target: 'broker-a/n0' })
      seek(10_000)
      useApp.setState({ past: [], future: [] })
      const before = get().input
      const one = startEdit()
      const [killed] = before.actions as [UserAction]
      for (const byMs of places) expect(one.show(movedActions(before, [killed], byMs).input)).toBeNull()
      one.keep()
      const moved = get().input.actions.find((action) => action.type === 'kill')
      expect(moved?.atMs).toBe(Math.max(0, 4000 + (places.at(-1) as number)))
      expect(get().playheadMs).toBe(10_000)
      expect(get().past.map((version) => version.input)).toEqual(places.at(-1) === 0 ? [] : [before])
      expectComputedHonestly()
    }),
    { numRuns: cases(10, 25) },
  )
}, 30_000)

test('a drag that is given up leaves no trace', () => {
  seek(4000)
  kill()
  const { input, run, past } = get()
  const one = startEdit()
  one.show(movedActions(input, input.actions, 900).input)
  expect(get().past).toHaveLength(past.length + 1)
  one.drop()
  expect(get()).toMatchObject({ input, past })
  expect(get().run).toBe(run)
  one.show(movedActions(input, input.actions, 1900).input)
  expect(get().input).toBe(input)
})

test('what somebody else changes during a drag holds', () => {
  seek(4000)
  kill()
  const one = startEdit()
  one.show(movedActions(get().input, get().input.actions, 900).input)
  seek(6000)
  kill('broker-b/master')
  const { input, past } = get()
  expect(one.show(removedActions(one.base, one.base.actions))).toBeNull()
  one.keep()
  expect(get()).toMatchObject({ input, past })
})

test('what the gate refuses is not done, and is said', () => {
  changeSetting('brokerGroupCount', 3)
  seek(5000)
  act({ type: 'set', name: 'sendMsgTimeout', value: 2000 })
  const { input, past } = get()
  const impossible: RunInput = { ...input, actions: [{ atMs: 100, type: 'kill', target: 'broker-z/master' }] }
  expect(refusal(impossible)?.(en)).toContain('broker-z/master')
  expect(edit(impossible)).toBe(false)
  expect(get()).toMatchObject({ input, past })
  expect(get().notice).toMatchObject({ tone: 'problem' })
  expect(get().notice?.text(zh)).toContain('未作改动')
})

test('the later actions that a new one dropped can be done nevertheless, and are one change with it', () => {
  seek(4000)
  kill()
  seek(9000)
  act({ type: 'restart', target: 'broker-a/n0' })
  const before = get().input
  seek(6000)
  kill('broker-b/master')
  expect(get().input.actions).toHaveLength(2)
  expect(get().branches).toHaveLength(1)
  saveLater()
  expect(get().input.actions.map(({ atMs, type }) => [atMs, type])).toEqual([
    [4000, 'kill'],
    [6000, 'kill'],
    [9000, 'restart'],
  ])
  expect(get()).toMatchObject({ branches: [], notice: null, playheadMs: 6000 })
  expectComputedHonestly()
  undo()
  expect(get().input).toBe(before)
})

test('a lost future is kept by itself and named after what it was left for; going back to it can be undone', () => {
  seek(4000)
  kill()
  const before = get().input
  seek(3000)
  kill('broker-b/master')
  const after = get().input
  const [line] = branchLines(get().branches, after)
  expect(line?.name(zh)).toBe('此前：3 秒 kill -9 broker-b')
  expect([line?.name(en), line?.actions(en), line?.difference(en), line?.present]).toEqual([
    'before: kill -9 broker-b at 3 s',
    '1 action',
    '+1 −1 · kill -9 broker-a at 4 s',
    false,
  ])
  seek(7000)
  switchBranch(line?.id ?? 0)
  expect(get().input).toBe(before)
  expect(get().playheadMs).toBe(7000)
  expectComputedHonestly()
  expect(namedBranches(get().branches).map((branch) => branch.input)).toEqual([before, after])
  undo()
  expect(get().input).toBe(after)
})

test('doing the same earlier is no move, whatever was dropped for it; dragging it is', () => {
  seek(4000)
  kill()
  const later = get().input
  seek(3000)
  kill()
  const [version] = get().past.slice(-1)
  expect(changeOf(later, get().input, version?.acted)).toMatchObject({ added: [{ atMs: 3000 }], moved: [] })
  edit(movedActions(get().input, get().input.actions, 500).input)
  const [before] = get().past.slice(-1)
  expect(before?.acted).toBe(false)
  undo()
  expect(changeOf(get().input, get().future[0]?.input ?? later, get().future[0]?.acted)).toMatchObject({
    added: [],
    moved: [{ toMs: 3500 }],
  })
})

test('branches are kept, named, renamed, deleted and brought back by hand', () => {
  seek(4000)
  kill()
  savePresent('  only a  ')
  savePresent('')
  expect(namedBranches(get().branches).map(({ name }) => name(en))).toEqual(['only a', 'saved at 4 s'])
  const [first] = get().branches
  if (!first) throw new Error('no branch')
  renameBranch(first.id, 'no Master')
  deleteBranch(first.id)
  expect(get().branches).toHaveLength(1)
  bringBackBranch(first)
  expect(namedBranches(get().branches).map(({ name }) => name(zh))).toEqual(['only a', '保存于 4 秒'])
})

test('versions and branches are bounded', () => {
  for (let seed = 2; seed < MAX_VERSIONS + 20; seed++) setSeed(seed)
  expect(get().past).toHaveLength(MAX_VERSIONS)
  for (let round = 0; round < MAX_OWN_BRANCHES + 5; round++) {
    seek(4000 + round)
    kill()
    seek(3000)
    kill('broker-b/master')
  }
  expect(get().branches).toHaveLength(MAX_OWN_BRANCHES)
  for (let round = 0; round < MAX_BRANCHES + 5; round++) {
    setSeed(round)
    savePresent(`branch ${round}`)
  }
  expect(get().branches).toHaveLength(MAX_BRANCHES)
}, 20_000)

test('a selected message stays selected only where it is the same one in the changed run', () => {
  seek(9000)
  kill()
  const { log } = get().run
  const early = Array.from({ length: logLength(log) }, (_, index) => index).find(
    (index) => entryAt(log, index).kind === 'sendOk',
  )
  if (early === undefined) throw new Error('nothing was stored')
  const entry = entryAt(log, early)
  if (!('message' in entry)) throw new Error('not a message')
  const selection = { kind: 'message', message: entry.message, logIndex: early } as const
  useApp.setState({ selection })
  edit(movedActions(get().input, get().input.actions, -500).input)
  expect(get().selection).toEqual(selection)
  useApp.setState({ selection: { ...selection, message: 999 } })
  edit(movedActions(get().input, get().input.actions, -500).input)
  expect(get().selection).toBeNull()
})

test('actions are moved together, copied, changed and removed, always in the order of time', () => {
  const actions: UserAction[] = [
    { atMs: 1000, type: 'kill', target: 'broker-a/n0' },
    { atMs: 3000, type: 'slow', target: 'broker-b/n0', ms: 300 },
    { atMs: 3000, type: 'restart', target: 'broker-a/n0' },
  ]
  const [killed, slowed, restarted] = actions as [UserAction, UserAction, UserAction]
  const input: RunInput = { ...get().input, actions }
  const times = (some: readonly UserAction[]) => some.map(({ atMs, type }) => `${atMs} ${type}`)
  expect(movedActions(input, [slowed], 0).input).toBe(input)
  expect(times(movedActions(input, [slowed, restarted], -5000).input.actions)).toEqual([
    '0 slow',
    '0 restart',
    '1000 kill',
  ])
  expect(times(movedActions(input, [killed], 2000).input.actions)).toEqual(['3000 slow', '3000 restart', '3000 kill'])
  expect(times(copiedActions(input, [slowed, restarted], 500).input.actions)).toEqual([
    '500 slow',
    '500 restart',
    '1000 kill',
    '3000 slow',
    '3000 restart',
  ])
  expect(changedAction(input, slowed, { ...slowed, ms: 700 } as UserAction).input.actions[1]).toMatchObject({ ms: 700 })
  expect(times(removedActions(input, [killed, restarted]).actions)).toEqual(['3000 slow'])
  expect(times(addedActions(removedActions(input, [killed]), [killed]).actions)).toEqual(times(actions))
})

test('opening another input records a version, whoever opens it', () => {
  const first = get().input
  begin({ ...first, seed: 77 })
  expect(get().past.map((version) => version.input)).toEqual([first])
})
