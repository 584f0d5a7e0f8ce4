import { expect, test } from 'vitest'
import type { UserAction } from '../rocketmq'
import { inEveryLanguage } from './allMessages'
import type { Change } from './editing'

const actionWords = (action: UserAction) => inEveryLanguage((m) => m.editing.action(action))
const changeWords = (change: Change) => inEveryLanguage((m) => m.editing.change(change))
const differenceWords = (change: Change) => inEveryLanguage((m) => m.editing.difference(change))
const markWords = (marks: UserAction[], planned: boolean) => inEveryLanguage((m) => m.editing.mark(marks, planned))

const killed: UserAction = { atMs: 9600, type: 'kill', target: 'broker-a/master' }
const slowed: UserAction = { atMs: 250, type: 'slow', target: 'broker-b/n1', ms: 300 }

const actions = (change: Partial<Extract<Change, { kind: 'actions' }>>): Change => ({
  kind: 'actions',
  added: [],
  removed: [],
  moved: [],
  changed: [],
  ...change,
})

test('an action says what it does and to whom; people count producers from 1', () => {
  const said = (action: UserAction) => Object.values(actionWords(action))
  expect(said(killed)).toEqual(['kill -9 broker-a', 'kill -9 broker-a'])
  expect(said(slowed)).toEqual(['慢 300 ms broker-b n1', 'slow 300 ms broker-b n1'])
  expect(said({ atMs: 0, type: 'link', target: 'producer/0', peer: 'broker-a/n0', lossPercent: 100 })).toEqual([
    '断网生产者 1 – broker-a n0',
    'link cut Producer 1 – broker-a n0',
  ])
  expect(said({ atMs: 0, type: 'setFault', target: 'broker-a/n0', fault: 'diskFull', on: false })).toEqual([
    '磁盘满结束 broker-a n0',
    'disk full ends broker-a n0',
  ])
  expect(said({ atMs: 0, type: 'writePerm', brokerName: 'broker-a', on: false })[1]).toBe(
    'write permission off broker-a',
  )
  expect(said({ atMs: 0, type: 'set', name: 'writeQueueNums', value: 4, brokerName: 'broker-b' })[1]).toBe(
    'writeQueueNums = 4 broker-b',
  )
  expect(said({ atMs: 0, type: 'set', name: 'latencyMax', value: [50, 100, 550, 1000] })[0]).toBe('latencyMax = […]')
})

test('a change is told by what it added, else by what it moved, changed or took away', () => {
  const said = (change: Change) => changeWords(change)
  expect(said(actions({ added: [killed], removed: [slowed] }))).toEqual({
    zh: '9.6 秒 kill -9 broker-a',
    en: 'kill -9 broker-a at 9.6 s',
  })
  expect(said(actions({ moved: [{ action: killed, toMs: 12_000 }] }))).toEqual({
    zh: 'kill -9 broker-a 从 9.6 秒移到 12 秒',
    en: 'move kill -9 broker-a from 9.6 s to 12 s',
  })
  expect(said(actions({ changed: [slowed] })).en).toBe('slow 300 ms broker-b n1 at 0.25 s')
  expect(said(actions({ removed: [killed, slowed] }))).toEqual({
    zh: '删除 9.6 秒 kill -9 broker-a，另 1 项',
    en: 'delete kill -9 broker-a at 9.6 s and 1 more',
  })
  expect(said({ kind: 'scenario', preset: 'article-off' }).en).toBe('scenario Teaching cluster · avoidance off')
  expect(said({ kind: 'scenario', preset: 'S7' })).toEqual({ zh: '换场景 S7', en: 'scenario S7' })
  expect(said({ kind: 'seed', seed: 7 })).toEqual({ zh: '随机种子 7', en: 'seed 7' })
  expect(said({ kind: 'settings', settings: [{ name: 'firstPollMs', value: 510 }] }).zh).toBe('firstPollMs = 510')
})

test('a difference counts, and one that is none says so; a mark says when, and whether it is still to come', () => {
  expect(differenceWords(actions({ added: [killed], removed: [slowed, killed] })).en).toBe(
    '+1 −2 · kill -9 broker-a at 9.6 s',
  )
  expect(differenceWords(actions({})).zh).toBe('和现在一样')
  expect(markWords([killed, slowed], true)).toEqual({
    zh: '9.6 秒 kill -9 broker-a，另 1 项（未到）',
    en: 'kill -9 broker-a at 9.6 s and 1 more (planned)',
  })
})
