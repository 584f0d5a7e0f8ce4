// What the README claims is so: its figures are the computed ones, its commands exist, its links open that very run, and that run
// does what the sentence says. That the built page opens them is held by e2e/readme.spec.ts.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { entries, firstAttempts } from '../src/chapters/reading'
import { readLink } from '../src/io/link'
import { loadBuiltIn } from '../src/io/recording/library'
import { RELEASES, simulate } from '../src/rocketmq'
import { pageLinks } from './pageLinks.mts'
import { accuracyRows, README, writtenRows } from './readmeRows.mts'
import { DEFAULT_PORT } from './start.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path) => readFileSync(`${root}${path}`, 'utf8')
const LANGUAGES = Object.keys(README)
const GUIDE = { en: 'docs/guide.md', zh: 'docs/guide.zh-CN.md' }
const PAIRS = [README, GUIDE]

/** What a page is made of, without its words: both languages have the same parts in the same order. */
const shapeOf = (text) =>
  text
    .split('\n')
    .map((line) => /^(?:#+ |- |\d+\. |```|!\[|\| )/.exec(line)?.[0].replace(/^\d+/, '1') ?? '')
    .filter((part) => part !== '')

/** Where its links and pictures lead, whatever the language; without the line that leads to the other one. */
const targetsOf = (text) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to]) => (to.startsWith('#') ? '#' : to))
    .map((to) =>
      to
        .replace('.zh-CN.md', '.md')
        .replace(/-(?:en|zh)(?=\.(?:gif|webp))/, '')
        .replace(/(\.md)#.*/, '$1#'),
    )
    .map((to) => to.replace(/&lang=(?:en|zh)$/, ''))

// A link to a recording is understood where the recording is known.
beforeAll(() => loadBuiltIn('abc-5.3.3/a-on-5'))

describe.each(LANGUAGES)('the README, %s', (language) => {
  const text = read(README[language])

  test('is short, and shows the page moving', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(70)
    const film = `docs/images/film-${language}.gif`
    expect(text).toContain(`](${film})`)
    expect(statSync(`${root}${film}`).size).toBeLessThan(2_000_000)
    const gif = readFileSync(`${root}${film}`)
    expect(gif.subarray(0, 6).toString('latin1')).toBe('GIF89a')
    expect(gif.readUInt16LE(6)).toBe(960)
    const seconds = delaysOf(gif).reduce((sum, delay) => sum + delay, 0) / 100
    expect(seconds).toBeGreaterThan(10)
    expect(seconds).toBeLessThan(15)
  })

  test('has the figures that the page has: `npm run readme` writes them', () => {
    expect(writtenRows(text)).toEqual(accuracyRows(language))
    expect(writtenRows(text)).toHaveLength(5)
  })

  test('names releases that there are', () => {
    for (const [, first, last] of text.matchAll(/(\d\.\d\.\d) (?:to|到) (\d\.\d\.\d)/g))
      expect([first, last]).toEqual([RELEASES[0], RELEASES.at(-1)])
  })

  test('has six links that open runs where `npm start` serves the page', () => {
    const links = pageLinks(language)
    expect(links).toHaveLength(6)
    for (const link of links) {
      const { host, hash } = new URL(link)
      expect(host).toBe(`127.0.0.1:${DEFAULT_PORT}`)
      const { input, view, problems } = readLink(hash)
      expect(problems, link).toEqual([])
      expect(input).not.toBeNull()
      expect(view.language).toBe(language)
    }
    expect(text).toContain(`http://127.0.0.1:${DEFAULT_PORT}/\``)
  })
})

