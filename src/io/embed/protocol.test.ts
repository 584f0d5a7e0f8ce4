// The gate for what host pages ask: what passes, what does not and in which words, and that nothing of any size or shape
// throws or is let through.

import { describe, expect, test } from 'vitest'
import { presetInput } from '../../rocketmq'
import { fileText } from '../document'
import { problemWords } from '../problems.testData'
import { linkText } from '../writeLink'
import { addressOf, EVENTS, PROTOCOL_VERSION, REQUEST_TYPES, readRequest } from './protocol'

const input = presetInput('article')
const link = linkText({ input, view: { tMs: 900 } })
const ask = (data: object) => readRequest({ rocketscope: PROTOCOL_VERSION, ...data })

/** What is said about a message that is refused. */
function refusal(data: object): { path: string; zh: string; en: string } {
  const read = ask(data)
  if (read === null || read.ok) throw new Error('It was not refused.')
  const [first] = read.problems
  if (!first) throw new Error('It was refused without a reason.')
  return { path: first.path, ...problemWords(first) }
}

describe('what is not meant for us', () => {
  // Presentation programs and developer tools post all of these to every iframe.
  test.each([
    ['a text', 'slide:start'],
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', [{ rocketscope: 1 }]],
    ['another program', { type: 'play', source: 'react-devtools' }],
    ['what is only inherited', Object.create({ rocketscope: 1, type: 'play' })],
  ])('%s is not answered', (_, data) => {
    expect(readRequest(data)).toBeNull()
  })
})

describe('what is asked rightly', () => {
  test.each([
    [{ type: 'play' }, { type: 'play' }],
    [{ type: 'pause' }, { type: 'pause' }],
    [{ type: 'state' }, { type: 'state' }],
    [{ type: 'link' }, { type: 'link' }],
    [
      { type: 'seek', tMs: 9600 },
      { type: 'seek', tMs: 9600 },
    ],
    [
      { type: 'jump', to: 'next' },
      { type: 'jump', to: 'next' },
    ],
    [
      { type: 'shown', shown: false },
      { type: 'shown', shown: false },
    ],
    [
      { type: 'set', speed: 0.5, language: 'zh' },
      { type: 'set', speed: 0.5, language: 'zh' },
    ],
    [
      { type: 'subscribe', events: ['state', 'key'] },
      { type: 'subscribe', events: ['state', 'key'] },
    ],
    [
      { type: 'act', action: { type: 'kill', target: 'broker-a/master' } },
      { type: 'act', action: { type: 'kill', target: 'broker-a/master' } },
    ],
    [
      { type: 'act', action: { type: 'set', name: 'sendMsgTimeout', value: 500, atMs: 100 } },
      { type: 'act', action: { type: 'set', name: 'sendMsgTimeout', value: 500, atMs: 100 } },
    ],
  ])('%j passes', (data, request) => {
    expect(ask({ ...data, id: 'a' })).toEqual({ id: 'a', ok: true, request })
  })

  test.each([
    ['a link', { link }],
    ['an address', { link: `https://host.example/rocketscope/#${link}` }],
    ['a document', { run: JSON.parse(fileText({ input, view: { tMs: 900 } })) }],
    ['the text of a file', { run: fileText({ input, view: { tMs: 900 } }) }],
  ])('a run comes as %s', (_, what) => {
    const read = ask({ type: 'load', id: 3, ...what })
    if (!read?.ok || read.request.type !== 'load') throw new Error('It was refused.')
    expect(read.id).toBe(3)
    expect(read.request.reading.input).toEqual(input)
    expect(read.request.reading.view).toEqual({ tMs: 900 })
    expect(read.request.reading.problems).toEqual([])
  })

  test('of a link that is damaged in part, the rest passes with what is wrong', () => {
    const read = ask({ type: 'load', link: 'v=1&preset=article&sendMsgTimeout=never' })
    if (!read?.ok || read.request.type !== 'load') throw new Error('It was refused.')
    expect(read.request.reading.problems.map(({ path }) => path)).toEqual(['sendMsgTimeout'])
  })

  test('every type and event has a name of its own', () => {
    expect(new Set(REQUEST_TYPES).size).toBe(REQUEST_TYPES.length)
    expect(new Set(EVENTS).size).toBe(EVENTS.length)
  })
})

