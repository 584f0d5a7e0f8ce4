import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadAllMessages } from '../i18n/load'
import { fileText, readFileText } from '../io/document'
import { readLink } from '../io/link'
import { entryAt, logLength, presetInput } from '../rocketmq'
import { begin, seek, select, setSpeed, showPanel } from './actions'
import { addressText } from './addressText'
import { useApp } from './appStore'
import { openAddress, openReading } from './sharing'
import { closeReport, sharing } from './sharingState'
import { undo } from './undo'
import { viewOf } from './view'

const opening = useApp.getState()
const shown = () => {
  const state = useApp.getState()
  return { input: state.input, view: viewOf(state) }
}

beforeAll(() => loadAllMessages())

beforeEach(() => {
  useApp.setState(opening, true)
  closeReport()
  useApp.setState({ language: 'en' })
  begin({ ...presetInput('article'), actions: [{ atMs: 3000, type: 'kill', target: 'broker-a/master' }] })
  seek(3500)
})

describe('opening a link', () => {
  test('brings back run, moment, selection, panel and speed, paused', () => {
    select({ kind: 'broker', group: 1, node: 1 })
    showPanel('log')
    setSpeed(0.5)
    const before = shown()
    const text = addressText()
    useApp.setState(opening, true)
    expect(openAddress(text)).toBe(true)
    expect(shown()).toEqual(before)
    expect(useApp.getState().playing).toBe(false)
    expect(sharing.getState().report).toBeNull()
  })

  test('a message that is told long after the moment can be selected', () => {
    seek(60_000)
    const { log } = useApp.getState().run
    const logIndex =
      logLength(log) -
      1 -
      Array.from({ length: 500 }).findIndex((_, back) => entryAt(log, logLength(log) - 1 - back).kind === 'send')
    const entry = entryAt(log, logIndex)
    if (entry.kind !== 'send') throw new Error('nothing is sent')
    seek(3500)
    select({ kind: 'message', message: entry.message, logIndex })
    const before = shown()
    const text = addressText()
    useApp.setState(opening, true)
    openAddress(text)
    expect(shown()).toEqual(before)
    expect(sharing.getState().report).toBeNull()
  })

  test('changes nothing where nothing can be read', () => {
    const before = useApp.getState()
    for (const text of ['nonsense', 'v=1', 'v=1&t=5', '%', '__proto__=1', 'z=AAAA']) {
      expect(openAddress(text), text).toBe(false)
      expect(useApp.getState(), text).toBe(before)
      expect(sharing.getState().report, text).toMatchObject({ source: 'link', opened: false })
    }
  })

  test('the run that was on the screen is one undo away', () => {
    const before = useApp.getState().input
    expect(openAddress('v=1&preset=real-5.3&t=700&seed=broken')).toBe(true)
    expect(useApp.getState().input).toEqual(presetInput('real-5.3'))
    undo()
    expect(useApp.getState().input).toEqual(before)
  })

  test('another moment of the same run is no change of the run', () => {
    const { input, past } = useApp.getState()
    openAddress(addressText().replace('t=3500', 't=1200'))
    expect(useApp.getState().input).toBe(input)
    expect(useApp.getState().past).toBe(past)
    expect(useApp.getState().playheadMs).toBe(1200)
  })

  test('its language is used and not remembered', () => {
    openAddress(addressText().replace('lang=en', 'lang=zh'))
    expect(useApp.getState().language).toBe('zh')
  })

  test('what is selected must be there', () => {
    openAddress(`${addressText()}&sel=broker.9.0`)
    expect(useApp.getState().selection).toBeNull()
    expect(sharing.getState().report?.problems).toMatchObject([
      { path: 'sel', value: 'broker.9.0', reason: 'notThere' },
    ])
  })
})

describe('opening a file', () => {
  test('brings back what was saved', () => {
    select({ kind: 'group', group: 0 })
    const before = shown()
    const text = fileText(before)
    useApp.setState(opening, true)
    expect(openReading(readFileText(text), 'file')).toBe(true)
    expect(shown()).toEqual(before)
  })

  test.each([
    ['{', '', 'notJson'],
    ['[]', '', 'notDocument'],
    ['{"format":"other"}', 'format', 'notDocument'],
    ['{"format":"rocketscope-run","version":1,"input":{}}', 'input.scenario', 'missing'],
    ['{"format":"rocketscope-run","version":1,"input":{"__proto__":{"seed":1}}}', 'input', 'unknownKey'],
  ])('%s is refused, and the run stays', (text, path, reason) => {
    const before = useApp.getState()
    expect(openReading(readFileText(text), 'file')).toBe(false)
    expect(useApp.getState()).toBe(before)
    expect(sharing.getState().report?.problems[0]).toMatchObject({ path, reason })
  })

  test('a fault in the view alone is named, and the run is opened', () => {
    const data = JSON.parse(fileText({ input: presetInput('large'), view: { tMs: 300 } }))
    data.view.speed = 1000
    data.view.unheardOf = 1
    expect(openReading(readFileText(JSON.stringify(data)), 'file')).toBe(true)
    expect(useApp.getState().input).toEqual(presetInput('large'))
    expect(useApp.getState().playheadMs).toBe(300)
    expect(sharing.getState().report?.problems.map(({ path }) => path)).toEqual(['view.speed', 'view.unheardOf'])
  })
})

test('what a link says and what a file says is the same', () => {
  const { input, view } = shown()
  const link = readLink(addressText())
  const file = readFileText(fileText({ input, view }))
  expect(link).toEqual(file)
  expect(link.problems).toEqual([])
})
