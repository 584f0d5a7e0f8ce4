// What `npm start` decides: whether to build, and how to open a browser.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openCommand, reasonToBuild } from './start.mjs'

/** A project folder in which every file and folder was changed at second 1000. */
function project() {
  const dir = mkdtempSync(join(tmpdir(), 'rocketscope-start-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const touch = (name, atSecond) => utimesSync(join(dir, name), atSecond, atSecond)
  mkdirSync(join(dir, 'src', 'sim'), { recursive: true })
  mkdirSync(join(dir, 'dist'))
  for (const name of ['index.html', 'src/main.tsx', 'src/sim/random.ts', 'dist/index.html']) {
    writeFileSync(join(dir, name), name)
    touch(name, 1000)
  }
  touch('src/sim', 1000)
  touch('src', 1000)
  return { dir, touch }
}

test('a site that was never built is built', () => {
  const { dir } = project()
  rmSync(join(dir, 'dist'), { recursive: true })
  expect(reasonToBuild(dir)).toMatch('not been built')
})

test('a site as new as its sources is served as it is', () => {
  expect(reasonToBuild(project().dir)).toBeNull()
})

test('a newer source deep below src asks for a build', () => {
  const { dir, touch } = project()
  touch('src/sim/random.ts', 1001)
  expect(reasonToBuild(dir)).toMatch('newer')
})

test('a removed source asks for a build', () => {
  const { dir } = project()
  rmSync(join(dir, 'src/sim/random.ts'))
  expect(reasonToBuild(dir)).toMatch('newer')
})

test('every system has its own way to open an address, and no desktop has none', () => {
  expect(openCommand('darwin', {}, 'http://a/')).toEqual(['open', 'http://a/'])
  expect(openCommand('win32', {}, 'http://a/')).toEqual(['cmd', '/c', 'start', '', 'http://a/'])
  expect(openCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'http://a/')).toEqual(['xdg-open', 'http://a/'])
  expect(openCommand('linux', {}, 'http://a/')).toBeNull()
})
