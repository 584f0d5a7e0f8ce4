// docs/embed.md says what is so: every request, event, option and attribute is in it, and its messages pass the gate.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readEmbedOptions } from '../src/io/embed/options.ts'
import { embedProblems } from '../src/io/embed/problems.ts'
import { EVENTS, REQUEST_TYPES, readRequest } from '../src/io/embed/protocol.ts'
import { readLink } from '../src/io/link.ts'

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const text = read('docs/embed.md')
const script = read('public/embed.js')
const section = (title) =>
  text
    .slice(text.indexOf(`\n## ${title}`))
    .split('\n## ', 2)
    .join('')
    .slice(0, 100_000)

/** What stands in the first column of the tables of a text. */
const firstColumn = (part) =>
  [...part.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell]) =>
    cell.split(', ').map((one) => one.slice(1, -1)),
  )

test('the tables list every request and every event, and no others', () => {
  const messages = text.slice(text.indexOf('\n## Messages'), text.indexOf('\n## Keys'))
  const [requests, events] = messages.split('Events are ')
  expect(
    firstColumn(requests)
      .filter((name) => name !== 'type')
      .sort(),
  ).toEqual([...REQUEST_TYPES].sort())
  expect(
    firstColumn(events)
      .filter((name) => name !== 'event')
      .sort(),
  ).toEqual(['ready', ...EVENTS].sort())
})

test('every printed message passes the gate, and every type but the bare ones is printed', () => {
  const [, json] = /```json\n([\s\S]*?)```/.exec(text)
  const messages = JSON.parse(json)
  for (const message of messages) expect(readRequest(message), JSON.stringify(message)).toMatchObject({ ok: true })
  const bare = ['play', 'pause', 'state', 'link']
  expect(new Set([...messages.map(({ type }) => type), ...bare])).toEqual(new Set(REQUEST_TYPES))
})

test('the printed frames can be read: their options, their links, their attributes', () => {
  const src = /<iframe src="([^"]+)"/.exec(text)[1]
  const { search, hash } = new URL(src)
  expect(readEmbedOptions(search)).toMatchObject({ theme: 'dark' })
  expect(embedProblems(search)).toEqual([])
  expect(readLink(hash).problems).toEqual([])
  const [, attributes] = /ATTRIBUTES = \[([\s\S]*?)\n {2}\]/.exec(script)
  const known = [...attributes.matchAll(/'(\w+)'/g)].map(([, name]) => name)
  const named = [...text.matchAll(/data-(\w+)/g)].map(([, name]) => name)
  expect(new Set(named)).toEqual(new Set(known))
  expect(readLink(/data-link="([^"]+)"/.exec(text)[1]).problems).toEqual([])
})

test('every function the script gives is named', () => {
  for (const name of ['load', 'play', 'pause', 'seek', 'jump', 'act', 'set', 'link', 'on', 'disconnect']) {
    expect(script).toMatch(new RegExp(`^ {6}${name}: `, 'm'))
    expect(section('As a script')).toMatch(new RegExp(`\\b${name}\\(`))
  }
})
