import { beforeEach, expect, test } from 'vitest'
import { act, loadPreset, pause, seek, setSeed } from './actions'
import { useApp } from './appStore'
import { savePresent } from './editing'
import { readHistory } from './readHistory'
import { historyText, shortHistoryText } from './saveHistory'
import { undo } from './undo'

beforeEach(() => {
  loadPreset('article')
  pause()
  useApp.setState({ past: [], future: [], branches: [] })
  seek(4000)
  act({ type: 'kill', target: 'broker-a/master' })
  seek(2000)
  act({ type: 'freeze', target: 'broker-b/master' })
  setSeed(5)
  savePresent('seed 5')
  setSeed(6)
  undo()
})

const history = () => {
  const { past, future, branches } = useApp.getState()
  return { past, future, branches }
}

test('a history is the same after it was written and read', () => {
  expect(history()).toMatchObject({ past: [{}, {}, {}], future: [{}], branches: [{}, {}] })
  expect(readHistory(historyText(history()))).toEqual(history())
})

test('a scenario that versions share is written once', () => {
  expect(historyText(history()).split('"settings"')).toHaveLength(2)
})

test('what cannot be read is left out, and the rest is taken', () => {
  const text = historyText(history())
  const broken = JSON.parse(text)
  broken.past[1].input.actions[0].target = 'nobody'
  broken.branches[0].id = 'x'
  broken.future = 7
  expect(readHistory(JSON.stringify(broken))).toEqual({
    past: [history().past[0], history().past[2]],
    future: [],
    branches: [history().branches[1]],
  })
  for (const wrong of ['', '{', 'null', '[]', '{"past":[1,null,{"input":{}}]}']) {
    expect(readHistory(wrong)).toEqual({ past: [], future: [], branches: [] })
  }
})

test('of a history that is too long the newest part is kept, and none where nothing fits', () => {
  const whole = historyText(history()).length
  const short = shortHistoryText(history(), whole - 1)
  expect(short?.length).toBeLessThan(whole)
  const read = readHistory(short ?? '')
  expect(read.past).toEqual(history().past.slice(-read.past.length))
  expect(read.past.length).toBeGreaterThan(0)
  expect(shortHistoryText(history(), 20)).toBeNull()
})