test.each([...Object.values(README), ...Object.values(GUIDE), 'CONTRIBUTING.md', 'docs/hosting.md'])(
  'every command in %s exists',
  (path) => {
    const { scripts } = JSON.parse(read('package.json'))
    const BUILT_IN = ['ci', 'start', 'test', 'install', 'pack']
    const commands = [...read(path).matchAll(/npm (run (?:-s )?[\w:]+|[a-z]+)/g)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(0)
    for (const name of commands) {
      const script = /^run (?:-s )?(.+)/.exec(name)?.[1]
      expect(script === undefined ? BUILT_IN.includes(name) : Object.hasOwn(scripts, script), name).toBe(true)
    }
  },
)

test.each(PAIRS)('$en and its Chinese page have the same parts, links and pictures', ({ en, zh }) => {
  expect(shapeOf(read(zh))).toEqual(shapeOf(read(en)))
  expect(targetsOf(read(zh))).toEqual(targetsOf(read(en)))
  expect(targetsOf(read(en)).length).toBeGreaterThan(10)
})

test('every picture of the documents is used', () => {
  const documents = [...Object.values(README), ...Object.values(GUIDE)].map(read).join('\n')
  const pictures = readdirSync(`${root}docs/images`)
  expect(pictures.filter((name) => !documents.includes(`images/${name}`))).toEqual([])
  expect(existsSync(`${root}public/social.png`)).toBe(true)
})

describe('a sentence of the list', () => {
  const [killLink, whyLink, compareLink, tenMinutesLink, recordingLink, lessonLink] = pageLinks('en')
  const opened = (link) => readLink(new URL(link).hash)
  const A = 0

  test('after K a message to the Master fails, and none goes there for 3 s', () => {
    const { input, view } = opened(killLink)
    const kill = { atMs: view.tMs, type: 'kill', target: 'broker-a/master' }
    const run = simulate({ ...input, actions: [kill] }, 30_000)
    const [failed] = entries(run, 'sendFailed')
    const [window] = entries(run, 'avoided')
    expect([failed.group, window.group, window.untilMs - window.atMs]).toEqual([A, A, 3000])
    const sent = entries(run, 'send', window.atMs, window.untilMs - 1)
    expect(sent.length).toBeGreaterThan(5)
    expect(sent.filter(({ group }) => group === A)).toEqual([])
  })

  test('message 25 was to go to broker-a and went to broker-b', () => {
    const { input, view } = opened(whyLink)
    const attempts = entries(simulate(input, view.tMs), 'send').filter(({ message }) => message === 25)
    expect(attempts.map(({ group }) => group)).toEqual([0, 1])
  })

  test('with the switch off, more attempts fail', () => {
    const { input, view } = opened(compareLink)
    expect(view.compare).toEqual({ kind: 'setting', name: 'sendLatencyFaultEnable', value: false })
    const failures = (on) => {
      const settings = { ...input.scenario.settings, sendLatencyFaultEnable: on }
      const run = simulate({ ...input, scenario: { ...input.scenario, settings } }, view.tMs)
      return entries(run, 'sendFailed').length
    }
    expect(input.scenario.settings.sendLatencyFaultEnable).toBe(true)
    expect(failures(false)).toBeGreaterThan(failures(true))
  })

  test('broker-a is back after 20 s, and 4.9.7 sends it nothing for ten minutes', () => {
    const { input, view } = opened(tenMinutesLink)
    expect(input.scenario.settings.clientVersion).toBe('4.9.7')
    const run = simulate(input, 720_000)
    const [killed, restarted] = run.input.actions
    expect(Math.round((restarted.atMs - killed.atMs) / 1000)).toBe(20)
    const failedAt = entries(run, 'sendFailed', killed.atMs).at(-1).atMs
    const next = firstAttempts(run, failedAt + 1).find(({ group }) => group === A)
    expect(Math.round((next.atMs - failedAt) / 60_000)).toBe(10)
    expect(view.tMs).toBeGreaterThan(restarted.atMs)
    expect(view.tMs).toBeLessThan(next.atMs)
  })

  test('a recording is one, and a lesson is one', () => {
    expect(new URL(recordingLink).hash).toContain('&recording=')
    expect(opened(lessonLink).view).toMatchObject({ sidePanel: 'lesson', lesson: { page: 1 } })
  })
})

/** How long each picture of a GIF stays, hundredths of a second: of every graphic control extension. */
function delaysOf(gif) {
  const delays = []
  for (let at = gif.indexOf('21f904', 0, 'hex'); at >= 0; at = gif.indexOf('21f904', at + 8, 'hex'))
    if (gif[at + 7] === 0) delays.push(gif.readUInt16LE(at + 4))
  return delays
}