describe('what is refused, by name and in both languages', () => {
  test.each([
    [{ type: 'paly' }, 'type', '你要的是不是 play', 'Did you mean play?'],
    [{}, 'type', '可以是', 'Allowed: subscribe'],
    [{ type: 'seek', tMs: -1 }, 'tMs', '超出范围', 'out of range'],
    [{ type: 'seek', tMs: 1.5 }, 'tMs', '不是整数', 'not a whole number'],
    [{ type: 'seek' }, 'tMs', '缺少', 'missing'],
    [{ type: 'play', tMs: 5 }, '', '没有“tMs”', 'no "tMs"'],
    [{ type: 'jump', to: 'end' }, 'to', '不可用', 'not allowed'],
    [{ type: 'set', speed: 1000 }, 'speed', '超出范围', 'out of range'],
    [{ type: 'set', language: 'fr' }, 'language', '不可用', 'not allowed'],
    [{ type: 'subscribe', events: ['keys'] }, 'events[0]', '你要的是不是 key', 'Did you mean key?'],
    [{ type: 'shown', shown: 'no' }, 'shown', '既不是 true', 'neither true'],
    [{ type: 'load' }, '', '二者取一', 'one of them'],
    [{ type: 'load', link, run: {} }, '', '二者取一', 'one of them'],
    [{ type: 'load', link: 'hello' }, '', '不是 RocketScope 的链接', 'not a link of RocketScope'],
    [{ type: 'load', run: { scenario: 7 } }, 'run.scenario', '应当是一个对象', 'must be an object'],
    [{ type: 'load', run: 'v=1' }, 'run', '不是 JSON', 'not JSON'],
    [{ type: 'act', action: 'kill' }, 'action', '应当是一个对象', 'must be an object'],
    [{ type: 'act', action: { type: 'kil' } }, 'action.type', '这个动作', 'not an action'],
    [{ type: 'act', action: { type: 'kill' } }, 'action.target', '缺少', 'missing'],
    [{ type: 'act', action: { type: 'kill', target: 'moon' } }, 'action.target', '不是对象', 'not a target'],
    [
      { type: 'act', action: { type: 'set', name: 'sendMsgTimeout', value: 'long' } },
      'action.value',
      '不是整数',
      'not a whole number',
    ],
  ])('%j', (data, path, zh, en) => {
    const said = refusal(data)
    expect(said.path).toBe(path)
    expect(said.zh).toContain(zh)
    expect(said.en).toContain(en)
  })

  test('another version is answered by its number, so that hosts learn of it', () => {
    expect(readRequest({ rocketscope: 2, type: 'play', id: 9 })).toEqual({
      id: 9,
      ok: false,
      problems: [{ path: 'rocketscope', value: 2, reason: 'otherVersion', allowed: {} }],
    })
  })

  test.each([
    [{ id: 'x'.repeat(101) }, 'tooLong'],
    [{ id: {} }, 'notText'],
    [{ id: Number.NaN }, 'notText'],
  ])('a name that cannot be given back is refused: %j', (data, reason) => {
    const read = ask({ type: 'play', ...data })
    expect(read).toMatchObject({ id: null, ok: false, problems: [{ path: 'id', reason }] })
  })
})

describe('what is too large or has no end', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level++) deep = [deep]

  test.each([
    ['a circle', { type: 'load', run: circle }],
    ['a nest of 100,000 lists', { type: 'load', run: deep }],
    ['five million letters', { type: 'load', run: 'x'.repeat(5_000_000) }],
    ['a million numbers', { type: 'subscribe', events: Array.from({ length: 1_000_000 }, () => 0) }],
    ['bytes', { type: 'load', run: new Uint8Array(100) }],
    ['numbers JSON does not have', { type: 'seek', tMs: 5n }],
  ])('%s: it is said, and nothing hangs', (_, data) => {
    const read = ask({ ...data, id: 1 })
    expect(read).toMatchObject({ id: 1, ok: false, problems: [{ reason: 'tooLong' }] })
  })

  test('a link that is longer than any', () => {
    expect(refusal({ type: 'load', link: `v=1&preset=article&topic=${'x'.repeat(300_000)}` }).en).toContain('too long')
  })

  test('what it carries beside JSON is not seen: a map has no keys', () => {
    expect(refusal({ type: 'act', action: new Map([['type', 'kill']]) }).path).toBe('action.type')
  })
})

test('an origin without a name can only be reached through *', () => {
  expect(addressOf('https://slides.example')).toBe('https://slides.example')
  expect(addressOf('null')).toBe('*')
  expect(addressOf('')).toBe('*')
})
